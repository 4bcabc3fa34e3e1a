"""The lines of a set-up: names and how each is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from quiz.tui.page import BLANK, Line, Page, hang, padded, safe
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.study.examiner import OpenExam

_NAME = 16


class Row(NamedTuple):
    """A line of the set-up: what it is, how it is set, what it does, and what Enter does to it."""

    name: str
    value: str
    says: str
    act: Callable[[], None]
    open: OpenExam | None = None


class SetupList(Rows[Row]):
    """Names on the left, values beside them."""

    def draw(self, row: Row, width: int, *, current: bool) -> Content:  # noqa: ARG002
        """One line of the set-up."""
        lit = "$lit" if current else ""
        name = padded(Content.styled(row.name, lit), _NAME)
        return Content.assemble(("▸ " if current else "  ", "$lit"), name, "  ", safe(row.value))


class Says(Page):
    """What the line under the cursor does."""

    text = ""

    def lines(self, width: int) -> Sequence[Line]:
        """A few words."""
        return hang(BLANK, Content.styled(self.text, "$quiet"), width)
