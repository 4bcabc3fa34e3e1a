"""Counting what was foreseen of first answers: packed into numbers by SQL, and taken apart here."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from quiz.foreseen import (
    ELAPSED_STEPS,
    MET_STEPS,
    MISSED_STEPS,
    Asked,
    Chances,
    Foreseen,
    Past,
    Placed,
)
from quiz.sums import CHANCES

Stretch = tuple[str, str]
"""Study days from the first to the last of them."""

_SEPARATOR = "\n"


def _scaled(column: str, steps: Sequence[int]) -> str:
    """How many steps a number has come to."""
    reached = " ".join(f"WHEN {column} < {step} THEN {place}" for place, step in enumerate(steps))
    return f"CASE {reached} ELSE {len(steps)} END"


_ASKED = "(bundled * 3 + ifnull(bundled_before + 1, 0)) * 2 + (fact LIKE '%/%/%/%')"
_ASKED_BY_NUMBER = {
    (bundled * 3 + before) * 2 + cell: (bool(cell), bool(bundled), (None, False, True)[before])
    for bundled in (0, 1)
    for before in (0, 1, 2)
    for cell in (0, 1)
}
_ROOM = 32
"""More steps than any scale has."""
_OUTCOMES = 2 * CHANCES
_PAST = f"""
(({_scaled("elapsed_days", ELAPSED_STEPS)}) * {_ROOM} + {_scaled("met_days", MET_STEPS)}) * {_ROOM}
+ {_scaled("missed_days", MISSED_STEPS)}
"""
# All that is to be known of an answer is a number and a form. They are counted from texts, one a
# day: to sort them takes twice as long. Where a form has several lines nothing else could be told.
_FORESEEN = f"""
SELECT group_concat(
    ((({_ASKED}) * {_ROOM**3} + {_PAST}) * {_OUTCOMES} + chance * 2 + correct) || ' ' || form,
    char(10)
) FROM first_answer
WHERE study_day BETWEEN ? AND ? AND chance IS NOT NULL AND instr(form, char(10)) = 0
{{of_deck}} GROUP BY study_day
"""
_DAYS = 50
"""So many are counted at a time: a thousand answers or ten, between which others get a turn."""
_FIRST_AND_LAST = """
SELECT (SELECT min(study_day) FROM first_answer WHERE study_day >= ?),
(SELECT max(study_day) FROM first_answer)
"""
_STRETCHES = 16
"""The days are told in so many parts, of which each of two threads takes the next."""


def stretches(db: sqlite3.Connection, start: str) -> list[Stretch]:
    """The days that have answers from this one on, in stretches of about as many."""
    first, last = db.execute(_FIRST_AND_LAST, (start,)).fetchone()
    if first is None:
        return []
    day = date.fromisoformat(first)
    number = (date.fromisoformat(last) - day).days + 1
    begin = [number * part // _STRETCHES for part in range(_STRETCHES + 1)]
    return [
        (str(day + timedelta(days=one)), str(day + timedelta(days=next - 1)))
        for one, next in pairwise(begin)
        if one < next
    ]


def counted(
    db: sqlite3.Connection, stretches: Iterator[Stretch], of_deck: tuple[str, tuple[str, ...]]
) -> Counter[str]:
    """How often each number and form is told in the stretches that nobody else has taken.

    `of_deck` is a condition that limits facts to those of a deck, and the values in it.
    """
    condition, keys = of_deck
    sql = _FORESEEN.format(of_deck=condition)
    found = Counter[str]()
    for stretch in stretches:
        days = db.execute(sql, (*stretch, *keys))
        while some := days.fetchmany(_DAYS):
            found.update(_SEPARATOR.join([text for (text,) in some]).split(_SEPARATOR))
    return found


def put_together(counted: Mapping[str, int]) -> Foreseen:
    """What was foreseen, of how often each number and form was told."""
    outcomes: dict[tuple[str, int, int], int] = {}
    placed: dict[tuple[str, int], tuple[int, int, int]] = {}
    for text, times in counted.items():
        number, _, form = text.partition(" ")
        place, outcome = divmod(int(number), _OUTCOMES)
        chance, right = divmod(outcome, 2)
        asked = (form, place // _ROOM**3, outcome)
        outcomes[asked] = outcomes.get(asked, 0) + times
        had = placed.get((form, place), (0, 0, 0))
        placed[form, place] = (had[0] + times, had[1] + right * times, had[2] + chance * times)
    return Foreseen(
        [
            Chances(_asked(form, asked), outcome // 2, outcome % 2 == 1, times)
            for (form, asked, outcome), times in outcomes.items()
        ],
        [_placed(form, place, *sums) for (form, place), sums in placed.items()],
    )


def _placed(form: str, place: int, of: int, right: int, chances: int) -> Placed:
    place, missed = divmod(place, _ROOM)
    place, met = divmod(place, _ROOM)
    asked, elapsed = divmod(place, _ROOM)
    return Placed(_asked(form, asked), Past(elapsed, met, missed), of, right, chances)


def _asked(form: str, number: int) -> Asked:
    return Asked(form, *_ASKED_BY_NUMBER[number])
