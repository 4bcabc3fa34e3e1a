"""How alike two subjects are, and how likely that makes one to be drawn as a wrong answer.

A wrong option teaches most where it competes (Little and Bjork 2015): so what the author marked as
telling two subjects apart, what they have in common, and what this person mixed up before weigh in.
The figures are proposals, to be tuned by simulation.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from quiz.facts import FactKey

if TYPE_CHECKING:
    from quiz.comparison.table import Place, Row

EVEN = 1.0
"""What every cell weighs, so that none is out of reach."""
TOLD_APART = 1.0
"""More for subjects that all of the author's key features tell from each other."""
IN_COMMON = 3.0
"""More for subjects that have all else in common."""
MIXED_UP = 3.0
"""More for each time that the person took the one for the other."""

Drawn = TypeVar("Drawn", bound=Hashable)


class Kinship(NamedTuple):
    """What two subjects have to do with each other, as shares of the features both speak of.

    `in_common` is the share of these in which they mean the same, `told_apart` the share of the
    author's key features among these in which they do not.
    """

    in_common: float = 0.0
    told_apart: float = 0.0


NO_KINSHIP = Kinship()


class _Tally:
    """Counts of features for two subjects: spoken of, alike, key, key and different."""

    __slots__ = ("alike", "apart", "keys", "spoken")

    def __init__(self) -> None:
        self.spoken = self.alike = self.keys = self.apart = 0

    def add(self, same: bool, key: bool) -> None:
        self.spoken += 1
        self.alike += same
        self.keys += key
        self.apart += key and not same

    @property
    def kinship(self) -> Kinship:
        return Kinship(self.alike / self.spoken, self.apart / self.keys if self.keys else 0.0)


def kinships(rows: Iterable[Row]) -> Mapping[frozenset[str], Kinship]:
    """For each two subjects that some row speaks of both, what they have to do with each other."""
    tallies: dict[frozenset[str], _Tally] = {}
    for row in rows:
        for one, other in combinations(row.cells, 2):
            pair = frozenset((one.subject.id, other.subject.id))
            tallies.setdefault(pair, _Tally()).add(row.same(one, other), row.key)
    return {pair: tally.kinship for pair, tally in tallies.items()}


def weight(place: Place, rival: str, mixed_up: Mapping[FactKey, float] | None) -> float:
    """How much a subject competes with the one whose cell is asked, above zero.

    It bears on the draw and nothing else. Where nobody was mixed up and no two subjects have
    anything in common, all weigh the same; so they do where `mixed_up` is None.
    """
    if mixed_up is None:
        return EVEN
    kinship = place.table.kinship(place.cell.subject.id, rival)
    cell = place.row.by_subject.get(rival)
    taken_for_it = mixed_up.get(cell.fact, 0.0) if cell is not None else 0.0
    return (
        EVEN
        + TOLD_APART * kinship.told_apart
        + IN_COMMON * kinship.in_common
        + MIXED_UP * taken_for_it
    )


def drawn(weights: Mapping[Drawn, float], most: int, rng: Random) -> tuple[Drawn, ...]:
    """Draw without replacement, each time by weight among what is left; at most `most`.

    Efraimidis and Spirakis 2006 ("Weighted random sampling with a reservoir", Information
    Processing Letters 97): the largest u^(1/w) are such a draw, and so are the smallest -ln(u)/w,
    which are exponential variates of rate w and lose no digits where w is large.
    """
    lots = {one: rng.expovariate(rate) for one, rate in weights.items()}
    return tuple(sorted(lots, key=lots.__getitem__)[:most])
