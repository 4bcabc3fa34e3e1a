"""The memories of a session, kept in step with the log that they are derived from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from quiz.errors import DataError
from quiz.facts import Fact, FactKey
from quiz.memory.fuzz import Agenda
from quiz.memory.schedule import Given, Outcomes, Scheduler
from quiz.memory.study_day import to_ms
from quiz.review import Confidence, EventKind, Memory, Mode, Rating, Review
from quiz.shapes import SHAPES, Mark, Question, response_record, shown_options
from quiz.study.bundles import MEMBERS
from quiz.study.load import Load, Siblings
from quiz.study.ports import Answer, Standing, Store
from quiz.study.rating import proposed_rating
from quiz.study.start import Start
from quiz.study.submission import Foreseen, Submission

_SHAPE_NAMES = {shape: shape.__name__.lower() for shape in SHAPES}
_NO_OPTIONS = "{}"
_JSON = json.JSONEncoder(separators=(",", ":"))
"""ASCII only: what a terminal hands over as typed need not be text that a file can hold."""


class Ledger:
    """Reads and writes the store for one session, and knows the memories without asking it."""

    def __init__(
        self,
        start: Start,
        facts: Mapping[FactKey, Fact],
        deck_ids: Sequence[str],
        store: Store,
        scheduler: Scheduler,
        now: datetime,
    ) -> None:
        self._session_id, self._mode = start.id, start.mode
        self._counting = start.counting
        self._facts = facts
        self._deck_ids = deck_ids
        self._store = store
        self._scheduler = scheduler
        self._siblings = Siblings(facts.values())
        self._day = date.min
        self._day_ms = range(0)
        self.refresh(now)

    def refresh(self, now: datetime) -> None:
        """Read memories and what stands anew: after an undo, or when a day begins."""
        memories = self._store.memories(self._deck_ids)
        standing, due_days = self._store.standing(), self._store.due_days()
        self.memories: dict[FactKey, Memory] = memories
        self.standing: Standing = standing
        day = self.study_day(now)
        self._load = Load(self._siblings, memories, due_days, self._scheduler.calendar, day)
        self._load_day = day

    def study_day(self, now: datetime) -> date:
        """The study day of an instant, kept until it is over."""
        at = to_ms(now)
        if at not in self._day_ms:
            calendar = self._scheduler.calendar
            day = calendar.study_day(now)
            ends = calendar.start_ms(day + timedelta(days=1))
            self._day, self._day_ms = day, range(calendar.start_ms(day), ends)
        return self._day

    def memory(self, key: FactKey) -> Memory | None:
        """The memory that holds for a fact: none of an earlier revision."""
        memory = self.memories.get(key)
        return memory if memory and memory.revision >= self._facts[key].revision else None

    def retrievability(self, memory: Memory) -> float:
        """The chance of recalling it on this study day."""
        elapsed_days = (self._day - memory.last_study_day).days
        return self._scheduler.forgetting.retrievability(memory.stability, elapsed_days)

    def counts(self, key: FactKey, at: int) -> bool:
        """Whether an answer given then moves the memory.

        In a drill it does only where the fact is due, in an exam where that was asked for.
        """
        if self._mode is Mode.STUDY or self._mode is Mode.AHEAD:
            return True
        if self._mode is Mode.EXAM:
            return self._counting
        memory = self.memories.get(key)
        if memory is None:
            return False
        return memory.due_at <= at or memory.revision < self._facts[key].revision

    def catch_up(self, key: FactKey) -> bool:
        """Take note of what another process made of a fact; says whether it was answered there."""
        fresh, known = self._store.memory(key), self.memories.get(key)
        if fresh is known or fresh == known:  # a store that keeps what it read gives the same one
            return False
        self._moved(key, fresh)
        return True

    def outcomes(self, key: FactKey, now: datetime, given: Given) -> Outcomes:
        """What each rating would lead to; fuzz and balance are decided here, once."""
        day = self.study_day(now)
        if day != self._load_day:
            self._load.count_from(day)
            self._load_day = day
        agenda = Agenda(self._load.ahead, self._load.sibling_days(key))
        return self._scheduler.outcomes(
            self._facts[key], self.memories.get(key), now, given, agenda
        )

    def foresee(
        self, key: FactKey, form: str, confidence: Confidence | None, now: datetime
    ) -> Foreseen:
        """What an answer would lead to; only who was sure or guessed is told right from wrong."""
        right = self.outcomes(key, now, Given(form, correct=True, confidence=confidence))
        if confidence is None or confidence is Confidence.UNSURE:
            return Foreseen(now, right, right)
        wrong = self.outcomes(key, now, Given(form, correct=False, confidence=confidence))
        return Foreseen(now, wrong, right)

    # Writing.

    def commit(
        self, question: Question, submission: Submission, now: datetime
    ) -> tuple[tuple[Review, ...], dict[FactKey, Outcomes]]:
        """Log what an answer says of each fact, at its proposed rating, in one transaction."""
        answers, outcomes = self._answers(question, submission, now)
        return self._taken(self._store.record(answers), answers), outcomes

    def amend(
        self, question_id: str, question: Question, submission: Submission, now: datetime
    ) -> tuple[tuple[Review, ...], dict[FactKey, Outcomes]]:
        """Log another answer in place of an earlier one, as if that had never been given.

        Raises ValueError where the earlier one does not stand any more.
        """
        answers: list[Answer] = []
        outcomes: dict[FactKey, Outcomes] = {}

        def instead() -> list[Answer]:
            self._catch_up_all(question.facts)
            found, leads_to = self._answers(question, submission, now)
            answers.extend(found)
            outcomes.update(leads_to)
            return answers

        try:
            reviews = self._store.amend(question_id, instead, now, self.study_day(now))
        except DataError:
            # The earlier answer stands again, and so do the memories that it led to.
            with suppress(DataError):
                self._catch_up_all(question.facts)
            raise
        return self._taken(reviews, answers), outcomes

    def _catch_up_all(self, keys: Sequence[FactKey]) -> None:
        for key in keys:
            self.catch_up(key)

    def _answers(
        self, question: Question, submission: Submission, now: datetime
    ) -> tuple[list[Answer], dict[FactKey, Outcomes]]:
        foreseen, confidence = submission.foreseen, submission.confidence
        given_at = foreseen.at if foreseen else now
        question_id = self._store.new_id(now)
        outcomes: dict[FactKey, Outcomes] = {}
        answers: list[Answer] = []
        for mark in submission.verdict.marks:
            if foreseen:
                leads_to = foreseen.if_right if mark.correct else foreseen.if_wrong
            else:
                given = Given(question.form, mark.correct, confidence)
                leads_to = self.outcomes(mark.fact, given_at, given)
            outcomes[mark.fact] = leads_to
            after = leads_to.after(proposed_rating(mark, confidence))
            review = self._review(question, submission, mark, after, question_id, to_ms(given_at))
            before = self.memories.get(mark.fact)
            answers.append(Answer(review, before, after, self._facts[mark.fact].answer))
        return answers, outcomes

    def _taken(self, reviews: tuple[Review, ...], answers: Sequence[Answer]) -> tuple[Review, ...]:
        """Keep the memories in step with what was logged."""
        for review, answer in zip(reviews, answers, strict=True):
            if review.counts:
                self._moved(review.fact, answer.after)
            elif answer.review.counts:
                # Another process was first: what it made of the fact is what holds. The answer is
                # in the log already, so failing to read that must not look as if it were not.
                with suppress(DataError):
                    self.catch_up(review.fact)
        return reviews

    def rerate(self, review: Review, rating: Rating, after: Memory, now: datetime) -> Review:
        """Log that a review stands with another rating, and what that leads to.

        Raises ValueError where another process has answered the fact since.
        """
        try:
            rerated = self._store.rerate(review, rating, after, now)
        except ValueError:
            self.catch_up(review.fact)
            raise
        self._moved(review.fact, after)
        return rerated

    def undo(self, question_id: str, now: datetime) -> tuple[FactKey, ...]:
        """Log that a question is taken back; the memories are then to be read anew.

        Gives its facts, and none where another process has taken it back already.
        """
        try:
            return self._store.undo(question_id, now, self.study_day(now))
        except ValueError:
            return ()

    def bury(self, key: FactKey, now: datetime) -> None:
        """Hide a fact until the next study day."""
        tomorrow = self.study_day(now) + timedelta(days=1)
        self.note(EventKind.BURIED, key, {"until": tomorrow.isoformat()}, now)

    def reset(self, key: FactKey, now: datetime) -> None:
        """Forget what is known of a fact's memory; its history stays in the log."""
        self.note(EventKind.RESET, key, {}, now)
        self._moved(key, None)

    def note(
        self, kind: EventKind, key: FactKey, payload: Mapping[str, object], now: datetime
    ) -> None:
        """Log anything else about a fact."""
        self._store.note(kind, key, payload, now, self.study_day(now))
        self.standing = self._store.standing()

    def _moved(self, key: FactKey, after: Memory | None) -> None:
        self._load.moved(self.memories.get(key), after)
        if after is None:
            self.memories.pop(key, None)
        else:
            self.memories[key] = after

    def _review(
        self,
        question: Question,
        submission: Submission,
        mark: Mark,
        after: Memory,
        question_id: str,
        at: int,
    ) -> Review:
        counts, rating = self.counts(mark.fact, at), after.last_rating
        # What does not count leaves the fact where it is, and the log says so.
        stands = after if counts else self.memories.get(mark.fact, after)
        options, bundle = shown_options(question.shape), submission.bundle
        if bundle is not None:
            options = {**options, MEMBERS: bundle.facts}
        return Review(
            id="",
            machine="",
            question_id=question_id,
            session_id=self._session_id,
            bundle_id=None if bundle is None else bundle.id,
            at=at,
            study_day=after.last_study_day,
            fact=mark.fact,
            revision=after.revision,
            answer_digest=after.answer_digest,
            mode=self._mode,
            counts=counts,
            form=question.form,
            shape=_SHAPE_NAMES[type(question.shape)],
            options=_JSON.encode(options) if options else _NO_OPTIONS,
            response=_JSON.encode(response_record(submission.response)),
            correct=mark.correct,
            confidence=submission.confidence,
            proposed_rating=rating,
            rating=rating,
            confused_with=mark.confused_with,
            duration_ms=submission.duration_ms,
            scheduler=self._scheduler.forgetting.name,
            interval_days=stands.interval_days,
            due_at=stands.due_at,
        )
