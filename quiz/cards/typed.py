"""Typed: the answer is written out, a text or a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from quiz.authoring import Text, Texts
from quiz.cards.card import Asking, Card, accepted, question, reading_alike
from quiz.errors import Finding
from quiz.grading import Accepted, grade_typed
from quiz.markdown import plain
from quiz.shapes import Blank, Question, Type
from quiz.text import Strict, normalise

_NUMBER = re.compile(r"([-+\u2212]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*(.*)", re.DOTALL)


def _kind(value: object) -> str:
    return "number" if isinstance(value, int | float) else "text"


Number = Annotated[int | float, Field(allow_inf_nan=False), Tag("number")]


class TypedCard(Card):
    """A prompt whose answer is typed."""

    form: Literal["typed"]
    """The form of the card."""
    answer: Annotated[Number | Annotated[Text, Tag("text")], Discriminator(_kind)]
    """The right answer: a text, or a number."""
    accept: Texts | None = None
    """Other wordings that are right, too."""
    wrong: Texts | None = None
    """Wrong answers that look alike: what is as near to one of them is never taken for a slip."""
    tolerance: Annotated[float, Field(ge=0, strict=False, allow_inf_nan=False)] | None = None
    """How far a typed number may be from the answer."""
    unit: Text | None = None
    """The unit of a number; typing it is optional, another one is wrong."""

    @model_validator(mode="after")
    def _numbers_only(self) -> Self:
        if isinstance(self.answer, str):
            for key in ("tolerance", "unit"):
                if getattr(self, key) is not None:
                    raise ValueError(f"`{key}` is for answers that are numbers, without quotes")
        return self

    @property
    def text(self) -> str:
        """The right answer as shown."""
        if isinstance(self.answer, str):
            return plain(self.answer)
        return f"{self.answer} {self.unit}" if self.unit else f"{self.answer}"

    def sides(self) -> Mapping[str, str]:
        """The right answer."""
        return {"": self.text}

    def _is_the_number(self, typed: str) -> bool:
        found = _NUMBER.fullmatch(typed.strip())
        if found is None or isinstance(self.answer, str):
            return False
        number = float(found[1].replace("\u2212", "-").replace(",", "."))
        unit = normalise(found[2]) if found[2] else ""
        if unit and unit != normalise(self.unit or ""):
            return False
        near = self.tolerance or 0.0
        # The last digits of a binary fraction must not decide at the very edge of a tolerance.
        return math.isclose(number, self.answer, rel_tol=1e-12, abs_tol=near * (1 + 1e-9))

    def _accepted(self, strict: Strict) -> Accepted:
        if isinstance(self.answer, str):
            return accepted(self.answer, self.accept, strict)
        return Accepted(self.text, self.accept or (), strict, self._is_the_number)

    def flaws(self) -> Iterator[Finding]:
        """A right answer among the wrong."""
        right = (self.text, *(self.accept or ()))
        taken = {normalise(plain(text)): "is a right answer, too" for text in right}
        wrong = ((("wrong", index), text) for index, text in enumerate(self.wrong or ()))
        yield from reading_alike(wrong, "The wrong answer", taken)

    def ask(self, asking: Asking) -> Question:
        """Ask for one typed answer."""
        right = [self._accepted(asking.strict)]
        others = self.wrong or ()
        shape = Type(self.prompt, (Blank(),))
        return question(
            "typed", shape, asking, lambda given: grade_typed(right, given, others=others)
        )
