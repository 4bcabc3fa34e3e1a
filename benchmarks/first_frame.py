"""From exec to the first frame of the Decks screen, beside a minimal Textual app."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import terminal
from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.processes import ROOT, program, surroundings

NAME = "first-frame"
WHAT = "exec to the first frame of the Decks screen / of a minimal Textual app"
TARGET = Target(1.2)
ROUNDS = 25
_NEW = re.compile(rb"\bnew +\d")
MINIMAL = b"A minimal app"
SHOWN = 24
"""How many letters of a title are looked for: a narrow list may cut the rest."""


def measure(rounds: int) -> Row:
    """Start both in turns, each on a terminal of its own, and wait for what they paint."""
    if not terminal.AVAILABLE:
        return Row(NAME, WHAT, target=TARGET, missing="needs a pseudo-terminal")
    with tempfile.TemporaryDirectory() as folder:
        env = surroundings(Path(folder))
        ours = Start(program(), env, decks_are_shown())
        argv = [sys.executable, str(ROOT / "benchmarks" / "workers" / "minimal_app.py")]
        reference = Start(argv, env, lambda text: MINIMAL in text)
        for start in (ours, reference):  # fills the deck cache, and the disk's
            start.seconds()
            start.memory = None  # reading decks takes more
        mine, theirs = in_turns(rounds, ours.seconds, reference.seconds)
    return Row(
        NAME,
        WHAT,
        unit="ms",
        ours=median(mine) * 1000,
        reference=median(theirs) * 1000,
        target=TARGET,
        ours_memory=ours.memory,
        reference_memory=reference.memory,
        rounds=rounds,
        spread=quartiles(mine, theirs),
    )


def titles() -> list[str]:
    """The titles of the shipped decks."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "decks").glob("*.toml"))]
    found = [re.search(r'^title = "(.*)"', text, re.MULTILINE) for text in texts]
    return [title[1] for title in found if title]


def decks_are_shown() -> Callable[[bytes], bool]:
    """Whether a text has all shipped decks by title, each with what is new in it."""
    wanted = [title[:SHOWN].encode() for title in titles()]
    if not wanted:
        raise ValueError("there are no shipped decks to look for")

    def seen(text: bytes) -> bool:
        there = all(title in text for title in wanted)
        return there and len(_NEW.findall(text)) >= len(wanted)

    return seen


class Start:
    """A program started on a terminal of its own, until something is seen there."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], seen: Callable[[bytes], bool]
    ) -> None:
        self._argv, self._env, self._seen = argv, env, seen
        self.memory: int | None = None

    def seconds(self) -> float:
        """Start it, and give the seconds until it is seen."""
        started = terminal.Terminal(self._argv, self._env)
        try:
            return started.until(self._seen) - started.started_at
        finally:
            started.close()
            self.memory = max(self.memory or 0, started.memory or 0)
