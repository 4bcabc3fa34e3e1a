"""A comparison as it is asked about: rows of cells, and when two cells mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from quiz.authoring import References, leniencies_taken
from quiz.comparison.model import CellEntry, ComparisonHead, FeatureEntry
from quiz.facts import FactKey, fact_key
from quiz.grading import Accepted
from quiz.markdown import plain
from quiz.shapes import Contrast, ContrastRow
from quiz.text import Strict, normalise


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the things compared."""

    id: str
    name: str
    short: str


@dataclass(frozen=True)
class Cell:
    """What holds of one subject in one respect: a fact."""

    fact: FactKey
    subject: Subject
    accepted: tuple[Accepted, ...]
    values: tuple[str, ...]
    because: str | None
    source: References | None

    @property
    def text(self) -> str:
        """All values in one line, in Markdown."""
        return "; ".join(self.values)

    @cached_property
    def meaning(self) -> frozenset[str]:
        """What the cell says, whatever the order and the spelling of its values."""
        return frozenset(normalise(plain(value)) for value in self.values)


@dataclass(frozen=True)
class Row:
    """One feature over all subjects that the source speaks of; the others have no cell."""

    name: str
    ask: str | None
    key: bool
    cells: tuple[Cell, ...]
    alike: tuple[frozenset[str], ...]

    def same(self, one: Cell, other: Cell) -> bool:
        """Whether two cells mean the same: equal text, or said to be alike by the author."""
        pair = {one.subject.id, other.subject.id}
        return one.meaning == other.meaning or any(pair <= group for group in self.alike)

    def sharing(self, cell: Cell) -> tuple[Cell, ...]:
        """All cells that mean the same as this one, itself among them."""
        return tuple(other for other in self.cells if self.same(cell, other))

    def differing(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of other subjects that mean something else."""
        return tuple(other for other in self.cells if not self.same(cell, other))

    @property
    def contrast(self) -> Contrast:
        """The row as it is shown beside a verdict."""
        rows = (ContrastRow(cell.fact, cell.subject.short, cell.text) for cell in self.cells)
        return Contrast(self.name, tuple(rows))


@dataclass(frozen=True)
class Table:
    """A comparison with its keys given."""

    id: str
    title: str
    subjects: tuple[Subject, ...]
    rows: tuple[Row, ...]


def table(
    head: ComparisonHead,
    features: Iterable[tuple[str, FeatureEntry]],
    deck_id: str,
    deck_strict: Strict,
) -> Table:
    """Make the table of a comparison from its features, each with the id that its key gets."""
    subjects = {
        name: Subject(name, entry.name, entry.short or entry.name)
        for name, entry in head.subject.items()
    }
    rows = tuple(
        _row(feature, fact_key(deck_id, head.id, feature_id), subjects, deck_strict)
        for feature_id, feature in features
    )
    return Table(head.id, head.title, tuple(subjects.values()), rows)


def _row(
    feature: FeatureEntry, key: FactKey, subjects: dict[str, Subject], deck_strict: Strict
) -> Row:
    strict = deck_strict | leniencies_taken(feature.strict)
    # The order of subjects, not the order in which an author happened to fill the cells.
    cells = tuple(
        _cell(feature, fact_key(key, name), subject, strict)
        for name, subject in subjects.items()
        if name in feature.cell
    )
    alike = tuple(frozenset(group) for group in feature.alike)
    return Row(feature.name, feature.ask, feature.key, cells, alike)


def _cell(feature: FeatureEntry, fact: FactKey, subject: Subject, strict: Strict) -> Cell:
    written = feature.cell[subject.id]
    entry = written if isinstance(written, CellEntry) else CellEntry(text=written)
    if entry.strict is not None:
        strict = leniencies_taken(entry.strict)
    accepted = tuple(
        Accepted(plain(value), (value, *_also(entry, value)), strict) for value in entry.values
    )
    because = entry.because or feature.because
    return Cell(fact, subject, accepted, entry.values, because, entry.source or feature.source)


def _also(entry: CellEntry, value: str) -> tuple[str, ...]:
    if isinstance(entry.accept, dict):
        return entry.accept.get(value, ())
    return entry.accept or ()
