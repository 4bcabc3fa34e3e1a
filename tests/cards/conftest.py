from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from quiz.authoring import leniencies_taken
from quiz.cards import AnyCard
from quiz.cards.card import Asking, Card
from quiz.errors import Finding
from quiz.facts import FactKey
from quiz.shapes import Question

CARDS: TypeAdapter[Card] = TypeAdapter(AnyCard)


# Of the session, so that properties may use them: no test could change anything in them.
@pytest.fixture(scope="session")
def made() -> Callable[..., Card]:
    """Make a card of what an author writes."""

    def make(form: str, **written: Any) -> Card:
        prompted = written if form == "vignette" else {"prompt": "What is it?", **written}
        return CARDS.validate_python({"form": form, **prompted})

    return make


@pytest.fixture(scope="session")
def asked(made: Callable[..., Card]) -> Callable[..., Question]:
    """Ask a card, made if need be."""

    def ask(
        form: str, *, seed: int = 0, side: str = "", strict: object = False, **written: Any
    ) -> Question:
        card = made(form, **written)
        taken = leniencies_taken(strict)  # type: ignore[arg-type]
        return card.ask(Asking(FactKey("deck/card"), taken, Random(seed), side))

    return ask


@pytest.fixture(scope="session")
def flaws(made: Callable[..., Card]) -> Callable[..., list[Finding]]:
    """What is wrong with a card as a whole."""

    def find(form: str, **written: Any) -> list[Finding]:
        return list(made(form, **written).flaws())

    return find
