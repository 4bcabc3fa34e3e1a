"""Derives all that follows from a log anew."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.workers.orders import serve
from benchmarks.years import NOW
from quiz.wiring import Options, Wiring


def main(data: str) -> None:
    """Rebuild on order, so many times."""
    store = Wiring(Options(data=Path(data), instant=NOW)).store

    def work(times: int) -> float:
        start = time.perf_counter()
        for _ in range(times):
            store.rebuild()
        return time.perf_counter() - start

    serve(work)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
