"""Writes a log with a past, and the rows that a session over it would add.

The session is gone through once beforehand, over a copy of the log that is then thrown away.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from pathlib import Path

from benchmarks.workers.learner import Learner
from benchmarks.workers.orders import serve
from quiz.options import LOG
from quiz.store.rows import review_row


def main(folder: str, deck: str, facts: str) -> None:
    """Write `log` and `rows.json` into a folder, the rows as many as ordered."""
    base = Path(folder)
    past = Learner(base / "log", Path(deck))
    past.live(int(facts))
    past.close()

    def work(answers: int) -> float:
        shutil.copytree(base / "log", base / "copy")
        learner = Learner(base / "copy", Path(deck))
        log = sqlite3.connect(base / "copy" / LOG)
        took, rows = 0.0, []
        for _ in range(answers):
            seconds, answered = learner.answer()
            took += seconds
            pairs = []
            for review in answered.reviews:
                sql = "SELECT * FROM memory WHERE fact = ?"
                pairs.append([review_row(review), log.execute(sql, (review.fact,)).fetchone()])
            rows.append(pairs)
        log.close()
        learner.close()
        shutil.rmtree(base / "copy")
        (base / "rows.json").write_text(json.dumps(rows), "utf-8")
        return learner.right / answers

    serve(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
