"""The deck file as a whole, as an author writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quiz.authoring import Authored, Id, Ids, Line, NoAdvice, Source, Strictness, Text, Texts
from quiz.cards import AnyCard
from quiz.comparison.model import Comparison

LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)
]


class DeckHead(Authored):
    """A deck without its comparisons and cards, so that one bad card does not hide the others."""

    format: Literal[1]
    """The version of the deck format: 1."""
    id: Id
    """What identifies the deck for ever; progress is kept under it."""
    title: Line
    """The title of the deck."""
    summary: Text | None = None
    """What the deck is about, in a sentence."""
    language: LanguageTag = "en"
    """The language of the deck, as a BCP 47 tag such as `en` or `pt-BR`."""
    tags: Texts | None = None
    """Words to find and choose by."""
    aliases: Ids = ()
    """Earlier ids of this deck, so that progress follows a rename."""
    strict: Strictness = False
    """What typed answers are not let off: `true`, or some of the four leniencies."""
    no_advice: NoAdvice = False
    """What `quiz check --advice` is not to say here: `true` for all, or the names of rules."""
    source: dict[Id, Source] = Field(default_factory=dict)
    """The publications that answers rest on, by the id that they are referred to by."""


class DeckFile(DeckHead):
    """One TOML file is one deck: tables of easily confused subjects, and written cards."""

    comparison: Annotated[tuple[Comparison, ...], Field(strict=False)] = ()
    """The tables of easily confused subjects."""
    card: Annotated[tuple[AnyCard, ...], Field(strict=False)] = ()
    """The written cards."""
