"""What another desired retention would cost: a year of reviews played through for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from quiz.memory.fsrs import Forgetting
from quiz.review import Rating
from quiz.scores.facts_now import FactNow

DAYS = 365
MOST_PLAYED = 2000
"""Of more facts than these, so many drawn by chance stand for all."""
RETENTIONS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)


@dataclass(frozen=True, slots=True)
class Held:
    """A fact as it is held: days are counted from today, `last_day` is 0 or less."""

    stability: float
    difficulty: float
    last_day: int
    due_day: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a desired retention comes to in a year.

    `reviews_per_day` counts a miss twice, since it is asked again the same day. `known` is the
    share of the facts that one would recall when the year is over.
    """

    retention: float
    reviews_per_day: float
    known: float


def held(facts: Iterable[FactNow], today: date) -> list[Held]:
    """The facts that have been begun and are not suspended."""
    return [
        Held(
            fact.stability,
            fact.difficulty,
            min(-fact.elapsed_days, 0),
            max((fact.due_day - today).days, 0),
        )
        for fact in facts
        if fact.stability is not None
        and fact.difficulty is not None
        and fact.due_day is not None
        and not fact.suspended
    ]


def costs(
    facts: Sequence[Held], parameters: Sequence[float], retentions: Iterable[float], seed: int
) -> list[Cost]:
    """Play a year through for each retention, with no new facts; empty without any fact.

    Due days that stand are kept, and each is met; whether a fact is then recalled is a matter of
    the chance that FSRS gives it.
    """
    if not facts:
        return []
    played = facts
    if len(facts) > MOST_PLAYED:
        played = Random(seed).sample(facts, MOST_PLAYED)
    scale = len(facts) / len(played)
    return [_cost(played, scale, Forgetting(parameters, one), Random(seed)) for one in retentions]


def _cost(facts: Sequence[Held], scale: float, forgetting: Forgetting, rng: Random) -> Cost:
    lived = [_year(fact, forgetting, rng) for fact in facts]
    return Cost(
        forgetting.desired_retention,
        sum(reviews for reviews, _ in lived) * scale / DAYS,
        sum(known for _, known in lived) / len(lived),
    )


def _year(fact: Held, forgetting: Forgetting, rng: Random) -> tuple[int, float]:
    """The reviews of one fact in a year, and the chance of recalling it at its end."""
    strength, last, day, reviews = (fact.stability, fact.difficulty), fact.last_day, fact.due_day, 0
    while day < DAYS:
        elapsed = day - last
        recalled = rng.random() < forgetting.retrievability(strength[0], elapsed)
        rating = Rating.GOOD if recalled else Rating.AGAIN
        strength = forgetting.next(*strength, rating, elapsed)
        if not recalled:
            strength = forgetting.next(*strength, Rating.GOOD, 0)
        reviews += 1 if recalled else 2
        last, day = day, day + max(round(forgetting.interval_days(strength[0])), 1)
    return reviews, forgetting.retrievability(strength[0], DAYS - last)
