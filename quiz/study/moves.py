"""Facts that were renamed by their author: what is known of them follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from quiz.facts import FactKey
from quiz.review import EventKind
from quiz.study.ports import CatalogueFact, Standing, Store


def follow_moves(
    store: Store,
    facts: Iterable[CatalogueFact],
    now: datetime,
    study_day: date,
    known: tuple[Collection[FactKey], Standing] | None = None,
) -> bool:
    """Log each move that a deck tells of, where the old key has something to bring along.

    `facts` are those of all usable decks: a key that is still one of theirs has not moved. `known`
    are the answered facts and what is set on any, where they were read already. Says whether
    anything moved.
    """
    found = list(facts)
    renamed = [(fact.key, old) for fact in found if fact.aliases for old in fact.aliases]
    if not renamed:
        return False
    live = {fact.key for fact in found}
    answered, standing = known or (store.memories(), store.standing())
    bring = {*answered, *standing.suspended, *standing.buried, *standing.flagged} - live
    moved = False
    for key, old in renamed:
        if old in bring:
            store.note(EventKind.MOVED, key, {"from": old}, now, study_day)
            bring.discard(old)
            moved = True
    return moved
