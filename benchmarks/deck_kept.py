"""A deck of 10,000 cards opened as it was kept at an earlier start, beside reading it anew."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks import decks
from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.processes import Worker, surroundings

NAME = "deck-warm"
WHAT = "10,000 cards opened that did not change since the last start / read and validated"
TARGET = Target(0.1)
ROUNDS = 11
CARDS = 10_000


def measure(rounds: int) -> Row:
    """Open it in a new process each time, once it was kept by another one."""
    with tempfile.TemporaryDirectory() as folder:
        path, cache = Path(folder) / "generated.toml", Path(folder) / "cache"
        path.write_text(decks.deck(CARDS), "utf-8")
        env = surroundings(Path(folder))
        peaks: dict[str, int] = {}

        def seconds(module: str, *arguments: str) -> float:
            with Worker(module, *arguments, env=env) as worker:
                took = worker.seconds(1)
            peaks[module] = max(worker.memory or 0, peaks.get(module, 0))
            return took

        kept = partial(seconds, "open_deck", str(path), str(cache))
        kept()  # reads and keeps it, which takes more memory
        peaks.clear()
        mine, theirs = in_turns(rounds, kept, partial(seconds, "read_deck", str(path)))
    return Row(
        NAME,
        WHAT,
        unit="ms",
        ours=median(mine) * 1000,
        reference=median(theirs) * 1000,
        target=TARGET,
        ours_memory=peaks["open_deck"] or None,
        reference_memory=peaks["read_deck"] or None,
        rounds=rounds,
        spread=quartiles(mine, theirs),
        notes=("the list of decks is there already, as it is when one is opened",),
    )
