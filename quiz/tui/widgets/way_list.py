"""The questions of a deck one a line: what is asked, and in which form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.page import padded, safe
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.deck.specimens import Way


class WayList(Rows["Way"]):
    """What is asked stands with the first of its forms only, so that each is seen as one."""

    _widest_form = 0
    _first: frozenset[Way] = frozenset()

    def show(self, rows: Sequence[Way], cursor: int = 0) -> None:
        """Show other questions."""
        self._widest_form = max((len(way.form) for way in rows), default=0)
        first = {way.about: way for way in reversed(rows)}
        self._first = frozenset(first.values())
        super().show(rows, cursor)

    def draw(self, row: Way, width: int, *, current: bool) -> Content:
        """The heading, and the form beside it."""
        room = max(8, width - 4 - self._widest_form)
        tone = "$lit" if current else ""
        heading = safe(row.heading, tone) if current or row in self._first else Content("")
        form = padded(safe(row.form, tone or "$quiet"), self._widest_form)
        return Content.assemble(
            ("▸ " if current else "  ", "$lit"), padded(heading, room), "  ", form
        )
