"""A real desk over decks written as text, a clock that stands still, and a look at the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from textual.events import Key
from textual.pilot import Pilot

from quiz.scores.board import ScoreBoard
from quiz.scores.facts_now import Terms
from quiz.study.ports import DeckEntry
from quiz.study.settings import NO_CONTRAST, Settings
from quiz.tui.app import QuizApp, StartWith
from tests.desk import START, Furnished, Shelf

SMALL, WIDE = (80, 24), (160, 50)

ROUNDS = 6
"""From a key through action, message, handler and layout to paint, with some to spare."""


class Clock:
    """It stands still: an answer takes ten seconds, and time is skipped only if `skips`."""

    def __init__(self) -> None:
        self.instant = START
        self.skips = True

    def now(self) -> datetime:
        return self.instant

    def answered(self, shown: datetime) -> int:
        self.instant += timedelta(seconds=10)
        return 10_000

    def skip_to(self, until: datetime) -> bool:
        if self.skips:
            self.instant = max(self.instant, until)
        return self.skips


class WatchedShelf(Shelf):
    """One that counts how often it is looked at, and read anew."""

    def __init__(self) -> None:
        super().__init__()
        self.watched = False
        self.refreshed = 0
        self.looks = 0
        """How often the app looked whether anything was saved."""

    def changed(self) -> bool:
        """Whether something was saved; asked for the first time, it only looks."""
        changed = self.watched and self.saved
        self.saved = self.saved and not changed
        self.watched = True
        self.looks += 1
        return changed

    def refresh(self) -> list[DeckEntry]:
        self.refreshed += 1
        return super().refresh()


class Room(Furnished):
    """A desk with what stands behind it, and apps that open on it."""

    def __init__(self, *texts: str, settings: Settings) -> None:
        super().__init__(WatchedShelf(), Clock(), settings)
        for text in texts:
            self.shelf.put(text)
        terms = Terms(settings.retention, settings.leech_lapses, settings.streak)
        self.scores = ScoreBoard(
            self.store,
            self.shelf,
            self.scheduler.calendar,
            lambda: self.scheduler.forgetting,
            terms,
        )

    @asynccontextmanager
    async def open(
        self,
        *,
        start: StartWith | None = None,
        size: tuple[int, int] = SMALL,
        held_keys_s: float = 0.0,
    ):
        app = QuizApp(
            self.desk,
            start=start or StartWith(),
            held_keys_s=held_keys_s,
            scores=lambda: self.scores,
        )
        async with app.run_test(size=size) as pilot:
            look = Look(app, pilot)
            await look.settle()
            yield look

    def study(self, **how) -> AbstractAsyncContextManager[Look]:
        return self.open(start=StartWith(study=True), **how)


class Look:
    """An open app: what is to be seen, and keys."""

    def __init__(self, app: QuizApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def lines(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def foot(self) -> str:
        return self.lines[-1].strip()

    @property
    def name(self) -> str:
        return type(self.app.screen).__name__

    @property
    def turn(self):
        return self.app.screen.session.turn

    def shows(self, *texts: str) -> bool:
        seen = " ".join(self.text.split())
        return all(" ".join(text.split()) in seen for text in texts)

    async def settle(self) -> None:
        """Wait until all is handled that was waiting, and what came of it, and what came of that.

        It waits for every widget to say so, not for the clock, as `Pilot.press` does: that takes
        60 ms a key.
        """
        for _ in range(ROUNDS):
            await self.pilot.pause(0)
        while any(worker.group == "figures" for worker in self.app.workers):
            await self.pilot.pause(0.005)

    async def press(self, *keys: str) -> None:
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self.app.post_message(Key(key, character))
            await self.settle()

    async def write(self, text: str) -> None:
        """Put a text into the field that has the focus, as a paste does."""
        field = self.app.focused
        field.value += text
        field.cursor_position = len(field.value)
        await self.settle()

    async def click(self, text: str) -> None:
        """Click on the first place where a text is to be seen."""
        for y, line in enumerate(self.lines):
            if text in line:
                await self.pilot.click(offset=(line.index(text) + 1, y))
                await self.settle()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")


@pytest.fixture
def room():
    def make(*texts: str, settings: Settings | None = None, **changes) -> Room:
        # Fact by fact, unless a test is about what is asked together.
        chosen = settings or Settings(theme="dark", contrast=NO_CONTRAST)
        return Room(*texts, settings=replace(chosen, **changes))

    return make


@pytest.fixture
def deck():
    """A deck with some cards, written as TOML without what all decks have."""

    def write(cards: str, *, id: str = "nerves", title: str = "Nerves", summary: str = "") -> str:
        said = f'summary = "{summary}"\n' if summary else ""
        return f'format = 1\nid = "{id}"\ntitle = "{title}"\n{said}{cards}'

    return write


@pytest.fixture
def cards() -> Callable[..., str]:
    """One card of each kind, by its form."""

    def some(*forms: str) -> str:
        return "\n".join(CARDS[form] for form in forms)

    return some


CARDS = {
    "flashcard": """
[[card]]
id = "sheath"
form = "flashcard"
prompt = "What wraps an **axon**?"
answer = "A sheath of *myelin*"
because = "It lets signals jump."
""",
    "choice": """
[[card]]
id = "ms"
form = "choice"
prompt = "Which nerves lose myelin in MS?"
answer = "central ones"
wrong = ["peripheral ones", "small fibers"]
because = "Brain, optic nerve and spinal cord."
""",
    "several": """
[[card]]
id = "several"
form = "choice"
prompt = "Which are nerves?"
answers = ["vagus", "optic"]
wrong = ["femur"]
""",
    "typed": """
[[card]]
id = "typed"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"
""",
    "cloze": """
[[card]]
id = "cloze"
form = "cloze"
prompt = "The {{sheath|what wraps}} lies around the {{axon|the wire}}."
""",
    "list": """
[[card]]
id = "list"
form = "list"
prompt = "Name the two systems."
answers = ["central", "peripheral"]
""",
    "order": """
[[card]]
id = "order"
form = "order"
prompt = "From far to near:"
items = ["toe", "knee", "hip"]
""",
    "match": """
[[card]]
id = "match"
form = "match"
prompt = "What belongs to what?"
pairs = [["MS", "central nerves"], ["CIDP", "peripheral nerves"]]
""",
    "sort": """
[[card]]
id = "sort"
form = "sort"
prompt = "Where is it?"
groups = { central = ["brain", "optic nerve"], peripheral = ["sural nerve"] }
""",
    "vignette": """
[[card]]
id = "vignette"
form = "vignette"
prompt = "Which disease?"
clues = ["Weak legs", "No reflexes", "IVIg helps"]
answer = "CIDP"
wrong = ["MS", "FM"]
""",
    "spoken": """
[[card]]
id = "spoken"
form = "vignette"
prompt = "Which disease, in a word?"
clues = ["Weak legs", "No reflexes"]
answer = "CIDP"
""",
}

TABLE = """
[source.article]
title = "Nerves"
authors = ["Ann Author"]
year = 2020
doi = "10.1000/nerves"

[[comparison]]
id = "loss"
title = "Who loses what"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }

[[comparison.feature]]
id = "myelin"
name = "myelin that is lost"
cell.ms = "central"
cell.fm = "peripheral"
because = "That tells them apart."
source = { from = "article", at = "Chapter 1" }
"""


@pytest.fixture
def table() -> str:
    return TABLE
