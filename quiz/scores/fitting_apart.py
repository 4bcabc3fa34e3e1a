"""The optimiser in a process of its own: native code that nothing can interrupt but its end.

Whatever becomes of it, the program that keeps the log is another. It is no child of
`multiprocessing`, which would take over what a face has made of the standard streams.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Sequence
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired

from quiz.errors import QuizError
from quiz.scores.fitting import History
from quiz.scores.optimiser import fit, library

_ASKED_A_SECOND = 10
"""So often it is asked whether it is done, and whether it is still wanted."""
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from quiz.scores.fitting_apart import work; work()"
)
"""Told where this program finds its modules, so that none is taken from where it was started."""

Tell = Callable[[int, int], None]
"""Is told every second how many answers are fitted to, and for how many seconds."""


def fit_apart(
    histories: Sequence[History], tell: Tell, stopped: Callable[[], bool] = lambda: False
) -> list[float]:
    """The parameters that `fit` finds; `stopped` says, from any thread, that nobody waits for them.

    Raises QuizError where it comes to nothing, UsageError where the library is not installed.
    """
    library()
    answers = sum(map(len, histories))
    command = [sys.executable, "-I", "-c", _PROGRAM, *sys.path]
    # Nothing in it comes from outside: it is this program once more.
    worker = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, text=True)  # noqa: S603
    told: str | None = None
    asked = 0
    try:
        waiting: str | None = json.dumps(histories)
        while told is None:
            if asked % _ASKED_A_SECOND == 0:
                tell(answers, asked // _ASKED_A_SECOND)
            if stopped():
                raise QuizError("Fitting was stopped: nothing is changed.")
            try:
                told = worker.communicate(waiting, timeout=1 / _ASKED_A_SECOND)[0]
            except TimeoutExpired:
                waiting, asked = None, asked + 1
    finally:
        worker.kill()
        worker.communicate()
    return _found(told)


def _found(told: str) -> list[float]:
    try:
        said = json.loads(told)
    except ValueError:
        raise QuizError("The optimiser broke down: nothing is changed.") from None
    if isinstance(said, str):
        raise QuizError(said)
    return [float(one) for one in said]


def work() -> None:
    """What the other process does: histories are read, and parameters written, or what is wrong."""
    # Ctrl+c is for the program that waits, which then ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        found: list[float] | str = fit(json.load(sys.stdin))
    except QuizError as error:
        found = str(error)
    json.dump(found, sys.stdout)
