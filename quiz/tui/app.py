"""The app: it opens screens, each imported when it is first wanted, and hands them the desk."""

from __future__ import annotations

import gc
import sys
from os import environ
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import App
from textual.events import Key

from quiz.errors import QuizError, UsageError
from quiz.tui.edit_ways import EditWays
from quiz.tui.exam_ways import ExamWanted, ExamWays
from quiz.tui.keys import Keys, bindings
from quiz.tui.preview_ways import PreviewWays
from quiz.tui.terminal import closable
from quiz.tui.themes import theme_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.command import Provider
    from textual.events import Event
    from textual.screen import Screen

    from quiz.review import Mode
    from quiz.scores.board import ScoreBoard
    from quiz.study.desk import Desk
    from quiz.study.session import Session
    from quiz.tui import messages


class StartWith(NamedTuple):
    """What the app opens on: the decks, or, with `study`, a session over some of them or all.

    With a `query`, be it empty, all facts are looked through. With `tables` they are those of the
    decks. With `contrast` they are drilled, `between` two subjects or where it is worst. With an
    `exam` that is gone on with, or begun.
    """

    study: bool = False
    deck_ids: tuple[str, ...] | None = None
    minutes: float | None = None
    mode: Mode | None = None
    query: str | None = None
    tables: bool = False
    exam: ExamWanted | None = None
    contrast: bool = False
    between: tuple[str, str] | None = None


START_WITH_DECKS = StartWith()

SWITCH_S = 0.001
"""How long a thread that works may keep the screen from going on, each time that it waits for
something: a fifth of Python's own measure, since a key is a dozen such times."""


def _commands() -> type[Provider]:
    from quiz.tui.commands import Commands

    return Commands


def _collect_again() -> None:
    """Leave what start-up made to itself for good, and collect what comes after."""
    gc.freeze()
    gc.enable()


