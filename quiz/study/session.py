"""A session: one question after another, each answer on disk before the next one shows.

It is a state machine over `Turn`s. Everything it needs to go on after a kill stands in the log:
the plan is made anew from where memories stand, and what was asked is read back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from quiz.review import Confidence, EventKind, Rating
from quiz.shapes import DontKnow, Explanation, Response, Reveal
from quiz.study.course import Course
from quiz.study.ports import Store
from quiz.study.settings import Settings
from quiz.study.start import Start
from quiz.study.status import Counts
from quiz.study.submission import Foreseen, Submission
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Ending,
    Finished,
    Kept,
    Turn,
    Waiting,
)
from quiz.study.workload import USUAL_PACE_MS

PACE_HOLDS_FOR = 10
"""After so many questions the pace is asked for again."""

_UNANSWERED = (Asked, Declaring, Doubted)


class Session:
    """One sitting over some decks; `turn` says what to show, the methods what was done.

    Methods raise ValueError where the turn does not allow them, and
    `quiz.errors.DataError` where the answer could not be kept: the turn is then what it was, and
    the same can be done again.
    """

    def __init__(
        self,
        course: Course,
        store: Store,
        settings: Settings,
        now: datetime,
    ) -> None:
        self._course = course
        self._asker = course.route.asker
        self._start = course.start
        self._store = store
        self._settings = settings
        self._given: Submission | None = None
        self._confidence: Confidence | None = None
        self._foreseen: Foreseen | None = None
        self._pace: tuple[int, float] | None = None
        self.turn: Turn = course.next(now)

    @property
    def resumed(self) -> bool:
        """Whether the session was begun earlier and goes on."""
        return self._start.resumed

    @property
    def counts(self) -> Counts:
        """What is left of the session."""
        plan = self._course.route.plan
        return Counts(len(plan.new), len(plan.steps), len(plan.due))

    @property
    def estimate_ms(self) -> int:
        """How long the rest will take at this person's pace, and no longer than there is time."""
        asked = self._course.route.answered
        if self._pace is None or not 0 <= asked - self._pace[0] < PACE_HOLDS_FOR:
            self._pace = (asked, self._store.pace_ms() or USUAL_PACE_MS)
        rest_ms = int(self._course.route.questions_left * self._pace[1])
        left_ms = self._course.route.left_ms()
        return rest_ms if left_ms is None else min(rest_ms, max(left_ms, 0))

    @property
    def asked(self) -> Asked | None:
        """The question on screen, answered or not."""
        match self.turn:
            case Asked() as asked:
                return asked
            case Declaring(asked=asked) | Doubted(asked=asked):
                return asked
            case Answered(asked=asked) | Kept(asked=asked):
                return asked
            case _:
                return None

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer of this session to take back."""
        return self._course.can_undo

    @property
    def start(self) -> Start:
        """How the session was begun."""
        return self._start

    @property
    def all_judged(self) -> bool:
        """Whether no question is open and no verdict still to come: not so within a bundle."""
        judged = isinstance(self.turn, Answered) and not self._course.route.run.holds_back
        return judged or isinstance(self.turn, Waiting)

    def minutes_left(self, now: datetime | None = None) -> float | None:
        """What is left of the time budget, None without one; without `now` at the last answer."""
        left_ms = self._course.route.left_ms(now)
        return None if left_ms is None else max(left_ms, 0) / 60_000

    @property
    def explanation(self) -> Explanation:
        """What there is to read after the verdict on the question on screen, to be made ready."""
        return self._asker.explain(self._current().fact.key)

    def look_ahead(self) -> None:
        """Make ready what the next question needs, while this one is read; nothing changes."""
        self._course.route.look_ahead()

    # Answering.

    def reveal(self, now: datetime) -> Turn:
        """Show the answer of a `Reveal`, after asking how sure one is of it, where that is asked.

        It fixes what each rating leads to. A face that reveals without it loses two things only:
        confidence is then declared when the answer was seen already, and the steps under the
        ratings count from when the question was shown.
        """
        asked = self._open()
        if not isinstance(asked.question.shape, Reveal):
            raise ValueError("there is nothing to reveal")
        if self._settings.confidence and not asked.revealed:
            self._given, self.turn = None, Declaring(asked)
            return self.turn
        return self.turn if asked.revealed else self._show(asked, None, now)

    def submit(self, response: Response, now: datetime, duration_ms: int) -> Turn:
        """Hand in an answer; it is committed unless something is still to be said about it.

        Nobody is asked how sure they are that they do not know.
        """
        asked = self._open()
        verdict = asked.question.grade(response)
        if asked.revealed:
            confidence, foreseen = self._confidence, self._foreseen
        elif self._settings.confidence and not isinstance(response, DontKnow):
            self._given, self.turn = Submission(response, duration_ms, verdict), Declaring(asked)
            return self.turn
        else:
            confidence, foreseen = None, self._asker.foreseen(asked.question, None, now)
        return self._judge(
            asked, Submission(response, duration_ms, verdict, confidence, foreseen), now
        )

    def declare(self, confidence: Confidence, now: datetime) -> Turn:
        """Say how sure the answer was."""
        if not isinstance(self.turn, Declaring):
            raise ValueError("nobody asked how sure the answer was")
        asked = self.turn.asked
        if self._given is None:
            return self._show(asked, confidence, now)
        return self._judge(asked, replace(self._given, confidence=confidence), now)

    def decide(self, *, meant: bool, now: datetime) -> Turn:
        """Say whether a near miss was meant."""
        turn, given = self.turn, self._given
        if isinstance(turn, Doubted) and turn.answered is not None:
            self.turn = self._course.settle(turn.asked, turn.answered, meant=meant, now=now)
            return self.turn
        if not isinstance(turn, Doubted) or given is None:
            raise ValueError("there is no near miss to decide on")
        return self._judge(turn.asked, given.decided(turn.asked.question, meant=meant), now)

    def rerate(self, rating: Rating, now: datetime) -> Turn:
        """Overrule the rating of the answer on screen, with the interval that was shown for it.

        Raises ValueError also where another process has answered the fact since.
        """
        turn = self.turn
        if not isinstance(turn, Answered) or rating not in turn.ratings:
            raise ValueError(f"{rating.name.lower()} cannot be given here")
        if rating is not turn.rating:
            self.turn = self._course.rerate(turn, rating, now)
        return self.turn

    def advance(self, now: datetime) -> Turn:
        """Go on: to the next question, a wait, or the end."""
        if not isinstance(self.turn, _UNANSWERED):
            self.turn = self._course.next(now)
        return self.turn

    def undo(self, now: datetime) -> Turn | None:
        """Take back the last answer, as far as the start of the session; None if there is none.

        An answer that is not committed yet is taken back first: its question is open again.
        """
        match self.turn:
            case Declaring(asked=asked) | Doubted(asked=asked, answered=None):
                self.turn = asked
                return self.turn
        if not self._course.can_undo:
            return None
        self.turn = self._course.undo(now)
        return self.turn

    # The fact on screen.

    def bury(self, now: datetime) -> Turn:
        """Put the fact on screen off until tomorrow."""
        self._course.ledger.bury(self._current().fact.key, now)
        return self._without(now)

    def suspend(self, now: datetime) -> Turn:
        """Put the fact on screen away until it is resumed."""
        self._course.ledger.note(EventKind.SUSPENDED, self._current().fact.key, {}, now)
        return self._without(now)

    def flag(self, reason: str, now: datetime) -> Turn:
        """Mark the fact on screen with a reason."""
        key = self._current().fact.key
        self._course.ledger.note(EventKind.FLAGGED, key, {"reason": reason}, now)
        return self._with_flag(reason)

    def unflag(self, now: datetime) -> Turn:
        """Take the mark of the fact on screen away."""
        key = self._current().fact.key
        self._course.ledger.note(EventKind.UNFLAGGED, key, {}, now)
        return self._with_flag(None)

    def start_afresh(self, now: datetime) -> Turn:
        """Forget the memory of the fact on screen, since its answer changed; it comes again.

        Before its answer is committed it is asked anew at once. After that it comes last among
        the new ones, and its rating can no longer be overruled.
        """
        asked = self._current()
        self._course.ledger.reset(asked.fact.key, now)
        self._course.route.plan_anew(now)
        if isinstance(self.turn, Answered):
            self.turn = replace(self.turn, ratings=())
        else:
            self.turn = self._course.route.ask(asked.fact.key, now)
        return self.turn

    def end(self, now: datetime) -> Finished:
        """Close the session for good; what is left waits for the next one."""
        finished = (
            self.turn
            if isinstance(self.turn, Finished)
            else self._course.finished(Ending.LEFT, now)
        )
        self._course.end(now)
        return finished

    # Within.

    def _open(self) -> Asked:
        if not isinstance(self.turn, Asked):
            raise ValueError("no question is open")
        return self.turn

    def _current(self) -> Asked:
        asked = self.asked
        if asked is None:
            raise ValueError("no fact is on screen")
        return asked

    def _with_flag(self, reason: str | None) -> Turn:
        asked = replace(self._current(), flag=reason)
        if isinstance(self.turn, Answered | Declaring | Doubted | Kept):
            self.turn = replace(self.turn, asked=asked)
        else:
            self.turn = asked
        return self.turn

    def _without(self, now: datetime) -> Turn:
        """Go on without the fact on screen: another one may take its place within the limits."""
        self._course.route.plan_anew(now)
        self.turn = self._course.next(now)
        return self.turn

    def _show(self, asked: Asked, confidence: Confidence | None, now: datetime) -> Turn:
        revealed, foreseen = self._asker.reveal(asked, confidence, now)
        self._confidence, self._foreseen, self.turn = confidence, foreseen, revealed
        return self.turn

    def _judge(self, asked: Asked, given: Submission, now: datetime) -> Turn:
        near_miss = given.verdict.near_miss
        # To ask in a bundle whether it was meant would tell what is right before its verdicts.
        if near_miss is not None and asked.bundle is None:
            self._given, self.turn = given, Doubted(asked, near_miss)
        else:
            self.turn = self._course.commit(asked, given, now)
        return self.turn
