"""A desk over decks that are written as text, for the tests of faces."""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from random import Random

import tomli

from quiz.deck.deck import Deck, read_deck
from quiz.errors import UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.schedule import Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.store.in_memory import MemoryStore
from quiz.study.desk import Desk
from quiz.study.ports import CatalogueFact, Clock, DeckEntry, FilePlace
from quiz.study.settings import Settings

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Shelf:
    """Decks from texts, and entries of decks that cannot be used."""

    def __init__(self, *texts: str) -> None:
        self.decks: dict[str, Deck] = {}
        self.digests: dict[str, str] = {}
        self.broken: list[DeckEntry] = []
        self.saved = False
        for text in texts:
            self.put(text)

    def put(self, text: str) -> None:
        deck, findings = read_deck(tomli.loads(text))
        assert deck is not None, findings
        self.decks[deck.id] = deck
        self.digests[deck.id] = sha256(text.encode()).hexdigest()

    def entries(self) -> list[DeckEntry]:
        return [
            DeckEntry(
                deck.id,
                deck.title,
                deck.summary,
                f"{deck.id}.toml",
                self.digests[deck.id],
                tuple(CatalogueFact(f.key, f.revision, f.aliases) for f in deck.facts.values()),
                len(deck.tables),
                len(deck.facts),
            )
            for deck in self.decks.values()
        ] + self.broken

    def changed(self) -> bool:
        changed, self.saved = self.saved, False
        return changed

    def refresh(self) -> list[DeckEntry]:
        return self.entries()

    def place(self, key: FactKey) -> FilePlace:
        return FilePlace(f"{deck_of(key)}.toml", 12, 3)

    def require_editable(self, path: str) -> None:
        """All can be edited."""

    def deck(self, deck_id: str) -> Deck:
        if deck_id not in self.decks:
            raise UsageError(f"There is no deck {deck_id}.")
        return self.decks[deck_id]


class Furnished:
    """A desk with what stands behind it: a shelf, a clock, a store in memory, a scheduler."""

    def __init__(self, shelf: Shelf, clock: Clock, settings: Settings) -> None:
        self.shelf = shelf
        self.clock = clock
        self.scheduler = Scheduler(
            Forgetting(desired_retention=settings.retention),
            Steps(settings.learning_steps, settings.relearning_steps),
            Calendar(UTC, time(4)),
        )
        self.store = MemoryStore(Replayer(self.scheduler.forgetting), Random(1).getrandbits)
        self.desk = Desk(
            self.store,
            shelf,
            self.scheduler.calendar,
            lambda: self.scheduler,
            settings,
            clock,
            lambda: 7,
        )
