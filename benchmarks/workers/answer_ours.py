"""Answers questions through a session, each planned, scheduled, logged and committed."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.workers.learner import Learner
from benchmarks.workers.orders import serve


def main(data: str, deck: str) -> None:
    """Answer on order."""
    learner = Learner(Path(data), Path(deck))

    def work(answers: int) -> float:
        return sum(learner.answer()[0] for _ in range(answers))

    counts = learner.session.counts
    serve(work, f"{counts.due} facts due, {counts.new} new")
    learner.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
