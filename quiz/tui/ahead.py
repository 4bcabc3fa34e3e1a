"""The screens that people open most, loaded while nobody presses a key.

To load one takes some 50 ms, which the first key that opens it would be kept waiting for.
"""

from __future__ import annotations

from asyncio import sleep, to_thread
from importlib import import_module

OPENED_MOST = ("quiz.tui.screens.study", "quiz.tui.screens.scores")
AT_REST_S = 0.3
"""How long the first screen stands before anything is loaded: some go on from it at once."""


async def load_what_is_opened_most() -> None:
    """Load one after the other in a thread, so that keys are heeded meanwhile."""
    await sleep(AT_REST_S)
    for name in OPENED_MOST:
        await to_thread(import_module, name)
