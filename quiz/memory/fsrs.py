"""FSRS-6, the model of forgetting, behind our own interface.

The formulas are written here from the published description (open-spaced-repetition, "The
Algorithm", FSRS-6). The `fsrs` library is the reference that the tests hold them to, within 1e-9,
and is never loaded in a session, for three reasons. All four ratings are worked out before every
verdict: together they take 1.2 µs here, and 25 µs in four calls of the library. Loading the library
takes 20 ms of start-up. And it counts whole periods of 24 h between two instants, where a number of
study days is what is meant: here it goes in as such, and no clock with it.

Stability stays within 0.001 and 36500 days, as in Anki's back end; the library has only the lower
of the two bounds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import blake2b

from quiz.review import Rating

Strength = tuple[float, float]
"""Stability in days (after which recall is 90 % likely), and difficulty from 1 to 10."""

Strengths = tuple[Strength, Strength, Strength, Strength]
"""What each rating leads to, from Again to Easy."""

DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956),
    *(6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483),
    *(0.6014, 1.8729),
    *(0.5425, 0.0912, 0.0658),
    0.1542,
)
"""The published defaults w0 to w20: first stabilities; difficulty; recall; lapse; hard penalty
and easy bonus; same-day answers; decay."""

LOWEST_PARAMETERS = (
    *(0.001, 0.001, 0.001, 0.001),
    *(1.0, 0.001, 0.001, 0.001),
    *(0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0),
    *(0.0, 1.0),
    *(0.0, 0.0, 0.0),
    0.1,
)
HIGHEST_PARAMETERS = (
    *(100.0, 100.0, 100.0, 100.0),
    *(10.0, 4.0, 4.0, 0.75),
    *(4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0),
    *(1.0, 6.0),
    *(2.0, 2.0, 0.8),
    0.8,
)

DEFAULT_RETENTION = 0.9
LOWEST_RETENTION, HIGHEST_RETENTION = 0.5, 0.99

_SHORTEST, _LONGEST = 0.001, 36500.0
_EASIEST, _HARDEST = 1.0, 10.0

_exp, _expm1, _pow = math.exp, math.expm1, math.pow
"""Under names of their own, which are found sooner: a whole log comes by."""


class Forgetting:
    """How stability and difficulty move with each answer, for one set of parameters.

    `desired_retention` is the chance of recall, 0.5 to 0.99, at which a fact falls due. Raises
    ValueError for a retention outside that, and for parameters that are not 21 numbers within the
    published bounds.
    """

    __slots__ = (
        "_curve",
        "_difficulty",
        "_lapse",
        "_recall",
        "_same_day",
        "_shares",
        "desired_retention",
        "first_four",
        "name",
        "parameters",
        "stretch",
    )

    def __init__(
        self,
        parameters: Sequence[float] = DEFAULT_PARAMETERS,
        desired_retention: float = DEFAULT_RETENTION,
    ) -> None:
        _check(parameters, desired_retention)
        w = tuple(float(parameter) for parameter in parameters)
        self.parameters = w
        self.desired_retention = desired_retention
        self.name = _name(w, desired_retention)
        """What the log calls this scheduler: it changes with the parameters and the retention."""
        self.first_four = _first_four(w)
        """The strengths after a fact's very first answer, by rating."""
        factor = math.pow(0.9, -1 / w[20]) - 1
        self._curve = (factor, -w[20])
        self.stretch = (math.pow(desired_retention, -1 / w[20]) - 1) / factor
        """Interval at the desired retention, in stabilities: 1 at 90 %."""
        easy = _first_difficulty(w, Rating.EASY)
        self._difficulty = (w[7] * easy, 1 - w[7], w[6] / 9)
        self._recall = (math.exp(w[8]), -w[9], w[10])
        self._shares = (0.0, 0.0, w[15], 1.0, w[16])
        """How much of the growth each rating gets, by its number."""
        self._lapse = (w[11], -w[12], w[13], w[14], math.exp(-w[17] * w[18]))
        self._same_day = (-w[19], *(math.exp(w[17] * (grade + w[18])) for grade in (-2, -1, 0, 1)))

    def first(self, rating: Rating) -> Strength:
        """The strength after a fact's very first answer."""
        return self.first_four[rating - 1]

    def next(
        self,
        stability: float,
        difficulty: float,
        rating: int,
        elapsed_days: float,
        chance: float | None = None,
    ) -> Strength:
        """The strength after one more answer; 0 days after the last it is a same-day answer.

        It is one of `all_four`, in two fifths of the time: a whole log comes by. `chance` is the
        retrievability by then, where that has been worked out.
        """
        if elapsed_days < 1:
            days = self._on_the_same_day(stability)[rating - 1]
        else:
            if chance is None:
                chance = self.retrievability(stability, elapsed_days)
            if rating == 1:
                days = self._lapsed(stability, difficulty, 1 - chance)
            else:
                growth = self._growth(stability, difficulty, 1 - chance)
                days = _stability(stability * (1 + growth * self._shares[rating]))
        pull, keep, pace = self._difficulty
        room = (_HARDEST - difficulty) * pace
        return days, _difficulty(pull, keep, difficulty + (3 - rating) * room)

    def all_four(self, stability: float, difficulty: float, elapsed_days: float) -> Strengths:
        """The strengths that the four ratings would lead to.

        Together, because they share most of the work, and a preview needs them all.
        """
        if elapsed_days < 1:
            again, hard, good, easy = self._on_the_same_day(stability)
        else:
            again, hard, good, easy = self._days_later(stability, difficulty, elapsed_days)
        pull, keep, pace = self._difficulty
        room = (_HARDEST - difficulty) * pace
        return (
            (again, _difficulty(pull, keep, difficulty + 2 * room)),
            (hard, _difficulty(pull, keep, difficulty + room)),
            (good, _difficulty(pull, keep, difficulty)),
            (easy, _difficulty(pull, keep, difficulty - room)),
        )

    def retrievability(self, stability: float, elapsed_days: float) -> float:
        """The chance of recall so many days after the last answer: R(t, S) of FSRS-6."""
        factor, decay = self._curve
        if elapsed_days <= 0:
            return 1.0
        return _pow(1 + factor * elapsed_days / stability, decay)

    def interval_days(self, stability: float) -> float:
        """The days, not rounded, until recall has fallen to the desired retention."""
        return stability * self.stretch

    def _on_the_same_day(self, stability: float) -> tuple[float, float, float, float]:
        """S'(S, G) of FSRS-6 for each grade; only Again may lower the stability."""
        power, again, hard, good, easy = self._same_day
        damped = _pow(stability, power)
        hard, good, easy = damped * hard, damped * good, damped * easy
        return (
            _stability(stability * damped * again),
            _stability(stability * hard if hard > 1 else stability),
            _stability(stability * good if good > 1 else stability),
            _stability(stability * easy if easy > 1 else stability),
        )

    def _days_later(
        self, stability: float, difficulty: float, elapsed_days: float
    ) -> tuple[float, float, float, float]:
        """S'_f and S'_r of FSRS-6: a lapse never leaves more stability than a same-day one."""
        forgotten = 1 - self.retrievability(stability, elapsed_days)
        growth = self._growth(stability, difficulty, forgotten)
        _, _, hard, good, easy = self._shares
        return (
            self._lapsed(stability, difficulty, forgotten),
            _stability(stability * (1 + growth * hard)),
            _stability(stability * (1 + growth * good)),
            _stability(stability * (1 + growth * easy)),
        )

    def _lapsed(self, stability: float, difficulty: float, forgotten: float) -> float:
        scale, by_difficulty, by_stability, by_forgotten, ceiling = self._lapse
        lapsed = (
            scale
            * _pow(difficulty, by_difficulty)
            * (_pow(stability + 1, by_stability) - 1)
            * _exp(forgotten * by_forgotten)
        )
        return _stability(min(lapsed, stability * ceiling))

    def _growth(self, stability: float, difficulty: float, forgotten: float) -> float:
        scale, power, by_forgotten = self._recall
        return scale * (11 - difficulty) * _pow(stability, power) * _expm1(forgotten * by_forgotten)


