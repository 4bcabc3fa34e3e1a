"""What an exam came to, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.durations import stopwatch
from quiz.tui.keys import bindings
from quiz.tui.messages import ExamsChosen
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.exam_page import ExamPage
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.study.exam_result import ExamResult
    from quiz.tui.keys import Keys


class ExamResultScreen(QuizScreen[None]):
    """The score, what it is made up of, and each answer beside the right one."""

    BINDINGS = bindings("result")

    def __init__(
        self, desk: Desk, keys: Keys, result: ExamResult, *, elsewhere: bool = False
    ) -> None:
        super().__init__(desk, keys)
        self._elsewhere = elsewhere
        self._result = result
        self.page = ExamPage(result, desk.examiner.explain(result))

    def compose(self) -> ComposeResult:
        """Head, the result, foot."""
        took = Content.styled(stopwatch(self._result.took_ms), "$quiet")
        head = Head()
        head.show(f"Exam of {self._result.handed_in.study_day.isoformat()}", took)
        yield head
        with LongText(classes="reading"):
            yield self.page
        yield Foot()

    def on_mount(self) -> None:
        """Ready to be read."""
        self.query_one(LongText).focus()
        self.show_hints()
        if self._elsewhere:
            self.say("It was handed in elsewhere: this is what had been answered by then.")
        elif not self._result.handed_in.in_time:
            self.say("Your time was up: the exam was handed in as it stood.", "$quiet")

    def hints(self) -> Sequence[Hint]:
        """Less to read, earlier ones, back."""
        only = self.hint("result.only_wrong", "all" if self.page.only_wrong else "")
        return [only, self.hint("result.exams"), self.hint("result.leave")]

    def action_only_wrong(self) -> None:
        """Show only what was not wholly right, or all."""
        self.page.only_wrong = not self.page.only_wrong
        self.page.changed()
        self.show_hints()

    def action_exams(self) -> None:
        """See earlier exams."""
        self.go(ExamsChosen())

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
