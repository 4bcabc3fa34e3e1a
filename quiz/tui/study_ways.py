"""The ways into a session, and to what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.tui.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from quiz.review import Mode
    from quiz.study.session import Session
    from quiz.tui import messages


class StudyWays(Ground):
    """Sits down to decks, to what is confused, or to single facts, and opens the screen of it."""

    async def on_study_chosen(self, event: messages.StudyChosen) -> None:
        """Sit down to some decks."""
        await self._study(event.deck_ids, event.mode, more_new=event.more_new)

    async def _study(
        self,
        deck_ids: tuple[str, ...] | None,
        mode: Mode | None,
        minutes: float | None = None,
        more_new: int = 0,
    ) -> None:
        from quiz.review import Mode

        chosen = mode or Mode.STUDY
        await self._sit_down(
            lambda now: self.desk.begin(
                deck_ids, now, minutes=minutes, mode=chosen, more_new=more_new
            ),
            deck_ids,
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

    async def on_facts_chosen(self, event: messages.FactsChosen) -> None:
        """Drill some facts."""
        await self._sit_down(lambda now: self.desk.begin_facts(event.facts, event.about, now), None)

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

    async def on_session_over(self, event: messages.SessionOver) -> None:
        """Show what a session came to."""
        from quiz.tui.screens.finished import FinishedScreen

        base = "scores" if self._base() else ""
        screen = FinishedScreen(self.desk, self.keys, event.finished, event.deck_ids, base)
        await self._put_on_base(screen)
