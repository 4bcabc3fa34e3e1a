"""The cards of a deck, read and checked one after another, so that no more than a few are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quiz.deck.checks import card_findings
from quiz.deck.identity import card_id
from quiz.deck.model import DeckHead
from quiz.deck.parsing import cards_in
from quiz.deck.rules import twice
from quiz.deck.ways import Written, fact_of_card
from quiz.errors import Finding
from quiz.facts import Fact, FactKey


@dataclass(frozen=True, slots=True)
class CardsRead:
    """What is left of cards that were read: the keys of their facts, each with its card's number.

    `facts` are the facts themselves, where they were wanted.
    """

    numbers: dict[FactKey, int]
    findings: list[Finding]
    facts: dict[FactKey, Fact]


def read_cards(entries: Sequence[Any], head: DeckHead, *, with_facts: bool) -> CardsRead | None:
    """Read and check the cards of a deck, None where one of them is unsound."""
    names: list[str] = []
    read = CardsRead({}, [], {})
    try:
        for number, card in enumerate(cards_in(entries)):
            name = card.id or card_id(None, card.opening)
            names.append(name)
            for side in card.side_names:
                key = FactKey(f"{head.id}/{name}/{side}" if side else f"{head.id}/{name}")
                read.numbers[key] = number
                if with_facts:
                    read.facts[key] = fact_of_card(key, Written(card, side), head)
            at = ("card", number)
            read.findings.extend(card_findings(card, at, len(head.aliases), head.source))
    except ValidationError:
        return None
    if len(set(names)) < len(names):
        ids = ((("card", number), name) for number, name in enumerate(names))
        read.findings[:0] = twice(ids, "card")
    return read
