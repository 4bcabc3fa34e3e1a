"""Exams that were handed in: their scores over time, by set-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quiz.scores.ports import Held, Outcome, Paper


@dataclass(frozen=True, slots=True)
class ExamSetup:
    """What an exam was to be of; those of equal set-ups can be compared.

    `decks` are ids, none for all decks; `topics` and `forms` limit what is asked, where there are
    any. `minutes` is the time limit, null without one. `counting` says that answers moved the
    schedule, `certainty` that each was marked by how sure it was.
    """

    decks: tuple[str, ...]
    topics: tuple[str, ...]
    forms: tuple[str, ...]
    questions: int
    minutes: float | None
    counting: bool
    certainty: bool


@dataclass(frozen=True, slots=True)
class ExamScore:
    """What an exam came to: `credit` for so many `questions`, 0 to 1 for each.

    `share` is the one over the other, and the true share lies from `low` to `high` with 95 %
    (Wilson's interval; part credits count as parts of a success).
    """

    id: str
    study_day: date
    setup: ExamSetup
    credit: float
    questions: int
    share: float
    low: float
    high: float


def exams(held: Iterable[Held], since: date | None, deck: str | None) -> tuple[ExamScore, ...]:
    """The exams handed in since a day that had a deck among theirs, the oldest first."""
    return tuple(
        _scored(paper, outcome)
        for paper, outcome in held
        if deck in (None, *paper.decks) and (since is None or outcome.study_day >= since)
    )


def _scored(paper: Paper, outcome: Outcome) -> ExamScore:
    setup, score = paper.setup, outcome.score
    return ExamScore(
        paper.id,
        outcome.study_day,
        ExamSetup(
            setup.decks,
            setup.topics,
            setup.forms,
            setup.questions,
            setup.minutes,
            setup.counting,
            setup.certainty,
        ),
        score.credit,
        score.questions,
        score.share,
        score.low,
        score.high,
    )
