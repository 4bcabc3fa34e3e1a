"""What a session came to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from quiz.counting import counted
from quiz.durations import spoken_until
from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey
from quiz.plain.info import name
from quiz.plain.words import sentence
from quiz.review import Mode
from quiz.study import more_new
from quiz.study.desk import Desk
from quiz.study.turn import Ending, Finished

_OPENINGS = {
    Ending.DONE: "Done.",
    Ending.TIME: "Your time is up.",
    Ending.LEFT: "Ended here.",
    Ending.NOTHING_DUE: "Nothing is due now.",
}


def sentences(finished: Finished, desk: Desk) -> Iterator[str]:
    """The end of a session, told: what was asked, what was right, what comes next."""
    yield _OPENINGS[finished.ending]
    if finished.questions:
        asked = counted(finished.questions, "question")
        took = minutes_and_seconds(finished.duration_ms)
        yield f"{asked}, {finished.right} right, in {took}."
    if len(finished.decks) > 1:
        for deck in finished.decks:
            asked = counted(deck.questions, "question")
            yield f"{sentence(deck.title)} {asked}, {deck.right} right."
    now = desk.clock.now()
    for key in finished.missed:
        yield f"Missed: {_named(desk, key, now)}"
    for pair in finished.confused:
        times = f" {counted(pair.times, 'time')}." if pair.times > 1 else ""
        yield f"Mixed up: {sentence(f'{pair.asked}, with {pair.chosen}')}{times}"
    if finished.due_now:
        yield f"{counted(finished.due_now, 'fact')} still to do today."
    elif finished.next_due is not None:
        yield f"The next fact is due {spoken_until(finished.next_due, now)}."
    if finished.more_new and finished.ending is not Ending.LEFT:
        yield more_new.told(finished.more_new, ":new brings")
        yield more_new.TOO_FEW
    elif finished.new_left:
        yield f"Not begun yet: {counted(finished.new_left, 'fact')}{finished.why_not_new}."


def _named(desk: Desk, key: FactKey, now: datetime) -> str:
    """What a fact is called; by its key where its deck was broken or went away meanwhile."""
    try:
        return name(desk.facts.card(key, now))
    except (ProblemsFound, UsageError):
        return key


def offers(finished: Finished) -> Iterator[str]:
    """What can be done when a session is over."""
    if finished.next_due is not None:
        yield ":ahead learns what is not due yet."
        yield ":drill practises without moving the schedule."
    yield "An empty line ends."


def not_counted(mode: Mode) -> str:
    """Why an answer does not move the schedule."""
    if mode is Mode.DRILL:
        return "A drill: the schedule stays as it is."
    return "It was answered elsewhere meanwhile: this answer is kept, and the schedule stays."


def minutes_and_seconds(length_ms: float) -> str:
    """A length of time in words, to the second."""
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    parts = [counted(minutes, "minute")] if minutes else []
    if seconds or not minutes:
        parts.append(counted(seconds, "second"))
    return " ".join(parts)
