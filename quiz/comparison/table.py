"""A comparison as it is asked about: rows of cells, and when two cells mean the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quiz.authoring import References, has_words
from quiz.comparison.likeness import NO_KINSHIP, Kinship, kinships
from quiz.facts import FactKey
from quiz.grading import Accepted
from quiz.markdown import plain
from quiz.shapes import Contrast, ContrastRow
from quiz.text import normalise


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the things compared."""

    id: str
    name: str
    short: str


def parts_of(value: str) -> frozenset[str]:
    """What a value says part by part, as it is read: `a; b` says `a`, and it says `b`."""
    text = plain(value)
    return frozenset(filter(None, map(normalise, text.split(";")))) or frozenset({normalise(text)})


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

    @cached_property
    def said(self) -> frozenset[str]:
        """What stands there as it is read: `a; b` in one text says what a list of both says."""
        return frozenset(part for value in self.values for part in parts_of(value))

    @cached_property
    def granted(self) -> frozenset[str]:
        """All that may be said of the subject here and be true."""
        texts = (normalise(text) for answer in self.accepted for text in answer.texts)
        return self.said.union(self.meaning, texts)


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

    @cached_property
    def by_subject(self) -> Mapping[str, Cell]:
        """The cells by the ids of their subjects."""
        return {cell.subject.id: cell for cell in self.cells}

    @cached_property
    def _untrue(self) -> Mapping[str, frozenset[str]]:
        """For each cell the subjects of which it would be untrue: of all others it holds too."""
        classes = dict.fromkeys(self._classes[cell.subject.id] for cell in self.cells)
        members = {
            one: [self.by_subject[name] for name in one & self.by_subject.keys()] for one in classes
        }
        said = {one: {cell.said for cell in cells} for one, cells in members.items()}
        granted = {one: {cell.granted for cell in cells} for one, cells in members.items()}
        untrue: dict[str, frozenset[str]] = {}
        for one in classes:
            apart = [
                cell.subject.id
                for other in classes
                if other is not one
                and not any(text <= whole for text in said[one] for whole in granted[other])
                for cell in members[other]
            ]
            untrue |= dict.fromkeys((cell.subject.id for cell in members[one]), frozenset(apart))
        return untrue

    def untrue_of(self, cell: Cell) -> frozenset[str]:
        """The ids of the subjects of which what this cell says does not hold.

        A part of what a cell says holds of its subject, too: of cells `a` and `a; b` the first
        is true of both subjects, and the second of one.
        """
        return self._untrue[cell.subject.id]

    def untrue_for(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of which it would be untrue to say the same of this cell's subject."""
        subject = cell.subject.id
        return tuple(other for other in self.cells if subject in self._untrue[other.subject.id])

    def apart(self, one: Cell, other: Cell) -> bool:
        """Whether neither of two cells holds of the other's subject."""
        return other.subject.id in self.untrue_of(one) and one.subject.id in self.untrue_of(other)

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

    @cached_property
    def _kinships(self) -> Mapping[frozenset[str], Kinship]:
        return kinships(self.rows)

    def kinship(self, one: str, other: str) -> Kinship:
        """What two subjects, by their ids, have to do with each other."""
        return self._kinships.get(frozenset((one, other)), NO_KINSHIP)

    @cached_property
    def _named(self) -> Mapping[FactKey, frozenset[str]]:
        names = [
            (subject.id, normalise(plain(name)))
            for subject in self.subjects
            for name in {subject.name, subject.short}
        ]
        named: dict[FactKey, frozenset[str]] = {}
        for row in self.rows:
            heading = normalise(plain(row.name))
            for cell in row.cells:
                said = "\n".join((heading, *cell.meaning))
                # Nearly no name is in there, and to look for each of them is soon done.
                named[cell.fact] = frozenset(
                    subject for subject, name in names if name in said and has_words(said, name)
                )
        return named

    def named_in(self, cell: Cell) -> frozenset[str]:
        """The ids of the subjects that a cell or its feature names, and so may give away."""
        return self._named[cell.fact]

    @cached_property
    def clear(self) -> frozenset[str]:
        """The ids of the rows that their names tell from all others."""
        readings = {row.id: normalise(plain(row.name)) for row in self.rows}
        times = Counter(readings.values())
        return frozenset(name for name, reading in readings.items() if times[reading] == 1)

    @cached_property
    def statable(self) -> Mapping[str, tuple[Place, ...]]:
        """For each subject the cells that can be stated without naming it: `feature: value`.

        Features whose names read alike are left out, as nobody could say which of them is meant.
        """
        places: dict[str, list[Place]] = {subject.id: [] for subject in self.subjects}
        for row in self.rows:
            if row.id in self.clear:
                for cell in row.cells:
                    if cell.subject.id not in self.named_in(cell):
                        places[cell.subject.id].append(Place(self, row, cell))
        return {name: tuple(found) for name, found in places.items()}

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        times = Counter(
            reading
            for subject in self.subjects
            for reading in {normalise(plain(subject.name)), normalise(plain(subject.short))}
        )
        return {
            one.id: one.short if times[normalise(plain(one.short))] == 1 else one.name
            for one in self.subjects
        }

    def label(self, subject: Subject) -> str:
        """The short name of a subject, or the full one where the short one is another's, too."""
        return self._labels[subject.id]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands, since what can be asked of it hangs on its row and its table."""

    table: Table
    row: Row
    cell: Cell

    @property
    def subject(self) -> str:
        """The id of the subject."""
        return self.cell.subject.id

    @property
    def statable(self) -> bool:
        """Whether `feature: value` says it clearly and does not name the subject."""
        return self.row.id in self.table.clear and (
            self.subject not in self.table.named_in(self.cell)
        )

    @property
    def untruths(self) -> tuple[Cell, ...]:
        """The other cells of which it would be false to say the same of this cell's subject.

        Those are left out that name one of the two subjects, and so tell that they are false.
        """
        if self.row.id not in self.table.clear:
            return ()
        return tuple(
            other
            for other in self.row.untrue_for(self.cell)
            if not self.table.named_in(other) & {self.subject, other.subject.id}
        )

    @property
    def statement(self) -> str:
        """The cell said without its subject, in Markdown."""
        return stated(self.row, self.cell.text)


def stated(row: Row, value: str) -> str:
    """A value said of a feature; one of several lines keeps lines of its own, as a list would."""
    return f"{row.name}:\n\n{value}" if "\n" in value else f"{row.name}: {value}"
