"""Facts that an edit gave another key, offered to the person while the decks are at hand.

What the whole search of `quiz.study.orphans` finds is narrowed down to what an edit has done: a
deck that is not here today is no deck whose facts have moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from quiz.cycles import none_looked_for
from quiz.facts import FactKey, deck_of
from quiz.memory.study_day import Calendar
from quiz.study.orphans import Offer, keep, known, offers, orphan
from quiz.study.ports import Library, Look, Store

MOST_PAIRS = 20_000
"""With more to be compared, nobody is kept waiting for it: `quiz doctor --orphans` does it all."""


def told(offered: Sequence[Offer]) -> str:
    """How many facts look moved."""
    one = len(offered) == 1
    return f"{len(offered)} {'fact looks' if one else 'facts look'} moved"


class MovedFacts:
    """Remembers which facts there were, and what the person did not want."""

    def __init__(self, store: Store, library: Library, calendar: Calendar) -> None:
        self._store = store
        self._library = library
        self._calendar = calendar
        self._seen: set[FactKey] = set()
        self._declined: set[FactKey] = set()

    def offers(self) -> tuple[Offer, ...]:
        """The facts whose key is gone from a deck that is here, or vanished while we looked on.

        Each with the one that it has most likely become; what that is likely of none is left out.
        """
        return self._offers(self._store)

    def offers_apart(self) -> tuple[Offer, ...]:
        """The same in another thread."""
        with self._store.apart() as look, none_looked_for():
            return self._offers(look)

    def _offers(self, store: Look) -> tuple[Offer, ...]:
        entries = self._library.entries()
        usable = [entry for entry in entries if entry.usable]
        waiting = {entry.id for entry in entries} - {entry.id for entry in usable}
        here = {entry.id for entry in usable}
        live = {fact.key for entry in usable for fact in entry.facts}
        answered = known(store)
        lost = sorted(
            key
            for key in answered - live - self._declined
            if deck_of(key) in here or (key in self._seen and deck_of(key) not in waiting)
        )
        self._seen |= live
        if not lost or len(lost) * len(live - answered) > MOST_PAIRS:
            return ()
        return tuple(offers([orphan(store, key) for key in lost], store, self._library))

    def keep(self, agreed: Sequence[Offer], now: datetime) -> int:
        """Let what is known of each go on under its new key, and say of how many it does.

        Raises UsageError, and moves nothing, where decks were changed since it was offered.
        """
        pairs = [(one.orphan.key, one.key) for one in agreed]
        day = self._calendar.study_day(now)
        return keep(pairs, self._store, self._library, now, day)

    def decline(self, offered: Sequence[Offer]) -> None:
        """Offer these no more, for as long as this desk is sat at."""
        self._declined.update(one.orphan.key for one in offered)
