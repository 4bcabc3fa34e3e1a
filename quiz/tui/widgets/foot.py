"""The bottom of every screen: a word on what just happened, and the keys that matter now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from quiz.tui.actions import BY_ID
from quiz.tui.page import BLANK, Line, Page, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

    from quiz.tui.keys import Keys


class Hint(NamedTuple):
    """A key and what it does; `press` is the key that a click on it stands for."""

    label: str
    name: str
    press: str = ""
    lit: bool = False


def hint(keys: Keys, id: str, name: str = "") -> Hint:
    """The hint of an action, under its own name or another."""
    return Hint(keys.label(id), name or BY_ID[id].name, keys.first(id))


class Foot(Page):
    """Two lines: a rule or a notice, and hints as many as fit, the last one always."""

    class Pressed(Message):
        """A hint was clicked, which is as good as its key."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._hints: Sequence[Hint] = ()
        self._notice = ""
        self._tone = "$quiet"
        self._ruled = False
        self._places: list[tuple[range, str]] = []

    @property
    def notice(self) -> str:
        """What is being said."""
        return self._notice

    def show(self, hints: Sequence[Hint], *, ruled: bool = False) -> None:
        """Show other keys."""
        if (hints, ruled) != (self._hints, self._ruled):
            self._hints, self._ruled = hints, ruled
            self.changed()

    def say(self, notice: str, tone: str = "$warn") -> None:
        """Say something until the next key; nothing with an empty text."""
        if notice != self._notice:
            self._notice, self._tone = notice, tone
            self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """The notice or rule, and the hints."""
        if self._notice:
            above = safe(self._notice, self._tone).truncate(width, ellipsis=True)
        else:
            above = Content.styled("─" * width, "$quiet") if self._ruled else BLANK
        return Line(above), Line(self._row(width))

    def _row(self, width: int) -> Content:
        hints = list(self._hints)
        gap = 3
        if _width(hints, gap) > width:
            gap = 2
        while len(hints) > 1 and _width(hints, gap) > width:
            del hints[-2]
        parts: list[str | tuple[str, str]] = []
        self._places = []
        start = 0
        for each in hints:
            if parts:
                parts.append(" " * gap)
                start += gap
            label, name = ("$lit", "") if each.lit else ("bold", "$quiet")
            parts += [(each.label, label), " ", (each.name, name)]
            end = start + _cells(each)
            if each.press:
                self._places.append((range(start, end), each.press))
            start = end
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Press the key whose hint was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y != 1:
            return
        for place, key in self._places:
            if offset.x in place:
                self.post_message(self.Pressed(key))


def _width(hints: Sequence[Hint], gap: int) -> int:
    return sum(map(_cells, hints)) + gap * (len(hints) - 1)


def _cells(hint: Hint) -> int:
    return cell_len(f"{hint.label} {hint.name}")
