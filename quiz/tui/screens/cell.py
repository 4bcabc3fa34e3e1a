"""A cell of a table, asked by itself: after its verdict one is back at the table."""

from __future__ import annotations

from quiz.tui.screens.study import StudyScreen


class CellScreen(StudyScreen):
    """A session of one question, which has no summary to read."""

    def finish(self) -> None:
        """Close the session, and go back."""
        with self.troubles_told():
            self.session.end(self.desk.clock.now())
        self.dismiss()

    def action_leave(self) -> None:
        """Go back; unlike a session of many, one that was left is not gone on with."""
        self.finish()
