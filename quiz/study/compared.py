"""A feature over the subjects as it is read beside a verdict: what was taken for what, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from quiz.facts import FactKey
from quiz.review import Review
from quiz.shapes import Contrast, ContrastRow
from quiz.study.turn import Answered, Asked


@dataclass(frozen=True, slots=True)
class Compared:
    """One subject's row: whether it was asked, or chosen instead of what was asked.

    `chosen_on` is the day of the last earlier answer in which it was.
    """

    row: ContrastRow
    asked: bool = False
    chosen: bool = False
    chosen_on: date | None = None

    def when(self, today: date | None, month: str = "%B") -> str:
        """When it was chosen earlier, without the year where that is this one's; empty if never."""
        day = self.chosen_on
        if day is None:
            return ""
        if day == today:
            return "earlier today"
        this_year = today is not None and today.year == day.year
        return f"on {day.day} {day:{month if this_year else f'{month} %Y'}}"


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked and what was chosen instead: now, and earlier, with the last day of that.

    `today` is the day of the answer: days of its year can be told without the year.
    """

    asked: Collection[FactKey]
    chosen: Collection[FactKey] = ()
    chosen_on: Mapping[FactKey, date] = field(default_factory=dict)
    today: date | None = None

    def beside(self, contrast: Contrast) -> list[Compared]:
        """The rows, those that matter first: asked, chosen now, chosen earlier, all others."""
        rows = [
            Compared(
                row, row.fact in self.asked, row.fact in self.chosen, self.chosen_on.get(row.fact)
            )
            for row in contrast.rows
        ]
        # Within each of these they stay in the author's order, in which the table has them, too.
        rows.sort(key=lambda one: (not one.asked, not one.chosen, one.chosen_on is None))
        return rows


def recalled(asked: Asked, chosen_on: Mapping[FactKey, date]) -> Choices:
    """What was chosen earlier for what is recalled now, where nothing is to be chosen."""
    return Choices(asked.question.facts, (), chosen_on, asked.shown_at.date())


def choices(turn: Answered, chosen_on: Mapping[FactKey, date]) -> Choices:
    """What was chosen in the answer to a question, and earlier."""
    chosen = frozenset(fact for mark in turn.verdict.marks for fact in mark.confused_with)
    return replace(recalled(turn.asked, chosen_on), chosen=chosen)


def chosen_before(reviews: Iterable[Review], question_id: str = "") -> dict[FactKey, date]:
    """For each fact taken for the reviewed one, the last day of that; not by the question named."""
    days: dict[FactKey, date] = {}
    for review in reviews:
        if review.question_id != question_id:
            days.update(dict.fromkeys(review.confused_with, review.study_day))
    return days
