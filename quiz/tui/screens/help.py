"""Help: every key, by where it works; with room, also the id under which it can be set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.actions import ACTIONS, PLACES
from quiz.tui.key_names import readable
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, Page, hang, padded
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.tui.actions import Action
    from quiz.tui.keys import Keys
    from quiz.tui.widgets.foot import Hint

_KEYS = 18
_IDS = 22
_WITH_IDS = 100
"""From so many columns on ids stand beside what keys do: with fewer they would take its room."""


class HelpScreen(QuizScreen[None]):
    """All keys, those of the screen one comes from first."""

    BINDINGS = bindings("help")

    def __init__(self, desk: Desk, keys: Keys, places: Sequence[str]) -> None:
        super().__init__(desk, keys)
        self._places = places

    def compose(self) -> ComposeResult:
        """Head, keys, foot."""
        yield Head("Keys")
        with LongText(classes="reading"):
            yield KeyTable(self.keys, self._places)
        yield Foot()

    def on_mount(self) -> None:
        """Ready to be read."""
        self.query_one(LongText).focus()
        self.foot.show(self.hints())

    def hints(self) -> Sequence[Hint]:
        """Back."""
        return (self.hint("help.leave"),)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()


class KeyTable(Page):
    """Keys, what they do, and their ids."""

    def __init__(self, keys: Keys, places: Sequence[str]) -> None:
        super().__init__()
        self._keys = keys
        self._order = sorted(PLACES, key=lambda place: place not in places)

    def lines(self, width: int) -> Sequence[Line]:
        """Part after part, the words on ids last."""
        found: list[Line] = []
        for place in self._order:
            found.append(Line(Content.styled(PLACES[place], "$lit")))
            for keys, says, id in self._rows(place):
                found += _row(keys, says, id, width)
            found.append(Line(BLANK))
        words = (
            "While text is typed no character is a command: esc leaves the field first. "
            'A key is set by its id, in the configuration: [keys] study.undo = "z". '
        ) + ("" if width >= _WITH_IDS else "quiz config --keys lists all ids.")
        return [*found, *hang(BLANK, Content.styled(words, "$quiet"), width)]

    def _rows(self, place: str) -> Iterator[tuple[str, str, str]]:
        """A row an action; the numbers 1 to 9 share one where nobody has set them apart."""
        actions = [action for action in ACTIONS if action.place == place]
        for action in actions:
            if action.id.endswith("_1") and self._plain_numbers(action):
                yield "1-9", f"{action.says[:-1]}1 to 9", f"{action.id} to _9"
            elif not (
                action.id[-2:-1] == "_" and action.keys.isdigit() and self._plain_numbers(action)
            ):
                keys = " ".join(map(readable, self._keys.all_of(action.id)))
                yield keys, action.says, action.id

    def _plain_numbers(self, action: Action) -> bool:
        stem = action.id[:-1]
        return all(self._keys.all_of(f"{stem}{n}") == [str(n)] for n in range(1, 10))


def _row(keys: str, says: str, id: str, width: int) -> list[Line]:
    first = Content.assemble("  ", padded(Content.styled(keys, "bold"), _KEYS), " ")
    if width < _WITH_IDS:
        return hang(first, Content(says), width)
    room = _WITH_IDS - _IDS
    wrapped = hang(first, Content(says), room - 1)
    top = Content.assemble(padded(wrapped[0].text, room), (id, "$quiet"))
    return [Line(top), *wrapped[1:]]
