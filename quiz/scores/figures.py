"""All figures together, of one deck or all and of some days or all, from what was read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quiz.facts import deck_of
from quiz.scores.answers import Answer
from quiz.scores.calibration import Calibration, calibration
from quiz.scores.confusions import Confusions, confusions
from quiz.scores.days import daily
from quiz.scores.facts_now import FactNow, TableNow
from quiz.scores.memory import (
    MemoryScores,
    difficulty,
    forecast,
    knowledge,
    retention,
    stability,
)
from quiz.scores.overview import Overview, activity, calendar, states, streak
from quiz.scores.weakest import Weakest, weakest

FORMAT = 1
"""Raised when a name in the JSON changes its meaning or goes; new names come without that."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person has set: desired retention, lapses of a leech, whether to tell a streak."""

    desired_retention: float = 0.9
    leech_lapses: int = 8
    streak: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that figures are made of, read at one instant; `decks` are ids with titles."""

    at: datetime
    study_day: date
    answers: tuple[Answer, ...]
    facts: tuple[FactNow, ...]
    tables: tuple[TableNow, ...]
    decks: tuple[tuple[str, str], ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures. `deck` is None for all decks together, `days` None for all days.

    The span is of study days, from `since` (None: from the first answer) to `study_day`, both in.
    What does not say that it is of the span is of now.
    """

    format: int
    at: datetime
    study_day: date
    deck: str | None
    days: int | None
    since: date | None
    overview: Overview
    memory: MemoryScores
    confusions: Confusions
    calibration: Calibration
    weakest: Weakest


def score(snapshot: Snapshot, deck: str | None = None, days: int | None = None) -> Scores:
    """Work out all figures of a deck, of all with None, for the last so many study days or all."""
    today, terms = snapshot.study_day, snapshot.terms
    since = None if days is None else today - timedelta(days=days - 1)
    answers = [one for one in snapshot.answers if deck is None or deck_of(one.fact) == deck]
    facts = [one for one in snapshot.facts if deck is None or one.deck == deck]
    tables = [one for one in snapshot.tables if deck is None or one.deck == deck]
    within = [one for one in answers if since is None or one.study_day >= since]
    every_day = daily(answers)
    span = {day: found for day, found in every_day.items() if since is None or day >= since}
    done = activity(span.values())
    return Scores(
        format=FORMAT,
        at=snapshot.at,
        study_day=today,
        deck=deck,
        days=days,
        since=since,
        overview=Overview(
            today=activity(found for day, found in every_day.items() if day == today),
            span=done,
            calendar=calendar(every_day, today),
            states=states(facts, today),
            streak=streak(every_day, today) if terms.streak else None,
        ),
        memory=MemoryScores(
            retention=retention(span, terms.desired_retention),
            forecast=forecast(facts, today, done.seconds_per_review),
            stability=stability(facts),
            difficulty=difficulty(facts),
            knowledge=knowledge(facts),
        ),
        confusions=confusions(answers, tables, since, today),
        calibration=calibration(within),
        weakest=weakest(within, facts, terms.leech_lapses),
    )
