"""Shares with their intervals, and how well chances that were predicted came true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quiz.foreseen import Past
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


class Outcome(NamedTuple):
    """A chance that was predicted, whether it came true, and how many times it was so."""

    predicted: float
    right: bool
    times: int = 1


class Binned(NamedTuple):
    """Answers of one bin, with the sum of their predicted chances."""

    past: Past
    of: int
    right: int
    predicted: float


def log_loss(outcomes: Sequence[Outcome]) -> float | None:
    """The mean of -ln of the chance given to what came true; lower is better, None of nothing."""
    total = sum(one.times for one in outcomes)
    if not total:
        return None
    losses = (
        -math.log(max(one.predicted if one.right else 1 - one.predicted, _SUREST)) * one.times
        for one in outcomes
    )
    return math.fsum(losses) / total


def rmse_bins(binned: Iterable[Binned]) -> float | None:
    """RMSE(bins), as the benchmark of open-spaced-repetition ("srs-benchmark") defines it.

    Answers are put into bins by their past (`quiz.foreseen.Past`): days elapsed, number of the
    review and lapses before it, each on a logarithmic scale (bases 3.62, 1.89 and 1.73, no lapse
    apart). It is the root of the mean of the squared differences between the bins' mean prediction
    and share right, each bin weighted by its answers. None of nothing.
    """
    bins: dict[Past, list[float]] = {}
    for one in binned:
        held = bins.setdefault(one.past, [0, 0.0])
        held[0] += one.of
        held[1] += one.predicted - one.right
    total = sum(of for of, _ in bins.values())
    if not total:
        return None
    return math.sqrt(math.fsum(over**2 / of for of, over in bins.values()) / total)


def auc(outcomes: Iterable[Outcome]) -> float | None:
    """The area under the ROC curve, by ranks (Mann and Whitney 1947; Hanley and McNeil 1982).

    The chance that, of one answer that was right and one that was wrong, the right one had the
    higher prediction; equal ones count half. None where all were right, or all were wrong.
    """
    counted: dict[float, list[int]] = {}
    for one in outcomes:
        counted.setdefault(one.predicted, [0, 0])[one.right] += one.times
    rank_sum, rights, wrongs = 0.0, 0, 0
    for _, (wrong, right) in sorted(counted.items()):
        # All that are equal share the mean of their ranks.
        rank_sum += right * (rights + wrongs + (wrong + right + 1) / 2)
        rights, wrongs = rights + right, wrongs + wrong
    if not rights or not wrongs:
        return None
    return (rank_sum - rights * (rights + 1) / 2) / (rights * wrongs)


def mean_predicted(outcomes: Iterable[Outcome]) -> float | None:
    """The mean of the chances, None of nothing."""
    found = list(outcomes)
    total = sum(one.times for one in found)
    return math.fsum(one.predicted * one.times for one in found) / total if total else None


def share_right(outcomes: Iterable[Outcome]) -> Share:
    """The share that came true."""
    found = list(outcomes)
    right = sum(one.times for one in found if one.right)
    return share(right, sum(one.times for one in found))
