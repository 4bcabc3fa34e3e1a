"""Widgets that lay out their own lines.

One widget that wraps its text with hanging indents takes the place of a tree of small ones: it is
quicker to lay out, and each of its lines knows what a click on it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from quiz.terminal_text import one_line
from quiz.tui.drawing import Drawing, say_the_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import MouseEvent
    from textual.geometry import Size
    from textual.selection import Selection

    from quiz.tui.drawing import Drawn

BLANK = Content("")


class Line(NamedTuple):
    """One line on the screen; `tag` says what it belongs to, such as an option's index."""

    text: Content
    tag: int | None = None


def safe(string: str, style: str = "") -> Content:
    """A string from a deck or a file as it stands: one line, never markup, nothing that acts."""
    return Content.styled(one_line(string), style)


def hang(first: Content, body: Content, width: int, tag: int | None = None) -> list[Line]:
    """Wrap `body` after `first`, so that later lines stand under its beginning."""
    indent = first.cell_length
    room = max(1, width - indent)
    if _fits(body, room):
        return [Line(first + body, tag)]
    wrapped = body.wrap(room) or [BLANK]
    under = Content(" " * indent)
    return [Line((under if row else first) + text, tag) for row, text in enumerate(wrapped)]


def _fits(body: Content, width: int) -> bool:
    """Whether wrapping would give the same text: that takes five times as long to find out."""
    plain = body.plain
    return body.cell_length <= width and "\n" not in plain and not plain[-1:].isspace()


def spread(left: Content, right: Content, width: int) -> Content:
    """Two texts at the two ends of one line; the left one is cut short where both do not fit."""
    room = width - right.cell_length
    if left.cell_length >= room:
        left = left.truncate(max(0, room - 1), ellipsis=True)
    return left + Content(" " * max(0, room - left.cell_length)) + right


def padded(text: Content, width: int) -> Content:
    """A text cut or filled up to a width, for columns."""
    return text.truncate(width, ellipsis=True, pad=True)


class Page(Widget):
    """A widget made of lines, laid out anew when its width or what it shows has changed."""

    _laid: tuple[int, Sequence[Line]] | None = None
    _drawn: Drawn | None = None

    def lines(self, width: int) -> Sequence[Line]:
        """The lines for a width in cells."""
        raise NotImplementedError

    def changed(self) -> None:
        """Lay out and paint anew, as what is shown has changed: only the lines that have."""
        before = self._laid
        self._laid = None
        if before is None:
            self.refresh(layout=True)
            return
        width, lines = before
        fresh = self._laid_out(width)
        if len(fresh) != len(lines):
            self.refresh(layout=True)
        elif width != self.content_size.width:
            self.refresh()
        else:
            rows = enumerate(zip(fresh, lines, strict=True))
            stale = [y for y, (one, other) in rows if not say_the_same(one.text, other.text)]
            if stale:
                self.refresh(*(Region(0, y, width, 1) for y in stale))

    def _laid_out(self, width: int) -> Sequence[Line]:
        if self._laid is None or self._laid[0] != width:
            self._laid = width, self.lines(width)
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as there are at that width."""
        return len(self._laid_out(width))

    def render(self) -> Drawing:
        """The lines that were laid out."""
        return self.drawing(self._laid_out(self.content_size.width))

    def drawing(self, lines: Sequence[Line]) -> Drawing:
        """Lines to be drawn, but for those that were drawn in the same place before."""
        if self._drawn is None:
            self._drawn = {}
        return Drawing([line.text for line in lines], self._drawn, self.app.theme)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The text that was selected, to be copied."""
        lines = self._laid_out(self.content_size.width)
        return selection.extract("\n".join(line.text.plain for line in lines)), "\n"

    def tag_at(self, event: MouseEvent) -> int | None:
        """What the line under the mouse belongs to."""
        offset = event.get_content_offset(self)
        lines = self._laid[1] if self._laid else ()
        return lines[offset.y].tag if offset and 0 <= offset.y < len(lines) else None

    def rows_of(self, tag: int) -> tuple[int, int]:
        """The first row of what has this tag, and how many rows it takes."""
        rows = [
            row for row, line in enumerate(self._laid[1] if self._laid else ()) if line.tag == tag
        ]
        return (rows[0], len(rows)) if rows else (0, 0)
