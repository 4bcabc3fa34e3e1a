"""Lines to choose several from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.message import Message

from quiz.tui.page import safe
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable


class Choice(NamedTuple):
    """Something to be ticked: what it is known by, and what is shown of it."""

    id: str
    name: str


class TickList(Rows[Choice]):
    """Each line with a box: a click ticks, as opening a line does elsewhere; Enter is done."""

    class Kept(Message):
        """What is ticked is what is wanted."""

    def __init__(self, ticked: Iterable[str]) -> None:
        super().__init__()
        self.ticked = set(ticked)

    def draw(self, row: Choice, width: int, *, current: bool) -> Content:  # noqa: ARG002
        """The box and the name."""
        lit = "$lit" if current else ""
        box = "[x] " if row.id in self.ticked else "[ ] "
        return Content.assemble(
            ("▸ " if current else "  ", "$lit"), (box, lit), safe(row.name, lit)
        )

    def action_choose(self) -> None:
        """Be done."""
        self.post_message(self.Kept())

    def toggle(self) -> None:
        """Tick the line under the cursor, or take it back."""
        if self.current is not None:
            self.ticked ^= {self.current.id}
            self.refresh()

    def toggle_all(self) -> None:
        """Tick all lines; none where all are ticked."""
        ids = {row.id for row in self.rows}
        self.ticked = set() if ids <= self.ticked else ids
        self.refresh()
