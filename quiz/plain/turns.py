"""What is said of each turn of a session: a question, its answer, the verdict, a wait, the end."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.counting import counted
from quiz.durations import spoken
from quiz.plain import summary, words
from quiz.plain.answers import HOW_SURE
from quiz.shapes import Reveal
from quiz.study.desk import Desk
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Ending,
    Finished,
    Introduced,
    Kept,
    Turn,
    Waiting,
)


def told(turn: Turn, desk: Desk, *, recalled: bool = False) -> Iterator[str]:
    """A turn in lines; `recalled` says that its answer was shown before it was graded."""
    match turn:
        case Introduced():
            yield from ("", *words.introduced(turn))
        case Asked():
            yield from ("", *words.question(turn))
        case Kept():
            yield "Kept."
        case Declaring():
            yield HOW_SURE
        case Doubted():
            yield from words.doubt(turn)
        case Answered(asked=asked):
            # After its own question a verdict needs no gap; after another's it does.
            yield from ([""] if asked.bundle else [])
            yield from _verdict(turn, desk, recalled=recalled)
        case Waiting():
            wait = spoken(turn.until - desk.clock.now())
            facts = counted(turn.facts, "fact")
            yield from ("", f"Nothing to ask for {wait}: {facts} in learning.")
            yield "An empty line looks again, :q leaves."
        case Finished():
            yield from ("", *summary.sentences(turn, desk))
            if turn.ending is not Ending.LEFT:
                yield from summary.offers(turn)


def answer_told(asked: Asked, desk: Desk) -> Iterator[str]:
    """What was to be recalled, once it is to be seen."""
    if isinstance(asked.question.shape, Reveal):
        earlier = desk.facts.chosen_before(asked.fact.key, asked.explanation)
        yield from words.revealed(asked, asked.question.shape.answer, earlier)


def _verdict(turn: Answered, desk: Desk, *, recalled: bool) -> Iterator[str]:
    """The verdict and what follows from it; what was recalled has nothing left to be read."""
    first = turn.reviews[0]
    if not recalled:
        key = turn.asked.fact.key
        earlier = desk.facts.chosen_before(key, turn.explanation, first.question_id)
        yield from words.verdict(turn, earlier)
    if turn.became_leech:
        yield "This is a leech now: it was forgotten often. Look it up, or word it otherwise."
    if not turn.counted and turn.asked.question.facts:
        yield summary.not_counted(first.mode)
    # What is new and was only tried out has nowhere to stand.
    stands = turn.counted or turn.asked.memory is not None
    yield words.rated(turn.rating, turn.previews if stands else {})
    if not recalled:
        overrule = words.ratings(turn.ratings, turn.previews) if turn.ratings else ""
        yield f"{words.GO_ON} {overrule}".strip()
