"""More new facts today than the day's limit: wanted once, in the log, and over with the day.

The settings stay what they are. That it stands in the log, by its study day, makes it hold in every
window and after every restart of that day, and never on another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from quiz.counting import counted
from quiz.review import EventKind
from quiz.study.limits import DayLimits
from quiz.study.ports import DeckEntry, Look, Store
from quiz.study.settings import Settings

USUAL = 10
"""So many more are offered at a time."""
TOO_FEW = "Too few every day? study.new_per_day sets how many a day brings: see quiz config."
"""For whom it is not just today."""


def offered(put_off: int) -> int:
    """How many more are offered, where so many were put off."""
    return min(USUAL, put_off)


def told(put_off: int, brings: str) -> str:
    """That the limit is reached, and how to go beyond it, in words that all faces share.

    `brings` is what brings some more, with its verb.
    """
    are = "is" if put_off == 1 else "are"
    return (
        f"The day's limit of new facts is reached: {counted(put_off, 'new fact')} {are} left for "
        "other days. "
        f"{brings} {offered(put_off)} more today."
    )


def more_new(log: Look, study_day: date) -> int:
    """How many new facts are wanted on a study day beyond the limits."""
    raised = log.events(EventKind.NEW_LIMIT_RAISED)
    wanted = (event.payload["by"] for event in raised if event.study_day == study_day)
    return sum(by for by in wanted if isinstance(by, int))


def raise_limit(
    store: Store,
    settings: Settings,
    decks: Iterable[DeckEntry],
    number: int,
    now: datetime,
    study_day: date,
) -> None:
    """Want so many more new facts today, on top of what limits and earlier wishes still let in.

    `decks` are those that can be studied. What was begun beyond the limits without being wanted
    here, as by an exam that counts, does not eat up any of it.
    """
    wanted = more_new(store, study_day)
    limits = DayLimits(settings, store.first_answers(study_day, study_day), wanted)
    if settings.deadlines:
        held = store.held()
        unseen = {deck.id: sum(fact.key not in held for fact in deck.facts) for deck in decks}
        limits.spread(unseen, study_day)
    by = number + max(limits.beyond - wanted, 0)
    store.note(EventKind.NEW_LIMIT_RAISED, "", {"by": by}, now, study_day)
