"""Recalling in silence, seeing the answer, grading oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from quiz.review import Rating
from quiz.shapes import Reveal, Revealed
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line
from quiz.tui.shapes.view import Refused, ShapePage, Submitted, prompt_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

    from quiz.shapes import Shape
    from quiz.tui.shapes.view import Hinter
    from quiz.tui.widgets.foot import Hint

RATE_IT = "Say how well you knew it: 1 to 4."


class RevealView(ShapePage):
    """A prompt, and below it the answer once it was asked for."""

    BINDINGS = bindings("reveal")

    class AnswerWanted(Message):
        """The person has recalled what there was to recall, and wants to see the answer."""

    def __init__(self) -> None:
        super().__init__(id="reveal")
        self.shape = Reveal("", "")
        self.revealed = False

    async def ask(self, shape: Shape) -> None:
        """Show a prompt without its answer."""
        if isinstance(shape, Reveal):
            self.shape, self.revealed, self.verdict = shape, False, None
            self.changed()

    def hints(self, hint: Hinter) -> Sequence[Hint]:
        """Reveal; the ratings come after it."""
        return (hint("reveal.reveal"),)

    def lines(self, width: int) -> Sequence[Line]:
        """The prompt, then the answer."""
        open_now = not self.revealed and self.verdict is None
        found = prompt_lines(self.shape.prompt, width, over=not open_now)
        if open_now:
            return [*found, Line(Content.styled("· · ·", "$quiet"))]
        return [*found, *prose.lines(self.shape.answer, width), Line(BLANK)]

    def reveal(self) -> None:
        """Show the answer."""
        self.revealed = True
        self.changed()

    def action_reveal(self) -> None:
        """Ask for the answer; once it is seen, only a rating goes on."""
        if self.verdict is not None:
            return
        self.post_message(Refused(RATE_IT) if self.revealed else self.AnswerWanted())

    def action_rate(self, value: int) -> None:
        """Say how well it was known."""
        if self.revealed and self.verdict is None:
            self.post_message(Submitted(self.shape, Revealed(Rating(value))))

    def on_click(self, event: Click) -> None:  # noqa: ARG002
        """A click reveals."""
        self.action_reveal()
