"""Confusions: which subject of a table is taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from quiz.scores.facts_now import Cell, TableNow, cell_of
from quiz.scores.statistics import Share, share
from quiz.sums import Hits, Mistaken

HALF_LIFE_DAYS = 60
"""After so many days a confusion weighs half."""


@dataclass(frozen=True, slots=True)
class SubjectAsked:
    """A subject of a table, and how often its cells were answered rightly in the span."""

    id: str
    name: str
    answers: Share


@dataclass(frozen=True, slots=True)
class Confused:
    """One subject taken for another.

    `times` counts the answers in the span that took `asked` for `chosen`. `weight` is of the whole
    log: each such answer weighs 1, split among all subjects it chose, and half of that for every
    60 days that have passed. `last` is the last study day on which it happened.
    """

    asked: str
    chosen: str
    times: int
    weight: float
    last: date


@dataclass(frozen=True, slots=True)
class Matrix:
    """The subjects of one table, in its author's order, and how they are confused.

    A table or subject that no deck has any more goes by its id.
    """

    deck: str
    table: str
    title: str
    subjects: tuple[SubjectAsked, ...]
    confused: tuple[Confused, ...]


@dataclass(frozen=True, slots=True)
class MonthConfused:
    """How many answers of a calendar month, `2026-03`, took one subject for another."""

    month: str
    times: int


@dataclass(frozen=True, slots=True)
class Confusions:
    """A matrix for each table asked of in the span or ever confused, and confusions over time.

    All answers count here, those of drills and exams, too.
    """

    tables: tuple[Matrix, ...]
    months: tuple[MonthConfused, ...]


@dataclass(slots=True)
class _Pair:
    times: int = 0
    weight: float = 0.0
    last: date = date.min


@dataclass(slots=True)
class _Tally:
    """What is known of one table."""

    asked: dict[str, Hits] = field(default_factory=dict)
    pairs: dict[tuple[str, str], _Pair] = field(default_factory=dict)

    def take(self, mistaken: Mistaken, cell: Cell, since: date | None, today: date) -> bool:
        """Count a mistake in; says whether it lies in the span and is a confusion."""
        day = mistaken.study_day
        within = since is None or day >= since
        chosen = _chosen(mistaken, cell)
        for subject in chosen:
            pair = self.pairs.setdefault((cell.subject, subject), _Pair())
            pair.times += within
            age_days = max((today - day).days, 0)
            pair.weight += 0.5 ** (age_days / HALF_LIFE_DAYS) / len(chosen)
            pair.last = max(pair.last, day)
        return within and bool(chosen)


def _chosen(mistaken: Mistaken, cell: Cell) -> tuple[str, ...]:
    """The other subjects of the same table that an answer took this one for."""
    others = (cell_of(key) for key in mistaken.confused_with)
    subjects = (
        other.subject
        for other in others
        if other and other.whole_table == cell.whole_table and other.subject != cell.subject
    )
    return tuple(dict.fromkeys(subjects))


def confusions(
    subjects: Mapping[str, Hits], mistakes: Iterable[Mistaken], since: date | None, today: date
) -> Confusions:
    """Who is taken for whom in the whole log, with how often `subjects` were asked since a day.

    Tables and subjects are named by their ids: `named` gives them the names of decks.
    """
    tallies: dict[str, _Tally] = {}
    for key, hits in subjects.items():
        table, _, subject = key.rpartition("/")
        tallies.setdefault(table, _Tally()).asked[subject] = hits
    months = Counter[str]()
    for mistaken in mistakes:
        cell = cell_of(mistaken.fact)
        if cell is None:
            continue
        tally = tallies.setdefault(cell.whole_table, _Tally())
        if tally.take(mistaken, cell, since, today):
            months[f"{mistaken.study_day:%Y-%m}"] += 1
    shown = ((name, tallies[name]) for name in sorted(tallies))
    return Confusions(
        tuple(_matrix(name, one) for name, one in shown if one.asked or one.pairs),
        tuple(MonthConfused(month, times) for month, times in sorted(months.items())),
    )


def _matrix(name: str, tally: _Tally) -> Matrix:
    deck, _, table_id = name.partition("/")
    ids = sorted({*tally.asked, *(subject for pair in tally.pairs for subject in pair)})
    return Matrix(
        deck,
        table_id,
        table_id,
        tuple(SubjectAsked(one, one, share(*tally.asked.get(one, _NEVER))) for one in ids),
        tuple(
            Confused(asked, chosen, pair.times, pair.weight, pair.last)
            for (asked, chosen), pair in sorted(tally.pairs.items())
        ),
    )


def named(found: Confusions, tables: Sequence[TableNow]) -> Confusions:
    """The same with the names that decks give, in the order of these tables and their subjects.

    What none of them has goes by its id, and comes last.
    """
    known = {table.whole: table for table in tables}
    there = {f"{one.deck}/{one.table}": one for one in found.tables}
    order = [name for name in known if name in there]
    order += [name for name in there if name not in known]
    return Confusions(
        tuple(
            named_matrix(there[name], known[name]) if name in known else there[name]
            for name in order
        ),
        found.months,
    )


def named_matrix(matrix: Matrix, table: TableNow) -> Matrix:
    """One table with the names that its deck gives, its subjects in the author's order."""
    names = dict(table.subjects)
    there = {one.id: one for one in matrix.subjects}
    ids = [*(one for one in names if one in there), *(one for one in there if one not in names)]
    place = {one: index for index, one in enumerate(ids)}
    return Matrix(
        matrix.deck,
        matrix.table,
        table.title,
        tuple(replace(there[one], name=names.get(one, one)) for one in ids),
        tuple(sorted(matrix.confused, key=lambda one: (place[one.asked], place[one.chosen]))),
    )


_NEVER = Hits(0, 0)
