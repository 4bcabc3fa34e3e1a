"""A line to search or filter with."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input

from quiz.tui.keys import bindings


class SearchField(Input):
    """Every letter counts at once; Esc and the arrow down lead back to what is found."""

    BINDINGS = bindings("search")

    class Left(Message):
        """The person is done typing; `kept` is False where Esc was pressed."""

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def __init__(self, placeholder: str, *, id: str, value: str = "") -> None:
        super().__init__(value, placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def action_keep(self) -> None:
        """Go to what is found."""
        self.post_message(self.Left(kept=True))

    def action_leave(self) -> None:
        """Give up searching."""
        self.post_message(self.Left(kept=False))
