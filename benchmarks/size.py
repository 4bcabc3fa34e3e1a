"""With years in the log: 1,000 decks, 100,000 facts, 1,000,000 reviews (`years.py`)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks import terminal
from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.first_frame import MINIMAL, Start
from benchmarks.processes import ROOT, Worker, program, surroundings

NAME = "size"
FRAME = "exec to the first frame of 1,000 decks / of a minimal Textual app"
NEXT = "answer to next question, 95th centile: all of 100,000 facts / of 100"
REBUILD = "everything derived anew from 1,000,000 reviews"
FIRST_TAB = "key to the first tab of Scores, with 1,000,000 reviews"
TABS = "key to the slowest of the other tabs, of 30 days, a year or all days"
ROUNDS = 9
INSTANT = "2026-03-02T19:00Z"

_SMALL = ("--decks", "1", "--facts", "100", "--reviews", "1000")
_BATCH, _BATCHES, _WARM_UP = 20, 3, 10
_LEARNERS = 6
"""How many learners of a hundred facts answer, one after the other: so few facts are soon asked."""
_TITLES = [f"Generated: deck-{number:04}".encode() for number in range(5)]


def measure(rounds: int, years: Path | None) -> list[Row]:
    """Make the years, unless a folder has them, and take what they may slow down."""
    with tempfile.TemporaryDirectory() as folder:
        env = surroundings(Path(folder))
        if years is None:
            years = Path(folder) / "years"
            _make(years, env)
        else:  # what is answered here is not to stay there
            years = Path(shutil.copytree(years, Path(folder) / "years"))
        _make(Path(folder) / "small", env, *_SMALL)
        return [
            _first_frame(rounds, years, env),
            _next_question(years, Path(folder) / "small", env),
            *_scores(years, env),
            _rebuild(years, env),
        ]


def _make(folder: Path, env: Mapping[str, str], *options: str) -> None:
    argv = [sys.executable, "-m", "benchmarks.years", str(folder), *options]
    subprocess.run(argv, check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)


def _first_frame(rounds: int, years: Path, env: Mapping[str, str]) -> Row:
    row = f"{NAME}-first-frame"
    if not terminal.AVAILABLE:
        return Row(row, FRAME, target=Target(1.3), missing="needs a pseudo-terminal")
    theirs = {**env, "QUIZ_DATA": str(years), "QUIZ_NOW": INSTANT}
    ours = Start(program(), theirs, lambda text: all(title in text for title in _TITLES))
    minimal = [sys.executable, str(ROOT / "benchmarks" / "workers" / "minimal_app.py")]
    reference = Start(minimal, env, lambda text: MINIMAL in text)
    subprocess.run([*program(), "decks"], check=True, env=theirs, stdout=subprocess.DEVNULL)
    for start in (ours, reference):
        start.seconds()
    mine, others = in_turns(rounds, ours.seconds, reference.seconds)
    return Row(
        row,
        FRAME,
        unit="ms",
        ours=median(mine) * 1000,
        reference=median(others) * 1000,
        target=Target(1.3),
        ours_memory=ours.memory,
        reference_memory=reference.memory,
        rounds=rounds,
        spread=quartiles(mine, others),
    )


def _next_question(years: Path, small: Path, env: Mapping[str, str]) -> Row:
    mine: list[float] = []
    others: list[float] = []
    with Worker("answer_years", str(years), env=env) as large:
        large.seconds(_WARM_UP)
        for number in range(_LEARNERS):
            own = shutil.copytree(small, small.with_name(f"small-{number}"))
            with Worker("answer_years", str(own), env=env) as little:
                little.seconds(_WARM_UP)
                runs = [lambda worker=worker: worker.seconds(_BATCH) for worker in (large, little)]
                for kept, taken in zip((mine, others), in_turns(_BATCHES, *runs), strict=True):
                    kept.extend(taken)
    return Row(
        f"{NAME}-next",
        NEXT,
        unit="ms",
        ours=median(mine) * 1000,
        reference=median(others) * 1000,
        target=Target(1.3),
        ours_memory=large.memory,
        reference_memory=little.memory,
        rounds=len(mine),
        spread=quartiles(mine, others),
        notes=(
            f"batches of {_BATCH}; {_LEARNERS} with a hundred facts, who are soon asked them all",
        ),
    )


def _scores(years: Path, env: Mapping[str, str]) -> list[Row]:
    with Worker("score_years", str(years), env=env) as worker:
        first, tabs, blocked = (worker.seconds(order) for order in (1, 2, 3))
    note = f"keys were kept waiting for {blocked * 1000:.0f} ms at most"
    return [
        _took(f"{NAME}-scores-first-tab", FIRST_TAB, first, 0.3, worker.memory),
        replace(_took(f"{NAME}-scores-tabs", TABS, tabs, 1.0, worker.memory), notes=(note,)),
    ]


def _took(name: str, what: str, seconds: float, most: float, memory: int | None) -> Row:
    target = Target(most * 1000, unit="ms")
    took = seconds * 1000
    return Row(name, what, "ms", took, None, target, judged=took, ours_memory=memory, rounds=1)


def _rebuild(years: Path, env: Mapping[str, str]) -> Row:
    with Worker("rebuild_years", str(years), env=env) as worker:
        took = worker.seconds(1)
    target = Target(10, unit="s")
    row = f"{NAME}-rebuild"
    memory = worker.memory
    return Row(row, REBUILD, "s", took, None, target, judged=took, ours_memory=memory, rounds=1)
