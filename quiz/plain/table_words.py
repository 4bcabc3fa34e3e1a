"""What the line-by-line face says of a table: whole, a feature, a subject, a cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from quiz.counting import counted
from quiz.durations import spoken_until
from quiz.facts import FactKey
from quiz.plain.answers import letters
from quiz.plain.lines import in_a_line
from quiz.plain.words import sentence
from quiz.study.tables import CellStanding, Strength, TableStanding

NOT_SAID = "the source does not say"
MOST_LISTED = 20
"""So many features are listed by themselves; the rest when they are asked for."""


def opening(table: TableStanding, which: str) -> Iterator[str]:
    """What a table is about, how its cells stand, and what there is to be read."""
    counts = ", ".join(f"{table.counts[held]} {held}" for held in reversed(Strength))
    yield f"{which}: {sentence(table.title)} In {sentence(table.deck_title)}"
    subjects = counted(len(table.subjects), "subject")
    yield f"{subjects}, {counted(len(table.features), 'feature')}. Cells: {counts}."
    yield "Subjects:"
    for index, subject in enumerate(table.subjects):
        yield f"{letters(index)}: {in_a_line(subject.name)}"
    yield "Features:"
    yield from names(table, MOST_LISTED)


def names(table: TableStanding, most: int) -> Iterator[str]:
    """The features by number, the first so many of them."""
    for number, feature in enumerate(table.features[:most], 1):
        tells = ", tells the subjects apart" if feature.key else ""
        yield f"{number}: {in_a_line(feature.name)}{tells}"
    if most < len(table.features):
        yield f"{len(table.features) - most} more: :features lists all."


def feature(table: TableStanding, index: int, hidden: Collection[FactKey]) -> Iterator[str]:
    """A feature over all subjects."""
    row = table.features[index]
    tells = " Tells the subjects apart." if row.key else ""
    yield f"{index + 1}: {sentence(row.name)}{tells}"
    for at, (subject, cell) in enumerate(zip(table.subjects, row.cells, strict=True)):
        yield f"{letters(at)}: {in_a_line(subject.short)}: {_told(cell, hidden)}"


def subject(table: TableStanding, index: int, hidden: Collection[FactKey]) -> Iterator[str]:
    """A subject over all features."""
    yield f"{letters(index)}: {sentence(table.subjects[index].name)}"
    for number, row in enumerate(table.features, 1):
        yield f"{number}: {in_a_line(row.name)}: {_told(row.cells[index], hidden)}"


def cell(
    table: TableStanding, place: tuple[int, int], hidden: Collection[FactKey], now: datetime
) -> Iterator[str]:
    """A cell with what it belongs to, and when it is due."""
    row, column = place
    one = table.cell(row, column)
    about = f"{in_a_line(table.subjects[column].name)}: {in_a_line(table.features[row].name)}"
    yield f"{about}: {_told(one, hidden)}"
    if one is not None and one.due_at is not None:
        chance = one.retrievability or 0.0
        yield f"Chance of recall {chance:.0%}, due {spoken_until(one.due_at, now)}."


def _told(cell: CellStanding | None, hidden: Collection[FactKey]) -> str:
    if cell is None:
        return f"{NOT_SAID}."
    said = "hidden." if cell.fact in hidden else sentence(cell.text)
    held = cell.strength.capitalize()
    if cell.suspended:
        return f"{said} {held}, suspended."
    return f"{said} {held}, put off." if cell.buried_until else f"{said} {held}."
