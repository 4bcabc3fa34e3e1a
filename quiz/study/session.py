"""A session: one question after another, each answer on disk before the next one shows.

It is a state machine over `Turn`s. Everything it needs to go on after a kill stands in the log:
the plan is made anew from where memories stand, and what was asked is read back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from quiz.facts import FactKey
from quiz.memory.schedule import Outcomes
from quiz.memory.study_day import Calendar
from quiz.review import Confidence, EventKind, Mode, Rating
from quiz.shapes import Response, Typed, Verdict
from quiz.study.course import Course, previews_of
from quiz.study.ledger import Submission
from quiz.study.ports import Store
from quiz.study.rating import ratings_for
from quiz.study.settings import Settings
from quiz.study.status import Counts
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Ending,
    Finished,
    Turn,
)

USUAL_PACE_MS = 12_000
"""What a question is thought to take before a person's own pace is known."""


class Session:
    """One sitting over some decks; `turn` says what to show, the methods what was done.

    Methods raise ValueError where the turn does not allow them, and
    `quiz.errors.DataError` where the answer could not be kept: the turn is then what it was.
    """

    def __init__(
        self, course: Course, store: Store, settings: Settings, calendar: Calendar, now: datetime
    ) -> None:
        self._course = course
        self._start = course.start
        self._store = store
        self._settings = settings
        self._calendar = calendar
        self._logged = course.start.resumed
        self._submitted: tuple[Response, int] | None = None
        self._confidence: Confidence | None = None
        self._outcomes: dict[FactKey, Outcomes] = {}
        self.turn: Turn = course.next(now)

    @property
    def resumed(self) -> bool:
        """Whether the session was begun earlier and goes on."""
        return self._start.resumed

    @property
    def mode(self) -> Mode:
        """What the session is for."""
        return self._start.mode

    @property
    def counts(self) -> Counts:
        """What is left of the session."""
        return Counts(
            len(self._course.plan.new), len(self._course.plan.steps), len(self._course.plan.due)
        )

    @property
    def estimate_ms(self) -> int:
        """How long the rest will take at this person's pace."""
        pace = self._store.pace_ms() or USUAL_PACE_MS
        return int(len(self._course.plan) * pace)

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer of this session to take back."""
        return bool(self._course.questions)

    def minutes_left(self) -> float | None:
        """What is left of the time budget, None without one."""
        if self._start.budget_ms is None:
            return None
        return max(0, self._start.budget_ms - self._course.spent_ms) / 60_000

    def submit(self, response: Response, now: datetime, duration_ms: int) -> Turn:
        """Hand in an answer; it is committed unless something is still to be said about it."""
        asked = self._asked()
        asked.question.grade(response)
        self._submitted = (response, duration_ms)
        self._confidence = None
        if self._settings.confidence:
            self.turn = Declaring(asked)
            return self.turn
        return self._judge(asked, now)

    def declare(self, confidence: Confidence, now: datetime) -> Turn:
        """Say how sure the answer was."""
        if not isinstance(self.turn, Declaring):
            raise ValueError("nobody asked how sure the answer was")
        self._confidence = confidence
        return self._judge(self.turn.asked, now)

    def decide(self, *, meant: bool, now: datetime) -> Turn:
        """Say whether a near miss was meant."""
        if not isinstance(self.turn, Doubted) or self._submitted is None:
            raise ValueError("there is no near miss to decide on")
        response, duration_ms = self._submitted
        if isinstance(response, Typed):
            response = replace(response, meant=meant)
        self._submitted = (response, duration_ms)
        return self._judge(self.turn.asked, now)

    def rerate(self, rating: Rating, now: datetime) -> Turn:
        """Overrule the rating of the answer on screen, with the interval that was shown for it."""
        turn = self.turn
        if not isinstance(turn, Answered) or rating not in turn.ratings:
            raise ValueError(f"{rating.name.lower()} cannot be given here")
        if rating is not turn.rating:
            reviews = tuple(
                self._course.ledger.rerate(
                    review, rating, self._outcomes[review.fact].after(rating), now
                )
                for review in turn.reviews
            )
            self._course.note_asked(turn.asked)
            self.turn = replace(turn, rating=rating, reviews=reviews)
        return self.turn

    def advance(self, now: datetime) -> Turn:
        """Go on: to the next question, a wait, or the end."""
        if isinstance(self.turn, Declaring | Doubted | Asked):
            return self.turn
        self.turn = self._course.next(now)
        return self.turn

    def undo(self, now: datetime) -> Turn | None:
        """Take back the last answer, as far as the start of the session; None if there is none."""
        if isinstance(self.turn, Declaring | Doubted):
            self.turn = self.turn.asked
            return self.turn
        if not self._course.questions:
            return None
        facts = self._course.ledger.undo(self._course.questions[-1], now)
        self._course.replan(now)
        key = next((fact for fact in facts if fact in self._course.facts), None)
        self.turn = self._course.next(now) if key is None else self._course.ask(key, now)
        return self.turn

    def bury(self, now: datetime) -> Turn:
        """Put the fact on screen off until tomorrow."""
        key = self._current()
        self._course.ledger.bury(key, now)
        return self._drop(key, now)

    def suspend(self, now: datetime) -> Turn:
        """Put the fact on screen away until it is resumed."""
        key = self._current()
        self._course.ledger.suspend(key, now)
        return self._drop(key, now)

    def flag(self, reason: str, now: datetime) -> Turn:
        """Mark the fact on screen with a reason."""
        self._course.ledger.flag(self._current(), reason, now)
        return self._with_flag(reason)

    def unflag(self, now: datetime) -> Turn:
        """Take the mark of the fact on screen away."""
        self._course.ledger.unflag(self._current(), now)
        return self._with_flag(None)

    def start_afresh(self, now: datetime) -> Turn:
        """Forget the memory of the fact on screen, since its answer changed; it comes again."""
        key = self._current()
        self._course.ledger.reset(key, now)
        if isinstance(self.turn, Asked):
            self.turn = self._course.ask(key, now)
        else:
            self._course.plan.drop(key)
            self._course.plan.new.append(key)
        return self.turn

    def end(self, now: datetime) -> Finished:
        """Close the session for good; what is left waits for the next one."""
        finished = self.turn if isinstance(self.turn, Finished) else None
        if self._logged:
            day = self._calendar.study_day(now)
            payload = {"questions": len(self._course.questions)}
            self._store.note(EventKind.SESSION_ENDED, self._start.id, payload, now, day)
            self._logged = False
        return finished or self._course.finished(Ending.LEFT, now)

    # Within.

    def _asked(self) -> Asked:
        if not isinstance(self.turn, Asked):
            raise ValueError("no question is open")
        return self.turn

    def _current(self) -> FactKey:
        match self.turn:
            case Asked() as asked:
                return asked.fact.key
            case Answered(asked=asked) | Declaring(asked=asked) | Doubted(asked=asked):
                return asked.fact.key
            case _:
                raise ValueError("no fact is on screen")

    def _with_flag(self, reason: str | None) -> Turn:
        match self.turn:
            case Asked() as asked:
                self.turn = replace(asked, flag=reason)
            case Answered(asked=asked) | Declaring(asked=asked) | Doubted(asked=asked) as turn:
                self.turn = replace(turn, asked=replace(asked, flag=reason))
            case _:
                pass
        return self.turn

    def _drop(self, key: FactKey, now: datetime) -> Turn:
        self._course.plan.drop(key)
        self.turn = self._course.next(now)
        return self.turn

    def _judge(self, asked: Asked, now: datetime) -> Turn:
        if self._submitted is None:
            raise ValueError("no answer was handed in")
        verdict = asked.question.grade(self._submitted[0])
        if verdict.near_miss is not None:
            self.turn = Doubted(asked, verdict.near_miss)
            return self.turn
        return self._commit(asked, verdict, now)

    def _commit(self, asked: Asked, verdict: Verdict, now: datetime) -> Turn:
        response, duration_ms = self._submitted or (None, 0)
        if response is None:
            raise ValueError("no answer was handed in")
        if not self._logged:
            self._log_start(now)
        submission = Submission(
            asked.question,
            response,
            self._confidence,
            duration_ms,
            self._start.id,
            self._start.mode,
        )
        reviews, self._outcomes = self._course.ledger.commit(submission, verdict.marks, now)
        self._course.questions.append(reviews[0].question_id)
        self._course.spent_ms += duration_ms
        self._course.note_asked(asked)
        counted = all(review.counts for review in reviews)
        after = self._course.ledger.memories.get(asked.fact.key)
        before_lapses = asked.memory.lapses if asked.memory else 0
        most = self._settings.leech_lapses
        self.turn = Answered(
            asked=asked,
            verdict=verdict,
            explanation=self._course.explain(asked.fact.key),
            rating=reviews[0].rating,
            ratings=ratings_for(asked.question.shape) if counted else (),
            previews=previews_of(self._outcomes[asked.fact.key]),
            reviews=reviews,
            counted=counted,
            became_leech=after is not None and before_lapses < most <= after.lapses,
        )
        return self.turn

    def _log_start(self, now: datetime) -> None:
        day = self._calendar.study_day(now)
        payload = self._start.payload(self._settings)
        self._store.note(EventKind.SESSION_STARTED, self._start.id, payload, now, day)
        self._logged = True
