"""Sitting an exam: what the person does in it. How it looks is told in `exam`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.shapes import DontKnow
from quiz.study.exam_marks import asks_confidence
from quiz.tui.keys import bindings
from quiz.tui.messages import ExamOver
from quiz.tui.screens.staged import PacedScreen
from quiz.tui.shapes.reveal import RevealView
from quiz.tui.widgets.panels import SurePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.review import Confidence
    from quiz.shapes import Response
    from quiz.study.desk import Desk
    from quiz.study.exam import Exam
    from quiz.study.exam_slot import Slot
    from quiz.tui.held_keys import HeldKeys
    from quiz.tui.keys import Keys
    from quiz.tui.shapes.view import Submitted


class ExamSitting(PacedScreen):
    """Hands answers to the exam.

    `_given` is an answer that waits for the person to say how sure it is, `_confidence` how sure
    they were of what they then saw revealed.
    """

    BINDINGS = bindings("exam")

    def __init__(self, desk: Desk, keys: Keys, exam: Exam, *, held_keys: HeldKeys) -> None:
        super().__init__(desk, keys, held_keys)
        self.exam = exam
        self.revealed = False
        self._given: tuple[Response, int] | None = None
        self._confidence: Confidence | None = None

    async def show_question(self) -> None:
        """Show the question at hand, or all of them behind the last one."""
        raise NotImplementedError

    def show_head(self) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def settle_on(self, take_focus: Callable[[], None]) -> None:
        """Tell the keys; the focus goes where it belongs once all is painted."""
        raise NotImplementedError

    @property
    def _open(self) -> Slot | None:
        """The question that can be answered: none behind the last one, nor once it is over."""
        return None if self.exam.closed else self.exam.at_hand

    def forget(self) -> None:
        """Another question: nothing is under way."""
        self._given, self._confidence, self.revealed = None, None, False

    # What widgets tell.

    async def on_submitted(self, event: Submitted) -> None:
        """Take an answer, or ask first how sure it is."""
        if self._open is not None and event.shape is self._open.question.shape:
            await self._take(event.response)

    async def _take(self, response: Response) -> None:
        if self._open is None or not self.held.admits():
            return
        taken_ms = self.desk.clock.answered(self.exam.shown_at)
        if not self.exam.certainty or not asks_confidence(response):
            await self._submit(response, taken_ms, None)
        elif self._confidence is not None:
            await self._submit(response, taken_ms, self._confidence)
        else:
            self._given = response, taken_ms
            await self._ask_how_sure()

    async def _ask_how_sure(self) -> None:
        self.held.changing()
        panel = await self.stage.show_panel(SurePanel)
        self.settle_on(partial(self.set_focus, panel, scroll_visible=False))

    async def on_sure_panel_declared(self, event: SurePanel.Declared) -> None:
        """Take down how sure an answer is, or show what was to be recalled."""
        slot = self._open
        if slot is None or not self.held.admits():
            return
        if self._given is not None:
            await self._submit(*self._given, event.confidence)
        else:
            self._confidence = event.confidence
            view = await self.stage.show_question(slot.question.shape)
            self._reveal()
            self.settle_on(view.take_focus)

    async def on_reveal_view_answer_wanted(self) -> None:
        """Show what was to be recalled, or ask first how sure one is of it."""
        if not self.held.admits():
            return
        if self.exam.certainty and self._confidence is None:
            await self._ask_how_sure()
        else:
            self._reveal()

    def _reveal(self) -> None:
        view = self.stage.view
        if isinstance(view, RevealView):
            self.revealed = True
            view.reveal()
            self.show_hints()

    async def _submit(
        self, response: Response, taken_ms: int, confidence: Confidence | None
    ) -> None:
        with self.troubles_told():
            if self.exam.submit(response, self.desk.clock.now(), taken_ms, confidence):
                await self.show_question()
                self.say("Noted.", "$quiet")
            else:
                self.finish()

    # The end.

    def finish(self) -> None:
        """Hand the exam in, and say that it is over."""
        with self.troubles_told():
            try:
                self.exam.hand_in(self.desk.clock.now())
            except ValueError:
                # Another process was first: what it handed in is what holds.
                has_result = self.exam.has_result
                over = ExamOver(self.exam.sheet.id, elsewhere=True, has_result=has_result)
            else:
                over = ExamOver(self.exam.sheet.id)
            self.post_message(over)

    def action_hand_in(self) -> None:
        """Hand in, after it was told what is not answered."""
        from quiz.tui.widgets.dialogs import Confirm

        unanswered = self.exam.unanswered
        said = f"All {counted(self.exam.total, 'question')} answered."
        if unanswered:
            said = f"Not answered: {', '.join(map(str, unanswered))}."
        if self.exam.marked:
            said += f" Marked: {', '.join(map(str, self.exam.marked))}."
        self.app.push_screen(Confirm("Hand the exam in?", said), self._confirmed)

    async def _confirmed(self, yes: bool | None) -> None:
        if yes and not self.exam.closed:
            self.finish()
            if self.exam.at_hand is None and not self.exam.closed:
                # It failed: behind what tells so there has to be a question to go on from.
                await self._go_back()
        elif self.exam.at_hand is None and not self.exam.closed:
            self.action_look_over()

    # Keys.

    def allows(self, action: str) -> bool:
        """While it is asked how sure an answer is, nothing else is."""
        return action != "dont_know" or self._given is None

    async def action_dont_know(self) -> None:
        """Say that one does not know."""
        await self._take(DontKnow())

    async def action_next(self) -> None:
        """Go on, with the question left as it is."""
        if self.held.admits():
            self.exam.next(self.desk.clock.now())
            await self.show_question()

    async def action_back(self) -> None:
        """Go back to the question before."""
        if self.held.admits():
            await self._go_back()

    async def _go_back(self) -> None:
        self.exam.back(self.desk.clock.now())
        await self.show_question()

    def action_mark(self) -> None:
        """Mark the question for later, or take its mark away."""
        if self._open is None:
            return
        with self.troubles_told():
            try:
                self.exam.mark(self.desk.clock.now())
            except ValueError:
                self.finish()
            self.show_head()

    def action_look_over(self) -> None:
        """See which questions are answered and marked."""
        from quiz.tui.screens.exam_overview import ExamOverviewScreen

        screen = ExamOverviewScreen(self.desk, self.keys, self.exam)
        self.app.push_screen(screen, self._looked_over)

    async def _looked_over(self, choice: int | None) -> None:
        from quiz.tui.screens.exam_overview import HAND_IN

        if self.exam.closed:
            return
        if choice == HAND_IN:
            self.action_hand_in()
        elif choice is not None:
            self.exam.go(choice, self.desk.clock.now())
            await self.show_question()
        elif self.exam.at_hand is None:
            await self._go_back()

    def action_leave(self) -> None:
        """Leave; the exam stays open."""
        self.dismiss()
