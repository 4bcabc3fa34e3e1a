"""The same as `added_up`, by a full count: what the store in memory tells to figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Protocol, Self, TypeVar

from quiz.facts import FactKey, deck_of
from quiz.foreseen import Asked, Chances, Foreseen, Past, Placed, past_of
from quiz.names import Names
from quiz.review import Event, EventKind, Rating, Review, State
from quiz.store.derive import Amendments, Derived
from quiz.store.firsts import First
from quiz.store.tally import Tally
from quiz.sums import (
    CELL,
    DECLARED,
    LEARNING,
    MATURE,
    MATURE_DAYS,
    YOUNG,
    DaySums,
    Hits,
    Mistaken,
    Outline,
    Share,
    Strength,
    Sum,
    subject_of,
)

_Told = TypeVar("_Told")


class Rows(Protocol):
    """The rows of a log, in the order of their ids, and what follows from them."""

    reviews: list[Review]
    events: list[Event]
    derived: Derived


class Counted:
    """What figures are made of, counted whenever it is asked for."""

    @property
    def _log(self) -> Rows:
        raise NotImplementedError

    @contextmanager
    def apart(self) -> Iterator[Self]:
        """The same: it is kept by no thread."""
        yield self

    @contextmanager
    def beside(self, ask: Callable[[Self], _Told]) -> Iterator[Callable[[], _Told]]:
        """Ask something else, too."""
        yield lambda: ask(self)

    def day_sums(self, since: date | None, deck: str | None) -> DaySums:
        """The sums of each day, by kind, but those of the subjects of tables."""
        tally = Tally()
        tally.add(
            share._replace(key="")
            for share in self._sums(since)
            if share.kind != CELL and deck in (None, share.key)
        )
        days: dict[date, dict[str, Sum]] = {}
        for day, kind, _, *numbers in tally.sums():
            days.setdefault(date.fromisoformat(day), {})[kind] = Sum(*numbers)
        return days

    def declared_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often answers were right, by the kind that their declared confidence makes them."""
        return _hits(
            (share.kind, share)
            for share in self._sums(since)
            if share.kind in DECLARED and deck in (None, share.key)
        )

    def subject_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often each subject of a table was asked, and answered rightly."""
        return _hits(
            (share.key, share)
            for share in self._sums(since)
            if share.kind == CELL and deck in (None, deck_of(share.key))
        )

    def _sums(self, since: date | None) -> list[Share]:
        log, tally = self._log, Tally()
        tally.count(log.reviews, log.events, log.derived.firsts)
        start = "" if since is None else since.isoformat()
        return [share for share in tally.sums() if share.study_day >= start]

    def recalled(self, since: date | None, deck: str | None) -> Mapping[Hits, Sequence[FactKey]]:
        """The facts by how often they were recalled, of first answers of a day to what was known.

        Facts that are not told of were never answered so.
        """
        found: dict[FactKey, Hits] = {}
        for fact, first in self._firsts(since, deck):
            if not first.was_new:
                right, of = found.get(fact, (0, 0))
                found[fact] = Hits(right + (first.rating is not Rating.AGAIN), of + 1)
        facts: dict[Hits, list[FactKey]] = {}
        for fact, hits in found.items():
            facts.setdefault(hits, []).append(fact)
        return facts

    def foreseen(self, since: date | None, deck: str | None) -> Foreseen:
        """First answers of a day that were foreseen, counted by what was."""
        chances = Counter[tuple[Asked, int, bool]]()
        placed: dict[tuple[Asked, Past], tuple[int, int, int]] = {}
        for fact, first in self._firsts(since, deck):
            if first.chance is not None:
                cell = subject_of(fact) is not None
                asked = Asked(first.form, cell, first.bundled, first.bundled_before)
                chances[asked, first.chance, first.correct] += 1
                past = past_of(first.elapsed_days, first.met_days, first.missed_days)
                place = (asked, past)
                of, right, total = placed.get(place, (0, 0, 0))
                placed[place] = (of + 1, right + first.correct, total + first.chance)
        return Foreseen(
            [Chances(*one, times) for one, times in chances.items()],
            [Placed(*place, *numbers) for place, numbers in placed.items()],
        )

    def _firsts(self, since: date | None, deck: str | None) -> Iterator[tuple[FactKey, First]]:
        for fact, days in self._log.derived.firsts.items():
            if deck in (None, deck_of(fact)):
                for day, first in days.items():
                    if since is None or day >= since:
                        yield fact, first

    def mistaken(self, deck: str | None) -> Sequence[Mistaken]:
        """All answers that took a fact for another, in the order of the log."""
        log = self._log
        undone = Amendments(log.events).undone
        names = Names(event for event in log.events if event.kind is EventKind.MOVED)
        found = [
            Mistaken(
                one.study_day,
                names.today(one.fact, one.id),
                tuple(names.today(other, one.id) for other in one.confused_with),
            )
            for one in log.reviews
            if one.confused_with and not undone(one)
        ]
        return [one for one in found if deck in (None, deck_of(one.fact))]

    def strengths(self, deck: str | None) -> Sequence[Strength]:
        """How firmly every fact is held."""
        return [
            Strength(
                fact,
                memory.revision,
                LEARNING
                if memory.state is not State.REVIEW
                else MATURE
                if memory.interval_days >= MATURE_DAYS
                else YOUNG,
                memory.stability,
                memory.difficulty,
                memory.last_study_day.isoformat(),
                memory.due_at,
                memory.lapses,
            )
            for fact, memory in self._log.derived.memories.items()
            if deck in (None, deck_of(fact))
        ]

    def strengths_among(self, facts: Iterable[FactKey], lapses: int) -> Sequence[Strength]:
        """How firmly these facts are held, and all that were forgotten that often."""
        wanted = {*facts}
        return [one for one in self.strengths(None) if one.fact in wanted or one.lapses >= lapses]

    def outlines(self, due_before: int, deck: str | None) -> Mapping[FactKey, Outline]:
        """The same in short; due is what is due before that instant, in UTC milliseconds."""
        return {
            one.fact: Outline(one.revision, one.state, one.due_at < due_before)
            for one in self.strengths(deck)
        }


def _hits(shares: Iterable[tuple[str, Share]]) -> Mapping[str, Hits]:
    """Shares added up by what each is told with."""
    found: dict[str, Hits] = {}
    for key, share in shares:
        right, of = found.get(key, (0, 0))
        found[key] = Hits(right + share.right, of + share.answers)
    return found
