"""A table with its header and first column fixed, of which only what is in sight is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quiz.tui.keys import bindings
from quiz.tui.widgets.sheet import Place, Sheet

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.events import (
        Click,
        MouseScrollDown,
        MouseScrollLeft,
        MouseScrollRight,
        MouseScrollUp,
        Resize,
    )

    from quiz.facts import FactKey
    from quiz.study.tables import TableStanding

_THUMB = 2


class TableGrid(Widget, can_focus=True):
    """Features down, subjects across, and a cursor over the cells.

    Textual's own table keeps rows of one height, or measures every cell before it draws the first.
    Like lists it scrolls by itself; a thumb in the last column says where one is.
    """

    BINDINGS = bindings("grid")

    class Moved(Message):
        """The cursor stands on another cell."""

    class Pressed(Message):
        """The cell under the cursor was clicked."""

    def __init__(self, table: TableStanding) -> None:
        super().__init__(id="grid")
        self._sheet = Sheet(table)

    @property
    def cursor(self) -> Place:
        """The cell under the cursor."""
        return self._sheet.cursor

    def show(
        self,
        table: TableStanding,
        cursor: Place,
        hidden: Collection[FactKey],
        marked: int | None = None,
    ) -> None:
        """Show a table, some of its cells without what they say, and a subject marked."""
        before = self._sheet.table
        if (table.deck_id, table.id) != (before.deck_id, before.id):
            self._sheet = Sheet(table)
        elif table is not before:
            self._sheet.show(table)
        self._sheet.hidden, self._sheet.marked = hidden, marked
        self.move_to(cursor)

    def move_to(self, place: Place) -> None:
        """Put the cursor on a cell and bring it into view."""
        self._sheet.lay_out(*self._room, place)
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Share the room out anew."""
        self._sheet.lay_out(*self._room, self.cursor)
        self.refresh()

    @property
    def _room(self) -> tuple[int, int]:
        return max(1, self.size.width - _THUMB), max(1, self.size.height)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the header or of a feature."""
        width, style = self.size.width, self.visual_style
        if not self._sheet.shown or not width:
            return Strip.blank(width, style.rich_style)
        text = self._sheet.line(y)
        thumb = self._sheet.thumb(y)
        if thumb is not None:
            text = text.pad_right(width - 1 - text.cell_length)
            text += Content.styled("┃" if thumb else "│", "$quiet")
        strips = Visual.to_strips(self, text, width, 1, style, apply_selection=False, pad=True)
        return strips[0]

    # Moving.

    def _move(self, features: int = 0, subjects: int = 0) -> None:
        feature, subject = self.cursor
        self.move_to(Place(feature + features, subject + subjects))

    def action_down(self) -> None:
        """Next feature, once all of this one was seen."""
        if self._sheet.cut_below:
            self._scroll(self._sheet.screenful)
        else:
            self._move(1)

    def action_up(self) -> None:
        """Feature before, once all of this one was seen."""
        if self._sheet.cut_above:
            self._scroll(-self._sheet.screenful)
        else:
            self._move(-1)

    def _scroll(self, lines: int) -> None:
        self._sheet.scroll(lines)
        self._move()

    def action_left(self) -> None:
        """Subject before."""
        self._move(0, -1)

    def action_right(self) -> None:
        """Next subject."""
        self._move(0, 1)

    def action_page_down(self) -> None:
        """As many features on as are in sight."""
        self._move(self._features_in_sight)

    def action_page_up(self) -> None:
        """As many features back as are in sight."""
        self._move(-self._features_in_sight)

    @property
    def _features_in_sight(self) -> int:
        return max(1, len({feature for feature, _ in self._sheet.shown}) - 1)

    def action_first(self) -> None:
        """First feature."""
        self.move_to(Place(0, self.cursor.subject))

    def action_last(self) -> None:
        """Last feature."""
        features = self._sheet.table.features
        self.move_to(Place(len(features) - 1, self.cursor.subject))

    def action_row_start(self) -> None:
        """First subject."""
        self.move_to(Place(self.cursor.feature, 0))

    def action_row_end(self) -> None:
        """Last subject."""
        subjects = self._sheet.table.subjects
        self.move_to(Place(self.cursor.feature, len(subjects) - 1))

    # The mouse.

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_down()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_up()

    def on_mouse_scroll_right(self, event: MouseScrollRight) -> None:
        """So it does sideways."""
        event.stop()
        self.action_right()

    def on_mouse_scroll_left(self, event: MouseScrollLeft) -> None:
        """So it does sideways."""
        event.stop()
        self.action_left()

    def on_click(self, event: Click) -> None:
        """Go to the clicked cell; a click on the one under the cursor is more than that."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = self._sheet.place_at(offset.x, offset.y)
        if place is not None and place == self.cursor:
            self.post_message(self.Pressed())
        elif place is not None:
            self.move_to(place)
