"""One place to type into, with what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from quiz.tui.keys import bindings
from quiz.tui.page import Line, Page

if TYPE_CHECKING:
    from collections.abc import Sequence


class Field(Input):
    """One blank to type into."""

    BINDINGS = bindings("field")

    class Left(Message):
        """The person wants single keys to work."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False

    async def action_next(self) -> None:
        """Go on to the next blank, or submit: the view around it knows which."""
        await self.action_submit()

    def action_leave(self) -> None:
        """Leave the field."""
        self.post_message(self.Left())


class Label(Page):
    """What a blank is called, its number, or the sign that one types here."""

    text = Content("")

    def lines(self, width: int) -> Sequence[Line]:
        """One line."""
        return (Line(self.text.truncate(width, ellipsis=True)),)


class Row(Horizontal):
    """A label and its field."""

    def __init__(self) -> None:
        self.label, self.field = Label(), Field()
        super().__init__(self.label, self.field, classes="blank")

    def show(self, name: Content, width: int) -> None:
        """Call it something else, and empty it."""
        self.label.text = name
        self.label.styles.width = width
        self.label.changed()
        with self.field.prevent(Input.Changed):
            self.field.value = ""
        self.display = True
