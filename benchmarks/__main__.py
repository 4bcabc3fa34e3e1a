"""Takes all measurements and prints one table: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import (
    answers,
    deck_kept,
    deck_read,
    first_frame,
    key_presses,
    memory,
    report,
    size,
    version,
)
from benchmarks.figures import Row

NAMES = (
    *(first_frame.NAME, version.NAME, deck_read.NAME, deck_kept.NAME, memory.DECK, memory.APP),
    *(answers.NAME, key_presses.NAME, size.NAME),
)
LONG = (size.NAME,)
"""What takes minutes to make ready, and is taken only where it is asked for."""

FAILURES = (EOFError, OSError, RuntimeError, ValueError, subprocess.CalledProcessError)


def main() -> int:
    """Take what was asked for, in this order; 1 where something could not be taken."""
    chosen = _options().parse_args()
    started = time.perf_counter()
    rows: list[Row] = []
    failed = False
    for name, take in _measurements(chosen):
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            rows += take()
        except FAILURES as error:
            print(f"{name} could not be taken: {error}", file=sys.stderr)
            failed = True
    print(report.as_json(rows) if chosen.json else report.table(rows))
    print(f"{time.perf_counter() - started:.0f} s in all", file=sys.stderr)
    return int(failed)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="take this one (again: too)")
    parser.add_argument("--rounds", type=int, help="rounds of each, in place of its own number")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    parser.add_argument(
        "--anki-python",
        default=os.environ.get("ANKI_PYTHON"),
        help="a Python that has the package `anki`, for that one row (or ANKI_PYTHON)",
    )
    parser.add_argument(
        "--disk",
        type=Path,
        default=Path.cwd(),
        help="a folder on the disk that logs are to be written to; here, if not named",
    )
    parser.add_argument(
        "--years",
        type=Path,
        help="a data folder made by benchmarks.years, for size; else it is made",
    )
    return parser


def _measurements(chosen: argparse.Namespace) -> Iterator[tuple[str, Callable[[], list[Row]]]]:
    def rounds(own: int) -> int:
        return chosen.rounds or own

    every: dict[str, Callable[[], list[Row]]] = {
        first_frame.NAME: lambda: [first_frame.measure(rounds(first_frame.ROUNDS))],
        version.NAME: lambda: [version.measure(rounds(version.ROUNDS))],
        deck_read.NAME: lambda: [deck_read.measure(rounds(deck_read.ROUNDS))],
        deck_kept.NAME: lambda: [deck_kept.measure(rounds(deck_kept.ROUNDS))],
        memory.DECK: lambda: [memory.measure_deck(rounds(memory.DECK_ROUNDS))],
        memory.APP: lambda: [memory.measure_app(rounds(memory.APP_ROUNDS))],
        answers.NAME: lambda: answers.measure(
            rounds(answers.ROUNDS), chosen.anki_python, chosen.disk
        ),
        key_presses.NAME: lambda: [key_presses.measure(rounds(key_presses.ROUNDS))],
        size.NAME: lambda: size.measure(rounds(size.ROUNDS), chosen.years),
    }
    for name, take in every.items():
        if name in (chosen.only or set(NAMES) - set(LONG)):
            yield name, take


if __name__ == "__main__":
    sys.exit(main())
