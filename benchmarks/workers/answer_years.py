"""Answers questions over all decks of a data folder with years in it, and tells the slow ones."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import centile
from benchmarks.workers.learner import ANSWER_MS, MANY, MISSES, right_answer
from benchmarks.workers.orders import serve
from benchmarks.years import NOW
from quiz.shapes import DontKnow, Response
from quiz.study.turn import Answered, Asked, Introduced, Waiting
from quiz.wiring import Options, Wiring

ALL_DUE = NOW + timedelta(days=400)
"""By then every fact that was ever met is due, in a large log and in a small one."""


def main(data: str) -> None:
    """Answer on order, and give the 95th centile of the seconds from each to the next question."""
    limits = f"new_per_day = {MANY}\nreviews_per_day = {MANY}\n"
    (Path(data) / "config.toml").write_text(f"[study]\n{limits}", "utf-8")
    desk, now, asked = Wiring(Options(data=Path(data), seed=1, instant=ALL_DUE)).desk, ALL_DUE, 0
    decks = [deck.id for deck in desk.decks.overview(now).decks if deck.id.startswith("deck-")]
    session = desk.begin(decks, now)

    def answer() -> float:
        nonlocal now, asked
        while isinstance(session.turn, Waiting | Introduced | Answered):
            now = session.turn.until if isinstance(session.turn, Waiting) else now
            session.advance(now)
        if not isinstance(session.turn, Asked):
            raise RuntimeError(f"nothing is left to ask: {session.turn}")
        session.look_ahead()  # as both faces do while a question is read
        now += timedelta(milliseconds=ANSWER_MS)
        asked += 1
        response = DontKnow() if asked % MISSES == 0 else _response(session.turn)
        start = time.perf_counter()
        session.submit(response, now, ANSWER_MS)
        session.advance(now)
        return time.perf_counter() - start

    serve(lambda answers: centile([answer() for _ in range(answers)], 0.95))


def _response(asked: Asked) -> Response:
    try:
        return right_answer(asked)
    except (KeyError, StopIteration):  # a question from a table, which has groups of its own
        return DontKnow()


if __name__ == "__main__":
    main(*sys.argv[1:])
