"""`quiz --version` beside a Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.processes import (
    memory_of,
    program,
    program_is_installed,
    seconds_of,
    surroundings,
)

NAME = "version"
WHAT = "`quiz --version` / `python -c pass`"
TARGET = Target(4)
ROUNDS = 40


def measure(rounds: int) -> Row:
    """Run both in turns, from start to end."""
    ours = [*program(), "--version"]
    reference = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as folder:
        env = surroundings(Path(folder))
        for argv in (ours, reference):
            seconds_of(argv, env)
        mine, theirs = in_turns(
            rounds, lambda: seconds_of(ours, env), lambda: seconds_of(reference, env)
        )
        ours_memory, reference_memory = memory_of(ours, env), memory_of(reference, env)
    started = "the installed script" if program_is_installed() else "python -c, not installed"
    return Row(
        NAME,
        WHAT,
        unit="ms",
        ours=median(mine) * 1000,
        reference=median(theirs) * 1000,
        target=TARGET,
        ours_memory=ours_memory,
        reference_memory=reference_memory,
        rounds=rounds,
        spread=quartiles(mine, theirs),
        notes=(f"started as {started}",),
    )
