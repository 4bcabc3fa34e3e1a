"""Weakest: the facts, features and subjects that are missed most surely, and the leeches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from heapq import nsmallest
from typing import NamedTuple, Protocol, TypeVar

from quiz.facts import FactKey, deck_of
from quiz.intervals import wilson
from quiz.scores.facts_now import Cell, FactNow, cell_of
from quiz.scores.statistics import Share, share
from quiz.sums import Hits

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


def weakest(
    recalled: Mapping[FactKey, Hits], facts: Iterable[FactNow], leech_lapses: int
) -> Weakest:
    """What is weakest among these facts, by how often each was recalled in the span.

    Facts, features and subjects are named by their keys: `named` gives them the names of decks.
    """
    found = [_WithHits(fact, recalled.get(fact.key, _NEVER)) for fact in facts]
    leeches = [one for one in found if one.fact.lapses >= leech_lapses]
    weak = partial(_weak_fact, leech_lapses)
    missed = [one for one in found if one.hits.right < one.hits.of]
    return Weakest(
        facts=tuple(map(weak, _first(missed, lambda one: one.fact.key))),
        features=_groups(found, lambda cell: cell.whole_feature),
        subjects=_groups(found, lambda cell: cell.whole_subject),
        leeches=tuple(
            sorted(map(weak, leeches), key=lambda one: (-one.lapses, one.fact)),
        ),
    )


class _WithHits(NamedTuple):
    fact: FactNow
    hits: Hits


class _Group(NamedTuple):
    key: str
    facts: tuple[FactKey, ...]
    hits: Hits


_NEVER = Hits(0, 0)
_Counted = TypeVar("_Counted", _WithHits, _Group)


def _weak_fact(leech_lapses: int, one: _WithHits) -> WeakFact:
    fact = one.fact
    return WeakFact(
        fact=fact.key,
        deck=deck_of(fact.key),
        prompt=fact.key,
        answers=share(*one.hits),
        lapses=fact.lapses,
        retrievability=fact.retrievability,
        leech=fact.lapses >= leech_lapses,
    )


def _first(missed: Iterable[_Counted], key: Callable[[_Counted], str]) -> list[_Counted]:
    """The weakest first."""
    return nsmallest(MOST, missed, key=lambda one: (wilson(*one.hits)[1], key(one)))


def _groups(found: Iterable[_WithHits], name_of: Callable[[Cell], str]) -> tuple[WeakGroup, ...]:
    held: dict[str, list[_WithHits]] = {}
    for one in found:
        cell = cell_of(one.fact.key)
        if cell is not None:
            held.setdefault(name_of(cell), []).append(one)
    groups = (
        _Group(
            key,
            tuple(one.fact.key for one in members),
            Hits(sum(one.hits.right for one in members), sum(one.hits.of for one in members)),
        )
        for key, members in held.items()
    )
    missed = [group for group in groups if group.hits.right < group.hits.of]
    return tuple(
        WeakGroup(one.key, deck_of(one.key), one.key, one.facts, share(*one.hits))
        for one in _first(missed, lambda one: one.key)
    )


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