def _stability(days: float) -> float:
    return _SHORTEST if days < _SHORTEST else _LONGEST if days > _LONGEST else days


def _difficulty(pull: float, keep: float, moved: float) -> float:
    """D''(G) of FSRS-6: whatever an answer has moved it to is pulled towards that of Easy."""
    value = pull + keep * moved
    return _EASIEST if value < _EASIEST else _HARDEST if value > _HARDEST else value


def _first_four(w: tuple[float, ...]) -> Strengths:
    """S0(G) and D0(G) of FSRS-6."""
    again, hard, good, easy = (
        (_stability(w[rating - 1]), min(max(_first_difficulty(w, rating), _EASIEST), _HARDEST))
        for rating in Rating
    )
    return again, hard, good, easy


def _first_difficulty(w: tuple[float, ...], rating: int) -> float:
    """D0(G) of FSRS-6, without bounds."""
    return w[4] - math.exp(w[5] * (rating - 1)) + 1


def _check(parameters: Sequence[float], desired_retention: float) -> None:
    if len(parameters) != len(DEFAULT_PARAMETERS):
        raise ValueError(f"FSRS-6 has {len(DEFAULT_PARAMETERS)} parameters, not {len(parameters)}")
    bounds = zip(LOWEST_PARAMETERS, parameters, HIGHEST_PARAMETERS, strict=True)
    for index, (lowest, parameter, highest) in enumerate(bounds):
        if not lowest <= parameter <= highest:
            raise ValueError(f"w{index} is {parameter}, outside {lowest} to {highest}")
    if not LOWEST_RETENTION <= desired_retention <= HIGHEST_RETENTION:
        raise ValueError(
            f"the desired retention is {desired_retention}, "
            f"outside {LOWEST_RETENTION} to {HIGHEST_RETENTION}"
        )


def _name(parameters: tuple[float, ...], desired_retention: float) -> str:
    text = " ".join(map(repr, (*parameters, float(desired_retention))))
    return f"fsrs6:{blake2b(text.encode(), digest_size=4).hexdigest()}"
