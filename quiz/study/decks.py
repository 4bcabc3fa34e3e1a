"""The decks at hand: how they stand, and what becomes of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quiz.cycles import none_looked_for
from quiz.errors import Problem, ProblemsFound, UsageError
from quiz.facts import FactKey
from quiz.memory.study_day import to_ms
from quiz.study.more_new import more_new
from quiz.study.moves import follow_moves, moves
from quiz.study.overview import Outline, deck_status
from quiz.study.ports import (
    CatalogueFact,
    DeckEntry,
    FilePlace,
    Held,
    LastSeen,
    Library,
    Look,
    Standing,
    Store,
)
from quiz.study.settings import Settings
from quiz.study.status import Counts, Overview
from quiz.study.workload import with_work

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.memory.study_day import Calendar

RETENTION_DAYS = 30
MANY_FACTS = 5000
"""From so many on a list of decks is first shown as it was, and then as it is."""


class Decks:
    """All decks that the library has, looked at with what the log tells of their facts."""

    def __init__(
        self,
        store: Store,
        library: Library,
        calendar: Calendar,
        settings: Callable[[], Settings],
    ) -> None:
        self._store = store
        self._library = library
        self._calendar = calendar
        self._settings = settings
        self.last_seen: LastSeen | None = None
        """Where overviews of many facts are kept, if anywhere: without it they are made anew."""

    def overview(self, now: datetime) -> Overview:
        """All decks and how they stand, without reading any of them."""
        store, day = self._store, self._calendar.study_day(now)
        known = store.held(), store.standing()
        if follow_moves(store, self.facts(), now, day, known):
            known = store.held(), store.standing()
        return self._overview(store, known, now)

    def overview_apart(self, now: datetime) -> Overview | None:
        """The same in another thread; None where facts go by other keys, which it cannot log."""
        with self._store.apart() as look, none_looked_for():
            known = look.held(), look.standing()
            if moves(self.facts(), lambda: known):
                return None
            return self._overview(look, known, now)

    def facts(self) -> Iterator[CatalogueFact]:
        """The facts of all usable decks."""
        entries = (entry for entry in self._library.entries() if entry.usable)
        return (fact for entry in entries for fact in entry.facts)

    def _overview(
        self, look: Look, known: tuple[Mapping[FactKey, Held], Standing], now: datetime
    ) -> Overview:
        (held, standing), day = known, self._calendar.study_day(now)
        here = Outline(to_ms(now), held, standing.all_hidden(day))
        kept = look.kept(day - timedelta(days=RETENTION_DAYS - 1), day)
        entries = self._library.entries()
        found = [deck_status(entry, here, kept.get(entry.id)) for entry in entries]
        today = look.first_answers(day, day)
        wanted = more_new(look, day)
        decks = with_work(found, today, self._settings(), look.pace_ms(), day, wanted)
        usable = [deck for deck in decks if deck.usable]
        counts = Counts(
            sum(deck.counts.new for deck in usable),
            sum(deck.counts.learning for deck in usable),
            sum(deck.counts.due for deck in usable),
        )
        overview = Overview(decks, counts, sum(deck.firm for deck in usable))
        if self.last_seen is not None and sum(deck.facts for deck in decks) >= MANY_FACTS:
            self.last_seen.keep(overview)
        return overview

    def at_first_sight(self) -> Overview | None:
        """The decks as they stood when they were last listed, None where listing them is quick.

        It is for the first screen alone, to be followed by how they stand now.
        """
        return None if self.last_seen is None else self.last_seen.recall()

    def place(self, key: FactKey) -> FilePlace:
        """Where a fact stands in its deck's file; raises UsageError where no deck can have it."""
        return self._library.place(key)

    def require_editable(self, path: str) -> None:
        """Raise UsageError for what is no deck's file, such as a link out of its folder."""
        self._library.require_editable(path)

    def changed(self) -> bool:
        """Whether deck files were changed since this was last asked; from any thread."""
        return self._library.changed()

    def refresh(self) -> None:
        """Take in what was changed in deck files; a session goes on with what it has."""
        self._library.refresh()

    def take_in_changes(self) -> bool:
        """Take in what was changed since this was last asked, and say whether anything was."""
        changed = self.changed()
        if changed:
            self.refresh()
        return changed

    def spoilt(self) -> Problem | None:
        """The first mistake in a deck that is in use as it was before its file was spoilt."""
        entries = (entry for entry in self._library.entries() if entry.last_good)
        return next((one for entry in entries for one in entry.problems if one.is_error), None)

    def follow_moves(self, now: datetime) -> None:
        """Take along what is known of facts that go by another key now, as their decks tell."""
        follow_moves(self._store, self.facts(), now, self._calendar.study_day(now))

    def usable(self) -> dict[str, DeckEntry]:
        """The decks that can be studied, by their ids."""
        return {entry.id: entry for entry in self._library.entries() if entry.usable}

    def opened(self, deck_ids: Sequence[str] | None) -> list[tuple[DeckEntry, Deck]]:
        """The named decks, read; all that can be read with None: a bad one hides no others."""
        usable = self.usable()
        opened: list[tuple[DeckEntry, Deck]] = []
        if deck_ids is None:
            for entry in usable.values():
                with suppress(ProblemsFound, UsageError):
                    opened.append((entry, self._library.deck(entry.id)))
            return opened
        for deck_id in dict.fromkeys(deck_ids):
            if deck_id not in usable:
                known = ", ".join(usable) or "none"
                raise UsageError(f"There is no deck {deck_id!r} to use. There is: {known}.")
            opened.append((usable[deck_id], self._library.deck(deck_id)))
        return opened
