"""Shares with their intervals, and how well chances that were predicted came true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quiz.intervals import wilson

_SUREST = 1e-15
"""How near to certain a chance is taken for at most: the logarithm of nothing is infinite."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right, or recalled, of how many; with a 95 % interval (Wilson's).

    `low` and `high` are its ends. All three shares are None of nothing.
    """

    right: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share(right: int, of: int) -> Share:
    """A share with the interval in which, at 95 %, the true one lies."""
    if not of:
        return Share(right, of, None, None, None)
    low, high = wilson(right, of)
    return Share(right, of, right / of, low, high)


def share_of(outcomes: Iterable[bool]) -> Share:
    """The share of those that are true."""
    found = list(outcomes)
    return share(sum(found), len(found))


class Prediction(NamedTuple):
    """A chance that was predicted, and whether it came true.

    `review`, `elapsed_days` and `lapses` place it in the bins of `rmse_bins`: the how-manieth
    answer of the fact it was (from 1, one a day), how many days after the one before, and how many
    of those before were misses.
    """

    predicted: float
    right: bool
    review: int
    elapsed_days: int
    lapses: int


def log_loss(predictions: Sequence[Prediction]) -> float | None:
    """The mean of -ln of the chance given to what came true; lower is better, None of nothing."""
    if not predictions:
        return None
    losses = (
        -math.log(max(one.predicted if one.right else 1 - one.predicted, _SUREST))
        for one in predictions
    )
    return math.fsum(losses) / len(predictions)


def rmse_bins(predictions: Iterable[Prediction]) -> float | None:
    """RMSE(bins), as the benchmark of open-spaced-repetition ("srs-benchmark") defines it.

    Answers are put into bins by days elapsed, number of the review and lapses before it, each on a
    logarithmic scale (bases 3.62, 1.89 and 1.73, no lapse apart). It is the root of the mean of
    the squared differences between the bins' mean prediction and share right, each bin weighted
    by its answers. None of nothing.
    """
    bins: dict[tuple[int, int, int], list[Prediction]] = {}
    for one in predictions:
        place = (
            _step(one.elapsed_days, 3.62),
            _step(one.review, 1.89),
            _step(one.lapses, 1.73) if one.lapses else -1,
        )
        bins.setdefault(place, []).append(one)
    total = sum(map(len, bins.values()))
    if not total:
        return None
    squares = (
        len(found) * (mean_predicted(found) - sum(one.right for one in found) / len(found)) ** 2
        for found in bins.values()
    )
    return math.sqrt(math.fsum(squares) / total)


@lru_cache(maxsize=4096)
def _step(number: int, base: float) -> int:
    return math.floor(math.log(number) / math.log(base))


def auc(predictions: Iterable[Prediction]) -> float | None:
    """The area under the ROC curve, by ranks (Mann and Whitney 1947; Hanley and McNeil 1982).

    The chance that, of one answer that was right and one that was wrong, the right one had the
    higher prediction; equal ones count half. None where all were right, or all were wrong.
    """
    ranked = sorted([(one.predicted, one.right) for one in predictions])
    rank_sum, before, rights, waiting = 0.0, 0, 0, 0
    for place, (chance, right) in enumerate(ranked, 1):
        waiting += right
        if place == len(ranked) or ranked[place][0] != chance:
            # All that are equal share the mean of their ranks.
            rank_sum += waiting * (before + 1 + place) / 2
            rights, before, waiting = rights + waiting, place, 0
    wrongs = before - rights
    if not rights or not wrongs:
        return None
    return (rank_sum - rights * (rights + 1) / 2) / (rights * wrongs)


def mean_predicted(predictions: Sequence[Prediction]) -> float:
    """The mean of the chances; `predictions` must not be empty."""
    return math.fsum(one.predicted for one in predictions) / len(predictions)
