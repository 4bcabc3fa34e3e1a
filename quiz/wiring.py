"""The one place that names the real store, library, clock, chance and folders.

Everything is made when it is first asked for, and imported then: a command pays for what it uses.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from quiz.clocks import FrozenClock, WallClock
from quiz.errors import DataError, ProblemsFound, QuizError
from quiz.machine_zone import MachineZone
from quiz.options import BACKUPS, Options, Paths, paths
from quiz.progress import Progress

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from quiz.library.configuration import Configuration
    from quiz.library.finding import Places
    from quiz.library.shelf import DeckLibrary
    from quiz.memory.late_replay import LateReplayer
    from quiz.memory.schedule import Scheduler
    from quiz.memory.study_day import Calendar
    from quiz.scores.board import ScoreBoard
    from quiz.scores.tailor import Tailor
    from quiz.store.ids import RandomBits
    from quiz.store.in_memory import MemoryStore
    from quiz.store.log_file import Told
    from quiz.store.sqlite import SqliteStore
    from quiz.study.desk import Desk
    from quiz.study.exam_log import Sheet
    from quiz.study.exam_result import Earlier
    from quiz.study.ports import Clock
    from quiz.study.settings import Settings

_SEED_BITS = 32


def _random_bits() -> RandomBits:
    """Chance for ids, never seeded: two logs with the same ids could not be merged."""
    from random import SystemRandom

    return SystemRandom().getrandbits


class Wiring:
    """The parts of the program, each made when it is first asked for.

    With `reads_only`, no log is begun where there is none: there is nothing to read in it.
    """

    def __init__(self, chosen: Options, *, reads_only: bool = False) -> None:
        self.options = chosen
        self._reads_only = reads_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        store = self.__dict__.get("store")
        if store is not None:
            try:
                if not self._reads_only and store.has_written:
                    self._back_up(store, ends_well=error is None)
            finally:
                store.close()
        if isinstance(error, Exception) and not isinstance(error, QuizError | OSError):
            self._blame_log(error)

    def _blame_log(self, error: Exception) -> None:
        """Say so where nobody could foresee an error since the log is not as quiz leaves it."""
        from quiz.store.examination import examine

        if not self.has_log:
            return
        now = self.clock.now()
        for one in examine(self.paths.log, self.replay, now, self.calendar.study_day(now)):
            if one.kind.spoils:
                raise DataError(f"{one.says} quiz doctor tells what can be done.") from error

    def _back_up(self, store: SqliteStore, *, ends_well: bool) -> None:
        """Make the backup of the day, which takes no time from start-up or from an answer here.

        What went wrong before is what needs telling; else a backup that fails is told.
        """
        try:
            store.back_up_daily(self.calendar.study_day(self.clock.now()))
        except DataError:
            if ends_well:
                raise

    @cached_property
    def paths(self) -> Paths:
        """Where things are kept."""
        return paths(self.options.data)

    @cached_property
    def clock(self) -> Clock:
        """The wall's, or one that stands at the instant that was named."""
        instant = self.options.instant
        return WallClock() if instant is None else FrozenClock(instant)

    @cached_property
    def configuration(self) -> Configuration:
        """What the person's file sets; raises ProblemsFound where it has mistakes."""
        from quiz.library.configuration import read_configuration

        return read_configuration(self.paths.config)

    @property
    def settings(self) -> Settings:
        """The settings that hold."""
        if not self.paths.config.exists():
            from quiz.study.settings import Settings

            return Settings()
        return self.configuration.settings

    @cached_property
    def places(self) -> Places:
        """Where decks are looked for, in the order in which an id is taken."""
        from quiz.library.finding import Places, shipped_decks

        return Places(self.options.decks, self.paths.decks, shipped_decks())

    @cached_property
    def library(self) -> DeckLibrary:
        """The decks there are."""
        from quiz.library.shelf import DeckLibrary

        return DeckLibrary(self.places, self.paths.cache)

    def require_named(self) -> None:
        """Make sure that each deck file that was named on the command line can be used.

        Whoever names one would study something else in its place. Raises ProblemsFound with its
        mistakes.
        """
        named = {str(path) for path in self.options.insisted}
        for entry in self.library.entries() if named else ():
            if entry.path in named and not entry.usable and entry.shadowed_by is None:
                raise ProblemsFound(tuple(one for one in entry.problems if one.is_error))

    @cached_property
    def calendar(self) -> Calendar:
        """The study days of this person on this machine."""
        from quiz.memory.study_day import Calendar

        return Calendar(MachineZone(), self.settings.rollover)

    @cached_property
    def scheduler(self) -> Scheduler:
        """FSRS with this person's settings, in the time zone of this machine."""
        from quiz.memory.fsrs import Forgetting
        from quiz.memory.parameters import in_force
        from quiz.memory.schedule import Scheduler
        from quiz.memory.steps import Steps

        chosen = self.settings
        return Scheduler(
            Forgetting(in_force(self.store), chosen.retention),
            Steps(chosen.learning_steps, chosen.relearning_steps),
            self.calendar,
        )

    def take_up_parameters(self, told: Told | None = None) -> None:
        """Schedule by the parameters that hold by now, and work all memories out by them.

        In any thread: the log is opened once more, and derived anew by that.
        """
        self.opened(self.paths.log, told).close()
        self.__dict__.pop("scheduler", None)
        self.replay.renew()

    @cached_property
    def store(self) -> SqliteStore | MemoryStore:
        """The log."""
        if self._reads_only and not self.has_log:
            from quiz.store.in_memory import MemoryStore

            return MemoryStore(self.replay, _random_bits())
        return self._open(self.paths.log, self.replay)

    @property
    def has_log(self) -> bool:
        """Whether there is a log, or there was one: its backups tell of it."""
        log = self.paths.log
        return log.exists() or (log.parent / BACKUPS).exists()

    def opened(self, log: Path, told: Told | None = None) -> SqliteStore:
        """A log in a file of any name; it is for the caller to close.

        `told` is told how far it has come where what follows from it is worked out anew; else that
        is said on standard error.
        """
        from quiz.memory.late_replay import LateReplayer

        store: SqliteStore
        store = self._open(log, LateReplayer(lambda: store), told)
        return store

    def _open(self, log: Path, replay: LateReplayer, told: Told | None = None) -> SqliteStore:
        from quiz.store.sqlite import open_store

        return open_store(
            log,
            replay,
            self.clock.now(),
            _random_bits(),
            deriving=replay.ask,
            told=told or Progress(),
        )

    @cached_property
    def replay(self) -> LateReplayer:
        """What follows for a fact from its reviews, as the log derives it."""
        from quiz.memory.late_replay import LateReplayer

        return LateReplayer(lambda: self.store)

    @cached_property
    def desk(self) -> Desk:
        """All of it brought together, as the faces are handed it."""
        from quiz.library.first_sight import FirstSight
        from quiz.study.desk import Desk

        desk = Desk(
            self.store,
            self.library,
            self.calendar,
            lambda: self.scheduler,
            self.settings,
            self.clock,
            self._new_seed,
        )
        about = [str(path) for path in (self.paths.log, self.paths.decks, *self.options.decks)]
        desk.decks.last_seen = FirstSight(self.paths.cache, "\n".join(about))
        return desk

    @cached_property
    def scores(self) -> ScoreBoard:
        """The figures from the log, as the faces are handed them."""
        from quiz.scores.board import ScoreBoard
        from quiz.scores.facts_now import Terms

        chosen = self.settings
        board = ScoreBoard(
            self.store,
            self.library,
            self.calendar,
            lambda: self.scheduler.forgetting,
            Terms(chosen.retention, chosen.leech_lapses, chosen.streak),
        )
        board.tailor = self.tailor
        board.exams = self._exams
        return board

    def _exams(self) -> tuple[tuple[Sheet, Earlier], ...]:
        """Those that were handed in; who holds exams is a lot to load, and made when asked."""
        return self.desk.examiner.exams()

    @cached_property
    def tailor(self) -> Tailor:
        """Whoever fits the scheduler to this person."""
        from quiz.scores.tailor import Tailor

        return Tailor(
            self.store,
            self.calendar,
            lambda: self.scheduler.forgetting,
            self.take_up_parameters,
        )

    def _new_seed(self) -> int:
        if self.options.seed is not None:
            return self.options.seed
        from random import SystemRandom

        return SystemRandom().getrandbits(_SEED_BITS)
