import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pytest

from quiz.clocks import FrozenClock
from quiz.plain.lines import Lines
from quiz.plain.study import study
from quiz.study.settings import NO_CONTRAST, Settings
from tests.desk import START, Furnished, Shelf


class WaitingClock(FrozenClock):
    """A clock that cannot skip: it moves on when the test says so."""

    def skip_to(self, until: datetime) -> bool:
        return False

    def move_to(self, instant: datetime) -> None:
        self._now = instant


class Table(Furnished):
    """A desk with what stands behind it, and a person whose lines were written beforehand."""

    def __init__(self, *texts: str, settings: Settings, clock: FrozenClock) -> None:
        super().__init__(Shelf(*texts), clock, settings)
        self.said: list[str] = []

    def save(self, *texts: str) -> None:
        """Save decks in the place of those that are there."""
        self.shelf.decks.clear()
        for text in texts:
            self.shelf.put(text)
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
