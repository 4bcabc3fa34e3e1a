"""What the file keeps added up, read for figures; `quiz.scores.ports.Look` says what each is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from quiz.facts import FactKey
from quiz.names import Names
from quiz.review import EventKind
from quiz.store import tables
from quiz.store.failures import Guard
from quiz.sums import (
    CELL,
    MATURE_DAYS,
    Asked,
    Chances,
    DaySums,
    Foreseen,
    Hits,
    Mistaken,
    Outline,
    Placed,
    Strength,
    Sum,
)

_OF_DAYS = f"""
SELECT study_day, kind, sum(answers), sum(hits), sum(recalled), sum(duration_ms) FROM daily_sum
WHERE study_day >= ? AND kind <> '{CELL}'{{of_deck}} GROUP BY study_day, kind
"""
_OF_SUBJECTS = f"""
SELECT key, sum(hits), sum(answers) FROM daily_sum
WHERE study_day >= ? AND kind = '{CELL}'{{of_deck}} GROUP BY key
"""
_RECALLED = """
SELECT fact, sum(rating > 1), count(*) FROM first_answer
WHERE study_day >= ? AND NOT was_new{of_deck} GROUP BY fact
"""

# Each number stands for several, since sorting by one of them takes half the time.
_ASKED = "(bundled * 3 + ifnull(bundled_before + 1, 0)) * 2 + (fact LIKE '%/%/%/%')"
_ASKED_BY_NUMBER = {
    (bundled * 3 + before) * 2 + cell: (bool(cell), bool(bundled), (None, False, True)[before])
    for bundled in (0, 1)
    for before in (0, 1, 2)
    for cell in (0, 1)
}
_BITS = 18
_ROOM = 1 << _BITS
"""More days than anybody lives, or chances."""
_CHANCES = f"""
SELECT form, (({_ASKED}) * {_ROOM} + chance) * 2 + correct, count(*) FROM first_answer
WHERE study_day >= ? AND chance IS NOT NULL{{of_deck}} GROUP BY 2, 1
"""
_PLACED = f"""
SELECT form,
((({_ASKED}) * {_ROOM} + elapsed_days) * {_ROOM} + met_days) * {_ROOM} + missed_days,
count(*), sum(correct), sum(chance) FROM first_answer
WHERE study_day >= ? AND chance IS NOT NULL{{of_deck}} GROUP BY 2, 1
"""

# The condition is that of the index `review_confused`, which is otherwise not used.
_MISTAKEN = f"""
SELECT id, study_day, fact, confused_with FROM review
WHERE confused_with <> '[]' AND {tables.STANDS} ORDER BY id
"""
_STATE = f"""
CASE WHEN state <> 'review' THEN 'learning' WHEN interval_days >= {MATURE_DAYS} THEN 'mature'
ELSE 'young' END
"""
_STRENGTHS = f"""
SELECT fact, revision, {_STATE}, stability, difficulty, last_study_day, due_at, lapses FROM memory
"""
# One text for what is the same of many facts, and so is made once.
_OUTLINES = f"SELECT fact, revision || ' ' || (due_at < ?) || ' ' || {_STATE} FROM memory"


class AddedUp:
    """What figures are made of; every method raises DataError where the file cannot be read."""

    _db: sqlite3.Connection
    _guard: Guard

    def day_sums(self, since: date | None, deck: str | None) -> DaySums:
        """The sums of each day, by kind, but those of the subjects of tables."""
        days: dict[date, dict[str, Sum]] = {}
        for day, kind, *numbers in self._told(_OF_DAYS, since, _of_key(deck)):
            days.setdefault(date.fromisoformat(day), {})[kind] = Sum(*numbers)
        return days

    def subject_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often each subject of a table was asked, and answered rightly."""
        rows = self._told(_OF_SUBJECTS, since, _within("key", deck))
        return {subject: Hits(right, of) for subject, right, of in rows}

    def recalled(self, since: date | None, deck: str | None) -> Mapping[FactKey, Hits]:
        """How often each fact was recalled, of first answers of a day to what was known."""
        rows = self._told(_RECALLED, since, _within("fact", deck))
        return {FactKey(fact): Hits(right, of) for fact, right, of in rows}

    def foreseen(self, since: date | None, deck: str | None) -> Foreseen:
        """First answers of a day that were foreseen, counted by what was."""
        of_deck = _within("fact", deck)
        chances, placed = [], []
        for form, number, times in self._told(_CHANCES, since, of_deck):
            asked, chance, right = number >> _BITS + 1, (number >> 1) % _ROOM, number % 2
            chances.append(Chances(_asked(form, asked), chance, right == 1, times))
        for form, number, *counted in self._told(_PLACED, since, of_deck):
            days = (number >> _BITS * 2, number >> _BITS, number)
            place = [one % _ROOM for one in days]
            placed.append(Placed(_asked(form, number >> _BITS * 3), *place, *counted))
        return Foreseen(chances, placed)

    def mistaken(self, deck: str | None) -> Sequence[Mistaken]:
        """All answers that took a fact for another, in the order of the log."""
        with self._guard:
            names = Names(tables.events_of(self._db, EventKind.MOVED))
            rows = self._db.execute(_MISTAKEN).fetchall()
        found = (
            Mistaken(
                date.fromisoformat(day),
                names.today(FactKey(fact), id),
                tuple([names.today(other, id) for other in json.loads(others)]),
            )
            for id, day, fact, others in rows
        )
        return [one for one in found if deck is None or one.fact.startswith(f"{deck}/")]

    def strengths(self) -> Sequence[Strength]:
        """How firmly every fact is held."""
        with self._guard:
            return [*map(Strength._make, self._db.execute(_STRENGTHS))]

    def outlines(self, due_before: int) -> Mapping[FactKey, Outline]:
        """The same in short; due is what is due before that instant, in UTC milliseconds."""
        with self._guard:
            rows = self._db.execute(_OUTLINES, (due_before,)).fetchall()
        made = _Outlines()
        return {fact: made[text] for fact, text in rows}

    def _told(
        self, sql: str, since: date | None, of_deck: tuple[str, tuple[str, ...]]
    ) -> list[tuple]:  # type: ignore[type-arg]  # of whatever the columns are
        condition, keys = of_deck
        start = "" if since is None else since.isoformat()
        with self._guard:
            return self._db.execute(sql.format(of_deck=condition), (start, *keys)).fetchall()


class _Outlines(dict[str, Outline]):
    """Outlines by the text that says all of one."""

    def __missing__(self, text: str) -> Outline:
        revision, due, state = text.split()
        self[text] = Outline(int(revision), state, due == "1")
        return self[text]


def _of_key(deck: str | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if deck is None else (" AND key = ?", (deck,))


def _within(column: str, deck: str | None) -> tuple[str, tuple[str, ...]]:
    """What limits keys to those of a deck: "0" comes after "/"."""
    if deck is None:
        return "", ()
    return f" AND {column} >= ? AND {column} < ?", (f"{deck}/", f"{deck}0")


def _asked(form: str, number: int) -> Asked:
    return Asked(form, *_ASKED_BY_NUMBER[number])
