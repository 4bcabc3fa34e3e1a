"""What an edit gave another key, as a list of decks offers it: a part of its screen, no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.tui.screens.base import QuizScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.study.desk import Desk
    from quiz.study.orphans import Offer
    from quiz.tui.keys import Keys

MOST_SHOWN = 8
"""So many facts that look moved are listed before one says whether they did."""


class MovedOffers(QuizScreen[None]):
    """Facts that look moved: found, told of, and moved where the person agrees."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(desk, keys)
        self._many = False
        """Whether there are so many facts that to go through them takes long."""
        self._moved: Sequence[Offer] = ()

    def look_for_moved(self) -> None:
        """Offer what an edit gave another key, if anything; it is never guessed."""
        if self._many:
            self.run_worker(self._look_for_moved_apart(), group="moved", exclusive=True)
            return
        with self.troubles_told():
            self._moved = self.desk.moved.offers()
        self._offer_moved()

    async def _look_for_moved_apart(self) -> None:
        from asyncio import to_thread

        with self.troubles_told():
            self._moved = await to_thread(self.desk.moved.offers_apart)
        self._offer_moved()

    def _offer_moved(self) -> None:
        if self._moved:
            from quiz.study.moved import told

            key = self.keys.label("decks.moved")
            self.say(f"{told(self._moved)}: {key} keeps their progress.")
        self.show_hints()

    def action_moved(self) -> None:
        """Show what looks moved, and ask."""
        from quiz.study.moved import told
        from quiz.tui.widgets.dialogs import Confirm

        shown = [f"{one.orphan.key} → {one.key}: {one.answer}" for one in self._moved[:MOST_SHOWN]]
        more = len(self._moved) - len(shown)
        rest = [f"And {more} more: quiz doctor --orphans lists all."] if more else []
        question = f"{told(self._moved)}: keep their progress?"
        self.app.push_screen(Confirm(question, *shown, *rest), self._keep_moved)

    def _keep_moved(self, agreed: bool | None) -> None:
        offered, self._moved = self._moved, ()
        if not agreed:
            self.desk.moved.decline(offered)
            self.say("Left as it is: quiz doctor --orphans offers it again.", "$quiet")
        else:
            with self.troubles_told():
                kept = self.desk.moved.keep(offered, self.desk.clock.now())
                self.say(f"The progress of {counted(kept, 'fact')} is kept.", "$quiet")
        self.look_again()
