"""A bar of tabs with their numbers, by which they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from quiz.tui.page import Line, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

_GAP = 3


class TabBar(Page):
    """The names of the tabs with their numbers, the one in front lit."""

    class Pressed(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(id="tabs")
        self._names = names
        self._front = 0
        self._places: list[range] = []

    def show(self, front: int) -> None:
        """Put another tab in front."""
        self._front = front
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """All names, or the numbers alone of those not in front where there is no room for them."""
        texts = [f"{number} {name}" for number, name in enumerate(self._names, 1)]
        if sum(map(len, texts)) + _GAP * len(texts) > width:
            front = enumerate(texts)
            texts = [text if index == self._front else text[:1] for index, text in front]
        row, self._places = Content(""), []
        for index, text in enumerate(texts):
            start = row.cell_length
            row += Content.styled(text, "$lit underline" if index == self._front else "$quiet")
            self._places.append(range(start, row.cell_length))
            row += " " * _GAP
        return [Line(row.truncate(width))]

    def on_click(self, event: Click) -> None:
        """Go to the tab that was clicked."""
        offset = event.get_content_offset(self)
        for index, place in enumerate(self._places):
            if offset is not None and offset.x in place:
                self.post_message(self.Pressed(index))
