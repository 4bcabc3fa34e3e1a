"""Facts one a line, for looking through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.durations import short_until
from quiz.tui import prose
from quiz.tui.figures import percent
from quiz.tui.page import padded, safe
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quiz.study.fact_cards import FactCard

_WITH_STATE = 56
_WITH_DECK = 100
_DECK = 22


class FactList(Rows["FactCard"]):
    """Each fact with how it stands."""

    now: datetime
    _widest_state = 0

    def show(self, rows: Sequence[FactCard], cursor: int = 0) -> None:
        """Show other facts, in columns no wider than what is in them."""
        self._widest_state = max((len(state_words(card)) for card in rows), default=0)
        super().show(rows, cursor)

    def draw(self, row: FactCard, width: int, *, current: bool) -> Content:
        """The prompt, and columns as many as fit."""
        columns = self._columns(row, width)
        room = max(8, width - 3 - columns.cell_length)
        tone = "$lit" if current else ("$quiet" if row.suspended else "")
        prompt = padded(prose.inline(row.prompt, tone), room)
        return Content.assemble(("▸ " if current else "  ", "$lit"), prompt, " ", columns)

    def _columns(self, card: FactCard, width: int) -> Content:
        parts: list[Content] = []
        if width >= _WITH_DECK:
            parts.append(padded(safe(card.deck_title, "$quiet"), _DECK))
        if width >= _WITH_STATE:
            parts.append(padded(_toned(state_words(card)), self._widest_state))
        parts.append(padded(_due(card, self.now), 9))
        return Content("  ").join(parts)


def state_words(card: FactCard) -> str:
    """How a fact stands, in words: its state, and what is peculiar to it."""
    words = card.state
    if card.buried_until is not None:
        words += ", buried"
    if card.leech:
        words += ", leech"
    return words if card.flag is None else f"{words} !"


def _toned(words: str) -> Content:
    odd = words.endswith("!") or "leech" in words
    return Content.styled(words, "$warn" if odd else "$quiet")


def chance(card: FactCard) -> str:
    """The chance of recall, empty for a fact never answered."""
    return "" if card.retrievability is None else percent(card.retrievability)


def _due(card: FactCard, now: datetime) -> Content:
    if card.suspended or card.due_at is None:
        return Content("")
    if card.due:
        return Content.styled("now", "$lit")
    return Content.styled(short_until(card.due_at, now), "$quiet")
