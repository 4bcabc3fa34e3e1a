"""Times taken in turns, and what is said of them: medians, centiles, a row of the report."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached: `bound` is the most, or with `at_least` the least."""

    bound: float
    at_least: bool = False
    unit: str = ""

    def met(self, value: float) -> bool:
        """Whether a value reaches it."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: ours and the reference in one unit, and the memory of both.

    `judged` is the figure held against the target, the ratio where it is None. Memory is the
    peak of the process, in bytes. A row that could not be taken has its reason in `missing`.
    """

    name: str
    what: str
    unit: str = ""
    ours: float | None = None
    reference: float | None = None
    target: Target | None = None
    judged: float | None = None
    ours_memory: int | None = None
    reference_memory: int | None = None
    rounds: int = 0
    spread: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()
    missing: str = ""
    details: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Ours over the reference."""
        if self.ours is None or not self.reference:
            return None
        return self.ours / self.reference

    @property
    def met(self) -> bool | None:
        """Whether the target is reached, None where there is nothing to say."""
        value = self.ratio if self.judged is None else self.judged
        return None if value is None or self.target is None else self.target.met(value)


def median(values: list[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def centile(values: list[float], share: float) -> float:
    """The value that the given share of the values does not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, -(-int(share * 100) * len(ranked) // 100) - 1))]


def quartiles(ours: list[float], reference: list[float]) -> tuple[float, float] | None:
    """Between which ratios the middle half of the rounds lay, each round taken as a pair."""
    ratios = [mine / theirs for mine, theirs in zip(ours, reference, strict=True)]
    if len(ratios) < 4:
        return None
    low, _, high = statistics.quantiles(ratios, n=4)
    return low, high


def in_turns(rounds: int, *runs: Callable[[], float]) -> list[list[float]]:
    """Run all in each round, every other round in the opposite order, and give each its values.

    So whatever else the machine does falls on all of them alike.
    """
    values: list[list[float]] = [[] for _ in runs]
    places = list(range(len(runs)))
    for number in range(rounds):
        for place in places if number % 2 == 0 else reversed(places):
            values[place].append(runs[place]())
    return values
