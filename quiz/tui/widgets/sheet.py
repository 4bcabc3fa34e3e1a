"""A table laid out in lines: as high as its cells wrap, with what is in sight worked out first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from quiz.tui import prose
from quiz.tui.page import padded
from quiz.tui.widgets.columns import Columns, Need, columns
from quiz.tui.widgets.standing import TELLS_APART, sign

if TYPE_CHECKING:
    from collections.abc import Collection

    from quiz.facts import FactKey
    from quiz.study.tables import CellStanding, TableStanding

HIDDEN = "…"
MARKED = "⇄"
_HEADER_LINES = 3
_BEFORE_NAME = 2
_BEFORE_TEXT = 3
"""The cursor, the sign and a space stand before the text of a cell, and a space behind it."""
_AROUND_TEXT = _BEFORE_TEXT + 1
_WITH_WORD = 22
"""From this width on, or where nothing is wrapped, the word for how a cell is held is in it."""
_NOT_SAID = "not said"
_LONGEST_WORD = "learning"
_MOST_NEEDED = 120
"""Longer texts are wrapped anyway, and need not push others aside."""
_LEAST_TEXT = 12
_LONGEST_UNBROKEN = 20
"""Longer words are broken, so that a long name of a compound cannot take all the room."""


class Place(NamedTuple):
    """A cell, by the indices of its feature and its subject."""

    feature: int
    subject: int


class Sheet:
    """One table on a screen of so many columns and lines, scrolled so that its cursor is seen.

    Only what is in sight is ever wrapped, and only once for a width, so that a large table is
    moved about in as quickly as a small one.
    """

    def __init__(self, table: TableStanding) -> None:
        self.hidden: Collection[FactKey] = ()
        self.marked: int | None = None
        """The subject that another is to be told apart from."""
        self.cursor = Place(0, 0)
        self.columns = Columns(0, 0, ())
        self.shown: list[tuple[int, int]] = []
        """Which line of which feature stands on each line below the header."""
        self.room = 0
        """How many lines there are below the header."""
        self._header: list[list[Content]] = []
        self._top = (0, 0)
        self.show(table)

    def show(self, table: TableStanding) -> None:
        """Take another table, or the same as it stands now."""
        self.table = table
        self._wrapped: dict[tuple[int, int, int], list[Content]] = {}
        names = [feature.name for feature in table.features]
        self._fixed_need = _need(names, names, _BEFORE_NAME + 1)
        self._needs = [self._needed(index) for index in range(len(table.subjects))]

    def _needed(self, subject: int) -> Need:
        cells = (feature.cells[subject] for feature in self.table.features)
        texts = [cell.text for cell in cells if cell is not None]
        short = self.table.subjects[subject].short
        held = [f"{text}  {_LONGEST_WORD}" for text in texts]
        return _need([short, *texts], [short, *held, _NOT_SAID], _AROUND_TEXT)

    # Laying out.

    def lay_out(self, width: int, height: int, cursor: Place) -> None:
        """Find which columns and lines are in sight, with the cursor among them."""
        last = Place(len(self.table.features) - 1, len(self.table.subjects) - 1)
        self.cursor = Place(*(max(0, min(at, most)) for at, most in zip(cursor, last, strict=True)))
        self.columns = columns(
            width, self._fixed_need, self._needs, self.columns.first, self.cursor.subject
        )
        self._header = [
            prose.inline(self.table.subjects[index].short, "bold").wrap(room)[:_HEADER_LINES]
            for index, room in self._texts()
        ]
        self.room = max(1, height - self.head_height)
        self._follow()
        self.shown = list(self._from(*self._top, self.room))

    @property
    def head_height(self) -> int:
        """The lines of the header with the rule below it."""
        return max(map(len, self._header), default=0) + 1

    @property
    def screenful(self) -> int:
        """So many lines that one of those before stays in sight."""
        return max(1, self.room - 1)

    def thumb(self, y: int) -> bool | None:
        """Whether a line has the thumb that says where one is; None where there is none."""
        below = y - self.head_height
        features = [feature for feature, _ in self.shown]
        count, seen = len(self.table.features), len(set(features))
        ends = (count - 1, self._height(count - 1) - 1)
        if below < 0 or (self.shown[0] == (0, 0) and self.shown[-1] == ends):
            return None
        size = max(1, self.room * seen // count)
        start = round(features[0] / max(1, count - seen) * (self.room - size))
        return start <= below < start + size

    @property
    def cut_below(self) -> bool:
        """Whether the end of the feature under the cursor is below the edge."""
        end = self.cursor.feature, self._height(self.cursor.feature) - 1
        return end not in self.shown

    @property
    def cut_above(self) -> bool:
        """Whether the beginning of the feature under the cursor is above the edge."""
        return (self.cursor.feature, 0) not in self.shown

    def scroll(self, lines: int) -> None:
        """Scroll within the feature under the cursor, which is higher than the screen."""
        feature = self.cursor.feature
        lowest = max(0, self._height(feature) - self.room)
        offset = self._top[1] if self._top[0] == feature else 0
        self._top = feature, max(0, min(offset + lines, lowest))

    def _texts(self) -> Iterator[tuple[int, int]]:
        """The subjects in sight, each with the room for text in its column."""
        for index, width in enumerate(self.columns.widths, self.columns.first):
            yield index, max(1, width - _AROUND_TEXT)

    def _from(self, feature: int, line: int, most: int) -> Iterator[tuple[int, int]]:
        """So many lines from one on, or as many as there are."""
        while most > 0 and feature < len(self.table.features):
            for below in range(line, min(self._height(feature), line + most)):
                yield feature, below
                most -= 1
            feature, line = feature + 1, 0

    def _before(self, feature: int, lines: int) -> tuple[int, int]:
        """The line that is so many lines above the beginning of a feature, or the first."""
        while lines > 0 and feature > 0:
            feature -= 1
            lines -= self._height(feature)
        return feature, max(0, -lines)

    def _follow(self) -> None:
        """Scroll no further than brings the cursor into sight and leaves no empty lines."""
        feature = self.cursor.feature
        height = self._height(feature)
        top, offset = self._top
        if feature < top or (feature == top and height <= self.room):
            self._top = feature, 0
        elif feature == top:
            self._top = top, min(offset, height - self.room)
        elif (feature, min(height, self.room) - 1) not in self._from(top, offset, self.room):
            self._top = self._before(feature, max(0, self.room - height))
        if sum(1 for _ in self._from(*self._top, self.room)) < self.room:
            self._top = self._before(len(self.table.features), self.room)

    def _height(self, feature: int) -> int:
        cells = (self._cell(feature, index, room) for index, room in self._texts())
        return max(len(self._name(feature)), *map(len, cells))

    # Texts.

    def _name(self, feature: int) -> list[Content]:
        name, room = self.table.features[feature].name, self.columns.fixed - _BEFORE_NAME - 1
        wrapped = self._wrapped.get((feature, -1, room))
        if wrapped is None:
            wrapped = prose.inline(name).wrap(max(1, room))
            self._wrapped[feature, -1, room] = wrapped
        return wrapped

    def _cell(self, feature: int, subject: int, room: int) -> list[Content]:
        cell = self.table.cell(feature, subject)
        if cell is None:
            return [Content.styled(_NOT_SAID, "$quiet")]
        if cell.fact in self.hidden:
            return [Content.assemble(f"{HIDDEN}  ", (cell.strength.value, "$quiet"))]
        wrapped = self._wrapped.get((feature, subject, room))
        if wrapped is None:
            unwrapped = room + _AROUND_TEXT >= self._needs[subject].most
            wrapped = _said(cell, with_word=unwrapped or room >= _WITH_WORD).wrap(room)
            self._wrapped[feature, subject, room] = wrapped
        return wrapped

    # Lines.

    def line(self, y: int) -> Content:
        """One line of the screen."""
        below = y - self.head_height
        if below < -1:
            return self._heading(y)
        if below == -1:
            bars = ("┼" + "─" * width for width in self.columns.widths)
            return Content.styled("─" * self.columns.fixed + "".join(bars), "$quiet")
        if below < len(self.shown):
            return self._row(*self.shown[below])
        return Content("")

    def _heading(self, y: int) -> Content:
        parts = [padded(self._elsewhere() if y == 0 else Content(""), self.columns.fixed)]
        for (index, _), lines in zip(self._texts(), self._header, strict=True):
            name = lines[y] if y < len(lines) else Content("")
            if index == self.cursor.subject:
                name = name.stylize_before("$lit")
            lead = f" {MARKED} " if index == self.marked and y == 0 else " " * _BEFORE_TEXT
            parts += self._column(index, Content.assemble((lead, "$lit"), name))
        return Content("").join(parts)

    def _elsewhere(self) -> Content:
        """How many subjects are to the left and to the right of those in sight."""
        right = len(self.table.subjects) - 1 - self.columns.last
        left = self.columns.first
        signs = [f"← {left}"] * bool(left) + [f"{right} →"] * bool(right)
        return Content.styled(f"  {'  '.join(signs)}", "$quiet")

    def _row(self, feature: int, line: int) -> Content:
        here = feature == self.cursor.feature
        names = self._name(feature)
        mark = TELLS_APART if self.table.features[feature].key and line == 0 else " "
        name = names[line] if line < len(names) else Content("")
        first = Content.assemble(
            (mark, "$accent"), " ", name.stylize_before("$lit") if here else name
        )
        parts = [padded(first, self.columns.fixed)]
        for index, room in self._texts():
            lines = self._cell(feature, index, room)
            text = lines[line] if line < len(lines) else Content("")
            current = here and index == self.cursor.subject
            lead = Content(" " * _BEFORE_TEXT)
            if line == 0:
                held = sign(self.table.cell(feature, index))
                lead = Content.assemble(("▸" if current else " ", "$lit"), held, " ")
            parts += self._column(index, lead + (text.stylize_before("$lit") if current else text))
        return Content("").join(parts)

    def _column(self, subject: int, text: Content) -> tuple[Content, Content]:
        width = self.columns.widths[subject - self.columns.first]
        return Content.styled("│", "$quiet"), padded(text, width)

    def place_at(self, x: int, y: int) -> Place | None:
        """The cell at a place; in the header that of its subject, before a name its feature's."""
        below = y - self.head_height
        if below >= len(self.shown):
            return None
        feature = self.shown[below][0] if below >= 0 else self.cursor.feature
        subject = self.columns.at(x)
        return Place(feature, self.cursor.subject if subject is None else subject)


def _said(cell: CellStanding, *, with_word: bool) -> Content:
    parts = [cell.strength.value] if with_word else []
    parts += ["suspended"] if cell.suspended else []
    behind = f"  {', '.join(parts)}" if parts else ""
    return Content.assemble(prose.inline(cell.text), (behind, "$quiet"))


def _need(unbroken: Iterable[str], unwrapped: Iterable[str], around: int) -> Need:
    """How wide a column has to be for these texts, by their words and by themselves."""
    words = max((cell_len(word) for text in unbroken for word in text.split()), default=0)
    texts = max(map(cell_len, unwrapped))
    most = min(texts, _MOST_NEEDED)
    return Need(around + min(most, max(_LEAST_TEXT, min(words, _LONGEST_UNBROKEN))), around + most)
