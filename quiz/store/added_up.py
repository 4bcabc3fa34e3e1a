"""What the file keeps added up, read for figures; `quiz.scores.ports.Look` says what each is."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from quiz.facts import FactKey
from quiz.names import Names
from quiz.review import EventKind
from quiz.store import tables
from quiz.store.failures import Guard
from quiz.sums import (
    CELL,
    DECLARED,
    LEARNING,
    MATURE,
    MATURE_DAYS,
    YOUNG,
    DaySums,
    Hits,
    Mistaken,
    Outline,
    Strength,
    Sum,
)

if TYPE_CHECKING:
    from quiz.foreseen import Foreseen  # with its bins, which figures alone need

_Told = TypeVar("_Told")
_Row = tuple[Any, ...]
_OfDeck = tuple[str, tuple[str, ...]]
"""A condition that limits rows to those of a deck, and the values in it."""

_OF_DAYS = f"""
SELECT study_day, kind, sum(answers), sum(hits), sum(recalled), sum(duration_ms) FROM daily_sum
WHERE study_day >= ? AND kind <> '{CELL}'{{of_deck}} GROUP BY study_day, kind
"""
# From day to day by the key of the table: it is a few rows of a day that are wanted, of hundreds.
_DECLARED = f"""
WITH RECURSIVE days(day) AS (
    SELECT min(study_day) FROM daily_sum WHERE study_day >= ?
    UNION ALL
    SELECT (SELECT min(study_day) FROM daily_sum WHERE study_day > day) FROM days
    WHERE day IS NOT NULL
)
SELECT kind, sum(hits), sum(answers) FROM days CROSS JOIN daily_sum
ON study_day = day AND kind IN ({", ".join(f"'{kind}'" for kind in DECLARED)}){{of_deck}}
GROUP BY kind
"""
_OF_SUBJECTS = f"""
SELECT key, sum(hits), sum(answers) FROM daily_sum
WHERE study_day >= ? AND kind = '{CELL}'{{of_deck}} GROUP BY key
"""
_SEPARATOR = "\n"
"""Stands in no key: ids are made of letters, digits and hyphens."""
# Many keys in one text: it is made without holding the interpreter, and taken apart in no time.
_RECALLED = """
SELECT recalled, times, group_concat(fact, char(10)) FROM (
    SELECT fact, sum(rating > 1) AS recalled, count(*) AS times FROM first_answer
    WHERE study_day >= ? AND NOT was_new{of_deck} GROUP BY fact
) GROUP BY 1, 2
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
WHERE {{which}}
"""
# Two texts of as many parts; a number stands for several, since texts take longer to put together.
_OUTLINES = f"""
SELECT group_concat(fact, char(10)), group_concat(
    (revision * 2 + (due_at < ?)) * 3 + (state = 'review') * (1 + (interval_days >= {MATURE_DAYS})),
    char(10)
) FROM memory
WHERE instr(fact, char(10)) = 0{{of_deck}}
"""


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

    def declared_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often answers were right, by the kind that their declared confidence makes them."""
        rows = self._told(_DECLARED, since, _of_key(deck))
        return {kind: Hits(right, of) for kind, right, of in rows}

    def subject_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often each subject of a table was asked, and answered rightly."""
        rows = self._told(_OF_SUBJECTS, since, _within("key", deck))
        return {subject: Hits(right, of) for subject, right, of in rows}

    def recalled(self, since: date | None, deck: str | None) -> Mapping[Hits, Sequence[FactKey]]:
        """The facts by how often they were recalled, of first answers of a day to what was known.

        Facts that are not told of were never answered so.
        """
        rows = self._told(_RECALLED, since, _within("fact", deck))
        return {Hits(right, of): _parts(facts) for right, of, facts in rows}

    def foreseen(self, since: date | None, deck: str | None) -> Foreseen:
        """First answers of a day that were foreseen, counted by what was."""
        from quiz.store import foreseen

        of_deck = _within("fact", deck)
        with self._guard:
            stretches = iter(foreseen.stretches(self._db, _start(since)))

        def counted(look: AddedUp) -> Counter[str]:
            with look._guard:
                return foreseen.counted(look._db, stretches, of_deck)

        with self.beside(counted) as others:
            found = counted(self)
            found.update(others())
        return foreseen.put_together(found)

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

    def strengths(self, deck: str | None) -> Sequence[Strength]:
        """How firmly every fact is held."""
        condition, keys = _within("fact", deck)
        return self._strengths(f"true{condition}", keys)

    def strengths_among(self, facts: Iterable[FactKey], lapses: int) -> Sequence[Strength]:
        """How firmly these facts are held, and all that were forgotten that often."""
        found = {one.fact: one for one in self._strengths("lapses >= ?", (lapses,))}
        for fact in facts:
            found.update((one.fact, one) for one in self._strengths("fact = ?", (fact,)))
        return [*found.values()]

    def _strengths(self, which: str, values: tuple[str | int, ...]) -> list[Strength]:
        with self._guard:
            rows = self._db.execute(_STRENGTHS.format(which=which), values)
            return [*map(Strength._make, rows)]

    def outlines(self, due_before: int, deck: str | None) -> Mapping[FactKey, Outline]:
        """The same in short; due is what is due before that instant, in UTC milliseconds."""
        condition, keys = _within("fact", deck)
        with self._guard:
            sql = _OUTLINES.format(of_deck=condition)
            facts, texts = self._db.execute(sql, (due_before, *keys)).fetchone()
        made = _Outlines()
        return dict(zip(_parts(facts), map(made.__getitem__, _parts(texts)), strict=True))

    def _told(self, sql: str, since: date | None, of_deck: _OfDeck) -> list[_Row]:
        condition, keys = of_deck
        with self._guard:
            sql = sql.format(of_deck=condition)
            return self._db.execute(sql, (_start(since), *keys)).fetchall()

    @contextmanager
    def beside(self, ask: Callable[[AddedUp], _Told]) -> Iterator[Callable[[], _Told]]:
        """Ask something else meanwhile, over a connection of its own in another thread.

        SQLite holds no interpreter while it works, so that two processors share the work.
        """
        with ThreadPoolExecutor(1) as thread:
            yield thread.submit(self._ask_apart, ask).result

    def _ask_apart(self, ask: Callable[[AddedUp], _Told]) -> _Told:
        with self.apart() as look:
            return ask(look)

    def apart(self) -> AbstractContextManager[AddedUp]:
        """A look at the same file from another thread, for as long as it is held open."""
        raise NotImplementedError


class _Outlines(dict[str, Outline]):
    """Outlines by the number that says all of one, as a text."""

    def __missing__(self, text: str) -> Outline:
        rest, state = divmod(int(text), 3)
        revision, due = divmod(rest, 2)
        self[text] = Outline(revision, (LEARNING, YOUNG, MATURE)[state], bool(due))
        return self[text]


def _of_key(deck: str | None) -> _OfDeck:
    return ("", ()) if deck is None else (" AND key = ?", (deck,))


def _within(column: str, deck: str | None) -> _OfDeck:
    """What limits keys to those of a deck: "0" comes after "/"."""
    if deck is None:
        return "", ()
    return f" AND {column} >= ? AND {column} < ?", (f"{deck}/", f"{deck}0")


def _parts(text: str | None) -> list[FactKey]:
    """What was put into one text."""
    return [] if text is None else cast("list[FactKey]", text.split(_SEPARATOR))


def _start(since: date | None) -> str:
    """The day from which on is told; the empty text comes before all."""
    return "" if since is None else since.isoformat()
