"""How much memory it takes: to read 100,000 cards, and to have the app stand there."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import decks, terminal
from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.first_frame import MINIMAL, decks_are_shown
from benchmarks.processes import ROOT, Worker, program, surroundings

DECK, APP = "deck-memory", "app-memory"
DECK_ROUNDS, APP_ROUNDS = 3, 7
CARDS = 100_000
IDLE_S = 3.0
"""How long after its first frame an app is looked at: what it does then is done by itself."""

_DECK_WHAT = "peak memory: 100,000 cards read and validated / bare `tomli.loads` of the same text"
_APP_WHAT = "resident memory, idle: the Decks screen with the shipped decks / a minimal Textual app"
_DECK_TARGET, _APP_TARGET = Target(1.8), Target(1.35)
_MIB = 2**20


def measure_deck(rounds: int) -> Row:
    """The peaks of whole processes, imports among them, that read the same file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.toml"
        path.write_text(decks.short_deck(CARDS), "utf-8")
        env = surroundings(Path(folder))

        def peak(module: str) -> float:
            with Worker(module, str(path), env=env) as worker:
                worker.seconds(1)
            return (worker.memory or 0) / _MIB

        mine, theirs = in_turns(rounds, lambda: peak("read_deck"), lambda: peak("read_toml"))
        size_mb = path.stat().st_size / 1e6
    if not all(theirs):
        return Row(DECK, _DECK_WHAT, target=_DECK_TARGET, missing="nobody counts memory here")
    notes = (f"{size_mb:.1f} MB of TOML: the shortest cards, as no deck may be larger than 16 MiB",)
    return _row(DECK, _DECK_WHAT, _DECK_TARGET, mine, theirs, notes)


def measure_app(rounds: int) -> Row:
    """Start both in turns, each on a terminal of its own, and look at them some seconds later."""
    if not sys.platform.startswith("linux"):
        return Row(APP, _APP_WHAT, target=_APP_TARGET, missing="needs Linux, which tells")
    with tempfile.TemporaryDirectory() as folder:
        env = surroundings(Path(folder))
        minimal = [sys.executable, str(ROOT / "benchmarks" / "workers" / "minimal_app.py")]

        def ours() -> float:
            return _resident(program(), env, decks_are_shown())

        def reference() -> float:
            return _resident(minimal, env, lambda text: MINIMAL in text)

        ours()  # fills the cache of decks
        mine, theirs = in_turns(rounds, ours, reference)
    notes = (f"{IDLE_S:g} s after the first frame, `Rss` of `smaps_rollup`",)
    return _row(APP, _APP_WHAT, _APP_TARGET, mine, theirs, notes)


def _resident(argv: Sequence[str], env: Mapping[str, str], seen: Callable[[bytes], bool]) -> float:
    """How many MiB of a program are in memory once it stands idle."""
    started = terminal.Terminal(argv, env)
    try:
        started.until(seen)
        deadline = time.perf_counter() + IDLE_S
        while (left := deadline - time.perf_counter()) > 0:
            started.settle(left, left)
        rollup = Path(f"/proc/{started.child}/smaps_rollup").read_text("ascii")
    finally:
        started.close()
    found = re.search(r"^Rss: +(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _row(
    name: str,
    what: str,
    target: Target,
    mine: list[float],
    theirs: list[float],
    notes: tuple[str, ...],
) -> Row:
    return Row(
        name,
        what,
        unit="MiB",
        ours=median(mine),
        reference=median(theirs),
        target=target,
        ours_memory=int(max(mine) * _MIB),
        reference_memory=int(max(theirs) * _MIB),
        rounds=len(mine),
        spread=quartiles(mine, theirs),
        notes=notes,
    )
