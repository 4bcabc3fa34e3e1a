"""Bundles: confusable facts asked one after another, with no verdict until all are answered.

What a bundle is made of stands in the log beside the options of each of its answers, so that one
that was killed goes on at its first unanswered question.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from quiz.facts import FactKey
from quiz.review import Review
from quiz.study.confusions import Pair, pair_of
from quiz.study.turn import Answered, InBundle

MEMBERS = "bundle"
"""The name under which the members stand in the log, in the options of each answer."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Facts of one feature that are asked together, in the order of asking."""

    id: str
    facts: tuple[FactKey, ...]

    def place(self, key: FactKey, asked: Container[FactKey]) -> InBundle | None:
        """Which of its questions a fact's is, of those that are asked; None where it is alone."""
        members = [one for one in self.facts if one in asked]
        return InBundle(members.index(key) + 1, len(members)) if len(members) > 1 else None


@dataclass(frozen=True, slots=True)
class Step:
    """What is taken back at once when it was judged: a question, or a whole bundle.

    `questions` are their ids, `facts` what they asked, in order.
    """

    questions: tuple[str, ...]
    facts: tuple[FactKey, ...]
    bundle: Bundle | None = None

    @property
    def left(self) -> list[FactKey]:
        """The members of its bundle that are not answered yet."""
        return [key for key in self.bundle.facts if key not in self.facts] if self.bundle else []

    @property
    def together(self) -> bool:
        """Whether its facts were asked in a bundle, or several in one question."""
        return self.bundle is not None or len(self.facts) > 1

    @property
    def pairs(self) -> list[Pair]:
        """The pairs that were asked together."""
        return [pair_of(*both) for both in combinations(dict.fromkeys(self.facts), 2)]

    def last_question(self) -> Step:
        """Its last question alone; each of a bundle asks one fact."""
        return Step(self.questions[-1:], self.facts[-1:], self.bundle)

    def without_last(self, facts: Sequence[FactKey]) -> Step:
        """The same with its last question taken back, which had asked these facts."""
        kept = self.facts[: len(self.questions) - 1] if self.bundle else ()
        return Step(self.questions[:-1], (*kept, *facts), self.bundle)


def steps(questions: Iterable[Sequence[Review]]) -> list[Step]:
    """The questions of a session, given by their reviews, as they are taken back."""
    found: list[Step] = []
    for reviews in questions:
        add(found, reviews, _bundle(reviews[0]))
    return found


def add(found: list[Step], reviews: Sequence[Review], bundle: Bundle | None) -> None:
    """Note one more question, given by its reviews."""
    step = Step((reviews[0].question_id,), tuple(review.fact for review in reviews), bundle)
    last = found[-1] if found else None
    if bundle is None or last is None or last.bundle is None or last.bundle.id != bundle.id:
        found.append(step)
    else:
        questions, facts = (*last.questions, *step.questions), (*last.facts, *step.facts)
        found[-1] = Step(questions, facts, last.bundle)


def _bundle(review: Review) -> Bundle | None:
    """The bundle that an answer belongs to, as far as its row tells of others in it."""
    if review.bundle_id is None:
        return None
    members = json.loads(review.options).get(MEMBERS)
    if not isinstance(members, list):
        members = [review.fact]
    return Bundle(review.bundle_id, tuple(FactKey(str(key)) for key in members))


class Run:
    """The bundle that is asked: what is left of it, and the verdicts that wait for its end."""

    def __init__(self) -> None:
        self.bundle: Bundle | None = None
        self.left: list[FactKey] = []
        self._verdicts: list[Answered] = []

    def begin(self, bundle: Bundle | None, left: Iterable[FactKey]) -> None:
        """Ask a bundle, or what is left of it; with None there is none."""
        self.bundle, self.left, self._verdicts = bundle, list(left), []

    def drop(self, key: FactKey) -> None:
        """Leave a fact out that can no longer be asked."""
        self.left.remove(key)

    def holding(self, key: FactKey) -> Bundle | None:
        """The bundle, where it is still to ask this fact."""
        return self.bundle if key in self.left else None

    def keep(self, answered: Answered) -> None:
        """Hold a verdict back until all are answered; its fact is then."""
        self.drop(answered.asked.fact.key)
        self._verdicts.append(answered)

    @property
    def holds_back(self) -> bool:
        """Whether verdicts wait to be shown."""
        return bool(self._verdicts)

    def verdict(self) -> Answered | None:
        """The next verdict to show, once nothing is left to be answered."""
        if self.left or not self._verdicts:
            return None
        return self._verdicts.pop(0)
