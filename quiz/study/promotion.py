"""Pairs that are brought back until they are told apart: promoted, and in the end retired.

A pair that was confused twice within a month is promoted. It appears with both its sides, in a
bundle or in one question, until that went right three times running.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from quiz.facts import FactKey
from quiz.review import Confusion, Review
from quiz.study.confusions import DAY_MS, Pair, pair_of

TIMES = 2
WITHIN_DAYS = 30
RIGHT_RUNNING = 3


@dataclass(slots=True)
class _Standing:
    """Where a pair stands on its way: its late confusions, or how often it went right running."""

    late: list[int] = field(default_factory=list)
    promoted: bool = False
    right: int = 0

    def confused(self, at: int) -> None:
        self.right = 0
        since = at - WITHIN_DAYS * DAY_MS
        self.late = [*(one for one in self.late if one >= since), at]
        self.promoted = self.promoted or len(self.late) >= TIMES

    def appeared(self, *, right: bool) -> None:
        if self.promoted:
            self.right = self.right + 1 if right else 0
            if self.right >= RIGHT_RUNNING:
                self.late, self.promoted, self.right = [], False, 0


def candidates(confusions: Iterable[Confusion]) -> dict[Pair, list[int]]:
    """The pairs confused often enough to be promoted at some time, each with its instants."""
    times: dict[Pair, list[int]] = {}
    for one in confusions:
        if one.asked != one.chosen:
            times.setdefault(pair_of(one.asked, one.chosen), []).append(one.at)
    return {pair: sorted(at) for pair, at in times.items() if _dense(sorted(at))}


def _dense(at: list[int]) -> bool:
    return any(
        later - earlier <= WITHIN_DAYS * DAY_MS
        for earlier, later in zip(at, at[TIMES - 1 :], strict=False)
    )


def promoted(
    confused: Mapping[Pair, list[int]], histories: Mapping[FactKey, Collection[Review]]
) -> frozenset[Pair]:
    """Those of the candidates that are promoted now, by the histories of their facts."""
    return frozenset(
        pair
        for pair, at in confused.items()
        if _stands(at, _appearances(histories.get(pair[0], ()), histories.get(pair[1], ())))
    )


def _stands(confused: Iterable[int], appearances: Iterable[tuple[int, bool]]) -> bool:
    """Fold what happened to a pair in the order of time; a confusion before what it came of."""
    happened = sorted(
        [*((at, 0, False) for at in confused), *((at, 1, right) for at, right in appearances)]
    )
    standing = _Standing()
    for at, is_appearance, right in happened:
        if is_appearance:
            standing.appeared(right=right)
        else:
            standing.confused(at)
    return standing.promoted


def _appearances(
    ones: Collection[Review], others: Collection[Review]
) -> Iterable[tuple[int, bool]]:
    """When both sides were asked together, and whether both were right.

    The instant is that of the last answer, so that a confusion in it comes before.
    """
    mine: dict[str, list[Review]] = {}
    for review in ones:
        mine.setdefault(together(review), []).append(review)
    theirs: dict[str, list[Review]] = {}
    for review in others:
        theirs.setdefault(together(review), []).append(review)
    for name, reviews in mine.items():
        if name in theirs:
            both = [*reviews, *theirs[name]]
            yield max(review.at for review in both), all(review.correct for review in both)


def together(review: Review) -> str:
    """What a review was asked together with: its bundle, or else its question."""
    return review.bundle_id or review.question_id
