"""Earlier exams, one a line, with their scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from quiz.counting import counted
from quiz.tui.figures import bar, percent
from quiz.tui.keys import bindings
from quiz.tui.messages import ResultChosen
from quiz.tui.page import Line, Page, hang, padded, safe
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.study.exam_log import Sheet
    from quiz.study.exam_result import Earlier
    from quiz.tui.keys import Keys

_BAR = 12
_WITH_BAR = 60
_MOST = 12
"""So many scores of one set-up are told in a row."""


class Held(NamedTuple):
    """An exam that was handed in."""

    sheet: Sheet
    brief: Earlier


class ExamList(Rows[Held]):
    """The day, the score, and what it was of."""

    def draw(self, row: Held, width: int, *, current: bool) -> Content:
        """One exam."""
        score, lit = row.brief.score, "$lit" if current else ""
        day = f"{row.brief.study_day.isoformat()}  {percent(score.share):>5}  "
        found = Content.assemble(("▸ " if current else "  ", "$lit"), (day, lit))
        if width >= _WITH_BAR:
            found = Content.assemble(found, bar(score.credit, score.questions, _BAR), "  ")
        left = max(0, width - found.cell_length)
        return Content.assemble(found, padded(safe(described(row.sheet)), left))


def described(sheet: Sheet) -> str:
    """What an exam was of, in a few words."""
    setup = sheet.setup
    said = [", ".join(setup.decks) or "all decks", counted(len(sheet.items), "question")]
    if setup.topics:
        said.insert(1, ", ".join(setup.topics))
    if setup.minutes is not None:
        said.append(f"{setup.minutes:g} min")
    if setup.forms:
        said.append(", ".join(setup.forms))
    said += [
        name for name, on in (("certainty", setup.certainty), ("counted", setup.counting)) if on
    ]
    return " · ".join(said)


def trend(exam_id: str, held: Sequence[tuple[Sheet, Earlier]]) -> str:
    """How exams of the set-up of one went, one after another, that one the last or not."""
    setups = {sheet.id: sheet.setup for sheet, _ in held}
    alike = [brief.score for sheet, brief in held if sheet.setup == setups.get(exam_id)]
    return " → ".join(percent(score.share) for score in alike[-_MOST:])


class Trend(Page):
    """How exams of one set-up went."""

    shares = ""

    def lines(self, width: int) -> Sequence[Line]:
        """Their scores in a row."""
        return hang(Content.styled("This set-up:  ", "$quiet"), Content(self.shares), width)


class ExamsScreen(QuizScreen[None]):
    """All exams that were handed in, the newest first; Enter opens the result of one."""

    CSS_PATH = "exam.tcss"
    BINDINGS = bindings("exams")

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(desk, keys)
        self.list = ExamList()
        self.list.add_class("rows")
        self.trend = Trend(classes="says")

    def compose(self) -> ComposeResult:
        """Head, list, foot."""
        yield Head("Exams")
        yield self.list
        yield self.trend
        yield Foot()

    def on_mount(self) -> None:
        """Show what there is."""
        self.list.focus()
        with self.troubles_told():
            held = [Held(*one) for one in reversed(self.desk.examiner.exams())]
            self.list.show(held)
            figures = Content.styled(counted(len(held), "exam"), "$quiet")
            self.query_one(Head).show("Exams", figures)
        self.show_hints()
        if not self.list.rows:
            self.say("No exam was handed in yet.", "$quiet")

    def hints(self) -> Sequence[Hint]:
        """Open one, back."""
        opened = [self.hint("list.choose", "result")] if self.list.rows else []
        return [*opened, self.hint("exams.leave")]

    def on_rows_moved(self) -> None:
        """Tell how exams of the set-up under the cursor went."""
        here = self.list.current
        held = [(one.sheet, one.brief) for one in reversed(self.list.rows)]
        self.trend.shares = trend(here.sheet.id, held) if here else ""
        self.trend.display = here is not None
        self.trend.changed()

    def on_rows_opened(self) -> None:
        """See what the exam under the cursor came to."""
        if self.list.current is not None:
            self.go(ResultChosen(self.list.current.sheet.id))

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
