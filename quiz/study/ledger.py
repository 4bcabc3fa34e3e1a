"""The memories of a session, kept in step with the log that they are derived from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quiz.facts import Fact, FactKey
from quiz.memory.fuzz import Agenda
from quiz.memory.schedule import Given, Outcomes, Scheduler
from quiz.memory.study_day import to_ms
from quiz.review import Confidence, EventKind, Memory, Mode, Rating, Review
from quiz.shapes import Mark, Question, Response, response_record, shown_options
from quiz.study.load import Load
from quiz.study.ports import Answer, Standing, Store
from quiz.study.rating import proposed_rating


@dataclass(frozen=True, slots=True)
class Submission:
    """An answer on its way into the log: what was asked, what was said, how sure and how long."""

    question: Question
    response: Response
    confidence: Confidence | None
    duration_ms: int
    session_id: str
    mode: Mode
    bundle_id: str | None = None


class Ledger:
    """Reads and writes the store for one session, and knows the memories without asking it."""

    def __init__(
        self,
        facts: Mapping[FactKey, Fact],
        deck_ids: Sequence[str],
        store: Store,
        scheduler: Scheduler,
        now: datetime,
    ) -> None:
        self._facts = facts
        self._deck_ids = deck_ids
        self._store = store
        self._scheduler = scheduler
        self.refresh(now)

    def refresh(self, now: datetime) -> None:
        """Read memories and what stands anew: after an undo, or when a session begins."""
        self.study_day = self._scheduler.calendar.study_day(now)
        self.memories = self._store.memories(self._deck_ids)
        self.standing: Standing = self._store.standing()
        self._load = Load(
            self._facts,
            self.memories,
            self._store.due_days(),
            self._scheduler.calendar,
            self.study_day,
        )

    def memory(self, key: FactKey) -> Memory | None:
        """The memory that holds for a fact: none of an earlier revision."""
        memory = self.memories.get(key)
        return memory if memory and memory.revision >= self._facts[key].revision else None

    def retrievability(self, memory: Memory) -> float:
        """The chance of recalling it on this study day."""
        elapsed_days = (self.study_day - memory.last_study_day).days
        return self._scheduler.forgetting.retrievability(memory.stability, elapsed_days)

    def outcomes(self, key: FactKey, now: datetime, given: Given) -> Outcomes:
        """What each rating would lead to; fuzz and balance are decided here, once."""
        fact = self._facts[key]
        agenda = Agenda(self._load.ahead, self._load.sibling_days(key))
        return self._scheduler.outcomes(fact, self.memories.get(key), now, given, agenda)

    def commit(
        self, submission: Submission, marks: Sequence[Mark], now: datetime
    ) -> tuple[tuple[Review, ...], dict[FactKey, Outcomes]]:
        """Log what an answer says of each fact, at its proposed rating, in one transaction."""
        question_id = self._store.new_id(now)
        outcomes: dict[FactKey, Outcomes] = {}
        answers: list[Answer] = []
        for mark in marks:
            given = Given(submission.question.form, mark.correct, submission.confidence)
            outcomes[mark.fact] = self.outcomes(mark.fact, now, given)
            answers.append(self._answer(submission, mark, outcomes[mark.fact], question_id, now))
        reviews = self._store.record(answers)
        for review, answer in zip(reviews, answers, strict=True):
            if review.counts:
                self._moved(review.fact, answer.after)
            elif answer.review.counts:
                # Another process was first: what it made of the fact is what holds.
                self._moved(review.fact, self._store.memory(review.fact))
        return reviews, outcomes

    def rerate(self, review: Review, rating: Rating, after: Memory, now: datetime) -> Review:
        """Log that a review stands with another rating, and what that leads to."""
        rerated = self._store.rerate(review, rating, after, now)
        self._moved(review.fact, after)
        return rerated

    def undo(self, question_id: str, now: datetime) -> tuple[FactKey, ...]:
        """Take a question back."""
        facts = self._store.undo(question_id, now, self._scheduler.calendar.study_day(now))
        self.refresh(now)
        return facts

    def bury(self, key: FactKey, now: datetime) -> None:
        """Hide a fact until the next study day."""
        tomorrow = self.study_day + timedelta(days=1)
        self._note(EventKind.BURIED, key, {"until": tomorrow.isoformat()}, now)

    def suspend(self, key: FactKey, now: datetime) -> None:
        """Hide a fact until it is resumed."""
        self._note(EventKind.SUSPENDED, key, {}, now)

    def flag(self, key: FactKey, reason: str, now: datetime) -> None:
        """Mark a fact with a reason, to be found again."""
        self._note(EventKind.FLAGGED, key, {"reason": reason}, now)

    def unflag(self, key: FactKey, now: datetime) -> None:
        """Take a fact's mark away."""
        self._note(EventKind.UNFLAGGED, key, {}, now)

    def reset(self, key: FactKey, now: datetime) -> None:
        """Forget what is known of a fact's memory; its history stays in the log."""
        self._note(EventKind.RESET, key, {}, now)
        self._moved(key, None)

    def _note(
        self, kind: EventKind, key: FactKey, payload: Mapping[str, object], now: datetime
    ) -> None:
        self._store.note(kind, key, payload, now, self._scheduler.calendar.study_day(now))
        self.standing = self._store.standing()

    def _moved(self, key: FactKey, after: Memory | None) -> None:
        self._load.moved(self.memories.get(key), after)
        if after is None:
            self.memories.pop(key, None)
        else:
            self.memories[key] = after

    def _answer(
        self,
        submission: Submission,
        mark: Mark,
        outcomes: Outcomes,
        question_id: str,
        now: datetime,
    ) -> Answer:
        fact = self._facts[mark.fact]
        before = self.memories.get(mark.fact)
        at = to_ms(now)
        rating = proposed_rating(mark, submission.confidence)
        after = outcomes.after(rating)
        counts = submission.mode in (Mode.STUDY, Mode.AHEAD) or (
            before is not None and before.due_at <= at
        )
        question = submission.question
        review = Review(
            id="",
            machine="",
            question_id=question_id,
            session_id=submission.session_id,
            bundle_id=submission.bundle_id,
            at=at,
            study_day=self._scheduler.calendar.study_day(now),
            fact=mark.fact,
            revision=after.revision,
            answer_digest=fact.digest,
            mode=submission.mode,
            counts=counts,
            form=question.form,
            shape=type(question.shape).__name__.lower(),
            options=_json(shown_options(question.shape)),
            response=_json(response_record(submission.response)),
            correct=mark.correct,
            confidence=submission.confidence,
            proposed_rating=rating,
            rating=rating,
            confused_with=mark.confused_with,
            duration_ms=submission.duration_ms,
            scheduler=self._scheduler.forgetting.name,
            interval_days=after.interval_days,
            due_at=after.due_at,
        )
        return Answer(review, before, after, fact.answer)


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
