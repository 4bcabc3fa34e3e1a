"""A session's dealings with the log: what becomes of an answer, and what is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.facts import FactKey
from quiz.memory.schedule import Outcomes, Scheduler
from quiz.memory.study_day import from_ms, to_ms
from quiz.review import EventKind, Memory, Mode, Rating, Review
from quiz.shapes import DontKnow
from quiz.study.asking import previews_of, unmoved
from quiz.study.bundles import Step
from quiz.study.ledger import Ledger
from quiz.study.outlook import View, outlook
from quiz.study.ports import Store
from quiz.study.rating import helped, ratings_for
from quiz.study.route import Route
from quiz.study.settings import Settings
from quiz.study.start import Start
from quiz.study.submission import Submission
from quiz.study.summary import tally
from quiz.study.turn import Answered, Asked, Doubted, Ending, Finished, Kept, Turn

if TYPE_CHECKING:
    from quiz.deck.deck import Deck


class Course:
    """Asks what the route leads to, and takes the answers into the log."""

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
        facts = {key: fact for deck in decks for key, fact in deck.facts.items()}
        self.ledger = Ledger(start, facts, [deck.id for deck in decks], store, scheduler, now)
        self.route = Route(start, decks, facts, self.ledger, store, settings, now)
        self._store = store
        self._settings = settings
        self._calendar = scheduler.calendar
        self._begun, self._ended = start.resumed, False
        self._outcomes: dict[FactKey, Outcomes] = {}
        self._taken_back: Step | None = None
        self._doubts: dict[str, Submission] = {}

    def next(self, now: datetime) -> Turn:
        """What comes next: a question, a wait for a step, or the end."""
        found = self.route.next(now)
        self._taken_back = None
        return self._turn(found, now)

    def _turn(self, found: Turn | Ending, now: datetime) -> Turn:
        if isinstance(found, Answered):
            return self._doubted(found)
        return self.finished(found, now) if isinstance(found, Ending) else found

    def _doubted(self, answered: Answered) -> Answered | Doubted:
        """A verdict that was held back, or what is to be asked before it."""
        doubt = self._doubts.get(answered.reviews[0].question_id)
        near_miss = None if doubt is None else doubt.verdict.near_miss
        return answered if near_miss is None else Doubted(answered.asked, near_miss, answered)

    # What becomes of an answer.

    def commit(
        self, asked: Asked, submission: Submission, now: datetime
    ) -> Answered | Doubted | Kept:
        """Log an answer, and say what comes of it; in a bundle, once it is answered to the end.

        A near miss in a bundle is logged as one that was meant, and asked about at its verdict.
        """
        if not self._begun:
            self._note_session(EventKind.SESSION_STARTED, self.start.payload(self._settings), now)
            self._begun = True
        question, key, given = asked.question, asked.fact.key, submission
        bundle = self.route.run.holding(key)
        if given.verdict.near_miss is not None:
            submission = given.decided(question, meant=True)
        if bundle is not None:
            if asked.memory is None and self.route.was_shown(bundle):
                submission = replace(submission, verdict=helped(submission.verdict))
            submission = replace(submission, bundle=bundle)
        reviews, outcomes = self.ledger.commit(question, submission, now)
        # The verdicts of a bundle come later, and its ratings may be overruled until then.
        self._outcomes = outcomes if bundle is None else self._outcomes | outcomes
        self._taken_back = None
        self.route.note(reviews, bundle)
        if given.verdict.near_miss is not None:
            self._doubts[reviews[0].question_id] = replace(given, bundle=bundle)
        answered = self._answered(asked, submission, reviews)
        if bundle is None:
            return answered
        run = self.route.run
        run.keep(answered)
        verdict = run.verdict()
        return Kept(asked) if verdict is None else self._doubted(verdict)

    def _answered(
        self, asked: Asked, submission: Submission, reviews: tuple[Review, ...]
    ) -> Answered:
        key, counted = asked.fact.key, all(review.counts for review in reviews)
        after = self.ledger.memories.get(key)
        return Answered(
            asked,
            submission.verdict,
            self.route.asker.explain(key),
            min(review.rating for review in reviews),
            _ratings(asked, reviews) if counted else (),
            previews_of(self._outcomes[key]) if counted else unmoved(after, reviews[0].at),
            reviews,
            counted,
            self._became_leech(asked, after),
            isinstance(submission.response, DontKnow),
        )

    def settle(self, asked: Asked, answered: Answered, *, meant: bool, now: datetime) -> Answered:
        """Take down whether a near miss was meant that was logged as if it had been."""
        question_id = answered.reviews[0].question_id
        submission = self._doubts[question_id].decided(asked.question, meant=meant)
        if not meant:
            try:
                reviews, outcomes = self.ledger.amend(question_id, asked.question, submission, now)
            except ValueError:
                pass  # another process took it back: there is nothing to be amended
            else:
                self._outcomes |= outcomes
                self.route.amended(question_id, reviews)
                answered = self._answered(asked, submission, reviews)
        del self._doubts[question_id]
        return replace(answered, asked=asked)

    def rerate(self, turn: Answered, rating: Rating, now: datetime) -> Answered:
        """Log that an answer is rated otherwise, and put its facts where that leads to.

        Of several facts, what was wrong stays so.
        """
        facts, alone = turn.asked.question.facts, len(turn.reviews) == 1
        try:
            reviews = tuple(
                self.ledger.rerate(review, rating, self._outcomes[review.fact].after(rating), now)
                if alone or review.correct
                else review
                for review in turn.reviews
            )
        finally:
            self.route.put_off(facts)
        after = self.ledger.memories.get(turn.asked.fact.key)
        leech = self._became_leech(turn.asked, after)
        return replace(turn, rating=rating, reviews=reviews, became_leech=leech)

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer to take back, or one whose question is still to be asked."""
        return bool(self.route.asked) or self._taken_back is not None

    def undo(self, now: datetime) -> Turn:
        """Take back the last answer, or a bundle that was judged, and ask it again."""
        step = self._taken_back or self.route.last_step()
        while step.questions:
            facts = self.ledger.undo(step.questions[-1], now)
            step = step.without_last(facts)
            # Should anything fail from here on, trying again must not take back one answer more.
            self._taken_back = step
            self.route.outdate()
        self.route.catch_up(now)
        found = self.route.ask_again(step, now)
        self._taken_back = None
        return self._turn(found, now)

    def end(self, now: datetime) -> None:
        """Log that the session is closed, if anything of it was logged."""
        if self._begun and not self._ended:
            payload = {"questions": self.route.answered}
            self._note_session(EventKind.SESSION_ENDED, payload, now)
            self._ended = True

    def finished(self, ending: Ending, now: datetime) -> Finished:
        """What the session came to, and what is left to do."""
        reviews = list(self._store.reviews(session_id=self.start.id)) if self.route.asked else []
        figures = tally(reviews, self.route.asker.title, self.route.asker.name)
        ledger, left, facts = self.ledger, self.route.plan, self.route.facts
        day, studying = ledger.study_day(now), self.start.mode is Mode.STUDY
        view = View(facts, ledger.memories, ledger.standing, self._calendar, day, to_ms(now))
        rest = outlook(view, left if studying else None)
        return Finished(
            ending=ending,
            questions=figures.questions,
            right=figures.right,
            duration_ms=figures.duration_ms,
            decks=figures.decks,
            confused=figures.confused,
            missed=tuple(key for key in figures.missed if key in facts),
            next_due=None if rest.next_at is None else from_ms(rest.next_at),
            due_now=len(left.due) + len(left.steps) if studying else rest.due,
            new_left=rest.new,
            mode=self.start.mode,
            held_back=rest.due if studying else 0,
            more_new=0 if left.new else left.new_put_off,
        )

    def _note_session(self, kind: EventKind, payload: Mapping[str, object], now: datetime) -> None:
        self._store.note(kind, self.start.id, payload, now, self.ledger.study_day(now))

    def _became_leech(self, asked: Asked, after: Memory | None) -> bool:
        before = asked.memory.lapses if asked.memory else 0
        return after is not None and before < self._settings.leech_lapses <= after.lapses


def _ratings(asked: Asked, reviews: Sequence[Review]) -> tuple[Rating, ...]:
    """What may overrule: of several facts what was wrong stays so, which may be all of them."""
    some = len(reviews) == 1 or any(review.correct for review in reviews)
    return ratings_for(asked.question.shape) if some else ()
