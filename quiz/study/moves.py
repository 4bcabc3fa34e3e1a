"""Facts that were renamed by their author: what is known of them follows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
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
    found = moves(facts, lambda: known or (store.memories(), store.standing()))
    for key, old in found:
        store.note(EventKind.MOVED, key, {"from": old}, now, study_day)
    return bool(found)


def moves(
    facts: Iterable[CatalogueFact],
    known: Callable[[], tuple[Collection[FactKey], Standing]],
) -> list[tuple[FactKey, FactKey]]:
    """The keys of facts that were renamed, each with the old one that has something to bring along.

    `known` is asked only where a deck tells of another name at all.
    """
    found = list(facts)
    renamed = [(fact.key, old) for fact in found if fact.aliases for old in fact.aliases]
    if not renamed:
        return []
    answered, standing = known()
    bring = {*answered, *standing.suspended, *standing.buried, *standing.flagged}
    bring.difference_update(fact.key for fact in found)
    moved = []
    for key, old in renamed:
        if old in bring:
            bring.discard(old)
            moved.append((key, old))
    return moved
