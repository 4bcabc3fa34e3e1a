"""The optimiser in a process of its own: native code that nothing can interrupt but its end.

Whatever becomes of it, the program that keeps the log is another.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.scores.fitting import History
from quiz.scores.optimiser import fit, library

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_ASKED_A_SECOND = 10
"""So often it is asked whether it is done, and whether it is still wanted."""

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
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(histories, sender), daemon=True)
    worker.start()
    sender.close()
    asked = 0
    try:
        tell(answers, 0)
        while not receiver.poll(1 / _ASKED_A_SECOND):
            if stopped():
                raise QuizError("Fitting was stopped: nothing is changed.")
            asked += 1
            if asked % _ASKED_A_SECOND == 0:
                tell(answers, asked // _ASKED_A_SECOND)
        found: list[float] | QuizError = receiver.recv()
    except EOFError:
        raise QuizError("The optimiser broke down: nothing is changed.") from None
    finally:
        worker.kill()
        worker.join()
        receiver.close()
    if isinstance(found, QuizError):
        raise found
    return found


def _work(histories: Sequence[History], sender: Connection) -> None:
    # Ctrl+c is for the program that waits, which then ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sender.send(fit(histories))
    except QuizError as error:
        sender.send(error)
