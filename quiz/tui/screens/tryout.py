"""A question tried out: shown and judged as in a session, and nothing of it is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.errors import QuizError
from quiz.shapes import DontKnow, Revealed
from quiz.study.turn import Answered, Asked, Doubted
from quiz.tui.keys import bindings
from quiz.tui.messages import EditWanted
from quiz.tui.screens.staged import StagedScreen
from quiz.tui.shapes.reveal import RevealView
from quiz.tui.widgets.foot import Hint
from quiz.tui.widgets.panels import DoubtPanel
from quiz.tui.widgets.verdict import VerdictPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Resize

    from quiz.deck.specimens import Way  # noqa: F401 - in quotes below, since it brings pydantic
    from quiz.shapes import Response
    from quiz.study.desk import Desk
    from quiz.study.tryout import Tryout
    from quiz.tui.keys import Keys
    from quiz.tui.shapes.view import Submitted

_REMARK = "preview: nothing is kept"
_ALWAYS = (
    "tryout.next",
    "tryout.back",
    "tryout.leave",
    "tryout.next_fact",
    "tryout.again",
    "tryout.edit",
)


class TryoutScreen(StagedScreen["Way"]):
    """Shows one question after another of a `Tryout`; it gives the last one back."""

    BINDINGS = bindings("tryout")

    def __init__(self, desk: Desk, keys: Keys, tryout: Tryout) -> None:
        super().__init__(desk, keys)
        self._tryout = tryout

    async def on_mount(self) -> None:
        """Show the question that was chosen."""
        await self._show()

    async def _show(self) -> None:
        """Show where the question on screen stands."""
        self._show_head()
        take_focus = await self._shown()
        self.show_hints(ruled=isinstance(self._tryout.turn, Answered))
        self.stage.shown.call_after_refresh(self._settle, take_focus)

    async def _shown(self) -> Callable[[], None]:
        turn = self._tryout.turn
        match turn:
            case Asked(revealed=True):
                return await self._revealed(turn)
            case Asked():
                view = await self.stage.show_question(turn.question.shape)
                return view.take_focus
            case Doubted():
                doubt = await self.stage.show_panel(DoubtPanel)
                doubt.show(turn.near_miss)
                return partial(self.set_focus, doubt, scroll_visible=False)
            case Answered():
                self.stage.view.judge(turn.verdict, brief=not self.wide)
                panel = await self.stage.show_panel(VerdictPanel)
                panel.show(turn, {})
                return partial(self.set_focus, panel, scroll_visible=False)

    async def _revealed(self, asked: Asked) -> Callable[[], None]:
        view = self.stage.view
        if isinstance(view, RevealView):
            view.reveal()
        panel = await self.stage.show_panel(VerdictPanel, takes_keys=False)
        panel.explain(asked, {})
        return view.take_focus

    def _settle(self, take_focus: Callable[[], None]) -> None:
        take_focus()
        self.stage.bring_panel_into_view()

    def _show_head(self) -> None:
        asked = self._tryout.asked
        figures = f"{self._tryout.way.form}   {asked.number}/{asked.total}"
        self.head.show(asked.deck_title, Content.styled(figures, "$quiet"), _REMARK)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Show more or less of what was not chosen, as there is room."""
        turn = self._tryout.turn
        if isinstance(turn, Answered):
            self.stage.view.judge(turn.verdict, brief=not self.wide)

    # Decks that were changed.

    def look_again(self) -> None:
        """Show the question as its deck has it now, from its beginning; others left alone."""
        now = self.desk.clock.now()
        try:
            tryout = self.desk.tryout(self._tryout.deck_id, now)
        except QuizError as error:
            self.say(f"It is shown as it was: {error}")
            return
        if tryout.digest == self._tryout.digest:
            return
        place = tryout.place_like(self._tryout.way)
        tryout.ask(self._tryout.place if place is None else place, now)
        self._tryout = tryout
        self.call_later(self._show)
        self.say("The deck was changed: this is how it asks now.", "$quiet")

    # What widgets tell.

    async def on_submitted(self, event: Submitted) -> None:
        """Judge an answer; after a recall the person was the judge already."""
        turn = self._tryout.turn
        if not isinstance(turn, Asked) or event.shape is not turn.question.shape:
            return
        if isinstance(event.response, Revealed):
            await self._go(self._tryout.place + 1)
            return
        await self._answer(event.response)

    async def _answer(self, response: Response) -> None:
        self._tryout.submit(response)
        await self._show()

    async def on_reveal_view_answer_wanted(self) -> None:
        """Show what was to be recalled."""
        self._tryout.reveal()
        await self._show()

    async def on_doubt_panel_decided(self, event: DoubtPanel.Decided) -> None:
        """Judge a near miss."""
        if isinstance(self._tryout.turn, Doubted):
            self._tryout.decide(meant=event.meant)
            await self._show()

    async def on_verdict_panel_read(self) -> None:
        """Go on."""
        await self._go(self._tryout.place + 1)

    # Keys.

    async def _go(self, place: int | None) -> None:
        """Show the question of a place, if there is one."""
        if place is None or not 0 <= place < len(self._tryout.ways):
            self.say("There is no other in this direction.")
            return
        self._tryout.ask(place, self.desk.clock.now())
        await self._show()

    async def action_next(self) -> None:
        """Next question."""
        await self._go(self._tryout.place + 1)

    async def action_back(self) -> None:
        """Question before."""
        await self._go(self._tryout.place - 1)

    async def action_next_fact(self) -> None:
        """What is asked next, in the first of its forms."""
        await self._go(self._tryout.place_beyond(1))

    async def action_fact_before(self) -> None:
        """What was asked before, in the first of its forms."""
        await self._go(self._tryout.place_beyond(-1))

    async def action_again(self) -> None:
        """The question as it may come another time."""
        self._tryout.again(self.desk.clock.now())
        await self._show()

    def allows(self, action: str) -> bool:
        """Some keys are there only where they do something."""
        turn = self._tryout.turn
        shape = turn.question.shape if isinstance(turn, Asked) else None
        match action:
            case "dont_know":
                return shape is not None
            case "clue" | "hint":
                return self.helps(action, shape)
            case _:
                return True

    async def action_dont_know(self) -> None:
        """See what is right."""
        await self._answer(DontKnow(self.stage.view.clues))

    def action_edit(self) -> None:
        """Open the fact in the person's editor."""
        with self.troubles_told():
            self.post_message(EditWanted(self.desk.decks.place(self._tryout.way.facts[0])))

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(self._tryout.way)

    # Hints.

    def on_hints_changed(self) -> None:
        """Tell other keys."""
        self.show_hints(ruled=isinstance(self._tryout.turn, Answered))

    def hints(self) -> Sequence[Hint]:
        """What matters with this question."""
        match self._tryout.turn:
            case Doubted():
                return self.hint("doubt.yes"), self.hint("doubt.no")
            case Asked(revealed=False):
                own = list(self.stage.view.hints(self.hint))
                if self.stage.view.typing:
                    return own
                ids = ("tryout.clue", "tryout.hint", "tryout.dont_know")
                own += [self.hint(id) for id in ids if self.allows(id[7:])]
            case _:
                own = []
        return [*own, *map(self.hint, _ALWAYS)]
