"""Widgets that lay out their own lines.

One widget that wraps its text with hanging indents takes the place of a tree of small ones: it is
quicker to lay out, and each of its lines knows what a click on it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.events import MouseEvent
    from textual.geometry import Size

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
    wrapped = body.wrap(max(1, width - indent)) or [BLANK]
    under = Content(" " * indent)
    return [Line((under if row else first) + text, tag) for row, text in enumerate(wrapped)]


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

    def lines(self, width: int) -> Sequence[Line]:
        """The lines for a width in cells."""
        raise NotImplementedError

    def changed(self) -> None:
        """Lay out and paint anew, as what is shown has changed."""
        before = self._laid
        self._laid = None
        same_height = before is not None and len(self._laid_out(before[0])) == len(before[1])
        self.refresh(layout=not same_height)

    def _laid_out(self, width: int) -> Sequence[Line]:
        if self._laid is None or self._laid[0] != width:
            self._laid = width, self.lines(width)
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as there are at that width."""
        return len(self._laid_out(width))

    def render(self) -> Content:
        """All lines as one text, so that it can be selected and copied."""
        return joined(line.text for line in self._laid_out(self.content_size.width))

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


def joined(texts: Iterable[Content]) -> Content:
    """Texts below each other."""
    return Content("\n").join(texts)
