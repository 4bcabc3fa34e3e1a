"""The way through a session: what is planned, what is asked next, what becomes of an answer.

Nothing of it is stored. All follows from how the session was begun, which stands in the log, and
from where memories stand: so after a kill the same way is found again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.facts import FactKey
from quiz.memory.schedule import Outcomes, Scheduler
from quiz.memory.study_day import from_ms, to_ms
from quiz.review import Confidence, EventKind, Memory, Mode, Rating, State
from quiz.study.asking import Asker, previews_of, unmoved
from quiz.study.ledger import Ledger
from quiz.study.outlook import View, outlook
from quiz.study.planner import Candidates, Progress, plan
from quiz.study.ports import Store
from quiz.study.rating import ratings_for
from quiz.study.settings import Settings
from quiz.study.start import Start, by_question
from quiz.study.stopwatch import stopped_at
from quiz.study.submission import Foreseen, Submission
from quiz.study.summary import tally
from quiz.study.turn import Answered, Asked, Ending, Finished, Turn, Waiting

if TYPE_CHECKING:
    from quiz.deck.deck import Deck


class Course:
    """Plans the questions of one session, builds them, and takes the answers into the log."""

    def __init__(
        self,
        start: Start,
        decks: Sequence[Deck],
        store: Store,
        scheduler: Scheduler,
        settings: Settings,
        now: datetime,
    ) -> None:
        self.start = start
        self.facts = {key: fact for deck in decks for key, fact in deck.facts.items()}
        self.ledger = Ledger(start, self.facts, [deck.id for deck in decks], store, scheduler, now)
        self._asker = Asker(decks, self.ledger, store, start, settings.leech_lapses)
        self._store = store
        self._settings = settings
        self._calendar = scheduler.calendar
        self._begun, self._ended = start.resumed, False
        self._outcomes: dict[FactKey, Outcomes] = {}
        self._taken_back: tuple[FactKey, ...] | None = None
        self._outdated = False
        self.plan_anew(now)

    def plan_anew(self, now: datetime) -> None:
        """Plan from where memories stand, and read back what this session has asked."""
        questions = by_question(self._store.reviews(session_id=self.start.id))
        day = self.ledger.study_day(now)
        last_seen = {one.fact: one.answer_digest for asked in questions.values() for one in asked}
        progress = Progress(
            self.start.mode,
            self.start.seed,
            tuple(tuple(review.fact for review in asked) for asked in questions.values()),
            frozenset(
                key
                for key, digest in last_seen.items()
                if key in self.facts and self.facts[key].digest != digest
            ),
            tuple(key for group in self.start.groups for key in group),
        )
        candidates = Candidates(
            self.facts,
            self.ledger.memories,
            self.ledger.standing,
            self._store.first_answers(day, day),
            self._settings,
            self.ledger.retrievability,
        )
        self.plan = plan(candidates, progress, to_ms(now), day)
        self.questions = list(questions)
        self.watch = stopped_at(questions.values())
        self._day = day

    def _read_anew(self, now: datetime) -> None:
        self.ledger.refresh(now)
        self.plan_anew(now)
        self._outdated = False

    # What comes next.

    def next(self, now: datetime) -> Turn:
        """What comes next: a question, a wait for a step, or the end.

        Where a new study day has begun meanwhile, it is planned for.
        """
        if self._outdated or self.ledger.study_day(now) != self._day:
            self._read_anew(now)
        turn = self._turn(now)
        self._taken_back = None
        return turn

    def _turn(self, now: datetime) -> Turn:
        key = self._next_fact(to_ms(now))
        if key is not None:
            return self.finished(Ending.TIME, now) if self._over(now) else self.ask(key, now)
        step_at = self.plan.next_step_at()
        if step_at is None:
            return self.finished(Ending.DONE if self.questions else Ending.NOTHING_DUE, now)
        if self._over(now, waiting_ms=step_at - to_ms(now)):
            return self.finished(Ending.TIME, now)
        return Waiting(from_ms(step_at), len(self.plan.steps))

    def _over(self, now: datetime, waiting_ms: int = 0) -> bool:
        """Whether the time budget is used up, or would be by such a wait."""
        left_ms = self.left_ms(now)
        return left_ms is not None and (left_ms <= 0 or waiting_ms > left_ms)

    def left_ms(self, now: datetime | None = None) -> int | None:
        """What is left of the time budget, None without one."""
        if self.start.budget_ms is None:
            return None
        passed_ms = self.watch.passed_by(to_ms(now)) if now else self.watch.passed_ms
        return self.start.budget_ms - passed_ms

    def _next_fact(self, now_ms: int) -> FactKey | None:
        """The next of the plan that no other process was quicker to ask."""
        while (key := self.plan.next(now_ms)) is not None and self.ledger.catch_up(key):
            memory = self.ledger.memory(key)
            if memory is None or self.start.mode is Mode.DRILL:
                break
            if memory.state is not State.REVIEW:
                self.plan.wait(key, memory.due_at)
            elif memory.due_at > now_ms:
                self.plan.drop(key)
            else:
                break
        return key

    @property
    def questions_left(self) -> int:
        """How many questions are still to come, at best: a new fact is asked once a step."""
        steps = max(len(self._settings.learning_steps), 1)
        return len(self.plan) + len(self.plan.new) * (steps - 1)

    def ask(self, key: FactKey, now: datetime) -> Asked:
        """Build the question for a fact."""
        asked = len(self.questions)
        return self._asker.ask(key, now, asked + 1, asked + max(self.questions_left, 1))

    def reveal(
        self, asked: Asked, confidence: Confidence | None, now: datetime
    ) -> tuple[Asked, Foreseen]:
        """Fix what each rating will lead to, now that the answer is seen."""
        return self._asker.reveal(asked, confidence, now)

    def foreseen(self, asked: Asked, now: datetime) -> Foreseen | None:
        """What the ratings of a `Reveal` were shown to lead to from the beginning."""
        return self._asker.foreseen(asked.question, None, now)

    # What becomes of an answer.

    def commit(self, asked: Asked, submission: Submission, now: datetime) -> Answered:
        """Log an answer, and say what comes of it."""
        if not self._begun:
            self._note_session(EventKind.SESSION_STARTED, self.start.payload(self._settings), now)
            self._begun = True
        question, key = asked.question, asked.fact.key
        reviews, self._outcomes = self.ledger.commit(question, submission, now)
        self._taken_back = None
        first = reviews[0]
        self.questions.append(first.question_id)
        self.watch.answered(first.at, first.duration_ms)
        self.plan.asked(question.facts)
        self._put_off(question.facts)
        counted = all(review.counts for review in reviews)
        after = self.ledger.memories.get(key)
        return Answered(
            asked,
            submission.verdict,
            self._asker.explain(key),
            first.rating,
            ratings_for(question.shape) if counted else (),
            previews_of(self._outcomes[key]) if counted else unmoved(after, first.at),
            reviews,
            counted,
            self._became_leech(asked, after),
        )

    def rerate(self, turn: Answered, rating: Rating, now: datetime) -> Answered:
        """Log that an answer is rated otherwise, and put its facts where that leads to."""
        facts = turn.asked.question.facts
        try:
            reviews = tuple(
                self.ledger.rerate(review, rating, self._outcomes[review.fact].after(rating), now)
                for review in turn.reviews
            )
        finally:
            self._put_off(facts)
        after = self.ledger.memories.get(turn.asked.fact.key)
        leech = self._became_leech(turn.asked, after)
        return replace(turn, rating=rating, reviews=reviews, became_leech=leech)

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer to take back, or one whose question is still to be asked."""
        return bool(self.questions) or self._taken_back is not None

    def undo(self, now: datetime) -> Turn:
        """Take back the last answer, and ask its question again."""
        if self._taken_back is None:
            self._taken_back = self.ledger.undo(self.questions[-1], now)
            self._outdated = True
        # Should reading fail from here on, trying again must not take back one answer more.
        if self._outdated:
            self._read_anew(now)
        key = next((fact for fact in self._taken_back if fact in self.facts), None)
        turn = self.next(now) if key is None else self.ask(key, now)
        self._taken_back = None
        return turn

    def end(self, now: datetime) -> None:
        """Log that the session is closed, if anything of it was logged."""
        if self._begun and not self._ended:
            payload = {"questions": len(self.questions)}
            self._note_session(EventKind.SESSION_ENDED, payload, now)
            self._ended = True

    def finished(self, ending: Ending, now: datetime) -> Finished:
        """What the session came to, and what is left to do."""
        reviews = list(self._store.reviews(session_id=self.start.id)) if self.questions else []
        figures = tally(reviews, self._asker.title, self._asker.name)
        ledger, left = self.ledger, self.plan
        day, studying = ledger.study_day(now), self.start.mode is Mode.STUDY
        view = View(self.facts, ledger.memories, ledger.standing, self._calendar, day, to_ms(now))
        rest = outlook(view, left if studying else None)
        return Finished(
            ending=ending,
            questions=figures.questions,
            right=figures.right,
            duration_ms=figures.duration_ms,
            decks=figures.decks,
            confused=figures.confused,
            missed=tuple(key for key in figures.missed if key in self.facts),
            next_due=None if rest.next_at is None else from_ms(rest.next_at),
            due_now=len(left.due) + len(left.steps) if studying else rest.due,
            new_left=rest.new,
            mode=self.start.mode,
            held_back=rest.due if studying else 0,
        )

    def _note_session(self, kind: EventKind, payload: Mapping[str, object], now: datetime) -> None:
        self._store.note(kind, self.start.id, payload, now, self.ledger.study_day(now))

    def _put_off(self, keys: Sequence[FactKey]) -> None:
        """Put what is in learning off to its step; a drill asks each fact once."""
        for key in keys:
            memory = self.ledger.memories.get(key)
            if memory and memory.state is not State.REVIEW and self.start.mode is not Mode.DRILL:
                self.plan.wait(key, memory.due_at)
            else:
                self.plan.drop(key)

    def _became_leech(self, asked: Asked, after: Memory | None) -> bool:
        before = asked.memory.lapses if asked.memory else 0
        return after is not None and before < self._settings.leech_lapses <= after.lapses
