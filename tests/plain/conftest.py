import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
import tomli

from quiz.clocks import FrozenClock
from quiz.deck.deck import Deck, read_deck
from quiz.errors import UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.schedule import Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.plain.lines import Lines
from quiz.plain.study import study
from quiz.store.in_memory import MemoryStore
from quiz.study.desk import Desk
from quiz.study.ports import CatalogueFact, DeckEntry, FilePlace
from quiz.study.settings import NO_CONTRAST, Settings

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Shelf:
    """Decks from texts."""

    def __init__(self, *texts: str) -> None:
        self.put(*texts)

    def put(self, *texts: str) -> None:
        self.decks: dict[str, Deck] = {}
        self.broken: list[DeckEntry] = []
        self.saved = False
        self._digests: dict[str, str] = {}
        for text in texts:
            deck, findings = read_deck(tomli.loads(text))
            assert deck is not None, findings
            self.decks[deck.id] = deck
            self._digests[deck.id] = sha256(text.encode()).hexdigest()

    def entries(self) -> list[DeckEntry]:
        return [
            DeckEntry(
                deck.id,
                deck.title,
                deck.summary,
                f"{deck.id}.toml",
                self._digests[deck.id],
                tuple(CatalogueFact(f.key, f.revision, f.aliases) for f in deck.facts.values()),
                len(deck.tables),
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

    def deck(self, deck_id: str) -> Deck:
        if deck_id not in self.decks:
            raise UsageError(f"There is no deck {deck_id}.")
        return self.decks[deck_id]


class WaitingClock(FrozenClock):
    """A clock that cannot skip: it moves on when the test says so."""

    def skip_to(self, until: datetime) -> bool:
        return False

    def move_to(self, instant: datetime) -> None:
        self._now = instant


class Table:
    """A desk with what stands behind it, and a person whose lines were written beforehand."""

    def __init__(self, *texts: str, settings: Settings, clock: FrozenClock) -> None:
        self.clock = clock
        self.shelf = Shelf(*texts)
        scheduler = Scheduler(
            Forgetting(desired_retention=settings.retention),
            Steps(settings.learning_steps, settings.relearning_steps),
            Calendar(UTC, time(4)),
        )
        replay = Replayer(scheduler.forgetting)
        self.store = MemoryStore(replay, Random(1).getrandbits)
        self.desk = Desk(
            self.store,
            self.shelf,
            scheduler.calendar,
            lambda: scheduler,
            settings,
            clock,
            lambda: 7,
        )
        self.said: list[str] = []

    def save(self, *texts: str) -> None:
        """Save decks in the place of those that are there."""
        self.shelf.put(*texts)
        self.shelf.saved = True

    def lines(self, *heard: str | Callable[[], None], spelled: bool = False) -> Lines:
        """What is heard is written down, too, so that the whole conversation can be read.

        What is no line happens before the next one is heard. Options, which are shuffled, may be
        `spelled`: given by what they say, in braces.
        """
        waiting = iter(heard)

        def read_line() -> str | None:
            line = next(waiting, None)
            while callable(line):
                line()
                line = next(waiting, None)
            if line is not None:
                line = self._labelled(line) if spelled else line
                self.said.append(f"> {line}".rstrip())
            return line

        return Lines(read_line, self.said.append)

    def _labelled(self, line: str) -> str:
        """The line with each option in braces as the number or letter that it was given."""

        def label(option: re.Match[str]) -> str:
            shown = (told for told in reversed(self.said) if told.endswith(f": {option[1]}"))
            return next(shown).partition(":")[0]

        return re.sub(r"\{([^}]*)\}", label, line)

    def hears(self, text: str) -> bool:
        return any(text in line for line in self.said)


@pytest.fixture
def make_table():
    def make(
        *texts: str, settings: Settings | None = None, clock: FrozenClock | None = None
    ) -> Table:
        # Fact by fact, unless a test is about what is asked together.
        chosen = settings or Settings(contrast=NO_CONTRAST)
        return Table(*texts, settings=chosen, clock=clock or FrozenClock(START))

    return make


@pytest.fixture
def slow_clock() -> WaitingClock:
    return WaitingClock(START)


@pytest.fixture
def shapes_deck() -> str:
    return (Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8")


@pytest.fixture
def one_card():
    """A deck with the cards given as TOML, for tests of one thing."""

    def deck(cards: str | Iterable[str]) -> str:
        body = cards if isinstance(cards, str) else "\n".join(cards)
        return f'format = 1\nid = "one"\ntitle = "One"\n{body}'

    return deck


@pytest.fixture
def talk(make_table, one_card):
    """Study a deck of the given cards with the given lines; gives the table."""

    def hold(cards, *heard, table=None, **more):
        table = table or make_table(one_card(cards), **more)
        study(table.lines(*heard), table.desk)
        return table

    return hold
