"""True or false: a statement to judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from quiz.cards.card import Asking, Card, question
from quiz.grading import grade_pick
from quiz.shapes import Pick, Question

OPTIONS = ("True", "False")


class TrueFalse(Card):
    """A statement that holds or does not."""

    form: Literal["true-false"]
    """The form of the card."""
    answer: bool
    """Whether the statement in `prompt` holds."""

    prompt_tells = True

    def sides(self) -> Mapping[str, str]:
        """The judgement in a word."""
        return {"": OPTIONS[0] if self.answer else OPTIONS[1]}

    def ask(self, asking: Asking) -> Question:
        """Ask for the judgement; the two options keep their order, as people expect."""
        shape = Pick(self.prompt, OPTIONS)
        right = frozenset({0 if self.answer else 1})
        return question("true-false", shape, asking, lambda given: grade_pick(shape, right, given))
