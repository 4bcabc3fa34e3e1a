"""How single facts stand: what browsers and tables show, worked out from their memories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from quiz.facts import Fact, FactKey
from quiz.memory.study_day import from_ms
from quiz.review import Memory
from quiz.study.ports import Standing

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.memory.fsrs import Forgetting


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


@dataclass(frozen=True, slots=True)
class FactCard:
    """A fact with all that is known of it.

    `due_at` is None for a fact never answered, `retrievability` the chance of recalling it now.
    """

    fact: Fact
    deck_id: str
    deck_title: str
    prompt: str
    subject: str
    forms: tuple[str, ...]
    tags: tuple[str, ...]
    memory: Memory | None
    due_at: datetime | None
    due: bool
    retrievability: float | None
    leech: bool
    suspended: bool
    buried_until: date | None
    flag: str | None

    @property
    def state(self) -> str:
        """The state in a word: new, learning, review or relearning; suspended above all."""
        if self.suspended:
            return "suspended"
        return self.memory.state.value if self.memory else "new"


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
