"""The cards of a deck, read and checked one after another, so that no more than a few are held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quiz.cards.card import Card
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

    The keys are mere texts, since to call them keys takes as long as to note them. `facts` are
    the facts themselves, where they were wanted.
    """

    numbers: dict[str, int]
    findings: list[Finding]
    facts: dict[FactKey, Fact]


def read_cards(entries: Sequence[Any], head: DeckHead, *, with_facts: bool) -> CardsRead | None:
    """Read and check the cards of a deck, None where one of them is unsound."""
    prefix, aliases, sources = f"{head.id}/", len(head.aliases), head.source
    names: list[str] = []
    read = CardsRead({}, [], {})
    try:
        for number, card in enumerate(cards_in(entries)):
            name = card.id or card_id(None, card.opening)
            names.append(name)
            read.numbers[prefix + name] = number
            for side in card.side_names[1:]:
                read.numbers[f"{prefix}{name}/{side}"] = number
            if with_facts:
                read.facts.update(_facts(card, prefix + name, head))
            found = card_findings(card, ("card", number), aliases, sources)
            if found:
                read.findings.extend(found)
    except ValidationError:
        return None
    if len(set(names)) < len(names):
        ids = ((("card", number), name) for number, name in enumerate(names))
        read.findings[:0] = twice(ids, "card")
    return read


def _facts(card: Card, key: str, head: DeckHead) -> Iterator[tuple[FactKey, Fact]]:
    for side in card.side_names:
        of_side = FactKey(f"{key}/{side}" if side else key)
        yield of_side, fact_of_card(of_side, Written(card, side), head)
