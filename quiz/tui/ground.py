"""What all ways through the app stand on: the desk, the keys, a place to show a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from quiz.tui.screens.base import QuizScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from quiz.errors import QuizError
    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys


class Ground(App[None]):
    """An app with the list of decks at the bottom; `held_keys_s` is told in the app itself."""

    desk: Desk
    keys: Keys
    _held_keys_s: float

    async def _put_on_decks(self, screen: Screen[None]) -> None:
        """Show a screen with nothing between it and the decks."""
        await self._put_on(0, screen)

    async def _put_on_base(self, screen: Screen[None]) -> None:
        """Show a screen on what it was begun from, where that stays below: else on the decks."""
        await self._put_on(self._base(), screen)

    def _base(self) -> int:
        """Where in the stack the screen is that what is begun leads back to."""
        stays = [isinstance(one, QuizScreen) and one.stays_below for one in self.screen_stack]
        return stays.index(True) if True in stays else 0

    async def _put_on(self, base: int, screen: Screen[None]) -> None:
        while len(self.screen_stack) > base + 2:
            await self.pop_screen()
        if len(self.screen_stack) > base + 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    def _tell(self, error: QuizError) -> None:
        from quiz.tui.widgets.dialogs import Trouble

        self.push_screen(Trouble(str(error)))
