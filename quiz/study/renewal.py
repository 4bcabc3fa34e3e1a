"""A session while its decks are written: what was saved comes with the next question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.errors import QuizError

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.study.desk import Desk
    from quiz.study.session import Session


def renewed(desk: Desk, session: Session, now: datetime) -> Session | None:
    """The session as it goes on with the decks as they are now.

    The log has all that it takes to go on in the middle. None, so that all is asked as it was,
    where something is still open, the time is used up, or a deck cannot be read.
    """
    minutes_left = session.minutes_left()
    if not session.all_judged or minutes_left == 0:
        return None
    start = session.start
    try:
        desk.decks.follow_moves(now)
        opened = desk.decks.opened(None if start.everything else list(start.decks))
        wanted = replace(
            start,
            decks={entry.id: entry.digest for entry, _ in opened},
            budget_ms=None if minutes_left is None else int(minutes_left * 60_000),
            resumed=False,
        )
        anew = desk.sit_down(wanted, [deck for _, deck in opened], now, start.seed)
    except QuizError:
        return None
    return anew if anew.start.id == start.id else None
