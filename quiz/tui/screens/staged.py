"""A screen with a stage: a question is shown on it, answered and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from quiz.tui.screens.base import QuizScreen, Result
from quiz.tui.widgets.foot import Foot
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.stage import Stage

if TYPE_CHECKING:
    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys
    from quiz.tui.shapes.view import Refused


class StagedScreen(QuizScreen[Result]):
    """Head, stage and foot, the keys that scroll, and what the widgets on the stage have to say."""

    CSS_PATH = "study.tcss"

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(desk, keys)
        self.head = Head()
        self.stage = Stage()

    def compose(self) -> ComposeResult:
        """Head, stage, foot."""
        yield self.head
        yield self.stage
        yield Foot()

    def on_refused(self, event: Refused) -> None:
        """Say what is missing."""
        self.say(event.reason)

    def on_input_changed(self) -> None:
        """What was said is read by now, as a field keeps its keys to itself."""
        self.say("")

    def action_line_down(self) -> None:
        """Scroll on."""
        self.stage.scroll_text(1)

    def action_line_up(self) -> None:
        """Scroll back."""
        self.stage.scroll_text(-1)

    def action_page_down(self) -> None:
        """Scroll on by a screenful."""
        self.stage.scroll_text(self.stage.screenful)

    def action_page_up(self) -> None:
        """Scroll back by a screenful."""
        self.stage.scroll_text(-self.stage.screenful)
