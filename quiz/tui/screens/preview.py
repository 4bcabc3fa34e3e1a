"""Preview: every question that a deck can ask, to be opened and tried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.tui.keys import bindings
from quiz.tui.screens.base import QuizScreen
from quiz.tui.screens.tryout import TryoutScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.way_list import WayList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.deck.specimens import Way
    from quiz.study.desk import Desk
    from quiz.study.tryout import Tryout
    from quiz.tui.keys import Keys


class PreviewScreen(QuizScreen[None]):
    """The facts of a deck, each with the forms in which it can be asked."""

    CSS_PATH = "preview.tcss"
    BINDINGS = bindings("preview")

    def __init__(self, desk: Desk, keys: Keys, tryout: Tryout) -> None:
        super().__init__(desk, keys)
        self._tryout = tryout
        self.head = Head("Preview")
        self.list = WayList(id="ways")

    def compose(self) -> ComposeResult:
        """Head, list, foot."""
        yield self.head
        yield self.list
        yield Foot()

    def on_mount(self) -> None:
        """Show the questions."""
        self.list.focus()
        self._show(0)
        self.show_hints()

    def _show(self, cursor: int) -> None:
        ways = self._tryout.ways
        facts = counted(len({key for way in ways for key in way.facts}), "fact")
        figures = Content.styled(f"{facts} · {counted(len(ways), 'question')}", "$quiet")
        self.head.show(f"Preview: {self._tryout.deck_title}", figures, "nothing is kept")
        self.list.show(ways, cursor)

    def look_again(self) -> None:
        """Show the deck as it is now, with the cursor where it was."""
        before = self.list.current
        with self.troubles_told():
            self._tryout = self.desk.tryout(self._tryout.deck_id, self.desk.clock.now())
        place = self._tryout.place_like(before) if before is not None else None
        self._show(self.list.cursor if place is None else place)

    def hints(self) -> Sequence[Hint]:
        """Open, and back."""
        return self.hint("list.choose", "try out"), self.hint("preview.leave")

    def on_rows_opened(self) -> None:
        """Try out the question under the cursor."""
        self._tryout.ask(self.list.cursor, self.desk.clock.now())
        screen = TryoutScreen(self.desk, self.keys, self._tryout)
        self.app.push_screen(screen, self._come_back)

    def _come_back(self, way: Way | None) -> None:
        place = self._tryout.place_like(way) if way is not None else None
        if place is not None:
            self.list.move_to(place)

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()
