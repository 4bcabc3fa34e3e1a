"""From a question as it is shown to a response, and how long that takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from benchmarks.learning.learner import Learner, Thought
from benchmarks.learning.tables import Standing
from quiz.facts import FactKey
from quiz.markdown import plain
from quiz.review import Rating
from quiz.shapes import DontKnow, Pick, Picked, Question, Response, Reveal, Revealed, Type, Typed
from quiz.text import normalise

READING = 3.0
"""Seconds to read a question and to know, or not."""
PER_OPTION = 1.0
TYPING = 4.0
REVEALING = 2.0
"""To turn over what was recalled in silence, and to grade oneself."""
FEEDBACK_RIGHT = 1.5
FEEDBACK_WRONG = 6.0
"""Seconds with the verdict: what is right, why it is, and what the other subjects have there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and the seconds it takes to give it and to read what is said of it."""

    response: Response
    seconds: float


@dataclass(frozen=True, slots=True)
class _Options:
    """What stands to be chosen: for each option the facts that it speaks of."""

    holders: tuple[tuple[FactKey, ...], ...]
    right: tuple[int, ...]

    def of(self, fact: FactKey) -> tuple[int, ...]:
        """The wrong options that speak of a fact."""
        return tuple(
            place
            for place, holders in enumerate(self.holders)
            if fact in holders and place not in self.right
        )


def answer(learner: Learner, question: Question, now: datetime) -> Answer:
    """Answer a question, and learn from it and from the feedback."""
    if len(question.facts) == 1 and question.facts[0] in learner.facts:
        return _one(learner, question, question.facts[0], now)
    return _several(learner, question, now)


def _one(learner: Learner, question: Question, fact: FactKey, now: datetime) -> Answer:
    shape = question.shape
    options = _options(question, learner.facts, fact) if isinstance(shape, Pick) else None
    shown = None
    if options is not None:
        said = {holder for holders in options.holders for holder in holders}
        shown = [rival.fact for rival in learner.facts[fact].rivals if rival.fact in said]
    thought = learner.think(fact, now, shown)
    match shape:
        case Pick() if options is not None:
            response = _picked(learner, shape, options, fact, thought)
        case Type():
            response = _typed(learner.facts, shape, thought)
        case Reveal():
            right = thought.taken_from == fact
            response = Revealed(Rating.GOOD if right else Rating.AGAIN)
        case _:
            response = DontKnow()
    learner.learn(fact, now, thought, shown)
    return Answer(response, _seconds(question, response))


def _several(learner: Learner, question: Question, now: datetime) -> Answer:
    """Answer a question on several cells at once: each comes to mind by itself, or does not.

    What was not known, or taken for something else, is left open, since how a wrong answer would
    look is the form's own affair.
    """
    parts = [fact for fact in question.facts if fact in learner.facts]
    all_known = True
    for fact in parts:
        others = [rival.fact for rival in learner.facts[fact].rivals if rival.fact in parts]
        thought = learner.think(fact, now, others)
        all_known &= thought.taken_from == fact
        learner.learn(fact, now, thought, others)
    response = right_response(question) if all_known else None
    response = response or DontKnow()
    return Answer(response, _seconds(question, response) * max(len(parts), 1))


def right_response(question: Question) -> Response | None:
    """The response that is graded right, where a shape is small enough to try all of them."""
    if isinstance(question.shape, Pick):
        for place in range(len(question.shape.options)):
            if question.grade(Picked((place,))).correct:
                return Picked((place,))
    return None


def _options(question: Question, facts: Mapping[FactKey, Standing], fact: FactKey) -> _Options:
    """Which cells each option speaks of: those with that value, or of the subject of that name."""
    shape, standing = question.shape, facts[fact]
    assert isinstance(shape, Pick)
    ours = {fact, *standing.sharing}
    holders = tuple(
        tuple(
            cell.fact
            for cell in standing.row.cells
            if normalise(plain(option)) in cell.meaning or option == cell.subject.name
        )
        for option in shape.options
    )
    own = {fact} if question.form == "choice" else ours
    right = tuple(place for place, of in enumerate(holders) if own & set(of))
    return _Options(holders, right)


def _picked(
    learner: Learner, shape: Pick, options: _Options, fact: FactKey, thought: Thought
) -> Response:
    if thought.taken_from == fact:
        return Picked(options.right if shape.several else options.right[:1])
    if thought.taken_from is not None:
        wrong = options.of(thought.taken_from)
        if wrong:
            return Picked(wrong if shape.several else wrong[:1])
    guessed = learner.guess(fact, len(shape.options))
    return DontKnow() if guessed is None else Picked((guessed,))


def _typed(facts: Mapping[FactKey, Standing], shape: Type, thought: Thought) -> Response:
    if thought.taken_from is None:
        return DontKnow()
    values: Sequence[str] = [one.text for one in facts[thought.taken_from].cell.accepted]
    blanks = len(shape.blanks)
    return Typed((*values, *[""] * blanks)[:blanks])


def _seconds(question: Question, response: Response) -> float:
    shape, seconds = question.shape, READING
    match shape:
        case Pick(options=options):
            seconds += PER_OPTION * len(options)
        case Type() if not isinstance(response, DontKnow):
            seconds += TYPING
        case Reveal():
            seconds += REVEALING
        case _:
            pass
    right = question.grade(response).correct
    return seconds + (FEEDBACK_RIGHT if right else FEEDBACK_WRONG)
