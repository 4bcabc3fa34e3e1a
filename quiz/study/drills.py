"""Contrast drills: pairs that are easily confused, one after another, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

from quiz.errors import UsageError
from quiz.facts import FactKey
from quiz.memory.study_day import to_ms
from quiz.review import Memory, Mode, State
from quiz.study.confusions import Confusions, Pair, pair_of
from quiz.study.mixups import Mixup, mixups
from quiz.study.planner import EXTRA_AT_MOST
from quiz.study.promotion import candidates, promoted
from quiz.study.start import Group, Start
from quiz.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.comparison.table import Row, Subject, Table
    from quiz.deck.deck import Deck
    from quiz.study.desk import Desk
    from quiz.study.ports import Store
    from quiz.study.session import Session

PAIRS = EXTRA_AT_MOST // 2
"""As many pairs as make a session's worth of facts."""
ROWS_AT_ONCE = 4
"""Rows of one question over a whole table; a drill of two subjects ends with one."""

Between = tuple[str, str]
"""Two subjects, each by its id or a name."""


class Drills:
    """Begins contrast drills, and tells what they are for."""

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk = desk
        self._store = store

    def begin(
        self,
        deck_ids: Sequence[str] | None,
        now: datetime,
        *,
        between: Between | None = None,
        table_id: str | None = None,
    ) -> Session:
        """Drill what is mixed up most in these decks, or two named subjects of a table.

        Raises UsageError where there are no such subjects, or nothing that could be confused, and
        for a deck that there is none of.
        """
        opened = self._desk.decks.opened(deck_ids)
        decks = [deck for _, deck in opened]
        about = " ".join(["contrast", *(between or ()), *([table_id] if table_id else [])])
        start = Start(
            id="",
            seed=0,
            mode=Mode.DRILL,
            decks={entry.id: entry.digest for entry, _ in opened},
            everything=deck_ids is None,
            about=about,
            groups=self._groups(decks, now, between, table_id),
        )
        return self._desk.sit_down(start, decks, now)

    def mixups(self, deck_ids: Sequence[str] | None, now: datetime) -> list[Mixup]:
        """What was taken for what in these decks, what weighs most first."""
        decks = [deck for _, deck in self._desk.decks.opened(deck_ids)]
        confusions = [
            one
            for one in self._store.confusions()
            if any(one.asked in deck.facts for deck in decks)
        ]
        pairs = candidates(confusions)
        names = {key for one in confusions for key in (one.asked, one.chosen)}
        histories = {key: list(self._store.reviews(fact=key)) for key in names}
        reviews = [review for history in histories.values() for review in history]
        return mixups(decks, confusions, reviews, promoted(pairs, histories), to_ms(now))

    def _groups(
        self, decks: Sequence[Deck], now: datetime, between: Between | None, table_id: str | None
    ) -> tuple[Group, ...]:
        known = Confusions(self._store.confusions(), to_ms(now))
        memories = self._store.memories([deck.id for deck in decks])
        standing, day = self._store.standing(), self._desk.study_day(now)
        tables = [
            (deck, table) for deck in decks for table in deck.tables if table_id in (None, table.id)
        ]
        found = (
            _worst(tables, known) if between is None else _between(tables, known, memories, between)
        )
        shown = [group for group in found if not any(standing.hidden(key, day) for key in group)]
        if not shown:
            raise UsageError(
                "There is nothing to contrast: no table here has two subjects that differ. "
                "Name another deck, or see with quiz decks which have tables."
            )
        return tuple(shown[:PAIRS])


def _worst(tables: Iterable[tuple[Deck, Table]], known: Confusions) -> list[Group]:
    """Each row's pairs that differ: those mixed up most first, then the subjects most alike.

    A fact comes once, with the one that it is mixed up with most.
    """
    ranked: list[tuple[tuple[float, ...], Pair]] = []
    for _, table in tables:
        for one, other in combinations(table.subjects, 2):
            likeness = table.kinship(one.id, other.id).in_common
            for row, pair in _pairs(table, one, other):
                mixed = known.weight(*pair), known.weight_of_subjects(*pair)
                ranked.append(((-mixed[0], -mixed[1], -likeness, not row.key), pair))
    ranked.sort(key=lambda one: one[0])
    return list(_disjoint(pair for _, pair in ranked))


def _between(
    tables: Sequence[tuple[Deck, Table]],
    known: Confusions,
    memories: Mapping[FactKey, Memory],
    between: Between,
) -> list[Group]:
    """All rows in which two subjects differ: what is mixed up first, what tells them apart next.

    Where enough rows are known, the last come in one question over all of them.
    """
    for deck, table in tables:
        one, other = (_subject(table, name) for name in between)
        if one is None or other is None:
            continue
        if one is other:
            raise UsageError(f"{between[0]} and {between[1]} are the same subject: name two.")
        rows = sorted(
            _pairs(table, one, other),
            key=lambda row: (-known.weight(*row[1]), not row[0].key),
        )
        groups = [pair for _, pair in rows[:PAIRS]]
        return [*groups[:-ROWS_AT_ONCE], *_at_once(deck, groups[-ROWS_AT_ONCE:], memories)]
    names = dict.fromkeys(subject.id for _, table in tables for subject in table.subjects)
    raise UsageError(
        f"No table here has both {between[0]} and {between[1]}. Subjects: {', '.join(names)}."
    )


def _at_once(
    deck: Deck, pairs: Sequence[Group], memories: Mapping[FactKey, Memory]
) -> Iterable[Group]:
    """Pairs in one question, where each is known and that can be asked fairly."""
    keys = tuple(key for pair in pairs for key in pair)
    known = all(key in memories and memories[key].state is State.REVIEW for key in keys)
    return [keys] if len(pairs) == ROWS_AT_ONCE and known and deck.joint_forms(keys) else pairs


def _pairs(table: Table, one: Subject, other: Subject) -> Iterator[tuple[Row, Pair]]:
    for row in table.rows:
        cells = {cell.subject.id: cell for cell in row.cells}
        first, second = cells.get(one.id), cells.get(other.id)
        if first is not None and second is not None and not row.same(first, second):
            yield row, pair_of(first.fact, second.fact)


def _disjoint(pairs: Iterable[Pair]) -> Iterator[Group]:
    taken: set[FactKey] = set()
    for pair in pairs:
        if not taken.intersection(pair):
            taken.update(pair)
            yield pair


def _subject(table: Table, name: str) -> Subject | None:
    wanted = normalise(name)
    return next(
        (
            subject
            for subject in table.subjects
            if name == subject.id or wanted in (normalise(subject.name), normalise(subject.short))
        ),
        None,
    )
