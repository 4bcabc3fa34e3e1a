"""Flashcard: recall in silence, see the answer, grade oneself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from quiz.authoring import Text
from quiz.cards.card import Asking, Card, question
from quiz.grading import grade_reveal
from quiz.markdown import plain
from quiz.shapes import Question, Reveal


class Flashcard(Card):
    """A prompt and an answer to recall, one way or both ways."""

    form: Literal["flashcard"]
    """The form of the card."""
    answer: Text
    """What is to be recalled, in Markdown."""
    both_ways: bool = False
    """Ask for the prompt from the answer, too: a second fact with a memory of its own."""

    @property
    def side_names(self) -> tuple[str, ...]:
        """The card itself, and its way back where it is asked both ways."""
        return ("", "reverse") if self.both_ways else ("",)

    @property
    def answer_begins(self) -> str:
        """The answer."""
        return self.answer

    def sides(self) -> Mapping[str, str]:
        """The answer, and the prompt where the card is asked both ways."""
        there = {"": plain(self.answer)}
        return there | {"reverse": plain(self.prompt)} if self.both_ways else there

    def ask(self, asking: Asking) -> Question:
        """Ask one side; the person's own grade is the verdict."""
        back = asking.side == "reverse"
        prompt, answer = (self.answer, self.prompt) if back else (self.prompt, self.answer)
        shape = Reveal(prompt, answer)
        return question("flashcard", shape, asking, lambda given: grade_reveal(answer, given))
