"""A cell of a table, asked by itself: after its verdict one is back at the table."""

from __future__ import annotations

from quiz.plain.study import Sitting
from quiz.study.turn import Finished, Turn


class CellSitting(Sitting):
    """One cell of a table asked by itself: no greeting before it, and no summary after it."""

    def hold(self) -> None:
        """Talk until the verdict was heard; unlike other sessions, none is left open."""
        while not self._over:
            self._say_turn()
            line = None if isinstance(self.session.turn, Finished) else self.lines.hear()
            if line is None:
                break
            self._heed(line)
        self.session.end(self.desk.clock.now())

    def leave(self) -> None:
        """Go back to the table."""
        self._over = True

    def end(self) -> None:
        """Go back to the table."""
        self._over = True

    def _tell(self, turn: Turn) -> None:
        if not isinstance(turn, Finished):
            super()._tell(turn)
