"""Scores: what the answers add up to, tab by tab, for one deck or all, for a month or for ever."""

from __future__ import annotations

from asyncio import sleep, to_thread
from typing import TYPE_CHECKING

from quiz.scores.figures import score
from quiz.tui.keys import bindings
from quiz.tui.page import safe
from quiz.tui.scores import exams
from quiz.tui.scores.panels import Choices, Picture
from quiz.tui.scores.tabs import TABS
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText
from quiz.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from textual.app import ComposeResult

    from quiz.scores.board import ScoreBoard
    from quiz.scores.figures import Scores, Snapshot
    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys
    from quiz.tui.scores.tab import Tab

SPANS: tuple[tuple[int | None, str], ...] = (
    (30, "30 days"),
    (365, "a year"),
    (None, "all days"),
)
"""The spans to look at, in days, and what they are called."""

MANY_ANSWERS = 20_000
"""Of more than so many the figures take too long to be waited for."""

_READING = "reading"
Scope = tuple[str | None, int | None]
"""A deck, or all with None, and a span."""


class ScoresScreen(QuizScreen[None]):
    """A bar of tabs, the picture of one, and below it, where there is any, what can be chosen."""

    CSS_PATH = "scores.tcss"
    BINDINGS = bindings("scores")

    def __init__(
        self, desk: Desk, keys: Keys, board: ScoreBoard, deck_id: str | None = None
    ) -> None:
        super().__init__(desk, keys)
        self._board = board
        self._deck = deck_id
        self._span = 0
        self._tab = 0
        self._snapshot: Snapshot | None = None
        self._scores: Scores | None = None
        self._worked_out: dict[Scope, Scores] = {}
        self.head = Head("Scores")
        self.tabs = (*TABS, exams.tab(desk.examiner))
        self.bar = TabBar([tab.name for tab in self.tabs])
        self.picture = Picture()
        self.list = Choices(id="choices", opens_on_click=False)

    def compose(self) -> ComposeResult:
        """Head, tabs, picture, list, foot."""
        yield self.head
        yield self.bar
        with LongText(id="figures"):
            yield self.picture
        yield self.list
        yield Foot()

    def on_mount(self) -> None:
        """Say that the log is being read, which takes a moment where it is long."""
        self.picture.say("Reading the log …")
        self.show_hints()
        self.call_after_refresh(self.look_again)

    def look_again(self) -> None:
        """Read log and decks anew: at once, or while keys work where there is much to read."""
        self.workers.cancel_group(self, _READING)
        reading = self._board.reading(self.desk.clock.now())
        if not self._read_on(reading):
            self.run_worker(self._read_all(reading), group=_READING)

    async def _read_all(self, reading: Generator[None, None, Snapshot]) -> None:
        while not self._read_on(reading):
            await sleep(0)

    def _read_on(self, reading: Generator[None, None, Snapshot]) -> bool:
        """Read one slice more; says whether it was the last, after which the figures stand."""
        with self.troubles_told():
            try:
                next(reading)
            except StopIteration as end:
                self._snapshot = end.value
                self._worked_out.clear()
            else:
                return False
        self._work_out()
        return True

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return self.tabs[self._tab]

    def _work_out(self) -> None:
        """Work out the figures of this deck and this span."""
        snapshot = self._snapshot
        if snapshot is None:
            if not any(worker.is_running for worker in self.workers if worker.node is self):
                self.picture.say("")
            return
        if self._deck not in dict(snapshot.decks):
            self._deck = None
        days, name = SPANS[self._span]
        title = dict(snapshot.decks).get(self._deck or "", "all decks")
        self.head.show("Scores", safe(f"{title} · {name}", "$quiet"))
        scope = (self._deck, days)
        if scope not in self._worked_out:
            if len(snapshot.answers) > MANY_ANSWERS:
                self._scores = None
                self.picture.say("Working out the figures …")
                work = self._work_out_apart(snapshot, scope)
                self.run_worker(work, group=_READING, exclusive=True)
                return
            self._worked_out[scope] = score(snapshot, *scope)
        self._scores = self._worked_out[scope]
        self._show()

    async def _work_out_apart(self, snapshot: Snapshot, scope: Scope) -> None:
        """Work the figures out in a thread, where it takes seconds; keys work meanwhile."""
        self._worked_out[scope] = await to_thread(score, snapshot, *scope)
        # Not from within: showing them may work out others, and so end whoever works.
        self.call_later(self._work_out)

    def _show(self) -> None:
        """Show the tab in front."""
        scores = self._scores
        if scores is None:
            return
        self.bar.show(self._tab)
        choices = self.tab.choices(scores)
        self.set_class(bool(choices), "-choosing")
        self.list.show(choices)
        self.query_one(LongText).scroll_home(animate=False)
        self.set_focus(self.list if choices else self.query_one(LongText))
        self._draw()

    def _draw(self) -> None:
        """Draw the picture, which may depend on where the cursor stands."""
        if self._scores is not None:
            self.picture.show(self.tab, self._scores, self.list.current)
        self.show_hints()

    def on_rows_moved(self) -> None:
        """The picture follows the cursor."""
        self._draw()

    def on_rows_opened(self) -> None:
        """Do what the line is for, where it is for something."""
        choice = self.list.current
        if choice is not None and choice.message is not None:
            self.post_message(choice.message())

    def on_tab_bar_pressed(self, event: TabBar.Pressed) -> None:
        """A click on a tab is its number."""
        self.action_tab(event.index)

    # Keys.

    def action_tab(self, index: int) -> None:
        """Go to a tab."""
        if index < len(self.tabs):
            self._tab = index
            self._show()

    def action_next(self) -> None:
        """The next tab, after the last one the first."""
        self.action_tab((self._tab + 1) % len(self.tabs))

    def action_previous(self) -> None:
        """The tab before."""
        self.action_tab((self._tab - 1) % len(self.tabs))

    def action_deck(self) -> None:
        """The next deck alone, after the last one all together."""
        if self._snapshot is not None:
            ids = [None, *(id for id, _ in self._snapshot.decks)]
            self._deck = ids[(ids.index(self._deck) + 1) % len(ids)]
            self._work_out()

    def action_span(self) -> None:
        """The next span."""
        self._span = (self._span + 1) % len(SPANS)
        self._work_out()

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only tabs that there are."""
        return action != "tab" or parameters[0] in range(len(self.tabs))

    def hints(self) -> Sequence[Hint]:
        """Tabs, scope, and what choosing does."""
        choice = self.list.current
        chosen = [self.hint("list.choose", choice.does)] if choice and choice.does else []
        ids = ("scores.next", "scores.deck", "scores.span", "scores.leave")
        return [*chosen, *map(self.hint, ids)]
