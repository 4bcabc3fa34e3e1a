"""The ways to what can be looked at: facts, tables, scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.errors import QuizError, UsageError
from quiz.tui.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.scores.board import ScoreBoard
    from quiz.tui import messages


class LookWays(Ground):
    """Opens the screens on which nothing is asked; `_scores` is told in the app itself."""

    _scores: Callable[[], ScoreBoard] | None

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