class QuizApp(ExamWays, EditWays, PreviewWays):
    """The Textual face.

    `held_keys_s` is how long a key must rest before it moves a question on. `scores` makes the
    board of figures when it is first wanted; without it there are none to be seen.
    """

    CSS_PATH = "quiz.tcss"
    TITLE = "quiz"
    BINDINGS = bindings("app")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

    def __init__(
        self,
        desk: Desk,
        *,
        start: StartWith = START_WITH_DECKS,
        held_keys_s: float = 0.25,
        scores: Callable[[], ScoreBoard] | None = None,
    ) -> None:
        no_color = "NO_COLOR" in environ
        name = "auto" if no_color else desk.settings.theme
        theme = theme_named(name)
        super().__init__(ansi_color=theme.ansi)
        self.driver_class = closable(self.driver_class)
        self.desk = desk
        self.start = start
        self.keys = Keys(desk.settings.keys)
        self._held_keys_s = held_keys_s
        self._is_leaving = False
        self._scores = scores
        # Set before anything is styled: a change of theme would style everything twice.
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(self.keys.keymap)

    def get_default_screen(self) -> Screen[None]:
        """The decks are at the bottom of everything."""
        from quiz.tui.screens.decks import DecksScreen

        return DecksScreen(self.desk, self.keys)

    async def on_mount(self) -> None:
        """Go straight into a session where that is wanted."""
        sys.setswitchinterval(SWITCH_S)
        if not gc.isenabled():
            self.call_after_refresh(_collect_again)
        self.call_after_refresh(self._begin_to_watch)
        start = self.start
        if start.study:
            await self._study(start.deck_ids, start.mode, start.minutes)
        elif start.contrast:
            await self._contrast(start.deck_ids, start.between)
        elif start.query is not None:
            await self._browse(start.query)
        elif start.tables:
            await self._tables(start.deck_ids)
        elif start.exam is not None:
            await self._exam(start.exam)

    def action_look(self, name: str) -> None:
        """Change to another theme until the app is left."""
        theme = theme_named("auto" if self.no_color else name)
        self.register_theme(theme)
        self.ansi_color = theme.ansi
        self.theme = theme.name

    def action_help(self) -> None:
        """Show all keys, those that work here first."""
        from quiz.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            ids = (active.binding.id or "" for active in self.screen.active_bindings.values())
            places = [id.partition(".")[0] for id in ids]
            self.push_screen(HelpScreen(self.desk, self.keys, places))

    def leave(self) -> None:
        """End in the middle of anything, once the key is done that is heeded just now."""
        self._is_leaving = True
        self.call_later(self.exit)

    async def on_event(self, event: Event) -> None:
        """Heed what comes, but no keys that were still waiting when it was to be left."""
        if not (self._is_leaving and isinstance(event, Key)):
            await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """Mind no screen that could not be made any more, since the app was left meanwhile."""
        if not self._exit:
            super()._handle_exception(error)

    def action_help_quit(self) -> None:
        """End on ctrl+c, as all else does in a terminal: what was answered is kept."""
        self.exit()

    # Where people want to go.

    async def on_study_chosen(self, event: messages.StudyChosen) -> None:
        """Sit down to some decks."""
        await self._study(event.deck_ids, event.mode)

    async def _study(
        self,
        deck_ids: tuple[str, ...] | None,
        mode: Mode | None,
        minutes: float | None = None,
    ) -> None:
        from quiz.review import Mode

        chosen = mode or Mode.STUDY
        await self._sit_down(
            lambda now: self.desk.begin(deck_ids, now, minutes=minutes, mode=chosen), deck_ids
        )

    async def on_contrast_chosen(self, event: messages.ContrastChosen) -> None:
        """Drill what is easily confused."""
        await self._contrast(event.deck_ids, event.between, event.table_id)

    async def _contrast(
        self,
        deck_ids: tuple[str, ...] | None,
        between: tuple[str, str] | None,
        table_id: str | None = None,
    ) -> None:
        drills = self.desk.drills
        await self._sit_down(
            lambda now: drills.begin(deck_ids, now, between=between, table_id=table_id), deck_ids
        )

    async def _sit_down(
        self, begin: Callable[[datetime], Session], deck_ids: tuple[str, ...] | None
    ) -> None:
        from quiz.tui.held_keys import HeldKeys
        from quiz.tui.screens.study import StudyScreen

        try:
            session = begin(self.desk.clock.now())
        except QuizError as error:
            self._tell(error)
            return
        held = HeldKeys(self._held_keys_s)
        screen = StudyScreen(self.desk, self.keys, session, deck_ids=deck_ids, held_keys=held)
        await self._put_on_base(screen)

    async def on_session_over(self, event: messages.SessionOver) -> None:
        """Show what a session came to."""
        from quiz.tui.screens.finished import FinishedScreen

        base = "scores" if self._base() else ""
        screen = FinishedScreen(self.desk, self.keys, event.finished, event.deck_ids, base)
        await self._put_on_base(screen)

    async def on_decks_chosen(self) -> None:
        """Back to the decks."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def on_browse_chosen(self) -> None:
        """Look through all facts."""
        await self._browse("")

    async def _browse(self, query: str) -> None:
        from quiz.tui.screens.browse import BrowseScreen

        await self._put_on_decks(BrowseScreen(self.desk, self.keys, query))

    async def on_table_chosen(self, event: messages.TableChosen) -> None:
        """See some tables."""
        await self._tables(event.deck_ids)

    async def _tables(self, deck_ids: tuple[str, ...] | None) -> None:
        from quiz.tui.screens.table import TableScreen

        try:
            tables = self.desk.tables(deck_ids, self.desk.clock.now())
        except QuizError as error:
            self._tell(error)
            return
        if tables:
            await self._put_on_decks(TableScreen(self.desk, self.keys, tables, deck_ids))
        else:
            self._tell(UsageError("There is no table here."))

    async def on_cell_chosen(self, event: messages.CellChosen) -> None:
        """Ask a cell, on top of its table."""
        from quiz.tui.held_keys import HeldKeys
        from quiz.tui.screens.cell import CellScreen

        try:
            session = self.desk.begin_cell(event.fact, self.desk.clock.now())
        except QuizError as error:
            self._tell(error)
            return
        held = HeldKeys(self._held_keys_s)
        screen = CellScreen(self.desk, self.keys, session, deck_ids=None, held_keys=held)
        await self.push_screen(screen)

    async def on_scores_chosen(self, event: messages.ScoresChosen) -> None:
        """See what the answers add up to."""
        from quiz.tui.screens.scores import ScoresScreen

        if self._scores is None:
            self._tell(UsageError("There are no scores here."))
            return
        try:
            board = self._scores()
        except QuizError as error:
            self._tell(error)
            return
        await self._put_on_decks(ScoresScreen(self.desk, self.keys, board, event.deck_id))

    async def on_facts_chosen(self, event: messages.FactsChosen) -> None:
        """Drill some facts."""
        await self._sit_down(lambda now: self.desk.begin_facts(event.facts, event.about, now), None)

    async def on_card_chosen(self, event: messages.CardChosen) -> None:
        """Look at one fact, on top of where one is."""
        from quiz.tui.screens.card_info import CardInfoScreen

        await self.push_screen(
            CardInfoScreen(
                self.desk,
                self.keys,
                event.fact,
                with_answer=event.with_answer,
                studying=event.studying,
            )
        )
