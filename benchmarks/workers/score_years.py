"""Looks at the scores of years of study, tab by tab, in the app without a terminal."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from textual.events import Key

from benchmarks.workers.orders import serve
from benchmarks.years import NOW
from quiz.tui.app import QuizApp
from quiz.tui.screens.scores import ScoresScreen
from quiz.wiring import Options, Wiring

_TABS = {"2": "Memory", "3": "Confusions", "4": "Calibration", "5": "Weakest"}
_ANEW = {"t": "Weakest", "1": "Overview", **_TABS}
_SPANS = {30: _TABS, 365: _ANEW, None: _ANEW}
"""What is pressed for each span: the screen begins with 30 days, and `t` goes on to the next."""
_PATIENCE_S = 60


class Found(NamedTuple):
    """What took how many seconds, in the order of the numbers by which it is asked for.

    `blocked` is the longest that no key would have been taken meanwhile.
    """

    first_tab: float
    tabs: float
    blocked: float


async def look(app: QuizApp) -> Found:
    """Open the scores once all decks are listed, and go through the tabs and the spans."""
    async with app.run_test(size=(80, 24)) as pilot:
        await asyncio.sleep(5)  # the list of decks is looked at anew, and all that is behind it

        def shows(tab: str, days: int | None) -> bool:
            shown = app.screen.picture._shown if isinstance(app.screen, ScoresScreen) else None
            return shown is not None and (shown[0].name, shown[2].days) == (tab, days)

        async def seconds(key: str, tab: str, days: int | None = 30) -> float:
            start = time.perf_counter()
            app.post_message(Key(key, key))
            while not shows(tab, days):
                if time.perf_counter() - start > _PATIENCE_S:
                    raise RuntimeError(f"{key} does not show {tab}")
                await asyncio.sleep(0.001)
            await pilot.pause(0)  # until it is painted, too
            return time.perf_counter() - start

        gaps = [0.0]
        heart = asyncio.create_task(_beat(gaps))
        first = await seconds("s", "Overview")
        tabs = [
            await seconds(key, tab, days)
            for days, keys in _SPANS.items()
            for key, tab in keys.items()
        ]
        await asyncio.sleep(1)
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart
    return Found(first, max(tabs), max(gaps))


async def _beat(gaps: list[float]) -> None:
    """How late a task that only sleeps comes to its turn."""
    while True:
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        gaps.append(time.perf_counter() - start)


def main(data: str) -> None:
    """Look once, and tell on order."""
    gc.disable()  # as `quiz` begins; the app turns it on once its first screen is painted
    with Wiring(Options(data=Path(data), instant=NOW)) as wiring:
        found = asyncio.run(look(QuizApp(wiring.desk, scores=lambda: wiring.scores)))
    serve(lambda order: found[order - 1])


if __name__ == "__main__":
    main(*sys.argv[1:])
