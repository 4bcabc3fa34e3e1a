"""What a line that begins with a colon does in an exam.

One function a command; its docstring is what help says of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.plain import words
from quiz.plain.answers import Unclear
from quiz.plain.command_names import help_lines
from quiz.plain.commands import NO_QUESTION
from quiz.plain.summary import minutes_and_seconds
from quiz.shapes import DontKnow

if TYPE_CHECKING:
    from quiz.plain.exam import Sat

Act = Callable[["Sat", str], None]


def show_help(sat: Sat, rest: str) -> None:
    """All that can be said here; :? and a name tells of that one."""
    sat.lines.say(*help_lines(COMMANDS, rest))


def dont_know(sat: Sat, _: str) -> None:
    """You do not know: noted as an answer that earns nothing and costs nothing."""
    if sat.exam.at_hand is None:
        raise Unclear(NO_QUESTION)
    sat.answer(DontKnow())


def go_on(sat: Sat, _: str) -> None:
    """Go on to the next question, with this one left as it is."""
    sat.move(lambda exam: exam.next(sat.desk.clock.now()))


def back(sat: Sat, _: str) -> None:
    """Go back to the question before; another answer takes the place of the first."""
    sat.move(lambda exam: exam.back(sat.desk.clock.now()))


def go(sat: Sat, rest: str) -> None:
    """Go to a question by its number: for example :go 3."""
    sat.go(rest)


def mark(sat: Sat, _: str) -> None:
    """Mark this question to be looked at again, or take its mark away."""
    slot = sat.exam.at_hand
    if slot is None:
        raise Unclear(NO_QUESTION)
    try:
        sat.exam.mark(sat.desk.clock.now())
    except ValueError:
        sat.over_elsewhere()
        return
    sat.lines.say("No longer marked." if slot.marked else "Marked. :list tells which are.")


def list_all(sat: Sat, _: str) -> None:
    """All questions: which are answered, which marked."""
    for number, slot in enumerate(sat.exam.slots, 1):
        state = "answered" if slot.given else "not answered"
        marked = ", marked" if slot.marked else ""
        prompt = words.sentence(slot.question.shape.prompt)
        sat.lines.say(f"{number}: {state}{marked}. {prompt}")


def time(sat: Sat, _: str) -> None:
    """How much time is left."""
    left_ms = sat.exam.left_ms(sat.desk.clock.now())
    if left_ms is None:
        sat.lines.say("There is no time limit.")
    else:
        sat.lines.say(f"{minutes_and_seconds(left_ms)} left.")


def repeat(sat: Sat, _: str) -> None:
    """Say the question once more."""
    sat.repeat()


def hand_in(sat: Sat, _: str) -> None:
    """Hand the exam in, and hear what it came to."""
    sat.wants_to_hand_in()


def drop(sat: Sat, rest: str) -> None:
    """Give the exam up, without a result: say :drop for good."""
    if rest.lower() != "for good":
        raise Unclear("A dropped exam cannot be gone on with. :drop for good drops it.")
    try:
        sat.exam.drop(sat.desk.clock.now())
    except ValueError:
        sat.over_elsewhere()
        return
    sat.left = True
    sat.lines.say("Dropped.")


def leave(sat: Sat, _: str) -> None:
    """Leave; the exam stays open, and its time runs on."""
    sat.leave()


COMMANDS: dict[str, Act] = {
    "?": show_help,
    "d": dont_know,
    "next": go_on,
    "back": back,
    "go": go,
    "mark": mark,
    "list": list_all,
    "time": time,
    "repeat": repeat,
    "hand-in": hand_in,
    "drop": drop,
    "q": leave,
}
