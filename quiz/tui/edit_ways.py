"""The ways to a person's editor and back, and what is saved there taken in while the app runs."""

from __future__ import annotations

from os import environ
from typing import TYPE_CHECKING

from quiz.errors import QuizError, UsageError
from quiz.tui.ground import Ground

if TYPE_CHECKING:
    from quiz.tui import messages

LOOK_EVERY_S = 0.5
"""How often deck files are looked at for changes."""


class EditWays(Ground):
    """Opens deck files in an editor, and follows what becomes of them."""

    def on_edit_wanted(self, event: messages.EditWanted) -> None:
        """Hand the terminal to the person's editor, and come back to the same place."""
        from textual.app import SuspendNotSupported

        from quiz.tui.editing import editor_command, linked_to, run_editor

        try:
            self.desk.decks.require_editable(event.place.path)
        except UsageError as error:
            self._tell(error)
            return
        words = editor_command(linked_to(event.place), environ)
        if words is None:
            self._tell(UsageError("There is no editor here: name yours in $VISUAL or $EDITOR."))
            return
        try:
            with self.suspend():
                run_editor(words)
        except SuspendNotSupported:
            self._tell(UsageError(f"An editor cannot be opened here. The file: {event.place.path}"))
            return
        except OSError as error:
            self._tell(UsageError(f"{words[0]} cannot be started: {error.strerror or error}"))
            return
        self.run_worker(self._take_in_changes(), name="edited")

    def _begin_to_watch(self) -> None:
        """Follow deck files from now on; called once the first screen is painted."""
        self.run_worker(self._watch_decks(), name="watch", exit_on_error=False)

    async def _watch_decks(self) -> None:
        """Look for changed deck files while the app runs; in a thread, since disks may hang."""
        from asyncio import sleep, to_thread

        # Asked for the first time, it notes what there is.
        if await to_thread(self.desk.decks.changed):
            await self._take_in_changes()
        else:
            self._look_for_moved()
        while True:
            await sleep(LOOK_EVERY_S)
            if await to_thread(self.desk.decks.changed):
                await self._take_in_changes()

    async def _take_in_changes(self) -> None:
        """Read what was changed, in a thread since decks may be large, and let all screens know."""
        from asyncio import to_thread

        from quiz.tui.screens.base import QuizScreen

        try:
            await to_thread(self.desk.decks.refresh)
        except QuizError as error:
            self._tell(error)
            return
        if not self.is_running:  # closed meanwhile: its screens have nothing on them any more
            return
        for screen in self.screen_stack:
            if isinstance(screen, QuizScreen):
                screen.decks_changed()
        self._look_for_moved()

    def _look_for_moved(self) -> None:
        """Let the list of decks offer what an edit gave another key."""
        from quiz.tui.screens.decks import DecksScreen

        below = self.screen_stack[0] if self.is_running else None
        if isinstance(below, DecksScreen):
            below.look_for_moved()
