"""Scores: what the answers add up to, tab by tab, for one deck or all, for a month or for ever."""

from __future__ import annotations

from asyncio import wrap_future
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.errors import QuizError
from quiz.scores.figures import Scope, held
from quiz.tui.keys import bindings
from quiz.tui.page import safe
from quiz.tui.scores import exams
from quiz.tui.scores.panels import Choices, Picture
from quiz.tui.scores.tab import NO_CHOICES, About
from quiz.tui.scores.tabs import MEMORY, TABS
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
    from quiz.scores.facts_now import Here
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


class _Wanted(NamedTuple):
    """A tab of the figures of one scope, as things stand here."""

    here: Here
    tab: int
    scope: Scope


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
        self._names = board.names()
        self._ready = False
        """Whether what opening decks takes is loaded, or about to be: not before the first tab."""
        self._deck = deck_id
        self._span = 0
        self._tab = 0
        self._here: Here | None = None
        self._worked_out: dict[_Wanted, Any] = {}
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="scores")
        self._under_way: dict[_Wanted, Future[Any]] = {}
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
        """Say that it is worked out, which may take a moment."""
        self.show_hints()
        self.call_after_refresh(self._begin_looking)

    def on_unmount(self) -> None:
        """Let go of the threads; what they work out is no longer wanted."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _begin_looking(self) -> None:
        self.look_again()

    def look_again(self) -> None:
        """Look at log and decks anew."""
        with self.troubles_told():
            self._here = self._board.here(self.desk.clock.now())
            self._names = self._board.names()
            self._worked_out.clear()
            self._under_way.clear()
        self._work_out()

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return self.tabs[self._tab]

    @property
    def _wanted(self) -> _Wanted | None:
        if self._here is None:
            return None
        return _Wanted(self._here, self._tab, Scope(self._deck, SPANS[self._span][0]))

    def _work_out(self) -> None:
        """Show the tab in front, which may first have to be worked out."""
        self.bar.show(self._tab)
        here = self._here
        if here is None:
            self.picture.say("")
            return
        titles = {one.id: one.title for one in here.decks}
        if self._deck not in titles:
            self._deck = None
        title = titles.get(self._deck or "", "all decks")
        self.head.show("Scores", safe(f"{title} · {SPANS[self._span][1]}", "$quiet"))
        wanted = self._wanted
        if wanted in self._worked_out:
            self._show()
        elif wanted is not None:
            self._begin(wanted)

    def _begin(self, wanted: _Wanted) -> None:
        """Work it out in a thread: waited for where that is quick, and else shown when it is there.

        What was shown before is put away then, since it is not what was asked for.
        """
        tab = self.tabs[wanted.tab]
        if tab.part is None:
            self._found(wanted, None)
            return
        if wanted not in self._under_way:
            self._call_off()
            work = self._threads.submit(self._worked_apart, tab, wanted)
            self._under_way[wanted] = work
            try:
                found = work.result(PATIENCE_S)
            except TimeoutError:
                self.run_worker(self._wait(wanted, work), group=_FIGURES)
            except QuizError as error:
                self._failed(wanted, error)
                return
            else:
                self._found(wanted, found)
                return
        self.list.show_listed(NO_CHOICES)
        self.set_class(False, "-choosing")
        self.picture.say("Working out the figures …")
        self.set_focus(self.query_one(LongText))

    def _call_off(self) -> None:
        """Call off what waits for its turn: somebody has gone on to something else."""
        for wanted, work in [*self._under_way.items()]:
            if work.cancel():
                del self._under_way[wanted]

    async def _wait(self, wanted: _Wanted, work: Future[Any]) -> None:
        try:
            self._found(wanted, await wrap_future(work))
        except QuizError as error:
            self._failed(wanted, error)

    def _failed(self, wanted: _Wanted, error: QuizError) -> None:
        self._under_way.pop(wanted, None)
        if wanted == self._wanted:
            self.picture.say("")
        with self.troubles_told():
            raise error

    def _worked_apart(self, tab: Tab, wanted: _Wanted) -> Any:
        """What a tab is of; in another thread, as all that may take long."""
        found = tab.part and self._board.apart(tab.part, wanted.here, wanted.scope)
        if tab.opens_decks:
            self._board.prepare()
        return found

    def _found(self, wanted: _Wanted, found: Any) -> None:
        if wanted.here is self._here:
            self._under_way.pop(wanted, None)
            self._worked_out[wanted] = found
            if wanted == self._wanted:
                self._show()
            if not self._ready:
                self._ready = True
                self._threads.submit(self._board.prepare)

    def _show(self) -> None:
        """Show the tab in front, which is worked out."""
        wanted = self._wanted
        if wanted is None or wanted not in self._worked_out:
            return
        choices = self.tab.choices(self._worked_out[wanted], self._about)
        self.set_class(bool(choices.rows), "-choosing")
        self.list.show_listed(choices)
        self.query_one(LongText).scroll_home(animate=False)
        self.set_focus(self.list if choices.rows else self.query_one(LongText))
        self._draw()

    @property
    def _about(self) -> About:
        here = self._here
        day = here.study_day if here else self.desk.study_day(self.desk.clock.now())
        return About(day, self._deck, SPANS[self._span][0], self._names)

    def _draw(self) -> None:
        """Draw the picture, which may depend on where the cursor stands."""
        wanted = self._wanted
        if wanted in self._worked_out:
            found = self._worked_out[wanted]
            self.picture.show(self.tab, found, self._about, self.list.current)
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
        if self._here is not None:
            ids = [None, *(one.id for one in self._here.decks)]
            self._deck = ids[(ids.index(self._deck) + 1) % len(ids)]
            self._work_out()

    def action_span(self) -> None:
        """The next span."""
        self._span = (self._span + 1) % len(SPANS)
        self._work_out()

    def action_optimise(self) -> None:
        """Fit the scheduler, on a screen of its own."""
        from quiz.tui.screens.fitting import FittingScreen

        tailor, here = self._board.tailor, self._here
        if tailor is not None and here is not None:
            facts = partial(self._board.apart, held, here, Scope())
            screen = FittingScreen(self.desk, self.keys, tailor, facts, here.study_day)
            self.app.push_screen(screen)

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only tabs that there are; the scheduler is a matter of memory."""
        if action == "optimise":
            return self.tab.name == MEMORY and self._board.tailor is not None
        return action != "tab" or parameters[0] in range(len(self.tabs))

    def hints(self) -> Sequence[Hint]:
        """Tabs, scope, and what choosing does."""
        choice = self.list.current
        chosen = [self.hint("list.choose", choice.does)] if choice and choice.does else []
        if self.check_action("optimise", ()):
            chosen.append(self.hint("scores.optimise"))
        ids = ("scores.next", "scores.deck", "scores.span", "scores.leave")
        return [*chosen, *map(self.hint, ids)]
