"""Exams: every one that was handed in, and how those of one set-up went over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.figures import percent
from quiz.tui.messages import ResultChosen
from quiz.tui.page import BLANK, Line, hang, safe
from quiz.tui.plots import said
from quiz.tui.scores.tab import Choice, Listed, Tab, listed
from quiz.tui.screens.exams import described, trend

if TYPE_CHECKING:
    from quiz.study.exam_result import Score
    from quiz.study.examiner import Examiner
    from quiz.tui.scores.tab import About


def _scored(score: Score) -> str:
    between = f"({score.low * 100:.0f}–{score.high * 100:.0f})"
    return f"{percent(score.share)} {between:<8}"


def tab(examiner: Callable[[], Examiner]) -> Tab:
    """The tab over the exams of one log; unlike the others it needs no figures of answers.

    Who holds exams is asked for once the tab is in front: it is a lot to load.
    """

    def choices(found: object, about: About) -> Listed:  # noqa: ARG001
        """The exams of the deck, or all, the newest first."""
        rows = [
            Choice(
                f"{brief.study_day.isoformat()}  {described(sheet)}",
                _scored(brief.score),
                share=brief.score.share,
                does="result",
                message=partial(ResultChosen, sheet.id),
                place=(sheet.id,),
            )
            for sheet, brief in reversed(examiner().exams())
            if about.deck is None or about.deck in sheet.decks
        ]
        return listed(rows)

    def draw(
        found: object,  # noqa: ARG001 - it has none
        about: About,  # noqa: ARG001 - a tab's
        width: int,
        choice: Choice | None,
    ) -> Sequence[Line]:
        """How exams of the set-up under the cursor went."""
        if choice is None:
            return said("No exam was handed in yet.", width)
        (exam_id,) = choice.place
        shares = trend(exam_id, examiner().exams())
        trended = hang(Content.styled("This set-up:  ", "$quiet"), Content(shares), width)
        return [*trended, *hang(BLANK, safe(choice.text, "$quiet"), width)]

    return Tab("Exams", None, draw, choices)
