"""How decks stand, worked out from the catalogue and from what is held of their facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quiz.facts import FactKey
from quiz.memory.study_day import from_ms
from quiz.study.ports import DeckEntry, Held
from quiz.study.status import Counts, DeckStatus


class Outline(NamedTuple):
    """What a list of decks is made from; `hidden` are the facts suspended or buried for now."""

    now_ms: int
    held: Mapping[FactKey, Held]
    hidden: frozenset[FactKey]


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
