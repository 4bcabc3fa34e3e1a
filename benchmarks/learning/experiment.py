"""Who studies what by which policy, and what came of it: one run, and all runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import product

from benchmarks.learning import tables
from benchmarks.learning.learner import Learner, Model
from benchmarks.learning.policies import Policy, Programme, engine, facts_alone
from benchmarks.learning.tables import Standing
from quiz.deck.deck import Deck
from quiz.facts import FactKey
from quiz.study.settings import NO_CONTRAST, Contrast

ALONE, INTERLEAVED, ENGINE, NOTHING = "alone", "interleaved", "engine", "engine, nothing on"
CHOOSING = "alone, chosen as in bundles"
PROMOTING = "engine, promoted pairs too"
WITHOUT = {
    "bundles": "engine, no bundles",
    "weighted_distractors": "engine, even distractors",
}
"""The engine with one rule off, by the rule's name in the settings."""
RULES = {
    **{rule: (ENGINE, name) for rule, name in WITHOUT.items()},
    "promoted_pairs": (PROMOTING, ENGINE),
}
"""Each rule of the engine: the policies that differ in nothing but it, with it and without."""

POLICIES: Mapping[str, Policy] = {
    ALONE: facts_alone,
    INTERLEAVED: partial(facts_alone, interleaved=True),
    CHOOSING: partial(facts_alone, choosing=True),
    ENGINE: engine,
    **{
        name: partial(engine, contrast=replace(Contrast(), **{rule: False}))
        for rule, name in WITHOUT.items()
    },
    PROMOTING: partial(engine, contrast=Contrast(promoted_pairs=True)),
    NOTHING: partial(engine, contrast=NO_CONTRAST),
}
RETENTIONS = (0.8, 0.86, 0.94, 0.97)
"""At which (a) is run besides 0.9, to see what it makes of fewer and of more reviews."""

LEVELS: Mapping[str, float] = {"none": 0.0, "medium": 0.5, "strong": 1.0}

AS_SET = "as set"
VARIANTS: Mapping[str, Callable[[Model], Model]] = {
    AS_SET: lambda model: model,
    "juxtaposing and comparing teach nothing": lambda model: replace(model, contrast=0.0),
    "they teach a third as much": lambda model: replace(model, contrast=model.contrast / 3),
    "they teach twice as much": lambda model: replace(model, contrast=model.contrast * 2),
    "juxtaposing teaches, options and feedback do not": lambda model: replace(
        model, rejection=0.0, correction=0.0
    ),
    "a lesson is half gone after 10 days": lambda model: replace(model, contrast_half_life=10.0),
    "a lesson is half gone after 90 days": lambda model: replace(model, contrast_half_life=90.0),
    "no blur by meeting alike things together": lambda model: replace(model, blur=0.0),
    "twice the blur": lambda model: replace(model, blur=model.blur * 2),
}
"""The model with one of its assumptions changed."""

TUNING_SEEDS_FROM = 10_000
"""Learners that rules are tuned on are none of those that results are reported of."""


def alone_at(retention: float) -> str:
    """The name of (a) at another desired retention."""
    return f"{ALONE} at {retention:.2f}"


@dataclass(frozen=True, slots=True)
class Job:
    """One learner over one table."""

    policy: str
    table: str
    level: str
    seed: int
    variant: str = AS_SET
    days: int = 60


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a job: shares on the final test, and what was spent."""

    job: Job
    recall: float
    confused: float
    chosen_wrongly: float
    reviews: int
    minutes: float
    bundled: int


def run(job: Job) -> Run:
    """Let one learner study, and test them."""
    deck, facts = _opened(job.table)
    model = VARIANTS[job.variant](Model(interference=LEVELS[job.level]))
    learner = Learner(job.seed, facts, model)
    programme = Programme(days=job.days, seed=job.seed)
    spent = _policy(job.policy)(learner, deck, programme)
    result = learner.test(programme.test_at)
    return Run(
        job,
        result.recall,
        result.confused,
        result.chosen_wrongly,
        spent.reviews,
        spent.seconds / 60,
        spent.bundled,
    )


def run_all(jobs: Iterable[Job]) -> Iterator[Run]:
    """Run jobs on all cores, in their order."""
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from pool.map(run, jobs, chunksize=8)


def main_jobs(names: Iterable[str], seeds: Iterable[int], days: int) -> Iterator[Job]:
    """All policies at all strengths of interference, and (a) at other retentions.

    Where nothing interferes there is nothing that one rule by itself could mend.
    """
    seeds = tuple(seeds)
    one_rule = {*WITHOUT.values(), PROMOTING}
    for level in LEVELS:
        policies = [name for name in POLICIES if level != "none" or name not in one_rule]
        for name, policy in product(names, (*policies, *map(alone_at, RETENTIONS))):
            for seed in seeds:
                yield Job(policy, name, level, seed, days=days)


def variant_jobs(names: Iterable[str], seeds: Iterable[int], days: int) -> Iterator[Job]:
    """(a), the engine, and it without bundles and with nothing on, under changed assumptions."""
    policies = (ALONE, ENGINE, WITHOUT["bundles"], NOTHING)
    changed = [variant for variant in VARIANTS if variant != AS_SET]
    for name, variant, policy, seed in product(names, changed, policies, seeds):
        yield Job(policy, name, "medium", seed, variant, days)


def _policy(name: str) -> Policy:
    if name in POLICIES:
        return POLICIES[name]
    return partial(facts_alone, retention=float(name.removeprefix(f"{ALONE} at ")))


@lru_cache(maxsize=16)
def _opened(name: str) -> tuple[Deck, Mapping[FactKey, Standing]]:
    deck = tables.named(name)
    return deck, tables.standings(deck)
