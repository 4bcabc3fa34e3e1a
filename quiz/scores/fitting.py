"""FSRS parameters fitted to a person's own log, held against those that hold now.

They are fitted to the earlier part of the log, and both are then held against the later part,
which neither has seen: whoever fits and judges on the same answers finds the new ones better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quiz.facts import FactKey
from quiz.memory.fsrs import HIGHEST_PARAMETERS, LOWEST_PARAMETERS, Forgetting
from quiz.memory.parameters import Parameters
from quiz.review import Event, Rating, Review
from quiz.scores.answers import Answer, answers
from quiz.scores.statistics import Outcome, log_loss

MINIMUM_REVIEWS = 1000
"""With fewer reviews the published parameters are the better guess."""
EARLIER_SHARE = 0.8
"""The share of the reviews that parameters are fitted to; the later rest judges them."""
_DECIMALS = 4

History = Sequence[tuple[int, int]]
"""The answers to one fact, oldest first: each one's rating, and the days since the one before."""

Fit = Callable[[Sequence[History]], Sequence[float]]
"""Finds parameters that foresee such histories well."""


@dataclass(frozen=True, slots=True)
class Side:
    """Parameters, and their log loss on the later part of the log; lower is better."""

    parameters: Parameters
    log_loss: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parameters that hold now beside those fitted to the log before `later_from`.

    Both are held against the `judged` reviews from that study day on; `fitted_to` are those before.
    """

    present: Side
    new: Side
    fitted_to: int
    judged: int
    later_from: date

    @property
    def better(self) -> bool:
        """Whether the new ones foresaw the later part better."""
        return self.new.log_loss < self.present.log_loss


@dataclass(frozen=True, slots=True)
class Record:
    """What parameters can be fitted to: the answers that stand, with resets and moves of facts."""

    reviews: Sequence[Review]
    events: Sequence[Event]

    def told(self, forgetting: Forgetting) -> list[Answer]:
        """The answers, with what these parameters foresaw of each."""
        return list(answers(self.reviews, self.events, forgetting))


def reviews_in(told: Iterable[Answer]) -> list[Answer]:
    """The answers that say something of forgetting.

    They are the first counted ones of a study day to a fact that was answered on a day before.
    """
    return [answer for answer in told if answer.first and answer.predicted is not None]


def compare(record: Record, present: Forgetting, fit: Fit) -> Comparison | None:
    """Fit parameters to the log, and judge both; None with too few reviews to do so."""
    told = record.told(present)
    days = sorted(answer.study_day for answer in reviews_in(told))
    if len(days) < MINIMUM_REVIEWS:
        return None
    later_from = days[int(len(days) * EARLIER_SHARE)]
    found = within_bounds(fit(histories(record.reviews, told, later_from)))
    new = Forgetting(found, present.desired_retention)
    judged = _judged(told, later_from)
    return Comparison(
        Side(present.parameters, _loss(judged)),
        Side(new.parameters, _loss(_judged(record.told(new), later_from))),
        len(days) - len(judged),
        len(judged),
        later_from,
    )


def histories(
    reviews: Iterable[Review], told: Iterable[Answer], until: date
) -> list[list[tuple[int, int]]]:
    """What was answered before that day, fact by fact; a fact that was forgotten begins anew.

    `told` are the answers of `reviews`, one for each.
    """
    found: list[list[tuple[int, int]]] = []
    open_now: dict[FactKey, list[tuple[int, int]]] = {}
    for review, answer in zip(reviews, told, strict=True):
        if not answer.counts or answer.study_day >= until:
            continue
        if answer.was_new:
            open_now[answer.fact] = []
            found.append(open_now[answer.fact])
        open_now[answer.fact].append((int(review.rating), max(answer.elapsed_days, 0)))
    return found


def within_bounds(parameters: Iterable[float]) -> Parameters:
    """Parameters as they are kept: with few decimals, and none outside the published bounds."""
    bounds = zip(LOWEST_PARAMETERS, parameters, HIGHEST_PARAMETERS, strict=True)
    return tuple(min(max(round(one, _DECIMALS), low), high) for low, one, high in bounds)


def intervals(forgetting: Forgetting, answers: int = 6) -> list[int]:
    """The days between the answers of somebody who always says Good, and on the day it is due."""
    found: list[int] = []
    strength = forgetting.first(Rating.GOOD)
    for _ in range(answers):
        found.append(max(round(forgetting.interval_days(strength[0])), 1))
        strength = forgetting.next(*strength, Rating.GOOD, found[-1])
    return found


def side_by_side(found: Comparison, retention: float) -> list[tuple[str, str, str]]:
    """Both in figures, a line each: its name, the present one, the new one."""
    present, new = found.present, found.new
    days = [intervals(Forgetting(side.parameters, retention)) for side in (present, new)]
    rows = [("log loss", f"{present.log_loss:.4f}", f"{new.log_loss:.4f}")]
    for number, pair in enumerate(zip(*days, strict=True), 1):
        rows.append((f"interval {number}", f"{pair[0]} d", f"{pair[1]} d"))
    for number, both in enumerate(zip(present.parameters, new.parameters, strict=True)):
        rows.append((f"w{number}", f"{both[0]:g}", f"{both[1]:g}"))
    return rows


def _judged(told: Iterable[Answer], since: date) -> list[Outcome]:
    return [
        Outcome(answer.predicted or 0.0, answer.recalled)
        for answer in reviews_in(told)
        if answer.study_day >= since
    ]


def _loss(outcomes: Sequence[Outcome]) -> float:
    return log_loss(outcomes) or 0.0
