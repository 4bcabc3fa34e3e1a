"""How decks and facts stand, worked out from the catalogue, the memories and what is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quiz.facts import Fact, FactKey
from quiz.memory.study_day import from_ms
from quiz.review import Memory
from quiz.study.ports import DeckEntry, Held, Standing
from quiz.study.status import Counts, DeckStatus, FactCard

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.memory.fsrs import Forgetting


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list of decks is made from; `hidden` are the facts suspended or buried for now."""

    now_ms: int
    held: Mapping[FactKey, Held]
    hidden: frozenset[FactKey]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The instant that one looks from, and what stands then."""

    now_ms: int
    study_day: date
    memories: Mapping[FactKey, Memory]
    standing: Standing

    def buried_until(self, key: FactKey) -> date | None:
        """The day until which a fact is buried, None where it no longer is."""
        until = self.standing.buried.get(key)
        return until if until is not None and until > self.study_day else None

    def memory(self, fact: Fact) -> Memory | None:
        """What is known of a fact; nothing where its author has made it a new one since."""
        memory = self.memories.get(fact.key)
        return memory if memory and memory.revision >= fact.revision else None

    def retrievability(self, memory: Memory, forgetting: Forgetting) -> float:
        """The chance of recalling on this study day what is known like that."""
        elapsed_days = (self.study_day - memory.last_study_day).days
        return forgetting.retrievability(memory.stability, elapsed_days)


def deck_status(entry: DeckEntry, here: Outline, kept: tuple[int, int] | None = None) -> DeckStatus:
    """A deck as the list of decks shows it; what is suspended or buried is left out.

    `kept` are its facts reviewed of late, and how many of them were recalled.
    """
    new = learning = due = firm = 0
    later: list[int] = []
    for fact in entry.facts:
        if fact.key in here.hidden:
            continue
        known = here.held.get(fact.key)
        if known is None:
            new += 1
            continue
        in_review, due_at, revision = known
        if revision < fact.revision:
            due += 1
        elif not in_review:
            learning += 1
            later.append(due_at)
        elif due_at <= here.now_ms:
            due += 1
        else:
            firm += 1
            later.append(due_at)
    return DeckStatus(
        id=entry.id,
        title=entry.title,
        summary=entry.summary,
        path=entry.path,
        facts=len(entry.facts),
        tables=entry.tables,
        cards=entry.cards,
        counts=Counts(new, learning, due),
        firm=firm,
        next_due=from_ms(min(later)) if later else None,
        retention=kept[1] / kept[0] if kept else None,
        problems=entry.problems,
        shadowed_by=entry.shadowed_by,
        usable=entry.usable,
    )


def fact_card(
    deck: Deck, key: FactKey, here: Standpoint, forgetting: Forgetting, leech_lapses: int
) -> FactCard:
    """A fact with all that is known of it; a raised revision makes it due, with nothing known."""
    fact, memory = deck.facts[key], here.memories.get(key)
    current = here.memory(fact)
    due_at = current.due_at if current else here.now_ms
    return FactCard(
        fact=fact,
        deck_id=deck.id,
        deck_title=deck.title,
        prompt=deck.prompt(key),
        subject=deck.subject(key),
        forms=deck.forms(key),
        tags=deck.tags(key),
        memory=memory,
        due_at=from_ms(due_at) if memory else None,
        due=memory is not None and due_at <= here.now_ms,
        retrievability=here.retrievability(current, forgetting) if current else None,
        leech=current is not None and current.lapses >= leech_lapses,
        suspended=key in here.standing.suspended,
        buried_until=here.buried_until(key),
        flag=here.standing.flagged.get(key),
    )
