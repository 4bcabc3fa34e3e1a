"""New facts that are easily taken for each other, side by side before they are first asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from quiz.study.compared import Choices
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, Page, hang
from quiz.tui.widgets.verdict import explained_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.study.turn import Introduced


class MeetingPanel(Page, can_focus=True):
    """What tells the new facts apart, why, and where that is written."""

    BINDINGS = bindings("meeting")

    class Met(Message):
        """It was read: on to the questions."""

    def __init__(self) -> None:
        super().__init__(id="meeting")
        self._turn: Introduced | None = None

    def show(self, turn: Introduced) -> None:
        """Show the facts of a turn."""
        self._turn = turn
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """The feature with a row a subject, what explains it, and what comes next."""
        if self._turn is None:
            return ()
        facts = [fact.key for fact in self._turn.facts]
        next_up = f"New: {len(facts)} side by side. See what tells them apart; each is asked next."
        return [
            *hang(BLANK, Content.styled(next_up, "bold"), width),
            Line(BLANK),
            *explained_lines(self._turn.explanation, width, Choices(facts)),
        ]

    def action_ask(self) -> None:
        """Go on to the questions."""
        self.post_message(self.Met())
