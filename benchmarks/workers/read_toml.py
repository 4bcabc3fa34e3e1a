"""Parses a TOML text and does nothing with it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import tomli

from benchmarks.workers.orders import serve


def main(path: str) -> None:
    """Parse on order."""
    text = Path(path).read_text("utf-8")
    tomli.loads("a = 1")

    def work(times: int) -> float:
        start = time.perf_counter()
        for _ in range(times):
            tomli.loads(text)
        return time.perf_counter() - start

    serve(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
