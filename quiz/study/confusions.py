"""What a person mixes up, and how much: confusions from the log, fading with time.

Wrong options are drawn by it, and pairs that were taken for each other come back until they are
told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.facts import FactKey
from quiz.review import Confusion

DAY_MS = 86_400_000
HALF_LIFE_DAYS = 60
"""A confusion weighs half as much after so many days."""
SHARE_OF_OTHER_FEATURES = 0.25
"""Who takes one subject for another in one respect may do so in the others: so much weighs each."""

Pair = tuple[FactKey, FactKey]
"""Two facts of one feature that may be taken for each other, in the order of their keys."""


def pair_of(one: FactKey, other: FactKey) -> Pair:
    """The pair of two facts, whichever was asked and whichever chosen."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A fact's key taken apart, where it is that of a cell."""

    comparison: str
    subject: str


def _cell(key: FactKey) -> _Cell | None:
    parts = key.split("/")
    return _Cell(f"{parts[0]}/{parts[1]}", parts[3]) if len(parts) == 4 else None


def faded(confusion: Confusion, now_ms: int) -> float:
    """What a confusion still weighs; one from a clock that was ahead weighs as if it were new."""
    days = max(now_ms - confusion.at, 0) / DAY_MS
    return float(confusion.share * 0.5 ** (days / HALF_LIFE_DAYS))


class Confusions:
    """How much each fact is taken for each other one, at an instant.

    The two directions of a pair add up: who gives A's value for B has both of them in mind. The
    same two subjects mixed up in other respects weigh a little, too.
    """

    def __init__(self, confusions: Iterable[Confusion], now_ms: int) -> None:
        self._now_ms = now_ms
        self._by_pair: defaultdict[Pair, float] = defaultdict(float)
        self._others: defaultdict[FactKey, set[FactKey]] = defaultdict(set)
        self._by_subjects: defaultdict[tuple[str, str, str], float] = defaultdict(float)
        for confusion in confusions:
            self.add(confusion)

    def add(self, confusion: Confusion) -> None:
        """Take in one more; a fact that was taken for itself by a move says nothing."""
        if confusion.asked == confusion.chosen:
            return
        weight = faded(confusion, self._now_ms)
        pair = pair_of(confusion.asked, confusion.chosen)
        self._by_pair[pair] += weight
        for one, other in (pair, pair[::-1]):
            self._others[one].add(other)
        subjects = _subjects(*pair)
        if subjects is not None:
            self._by_subjects[subjects] += weight

    def weight(self, one: FactKey, other: FactKey) -> float:
        """How much two facts are taken for each other, whichever is asked; about one a time."""
        return self._by_pair.get(pair_of(one, other), 0.0)

    def weight_of_subjects(self, one: FactKey, other: FactKey) -> float:
        """How much the two subjects of these cells are mixed up, over all features of the table."""
        subjects = _subjects(*pair_of(one, other))
        return 0.0 if subjects is None else self._by_subjects.get(subjects, 0.0)

    def mixed_up(self, asked: FactKey, others: Iterable[FactKey]) -> Mapping[FactKey, float]:
        """How much each of the other cells is taken for the one asked; none where never."""
        if not self._by_pair:
            return {}
        weights = {other: self._drawn(asked, other) for other in others}
        return {other: weight for other, weight in weights.items() if weight > 0}

    def _drawn(self, asked: FactKey, other: FactKey) -> float:
        own = self.weight(asked, other)
        elsewhere = max(self.weight_of_subjects(asked, other) - own, 0.0)
        return own + SHARE_OF_OTHER_FEATURES * elsewhere

    def taken_for(self, key: FactKey) -> list[FactKey]:
        """The facts that this one was mixed up with, the most so first."""
        return sorted(
            self._others.get(key, ()), key=lambda other: (-self.weight(key, other), other)
        )


def _subjects(one: FactKey, other: FactKey) -> tuple[str, str, str] | None:
    """The comparison and the two subjects of a pair of cells, however the features differ."""
    first, second = _cell(one), _cell(other)
    if first is None or second is None or first.comparison != second.comparison:
        return None
    low, high = sorted((first.subject, second.subject))
    return first.comparison, low, high
