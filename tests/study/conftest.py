from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import chain, combinations
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
import tomli

from quiz.deck.deck import Deck, read_deck
from quiz.errors import DataError, Problem, ProblemsFound, Severity, UsageError
from quiz.facts import Fact, FactKey, FactKind
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.schedule import Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.review import Memory, Rating, State
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Order,
    Ordered,
    Pick,
    Picked,
    Response,
    Reveal,
    Revealed,
    Type,
    Typed,
)
from quiz.store.in_memory import MemoryStore
from quiz.study.desk import Desk
from quiz.study.ports import CatalogueFact, DeckEntry
from quiz.study.session import Session
from quiz.study.settings import Limits, Settings
from quiz.study.turn import Answered, Asked, Finished, Turn, Waiting
from tests.answers import DAY, DAY_MS, NOON

FORGETTING = Forgetting()
REPLAY = Replayer(FORGETTING)


def ms(now: datetime) -> int:
    return int(now.timestamp() * 1000)


# Decks.


def read(text: str) -> Deck:
    """A deck from TOML, `id` and the like added where they are missing."""
    data = tomli.loads(text)
    data = {"format": 1, "id": "d", "title": "The deck"} | data
    deck, findings = read_deck(data)
    assert deck is not None, findings
    return deck


def cards(count: int, deck_id: str = "d", form: str = "typed") -> Deck:
    """A deck of plain cards: `d/c0` asks for `answer 0`."""
    more = 'wrong = ["no", "never"]' if form == "choice" else ""
    return read(
        f'id = "{deck_id}"\ntitle = "Deck {deck_id}"\n'
        + "\n".join(
            f'[[card]]\nid = "c{index}"\nform = "{form}"\nprompt = "Prompt {index}?"\n'
            f'answer = "answer {index}"\n{more}'
            for index in range(count)
        )
    )


def renamed() -> Deck:
    """What is left of a deck of such cards once `d/c0` was renamed."""
    card = 'id = "new"\naliases = ["c0"]\nform = "typed"\nprompt = "Prompt 0?"'
    return read(f'[[card]]\n{card}\nanswer = "answer 0"\n')


def table(features: int, subjects: int, deck_id: str = "t", **more: str) -> Deck:
    """A deck of one table with all cells filled: `t/m/f0/s0` is `value 0 0`."""
    lines = [f'id = "{deck_id}"\ntitle = "Deck {deck_id}"\n[[comparison]]\nid = "m"\ntitle = "M"']
    lines += [f'subject.s{n} = {{ name = "Subject {n}" }}' for n in range(subjects)]
    for feature in range(features):
        lines.append(f'[[comparison.feature]]\nid = "f{feature}"\nname = "Feature {feature}"')
        lines += [f"{key} = {value}" for key, value in more.items()]
        lines += [f'cell.s{n} = "value {feature} {n}"' for n in range(subjects)]
    return read("\n".join(lines))


def entry_of(deck: Deck, **more: Any) -> DeckEntry:
    """A deck as the catalogue knows it."""
    facts = tuple(CatalogueFact(f.key, f.revision, f.aliases) for f in deck.facts.values())
    digest = "|".join(f.digest for f in deck.facts.values())
    plain = DeckEntry(deck.id, deck.title, deck.summary, f"{deck.id}.toml", digest, facts)
    return replace(plain, **more)


def bad_entry() -> DeckEntry:
    """A deck that cannot be read."""
    problem = Problem("bad.toml", 3, 1, Severity.ERROR, "There is something wrong.")
    return DeckEntry("bad", "bad.toml", "", "bad.toml", "x", problems=(problem,))


class FakeLibrary:
    """Decks at hand; `broken` ones fail when they are read, `gone` ones are no longer there."""

    def __init__(self, *decks: Deck) -> None:
        self.decks = {deck.id: deck for deck in decks}
        self.more: list[DeckEntry] = []
        self.broken: set[str] = set()
        self.gone: set[str] = set()

    def entries(self) -> Sequence[DeckEntry]:
        return [*(entry_of(deck) for deck in self.decks.values()), *self.more]

    def deck(self, deck_id: str) -> Deck:
        if deck_id in self.broken:
            raise ProblemsFound((Problem("x.toml", 1, 1, Severity.ERROR, "broken"),))
        if deck_id in self.gone or deck_id not in self.decks:
            raise UsageError("gone")
        return self.decks[deck_id]

    def put(self, deck: Deck) -> None:
        self.decks[deck.id] = deck


