"""Before an exam: what it is to be of, or which one to go on with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from quiz.counting import counted
from quiz.durations import short, stopwatch
from quiz.memory.study_day import from_ms
from quiz.study.exam_setup import MOST_QUESTIONS, Setup
from quiz.tui.keys import bindings
from quiz.tui.messages import ExamBegun, ExamsChosen
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.setup_list import Row, Says, SetupList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.study.examiner import OpenExam
    from quiz.tui.keys import Keys
    from quiz.tui.widgets.tick_list import Choice

LONGEST_MINUTES = 24 * 60


class ExamSetupScreen(QuizScreen[None]):
    """Choices with the usual ones made, so that Enter begins at once."""

    CSS_PATH = "exam.tcss"
    BINDINGS = bindings("setup")

    def __init__(self, desk: Desk, keys: Keys, deck_ids: tuple[str, ...] = ()) -> None:
        super().__init__(desk, keys)
        self.setup = Setup(decks=deck_ids)
        self.seed: int | None = None
        self._titles: dict[str, str] = {}
        self.list = SetupList()
        self.list.add_class("rows")
        self.says = Says(classes="says")

    def compose(self) -> ComposeResult:
        """Head, the lines, what the line at hand does, foot."""
        yield Head("Exam")
        yield self.list
        yield self.says
        yield Foot()

    def on_mount(self) -> None:
        """Show the usual set-up."""
        self.list.focus()
        self.look_again()

    def look_again(self) -> None:
        """Ask for decks and open exams."""
        with self.troubles_told():
            decks = self.desk.decks.overview(self.desk.clock.now()).decks
            self._titles = {deck.id: deck.title for deck in decks if deck.usable}
            self._show(self.list.cursor)

    def _show(self, cursor: int) -> None:
        with self.troubles_told():
            rows = [*map(self._open_row, self.desk.examiner.left_open()), *self._rows()]
            self.list.show(rows, cursor)

    # Lines.

    def _open_row(self, one: OpenExam) -> Row:
        now = self.desk.clock.now()
        value = f"{one.answered} of {counted(len(one.sheet.items), 'question')} answered"
        if one.sheet.ends_at is not None:
            left = max((from_ms(one.sheet.ends_at) - now).total_seconds(), 0)
            value += f", {stopwatch(left * 1000)} left"
        says = f"{self._begun(one)} {self.keys.label('setup.drop')} gives it up."
        return Row("Go on", value, says, partial(self._go_on, one), one)

    def _begun(self, one: OpenExam) -> str:
        since = short(self.desk.clock.now() - from_ms(one.sheet.started_at))
        return f"Begun {since} ago."

    def _rows(self) -> Sequence[Row]:
        setup = self.setup
        minutes = "none" if setup.minutes is None else f"{setup.minutes:g} minutes"
        return (
            Row("Begin", "", "No verdicts until it is handed in.", self._begin),
            Row(
                "Decks",
                self._named(setup.decks),
                "Decks take turns in an exam.",
                self._choose_decks,
            ),
            Row(
                "Topics",
                ", ".join(setup.topics) or "all",
                "Tags, tables, subjects and features to be examined in.",
                self._choose_topics,
            ),
            Row(
                "Forms",
                ", ".join(setup.forms) or "all but those graded by oneself",
                "Which forms questions may have.",
                self._choose_forms,
            ),
            Row("Questions", str(setup.questions), "How many at most.", self._ask_number),
            Row("Time limit", minutes, "It runs while you are away, too.", self._ask_minutes),
            Row(
                "Seed",
                "by chance" if self.seed is None else str(self.seed),
                "The same seed, decks and set-up give the same exam.",
                self._ask_seed,
            ),
            Row(
                "Certainty",
                "on" if setup.certainty else "off",
                "Say of each answer how sure you are: right +1, +2, +3, wrong 0, -2, -6.",
                partial(self._change, certainty=not setup.certainty),
            ),
            Row(
                "Schedule",
                "moved by the answers" if setup.counting else "left alone",
                "Whether answers count as in study.",
                partial(self._change, counting=not setup.counting),
            ),
        )

    def _named(self, deck_ids: tuple[str, ...], all_decks: str = "") -> str:
        chosen = [self._titles.get(deck_id, deck_id) for deck_id in deck_ids]
        return ", ".join(chosen) or all_decks or f"all {len(self._titles)}"

    def on_rows_moved(self) -> None:
        """Tell what the line at hand does."""
        row = self.list.current
        self.says.text = row.says if row else ""
        self.says.changed()
        self.show_hints()

    def on_rows_opened(self) -> None:
        """Do it."""
        if self.list.current is not None:
            self.list.current.act()

    # What they do.

    def _change(self, **changes: Any) -> None:
        self.setup = replace(self.setup, **changes)
        self._show(self.list.cursor)

    def _choose(
        self, title: str, choices: Sequence[Choice], field: str, ticked: tuple[str, ...]
    ) -> None:
        from quiz.tui.screens.ticking import TickScreen

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids is not None:
                everything = field == "decks" and len(ids) == len(choices)
                self._change(**{field: () if everything else ids})

        self.app.push_screen(TickScreen(self.desk, self.keys, title, choices, ticked), chosen)

    def _choose_decks(self) -> None:
        from quiz.tui.widgets.tick_list import Choice

        choices = [Choice(deck_id, title) for deck_id, title in self._titles.items()]
        ticked = self.setup.decks or tuple(self._titles)
        self._choose("Exam: decks", choices, "decks", ticked)

    def _choose_topics(self) -> None:
        from quiz.tui.widgets.tick_list import Choice

        with self.troubles_told():
            topics = self.desk.examiner.topics(self.setup.decks)
            choices = [Choice(topic, topic) for topic in topics]
            self._choose("Exam: topics", choices, "topics", self.setup.topics)

    def _choose_forms(self) -> None:
        from quiz.study.exam_setup import all_forms
        from quiz.tui.widgets.tick_list import Choice

        choices = [Choice(form, form) for form in all_forms()]
        self._choose("Exam: forms", choices, "forms", self.setup.forms)

    def _ask(self, question: str, value: str, take: Callable[[str], None]) -> None:
        from quiz.tui.widgets.dialogs import Prompt

        def taken(text: str | None) -> None:
            if text is not None:
                try:
                    take(text)
                except ValueError:
                    self.say(f"“{text}” cannot be. {question}")

        self.app.push_screen(Prompt(question, value), taken)

    def _ask_number(self) -> None:
        def take(text: str) -> None:
            self._change(questions=int(_within(int(text), 1, MOST_QUESTIONS)))

        self._ask(f"How many questions, 1 to {MOST_QUESTIONS}?", str(self.setup.questions), take)

    def _ask_minutes(self) -> None:
        def take(text: str) -> None:
            limit = _within(float(text), 0.1, LONGEST_MINUTES) if text else None
            self._change(minutes=limit)

        minutes = self.setup.minutes
        value = "" if minutes is None else f"{minutes:g}"
        self._ask("How many minutes, up to a day? Empty: no limit.", value, take)

    def _ask_seed(self) -> None:
        def take(text: str) -> None:
            self.seed = int(text) if text else None
            self._show(self.list.cursor)

        self._ask("Which seed, a number? Empty: by chance.", str(self.seed or ""), take)

    # Keys.

    def hints(self) -> Sequence[Hint]:
        """Enter does what the line says."""
        row = self.list.current
        names = {"Begin": "begin", "Go on": "go on"}
        enter = self.hint("list.choose", names.get(row.name, "change") if row else "")
        ids = ["setup.begin", "setup.drop", "setup.exams", "setup.leave"]
        return [enter, *(self.hint(id) for id in ids if self.allows(id[6:]))]

    def allows(self, action: str) -> bool:
        """Only an open exam can be dropped."""
        row = self.list.current
        return action != "drop" or (row is not None and row.open is not None)

    def action_begin(self) -> None:
        """Begin the exam; where one is open, ask first, since it is easily what was meant."""
        from quiz.tui.widgets.dialogs import OpenExamPrompt

        with self.troubles_told():
            left_open = self.desk.examiner.left_open()
            if not left_open:
                self._begin()
                return
            newest = left_open[0]

            def chosen(another: bool | None) -> None:
                if another is not None:
                    self._begin() if another else self._go_on(newest)

            decks = self._named(newest.sheet.setup.decks, all_decks="all decks")
            question = f"An exam over {decks} is open: {self._open_row(newest).value}."
            self.app.push_screen(OpenExamPrompt(question, self._begun(newest)), chosen)

    def _begin(self) -> None:
        with self.troubles_told():
            now = self.desk.clock.now()
            self.post_message(ExamBegun(self.desk.examiner.begin(self.setup, now, self.seed)))

    def _go_on(self, one: OpenExam) -> None:
        with self.troubles_told():
            exam = self.desk.examiner.go_on(one.sheet.id, self.desk.clock.now())
            self.post_message(ExamBegun(exam))

    def action_drop(self) -> None:
        """Give an open exam up, once that is confirmed."""
        from quiz.tui.widgets.dialogs import Confirm

        row = self.list.current
        if row is None or row.open is None:
            return
        exam_id = row.open.sheet.id

        def confirmed(yes: bool | None) -> None:
            if yes:
                with self.troubles_told():
                    self.desk.examiner.drop(exam_id, self.desk.clock.now())
                self._show(self.list.cursor)

        question = f"Give up this exam? {row.value}."
        about = "It cannot be gone on with, and has no result."
        self.app.push_screen(Confirm(question, about), confirmed)

    def action_exams(self) -> None:
        """See earlier exams."""
        self.go(ExamsChosen())

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()


def _within(number: float, low: float, high: float) -> float:
    """The number, if it is within these bounds; raises ValueError otherwise."""
    if not low <= number <= high:
        raise ValueError(f"{number} is not from {low} to {high}")
    return number
