"""Choosing several from a list: decks, topics, forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.keys import bindings
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.tick_list import Choice, TickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys


class TickScreen(QuizScreen[tuple[str, ...] | None]):
    """Gives the ids of what is ticked, in the order of the list; None where it was given up."""

    CSS_PATH = "exam.tcss"
    BINDINGS = bindings("tick")

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        title: str,
        choices: Sequence[Choice],
        ticked: Iterable[str],
    ) -> None:
        super().__init__(desk, keys)
        self._title = title
        self._choices = choices
        self.list = TickList(ticked)
        self.list.add_class("rows")

    def compose(self) -> ComposeResult:
        """Head, list, foot."""
        yield Head(self._title)
        yield self.list
        yield Foot()

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        self.list.focus()
        self.list.show(self._choices)
        self._count()

    def _count(self) -> None:
        figures = f"{len(self.list.ticked)} of {len(self._choices)}"
        self.query_one(Head).show(self._title, Content.styled(figures, "$quiet"))
        self.show_hints()

    def hints(self) -> Sequence[Hint]:
        """Tick and keep."""
        ids = ("tick.tick", "tick.all", "tick.give_up")
        tick, every, leave = map(self.hint, ids)
        return tick, every, self.hint("list.choose", "keep"), leave

    def on_rows_opened(self) -> None:
        """A click ticks."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick, or take it back."""
        self.list.toggle()
        self._count()

    def action_all(self) -> None:
        """Tick all, or none."""
        self.list.toggle_all()
        self._count()

    def on_tick_list_kept(self) -> None:
        """Keep what is ticked."""
        self.dismiss(tuple(one.id for one in self._choices if one.id in self.list.ticked))

    def action_give_up(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
