"""Opens a deck as the program does when somebody sits down to it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.decks import deck
from benchmarks.workers.orders import serve
from quiz.deck.deck import Deck
from quiz.library.finding import Places
from quiz.library.shelf import DeckLibrary


def main(path: str, cache: str) -> None:
    """Open on order; another deck was opened before, since importing is not counted."""
    small = Path(cache).with_name("small") / "another.toml"
    small.parent.mkdir(exist_ok=True)
    small.write_text(deck(20, name="another", seed=7, features=2), "utf-8")
    for _ in range(2):  # read, and then as it was kept
        _open(small, small.parent)()

    def work(times: int) -> float:
        took = 0.0
        for _ in range(times):
            open_it = _open(Path(path), Path(cache))
            start = time.perf_counter()
            open_it()
            took += time.perf_counter() - start
        return took

    serve(work)


def _open(path: Path, cache: Path) -> Callable[[], Deck]:
    """A new library whose decks are listed, as a function that opens its deck."""
    library = DeckLibrary(Places((path,)), cache)
    (entry,) = library.entries()
    return lambda: library.deck(entry.id)


if __name__ == "__main__":
    main(*sys.argv[1:])
