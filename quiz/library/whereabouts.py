"""Where a fact stands in the file of its deck."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.errors import KeyPath
from quiz.facts import FactKey, fact_key
from quiz.library.documents import read_document
from quiz.library.positions import Place, Positions

if TYPE_CHECKING:
    from quiz.deck.parsing import Parsed


def place_in(content: bytes, path: str, key: FactKey) -> Place | None:
    """The place of a card's header, or of a cell; None where the file has no such fact.

    Raises `quiz.errors.ProblemsFound` for what is no TOML.
    """
    from quiz.deck.parsing import parse

    document, data = read_document(content, path)
    parsed, _ = parse(data)
    for fact, at in _facts(parsed):
        if key in (fact, f"{fact}/reverse"):
            return Positions(document.text).of_key(at)
    return None


def _facts(parsed: Parsed) -> Iterator[tuple[FactKey, KeyPath]]:
    from quiz.deck.identity import card_id, feature_id

    deck = parsed.head.id if parsed.head else ""
    for number, card in parsed.cards:
        yield fact_key(deck, card_id(card.id, card.opening)), ("card", number)
    for comparison in parsed.comparisons:
        for number, feature in comparison.features:
            name = feature_id(feature.id, feature.name)
            at: KeyPath = ("comparison", comparison.index, "feature", number)
            for subject in feature.cell:
                cell = fact_key(deck, comparison.head.id, name, subject)
                yield cell, (*at, "cell", subject)
