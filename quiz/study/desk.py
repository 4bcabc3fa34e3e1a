"""Where a person sits down: decks, log, clock and settings brought together.

It is what the faces are handed. It reads no clock and no files itself; all of that comes in
through the ports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from quiz.errors import Problem, UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.schedule import Scheduler
from quiz.memory.study_day import to_ms
from quiz.review import EventKind, Memory, Mode, Review, State
from quiz.study.course import Course, Start
from quiz.study.ports import Clock, DeckEntry, FirstAnswer, Library, Standing, Store
from quiz.study.session import Session
from quiz.study.settings import Settings
from quiz.study.status import Counts, DeckStatus, FactCard, Overview

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.shapes import Explanation

RETENTION_DAYS = 30


class Desk:
    """Everything that a face can ask for: lists, sessions, single facts."""

    def __init__(
        self,
        store: Store,
        library: Library,
        scheduler: Scheduler,
        settings: Settings,
        clock: Clock,
        new_seed: Callable[[], int],
    ) -> None:
        self.clock = clock
        self.settings = settings
        self._store = store
        self._library = library
        self._scheduler = scheduler
        self._new_seed = new_seed

    # Decks.

    def overview(self, now: datetime) -> Overview:
        """All decks and how they stand, without reading any of them."""
        day = self._scheduler.calendar.study_day(now)
        entries = list(self._library.entries())
        self._follow_moves((entry for entry in entries if entry.usable), now)
        memories = self._store.memories()
        standing = self._store.standing()
        month = self._store.first_answers(day - timedelta(days=RETENTION_DAYS - 1), day)
        decks = tuple(
            _status(entry, memories, standing, month, day, to_ms(now)) for entry in entries
        )
        usable = [deck for deck in decks if deck.usable]
        counts = Counts(
            sum(deck.counts.new for deck in usable),
            sum(deck.counts.learning for deck in usable),
            sum(deck.counts.due for deck in usable),
        )
        return Overview(decks, counts, sum(deck.firm for deck in usable))

    def problems(self) -> tuple[Problem, ...]:
        """All problems of all decks."""
        return tuple(one for entry in self._library.entries() for one in entry.problems)

    # Sessions.

    def begin(
        self,
        deck_ids: Sequence[str] | None,
        now: datetime,
        *,
        minutes: float | None = None,
        seed: int | None = None,
        mode: Mode = Mode.STUDY,
    ) -> Session:
        """Sit down to the named decks, to all of them with None.

        A session over the same decks in the same mode that was left open today goes on.
        """
        entries = self._chosen(deck_ids)
        decks = [self._library.deck(entry.id) for entry in entries]
        self._follow_moves(entries, now)
        digests = {entry.id: entry.digest for entry in entries}
        budget = None if minutes is None else int(minutes * 60_000)
        start = self._open_start(digests, mode, budget, now)
        if start is None:
            start = Start(
                self._store.new_id(now),
                self._new_seed() if seed is None else seed,
                mode,
                digests,
                budget,
            )
        course = Course(start, decks, self._store, self._scheduler, self.settings, now)
        return Session(course, self._store, self.settings, self._scheduler.calendar, now)

    def _open_start(
        self, digests: dict[str, str], mode: Mode, budget: int | None, now: datetime
    ) -> Start | None:
        left = self._store.open_session(self._scheduler.calendar.study_day(now))
        if left is None or left.payload.get("mode") != mode.value:
            return None
        decks, seed = left.payload.get("decks"), left.payload.get("seed")
        if not isinstance(decks, dict) or set(decks) != set(digests) or not isinstance(seed, int):
            return None
        return Start(left.id, seed, mode, digests, budget, resumed=True)

    def _chosen(self, deck_ids: Sequence[str] | None) -> list[DeckEntry]:
        usable = {entry.id: entry for entry in self._library.entries() if entry.usable}
        if deck_ids is None:
            return list(usable.values())
        for deck_id in deck_ids:
            if deck_id not in usable:
                known = ", ".join(usable) or "none"
                raise UsageError(f"There is no deck {deck_id!r} to study. There is: {known}.")
        return [usable[deck_id] for deck_id in dict.fromkeys(deck_ids)]

    def _follow_moves(self, entries: Iterable[DeckEntry], now: datetime) -> None:
        """Log that facts were renamed, where a deck says so and the old name has a memory."""
        renamed = [
            (fact.key, old) for entry in entries for fact in entry.facts for old in fact.aliases
        ]
        if not renamed:
            return
        day = self._scheduler.calendar.study_day(now)
        live = {fact.key for entry in self._library.entries() for fact in entry.facts}
        for key, old in renamed:
            if old in live or self._store.memory(key) is not None:
                continue
            if self._store.memory(old) is not None:
                self._store.note(EventKind.MOVED, key, {"from": old}, now, day)

    # Single facts.

    def browse(self, now: datetime) -> tuple[FactCard, ...]:
        """Every fact of every usable deck, with what is known of it."""
        decks = [self._library.deck(entry.id) for entry in self._chosen(None)]
        memories, standing = self._store.memories(), self._store.standing()
        return tuple(
            self._fact_card(deck, key, memories.get(key), standing, now)
            for deck in decks
            for key in deck.facts
        )

    def card(self, key: FactKey, now: datetime) -> FactCard:
        """One fact with what is known of it."""
        deck = self._deck_with(key)
        return self._fact_card(deck, key, self._store.memory(key), self._store.standing(), now)

    def history(self, key: FactKey) -> tuple[Review, ...]:
        """All answers to a fact, oldest first, those of earlier revisions among them."""
        return tuple(self._store.reviews(fact=key))

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

    def _note(
        self, kind: EventKind, key: FactKey, payload: dict[str, object], now: datetime
    ) -> None:
        self._store.note(kind, key, payload, now, self._scheduler.calendar.study_day(now))

    def _deck_with(self, key: FactKey) -> Deck:
        deck = self._library.deck(deck_of(key))
        if key not in deck.facts:
            raise UsageError(f"There is no fact {key!r}.")
        return deck

    def _fact_card(
        self, deck: Deck, key: FactKey, memory: Memory | None, standing: Standing, now: datetime
    ) -> FactCard:
        day = self._scheduler.calendar.study_day(now)
        buried = standing.buried.get(key)
        fact = deck.facts[key]
        current = memory is not None and memory.revision >= fact.revision
        chance = None
        if memory is not None and current:
            elapsed_days = (day - memory.last_study_day).days
            chance = self._scheduler.forgetting.retrievability(memory.stability, elapsed_days)
        return FactCard(
            fact=fact,
            deck_id=deck.id,
            deck_title=deck.title,
            prompt=deck.prompt(key),
            subject=deck.subject(key),
            forms=deck.forms(key),
            tags=deck.tags(key),
            memory=memory,
            due_at=datetime.fromtimestamp(memory.due_at / 1000, UTC) if memory else None,
            due=memory is not None and (not current or memory.due_at <= to_ms(now)),
            retrievability=chance,
            leech=memory is not None and memory.lapses >= self.settings.leech_lapses,
            suspended=key in standing.suspended,
            buried_until=buried if buried is not None and buried > day else None,
            flag=standing.flagged.get(key),
        )


def _status(
    entry: DeckEntry,
    memories: dict[FactKey, Memory],
    standing: Standing,
    month: Iterable[FirstAnswer],
    day: date,
    now_ms: int,
) -> DeckStatus:
    new = learning = due = firm = 0
    later: list[int] = []
    for fact in entry.facts:
        memory = memories.get(fact.key)
        buried = standing.buried.get(fact.key)
        if fact.key in standing.suspended or (buried is not None and buried > day):
            continue
        if memory is None:
            new += 1
        elif memory.revision < fact.revision:
            due += 1
        elif memory.state is not State.REVIEW:
            learning += 1
            later.append(memory.due_at)
        elif memory.due_at <= now_ms:
            due += 1
        else:
            firm += 1
            later.append(memory.due_at)
    reviewed = [
        answer for answer in month if not answer.was_new and deck_of(answer.fact) == entry.id
    ]
    recalled = sum(answer.recalled for answer in reviewed)
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
        next_due=datetime.fromtimestamp(min(later) / 1000, UTC) if later else None,
        retention=recalled / len(reviewed) if reviewed else None,
        problems=entry.problems,
        shadowed_by=entry.shadowed_by,
        usable=entry.usable,
    )
