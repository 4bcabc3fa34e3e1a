"""Scores: what the answers add up to, tab by tab, for one deck or all, for a month or for ever."""

from __future__ import annotations

from asyncio import wrap_future
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.scores.figures import Scope, held
from quiz.tui.keys import bindings
from quiz.tui.page import safe
from quiz.tui.scores import exams
from quiz.tui.scores.panels import Choices, Picture
from quiz.tui.scores.tab import NO_CHOICES
from quiz.tui.scores.tabs import MEMORY, TABS
from quiz.tui.scores.workings import Wanted, Worked, Workings
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText
from quiz.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from textual.app import ComposeResult

    from quiz.scores.board import ScoreBoard
    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys
    from quiz.tui.scores.tab import Tab

SPANS: tuple[tuple[int | None, str], ...] = (
    (30, "30 days"),
    (365, "a year"),
    (None, "all days"),
)
"""The spans to look at, in days, and what they are called."""

PATIENCE_S = 0.05
"""What takes no longer is waited for, since a word that flashes up is worse; the screen shows what
takes longer when it is there."""

_FIGURES = "figures"


class ScoresScreen(QuizScreen[None]):
    """A bar of tabs, the picture of one, and below it, where there is any, what can be chosen."""

    CSS_PATH = "scores.tcss"
    BINDINGS = bindings("scores")
    stays_below = True

    def __init__(
        self, desk: Desk, keys: Keys, board: ScoreBoard, deck_id: str | None = None
    ) -> None:
        super().__init__(desk, keys)
        self._board = board
        self._workings = Workings(board)
        self._deck = deck_id
        self._span = 0
        self._tab = 0
        self.head = Head("Scores")
        self.tabs = (*TABS, exams.tab(lambda: desk.examiner))
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
        """Have the first tab worked out while the screen is laid out and painted."""
        self.show_hints()
        with suppress(QuizError):  # which is told once there is a screen
            self._workings.look(self.desk.clock.now())
            self._begin()
        self.call_after_refresh(self._begin_looking)

    def on_unmount(self) -> None:
        """Let go of what is being worked out."""
        self._workings.close()

    def _begin_looking(self) -> None:
        if self._workings.here is None:
            self.look_again()
        else:
            self._work_out()

    def look_again(self) -> None:
        """Look at log and decks anew."""
        with self.troubles_told():
            self._workings.look(self.desk.clock.now())
        self._work_out()

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return self.tabs[self._tab]

    @property
    def _wanted(self) -> Wanted | None:
        here = self._workings.here
        if here is None:
            return None
        return Wanted(here, self.tab, Scope(self._deck, SPANS[self._span][0]))

    def _work_out(self) -> None:
        """Show the tab in front, which may first have to be worked out."""
        self.bar.show(self._tab)
        here = self._workings.here
        if here is None:
            self.picture.say("")
            return
        titles = {one.id: one.title for one in here.decks}
        if self._deck not in titles:
            self._deck = None
        title = titles.get(self._deck or "", "all decks")
        # What is no figure is of all days, whatever the span.
        span = f" · {SPANS[self._span][1]}" if self.tab.part else ""
        self.head.show("Scores", safe(f"{title}{span}", "$quiet"))
        if self._wanted in self._workings:
            self._show()
        else:
            self._wait_for_figures()

    def _begin(self) -> tuple[Wanted, Future[Worked]] | None:
        wanted, in_sight = self._wanted, self.size.height * 2 // 3
        return wanted and (wanted, self._workings.begin(wanted, in_sight))

    def _wait_for_figures(self) -> None:
        """Wait a moment for what is worked out in a thread: else it is shown when it is there.

        What was shown before is put away then, since it is not what was asked for.
        """
        begun = self._begin()
        if begun is None:
            return
        wanted, work = begun
        try:
            self._found(wanted, work.result(PATIENCE_S))
        except TimeoutError:
            self.run_worker(self._wait(wanted, work), group=_FIGURES)
            self.list.show_listed(NO_CHOICES)
            self.set_class(False, "-choosing")
            self.picture.say("Working out the figures …")
            self.set_focus(self.query_one(LongText))
        except QuizError as error:
            self._failed(wanted, error)

    async def _wait(self, wanted: Wanted, work: Future[Worked]) -> None:
        try:
            worked = await wrap_future(work)
        except QuizError as error:
            self._failed(wanted, error)
        else:
            self._found(wanted, worked)

    def _failed(self, wanted: Wanted, error: QuizError) -> None:
        self._workings.fail(wanted)
        if wanted == self._wanted:
            self.picture.say("")
        with self.troubles_told():
            raise error

    def _found(self, wanted: Wanted, worked: Worked) -> None:
        if wanted not in self._workings:  # somebody who went away and came back waits twice
            self._workings.take(wanted, worked)
            if wanted == self._wanted:
                self._show()

    def _show(self) -> None:
        """Show the tab in front, which is worked out."""
        wanted = self._wanted
        if wanted is None or wanted not in self._workings:
            return
        found, choices = self._workings[wanted]
        if choices is None:
            choices = self.tab.choices(found, self._workings.about(wanted))
        self.set_class(bool(choices.rows), "-choosing")
        self.list.show_listed(choices)
        self.query_one(LongText).scroll_home(animate=False)
        self.set_focus(self.list if choices.rows else self.query_one(LongText))
        self._draw()

    def _draw(self) -> None:
        """Draw the picture, which may depend on where the cursor stands."""
        wanted = self._wanted
        if wanted is not None and wanted in self._workings:
            found, about = self._workings[wanted].found, self._workings.about(wanted)
            self.picture.show(self.tab, found, about, self.list.current)
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
            self._work_out()

    def action_next(self) -> None:
        """The next tab, after the last one the first."""
        self.action_tab((self._tab + 1) % len(self.tabs))

    def action_previous(self) -> None:
        """The tab before."""
        self.action_tab((self._tab - 1) % len(self.tabs))

    def action_deck(self) -> None:
        """The next deck alone, after the last one all together."""
        here = self._workings.here
        if here is not None:
            ids = [None, *(one.id for one in here.decks)]
            self._deck = ids[(ids.index(self._deck) + 1) % len(ids)]
            self._work_out()

    def action_span(self) -> None:
        """The next span."""
        self._span = (self._span + 1) % len(SPANS)
        self._work_out()

    def action_optimise(self) -> None:
        """Fit the scheduler, on a screen of its own."""
        from quiz.tui.screens.fitting import FittingScreen

        tailor, here = self._board.tailor, self._workings.here
        if tailor is not None and here is not None:
            facts = partial(self._board.apart, held, here, Scope())
            screen = FittingScreen(self.desk, self.keys, tailor, facts, here.study_day)
            self.app.push_screen(screen)

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()

    def allows(self, action: str) -> bool:
        """The scheduler is a matter of memory, and a span of figures."""
        if action == "span":
            return self.tab.part is not None
        if action == "optimise":
            return self.tab.name == MEMORY and self._board.tailor is not None
        return True

    def hints(self) -> Sequence[Hint]:
        """Tabs, scope, and what choosing does."""
        choice = self.list.current
        chosen = [self.hint("list.choose", choice.does)] if choice and choice.does else []
        if self.allows("optimise"):
            chosen.append(self.hint("scores.optimise"))
        span = ["scores.span"] if self.allows("span") else []
        ids = ("scores.next", "scores.deck", *span, "scores.leave")
        return [*chosen, *map(self.hint, ids)]
