"""All figures, of one deck or all and of some days or all, part by part or together.

Each part asks the log for what it keeps added up, and nothing that other parts need.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from quiz.scores.calibration import Calibration, calibration
from quiz.scores.confusions import Confusions, confusions
from quiz.scores.days import Days, daily
from quiz.scores.exams import ExamScore
from quiz.scores.facts_now import FactNow, Here, facts_now
from quiz.scores.memory import (
    MemoryScores,
    difficulty,
    forecast,
    knowledge,
    retention,
    stability,
)
from quiz.scores.overview import (
    CALENDAR_DAYS,
    Overview,
    activity,
    calendar,
    states,
    streak,
)
from quiz.scores.ports import Look
from quiz.scores.weakest import Weakest, picked, weakest

FORMAT = 1
"""Raised when a name in the JSON changes its meaning or goes; new names come without that."""


class Scope(NamedTuple):
    """What figures are of: a deck, and the last so many study days; None is for all."""

    deck: str | None = None
    days: int | None = None

    def since(self, today: date) -> date | None:
        """The first day of the span; None where that is the first day of all."""
        return None if self.days is None else today - timedelta(days=self.days - 1)


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
    exams: tuple[ExamScore, ...]


def overview(log: Look, here: Here, scope: Scope) -> Overview:
    """How much was done, and how the facts stand."""
    today, since, terms = here.study_day, scope.since(here.study_day), here.terms
    year = today - timedelta(days=CALENDAR_DAYS - 1)
    # The longest run of days may have been at any time.
    told_from = None if since is None or terms.streak else min(since, year)
    with log.beside(lambda look: look.day_sums(told_from, scope.deck)) as sums:
        outlines = log.outlines(here.day_ends, scope.deck)
        every_day = daily(sums())
    waiting = {key for key, until in here.buried.items() if until > today}
    return Overview(
        today=activity(found for day, found in every_day.items() if day == today),
        span=activity(_span(every_day, since).values()),
        calendar=calendar(every_day, today),
        states=states(here.facts(scope.deck), outlines, here.suspended, waiting),
        streak=streak(every_day, today) if terms.streak else None,
    )


def _span(days: Days, since: date | None) -> Days:
    return {day: found for day, found in days.items() if since is None or day >= since}


def memory(log: Look, here: Here, scope: Scope) -> MemoryScores:
    """What was kept, what comes, how firmly facts are held."""
    since = scope.since(here.study_day)
    with log.beside(lambda look: look.day_sums(since, scope.deck)) as sums:
        facts = facts_now(log.strengths(scope.deck), here, here.facts(scope.deck))
        days = daily(sums())
    return MemoryScores(
        retention=retention(days, here.terms.desired_retention),
        forecast=forecast(facts, here.study_day, activity(days.values()).seconds_per_review),
        stability=stability(facts),
        difficulty=difficulty(facts),
        knowledge=knowledge(facts),
    )


def mixed_up(log: Look, here: Here, scope: Scope) -> Confusions:
    """Who is taken for whom, by ids."""
    since = scope.since(here.study_day)
    with log.beside(lambda look: look.subject_sums(since, scope.deck)) as subjects:
        mistaken = log.mistaken(scope.deck)
        return confusions(subjects(), mistaken, since, here.study_day)


def calibrated(log: Look, here: Here, scope: Scope) -> Calibration:
    """What was said and foreseen, against what was right."""
    since = scope.since(here.study_day)
    with log.beside(lambda look: look.declared_sums(since, scope.deck)) as declared:
        foreseen = log.foreseen(since, scope.deck)
        return calibration(declared(), foreseen)


def weak(log: Look, here: Here, scope: Scope) -> Weakest:
    """What is weakest, by keys."""
    since = scope.since(here.study_day)
    with log.beside(lambda look: look.recalled(since, scope.deck)) as told:
        listed = {fact.key: fact for fact in here.facts(scope.deck)}
        recalled = told()
    found, leech_lapses = picked(recalled, listed), here.terms.leech_lapses
    # Of a hundred thousand facts a few are told of.
    wanted = dict.fromkeys(found.facts)
    strengths = log.strengths_among(wanted, leech_lapses)
    wanted.update((one.fact, None) for one in strengths if one.fact in listed)
    facts = facts_now(strengths, here, [listed[key] for key in wanted])
    return weakest(found, recalled, facts, leech_lapses)


def held(log: Look, here: Here, scope: Scope) -> list[FactNow]:
    """The facts, with how firmly each is held."""
    return facts_now(log.strengths(scope.deck), here, here.facts(scope.deck))


def score(log: Look, here: Here, scope: Scope = Scope()) -> Scores:  # noqa: B008 - a plain value
    """Work out all figures of answers; tables and facts go by ids, as no deck is read for them."""
    return Scores(
        format=FORMAT,
        at=here.at,
        study_day=here.study_day,
        deck=scope.deck,
        days=scope.days,
        since=scope.since(here.study_day),
        overview=overview(log, here, scope),
        memory=memory(log, here, scope),
        confusions=mixed_up(log, here, scope),
        calibration=calibrated(log, here, scope),
        weakest=weak(log, here, scope),
        exams=(),
    )
