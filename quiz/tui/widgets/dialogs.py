"""Questions asked at the bottom of the screen: a line to type, yes or no, a trouble to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.actions import SkipAction
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from quiz.terminal_text import one_line
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, Page, hang, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

Result = TypeVar("Result")


class Words(Page):
    """A few lines of our own words, never markup."""

    def __init__(self, *paragraphs: str, keys: str = "", tone: str = "") -> None:
        super().__init__()
        self._paragraphs = paragraphs
        self._keys = keys
        self._tone = tone

    def lines(self, width: int) -> Sequence[Line]:
        """A rule, the paragraphs, the keys."""
        found = [Line(Content.styled("─" * width, "$quiet"))]
        for index, paragraph in enumerate(self._paragraphs):
            found += hang(BLANK, safe(paragraph, self._tone if index == 0 else ""), width)
        if self._keys:
            found.append(Line(Content.styled(self._keys, "$quiet")))
        return found


class Dialog(ModalScreen[Result]):
    """A question or a word at the bottom; Textual asks the app for no keys while one is open."""

    def action_copy_text(self) -> None:
        """Copy on ctrl+c what is selected; where nothing is, it ends the app as everywhere."""
        try:
            super().action_copy_text()
        except SkipAction:
            self.app.action_help_quit()


class Trouble(Dialog[None]):
    """Something went wrong that a person has to know of; it is said in plain words."""

    BINDINGS = bindings("dialog", "go_on")

    def __init__(self, text: str) -> None:
        super().__init__(classes="dialog")
        self._text = text

    def compose(self) -> ComposeResult:
        """The text and how to go on."""
        yield Words(f"✗ {self._text}", keys="enter go on", tone="$wrong")

    def action_go_on(self) -> None:
        """It was read."""
        self.dismiss()


class Confirm(Dialog[bool]):
    """A step that cannot be taken back by accident."""

    BINDINGS = bindings("dialog", "yes", "no")

    def __init__(self, question: str, *about: str) -> None:
        super().__init__(classes="dialog")
        self._words = (question, *filter(None, about))

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        yield Words(*self._words, keys="y yes   n no", tone="bold")

    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_no(self) -> None:
        """No."""
        self.dismiss(False)


class OpenExamPrompt(Dialog[bool | None]):
    """Whether another exam is begun beside one that is open; None where neither is wanted."""

    BINDINGS = bindings("dialog", "resume", "another", "give_up")

    def __init__(self, question: str, about: str) -> None:
        super().__init__(classes="dialog")
        self._words = (question, about)

    def compose(self) -> ComposeResult:
        """Which one is open, and the ways on."""
        keys = "enter go on with it   b begin another   esc leave it"
        yield Words(*self._words, keys=keys, tone="bold")

    def action_resume(self) -> None:
        """Go on with the open one."""
        self.dismiss(False)

    def action_another(self) -> None:
        """Begin another."""
        self.dismiss(True)

    def action_give_up(self) -> None:
        """Back to the set-up."""
        self.dismiss(None)


class Prompt(Dialog[str | None]):
    """One line to type; None where it was given up."""

    BINDINGS = bindings("dialog", "give_up")

    def __init__(self, question: str, value: str = "", keys: str = "") -> None:
        super().__init__(classes="dialog")
        self._question = question
        self._value = value
        self._keys = keys or "enter keep   esc leave it"

    def compose(self) -> ComposeResult:
        """The question, the line, the keys."""
        yield Words(self._question, tone="bold")
        field = Input(one_line(self._value), compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Words(keys=self._keys)

    def on_mount(self) -> None:
        """Ready to be typed into."""
        self.query_one(Input).focus()

    def action_give_up(self) -> None:
        """Leave without keeping the line."""
        self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the line over."""
        event.stop()
        self.dismiss(event.value.strip())


def flag_prompt(reason: str | None) -> Prompt:
    """Ask why a fact is flagged; an empty line takes a flag away."""
    keys = "enter keep (empty: no flag)   esc leave it" if reason is not None else ""
    return Prompt("Flag this fact. Why?", reason or "", keys)
