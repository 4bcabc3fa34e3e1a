"""Weakest: the facts, features and subjects that are missed most surely, and the leeches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from quiz.facts import FactKey
from quiz.scores.answers import Answer
from quiz.scores.facts_now import FactNow, cell_of
from quiz.scores.statistics import Share, share

MOST = 20
"""How many of each are told."""

_Weak = TypeVar("_Weak", "WeakFact", "WeakGroup")


@dataclass(frozen=True, slots=True)
class WeakFact:
    """A fact with the share recalled in the span, its lapses and chance of recall now."""

    fact: FactKey
    deck: str
    prompt: str
    answers: Share
    lapses: int
    retrievability: float | None
    leech: bool


@dataclass(frozen=True, slots=True)
class WeakGroup:
    """A feature (`deck/table/feature`) or a subject (`deck/table/subject`) with its facts."""

    key: str
    deck: str
    name: str
    facts: tuple[FactKey, ...]
    answers: Share


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest first, 20 of each at most; `leeches` are all facts with so many lapses.

    Counted are first counted answers of a study day, but for facts that were new then. Weakest is
    what was recalled the least for sure: the order is that of the upper end of the share's 95 %
    interval, so that one miss in one answer does not come before thirty in forty. What was never
    missed, and what no deck has any more, is left out.
    """

    facts: tuple[WeakFact, ...]
    features: tuple[WeakGroup, ...]
    subjects: tuple[WeakGroup, ...]
    leeches: tuple[WeakFact, ...]


def weakest(answers: Iterable[Answer], facts: Iterable[FactNow], leech_lapses: int) -> Weakest:
    """What is weakest by these answers, among these facts."""
    kept: dict[FactKey, tuple[int, int]] = {}
    for answer in answers:
        if answer.first and not answer.was_new:
            right, of = kept.get(answer.fact, (0, 0))
            kept[answer.fact] = right + answer.recalled, of + 1
    found = list(facts)
    told = [_weak_fact(fact, kept, leech_lapses) for fact in found]
    leeches = sorted((one for one in told if one.leech), key=lambda one: (-one.lapses, one.fact))
    group = partial(_groups, found, kept)
    return Weakest(
        facts=_first(told, lambda one: one.fact),
        features=_first(group(_feature_of), lambda one: one.key),
        subjects=_first(group(_subject_of), lambda one: one.key),
        leeches=tuple(leeches),
    )


def _weak_fact(
    fact: FactNow, kept: Mapping[FactKey, tuple[int, int]], leech_lapses: int
) -> WeakFact:
    lapses = fact.memory.lapses if fact.memory else 0
    return WeakFact(
        fact=fact.key,
        deck=fact.deck,
        prompt=fact.prompt,
        answers=share(*kept.get(fact.key, (0, 0))),
        lapses=lapses,
        retrievability=fact.retrievability,
        leech=lapses >= leech_lapses,
    )


def _first(found: Iterable[_Weak], key: Callable[[_Weak], str]) -> tuple[_Weak, ...]:
    missed = (one for one in found if one.answers.right < one.answers.of)
    return tuple(sorted(missed, key=lambda one: (one.answers.high, key(one)))[:MOST])


def _groups(
    facts: Iterable[FactNow],
    kept: Mapping[FactKey, tuple[int, int]],
    name_of: Callable[[FactNow], tuple[str, str] | None],
) -> Iterable[WeakGroup]:
    held: dict[tuple[str, str], list[FactNow]] = {}
    for fact in facts:
        group = name_of(fact)
        if group is not None:
            held.setdefault(group, []).append(fact)
    for (key, name), members in held.items():
        counts = [kept.get(fact.key, (0, 0)) for fact in members]
        yield WeakGroup(
            key=key,
            deck=members[0].deck,
            name=name,
            facts=tuple(fact.key for fact in members),
            answers=share(sum(right for right, _ in counts), sum(of for _, of in counts)),
        )


def _feature_of(fact: FactNow) -> tuple[str, str] | None:
    cell = cell_of(fact.key)
    return (cell.whole_feature, fact.feature) if cell else None


def _subject_of(fact: FactNow) -> tuple[str, str] | None:
    cell = cell_of(fact.key)
    return (cell.whole_subject, fact.subject) if cell else None
