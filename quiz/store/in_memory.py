"""The store's twin that forgets everything: for tests, previews and simulated learners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from quiz.facts import FactKey
from quiz.review import Event, EventKind, Memory, Rating, Review
from quiz.store import payloads
from quiz.store.derive import Amendments, derive, histories, same_footing
from quiz.store.firsts import Replay
from quiz.store.ids import IdMaker, RandomBits, machine_name, milliseconds, value_of
from quiz.store.marks import ABOUT_FACTS, moved_from
from quiz.store.remembered import Log, Remembered
from quiz.study.ports import Answer


class MemoryStore(Remembered):
    """A store that keeps the same promises as the one on disk, but for surviving the process."""

    def __init__(self, replay: Replay, random_bits: RandomBits) -> None:
        self._replay = replay
        self._kept = Log(IdMaker(random_bits))
        self.machine = machine_name(random_bits)

    def close(self) -> None:
        """Forget everything."""
        self._kept = None

    def new_id(self, now: datetime) -> str:
        """A time-ordered id, greater than every id in the log."""
        return self._log.ids.make(milliseconds(now))

    def record(self, answers: Sequence[Answer]) -> tuple[Review, ...]:
        """Append the answers to one question, and return them as logged."""
        log = self._log
        return tuple([self._append(log, answer) for answer in answers])

    def _append(self, log: Log, answer: Answer) -> Review:
        review = answer.review
        now = log.derived.memories.get(review.fact)
        counts = review.counts and same_footing(now, answer.before)
        review = replace(review, id=log.ids.make(review.at), machine=self.machine, counts=counts)
        log.reviews.append(review)
        log.answers.setdefault(review.answer_digest, answer.answer)
        if counts:
            log.derived.answered(review.fact, review, answer.after, self._replay)
        return review

    def rerate(self, review: Review, rating: Rating, after: Memory, now: datetime) -> Review:
        """Append that a review stands with another rating, interval and due time.

        Raises ValueError where it no longer can, as the store on disk does.
        """
        log = self._log
        logged = next((one for one in reversed(log.reviews) if one.id == review.id), None)
        if logged is None or Amendments(log.events).undone(logged):
            raise payloads.no_longer(review.id)
        keys = self._kin([logged.fact])
        if logged.counts and not any(log.derived.latest.get(key) == logged.id for key in keys):
            raise payloads.no_longer(review.id)
        payload = payloads.rerating(rating, after)
        event = self._event(EventKind.RERATED, review.id, payload, now, logged.study_day)
        self._refold(keys)
        return Amendments([event]).applied(logged)

    def undo(self, question_id: str, now: datetime, study_day: date) -> tuple[FactKey, ...]:
        """Append that a question is undone, and put back the memories of its facts.

        Raises ValueError where no answer to the question stands.
        """
        log = self._log
        undone = Amendments(log.events).undone
        ids, facts = [], []
        for review in log.reviews:
            if review.question_id == question_id and not undone(review):
                ids.append(review.id)
                facts.append(review.fact)
        if not ids:
            raise payloads.none_stands(question_id)
        self._event(EventKind.UNDONE, question_id, {}, now, study_day)
        held = self._refold(self._kin(facts))
        return tuple(dict.fromkeys(held[review] for review in ids))

    def amend(
        self,
        question_id: str,
        answers: Callable[[], Sequence[Answer]],
        now: datetime,
        study_day: date,
    ) -> tuple[Review, ...]:
        """Undo a question and append other answers in its place, both or neither.

        `answers` is called once the question is undone. Raises ValueError as `undo` does.
        """
        facts = self.undo(question_id, now, study_day)
        try:
            return self.record(answers())
        except BaseException:
            self._log.events.pop()
            self._refold(self._kin(facts))
            raise

    def note(
        self,
        kind: EventKind,
        target: str,
        payload: Mapping[str, object],
        now: datetime,
        study_day: date,
    ) -> Event:
        """Append any other event, and derive what follows from it.

        Raises ValueError for RERATED and UNDONE, and where the payload is not what its kind needs.
        """
        event = self._event(kind, target, payloads.noted(kind, target, payload), now, study_day)
        if kind is EventKind.MOVED:
            self._refold(self._kin([FactKey(target)]))
        elif kind is EventKind.RESET:
            self._log.derived.forget(FactKey(target))
        elif kind in ABOUT_FACTS:
            self._log.derived.set_apart(event)
        return event

    def _event(
        self,
        kind: EventKind,
        target: str,
        payload: Mapping[str, object],
        now: datetime,
        study_day: date,
    ) -> Event:
        at = milliseconds(now)
        log = self._log
        event = Event(log.ids.make(at), self.machine, at, study_day, kind, target, payload)
        log.events.append(event)
        return event

    def _kin(self, facts: Iterable[FactKey]) -> set[FactKey]:
        """The facts and all that were ever moved to or from them."""
        moves = [
            {FactKey(event.target), moved_from(event)} for event in self.events(EventKind.MOVED)
        ]
        found, size = set(facts), -1
        while size != len(found):
            size = len(found)
            found.update(*(pair for pair in moves if pair & found))
        return found

    def _refold(self, keys: set[FactKey]) -> dict[str, FactKey]:
        """Derive anew what stands of these keys, and say which of them holds each review today."""
        log = self._log
        reviews = [review for review in log.reviews if review.fact in keys]
        events = [
            event for event in log.events if event.kind not in ABOUT_FACTS or event.target in keys
        ]
        log.derived.renew(keys, derive(reviews, events, self._replay))
        held = histories(reviews, events)
        return {review.id: key for key, history in held.items() for review in history}

    def absorb(self, rows: Iterable[Review | Event], answers: Mapping[str, str]) -> int:
        """Take in rows of another log as they stand, and say how many were not here yet.

        Raises ValueError for an id that is none of a log's.
        """
        log = self._log
        reviews = {review.id: review for review in log.reviews}
        events = {event.id: event for event in log.events}
        before = len(reviews) + len(events)
        for row in rows:
            value_of(row.id)
            if isinstance(row, Review):
                reviews.setdefault(row.id, row)
            else:
                events.setdefault(row.id, row)
        log.reviews = [reviews[key] for key in sorted(reviews)]
        log.events = [events[key] for key in sorted(events)]
        log.answers = {**answers, **log.answers}
        for rows_of_kind in (log.reviews, log.events):
            log.ids.seen(max((row.id for row in rows_of_kind), default=""))
        self.rebuild()
        return len(reviews) + len(events) - before

    def rebuild(self) -> None:
        """Derive everything anew from the log."""
        log = self._log
        log.derived = derive(log.reviews, log.events, self._replay)
