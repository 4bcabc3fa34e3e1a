"""The two parts of every tab: its picture, and the lines to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content

from quiz.tui.figures import bar
from quiz.tui.page import Line, Page, padded, safe
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.tui.scores.tab import About, Choice, Listed, Tab

_BAR = 10
_WITH_BAR = 70


class Picture(Page):
    """The figures of a tab, or a word while there are none yet."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._shown: tuple[Tab, Any, About, Choice | None] | None = None

    def say(self, words: str) -> None:
        """Say something instead."""
        self._words, self._shown = words, None
        self.changed()

    def show(self, tab: Tab, found: Any, about: About, choice: Choice | None) -> None:
        """Draw a tab."""
        if (tab, found, about, choice) != self._shown:
            self._shown = (tab, found, about, choice)
            self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """The tab's lines."""
        if self._shown is None:
            return [Line(Content.styled(self._words, "$quiet"))]
        tab, found, about, choice = self._shown
        return tab.draw(found, about, width, choice)


class Choices(Rows["Choice"]):
    """What can be chosen on a tab, each with its figures."""

    _figures = 0
    _kinds = 0

    def show_listed(self, listed: Listed) -> None:
        """Show other lines, in columns no wider than what is in them."""
        self._kinds, self._figures = listed.kinds, listed.figures
        self.show(listed.rows)

    def draw(self, row: Choice, width: int, *, current: bool) -> Content:
        """The kind, the text, cut short where it must be, and the figures with their bar."""
        kind = Content.styled(f"{row.kind:{self._kinds}}  " if self._kinds else "", "$quiet")
        figures = Content.styled(f"{row.figures:>{self._figures}}", "$quiet")
        if row.share is not None and width >= _WITH_BAR:
            figures = Content.assemble(bar(row.share, 1, _BAR), "  ", figures)
        room = max(8, width - 4 - kind.cell_length - figures.cell_length)
        text = padded(safe(row.text, "$lit" if current else ""), room)
        return Content.assemble(("▸ " if current else "  ", "$lit"), kind, text, "  ", figures)
