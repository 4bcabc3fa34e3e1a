"""Weakest: the facts, features and subjects that are missed most surely, and the leeches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import NamedTuple, Protocol

from quiz.facts import FactKey, deck_of
from quiz.intervals import wilson
from quiz.scores.facts_now import FactNow, cell_of
from quiz.scores.statistics import Share, share
from quiz.sums import Hits

Recalled = Mapping[Hits, Sequence[FactKey]]
"""Facts by how often they were recalled, of how many times; many share their figures."""

_NEVER = Hits(0, 0)

MOST = 20
"""How many of each are told."""


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


class Group(NamedTuple):
    """The facts of a feature or a subject, and how often they were recalled in the span."""

    key: str
    facts: tuple[FactKey, ...]
    hits: Hits


class Picked(NamedTuple):
    """The weakest facts, features and subjects, the weakest first."""

    facts: tuple[FactKey, ...]
    features: tuple[Group, ...]
    subjects: tuple[Group, ...]


def picked(recalled: Recalled, listed: Collection[FactKey]) -> Picked:
    """Pick what is weakest among facts, by how often each was recalled in the span."""
    by_feature, by_subject = _Added(), _Added()
    for hits, keys in recalled.items():
        for key in keys:
            # Split here, since of a hundred thousand keys none is met twice.
            ids = key.split("/")
            if len(ids) == 4 and key in listed:
                by_feature.take(f"{ids[0]}/{ids[1]}/{ids[2]}", hits)
                by_subject.take(f"{ids[0]}/{ids[1]}/{ids[3]}", hits)
    features, subjects = _weakest_of(by_feature.hits()), _weakest_of(by_subject.hits())
    members: dict[str, list[FactKey]] = {key: [] for key in (*features, *subjects)}
    decks = set(map(deck_of, members))
    for key in listed:
        if deck_of(key) in decks and (cell := cell_of(key)):
            for group in {cell.whole_feature, cell.whole_subject} & members.keys():
                members[group].append(key)
    return Picked(
        tuple(_weakest_facts(recalled, listed)),
        tuple(Group(key, tuple(members[key]), hits) for key, hits in features.items()),
        tuple(Group(key, tuple(members[key]), hits) for key, hits in subjects.items()),
    )


def _weakest_facts(recalled: Recalled, listed: Collection[FactKey]) -> list[FactKey]:
    """The weakest first, of those that were ever missed; many facts share their figures."""
    by_end: dict[float, list[FactKey]] = {}
    for hits, keys in recalled.items():
        if hits.right < hits.of:
            by_end.setdefault(wilson(*hits)[1], []).extend(keys)
    found: list[FactKey] = []
    for end in sorted(by_end):
        if len(found) < MOST:
            found += sorted(key for key in by_end[end] if key in listed)
    return found[:MOST]


class _Added(dict[str, list[int]]):
    """How often was recalled, of how many, by whatever it is added up by."""

    def __missing__(self, key: str) -> list[int]:
        self[key] = [0, 0]
        return self[key]

    def take(self, key: str, hits: Hits) -> None:
        """Add some more."""
        added = self[key]
        added[0] += hits.right
        added[1] += hits.of

    def hits(self) -> dict[str, Hits]:
        """What it came to."""
        return {key: Hits(right, of) for key, (right, of) in self.items()}


def _weakest_of(counted: Mapping[str, Hits]) -> dict[str, Hits]:
    """The weakest first, of those that were ever missed."""
    missed = [(wilson(*hits)[1], key) for key, hits in counted.items() if hits.right < hits.of]
    return {key: counted[key] for _, key in nsmallest(MOST, missed)}


def weakest(
    found: Picked, recalled: Recalled, facts: Iterable[FactNow], leech_lapses: int
) -> Weakest:
    """What was picked, with how it is held; `facts` are at least those, and all leeches.

    Facts, features and subjects are named by their keys: `named` gives them the names of decks.
    """
    now = {fact.key: fact for fact in facts}
    hits_of = {key: hits for hits, keys in recalled.items() for key in now.keys() & keys}
    told = {
        key: _weak_fact(fact, hits_of.get(key, _NEVER), leech_lapses) for key, fact in now.items()
    }
    leeches = sorted(
        (one for one in told.values() if one.leech), key=lambda one: (-one.lapses, one.fact)
    )
    return Weakest(
        facts=tuple(told[key] for key in found.facts),
        features=tuple(map(_weak_group, found.features)),
        subjects=tuple(map(_weak_group, found.subjects)),
        leeches=tuple(leeches),
    )


def _weak_fact(fact: FactNow, hits: Hits, leech_lapses: int) -> WeakFact:
    return WeakFact(
        fact=fact.key,
        deck=deck_of(fact.key),
        prompt=fact.key,
        answers=share(*hits),
        lapses=fact.lapses,
        retrievability=fact.retrievability,
        leech=fact.lapses >= leech_lapses,
    )


def _weak_group(group: Group) -> WeakGroup:
    return WeakGroup(group.key, deck_of(group.key), group.key, group.facts, share(*group.hits))


def named(found: Weakest, names: Names) -> Weakest:
    """The same with the names that decks give; what none has goes by its key."""
    return Weakest(
        facts=tuple(_prompted(one, names) for one in found.facts),
        features=tuple(
            replace(one, name=names.feature(one.facts[0]) or one.name) for one in found.features
        ),
        subjects=tuple(
            replace(one, name=names.subject(one.facts[0]) or one.name) for one in found.subjects
        ),
        leeches=tuple(_prompted(one, names) for one in found.leeches),
    )


def _prompted(one: WeakFact, names: Names) -> WeakFact:
    return replace(one, prompt=names.prompt(one.fact) or one.prompt)


class Names(Protocol):
    """What decks call their facts; None is for what no deck has."""

    def prompt(self, key: FactKey) -> str | None:
        """What a fact is asked with, in short."""
        ...

    def feature(self, key: FactKey) -> str | None:
        """The name of a cell's feature."""
        ...

    def subject(self, key: FactKey) -> str | None:
        """The name of a cell's subject."""
        ...
