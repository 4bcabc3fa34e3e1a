"""Looking for no reference cycles for a while: much is made by the million, and none among it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_waiting: list[bool] = []
"""For each piece of work under way, whether they were looked for when it began."""


def leave_these_too() -> None:
    """Where what there was at first is left alone for good, leave alone what has come since, too.

    It is for what stays: what becomes of it is told without looking for cycles.
    """
    if gc.get_freeze_count():
        gc.freeze()


@contextmanager
def none_looked_for() -> Iterator[None]:
    """Look for none meanwhile, in no thread: each look goes through all that there is.

    With a hundred thousand objects that takes some hundredths of a second, in which no thread does
    anything else, and it comes the more often the more is made.
    """
    with _lock:
        _waiting.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_on = _waiting.pop(0)
            if _waiting:
                _waiting[0] = _waiting[0] or was_on
            elif was_on:
                gc.enable()
