"""Facts and tables as they stand now: what the figures are told besides the log."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar
from quiz.scores.ports import Listed
from quiz.sums import NEW, Strength

_MANY = 10_000
"""So many facts, or days."""


class FactNow(NamedTuple):
    """A fact that a deck has today.

    `state` is new, learning, young or mature. It is new where nothing is known of the fact: it was
    never answered, was reset, or has a new revision, which makes it due; all that follows from a
    memory is None then. `stability` is in days, `difficulty` from 1 to 10, `elapsed_days` are those
    since the last answer, `retrievability` is the chance of recalling it now. `due_day` is the
    study day on which it can be asked next, None where nothing is scheduled.
    """

    key: FactKey
    state: str = NEW
    suspended: bool = False
    stability: float | None = None
    difficulty: float | None = None
    elapsed_days: int = 0
    lapses: int = 0
    retrievability: float | None = None
    due_day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Here:
    """The instant that figures are of, and all that they are made of besides the log.

    `decks` are those that can be read: their ids, titles and facts. `calendar` tells study days,
    `forgetting` chances of recall.
    """

    at: datetime
    study_day: date
    decks: tuple[DeckNow, ...]
    suspended: frozenset[FactKey]
    buried: Mapping[FactKey, date]
    calendar: Calendar
    forgetting: Forgetting
    terms: Terms

    def facts(self, deck: str | None) -> Iterator[Listed]:
        """The facts of a deck, of all decks with None."""
        return (fact for one in self.decks if deck is None or one.id == deck for fact in one.facts)

    @property
    def day_ends(self) -> int:
        """The instant at which the study day ends, in UTC milliseconds."""
        return self.calendar.start_ms(self.study_day + timedelta(days=1))


class DeckNow(NamedTuple):
    """A deck as it is listed."""

    id: str
    title: str
    facts: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person has set: desired retention, lapses of a leech, whether to tell a streak."""

    desired_retention: float = 0.9
    leech_lapses: int = 8
    streak: bool = False


def facts_now(strengths: Sequence[Strength], here: Here, facts: Iterable[Listed]) -> list[FactNow]:
    """These facts, with how firmly each is held."""
    held = {one.fact: one for one in strengths}
    elapsed = _Elapsed(here.study_day)
    due_days = _due_days(here.calendar, [one.due_at for one in strengths])
    return [_fact_now(fact, held.get(fact.key), here, elapsed, due_days) for fact in facts]


def _fact_now(
    fact: Listed,
    held: Strength | None,
    here: Here,
    elapsed: _Elapsed,
    due_days: Callable[[int], date],
) -> FactNow:
    key = fact.key
    suspended, buried = key in here.suspended, here.buried.get(key)
    if held is None:
        return FactNow(key, suspended=suspended)
    if held.revision < fact.revision:
        due_day = max(here.study_day, buried) if buried else here.study_day
        return FactNow(key, suspended=suspended, due_day=due_day)
    due_day = due_days(held.due_at)
    elapsed_days = elapsed[held.last_day]
    return FactNow(
        key,
        held.state,
        suspended,
        held.stability,
        held.difficulty,
        elapsed_days,
        held.lapses,
        here.forgetting.retrievability(held.stability, elapsed_days),
        max(due_day, buried) if buried else due_day,
    )


class _Elapsed(dict[str, int]):
    """The days from an ISO date until today; many facts were answered on the same day."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __missing__(self, day: str) -> int:
        self[day] = (self._today - date.fromisoformat(day)).days
        return self[day]


def _due_days(calendar: Calendar, instants: Sequence[int]) -> Callable[[int], date]:
    """What tells the study days of these instants: by a list of the days, where there are many."""
    if len(instants) < _MANY:
        return calendar.day_of
    first, last = calendar.day_of(min(instants)), calendar.day_of(max(instants))
    if (last - first).days > _MANY:  # somebody's clock was far ahead
        return calendar.day_of
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    starts = [calendar.start_ms(day) for day in days]
    return lambda instant: days[bisect_right(starts, instant) - 1]


@dataclass(frozen=True, slots=True)
class TableNow:
    """A table that a deck has today; `subjects` are ids with names, in the author's order."""

    deck: str
    id: str
    title: str
    subjects: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> str:
        """`deck/table`."""
        return f"{self.deck}/{self.id}"


class Cell(NamedTuple):
    """Where in which table a fact is, told from its key."""

    deck: str
    table: str
    feature: str
    subject: str

    @property
    def whole_table(self) -> str:
        """`deck/table`."""
        return f"{self.deck}/{self.table}"

    @property
    def whole_feature(self) -> str:
        """`deck/table/feature`."""
        return f"{self.deck}/{self.table}/{self.feature}"

    @property
    def whole_subject(self) -> str:
        """`deck/table/subject`."""
        return f"{self.deck}/{self.table}/{self.subject}"


@lru_cache(maxsize=4096)
def cell_of(key: FactKey) -> Cell | None:
    """The cell that a fact is, None for a written card, whose key is shorter."""
    ids = key.split("/")
    return Cell(*ids) if len(ids) == 4 else None
