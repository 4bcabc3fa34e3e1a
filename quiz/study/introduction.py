"""In what order new facts are met: the cards and the cells of a deck take turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, zip_longest

from quiz.facts import Fact, FactKey, FactKind, deck_of


def by_turns(facts: Mapping[FactKey, Fact]) -> dict[FactKey, Fact]:
    """Facts in the order in which they are met: deck after deck, in each a card, a cell, a card.

    Cards stand in the author's order, and so do cells. A deck of both begins with more cards than a
    day brings, as a rule, and what it compares would only be met days later; interleaved, the first
    session tells things apart. A fact's turn hangs on its deck alone, not on what is known of it,
    so that planning again in the middle of a day comes to the same.
    """
    decks = defaultdict[str, tuple[list[FactKey], list[FactKey]]](lambda: ([], []))
    for key, fact in facts.items():
        cards, cells = decks[deck_of(key)]
        (cells if fact.kind is FactKind.CELL else cards).append(key)
    turns = chain.from_iterable(zip_longest(*of_deck) for of_deck in decks.values())
    return {key: facts[key] for key in chain.from_iterable(turns) if key is not None}
