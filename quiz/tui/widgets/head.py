"""The top of every screen: what it is, how things stand, and a rule below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.page import BLANK, Line, Page, safe, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

_AFTER_REMARK = 2


class Head(Page):
    """A title on the left, figures on the right; a remark, where there is one, in the rule."""

    def __init__(self, title: str = "") -> None:
        super().__init__(id="head")
        self._title = title
        self._figures = BLANK
        self._remark = ""

    def show(self, title: str, figures: Content = BLANK, remark: str = "") -> None:
        """Say something else."""
        self._title, self._figures, self._remark = title, figures, remark
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """One line of text, one rule."""
        title = safe(self._title, "bold")
        return Line(spread(title, self._figures, width)), Line(self._rule(width))

    def _rule(self, width: int) -> Content:
        if not self._remark:
            return Content.styled("─" * width, "$quiet")
        remark = safe(f" {self._remark}", "$warn").truncate(max(1, width - 8), ellipsis=True)
        rest = width - remark.cell_length - _AFTER_REMARK - 2
        return Content.assemble(
            ("─" * rest + " ", "$quiet"), remark, (" " + "─" * _AFTER_REMARK, "$quiet")
        )
