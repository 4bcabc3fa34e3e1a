"""What must fit together in a deck, beyond what each card says by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quiz.cards.card import Card
from quiz.cards.letters import surely_lacks
from quiz.deck.identity import card_id
from quiz.deck.model import DeckHead
from quiz.deck.parsing import Parsed, ParsedComparison
from quiz.deck.rules import provisional, too_many_names, twice, undeclared, warning
from quiz.deck.table_checks import comparison_findings
from quiz.errors import Finding, KeyPath
from quiz.markdown import plain, reads_as_written
from quiz.text import normalise

SHORTEST_GIVEAWAY = 4
"""Shorter answers stand in a prompt by chance: `no`, `5`."""


def check(parsed: Parsed) -> Iterator[Finding]:
    """Find all that does not fit together among the pieces that were sound."""
    yield from comparisons_findings(parsed.comparisons, parsed.head)
    sources = parsed.head.source if parsed.head else None
    deck_aliases = len(parsed.head.aliases) if parsed.head else 0
    ids = (
        (("card", index), card.id or card_id(None, card.opening)) for index, card in parsed.cards
    )
    yield from twice(ids, "card")
    for index, card in parsed.cards:
        yield from card_findings(card, ("card", index), deck_aliases, sources)


def comparisons_findings(
    comparisons: Sequence[ParsedComparison], deck: DeckHead | None
) -> Iterator[Finding]:
    """Find what does not fit together in comparisons; `deck` is None where it is unsound."""
    comparisons = tuple(comparisons)
    yield from twice(
        ((("comparison", one.index), one.head.id) for one in comparisons), "comparison"
    )
    for comparison in comparisons:
        yield from comparison_findings(comparison, deck)


def card_findings(
    card: Card, at: KeyPath, deck_aliases: int, sources: Collection[str] | None
) -> list[Finding]:
    """Find what does not fit together in a card, or could be better."""
    found = list(card.flaws())
    if found:
        found = [flaw.under(*at) for flaw in found]
    if card.id is None:
        found.append(provisional(at, card_id(None, card.opening), "card"))
    if card.source is None:
        found.append(warning(at, "The card has no source", 'Add `source = { from = "..." }`.'))
    if card.because is None:
        found.append(warning(at, "The card does not say why", "Add `because`: it teaches most."))
    if not card.prompt_tells and _gives_away(card):
        hint = "Reword the prompt so that it does not give the answer away."
        found.append(warning((*at, "prompt"), "The prompt contains its answer", hint))
    if card.aliases:
        found += too_many_names([((), deck_aliases), (at, len(card.aliases))])
    if sources is not None:
        found += undeclared(card.source, sources, (*at, "source"))
    return found


def _gives_away(card: Card) -> bool:
    """Whether the prompt of a card has its answer in it.

    Nearly never has it even what the answer begins with; so the whole of it need not be made.
    """
    prompt, begins = card.prompt, card.answer_begins
    if reads_as_written(begins) and surely_lacks(prompt, begins):
        return False
    answer = card.sides()[""]
    if len(answer) < SHORTEST_GIVEAWAY or len(answer) >= len(prompt):
        return False
    if surely_lacks(prompt, answer):
        return False
    return f" {normalise(answer)} " in f" {normalise(plain(prompt))} "
