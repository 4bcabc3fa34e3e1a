"""From a question as it is shown to a response, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, islice, permutations, product

from benchmarks.learning.learner import Learner, Thought
from benchmarks.learning.tables import Standing
from quiz.facts import FactKey
from quiz.review import Rating
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Order,
    Ordered,
    Pick,
    Picked,
    Question,
    Response,
    Reveal,
    Revealed,
    Shape,
    Type,
    Typed,
)

READING = 3.0
"""Seconds to read a question and to know, or not."""
PER_OPTION = 1.0
PER_CLUE = 2.0
TYPING = 4.0
REVEALING = 2.0
"""To turn over what was recalled in silence, and to grade oneself."""
FEEDBACK_RIGHT = 1.5
FEEDBACK_WRONG = 6.0
"""Seconds with the verdict: what is right, why it is, and what the other subjects have there."""

SIDE_BY_SIDE = 4.0
"""Seconds for each of the facts that are shown beside each other before they are first asked."""

MOST_RESPONSES = 5000
"""Responses that are tried to find the one that was meant."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and the seconds it takes to give it and to read what is said of it."""

    response: Response
    seconds: float


@dataclass(frozen=True, slots=True)
class _Options:
    """What stands to be chosen: the right options, and for each the cells it would confuse."""

    right: tuple[int, ...]
    confused: tuple[tuple[FactKey, ...], ...]

    @property
    def shown(self) -> frozenset[FactKey]:
        """The rivals that can be chosen."""
        return frozenset(fact for confused in self.confused for fact in confused)

    def of(self, fact: FactKey) -> tuple[int, ...]:
        """The options that a fact's value or subject stands in."""
        return tuple(place for place, confused in enumerate(self.confused) if fact in confused)


def answer(learner: Learner, question: Question, now: datetime) -> Answer:
    """Answer a question, and learn from it and from the feedback."""
    facts = [fact for fact in question.facts if fact in learner.facts]
    if len(facts) == 1:
        return _one(learner, question, facts[0], now)
    return _several(learner, question, facts, now)


def _one(learner: Learner, question: Question, fact: FactKey, now: datetime) -> Answer:
    shape = question.shape
    options = None
    if isinstance(shape, Pick):
        options = _told(learner.facts[fact], question, shape) or _tried(question, shape)
    shown = None if options is None else options.shown
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


def _several(
    learner: Learner, question: Question, facts: Sequence[FactKey], now: datetime
) -> Answer:
    """Answer a question on several cells at once: each comes to mind by itself, or does not."""
    known = set()
    for fact in facts:
        thought = learner.think(fact, now, facts)
        if thought.taken_from == fact:
            known.add(fact)
        learner.learn(fact, now, thought, facts)
    response = _with_right(question, known)
    return Answer(response, _seconds(question, response))


def _with_right(question: Question, known: set[FactKey]) -> Response:
    """The response that gets just these facts right, if the question lets one give it."""
    for response in islice(_responses(question.shape), MOST_RESPONSES):
        marks = question.grade(response).marks
        if {mark.fact for mark in marks if mark.correct} == known:
            return response
    return DontKnow()


def _responses(shape: Shape) -> Iterator[Response]:
    match shape:
        case Pick(options=options, several=several):
            for size in range(1, len(options) + 1 if several else 2):
                yield from map(Picked, combinations(range(len(options)), size))
        case Assign(items=items, groups=groups, one_each=one_each):
            for given in product((*range(len(groups)), None), repeat=len(items)):
                taken = [group for group in given if group is not None]
                if not one_each or len(set(taken)) == len(taken):
                    yield Assigned(given)
        case Order(items=items):
            yield from map(Ordered, permutations(range(len(items))))
        case _:
            return


def _told(standing: Standing, question: Question, shape: Pick) -> _Options | None:
    """What the options tell by their texts, in the forms asked most: it is the quicker way."""
    if question.form not in ("choice", "reverse"):
        return None
    places = range(len(shape.options))
    right = tuple(place for place in places if shape.options[place] in standing.right)
    confused = tuple(standing.wrong.get(option, ()) for option in shape.options)
    if all(place in right or confused[place] for place in places):
        return _Options(right, confused)
    return None


def _tried(question: Question, shape: Pick) -> _Options:
    """What the question itself makes of each option, were it chosen alone."""
    verdicts = [question.grade(Picked((place,))) for place in range(len(shape.options))]
    right = tuple(
        place
        for place, verdict in enumerate(verdicts)
        if any(part.given and part.correct for part in verdict.parts)
    )
    confused = tuple(verdict.marks[0].confused_with for verdict in verdicts)
    return _Options(right, confused)


def _picked(
    learner: Learner, shape: Pick, options: _Options, fact: FactKey, thought: Thought
) -> Response:
    if thought.taken_from == fact and options.right:
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
    shape, seconds = question.shape, READING * len(question.facts)
    match shape:
        case Pick(options=options, clues=clues):
            seconds += PER_OPTION * len(options) + PER_CLUE * len(clues)
        case Type() if not isinstance(response, DontKnow):
            seconds += TYPING
        case Reveal():
            seconds += REVEALING
        case Assign(items=items):
            seconds += PER_OPTION * len(items)
        case _:
            pass
    right = question.grade(response).correct
    return seconds + (FEEDBACK_RIGHT if right else FEEDBACK_WRONG)
