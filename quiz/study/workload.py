"""What the day would still bring of each deck, in minutes of the person's own pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from quiz.facts import deck_of
from quiz.study.deadline import readiness
from quiz.study.limits import DayLimits
from quiz.study.ports import FirstAnswer
from quiz.study.settings import Settings
from quiz.study.status import DeckStatus

USUAL_PACE_MS = 12_000
"""What a question is thought to take before a person's own pace is known."""
_MINUTE_MS = 60_000


def with_work(
    decks: Sequence[DeckStatus],
    today: Iterable[FirstAnswer],
    settings: Settings,
    pace_ms: float | None,
    study_day: date,
    more_new: int = 0,
) -> tuple[DeckStatus, ...]:
    """The decks with the minutes that today would take, and how they stand against their dates.

    `today` are the first answers of the study day, `more_new` how many new facts are wanted on it
    beyond the limits.
    """
    today = list(today)
    begun: Counter[str] = Counter()
    reviewed: Counter[str] = Counter()
    for answer in today:
        (begun if answer.was_new else reviewed).update((deck_of(answer.fact),))
    new = {deck.id: deck.counts.new for deck in decks if deck.usable}
    ready = readiness(new, begun, settings, study_day)
    day = DayLimits(settings, today, more_new)
    day.spread(new, study_day)
    minutes = (pace_ms or USUAL_PACE_MS) / _MINUTE_MS
    steps = max(len(settings.learning_steps), 1)

    def worked(deck: DeckStatus) -> DeckStatus:
        if not deck.usable:
            return deck
        limits = settings.decks.get(deck.id, settings.limits)
        too_much = deck.counts.due + reviewed[deck.id] > limits.reviews_per_day
        new = 0 if too_much else min(deck.counts.new, day.room_for_new(deck.id))
        due = min(deck.counts.due, max(limits.reviews_per_day - reviewed[deck.id], 0))
        questions = due + deck.counts.learning + new * steps
        return deck._replace(
            minutes_today=questions * minutes,
            readiness=ready.get(deck.id),
            new_put_off=0 if too_much or new else deck.counts.new,
        )

    return tuple(map(worked, decks))
