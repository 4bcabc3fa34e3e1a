"""How decks and facts stand, worked out from the catalogue, the memories and what is set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quiz.facts import Fact, FactKey, deck_of
from quiz.memory.study_day import from_ms
from quiz.review import Memory, State
from quiz.study.ports import DeckEntry, FirstAnswer, Standing
from quiz.study.status import Counts, DeckStatus, FactCard

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.memory.fsrs import Forgetting


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of what was reviewed was recalled, by deck: the first answers of known facts."""

    reviewed: Counter[str]
    recalled: Counter[str]

    def share(self, deck_id: str) -> float | None:
        """The retention of a deck, None without a review."""
        reviewed = self.reviewed[deck_id]
        return self.recalled[deck_id] / reviewed if reviewed else None


def kept(answers: Iterable[FirstAnswer]) -> Kept:
    """Sum up first answers; those of new facts say nothing of retention."""
    reviews = [answer for answer in answers if not answer.was_new]
    return Kept(
        Counter(deck_of(answer.fact) for answer in reviews),
        Counter(deck_of(answer.fact) for answer in reviews if answer.recalled),
    )


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The instant that one looks from, and what stands then."""

    now_ms: int
    study_day: date
    memories: Mapping[FactKey, Memory]
    standing: Standing

    def hidden(self, key: FactKey) -> bool:
        """Whether a fact is suspended, or buried until another day."""
        return self.standing.hidden(key, self.study_day)

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


def deck_status(entry: DeckEntry, here: Standpoint, retention: float | None) -> DeckStatus:
    """A deck as the list of decks shows it; what is suspended or buried is left out."""
    new = learning = due = firm = 0
    later: list[int] = []
    for fact in entry.facts:
        if here.hidden(fact.key):
            continue
        memory = here.memories.get(fact.key)
        if memory is None:
            new += 1
        elif memory.revision < fact.revision:
            due += 1
        elif memory.state is not State.REVIEW:
            learning += 1
            later.append(memory.due_at)
        elif memory.due_at <= here.now_ms:
            due += 1
        else:
            firm += 1
            later.append(memory.due_at)
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
        retention=retention,
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
