"""The app: it opens screens, each imported when it is first wanted, and hands them the desk."""

from __future__ import annotations

import gc
import sys
from os import environ
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import App
from textual.events import Key, Paste

from quiz.tui.edit_ways import EditWays
from quiz.tui.exam_ways import ExamWanted, ExamWays
from quiz.tui.keys import Keys, bindings
from quiz.tui.look_ways import LookWays
from quiz.tui.preview_ways import PreviewWays
from quiz.tui.study_ways import StudyWays
from quiz.tui.terminal import closable, tell_when_gone
from quiz.tui.themes import theme_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.command import Provider
    from textual.events import Event
    from textual.screen import Screen

    from quiz.review import Mode
    from quiz.scores.board import ScoreBoard
    from quiz.study.desk import Desk


class StartWith(NamedTuple):
    """What the app opens on: the decks, or, with `study`, a session over some of them or all.

    The session may bring `more_new` new facts than the day's limits let in.
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
    more_new: int = 0


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


class QuizApp(StudyWays, LookWays, ExamWays, EditWays, PreviewWays):
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
        self.hung_up: Callable[[], None] | None = None
        self.failure: Exception | None = None
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
        if self.hung_up is not None:
            self.run_worker(tell_when_gone(self.hung_up), name="terminal")
        start = self.start
        if start.study:
            await self._study(start.deck_ids, start.mode, start.minutes, start.more_new)
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
        """Heed what comes, but no keys that were still waiting when it was to be left.

        What is pasted is drawn in a field as it came: text alone is let in.
        """
        if isinstance(event, Paste):
            from quiz.terminal_text import printable

            event.text = printable(event.text)
        if not (self._is_leaving and isinstance(event, Key)):
            await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """Mind no screen that could not be made any more, since the app was left meanwhile.

        Anything else ends it, and is for whoever opened it to tell.
        """
        if not self._exit:
            cause = getattr(error, "error", error)  # what went wrong in a worker comes wrapped
            self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without the lines of code that Textual would show, with the texts of decks in them.

        What they would tell comes from the command line, where that is asked to.
        """
        self._close_messages_no_wait()

    def copy_to_clipboard(self, text: str) -> None:
        """Hand what was selected to the terminal's clipboard: text alone, wherever it was taken.

        It may be pasted where it would be obeyed.
        """
        from quiz.terminal_text import printable

        super().copy_to_clipboard(printable(text))

    def action_help_quit(self) -> None:
        """End on ctrl+c, as all else does in a terminal: what was answered is kept."""
        self.exit()

    async def on_decks_chosen(self) -> None:
        """Back to the decks."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
