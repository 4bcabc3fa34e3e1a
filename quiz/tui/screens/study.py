"""Study: one question after another, and after each the verdict and what explains it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quiz.review import Rating
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Finished,
    Introduced,
    Kept,
    Waiting,
)
from quiz.tui.key_names import readable
from quiz.tui.screens.sitting import Sitting
from quiz.tui.shapes.reveal import RevealView
from quiz.tui.shapes.view import HintsChanged
from quiz.tui.widgets.foot import Hint
from quiz.tui.widgets.meeting import MeetingPanel
from quiz.tui.widgets.panels import DoubtPanel, SurePanel, WaitPanel
from quiz.tui.widgets.progress import progress, remarks
from quiz.tui.widgets.verdict import VerdictPanel, rated, rating_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Resize
    from textual.timer import Timer

    from quiz.shapes import Question
    from quiz.study.turn import Turn

TICK_S = 1.0

_HINTS: dict[type[Turn], tuple[str, ...]] = {
    Introduced: ("meeting.ask", "study.undo", "study.leave"),
    Declaring: ("sure.sure", "sure.unsure", "sure.guess"),
    Doubted: ("doubt.yes", "doubt.no"),
    Waiting: ("wait.end", "study.undo"),
}


class StudyScreen(Sitting):
    """Shows the turn of a session."""

    _ticking: Timer | None = None
    _was_revealed = False
    _on_stage: Question | None = None
    _outdated = False

    async def on_mount(self) -> None:
        """Show where the session stands."""
        await self.show_turn(self.session.turn)
        if self.session.resumed and isinstance(self.session.turn, Asked):
            self.say("The session goes on where you left it.", "$quiet")

    # Decks that were changed.

    def decks_changed(self) -> None:
        """What is on screen stays; what was changed comes with the next question."""
        self._outdated = True
        if not self.is_current:
            return
        if not self.tell_spoilt():
            self.say("Decks were changed: it shows from the next question on.", "$quiet")

    def next_turn(self) -> Turn:
        """Go on; where decks were changed, with a session that has them as they are now."""
        if self._outdated:
            from quiz.study.renewal import renewed

            anew = renewed(self.desk, self.session, self.desk.clock.now())
            if anew is not None:
                self.session, self._outdated = anew, False
                return anew.turn
        return super().next_turn()

    # Turns.

    async def show_turn(self, turn: Turn) -> None:
        """Show where the session stands now."""
        self.held.changing()
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        turn = self._gone_on(turn)
        if isinstance(turn, Finished):
            self.finish()
            return
        target = await self._shown(turn)
        self.tell_keys()
        # Sent through the widget, it comes after the first frame: a change of focus repaints the
        # whole screen, which nobody should have to wait for.
        self.stage.shown.call_after_refresh(self.settle, target)

    def _gone_on(self, turn: Turn) -> Turn:
        """Past what needs no person: a wait that can be skipped, a recall that was graded."""
        with self.troubles_told():
            if isinstance(turn, Answered) and self._was_revealed:
                leech = " It is a leech now." if turn.became_leech else ""
                kept = "" if turn.counted else " The schedule stays as it is."
                self.say(f"{rated(turn)}.{leech}{kept}", "$quiet")
                self._was_revealed = False
                turn = self.next_turn()
            if isinstance(turn, Kept):
                turn = self.session.advance(self.desk.clock.now())
            if isinstance(turn, Waiting) and self.desk.clock.skip_to(turn.until):
                turn = self.session.advance(self.desk.clock.now())
        return turn

    async def _shown(self, turn: Turn) -> Callable[[], None]:
        """Show a turn; gives what takes the focus for it."""
        match turn:
            case Asked():
                return await (self._revealed(turn) if turn.revealed else self._ask(turn))
            case Answered():
                return await self._answered(turn)
            case Kept():
                # Only where going on failed: the next question could not be read.
                self.say("Your answer is kept: submit it once more to go on.")
                return self.stage.view.take_focus
            case Finished():
                return partial(self.set_focus, None)
            case _:
                return await self._panel(turn)

    def settle(self, take_focus: Callable[[], None]) -> None:
        """A verdict below the edge is scrolled to, and the one after a question made ready."""
        super().settle(take_focus)
        if not self.stage.shown.is_attached:
            return
        self.stage.bring_panel_into_view()
        if isinstance(self.session.turn, Asked):
            self.call_after_refresh(self._prepare)

    async def _prepare(self) -> None:
        """Make the verdict ready while the question is read: its frame is the one that is full."""
        if isinstance(self.session.turn, Asked):
            panel = await self.stage.made(VerdictPanel)
            panel.prepare(self.session.explanation, self.stage.text_width)
            _ = self.desk.facts  # imported here, and not while a verdict is waited for
            self.session.look_ahead()

    async def _panel(self, turn: Introduced | Declaring | Doubted | Waiting) -> Callable[[], None]:
        match turn:
            case Introduced():
                meeting = await self.stage.show_panel(MeetingPanel, alone=True)
                meeting.show(turn)
                self.head.show(turn.deck_title)
            case Declaring():
                await self.stage.show_panel(SurePanel)
            case Doubted():
                await self._put_on_stage(turn.asked)
                doubt = await self.stage.show_panel(DoubtPanel)
                doubt.show(turn.near_miss)
            case Waiting():
                await self._wait(turn)
        return partial(self.set_focus, self.stage.panel, scroll_visible=False)

    async def _ask(self, asked: Asked) -> Callable[[], None]:
        self.show_head(asked)
        self._was_revealed = False
        self._on_stage = asked.question
        view = await self.stage.show_question(asked.question.shape)
        return view.take_focus

    async def _revealed(self, asked: Asked) -> Callable[[], None]:
        self.show_head(asked)
        view = self.stage.view
        if isinstance(view, RevealView):
            self._was_revealed = True
            view.reveal()
            panel = await self.stage.show_panel(VerdictPanel, takes_keys=False)
            panel.explain(asked, self.desk.facts.chosen_before(asked.fact.key, asked.explanation))
        return view.take_focus

    def show_head(self, asked: Asked) -> None:
        """Show what the question is part of."""
        done = isinstance(self.session.turn, Answered)
        figures = progress(asked, self.session, self.app.size.width, done=done)
        self.head.show(asked.deck_title, figures, remarks(asked, done=done))

    async def _answered(self, turn: Answered) -> Callable[[], None]:
        self.show_head(turn.asked)
        await self._put_on_stage(turn.asked)
        self.stage.view.judge(turn.verdict, brief=not self.wide)
        panel = await self.stage.show_panel(VerdictPanel)
        this = turn.reviews[0].question_id
        earlier = self.desk.facts.chosen_before(turn.asked.fact.key, turn.explanation, this)
        panel.show(turn, earlier)
        return partial(self.set_focus, panel, scroll_visible=False)

    async def _put_on_stage(self, asked: Asked) -> None:
        """Show the question again where, in a bundle, others came since.

        The answer stands in the parts of the verdict.
        """
        if asked.question is not self._on_stage:
            self._on_stage = asked.question
            self.show_head(asked)
            await self.stage.show_question(asked.question.shape)

    async def _wait(self, turn: Waiting) -> None:
        panel = await self.stage.show_panel(WaitPanel, alone=True)
        panel.show(turn.until, self.desk.clock.now(), turn.facts)
        self.head.show("Waiting")
        self._ticking = self.set_interval(TICK_S, self._tick)

    async def _tick(self) -> None:
        turn, now = self.session.turn, self.desk.clock.now()
        if not isinstance(turn, Waiting) or not self.is_current:
            return
        if now >= turn.until:
            await self.advance()
        elif isinstance(self.stage.panel, WaitPanel):
            self.stage.panel.show(turn.until, now, turn.facts)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Show more or less of what was not chosen, as there is room."""
        turn = self.session.turn
        if isinstance(turn, Answered):
            self.stage.view.judge(turn.verdict, brief=not self.wide)
        if self.session.asked is not None:
            self.show_head(self.session.asked)

    # Hints.

    def on_hints_changed(self, event: HintsChanged) -> None:
        """Tell other keys."""
        event.stop()
        self.tell_keys()

    def tell_keys(self) -> None:
        """Tell the keys of this turn."""
        self.show_hints(ruled=isinstance(self.session.turn, Answered) or self.revealed)

    def hints(self) -> Sequence[Hint]:
        """What matters in this turn."""
        match self.session.turn:
            case Asked() as asked:
                return self._asked_hints(asked)
            case Answered(ratings=ratings, previews=previews, rating=rating):
                found = rating_hints("verdict", ratings, previews, self.keys, rating)
                return [
                    *found,
                    *self._hints_of(
                        "verdict.next",
                        "study.start_afresh",
                        "study.undo",
                        "study.info",
                        "study.edit",
                    ),
                ]
            case Kept():
                return [*self.stage.view.hints(self.hint), *self._hints_of("study.undo")]
            case turn:
                return self._hints_of(*_HINTS.get(type(turn), ()))

    def _asked_hints(self, asked: Asked) -> Sequence[Hint]:
        if self.revealed:
            found = rating_hints("reveal", tuple(Rating), asked.previews or {}, self.keys)
            return [*found, *self._hints_of("study.start_afresh", "study.undo", "study.info")]
        found = list(self.stage.view.hints(self.hint))
        if self.stage.view.typing:
            return [*found, *self._undo_while_typing()]
        return [
            *found,
            *self._hints_of(
                "study.clue",
                "study.hint",
                "study.dont_know",
                "study.undo",
                "study.info",
                "study.edit",
                "study.leave",
            ),
        ]

    def _undo_while_typing(self) -> list[Hint]:
        """How to take the last answer back from within a field, where keys are text."""
        key = self.keys.while_typing("study.undo")
        if key is None or not self.session.can_undo:
            return []
        return [self.hint("study.undo")._replace(label=readable(key), press=key)]

    def _hints_of(self, *ids: str) -> list[Hint]:
        hints = [id for id in ids if self.allows(id.partition(".")[2])]
        return [self.hint(id) for id in hints if id != "study.undo" or self.session.can_undo]
