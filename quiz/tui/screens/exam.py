"""Exam: one question after another with no verdict. What the person does is told in its base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import stopwatch
from quiz.study.given import given_in_words
from quiz.tui import prose
from quiz.tui.figures import bar
from quiz.tui.screens.exam_sitting import ExamSitting
from quiz.tui.widgets.foot import Hint
from quiz.tui.widgets.panels import SurePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Resize

    from quiz.study.exam_slot import Slot
    from quiz.tui.shapes.view import HintsChanged

TICK_S = 1.0
_LAST_MINUTE_MS = 60_000
_BAR = 15
_WITH_BAR = 64


class ExamScreen(ExamSitting):
    """Shows the question at hand, how far one is, and the time that is left."""

    _time_was_up = False

    async def on_mount(self) -> None:
        """Show the question at hand, and start the clock that is shown."""
        self.set_interval(TICK_S, self._tick)
        if self.exam.is_over(self.desk.clock.now()):
            self.finish()
            return
        await self.show_question()
        self.say(self._opening(), "$quiet")

    def _opening(self) -> str:
        """What there is to know at the beginning, in a line: what changed comes first."""
        exam, said = self.exam, list[str]()
        if exam.dropped:
            said.append(
                f"{exam.dropped} no longer in {'its deck' if exam.dropped == 1 else 'their deck'}"
            )
        if exam.changed:
            said.append(f"{exam.changed} changed and asked anew")
        if said:
            return f"{', '.join(said)}."
        if exam.resumed:
            return "The exam goes on where you left it."
        if len(exam.sheet.items) < exam.sheet.setup.questions:
            return f"There are no more than {counted(len(exam.sheet.items), 'question')}."
        return "No verdicts before the end."

    # The question at hand.

    async def show_question(self) -> None:
        """Show the question at hand, or all of them behind the last one."""
        self.held.changing()
        self.forget()
        slot = self.exam.at_hand
        if slot is None:
            self.action_look_over()
            return
        self.show_head()
        view = await self.stage.show_question(slot.question.shape)
        while view.next_clue():
            pass
        self.settle_on(view.take_focus)

    def settle_on(self, take_focus: Callable[[], None]) -> None:
        """Tell the keys; the focus goes where it belongs once all is painted."""
        self.show_hints()
        self.stage.shown.call_after_refresh(self.settle, take_focus)

    def show_head(self) -> None:
        """Show the deck, how far one is, and what was answered so far."""
        slot = self.exam.at_hand
        if slot is not None:
            self.head.show(slot.deck_title, self._figures(), _remark(slot))

    def _figures(self) -> Content:
        exam = self.exam
        answered = exam.total - len(exam.unanswered)
        parts = [Content.styled(f"{exam.number or exam.total}/{exam.total}", "$quiet")]
        if self.app.size.width >= _WITH_BAR:
            parts.append(bar(answered, exam.total, _BAR))
        left_ms = exam.left_ms(self.desk.clock.now())
        if left_ms is not None:
            parts.append(
                Content.styled(stopwatch(left_ms), "$warn" if left_ms < _LAST_MINUTE_MS else "")
            )
        return Content("  ").join(parts)

    def _tick(self) -> None:
        if self.exam.closed or self._time_was_up:
            return
        if self.exam.is_over(self.desk.clock.now()):
            # Once: where it fails, that is told, and the next answer tries again.
            self._time_was_up = True
            self.finish()
        elif self.exam.sheet.ends_at is not None:
            self.show_head()

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Show as much of how things stand as there is room for."""
        self.show_head()

    # Hints.

    def on_hints_changed(self, event: HintsChanged) -> None:
        """Tell other keys."""
        event.stop()
        self.show_hints()

    def hints(self) -> Sequence[Hint]:
        """How to answer, and how to move about."""
        if isinstance(self.stage.panel, SurePanel):
            return [self.hint(id) for id in ("sure.sure", "sure.unsure", "sure.guess")]
        if self.revealed:
            return [self.hint(f"reveal.{name}") for name in ("again", "hard", "good", "easy")]
        view = self.stage.view
        found = list(view.hints(self.hint))
        if view.typing:
            leave = self.keys.label("field.leave")
            commands = "commands: back, mark, hand in"
            return [one._replace(name=commands) if one.label == leave else one for one in found]
        ids = ("exam.next", "exam.back", "exam.mark", "exam.dont_know", "exam.look_over")
        return [*found, *map(self.hint, (*ids, "exam.hand_in", "exam.leave"))]


def _remark(slot: Slot) -> str:
    """What was answered, and whether it is marked."""
    found = ["marked"] if slot.marked else []
    if slot.given is not None:
        given = given_in_words(slot.question.shape, slot.given.response)
        said = "; ".join(prose.inline(part).plain for part in given)
        found.append(f"your answer: {said or 'not known'}")
    return " · ".join(found)
