"""Single facts: what is known of one, and what a person does to it outside a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from quiz.errors import DataError, UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.study_day import to_ms
from quiz.review import EventKind, Review
from quiz.study.compared import chosen_before
from quiz.study.fact_cards import FactCard, Standpoint, fact_card
from quiz.study.ports import Library, Store

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.memory.schedule import Scheduler
    from quiz.memory.study_day import Calendar
    from quiz.shapes import Explanation


class SingleFacts:
    """Tells of facts by their keys and notes in the log what is done to them.

    What needs a fact's deck raises UsageError where it has no such fact, and ProblemsFound where
    it is broken.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        scheduler: Callable[[], Scheduler],
        calendar: Calendar,
        leech_lapses: int,
    ) -> None:
        self._store = store
        self._library = library
        self._scheduler = scheduler
        self._calendar = calendar
        self._leech_lapses = leech_lapses

    def card(self, key: FactKey, now: datetime) -> FactCard:
        """One fact with what is known of it; raises UsageError where there is none."""
        deck = self._deck_with(key)
        memory = self._store.memory(key)
        here = Standpoint(
            to_ms(now),
            self._calendar.study_day(now),
            {} if memory is None else {key: memory},
            self._store.standing(),
        )
        return fact_card(deck, key, here, self._scheduler().forgetting, self._leech_lapses)

    def history(self, key: FactKey) -> tuple[Review, ...]:
        """All answers to a fact, oldest first, those of earlier revisions among them."""
        return tuple(self._store.reviews(fact=key))

    def chosen_before(
        self, key: FactKey, explanation: Explanation | None, question_id: str = ""
    ) -> Mapping[FactKey, date]:
        """What was taken for a fact, each with the last day of that, where others stand beside it.

        The answers to the question named, which is the one on screen, are left out. It is a remark
        beside a verdict, which stands without it: so nothing is said where the log cannot be read.
        """
        if explanation is not None and explanation.contrast is not None:
            with suppress(DataError):
                return chosen_before(self._store.reviews(fact=key), question_id)
        return {}

    def explain(self, key: FactKey) -> Explanation:
        """The answer to a fact, why it is so and where it comes from."""
        return self._deck_with(key).explain(key)

    def suspend(self, key: FactKey, now: datetime) -> None:
        """Put a fact away until it is resumed."""
        self._note(EventKind.SUSPENDED, key, {}, now)

    def resume(self, key: FactKey, now: datetime) -> None:
        """Bring a suspended fact back."""
        self._note(EventKind.RESUMED, key, {}, now)

    def reset(self, key: FactKey, now: datetime) -> None:
        """Forget a fact's memory; its history stays in the log."""
        self._note(EventKind.RESET, key, {}, now)

    def flag(self, key: FactKey, reason: str, now: datetime) -> None:
        """Mark a fact with a reason."""
        self._note(EventKind.FLAGGED, key, {"reason": reason}, now)

    def unflag(self, key: FactKey, now: datetime) -> None:
        """Take a fact's mark away."""
        self._note(EventKind.UNFLAGGED, key, {}, now)

    # Within.

    def _note(
        self, kind: EventKind, key: FactKey, payload: dict[str, object], now: datetime
    ) -> None:
        self._store.note(kind, key, payload, now, self._calendar.study_day(now))

    def _deck_with(self, key: FactKey) -> Deck:
        deck = self._library.deck(deck_of(key))
        if key not in deck.facts:
            raise UsageError(f"There is no fact {key!r}.")
        return deck
