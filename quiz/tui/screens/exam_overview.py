"""Looking over an exam: which questions are answered, which are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import padded
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.study.exam import Exam
    from quiz.study.exam_slot import Slot
    from quiz.tui.keys import Keys

HAND_IN = 0
"""What it gives where the exam is to be handed in; questions count from 1."""
_STATE = 10


class SlotList(Rows["Slot"]):
    """Each question with its number and how it stands."""

    def draw(self, row: Slot, width: int, *, current: bool) -> Content:
        """Number, sign and word, and the prompt."""
        number = f"{self.rows.index(row) + 1:>3}  "
        lit = "$lit" if current else ""
        state = ("answered", "$quiet") if row.given else ("open", "$warn")
        marked = ("! marked  ", "$warn") if row.marked else ("", "")
        left = Content.assemble(
            ("▸ " if current else "  ", "$lit"), (number, lit or "$quiet"), state
        )
        prompt = prose.inline(row.question.shape.prompt, lit)
        return Content.assemble(padded(left, 7 + _STATE), marked, prompt).truncate(width)


class ExamOverviewScreen(QuizScreen[int | None]):
    """Gives the number of a question to go to, `HAND_IN`, or None to go back."""

    CSS_PATH = "exam.tcss"
    BINDINGS = bindings("overview")

    def __init__(self, desk: Desk, keys: Keys, exam: Exam) -> None:
        super().__init__(desk, keys)
        self._exam = exam
        self.list = SlotList()
        self.list.add_class("rows")

    def compose(self) -> ComposeResult:
        """Head, questions, foot."""
        yield Head("Overview")
        yield self.list
        yield Foot()

    def on_mount(self) -> None:
        """Stand on the question at hand, or on the first one that is open."""
        exam = self._exam
        self.list.focus()
        self.list.show(exam.slots, (exam.number or next(iter(exam.unanswered), exam.total)) - 1)
        said = [f"{exam.total - len(exam.unanswered)} of {exam.total} answered"]
        if exam.marked:
            said.append(f"{counted(len(exam.marked), 'question')} marked")
        self.query_one(Head).show("Overview", Content.styled(" · ".join(said), "$quiet"))
        self.show_hints()
        if exam.number is None:
            self.say("That was the last question.", "$quiet")

    def hints(self) -> Sequence[Hint]:
        """Go to a question, hand in, back."""
        ids = ("overview.hand_in", "overview.leave")
        return [self.hint("list.choose", "go there"), *map(self.hint, ids)]

    def on_rows_opened(self) -> None:
        """Go to the question under the cursor."""
        self.dismiss(self.list.cursor + 1)

    def action_hand_in(self) -> None:
        """Hand the exam in."""
        self.dismiss(HAND_IN)

    def action_leave(self) -> None:
        """Back to the question."""
        self.dismiss(None)
