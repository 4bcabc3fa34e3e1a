"""A comparison as it is asked about: rows of cells, and when two cells mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from quiz.authoring import References, accepted, leniencies_taken
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
    """One feature over all subjects that the source speaks of; the others have no cell.

    `english` says whether its deck is in the language of the default questions.
    """

    id: str
    name: str
    ask: str | None
    key: bool
    cells: tuple[Cell, ...]
    alike: tuple[frozenset[str], ...]
    english: bool = True

    @cached_property
    def _classes(self) -> Mapping[str, frozenset[str]]:
        """For each subject all whose cells mean the same: what is alike to the alike is alike."""
        meant: dict[frozenset[str], set[str]] = {}
        for cell in self.cells:
            meant.setdefault(cell.meaning, set()).add(cell.subject.id)
        classes = [frozenset(group) for group in meant.values()]
        for group in self.alike:
            apart = [one for one in classes if not one & group]
            joined = frozenset[str]().union(*(one for one in classes if one not in apart))
            classes = [*apart, joined]
        return {name: one for one in classes for name in one}

    def same(self, one: Cell, other: Cell) -> bool:
        """Whether two cells mean the same: equal text, or said to be alike by the author."""
        return other.subject.id in self._classes[one.subject.id]

    def sharing(self, cell: Cell) -> tuple[Cell, ...]:
        """All cells that mean the same as this one, itself among them."""
        return tuple(other for other in self.cells if self.same(cell, other))

    def differing(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of other subjects that mean something else."""
        return tuple(other for other in self.cells if not self.same(cell, other))

    @property
    def several(self) -> bool:
        """Whether some cell has several values: each is then asked for by itself."""
        return any(len(cell.values) > 1 for cell in self.cells)

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


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands, since what can be asked of it hangs on its row and its table."""

    table: Table
    row: Row
    cell: Cell


def is_english(language: str) -> bool:
    """Whether a language tag is of some English, the language of the default questions."""
    return language.partition("-")[0].lower() == "en"


def table(
    head: ComparisonHead,
    features: Iterable[tuple[str, FeatureEntry]],
    deck_id: str,
    deck_strict: Strict,
    language: str = "en",
) -> Table:
    """Make the table of a comparison from its features, each with the id that its key gets."""
    subjects = {
        name: Subject(name, entry.name, entry.short or entry.name)
        for name, entry in head.subject.items()
    }
    english = is_english(language)
    rows = tuple(
        Row(
            feature_id,
            feature.name,
            feature.ask,
            feature.key,
            _cells(feature, fact_key(deck_id, head.id, feature_id), subjects, deck_strict),
            tuple(map(frozenset, feature.alike)),
            english,
        )
        for feature_id, feature in features
    )
    return Table(head.id, head.title, tuple(subjects.values()), rows)


def _cells(
    feature: FeatureEntry, key: FactKey, subjects: Mapping[str, Subject], deck_strict: Strict
) -> tuple[Cell, ...]:
    strict = deck_strict | leniencies_taken(feature.strict)
    # The order of subjects, not the order in which an author happened to fill the cells.
    return tuple(
        _cell(feature, fact_key(key, name), subject, strict)
        for name, subject in subjects.items()
        if name in feature.cell
    )


def _cell(feature: FeatureEntry, fact: FactKey, subject: Subject, strict: Strict) -> Cell:
    written = feature.cell[subject.id]
    entry = written if isinstance(written, CellEntry) else CellEntry(text=written)
    if entry.strict is not None:
        strict = leniencies_taken(entry.strict)
    right = tuple(accepted(value, _also(entry, value), strict) for value in entry.values)
    because = entry.because or feature.because
    return Cell(fact, subject, right, entry.values, because, entry.source or feature.source)


def _also(entry: CellEntry, value: str) -> tuple[str, ...] | None:
    return entry.accept.get(value) if isinstance(entry.accept, dict) else entry.accept
