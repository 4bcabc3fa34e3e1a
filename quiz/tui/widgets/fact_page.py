"""One fact with all that is known of it, and its whole history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import short_days, short_until, stopwatch
from quiz.study.compared import Choices, chosen_before
from quiz.tui import prose
from quiz.tui.page import BLANK, Line, Page, hang, padded, safe
from quiz.tui.widgets.fact_list import chance, state_words
from quiz.tui.widgets.verdict import explained_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quiz.review import Review
    from quiz.shapes import Explanation
    from quiz.study.fact_cards import FactCard

_LABEL = 12


class FactPage(Page):
    """A fact: what it asks, how it stands, and every answer to it, the latest first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card: FactCard | None = None
        self._now: datetime | None = None
        self._explanation: Explanation | None = None
        self._history: Sequence[Review] | None = None

    def show(
        self,
        card: FactCard | None,
        now: datetime,
        *,
        explanation: Explanation | None = None,
        history: Sequence[Review] | None = None,
    ) -> None:
        """Show another fact; with an explanation, its answer, too, with a history, that."""
        self._card, self._now = card, now
        self._explanation, self._history = explanation, history
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """The fact, its figures, its history."""
        if self._card is None or self._now is None:
            return ()
        card = self._card
        found = [*prose.lines(card.prompt, width, style="bold"), Line(BLANK)]
        if self._explanation is not None:
            found += hang(_label("Answer"), prose.inline(self._explanation.answer), width)
        for name, value in _figures(card, self._now):
            found += hang(_label(name), value, width)
        if self._history is not None:
            found += [Line(BLANK), *_history_lines(self._history, width)]
        if self._explanation is not None:
            earlier = chosen_before(self._history or ())
            choices = Choices((card.fact.key,), (), earlier, self._now.date())
            rest = explained_lines(self._explanation, width, choices)
            found += [Line(BLANK), *rest] if rest else []
        return found


def _label(name: str) -> Content:
    return padded(Content.styled(name, "$quiet"), _LABEL)


def _figures(card: FactCard, now: datetime) -> list[tuple[str, Content]]:
    state = state_words(card).removesuffix(" !")
    if card.due_at is not None and not card.suspended:
        state += f", due {'now' if card.due else short_until(card.due_at, now)}"
    buried = f"until {card.buried_until:%d %b}" if card.buried_until else ""
    found = [
        ("Deck", safe(card.deck_title)),
        ("Subject", safe(card.subject)),
        ("State", Content(state)),
        ("Memory", Content(_memory(card))),
        ("Buried", Content(buried)),
        ("Flag", safe(card.flag or "", "$warn")),
        ("Tags", safe(", ".join(card.tags))),
        ("Key", safe(card.fact.key, "$quiet")),
    ]
    return [(name, value) for name, value in found if value]


def _memory(card: FactCard) -> str:
    memory = card.memory
    if memory is None:
        return ""
    parts = [f"recall now {chance(card)}"] if card.retrievability is not None else []
    parts += [
        f"stability {short_days(memory.stability)}",
        f"difficulty {memory.difficulty:.1f} of 10",
        f"{counted(memory.reviews, 'answer')}, {counted(memory.lapses, 'lapse')}",
    ]
    return " · ".join(parts)


def _history_lines(history: Sequence[Review], width: int) -> list[Line]:
    if not history:
        return [Line(Content.styled("Not answered yet.", "$quiet"))]
    found = [Line(Content.styled("History, latest first", "$quiet"))]
    found += [Line(_review(review).truncate(width, ellipsis=True)) for review in reversed(history)]
    return found


def _review(review: Review) -> Content:
    sign = ("✓ ", "$right") if review.correct else ("✗ ", "$wrong")
    rating = f"{review.rating.value} {review.rating.name.lower()}"
    sure = f"  {review.confidence.value}" if review.confidence else ""
    mode = "" if review.counts else f"  {review.mode.value}, not counted"
    return Content.assemble(
        sign,
        f"{review.study_day:%d %b %Y}  ",
        padded(Content(rating), 8),
        (f"{short_days(review.interval_days):>7}  ", ""),
        padded(Content.styled(review.form, "$quiet"), 11),
        (f"{stopwatch(review.duration_ms):>6}{sure}{mode}", "$quiet"),
    )
