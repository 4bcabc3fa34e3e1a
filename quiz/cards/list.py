"""List: several answers to name, each marked by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from quiz.authoring import Key, Text, Texts, accepted
from quiz.cards.card import (
    Asking,
    Card,
    in_a_row,
    listed,
    reading_alike,
    typing,
    unknown_keys,
)
from quiz.cards.letters import surely_differ
from quiz.errors import Finding
from quiz.shapes import Blank, Question, Type


class ListCard(Card):
    """A prompt with several answers, in any order."""

    form: Literal["list"]
    """The form of the card."""
    answers: Annotated[tuple[Text, ...], Field(strict=False, min_length=2)]
    """All that is to be named; each is marked by itself."""
    accept: Annotated[dict[Key, Texts], Field(min_length=1)] | None = None
    """Other wordings that are right, by the answer that they stand for."""

    @property
    def answer_begins(self) -> str:
        """The first answer."""
        return self.answers[0]

    def sides(self) -> Mapping[str, str]:
        """All answers in one line."""
        return {"": in_a_row(self.answers)}

    def essence(self) -> Mapping[str, str]:
        """The answers, which have no order."""
        return {"": in_a_row(sorted(self.answers))}

    def flaws(self) -> Iterator[Finding]:
        """Answers that read the same, other wordings for none of them."""
        if not surely_differ(self.answers):
            yield from reading_alike(listed("answers", self.answers), "The answer")
        yield from unknown_keys(self.accept, self.answers)

    def ask(self, asking: Asking) -> Question:
        """Ask for all answers; the number of blanks says how many there are."""
        also = self.accept or {}
        right = [accepted(answer, also.get(answer), asking.strict) for answer in self.answers]
        shape = Type(self.prompt, tuple(Blank() for _ in right), any_order=True)
        return typing("list", shape, asking, right)
