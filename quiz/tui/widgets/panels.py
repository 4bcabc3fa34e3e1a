"""What is asked or told between an answer and its verdict, and while nothing can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from quiz.counting import counted
from quiz.durations import stopwatch
from quiz.review import Confidence
from quiz.terminal_text import one_line
from quiz.text import differences
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, Page, hang

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quiz.shapes import NearMiss

_STYLES = {"same": "", "missing": "$right underline", "extra": "$wrong underline"}


class SurePanel(Page, can_focus=True):
    """How sure the answer was, before anything is said of it."""

    BINDINGS = bindings("sure")

    class Declared(Message):
        """The person said how sure the answer was."""

        def __init__(self, confidence: Confidence) -> None:
            super().__init__()
            self.confidence = confidence

    def __init__(self) -> None:
        super().__init__(id="sure")

    def lines(self, width: int) -> Sequence[Line]:
        """The question."""
        return hang(BLANK, Content.styled("How sure were you?", "bold"), width)

    def action_sure(self) -> None:
        """Sure."""
        self.post_message(self.Declared(Confidence.SURE))

    def action_unsure(self) -> None:
        """Not sure."""
        self.post_message(self.Declared(Confidence.UNSURE))

    def action_guess(self) -> None:
        """Guessed."""
        self.post_message(self.Declared(Confidence.GUESS))


class DoubtPanel(Page, can_focus=True):
    """A near miss with the difference marked, and whether it was meant."""

    BINDINGS = bindings("doubt")

    class Decided(Message):
        """The person said whether the near miss was a slip."""

        def __init__(self, *, meant: bool) -> None:
            super().__init__()
            self.meant = meant

    def __init__(self) -> None:
        super().__init__(id="doubt")
        self._typed = self._wanted = Content("")

    def show(self, near_miss: NearMiss) -> None:
        """Show what was typed above what was wanted, each with its own side of the difference."""
        runs = differences(one_line(near_miss.typed), one_line(near_miss.wanted))

        def side(kind: str) -> Content:
            mine = (run for run in runs if run.kind in ("same", kind))
            return Content.assemble(*((run.text, _STYLES[run.kind]) for run in mine))

        self._typed, self._wanted = side("extra"), side("missing")
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """Typed, wanted, and the question."""
        typed = Content.styled("you typed  ", "$quiet")
        wanted = Content.styled("wanted     ", "$quiet")
        return [
            *hang(typed, self._typed, width),
            *hang(wanted, self._wanted, width),
            Line(BLANK),
            *hang(BLANK, Content.styled("Nearly. Was it a slip?", "bold"), width),
        ]

    def action_yes(self) -> None:
        """A slip of the fingers."""
        self.post_message(self.Decided(meant=True))

    def action_no(self) -> None:
        """Meant as it was typed."""
        self.post_message(self.Decided(meant=False))


class WaitPanel(Page, can_focus=True):
    """A countdown to the next learning step."""

    BINDINGS = bindings("wait")

    class Ended(Message):
        """The person does not want to wait."""

    def __init__(self) -> None:
        super().__init__(id="wait")
        self._left_ms = 0.0
        self._facts = 0

    def show(self, until: datetime, now: datetime, facts: int) -> None:
        """Show how long it is from now."""
        self._left_ms, self._facts = max(0.0, (until - now).total_seconds() * 1000), facts
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """The time left, and what for."""
        facts = counted(self._facts, "fact")
        verb = "is" if self._facts == 1 else "are"
        return [
            Line(Content.styled(stopwatch(self._left_ms), "$lit")),
            Line(BLANK),
            *hang(BLANK, Content("Nothing to ask until then."), width),
            *hang(
                BLANK, Content.styled(f"{facts} {verb} waiting to be asked again.", "$quiet"), width
            ),
        ]

    def action_end(self) -> None:
        """End the session for now."""
        self.post_message(self.Ended())
