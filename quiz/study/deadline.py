"""Being ready in time: new facts spread over the days that a deck's date leaves for them.

That no interval passes the date is the scheduler's part (`memory/schedule.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from quiz.counting import counted
from quiz.study.settings import Settings

CLEAR_DAYS = 3
"""New facts end so many days before the date: what is met later is hardly firm by then."""


class Readiness(NamedTuple):
    """How a deck stands against its date, for somebody who studies every day from now on.

    `days_left` is 0 on the day itself, `new` how many facts were never asked. `needed` of them a
    day end in time, `allowed` are how many of those the limits let in. At that pace `unseen` facts
    will never have been asked.
    """

    by: date
    days_left: int
    new: int
    needed: int
    allowed: int
    unseen: int

    @property
    def enough(self) -> bool:
        """Whether the pace suffices for new facts to end in time."""
        return self.allowed >= self.needed and not self.unseen


def new_needed(unseen: int, by: date, study_day: date) -> int:
    """How many of the facts that were unseen when it began a study day before `by` has to bring.

    They are spread evenly, so that days missed raise those that are left. Where it is too late to
    end in time, all are needed now.
    """
    days = (by - study_day).days - CLEAR_DAYS + 1
    return -(-unseen // max(days, 1))


def readiness(
    new: Mapping[str, int], begun: Mapping[str, int], settings: Settings, study_day: date
) -> dict[str, Readiness]:
    """How each deck stands that has a date which is not over.

    `new` counts the facts that were never asked, by deck, and `begun` those that the study day has
    brought so far. What the limit of the whole lets in goes to the nearest date first, as in a
    session.
    """
    found: dict[str, Readiness] = {}
    room = settings.limits.new_per_day
    for deck_id, by in sorted(settings.deadlines.items(), key=lambda item: item[1]):
        if deck_id not in new or by < study_day:
            continue
        days_left = (by - study_day).days
        today = begun.get(deck_id, 0)
        at_first = new[deck_id] + today
        needed = new_needed(at_first, by, study_day) if days_left else 0
        most = settings.decks.get(deck_id, settings.limits).new_per_day
        allowed = min(needed, most, room)
        room -= allowed
        # An exam that counts may have begun more than a day allows.
        met = max(allowed, today) + allowed * (days_left - 1) if days_left else today
        left = max(at_first - met, 0)
        found[deck_id] = Readiness(by, days_left, new[deck_id], needed, allowed, left)
    return found


def told(readiness: Readiness) -> str:
    """How a deck stands against its date, in words that all faces share."""
    day = f"{readiness.by.day} {readiness.by:%B %Y}"
    if not readiness.days_left:
        never = "was never seen" if readiness.unseen == 1 else "were never seen"
        return f"Its day is today, {day}. {_unseen(readiness.unseen, never)}".rstrip()
    head = f"By {day}, in {counted(readiness.days_left, 'day')}:"
    if not readiness.new:
        return f"{head} nothing new is left."
    if readiness.enough:
        return f"{head} {readiness.needed} new a day, which is enough."
    pace = f"{head} {readiness.needed} new a day would be needed, with {readiness.allowed} allowed."
    if readiness.unseen:
        return f"{pace} {_unseen(readiness.unseen, 'will stay unseen at this pace')}"
    return f"{pace} The last ones come less than {CLEAR_DAYS} days before."


def _unseen(number: int, what: str) -> str:
    return f"{counted(number, 'fact')} {what}." if number else ""
