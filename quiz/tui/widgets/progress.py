"""Where in a session one is, and what there is to know of a question before it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import stopwatch
from quiz.tui.figures import bar

if TYPE_CHECKING:
    from quiz.study.session import Session
    from quiz.study.turn import Asked

_BAR = 15
_SHORT_BAR = 6
_WITH_BAR = 64


def progress(asked: Asked, session: Session, width: int, *, done: bool) -> Content:
    """`7/20  ███████░░░  2:41`: the last is the time that is left, or that the rest will take."""
    cells = _BAR if width >= _WITH_BAR else _SHORT_BAR
    answered = asked.number if done else asked.number - 1
    minutes = session.minutes_left()
    left_ms = session.estimate_ms if minutes is None else minutes * 60_000
    return Content.assemble(
        (f"{asked.number}/{asked.total}  ", "$quiet"),
        bar(answered, asked.total, cells),
        (f"  {stopwatch(left_ms)}", "$quiet"),
    )


def remarks(asked: Asked, *, done: bool) -> str:
    """Its bundle, that it is a leech, that it is flagged: nothing that gives the answer away."""
    found = []
    if asked.bundle is not None:
        place = asked.bundle
        when = "" if done else ", the verdicts at the end"
        found.append(f"{place.number} of {place.size} asked together{when}")
    if asked.leech:
        lapses = asked.memory.lapses if asked.memory else 0
        found.append(f"leech, {counted(lapses, 'lapse')}")
    if asked.flag is not None:
        found.append(f"flagged: {asked.flag}" if asked.flag else "flagged")
    return " · ".join(found)
