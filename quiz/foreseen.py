"""What was foreseen of first answers of a day, counted in two ways, and the bins of one of them.

What stands here is what stores and figures both speak of; stores keep it with each first answer.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Asked(NamedTuple):
    """How a first answer of a day was asked for, and the one before it (None without one)."""

    form: str
    cell: bool
    bundled: bool
    bundled_before: bool | None


class Chances(NamedTuple):
    """Answers asked so, foreseen by this chance (in `quiz.sums.CHANCES`), and right or not."""

    asked: Asked
    chance: int
    right: bool
    times: int


_MOST = 4_000_000
"""More days than the calendar has, and more than anybody answers on."""


def _steps(base: float) -> tuple[int, ...]:
    """The numbers from 2 on whose logarithm reaches a whole number first: 2, 4, 7, 13 for 1.89."""
    found: list[int] = []
    while not found or found[-1] < _MOST:
        number = max(2, math.floor(base ** (len(found) + 1)) - 1)
        while math.floor(math.log(number) / math.log(base)) <= len(found):
            number += 1
        found.append(number)
    return tuple(found)


ELAPSED_STEPS = _steps(3.62)
MET_STEPS = tuple(number - 1 for number in _steps(1.89))
MISSED_STEPS = (1, *_steps(1.73))
"""Where the bins of RMSE(bins) begin, as the benchmark of open-spaced-repetition
("srs-benchmark") defines them: by days elapsed, by the number of the review, which is that of the
days on which its fact was met and one more, and by lapses. A scale is logarithmic; no lapse is
apart."""


class Past(NamedTuple):
    """The bin of RMSE(bins) that an answer's past puts it into: how many steps on each scale."""

    elapsed: int
    met: int
    missed: int


def past_of(elapsed_days: int, met_days: int, missed_days: int) -> Past:
    """The bin of an answer that many days after the last, met and missed on so many before."""
    return Past(
        bisect_right(ELAPSED_STEPS, elapsed_days),
        bisect_right(MET_STEPS, met_days),
        bisect_right(MISSED_STEPS, missed_days),
    )


class Placed(NamedTuple):
    """Answers asked so, of one bin: how many were right, and what their chances add up to."""

    asked: Asked
    past: Past
    of: int
    right: int
    chances: int


class Foreseen(NamedTuple):
    """The same answers counted twice: by their chance, and by the past of their facts."""

    chances: Sequence[Chances]
    placed: Sequence[Placed]
