"""Where a person sits down: decks, log, clock and settings brought together.

It is what the faces are handed. It reads no clock and no files itself; all of that comes in
through the ports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.cycles import none_looked_for
from quiz.errors import Problem, ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.study_day import to_ms
from quiz.review import Mode
from quiz.study.moves import follow_moves, moves
from quiz.study.overview import Outline, deck_status
from quiz.study.ports import (
    CatalogueFact,
    Clock,
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
    from quiz.memory.schedule import Scheduler
    from quiz.memory.study_day import Calendar
    from quiz.study.drills import Drills
    from quiz.study.examiner import Examiner
    from quiz.study.fact_cards import FactCard, Standpoint
    from quiz.study.moved import MovedFacts
    from quiz.study.session import Session
    from quiz.study.single_facts import SingleFacts
    from quiz.study.start import Start
    from quiz.study.tables import TableStanding
    from quiz.study.tryout import Tryout

RETENTION_DAYS = 30
MANY_FACTS = 5000
"""From so many on a list of decks is first shown as it was, and then as it is."""


class Desk:
    """Everything that a face can ask for: lists, sessions, and whoever knows of more."""

    def __init__(
        self,
        store: Store,
        library: Library,
        calendar: Calendar,
        scheduler: Callable[[], Scheduler],
        settings: Settings,
        clock: Clock,
        new_seed: Callable[[], int],
    ) -> None:
        self.clock = clock
        self.settings = settings
        self._store = store
        self._library = library
        self._calendar = calendar
        self._scheduler = scheduler
        self._new_seed = new_seed
        self.last_seen: LastSeen | None = None
        """Where overviews of many facts are kept, if anywhere: without it they are made anew."""

    # Decks.

    def overview(self, now: datetime) -> Overview:
        """All decks and how they stand, without reading any of them."""
        store, day = self._store, self._calendar.study_day(now)
        known = store.held(), store.standing()
        if follow_moves(store, self._facts(), now, day, known):
            known = store.held(), store.standing()
        return self._overview(store, known, now)

    def overview_apart(self, now: datetime) -> Overview | None:
        """The same in another thread; None where facts go by other keys, which it cannot log."""
        with self._store.apart() as look, none_looked_for():
            known = look.held(), look.standing()
            if moves(self._facts(), lambda: known):
                return None
            return self._overview(look, known, now)

    def _facts(self) -> Iterator[CatalogueFact]:
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
        decks = with_work(found, today, self.settings, look.pace_ms(), day)
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

    def problems(self) -> tuple[Problem, ...]:
        """All problems of all decks."""
        return tuple(one for entry in self._library.entries() for one in entry.problems)

    def place(self, key: FactKey) -> FilePlace:
        """Where a fact stands in its deck's file; raises UsageError where no deck can have it."""
        return self._library.place(key)

    def decks_changed(self) -> bool:
        """Whether deck files were changed since this was last asked; from any thread."""
        return self._library.changed()

    def refresh(self) -> None:
        """Take in what was changed in deck files; a session goes on with what it has."""
        self._library.refresh()

    def take_in_changes(self) -> bool:
        """Take in what was changed since this was last asked, and say whether anything was."""
        changed = self.decks_changed()
        if changed:
            self.refresh()
        return changed

    def spoilt(self) -> Problem | None:
        """The first mistake in a deck that is in use as it was before its file was spoilt."""
        entries = (entry for entry in self._library.entries() if entry.last_good)
        return next((one for entry in entries for one in entry.problems if one.is_error), None)

    def hold_to(self, deck_ids: Sequence[str] | None, by: date, now: datetime) -> None:
        """Have decks known by a day, all of them with None, for as long as this desk is sat at.

        Raises UsageError for a day that is over.
        """
        today = self._calendar.study_day(now)
        if by < today:
            raise UsageError(f"{by} is over: today is {today}.")
        held = self._usable() if deck_ids is None else deck_ids
        deadlines = {**self.settings.deadlines, **dict.fromkeys(held, by)}
        self.settings = replace(self.settings, deadlines=deadlines)

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

        A session over the same decks in the same mode that was left open today goes on, unless it
        was begun with another seed than the one given. Minutes count from now.

        Raises UsageError for a deck that there is none of, and ProblemsFound for a named one that
        was broken meanwhile.
        """
        from quiz.study.start import Start

        self.follow_moves(now)
        opened = self.opened(deck_ids)
        wanted = Start(
            id="",
            seed=0,
            mode=mode,
            decks={entry.id: entry.digest for entry, _ in opened},
            budget_ms=None if minutes is None else int(minutes * 60_000),
            everything=deck_ids is None,
        )
        return self.sit_down(wanted, [deck for _, deck in opened], now, seed)

    def begin_cell(self, key: FactKey, now: datetime) -> Session:
        """Ask one fact now: a drill, which moves its schedule only where it is due.

        Raises UsageError where there is no such fact, and ProblemsFound where its deck is broken.
        """
        return self.begin_facts((key,), f"fact {key}", now)

    def begin_facts(self, keys: Sequence[FactKey], about: str, now: datetime) -> Session:
        """Ask some facts of one deck now, in their order: a drill; `about` says which they are.

        Raises what `begin_cell` does.
        """
        from quiz.study.start import Start
        from quiz.study.turn import Finished

        self.follow_moves(now)
        ((entry, deck),) = self.opened(list(dict.fromkeys(map(deck_of, keys))))
        for key in keys:
            if key not in deck.facts:
                raise UsageError(f"There is no fact {key!r}.")
        decks, groups = {entry.id: entry.digest}, tuple((key,) for key in keys)
        wanted = Start("", 0, Mode.DRILL, decks, about=about, groups=groups)
        session = self.sit_down(wanted, [deck], now)
        if session.resumed and isinstance(session.turn, Finished):
            # All was asked, and the program ended before the last verdict was read: it is over.
            session.end(now)
            session = self.sit_down(wanted, [deck], now)
        return session

    def follow_moves(self, now: datetime) -> None:
        """Take along what is known of facts that go by another key now, as their decks tell."""
        follow_moves(self._store, self._facts(), now, self._calendar.study_day(now))

    def sit_down(
        self, wanted: Start, decks: Sequence[Deck], now: datetime, seed: int | None = None
    ) -> Session:
        """Go on with the session that is wanted, where it was left open today, or begin it."""
        from quiz.study.course import Course
        from quiz.study.session import Session
        from quiz.study.start import resumed

        day = self._calendar.study_day(now)
        start = resumed(self._store, wanted, day, seed) or wanted.begun(
            self._store.new_id(now), self._new_seed() if seed is None else seed
        )
        course = Course(start, decks, self._store, self._held_scheduler(), self.settings, now)
        return Session(course, self._store, self.settings, now)

    @cached_property
    def drills(self) -> Drills:
        """What is easily confused, to be worked off."""
        from quiz.study.drills import Drills

        return Drills(self, self._store)

    def study_day(self, now: datetime) -> date:
        """The study day of an instant."""
        return self._calendar.study_day(now)

    @cached_property
    def examiner(self) -> Examiner:
        """Whoever holds exams over the same decks and log."""
        from quiz.study.examiner import Examiner

        return Examiner(
            self._store, self._library, self._calendar, self._held_scheduler, self._new_seed
        )

    @cached_property
    def facts(self) -> SingleFacts:
        """What is to be known of single facts, and done to them."""
        from quiz.study.single_facts import SingleFacts

        return SingleFacts(
            self._store, self._library, self._scheduler, self._calendar, self.settings.leech_lapses
        )

    @cached_property
    def moved(self) -> MovedFacts:
        """What an edit gave another key, to be offered."""
        from quiz.study.moved import MovedFacts

        return MovedFacts(self._store, self._library, self._calendar)

    # All facts.

    def browse(self, now: datetime) -> tuple[FactCard, ...]:
        """Every fact of every usable deck, with what is known of it."""
        from quiz.study.fact_cards import fact_card

        here = self._standpoint(now)
        return tuple(
            fact_card(deck, key, here, self._scheduler().forgetting, self.settings.leech_lapses)
            for _, deck in self.opened(None)
            for key in deck.facts
        )

    def tables(self, deck_ids: Sequence[str] | None, now: datetime) -> tuple[TableStanding, ...]:
        """All tables of the named decks, of all decks with None, with how each cell is held."""
        from quiz.study.tables import tables_of

        here, forgetting = self._standpoint(now), self._scheduler().forgetting
        return tuple(
            table
            for _, deck in self.opened(deck_ids)
            for table in tables_of(deck, here, forgetting)
        )

    # Authors.

    def tryout(self, deck_id: str, now: datetime) -> Tryout:
        """The questions of a deck, to be tried out; nothing of it is kept.

        Raises UsageError where there is no such deck or nothing in it, and ProblemsFound where it
        was broken meanwhile.
        """
        from quiz.study.tryout import Tryout

        ((entry, deck),) = self.opened([deck_id])
        return Tryout(deck, entry.digest, now)

    # Within.

    def _held_scheduler(self) -> Scheduler:
        """The person's way of scheduling, held to the dates of their decks."""
        return replace(self._scheduler(), deadlines=self.settings.deadlines)

    def _standpoint(self, now: datetime) -> Standpoint:
        from quiz.study.fact_cards import Standpoint

        day = self._calendar.study_day(now)
        return Standpoint(to_ms(now), day, self._store.memories(), self._store.standing())

    def _usable(self) -> dict[str, DeckEntry]:
        return {entry.id: entry for entry in self._library.entries() if entry.usable}

    def opened(self, deck_ids: Sequence[str] | None) -> list[tuple[DeckEntry, Deck]]:
        """The named decks, read; all that can be read with None: a bad one hides no others."""
        usable = self._usable()
        opened: list[tuple[DeckEntry, Deck]] = []
        if deck_ids is None:
            for entry in usable.values():
                with suppress(ProblemsFound, UsageError):
                    opened.append((entry, self._library.deck(entry.id)))
            return opened
        for deck_id in dict.fromkeys(deck_ids):
            if deck_id not in usable:
                known = ", ".join(usable) or "none"
                raise UsageError(f"There is no deck {deck_id!r} to study. There is: {known}.")
            opened.append((usable[deck_id], self._library.deck(deck_id)))
        return opened
