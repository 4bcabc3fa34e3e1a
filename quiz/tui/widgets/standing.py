"""How firmly a cell is held, as signs and as words: never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.durations import short_until
from quiz.study.tables import Strength
from quiz.tui import prose
from quiz.tui.figures import percent
from quiz.tui.page import BLANK, Line, Page, hang, spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quiz.study.tables import CellStanding, TableStanding

SIGNS = {
    Strength.FIRM: ("●", "$right"),
    Strength.LEARNING: ("◐", "$accent"),
    Strength.WEAK: ("◔", "$warn"),
    Strength.UNSEEN: ("○", "$quiet"),
}
"""A sign and a tone for each, in the order of the legend: the fuller, the firmer."""
NOT_SAID = "·"
TELLS_APART = "◆"


def sign(cell: CellStanding | None) -> Content:
    """The sign of a cell, or that the source does not say."""
    if cell is None:
        return Content.styled(NOT_SAID, "$quiet")
    return Content.styled(*SIGNS[cell.strength])


def words(cell: CellStanding, now: datetime) -> str:
    """How a cell stands, in words: `weak · 84 % · due now`."""
    parts = [cell.strength.value]
    if cell.retrievability is not None:
        parts.append(percent(cell.retrievability))
    if cell.suspended:
        parts.append("suspended")
    elif cell.buried_until is not None:
        parts.append("buried")
    elif cell.due_at is not None:
        parts.append(f"due {short_until(cell.due_at, now)}")
    return " · ".join(parts)


class CellDetail(Page):
    """The cell under the cursor in words, and what the signs mean, with how many there are."""

    now: datetime

    def __init__(self) -> None:
        super().__init__(id="cell")
        self._table: TableStanding | None = None
        self._place = (0, 0)

    def show(self, table: TableStanding, feature: int, subject: int) -> None:
        """Tell of another cell."""
        self._table, self._place = table, (feature, subject)
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """One line on the cell, and the legend."""
        if self._table is None:
            return ()
        return [Line(self._cell(self._table, width)), *hang(BLANK, _legend(self._table), width)]

    def _cell(self, table: TableStanding, width: int) -> Content:
        feature, subject = self._place
        cell = table.cell(feature, subject)
        held = "the source does not say" if cell is None else words(cell, self.now)
        about = Content.assemble(
            prose.inline(table.subjects[subject].name, "bold"),
            (" · ", "$quiet"),
            prose.inline(table.features[feature].name),
        )
        return spread(about, Content.assemble(sign(cell), " ", held), width)


def _legend(table: TableStanding) -> Content:
    counts = table.counts
    parts = [
        Content.assemble((glyph, tone), (f"\xa0{strength.value}\xa0{counts[strength]}", "$quiet"))
        for strength, (glyph, tone) in SIGNS.items()
    ]
    parts.append(Content.styled(f"{NOT_SAID}\xa0not\xa0said", "$quiet"))
    if any(feature.key for feature in table.features):
        parts.append(Content.assemble((TELLS_APART, "$accent"), ("\xa0tells\xa0apart", "$quiet")))
    return Content("  ").join(parts)
