"""Ways to spend some minutes a day on a deck: what flashcard programs do, and this engine."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from benchmarks.learning.answering import SIDE_BY_SIDE, answer
from benchmarks.learning.learner import Learner
from quiz.deck.deck import Deck
from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.schedule import Given, Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar, to_ms
from quiz.review import Memory, State
from quiz.store.in_memory import MemoryStore
from quiz.study.desk import Desk
from quiz.study.forms import BESIDE_RIVALS, LEVELS, form_for
from quiz.study.ports import CatalogueFact, DeckEntry
from quiz.study.rating import proposed_rating
from quiz.study.settings import Contrast, Settings
from quiz.study.turn import Asked, Finished, Introduced, Waiting

FIRST_DAY = date(2026, 3, 2)
SKIPPED = 0.1
"""The share of days on which nobody studies."""
CELL_FORMS = ("choice", "recall", "reverse", "typed")


@dataclass(frozen=True, slots=True)
class Programme:
    """How long somebody studies: so many days, so many minutes on each, some days left out."""

    days: int = 60
    minutes: float = 4.0
    seed: int = 0

    def starts(self) -> list[datetime]:
        """When the person sits down, on the days that they do."""
        rng = Random(f"{self.seed}:days")
        all_days = [FIRST_DAY + timedelta(days=number) for number in range(self.days)]
        kept = [day for day in all_days if day == FIRST_DAY or rng.random() >= SKIPPED]
        return [datetime(day.year, day.month, day.day, 18, tzinfo=UTC) for day in kept]

    @property
    def test_at(self) -> datetime:
        """When the final test is: on the day after the last."""
        day = FIRST_DAY + timedelta(days=self.days)
        return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


@dataclass(slots=True)
class Spent:
    """What was spent: questions answered, and seconds.

    A new fact that is shown before it is asked counts as one more question: elsewhere the first
    question, which nobody can answer, is what shows it.
    """

    reviews: int = 0
    seconds: float = 0.0
    bundled: int = 0
    """Questions that came in a bundle, or were about several facts."""


Policy = Callable[[Learner, Deck, Programme], Spent]


# What flashcard programs do.


def facts_alone(
    learner: Learner,
    deck: Deck,
    programme: Programme,
    *,
    retention: float = 0.9,
    interleaved: bool = False,
    choosing: bool = False,
) -> Spent:
    """One fact after another by the day it is due, then new ones; wrong options drawn evenly.

    `interleaved` shuffles what is due with what is new, and takes the new from all of the deck.
    The scheduler, the limits and the form by stability are those of the engine; with `choosing`
    they are the forms that it asks in bundles, which tells what these do without any bundle.
    """
    scheduler = _scheduler(replace(Settings(), retention=retention))
    levels = BESIDE_RIVALS if choosing else LEVELS
    alone = _Alone(learner, deck, scheduler, interleaved, levels)
    spent = Spent()
    rng = Random(f"{programme.seed}:order")
    for start in programme.starts():
        alone.day(start, programme.minutes * 60, rng, spent)
    return spent


class _Alone:
    """A person with a flashcard program."""

    def __init__(
        self,
        learner: Learner,
        deck: Deck,
        scheduler: Scheduler,
        interleaved: bool,
        levels: Sequence[Sequence[str]],
    ) -> None:
        self._learner = learner
        self._deck = deck
        self._scheduler = scheduler
        self._interleaved = interleaved
        self._levels = levels
        self._memories: dict[FactKey, Memory] = {}
        self._forms = {
            key: tuple(form for form in deck.forms(key) if form in CELL_FORMS) for key in deck.facts
        }

    def day(self, start: datetime, seconds: float, rng: Random, spent: Spent) -> None:
        """Study until the time is used up or nothing is left."""
        self._learner.begin_day()
        queue, now = self._queue(start, rng), start
        steps = sorted(
            (memory.due_at, key)
            for key, memory in self._memories.items()
            if memory.state is not State.REVIEW
        )
        left, last = seconds, None
        while left > 0 and (queue or steps):
            ready = bool(steps) and steps[0][0] <= to_ms(now)
            if ready and not (queue and steps[0][1] == last):
                key = steps.pop(0)[1]
            elif queue:
                key = queue.pop(0)
            else:
                now = max(now, datetime.fromtimestamp(steps[0][0] / 1000, UTC))
                continue
            took, memory = self._ask(key, now, rng, spent)
            now, left, last = now + timedelta(seconds=took), left - took, key
            if memory.state is not State.REVIEW:
                insort(steps, (memory.due_at, key))

    def _queue(self, start: datetime, rng: Random) -> list[FactKey]:
        now_ms = to_ms(start)
        due = [
            key
            for key, memory in self._memories.items()
            if memory.state is State.REVIEW and memory.due_at <= now_ms
        ]
        rng.shuffle(due)
        new = [key for key in self._deck.facts if key not in self._memories]
        if self._interleaved:
            rng.shuffle(new)
        else:
            due.sort(key=lambda key: self._memories[key].due_at)
        queue = due + new[: Settings().limits.new_per_day]
        if self._interleaved:
            rng.shuffle(queue)
        return queue

    def _ask(self, key: FactKey, now: datetime, rng: Random, spent: Spent) -> tuple[float, Memory]:
        before = self._memories.get(key)
        form = form_for(self._forms[key], before, self._levels)
        wording = before.reviews if before else 0
        question = self._deck.ask(key, form, wording, rng, None)
        given = answer(self._learner, question, now)
        mark = question.grade(given.response).marks[0]
        outcomes = self._scheduler.outcomes(
            self._deck.facts[key], before, now, Given(form, mark.correct)
        )
        memory = self._memories[key] = outcomes.after(proposed_rating(mark, None))
        spent.reviews += 1
        spent.seconds += given.seconds
        return given.seconds, memory


# This engine.


def engine(
    learner: Learner,
    deck: Deck,
    programme: Programme,
    *,
    contrast: Contrast = Contrast(),  # noqa: B008 - it is frozen
    retention: float = 0.9,
) -> Spent:
    """The engine as a face drives it: a session a day, through the desk, with a log in memory."""
    settings = replace(Settings(), contrast=contrast, retention=retention)
    scheduler = _scheduler(settings)
    store = MemoryStore(Replayer(scheduler.forgetting), Random(programme.seed).getrandbits)
    seeds = Random(f"{programme.seed}:sessions")
    desk = Desk(
        store,
        OneDeck(deck),
        scheduler.calendar,
        lambda: scheduler,
        settings,
        NoClock(),
        lambda: seeds.getrandbits(32),
    )
    spent = Spent()
    for start in programme.starts():
        _sit(desk, learner, start, programme.minutes * 60, spent)
    return spent


def _sit(desk: Desk, learner: Learner, start: datetime, seconds: float, spent: Spent) -> None:
    """One session; a wait for a learning step costs no minutes, as nobody sits it out.

    Time being up ends it before the next question, but not in the middle of a bundle.
    """
    learner.begin_day()
    session, now, left = desk.begin(None, start), start, seconds
    while not isinstance(session.turn, Finished):
        turn = session.turn
        took = 0.0
        match turn:
            case Waiting():
                now = max(now, turn.until)
            case Introduced():
                learner.see([fact.key for fact in turn.facts], now)
                took = SIDE_BY_SIDE * len(turn.facts)
                spent.reviews += len(turn.facts)
            case Asked():
                if left <= 0 and (turn.bundle is None or turn.bundle.number == 1):
                    break
                given = answer(learner, turn.question, now)
                took = given.seconds
                _count(spent, turn)
                session.submit(given.response, now + timedelta(seconds=took), int(took * 1000))
            case _:
                pass
        now, left = now + timedelta(seconds=took), left - took
        spent.seconds += took
        session.advance(now)
    session.end(now)


def _count(spent: Spent, turn: Asked) -> None:
    facts = len(turn.question.facts)
    spent.reviews += facts
    if turn.bundle is not None or facts > 1:
        spent.bundled += facts


def _scheduler(settings: Settings) -> Scheduler:
    return Scheduler(
        Forgetting(desired_retention=settings.retention),
        Steps(settings.learning_steps, settings.relearning_steps),
        Calendar(UTC, settings.rollover),
    )


class OneDeck:
    """A library that holds a single deck."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        facts = tuple(CatalogueFact(fact.key) for fact in deck.facts.values())
        self._entry = DeckEntry(deck.id, deck.title, "", f"{deck.id}.toml", "0", facts)

    def entries(self) -> Sequence[DeckEntry]:
        """The deck as the catalogue knows it."""
        return (self._entry,)

    def deck(self, deck_id: str) -> Deck:  # noqa: ARG002 - there is only one
        """The deck."""
        return self._deck


class NoClock:
    """A clock that nobody reads: a simulation brings its own time."""

    def now(self) -> datetime:
        """Raises RuntimeError."""
        raise RuntimeError("the simulation brings its own time")

    def answered(self, shown: datetime) -> int:  # noqa: ARG002
        """Raises RuntimeError."""
        raise RuntimeError("the simulation brings its own time")

    def skip_to(self, until: datetime) -> bool:  # noqa: ARG002
        """Raises RuntimeError."""
        raise RuntimeError("the simulation brings its own time")
