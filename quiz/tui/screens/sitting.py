"""A sitting: a session, and what the person does in it. How it looks is told in `study`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.shapes import DontKnow
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Introduced,
    Kept,
    Waiting,
)
from quiz.tui.keys import bindings
from quiz.tui.messages import CardChosen, EditWanted, SessionOver
from quiz.tui.screens.staged import PacedScreen
from quiz.tui.widgets.dialogs import flag_prompt
from quiz.tui.widgets.verdict import VerdictPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from quiz.shapes import Response
    from quiz.study.desk import Desk
    from quiz.study.session import Session
    from quiz.study.turn import Turn
    from quiz.tui.held_keys import HeldKeys
    from quiz.tui.keys import Keys
    from quiz.tui.shapes.view import Submitted
    from quiz.tui.widgets.panels import DoubtPanel, SurePanel


class Sitting(PacedScreen):
    """Hands what the person did to the session, and shows the turn that comes of it."""

    BINDINGS = bindings("study")

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        session: Session,
        *,
        deck_ids: tuple[str, ...] | None,
        held_keys: HeldKeys,
    ) -> None:
        super().__init__(desk, keys, held_keys)
        self.session = session
        self._deck_ids = deck_ids

    async def show_turn(self, turn: Turn) -> None:
        """Show where the session stands now."""
        raise NotImplementedError

    def show_head(self, asked: Asked) -> None:
        """Show what the question is part of."""
        raise NotImplementedError

    @property
    def revealed(self) -> bool:
        """Whether a question to be recalled waits only for the person's own grade."""
        return isinstance(self.session.turn, Asked) and self.session.turn.revealed

    def finish(self) -> None:
        """Close the session, and say that it is over."""
        with self.troubles_told():
            finished = self.session.end(self.desk.clock.now())
            self.post_message(SessionOver(finished, self._deck_ids))

    async def advance(self) -> None:
        """Go on to what comes next."""
        with self.troubles_told():
            await self.show_turn(self.next_turn())

    def next_turn(self) -> Turn:
        """Let the session go on."""
        return self.session.advance(self.desk.clock.now())

    # What widgets tell.

    async def on_submitted(self, event: Submitted) -> None:
        """Hand an answer in; where it is in and going on had failed, try that again."""
        asked = self.session.asked
        if asked is None or event.shape is not asked.question.shape:
            return
        if not isinstance(self.session.turn, Kept):
            await self._submit(event.response)
        elif self.held.admits():
            await self.advance()

    async def _submit(self, response: Response) -> None:
        turn, clock = self.session.turn, self.desk.clock
        if isinstance(turn, Asked) and self.held.admits():
            with self.troubles_told():
                taken_ms = clock.answered(turn.shown_at)
                await self.show_turn(self.session.submit(response, clock.now(), taken_ms))

    async def on_reveal_view_answer_wanted(self) -> None:
        """Show what was to be recalled, or ask first how sure one is of it."""
        if isinstance(self.session.turn, Asked) and self.held.admits():
            with self.troubles_told():
                await self.show_turn(self.session.reveal(self.desk.clock.now()))

    async def on_sure_panel_declared(self, event: SurePanel.Declared) -> None:
        """Take down how sure the answer was."""
        if isinstance(self.session.turn, Declaring) and self.held.admits():
            with self.troubles_told():
                now = self.desk.clock.now()
                await self.show_turn(self.session.declare(event.confidence, now))

    async def on_doubt_panel_decided(self, event: DoubtPanel.Decided) -> None:
        """Take down whether a near miss was meant."""
        if isinstance(self.session.turn, Doubted) and self.held.admits():
            with self.troubles_told():
                now = self.desk.clock.now()
                await self.show_turn(self.session.decide(meant=event.meant, now=now))

    async def on_verdict_panel_rated(self, event: VerdictPanel.Rated) -> None:
        """Overrule the rating; the verdict stays on screen."""
        if not isinstance(self.session.turn, Answered):
            return
        with self.troubles_told():
            try:
                turn = self.session.rerate(event.rating, self.desk.clock.now())
            except ValueError:
                self.say("It was answered elsewhere since, so the rating stays.")
                return
            if isinstance(turn, Answered) and isinstance(self.stage.panel, VerdictPanel):
                self.stage.panel.rerated(turn)
                self.tell_keys()

    async def on_verdict_panel_read(self) -> None:
        """Go on."""
        if isinstance(self.session.turn, Answered) and self.held.admits():
            await self.advance()

    async def on_meeting_panel_met(self) -> None:
        """Ask what was shown side by side."""
        if isinstance(self.session.turn, Introduced) and self.held.admits():
            await self.advance()

    def on_wait_panel_ended(self) -> None:
        """End the session for now."""
        if isinstance(self.session.turn, Waiting) and self.held.admits():
            self.finish()

    # Keys.

    def allows(self, action: str) -> bool:
        """Some keys are there only where they do something."""
        turn, asked = self.session.turn, self.session.asked
        shape = turn.question.shape if isinstance(turn, Asked) else None
        match action:
            case "dont_know":
                return isinstance(turn, Asked)
            case "clue" | "hint":
                return self.helps(action, shape)
            case "start_afresh":
                seen = self.revealed or isinstance(turn, Answered)
                return seen and asked is not None and asked.changed_from is not None
            case "bury" | "put_aside" | "flag" | "info" | "edit":
                return asked is not None
            case _:
                return True

    async def action_dont_know(self) -> None:
        """Say that one does not know."""
        await self._submit(DontKnow(self.stage.view.clues))

    async def action_undo(self) -> None:
        """Take the last answer back."""
        if not self.held.admits():
            return
        with self.troubles_told():
            turn = self.session.undo(self.desk.clock.now())
            if turn is None:
                self.say("There is nothing to undo in this session.")
                return
            await self.show_turn(turn)
            self.say("Taken back: answer it anew.", "$quiet")

    async def action_bury(self) -> None:
        """Leave the fact for another day."""
        await self._put_off(self.session.bury, "Buried until tomorrow.")

    async def action_put_aside(self) -> None:
        """Never ask the fact until it is taken up again."""
        await self._put_off(self.session.suspend, "Suspended: Browse takes it up again.")

    async def _put_off(self, how: Callable[[datetime], Turn], said: str) -> None:
        if self.held.admits():
            with self.troubles_told():
                await self.show_turn(how(self.desk.clock.now()))
                self.say(said, "$quiet")

    def action_flag(self) -> None:
        """Ask for a reason; none takes the flag away."""
        asked = self.session.asked
        if asked is not None:
            self.app.push_screen(flag_prompt(asked.flag), self._flag)

    def _flag(self, reason: str | None) -> None:
        if reason is None or self.session.asked is None:
            return
        now = self.desk.clock.now()
        with self.troubles_told():
            self.session.flag(reason, now) if reason else self.session.unflag(now)
            self.show_head(self.session.asked)
            self.say("Flagged." if reason else "Not flagged any more.", "$quiet")

    def action_info(self) -> None:
        """Show card info; before the verdict without the answer."""
        asked = self.session.asked
        if asked is not None:
            seen = self.revealed or isinstance(self.session.turn, Answered)
            self.post_message(CardChosen(asked.fact.key, with_answer=seen, studying=True))

    def action_edit(self) -> None:
        """Open the fact in the person's editor; the question stays."""
        asked = self.session.asked
        if asked is not None:
            with self.troubles_told():
                self.post_message(EditWanted(self.desk.decks.place(asked.fact.key)))

    async def action_start_afresh(self) -> None:
        """Forget the history of a fact whose answer changed."""
        with self.troubles_told():
            turn = self.session.start_afresh(self.desk.clock.now())
            if isinstance(turn, Answered):
                await self.advance()
            else:
                await self.show_turn(turn)
            self.say("Forgotten: it will be asked as a new fact.", "$quiet")

    def action_leave(self) -> None:
        """Leave; what was answered is kept, and the session goes on later."""
        self.dismiss()
