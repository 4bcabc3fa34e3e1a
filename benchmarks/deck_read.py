"""A deck of 10,000 cards read and validated, beside the same text through bare tomli."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks import decks
from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.processes import Worker, surroundings

NAME = "deck"
WHAT = "10,000 cards read and validated / bare `tomli.loads` of the same text"
TARGET = Target(1.6)
ROUNDS = 11
CARDS = 10_000


def measure(rounds: int) -> Row:
    """Read it in a new process each time, so that nothing is known of it beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.toml"
        path.write_text(decks.deck(CARDS), "utf-8")
        env = surroundings(Path(folder))
        peaks: dict[str, int] = {}

        def seconds(module: str) -> float:
            with Worker(module, str(path), env=env) as worker:
                took = worker.seconds(1)
            peaks[module] = max(worker.memory or 0, peaks.get(module, 0))
            return took

        mine, theirs = in_turns(
            rounds, partial(seconds, "read_deck"), partial(seconds, "read_toml")
        )
        size_mb = path.stat().st_size / 1e6
    return Row(
        NAME,
        WHAT,
        unit="ms",
        ours=median(mine) * 1000,
        reference=median(theirs) * 1000,
        target=TARGET,
        ours_memory=peaks["read_deck"] or None,
        reference_memory=peaks["read_toml"] or None,
        rounds=rounds,
        spread=quartiles(mine, theirs),
        notes=(f"{size_mb:.1f} MB of TOML; a process for each reading, imports not counted",),
    )
