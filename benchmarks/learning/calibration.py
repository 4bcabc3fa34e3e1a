"""The model put through an experiment on interleaving, to see whether it finds what was found.

Categories are shown by exemplars, six of each, either one category after another or all of them in
turns. Brunmair and Richter (2019) tell the difference it makes as a standardised one, g; in
log-odds, as the model has them, that is times pi / sqrt(3).
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from random import Random
from statistics import fmean

from benchmarks.learning.learner import Learner, Model, Thought, days
from benchmarks.learning.policies import Programme
from benchmarks.learning.tables import Shape, generated, standings
from quiz.facts import FactKey

EXEMPLARS = 6
ROUNDS = 50
SECONDS = 5


def effect_of_interleaving(model: Model, categories: int) -> float:
    """The g that the model gives, by what it learns of each pair more than from blocks.

    Every exemplar counts as known, since its name stands below it, and blur is left out: both
    make the strength of contrast that fits the experiments the smaller.
    """
    deck = generated(Shape("experiment", (1,) * categories, 1, 0.0, shared=0.0))
    model = replace(model, blur=0.0)
    facts = standings(deck)
    rng = Random(categories)
    gains = []
    for _ in range(ROUNDS):
        order = rng.sample(list(facts), categories)
        blocked = [fact for fact in order for _ in range(EXEMPLARS)]
        taking_turns = [fact for _ in range(EXEMPLARS) for fact in rng.sample(order, categories)]
        gains.append(
            _lesson(Learner(0, facts, model), taking_turns)
            - _lesson(Learner(0, facts, model), blocked)
        )
    return fmean(gains) * math.sqrt(3) / math.pi


def _lesson(learner: Learner, shown: list[FactKey]) -> float:
    """What is known of a pair on the average, after what was shown."""
    now = Programme().starts()[0]
    for fact in shown:
        learner.learn(fact, now, Thought(fact, recalled=True), None)
        now += timedelta(seconds=SECONDS)
    pairs = combinations(learner.facts, 2)
    return fmean(learner.lesson(one, other, days(now)) for one, other in pairs)
