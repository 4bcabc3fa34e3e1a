"""Confusions: which subject of a table is taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from quiz.scores.answers import Answer
from quiz.scores.facts_now import Cell, TableNow, cell_of
from quiz.scores.statistics import Share, share

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
    """What is known of one table while its answers are gone through."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    pairs: dict[tuple[str, str], _Pair] = field(default_factory=dict)

    def take(self, answer: Answer, cell: Cell, since: date | None, today: date) -> bool:
        """Count an answer in; says whether it lies in the span and is a confusion."""
        within = since is None or answer.study_day >= since
        if within:
            self.asked[cell.subject] += 1
            self.right[cell.subject] += answer.correct
        chosen = _chosen(answer, cell)
        for subject in chosen:
            pair = self.pairs.setdefault((cell.subject, subject), _Pair())
            pair.times += within
            age_days = max((today - answer.study_day).days, 0)
            pair.weight += 0.5 ** (age_days / HALF_LIFE_DAYS) / len(chosen)
            pair.last = max(pair.last, answer.study_day)
        return within and bool(chosen)


def _chosen(answer: Answer, cell: Cell) -> tuple[str, ...]:
    """The other subjects of the same table that an answer took this one for."""
    others = (cell_of(key) for key in answer.confused_with)
    subjects = (
        other.subject
        for other in others
        if other and other.whole_table == cell.whole_table and other.subject != cell.subject
    )
    return tuple(dict.fromkeys(subjects))


def confusions(
    answers: Iterable[Answer], tables: Sequence[TableNow], since: date | None, today: date
) -> Confusions:
    """Who is taken for whom, of the whole log, with what was asked since a day."""
    tallies: dict[str, _Tally] = {}
    months = Counter[str]()
    for answer in answers:
        cell = cell_of(answer.fact)
        if cell is None:
            continue
        tally = tallies.get(cell.whole_table)
        if tally is None:
            tally = tallies[cell.whole_table] = _Tally()
        if tally.take(answer, cell, since, today):
            months[f"{answer.study_day:%Y-%m}"] += 1
    known = {f"{table.deck}/{table.id}": table for table in tables}
    order = [*(name for name in known if name in tallies), *sorted(set(tallies) - set(known))]
    shown = ((name, tallies[name]) for name in order)
    return Confusions(
        tuple(_matrix(name, known.get(name), one) for name, one in shown if one.asked or one.pairs),
        tuple(MonthConfused(month, times) for month, times in sorted(months.items())),
    )


def _matrix(name: str, table: TableNow | None, tally: _Tally) -> Matrix:
    deck, _, table_id = name.partition("/")
    names = dict(table.subjects) if table else {}
    met = {*tally.asked, *(subject for pair in tally.pairs for subject in pair)}
    ids = [*(one for one in names if one in met), *sorted(met - set(names))]
    place = {one: index for index, one in enumerate(ids)}
    return Matrix(
        deck,
        table_id,
        table.title if table else table_id,
        tuple(
            SubjectAsked(one, names.get(one, one), share(tally.right[one], tally.asked[one]))
            for one in ids
        ),
        tuple(
            Confused(asked, chosen, pair.times, pair.weight, pair.last)
            for (asked, chosen), pair in sorted(
                tally.pairs.items(), key=lambda item: (place[item[0][0]], place[item[0][1]])
            )
        ),
    )
