"""The optimiser of FSRS, a library that is there only where somebody asked for it.

It is the extra `optimise`: `fsrs-rs-python`, which wraps the Rust library `fsrs` of
open-spaced-repetition (BSD-3-Clause).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from math import isfinite
from typing import Any

from quiz.errors import QuizError, UsageError
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.scores.fitting import History

LIBRARY = "fsrs_rs_python"
_MISSING = (
    "Fitting the scheduler needs one package more: "
    'pip install "differential-quiz[optimise]" brings it '
    "(with pipx: pipx inject differential-quiz fsrs-rs-python)."
)


def library() -> Any:
    """The library; raises UsageError where it is not installed, with how to get it."""
    try:
        return import_module(LIBRARY)
    except ImportError:
        raise UsageError(_MISSING) from None


def fit(histories: Sequence[History]) -> list[float]:
    """The parameters that the library finds for these histories; in a long log it takes seconds.

    It is shown every answer given a day or more after the one before, with all that led to it.
    Raises UsageError as `library` does, and QuizError where it finds nothing of use.
    """
    found = library()
    items = [
        found.FSRSItem(seen[: place + 1])
        for history in histories
        for seen in [[found.FSRSReview(rating, days) for rating, days in history]]
        for place, (_, days) in enumerate(history)
        if days > 0
    ]
    parameters = [float(one) for one in found.FSRS([]).compute_parameters(items)]
    if len(parameters) != len(DEFAULT_PARAMETERS) or not all(map(isfinite, parameters)):
        raise QuizError("The optimiser found no parameters that could be used: nothing is changed.")
    return parameters
