"""Screens with a stage: a question is shown on it, answered and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from quiz.shapes import Pick, Type
from quiz.tui.screens.base import QuizScreen, Result
from quiz.tui.widgets.foot import Foot
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.shapes import Shape
    from quiz.study.desk import Desk
    from quiz.tui.held_keys import HeldKeys
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

    def tell_keys(self) -> None:
        """Tell the keys that matter now."""
        self.show_hints()

    # Help with a question.

    def helps(self, action: str, shape: Shape | None) -> bool:
        """Whether a question that is open has a clue or a hint to be shown."""
        if action == "clue":
            return isinstance(shape, Pick | Type) and self.stage.view.clues < len(shape.clues)
        return isinstance(shape, Type) and any(blank.hint for blank in shape.blanks)

    def action_clue(self) -> None:
        """Show the next clue."""
        if self.stage.view.next_clue():
            self.tell_keys()

    def action_hint(self) -> None:
        """Show a hint."""
        if self.stage.view.next_hint():
            self.stage.view.take_focus()
        else:
            self.say("There is no other hint.")

    # Scrolling.

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


class PacedScreen(StagedScreen[None]):
    """A stage on which no key that is held down moves a question on."""

    def __init__(self, desk: Desk, keys: Keys, held_keys: HeldKeys) -> None:
        super().__init__(desk, keys)
        self.held = held_keys

    def on_refused(self, event: Refused) -> None:
        """Once more may hand it in all the same: not, though, where the key is still down."""
        super().on_refused(event)
        event.prevent_default()
        self.held.admits()

    def settle(self, take_focus: Callable[[], None]) -> None:
        """What was shown is painted: keys may move on from here, unless it was left before."""
        if self.stage.shown.is_attached:
            take_focus()
            self.held.painted()
