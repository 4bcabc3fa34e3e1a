"""Facts that an edit gave another key, offered line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.plain.answers import Unclear
from quiz.plain.lines import Lines, in_a_line
from quiz.study.moved import told

if TYPE_CHECKING:
    from quiz.study.desk import Desk


def keep_moved(lines: Lines, desk: Desk) -> None:
    """Tell what looks moved, and keep its progress where the person says so."""
    offered = desk.moved.offers()
    if not offered:
        raise Unclear("Nothing looks moved.")
    lines.say(f"{told(offered)}.")
    lines.say(*(f"{one.orphan.key} is now {one.key}: {in_a_line(one.answer)}" for one in offered))
    if lines.agrees("Keep their progress? y, or n."):
        kept = desk.moved.keep(offered, desk.clock.now())
        lines.say(f"The progress of {counted(kept, 'fact')} is kept.")
    else:
        desk.moved.decline(offered)
        lines.say("Left as it is. quiz doctor --orphans offers it again.")
