"""What the store in memory tells, as `reading` has it from the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from quiz.errors import DataError
from quiz.facts import FactKey, deck_of
from quiz.review import Confusion, Event, EventKind, Memory, Review, State
from quiz.store.counted import Counted
from quiz.store.derive import (
    LAST_ANSWERS,
    Amendments,
    Derived,
    confusions_of,
    histories,
    in_order,
    pace_of,
)
from quiz.store.ids import IdMaker
from quiz.study.ports import FirstAnswer, Held, OpenSession, Standing

_DAY_MS = 86_400_000


@dataclass(slots=True)
class Log:
    """The rows, in the order of their ids, and what follows from them."""

    ids: IdMaker
    reviews: list[Review] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    derived: Derived = field(default_factory=Derived)


class Remembered(Counted):
    """What stands in a log in memory, and what was logged."""

    machine: str
    _kept: Log | None
    """None once it is closed."""

    @property
    def _log(self) -> Log:
        if self._kept is None:
            msg = "The log is closed."
            raise DataError(msg)
        return self._kept

    # What stands.

    def memory(self, fact: FactKey) -> Memory | None:
        """The memory of one fact."""
        return self._log.derived.memories.get(fact)

    def memories(self, deck_ids: Sequence[str] | None = None) -> dict[FactKey, Memory]:
        """The memories of the named decks' facts, of all decks with None."""
        return {
            fact: memory
            for fact, memory in self._log.derived.memories.items()
            if deck_ids is None or deck_of(fact) in deck_ids
        }

    def held(self) -> dict[FactKey, Held]:
        """Of all memories what a list of decks needs."""
        return {
            fact: Held(memory.state is State.REVIEW, memory.due_at, memory.revision)
            for fact, memory in self._log.derived.memories.items()
        }

    def kept(self, since: date, until: date) -> dict[str, tuple[int, int]]:
        """By deck, of the facts reviewed in those days how many there were, and were recalled."""
        found: dict[str, tuple[int, int]] = {}
        for answer in self.first_answers(since, until):
            if not answer.was_new:
                reviewed, recalled = found.get(deck_of(answer.fact), (0, 0))
                found[deck_of(answer.fact)] = (reviewed + 1, recalled + answer.recalled)
        return found

    def standing(self) -> Standing:
        """What is buried, suspended and flagged now."""
        return self._log.derived.standing()

    def first_answers(self, since: date, until: date) -> list[FirstAnswer]:
        """Each fact's first counted answer of each study day from `since` to `until`, both in."""
        return self._log.derived.first_answers(since, until)

    def due_days(self) -> dict[int, int]:
        """How many memories in REVIEW fall due on each day, by UTC day number."""
        days: dict[int, int] = {}
        for memory in self._log.derived.memories.values():
            if memory.state is State.REVIEW:
                day = memory.due_at // _DAY_MS
                days[day] = days.get(day, 0) + 1
        return days

    def answer_text(self, digest: str) -> str | None:
        """The right answer as it stood when this digest was logged."""
        return self._log.answers.get(digest)

    def pace_ms(self) -> float | None:
        """The median time of the last 200 standing answers."""
        log = self._log
        undone = Amendments(log.events).undone
        standing = (review for review in reversed(log.reviews) if not undone(review))
        return pace_of(review.duration_ms for review in islice(standing, LAST_ANSWERS))

    def open_session(self, study_day: date) -> OpenSession | None:
        """The last session of that study day that was begun here and has not ended."""
        events = self._log.events
        ended = {event.target for event in events if event.kind is EventKind.SESSION_ENDED}
        for event in reversed(events):
            if (
                event.kind is EventKind.SESSION_STARTED
                and event.study_day == study_day
                and event.machine == self.machine
                and event.target not in ended
            ):
                return OpenSession(event.target, event.at, study_day, event.payload)
        return None

    # What was logged.

    def reviews(
        self, *, fact: FactKey | None = None, session_id: str | None = None, undone: bool = False
    ) -> Iterator[Review]:
        """Reviews in the order of the log, with the ratings that stand; undone ones on request."""
        log = self._log
        amendments = Amendments(log.events)
        reviews = log.reviews
        if fact is not None:
            reviews = histories(reviews, log.events).get(fact, [])
        return iter(
            [
                amendments.applied(review)
                for review in reviews
                if session_id in (None, review.session_id)
                and (undone or not amendments.undone(review))
            ]
        )

    def confusions(self) -> list[Confusion]:
        """What was taken for what, in the order of the log, by the keys of today."""
        log = self._log
        undone = Amendments(log.events).undone
        reviews = (one for one in log.reviews if one.confused_with and not undone(one))
        return confusions_of(reviews, log.events)

    def events(self, kind: EventKind | None = None) -> Iterator[Event]:
        """Events in the order of the log."""
        return iter([event for event in self._log.events if kind in (None, event.kind)])

    def rows(self) -> Iterator[Review | Event]:
        """The log as it was written, row by row."""
        log = self._log
        return iter(list(in_order(log.reviews, log.events)))
