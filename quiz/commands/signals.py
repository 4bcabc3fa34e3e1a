"""A terminal that is closed, a machine that shuts down: both faces end as if they were left.

A signal would end the program at once. Heeded, it leaves the terminal as it was, and the backup of
the day is made; the session is gone on with, as after any end in its middle.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

_LONGEST_LEAVING_S = 10
"""A face that has not ended by then is ended: nobody is there to see to it."""

_ENDED_BY = 128
"""What shells add to the number of the signal that ended a program."""


@contextmanager
def heeding_signals(leave: Callable[[], bool] | None = None) -> Iterator[Callable[[], None]]:
    """End well when the program is asked to end, or when its terminal is gone.

    Raises SystemExit with the exit code that shells expect: at once, or, where `leave` says that
    it is seen to, when the block has ended. What whoever started the program had ignored stays
    ignored, as `nohup` wants it. Whoever finds then that the terminal is gone calls what is given:
    it ends the program as that signal would have.
    """
    hang_up = getattr(signal, "SIGHUP", None)  # Windows has none
    asked = [one for one in (signal.SIGTERM, hang_up) if one is not None]
    heeded = [one for one in asked if signal.getsignal(one) is signal.SIG_DFL]
    terminals = [descriptor for descriptor in range(3) if os.isatty(descriptor)]
    ended_by: list[int] = []

    def heed(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as handlers are called
        # They often come together, and the other one must not cut the backup short.
        for one in heeded:
            signal.signal(one, signal.SIG_IGN)
        _end_after(_LONGEST_LEAVING_S)
        if number == hang_up:
            _forget(terminals)
            # It comes right behind, and the app would take its terminal again.
            signal.signal(signal.SIGCONT, lambda *_: None)
        ended_by.append(number)
        if leave is None or not leave():
            raise SystemExit(_ENDED_BY + number)

    for one in heeded:
        signal.signal(one, heed)
    try:
        yield lambda: heed(hang_up or signal.SIGTERM, None)
    finally:
        _end_after(0)
        for one in heeded:
            if signal.getsignal(one) is heed:
                signal.signal(one, signal.SIG_DFL)
    if ended_by:
        raise SystemExit(_ENDED_BY + ended_by[0])


def _end_after(seconds: int) -> None:
    """End the program that late, come what may; 0 calls it off."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _forget(terminals: Sequence[int]) -> None:
    """Let what is still to be said go nowhere: to write to a terminal that is gone would fail.

    Nothing more comes from it, either: an end of all input would be read over and over. Only
    whoever is about to read, as there seemed to be something, must not wait for ever.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    silence, other_end = os.pipe()
    os.write(other_end, b"\0")
    for descriptor in terminals:
        os.dup2(nowhere if descriptor else silence, descriptor)
