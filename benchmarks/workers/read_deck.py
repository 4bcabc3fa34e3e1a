"""Reads a deck file as the program does, from its path to a deck without a fault."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.decks import deck
from benchmarks.workers.orders import serve
from quiz.library.reading import read_deck_bytes, read_deck_file


def main(path: str) -> None:
    """Read on order; another deck has been read before, since importing is not counted."""
    read_deck_bytes(deck(20, name="another", seed=7, features=2).encode(), "another.toml")

    def work(times: int) -> float:
        start = time.perf_counter()
        for _ in range(times):
            reading = read_deck_file(Path(path))
            if reading.deck is None or reading.problems:
                raise SystemExit(f"the deck has problems: {reading.problems[:3]}")
        return time.perf_counter() - start

    serve(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
