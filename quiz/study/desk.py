"""Where a person sits down: decks, log, clock and settings brought together.

It is what the faces are handed. It reads no clock and no files itself; all of that comes in
through the ports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.errors import UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.study_day import to_ms
from quiz.review import Mode
from quiz.study.decks import Decks
from quiz.study.ports import Clock, Library, Store
from quiz.study.settings import Settings

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
        self.decks = Decks(store, library, calendar, lambda: self.settings)

    # Decks.

    def hold_to(self, deck_ids: Sequence[str] | None, by: date, now: datetime) -> None:
        """Have decks known by a day, all of them with None, for as long as this desk is sat at.

        Raises UsageError for a day that is over.
        """
        today = self._calendar.study_day(now)
        if by < today:
            raise UsageError(f"{by} is over: today is {today}.")
        held = self.decks.usable() if deck_ids is None else deck_ids
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
        more_new: int = 0,
    ) -> Session:
        """Sit down to the named decks, to all of them with None.

        A session over the same decks in the same mode that was left open today goes on, unless it
        was begun with another seed than the one given. Minutes count from now. With `more_new` the
        day brings so many new facts more than its limits, from now on.

        Raises UsageError for a deck that there is none of, and ProblemsFound for a named one that
        was broken meanwhile.
        """
        from quiz.study.start import Start

        self.decks.follow_moves(now)
        opened = self.decks.opened(deck_ids)
        wanted = Start(
            id="",
            seed=0,
            mode=mode,
            decks={entry.id: entry.digest for entry, _ in opened},
            budget_ms=None if minutes is None else int(minutes * 60_000),
            everything=deck_ids is None,
        )
        if more_new:
            self._raise_limit(more_new, now)
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

        self.decks.follow_moves(now)
        ((entry, deck),) = self.decks.opened(list(dict.fromkeys(map(deck_of, keys))))
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

    def sit_down(
        self, wanted: Start, decks: Sequence[Deck], now: datetime, seed: int | None = None
    ) -> Session:
        """Go on with the session that is wanted, where it was left open today, or begin it."""
        from quiz.study.course import Course
        from quiz.study.session import Session
        from quiz.study.start import resumed

        day = self._calendar.study_day(now)
        start = resumed(self._store, wanted, day, seed, to_ms(now)) or wanted.begun(
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
            self._store,
            self._library,
            self.decks,
            self._calendar,
            self._held_scheduler,
            self._new_seed,
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
            for _, deck in self.decks.opened(None)
            for key in deck.facts
        )

    def tables(self, deck_ids: Sequence[str] | None, now: datetime) -> tuple[TableStanding, ...]:
        """All tables of the named decks, of all decks with None, with how each cell is held."""
        from quiz.study.tables import tables_of

        here, forgetting = self._standpoint(now), self._scheduler().forgetting
        return tuple(
            table
            for _, deck in self.decks.opened(deck_ids)
            for table in tables_of(deck, here, forgetting)
        )

    # Authors.

    def tryout(self, deck_id: str, now: datetime) -> Tryout:
        """The questions of a deck, to be tried out; nothing of it is kept.

        Raises UsageError where there is no such deck or nothing in it, and ProblemsFound where it
        was broken meanwhile.
        """
        from quiz.study.tryout import Tryout

        ((entry, deck),) = self.decks.opened([deck_id])
        return Tryout(deck, entry.digest, now)

    # Within.

    def _raise_limit(self, more_new: int, now: datetime) -> None:
        from quiz.study.more_new import raise_limit

        decks, day = self.decks.usable().values(), self._calendar.study_day(now)
        raise_limit(self._store, self.settings, decks, more_new, now, day)

    def _held_scheduler(self) -> Scheduler:
        """The person's way of scheduling, held to the dates of their decks."""
        return replace(self._scheduler(), deadlines=self.settings.deadlines)

    def _standpoint(self, now: datetime) -> Standpoint:
        from quiz.study.fact_cards import Standpoint

        day = self._calendar.study_day(now)
        return Standpoint(to_ms(now), day, self._store.memories(), self._store.standing())