class Clock:
    """A clock that is set by hand."""

    def now(self) -> datetime:
        return NOON

    def answered(self, shown: datetime) -> int:
        return 1000

    def skip_to(self, until: datetime) -> bool:
        return False


# The log.


class Flaky:
    """A store whose next calls of some methods fail, before or after they did their work."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.failing: dict[str, str] = {}
        self.calls: list[str] = []

    def fail(self, name: str, when: str = "before") -> None:
        self.failing[name] = when

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.inner, name)
        if not callable(method):
            return method

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            when = self.failing.pop(name, None)
            if when == "before":
                raise DataError(f"{name} failed")
            result = method(*args, **kwargs)
            if when == "after":
                raise DataError(f"{name} failed")
            return result

        return call


def new_store(seed: int = 1) -> Any:
    return Flaky(MemoryStore(REPLAY, Random(seed).getrandbits))


# A person.


@dataclass
class Person:
    """Somebody at a desk, with a clock of their own that each answer moves on by ten seconds."""

    library: FakeLibrary
    settings: Settings = field(default_factory=Settings)
    store: Any = field(default_factory=new_store)
    zone: tzinfo = UTC
    now: datetime = NOON
    seed: int = 7
    takes_ms: int = 5_000

    def __post_init__(self) -> None:
        self.scheduler = Scheduler(
            FORGETTING,
            Steps(self.settings.learning_steps, self.settings.relearning_steps),
            Calendar(self.zone, self.settings.rollover),
        )
        self.desk = self.new_desk()

    def new_desk(self) -> Desk:
        return Desk(
            self.store,
            self.library,
            self.scheduler.calendar,
            lambda: self.scheduler,
            self.settings,
            Clock(),
            lambda: self.seed,
        )

    def begin(self, *deck_ids: str, **more: Any) -> Session:
        return self.desk.begin(deck_ids or None, self.now, **more)

    def again(self, *deck_ids: str, **more: Any) -> Session:
        """What happens after a kill: a new desk over the same log."""
        self.desk = self.new_desk()
        return self.begin(*deck_ids, **more)

    def pass_time(self, **length: float) -> None:
        self.now += timedelta(**length)

    def next_day(self, days: int = 1) -> None:
        self.now = (self.now + timedelta(days=days)).replace(hour=12, minute=0, second=0)

    # What is done in a session.

    def submit(self, session: Session, response: Response) -> Turn:
        self.pass_time(seconds=10)
        return session.submit(response, self.now, self.takes_ms)

    def right(self, session: Session) -> Answered:
        return self._answered(self.submit(session, right_response(asked(session))))

    @staticmethod
    def rightly(turn: Asked) -> Response:
        return right_response(turn)

    def wrong(self, session: Session) -> Answered:
        return self._answered(self.submit(session, wrong_response(asked(session))))

    def dont_know(self, session: Session) -> Turn:
        return self.submit(session, DontKnow())

    def go_on(self, session: Session) -> Turn:
        return session.advance(self.now)

    def through(
        self, session: Session, response: Callable[[Asked], Response] | None = None, most: int = 500
    ) -> list[FactKey]:
        """Answer until the session is over, waiting for each step; gives the facts asked."""
        keys: list[FactKey] = []
        for _ in range(most):
            turn = session.turn
            if isinstance(turn, Waiting):
                self.now = max(self.now, turn.until)
                self.go_on(session)
            elif isinstance(turn, Finished):
                return keys
            elif isinstance(turn, Asked):
                keys.append(turn.fact.key)
                self.submit(session, (response or right_response)(turn))
            else:
                self.go_on(session)
        raise AssertionError("the session does not end")

    def ask_some(self, session: Session, count: int, right: bool = True) -> list[FactKey]:
        """Answer so many questions; gives the facts asked."""
        keys = []
        for _ in range(count):
            keys.append(asked(session).fact.key)
            (self.right if right else self.wrong)(session)
            self.go_on(session)
        return keys

    def learn(self, *deck_ids: str, **more: Any) -> None:
        """Learn everything new, all of it well, in one session."""
        session = self.begin(*deck_ids, **more)
        self.through(session)
        session.end(self.now)

    @staticmethod
    def _answered(turn: Turn) -> Answered:
        assert isinstance(turn, Answered), turn
        return turn


def asked(session: Session) -> Asked:
    turn = session.turn
    assert isinstance(turn, Asked), turn
    return turn


def right_response(asked: Asked) -> Response:
    shape, grade = asked.question.shape, asked.question.grade
    match shape:
        case Reveal():
            return Revealed(Rating.GOOD)
        case Type(blanks=blanks):
            texts = asked.fact.answer.split("; ")
            return Typed(tuple(texts[: len(blanks)]))
        case Pick(options=options):
            sizes = range(1, len(options) + 1) if shape.several else (1,)
            sets = chain.from_iterable(combinations(range(len(options)), size) for size in sizes)
            return next(Picked(chosen) for chosen in sets if grade(Picked(chosen)).correct)
        case Order(items=items):
            return Ordered(tuple(range(len(items))))
        case Assign(items=items, groups=groups):
            return Assigned(
                tuple(_group_of(asked, item, len(groups)) for item in range(len(items)))
            )


def _group_of(asked: Asked, item: int, groups: int) -> int:
    """The group that is right for an item, found by trying."""
    count = len(asked.question.shape.items)

    def right(group: int) -> bool:
        given = tuple(group if index == item else None for index in range(count))
        return asked.question.grade(Assigned(given)).parts[item].correct

    return next(filter(right, range(groups)))


def wrong_response(asked: Asked) -> Response:
    shape, grade = asked.question.shape, asked.question.grade
    match shape:
        case Reveal():
            return Revealed(Rating.AGAIN)
        case Type(blanks=blanks):
            return Typed(("quite wrong",) * len(blanks))
        case Pick(options=options):
            picks = (Picked((index,)) for index in range(len(options)))
            return next(picked for picked in picks if not grade(picked).correct)
        case _:
            return DontKnow()


# Single values.


def fact(key: str, siblings: str | None = None, revision: int = 1) -> Fact:
    return Fact(FactKey(key), FactKind.CARD, siblings or key, f"answer to {key}", "x", revision)


def memory(**changes: Any) -> Memory:
    """A fact in review, due in ten days, last seen five days ago."""
    plain = Memory(
        State.REVIEW, 10.0, 5.0, DAY - timedelta(days=5), ms(NOON) + 10 * DAY_MS, 15.0, reviews=3
    )
    return replace(plain, **changes)


@pytest.fixture
def tools() -> SimpleNamespace:
    """Everything above, for tests to build with."""
    return SimpleNamespace(**{k: v for k, v in globals().items() if not k.startswith("_")})


@pytest.fixture
def person(tools: SimpleNamespace) -> Callable[..., Person]:
    """Makes a person from decks and settings."""

    def made(*decks: Deck, **more: Any) -> Person:
        limits = more.pop("limits", None)
        settings = Settings(limits=Limits(*limits)) if limits else Settings()
        settings = replace(settings, **more.pop("settings", {}))
        return Person(FakeLibrary(*decks), settings=settings, **more)

    return made


@pytest.fixture
def one(tools: SimpleNamespace, person: Callable[..., Person]) -> Person:
    """A person with four cards to type."""
    return person(tools.cards(4))


@pytest.fixture
def two(tools: SimpleNamespace, person: Callable[..., Person]) -> Person:
    """A person with two decks."""
    return person(tools.cards(2), tools.cards(3, "e"))


@pytest.fixture
def confident(person: Callable[..., Person]) -> Callable[..., Person]:
    """Makes a person who is asked how sure they are."""

    def made(*decks: Deck) -> Person:
        return person(*decks, settings={"confidence": True})

    return made
