"""Typed: the answer is written out, a text or a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from quiz.authoring import Text, Texts, accepted
from quiz.cards.card import (
    Asking,
    Card,
    also_right,
    listed,
    reading_alike,
    typing,
)
from quiz.errors import Finding
from quiz.grading import Accepted
from quiz.markdown import plain
from quiz.shapes import Blank, Question, Type, escaped
from quiz.text import LENIENT, Strict, normalise

# How the whole part may be written, and what then marks the decimals. Groups of three are parted
# by spaces or apostrophes; by commas; by points only where a second point or a comma shows that
# they are no decimal point. So `1,500` has two readings, and is right if one of them is.
_WAYS = (
    (r"\d*", "[.,]"),
    ("\\d{1,3}(?:[ '\u2019\u00a0\u2009\u202f]\\d{3})+", "[.,]"),
    (r"\d{1,3}(?:,\d{3})+", r"\."),
    (r"\d{1,3}(?:\.\d{3}){2,}", ","),
    (r"\d{1,3}(?:\.\d{3})+(?=,)", ","),
)
_NUMBERS = tuple(
    re.compile(
        rf"([-+]?)\s*(?=[.,]?\d)({whole})(?:{mark}(\d+))?"
        r"(?:[eE]([-+]?\d{1,3}))?(?!\s*[.,'’]?\d)(.*)",
        re.DOTALL,
    )
    for whole, mark in _WAYS
)
_MINUS = str.maketrans("\u2212\u2013", "--")
_LONGEST_NUMBER = 100


def numbers(typed: str) -> Iterator[tuple[Decimal, str]]:
    """What a typed text may mean as a number, each with what follows it: a unit, or nothing.

    Decimals stand behind a point or a comma, a minus may be a dash, `1.5e3` is 1500. Thousands
    may be parted: `1 500`, `1'500`, `1,500`; `1.500` is one and a half, as no deck's language
    is known here.
    """
    typed = typed.strip().rstrip(" .,;:?").translate(_MINUS)
    if len(typed) > _LONGEST_NUMBER:
        return
    for pattern in _NUMBERS:
        if found := pattern.fullmatch(typed):
            sign, whole, decimals, exponent, unit = found.groups()
            digits = re.sub(r"\D", "", whole)
            yield Decimal(f"{sign}{digits}.{decimals or 0}e{exponent or 0}"), unit.strip()


def _written(number: int | float) -> str:
    return re.sub(r"e\+?(-?)0*", r"e\1", repr(number).removesuffix(".0"))


def _exact(number: int | float) -> Decimal:
    """The number as its author wrote it, without the tail of a binary fraction."""
    return Decimal(repr(number))


def _finite(number: int | float) -> int | float:
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError("the answer must be a finite number")
    return number


def _kind(value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if is_number else "text"


Number = Annotated[
    int | float, AfterValidator(_finite), WithJsonSchema({"type": "number"}), Tag("number")
]


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
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """How far a typed number may be from the answer, the edge included."""
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
        number = _written(self.answer)
        return f"{number} {self.unit}" if self.unit else number

    @property
    def answer_begins(self) -> str:
        """The answer, if it is no number."""
        return self.answer if isinstance(self.answer, str) else super().answer_begins

    def sides(self) -> Mapping[str, str]:
        """The right answer."""
        return {"": self.text}

    def flaws(self) -> Iterator[Finding]:
        """A right answer among the wrong."""
        if not self.wrong:
            return
        right, wrong = self._accepted(LENIENT), self.wrong
        taken = also_right((*right.texts, *(text for text in wrong if right.matches(plain(text)))))
        yield from reading_alike(listed("wrong", wrong), "The wrong answer", taken)

    def ask(self, asking: Asking) -> Question:
        """Ask for one typed answer."""
        right = [self._accepted(asking.strict)]
        others = tuple(map(plain, self.wrong or ()))
        shape = Type(self.prompt, (Blank(),))
        return typing("typed", shape, asking, right, others)

    def _accepted(self, strict: Strict) -> Accepted:
        answer = self.answer
        if isinstance(answer, str):
            return accepted(answer, self.accept, strict)
        wanted, near = _exact(answer), _exact(self.tolerance or 0)
        units = {"", normalise(self.unit or "", strict)}

        def is_the_number(typed: str) -> bool:
            return any(
                abs(number - wanted) <= near and normalise(unit, strict) in units
                for number, unit in numbers(typed)
            )

        right = accepted(escaped(self.text), self.accept, strict)
        return replace(right, check=is_the_number, span=self._span(wanted, near))

    def _span(self, wanted: Decimal, near: Decimal) -> str:
        """The numbers that are near enough, as they are shown to an author."""
        if not near:
            return ""
        ends = " … ".join(f"{end.normalize():f}" for end in (wanted - near, wanted + near))
        return f"{ends} {self.unit}" if self.unit else ends
