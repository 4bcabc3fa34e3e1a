"""In what order new facts are met: the cards and the cells of a deck take turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quiz.facts import Fact, FactKey, FactKind, deck_of


def by_turns(facts: Mapping[FactKey, Fact]) -> dict[FactKey, Fact]:
    """Facts in the order in which they are met: deck after deck, in each a card, a cell, a card.

    Cards stand in the author's order, and so do cells. A deck of both begins with more cards than a
    day brings, as a rule, and what it compares would only be met days later; interleaved, the first
    session tells things apart. A fact's turn hangs on its deck alone, not on what is known of it,
    so that planning again in the middle of a day comes to the same.
    """
    decks: dict[str, int] = {}
    seen: Counter[tuple[str, FactKind]] = Counter()
    turns: dict[FactKey, tuple[int, int]] = {}
    for key, fact in facts.items():
        deck_id = deck_of(key)
        turns[key] = (decks.setdefault(deck_id, len(decks)), seen[deck_id, fact.kind])
        seen[deck_id, fact.kind] += 1
    return {key: facts[key] for key in sorted(facts, key=turns.__getitem__)}
