"""Choice: one right option or several, among wrong ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import ConfigDict, model_validator

from quiz.authoring import Text, Texts
from quiz.cards.card import (
    Asking,
    Card,
    also_right,
    in_a_row,
    listed,
    question,
    reading_alike,
    shuffled,
)
from quiz.cards.letters import surely_differ
from quiz.errors import Finding
from quiz.grading import grade_pick
from quiz.shapes import Pick, Question


class Choice(Card):
    """A prompt, what is right, and wrong options that somebody would choose."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["answer"]}, {"required": ["answers"]}]}
    )

    form: Literal["choice"]
    """The form of the card."""
    answer: Text | None = None
    """The one right option."""
    answers: Texts | None = None
    """The right options, where there are several: all of them are to be chosen."""
    wrong: Texts
    """The wrong options."""

    @model_validator(mode="after")
    def _one_kind_of_answer(self) -> Self:
        if (self.answer is None) == (self.answers is None):
            raise ValueError("a choice needs either `answer` or `answers`, and not both")
        return self

    @property
    def right(self) -> tuple[str, ...]:
        """All right options."""
        return self.answers or ((self.answer,) if self.answer else ())

    @property
    def answer_begins(self) -> str:
        """The right option, or the first of them."""
        return self.right[0]

    def sides(self) -> Mapping[str, str]:
        """The right options in one line."""
        return {"": in_a_row(self.right)}

    def essence(self) -> Mapping[str, str]:
        """The right options, which have no order."""
        return {"": in_a_row(sorted(self.right))}

    def flaws(self) -> Iterator[Finding]:
        """Options that read the same, and a right one among the wrong."""
        if surely_differ((*self.right, *self.wrong)):
            return
        if self.answers:
            yield from reading_alike(listed("answers", self.answers), "The answer")
        taken = also_right(self.right)
        yield from reading_alike(listed("wrong", self.wrong), "The wrong option", taken)

    def ask(self, asking: Asking) -> Question:
        """Ask with all options, shuffled."""
        options = shuffled((*self.right, *self.wrong), asking.rng)
        shape = Pick(self.prompt, options, several=self.answers is not None)
        right = frozenset(options.index(option) for option in self.right)
        return question("choice", shape, asking, lambda given: grade_pick(shape, right, given))
