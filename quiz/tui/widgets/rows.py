"""A list of one-line rows of which only those on screen are ever drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quiz.tui.keys import bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
    from textual.geometry import Size

Row = TypeVar("Row")

_WHEEL = 3


class Rows(Widget, Generic[Row], can_focus=True):
    """Rows with a cursor, as quick with ten thousand of them as with ten.

    It scrolls by itself, since scroll bars of their own would cost the first frame more than all
    the rest of the list; a thumb in the last column says where one is.
    """

    BINDINGS = bindings("list")

    class Moved(Message):
        """The cursor stands on another row, or on none."""

    class Opened(Message):
        """A row was chosen, by key or by mouse."""

    def __init__(self, *, id: str | None = None, opens_on_click: bool = True) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._opens_on_click = opens_on_click
        self._top = 0
        self.cursor = 0

    def draw(self, row: Row, width: int, *, current: bool) -> Content:
        """One row as text; what is too wide is cut off."""
        raise NotImplementedError

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[Row], cursor: int = 0) -> None:
        """Show other rows, with the cursor on one of them."""
        same_height = len(rows) == len(self._rows)
        self._rows = rows
        self.cursor = max(0, min(cursor, len(rows) - 1))
        self._follow()
        self.refresh(layout=not same_height)
        self.post_message(self.Moved())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a row."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """Draw the row that is scrolled to this line."""
        index = y + self._top
        width, height = self.size
        style = self.visual_style
        if index >= len(self._rows) or not width:
            return Strip.blank(width, style.rich_style)
        overflows = len(self._rows) > height
        room = width - 2 if overflows else width
        text = self.draw(self._rows[index], room, current=index == self.cursor)
        text = text.truncate(room, ellipsis=True)
        if overflows:
            text = text.pad_right(room - text.cell_length) + self._thumb(y, height)
        strips = Visual.to_strips(self, text, width, 1, style, apply_selection=False, pad=True)
        return strips[0]

    def _thumb(self, y: int, height: int) -> Content:
        size = max(1, height * height // len(self._rows))
        start = round(self._top / (len(self._rows) - height) * (height - size))
        return Content.styled(" ┃" if start <= y < start + size else " │", "$quiet")

    def move_to(self, index: int) -> None:
        """Put the cursor on a row and bring it into view."""
        index = max(0, min(index, len(self._rows) - 1))
        if index != self.cursor and self._rows:
            self.cursor = index
            self._follow()
            self.refresh()
            self.post_message(self.Moved())

    def _follow(self) -> None:
        height = max(1, self.size.height)
        lowest = max(0, len(self._rows) - height)
        top = min(max(self._top, self.cursor - height + 1), self.cursor)
        self._top = max(0, min(top, lowest))

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Keep the cursor in view."""
        self._follow()

    def action_down(self) -> None:
        """Next row."""
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        """Row before."""
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        """A screenful on."""
        self.move_to(self.cursor + max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """A screenful back."""
        self.move_to(self.cursor - max(1, self.size.height - 1))

    def action_first(self) -> None:
        """First row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Last row."""
        self.move_to(len(self._rows) - 1)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self._rows:
            self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move_to(self.cursor + _WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move_to(self.cursor - _WHEEL)

    def on_click(self, event: Click) -> None:
        """Go to the clicked row and open it; where a click only selects, the second opens."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self._top
        if 0 <= index < len(self._rows):
            opens = self._opens_on_click or index == self.cursor
            self.move_to(index)
            if opens:
                self.post_message(self.Opened())
