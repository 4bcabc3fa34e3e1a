"""What is told of many runs: means, differences in pairs, and how sure they are.

The unit is the learner: figures are first averaged over the tables that one learner studied, and
intervals are bootstrapped over learners.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from benchmarks.learning.experiment import AS_SET, Run

RESAMPLES = 1000
_Sample = Callable[[Sequence[int]], float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and between which values it lies with 95 % certainty."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Means:
    """One learner's figures by one policy, over all tables."""

    recall: float
    confused: float
    chosen_wrongly: float
    reviews: float
    minutes: float
    bundled: float


class Results:
    """All runs, to be asked for policies side by side."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = tuple(runs)
        self.seeds = sorted({run.job.seed for run in self.runs})
        self.tables = list(dict.fromkeys(run.job.table for run in self.runs))
        self._by_policy: dict[tuple[str, str, str], dict[int, list[Run]]] = {}
        for run in self.runs:
            key = (run.job.policy, run.job.level, run.job.variant)
            self._by_policy.setdefault(key, {}).setdefault(run.job.seed, []).append(run)

    def of(
        self, policy: str, level: str, variant: str = AS_SET, table: str | None = None
    ) -> dict[int, Means]:
        """Each learner's figures by a policy, over all tables or on one of them."""
        found = self._by_policy.get((policy, level, variant), {})
        return {
            seed: _means([run for run in runs if table in (None, run.job.table)])
            for seed, runs in found.items()
        }


def _means(runs: Sequence[Run]) -> Means:
    return Means(
        fmean(run.recall for run in runs),
        fmean(run.confused for run in runs),
        fmean(run.chosen_wrongly for run in runs),
        fmean(run.reviews for run in runs),
        fmean(run.minutes for run in runs),
        fmean(run.bundled for run in runs),
    )


def mean(figures: Mapping[int, Means], what: str) -> Estimate:
    """The mean of a figure over learners."""
    values = {seed: getattr(one, what) for seed, one in figures.items()}
    return _bootstrapped(lambda seeds: fmean(values[seed] for seed in seeds), list(values))


def difference(ours: Mapping[int, Means], theirs: Mapping[int, Means], what: str) -> Estimate:
    """Ours less theirs, learner by learner."""
    values = {seed: getattr(ours[seed], what) - getattr(theirs[seed], what) for seed in ours}
    return _bootstrapped(lambda seeds: fmean(values[seed] for seed in seeds), list(values))


def change(ours: Mapping[int, Means], theirs: Mapping[int, Means], what: str) -> Estimate:
    """By what share ours is more than theirs, over all learners: -0.25 is a quarter less."""

    def sample(seeds: Sequence[int]) -> float:
        before = fmean(getattr(theirs[seed], what) for seed in seeds)
        after = fmean(getattr(ours[seed], what) for seed in seeds)
        return after / before - 1 if before else 0.0

    return _bootstrapped(sample, list(ours))


@dataclass(frozen=True, slots=True)
class Curve:
    """A policy at several desired retentions: what it makes of fewer and of more reviews."""

    points: Sequence[Mapping[int, Means]]

    def at(self, reviews: float, what: str, seeds: Sequence[int]) -> float:
        """A figure at a number of reviews, straight between two points, level beyond the last."""
        found = sorted(
            (
                fmean(point[seed].reviews for seed in seeds),
                fmean(getattr(point[seed], what) for seed in seeds),
            )
            for point in self.points
        )
        place = bisect_left(found, (reviews, 0.0))
        if place == 0:
            return found[0][1]
        if place == len(found):
            return found[-1][1]
        (left, below), (right, above) = found[place - 1], found[place]
        share = (reviews - left) / (right - left) if right > left else 0.0
        return below + share * (above - below)

    def reaches(self, reviews: float) -> bool:
        """Whether that many reviews lie between its points."""
        spent = [fmean(one.reviews for one in point.values()) for point in self.points]
        return min(spent) <= reviews <= max(spent)


def at_equal_reviews(
    ours: Mapping[int, Means], curve: Curve, what: str, *, share: bool
) -> Estimate:
    """Ours against what the curve gives for as many reviews, as a share or as a difference."""

    def sample(seeds: Sequence[int]) -> float:
        reviews = fmean(ours[seed].reviews for seed in seeds)
        theirs = curve.at(reviews, what, seeds)
        mine = fmean(getattr(ours[seed], what) for seed in seeds)
        if not share:
            return mine - theirs
        return mine / theirs - 1 if theirs else 0.0

    return _bootstrapped(sample, list(ours))


def adds_at_equal_reviews(
    ours: Mapping[int, Means], theirs: Mapping[int, Means], curve: Curve, what: str
) -> Estimate:
    """By what share ours is more than theirs, each first held against the curve at its reviews."""

    def sample(seeds: Sequence[int]) -> float:
        shares = []
        for figures in (ours, theirs):
            reviews = fmean(figures[seed].reviews for seed in seeds)
            expected = curve.at(reviews, what, seeds)
            if not expected:
                return 0.0
            shares.append(fmean(getattr(figures[seed], what) for seed in seeds) / expected)
        return shares[0] / shares[1] - 1

    return _bootstrapped(sample, list(ours))


def _bootstrapped(sample: _Sample, seeds: Sequence[int]) -> Estimate:
    rng = Random(len(seeds))
    drawn = sorted(sample(rng.choices(seeds, k=len(seeds))) for _ in range(RESAMPLES))
    tail = RESAMPLES // 40
    return Estimate(sample(seeds), drawn[tail], drawn[-tail - 1])
