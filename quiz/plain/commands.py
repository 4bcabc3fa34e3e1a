"""What a line that begins with a colon does in a session.

One function a command; its docstring is what help says of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.plain import words
from quiz.plain.answers import Unclear
from quiz.plain.command_names import help_lines
from quiz.plain.info import about, history
from quiz.review import Mode
from quiz.shapes import DontKnow, Pick, Type
from quiz.study.more_new import offered
from quiz.study.turn import Answered, Asked, Finished, Waiting
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.plain.study import Sitting

Act = Callable[["Sitting", str], None]

NO_QUESTION = "There is no question open."


def show_help(sitting: Sitting, rest: str) -> None:
    """All that can be said here; :? and a name tells of that one."""
    sitting.lines.say(*help_lines(COMMANDS, rest))


def dont_know(sitting: Sitting, _: str) -> None:
    """You do not know the answer: it is shown, and comes back soon."""
    if sitting.shape is None:
        raise Unclear(NO_QUESTION)
    sitting.answer(DontKnow(sitting.clues))


def undo(sitting: Sitting, _: str) -> None:
    """Take the last answer back, as far as the start of the session."""
    if sitting.session.undo(sitting.desk.clock.now()) is None:
        raise Unclear("There is nothing to take back in this session.")
    sitting.lines.say("Taken back.")


def leave(sitting: Sitting, _: str) -> None:
    """Leave; the session goes on when you come back today."""
    sitting.leave()


def end(sitting: Sitting, _: str) -> None:
    """End the session here, and hear what it came to."""
    sitting.end()


def repeat(sitting: Sitting, _: str) -> None:
    """Say the question, or the verdict, once more."""
    sitting.repeat()


def where(sitting: Sitting, _: str) -> None:
    """Which question this is, and what is left."""
    if sitting.session.asked is not None:
        sitting.lines.say(words.where(sitting.session.asked))
    left = sitting.session.counts
    sitting.lines.say(f"Left: {left.due} due, {left.learning} in learning, {left.new} new.")


def time(sitting: Sitting, _: str) -> None:
    """How long the rest will take."""
    minutes = -(-sitting.session.estimate_ms // 60_000)
    sitting.lines.say(f"What is left takes about {counted(minutes, 'minute')}.")
    budget = sitting.session.minutes_left()
    if budget is not None:
        sitting.lines.say(f"Of your time {counted(round(budget), 'minute')} are left.")


def bury(sitting: Sitting, _: str) -> None:
    """Put this fact off until tomorrow."""
    _needs_question(sitting)
    sitting.lines.say("Put off until tomorrow.")
    sitting.session.bury(sitting.desk.clock.now())


def suspend(sitting: Sitting, _: str) -> None:
    """Put this fact away; quiz browse brings it back."""
    _needs_question(sitting)
    sitting.lines.say("Put away. quiz browse is:suspended finds it again.")
    sitting.session.suspend(sitting.desk.clock.now())


def flag(sitting: Sitting, rest: str) -> None:
    """Mark this fact, with the reason: for example :flag the source says otherwise."""
    _needs_question(sitting)
    if not rest:
        raise Unclear("Say why, for example :flag the source says otherwise.")
    sitting.session.flag(rest, sitting.desk.clock.now())
    sitting.stay()
    sitting.lines.say("Flagged. quiz browse is:flagged finds it again.")


def unflag(sitting: Sitting, _: str) -> None:
    """Take the mark away."""
    asked = _needs_question(sitting)
    if asked.flag is None:
        raise Unclear("This is not flagged.")
    sitting.session.unflag(sitting.desk.clock.now())
    sitting.stay()
    sitting.lines.say("No longer flagged.")


def hint(sitting: Sitting, _: str) -> None:
    """A hint, where there is one; a right answer then counts as hard."""
    shape = sitting.shape
    hinted = isinstance(shape, Type) and [
        (number, blank.hint) for number, blank in enumerate(shape.blanks, 1) if blank.hint
    ]
    if not isinstance(shape, Type) or not hinted:
        raise Unclear("There is no hint.")
    number, text = hinted[min(sitting.hints, len(hinted) - 1)]
    sitting.hints = min(sitting.hints + 1, len(hinted))
    which = f" for blank {number}" if len(shape.blanks) > 1 else ""
    more = " :hint gives the next." if sitting.hints < len(hinted) else ""
    sitting.lines.say(f"Hint{which}: {words.sentence(text)}{more}")


def clue(sitting: Sitting, _: str) -> None:
    """The next clue, where there are clues; after a late one a right answer counts as hard."""
    shape = sitting.shape
    if not isinstance(shape, Pick | Type) or not shape.clues:
        raise Unclear("There are no clues.")
    if sitting.clues >= len(shape.clues):
        raise Unclear("These were all the clues. :repeat says them again.")
    sitting.clues += 1
    sitting.lines.say(words.clue(shape, sitting.clues))


def info(sitting: Sitting, _: str) -> None:
    """What is known of this fact, and how it was answered before."""
    asked = _needs_question(sitting)
    desk, key = sitting.desk, asked.fact.key
    answered = isinstance(sitting.session.turn, Answered)
    now = desk.clock.now()
    sitting.lines.say(*about(desk.facts.card(key, now), now, answer=answered))
    sitting.lines.say(*history(desk.facts.history(key), given=answered))


def edit(sitting: Sitting, _: str) -> None:
    """Where this fact stands, to be mended in an editor."""
    place = sitting.desk.decks.place(_needs_question(sitting).fact.key)
    path = one_line(place.path)
    sitting.lines.say(f"It stands in {path}, line {place.line}, column {place.column}.")


def afresh(sitting: Sitting, _: str) -> None:
    """Where the answer was changed by its author: forget what was learnt, and begin anew."""
    asked = _needs_question(sitting)
    if asked.changed_from is None:
        raise Unclear("The answer to this has not changed.")
    sitting.session.start_afresh(sitting.desk.clock.now())
    sitting.lines.say("Forgotten. It is asked as new.")
    if isinstance(sitting.session.turn, Answered):
        sitting.advance()


def ahead(sitting: Sitting, _: str) -> None:
    """When all is done: learn what is not due yet."""
    _go_on(sitting, Mode.AHEAD)


def drill(sitting: Sitting, _: str) -> None:
    """When all is done: practise without moving the schedule."""
    _go_on(sitting, Mode.DRILL)


def new(sitting: Sitting, rest: str) -> None:
    """When the day's limit of new facts is reached: more of them today, :new 25 as many."""
    turn = sitting.session.turn
    if not isinstance(turn, Finished) or not turn.more_new:
        raise Unclear("The day's limit of new facts holds nothing back here, or not yet.")
    if rest and not (rest.isdecimal() and len(rest) < 5 and int(rest)):
        raise Unclear("Say a number from 1 to 9999, or :new alone.")
    sitting.go_on_with(Mode.STUDY, int(rest) if rest else offered(turn.more_new))


def _go_on(sitting: Sitting, mode: Mode) -> None:
    if not isinstance(sitting.session.turn, Finished | Waiting):
        raise Unclear("There are questions left. :end ends the session first.")
    sitting.go_on_with(mode)


def _needs_question(sitting: Sitting) -> Asked:
    asked = sitting.session.asked
    if asked is None:
        raise Unclear(NO_QUESTION)
    return asked


COMMANDS: dict[str, Act] = {
    "?": show_help,
    "d": dont_know,
    "u": undo,
    "q": leave,
    "end": end,
    "repeat": repeat,
    "where": where,
    "time": time,
    "hint": hint,
    "clue": clue,
    "bury": bury,
    "suspend": suspend,
    "flag": flag,
    "unflag": unflag,
    "info": info,
    "edit": edit,
    "afresh": afresh,
    "ahead": ahead,
    "drill": drill,
    "new": new,
}
