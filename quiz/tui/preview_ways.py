"""The ways to a deck's questions before they are asked for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.tui.ground import Ground

if TYPE_CHECKING:
    from quiz.tui import messages


class PreviewWays(Ground):
    """Opens the screens on which questions are tried out."""

    async def on_preview_chosen(self, event: messages.PreviewChosen) -> None:
        """See the questions of a deck; those of one fact on top of where one is."""
        from quiz.tui.screens.preview import PreviewScreen
        from quiz.tui.screens.tryout import TryoutScreen

        now = self.desk.clock.now()
        try:
            tryout = self.desk.tryout(event.deck_id, now)
        except QuizError as error:
            self._tell(error)
            return
        if event.fact is None:
            await self._put_on_decks(PreviewScreen(self.desk, self.keys, tryout))
            return
        tryout.ask(tryout.place_of(event.fact) or 0, now)
        await self.push_screen(TryoutScreen(self.desk, self.keys, tryout))
