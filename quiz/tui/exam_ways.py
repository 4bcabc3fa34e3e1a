"""The ways into an exam, through it, and to what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quiz.errors import QuizError, UsageError
from quiz.tui import messages
from quiz.tui.ground import Ground

if TYPE_CHECKING:
    from textual.screen import Screen

    from quiz.study.exam import Exam
    from quiz.study.exam_setup import Setup

DROPPED = "This exam was dropped elsewhere: there is no result of it."


class ExamWanted(NamedTuple):
    """The exam to be sat: of a set-up, or any that is open; `anew` begins another at any rate."""

    setup: Setup | None = None
    seed: int | None = None
    anew: bool = False


class ExamWays(Ground):
    """Opens the screens of exams."""

    async def _exam(self, wanted: ExamWanted) -> None:
        """Go on with an exam, or begin one; where nothing was said of it, ask."""
        examiner, now = self.desk.examiner, self.desk.clock.now()
        try:
            if wanted == ExamWanted() and not examiner.left_open():
                await self._set_up_exam(())
            else:
                exam = examiner.sit(wanted.setup, now, wanted.seed, anew=wanted.anew)
                await self._sit_exam(exam)
        except QuizError as error:
            self._tell(error)

    async def on_exam_chosen(self, event: messages.ExamChosen) -> None:
        """Set an exam up."""
        await self._set_up_exam(event.deck_ids)

    async def _set_up_exam(self, deck_ids: tuple[str, ...]) -> None:
        from quiz.tui.screens.exam_setup import ExamSetupScreen

        await self._put_on_decks(ExamSetupScreen(self.desk, self.keys, deck_ids))

    async def on_exam_begun(self, event: messages.ExamBegun) -> None:
        """Sit an exam."""
        await self._sit_exam(event.exam)

    async def _sit_exam(self, exam: Exam) -> None:
        from quiz.tui.held_keys import HeldKeys
        from quiz.tui.screens.exam import ExamScreen

        held = HeldKeys(self._held_keys_s)
        await self._put_on_decks(ExamScreen(self.desk, self.keys, exam, held_keys=held))

    async def on_exam_over(self, event: messages.ExamOver) -> None:
        """Show what an exam came to, in its place."""
        if not event.has_result:
            self.post_message(messages.DecksChosen())
            self.call_later(self._tell, UsageError(DROPPED))
            return
        screen = self._result_screen(event.exam_id, elsewhere=event.elsewhere)
        if screen is not None:
            await self._put_on_decks(screen)

    async def on_result_chosen(self, event: messages.ResultChosen) -> None:
        """Show what an earlier exam came to."""
        screen = self._result_screen(event.exam_id)
        if screen is not None:
            await self.push_screen(screen)

    def _result_screen(self, exam_id: str, *, elsewhere: bool = False) -> Screen[None] | None:
        from quiz.tui.screens.exam_result import ExamResultScreen

        try:
            result = self.desk.examiner.result(exam_id)
            return ExamResultScreen(self.desk, self.keys, result, elsewhere=elsewhere)
        except QuizError as error:
            self._tell(error)
            return None

    async def on_exams_chosen(self) -> None:
        """Show earlier exams."""
        from quiz.tui.screens.exams import ExamsScreen

        await self.push_screen(ExamsScreen(self.desk, self.keys))
