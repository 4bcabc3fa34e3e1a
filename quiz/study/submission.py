"""An answer on its way into the log, and what it was shown to lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from quiz.memory.schedule import Outcomes
from quiz.memory.study_day import to_ms
from quiz.review import Confidence
from quiz.shapes import Question, Response, Typed, Verdict
from quiz.study.bundles import Bundle


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an answer would lead to, worked out before it is known whether it is right.

    `at` is the instant that it is taken to be given at.
    """

    at: datetime
    if_wrong: Outcomes
    if_right: Outcomes

    def given_at(self, now: datetime) -> Foreseen:
        """The same, of an answer given later on the same study day: only steps end later."""
        later_ms = to_ms(now) - to_ms(self.at)
        right = self.if_right.given_later(later_ms)
        alike = self.if_wrong is self.if_right
        return Foreseen(now, right if alike else self.if_wrong.given_later(later_ms), right)


@dataclass(frozen=True, slots=True)
class Submission:
    """An answer on its way into the log: what was said, how long it took and how sure it was.

    `foreseen` holds what was shown under the ratings before one was chosen, in a `Reveal`.
    """

    response: Response
    duration_ms: int
    verdict: Verdict
    confidence: Confidence | None = None
    foreseen: Foreseen | None = None
    bundle: Bundle | None = None

    def decided(self, question: Question, *, meant: bool) -> Submission:
        """The same once it is said whether the near miss in it was meant.

        Raises ValueError where nothing was typed.
        """
        if not isinstance(self.response, Typed):
            raise ValueError("only what was typed can be a near miss")
        response = replace(self.response, meant=meant)
        return replace(self, response=response, verdict=question.grade(response))
