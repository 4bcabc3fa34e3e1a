"""The end of a session: what was done, what was confused and missed, when to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import short_until, stopwatch
from quiz.errors import QuizError
from quiz.review import Mode
from quiz.study import more_new
from quiz.study.turn import Ending
from quiz.tui import prose
from quiz.tui.figures import bar
from quiz.tui.keys import bindings
from quiz.tui.messages import DecksChosen, StudyChosen
from quiz.tui.page import BLANK, Line, Page, hang, padded, safe
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from quiz.study.desk import Desk
    from quiz.study.turn import Finished
    from quiz.tui.keys import Keys

_TITLES = {
    Ending.DONE: "Done",
    Ending.TIME: "Your time is up",
    Ending.LEFT: "Ended for now",
    Ending.NOTHING_DUE: "Nothing is due now",
}
_BAR = 12
_WIDEST_TITLE = 44


class FinishedScreen(QuizScreen[None]):
    """What a session came to, and what can be done now.

    `begun_from` is the name of the screen that it was begun from, where not from the decks.
    """

    BINDINGS = bindings("finished")

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        finished: Finished,
        deck_ids: tuple[str, ...] | None,
        begun_from: str = "",
    ) -> None:
        super().__init__(desk, keys)
        self._finished = finished
        self._deck_ids = deck_ids
        self._begun_from = begun_from

    def compose(self) -> ComposeResult:
        """Head, summary, foot."""
        finished = self._finished
        yield Head(_TITLES[finished.ending])
        with LongText(classes="reading"):
            yield Summary(finished, self.desk.clock.now(), self._missed(), self.keys)
        yield Foot()

    def on_mount(self) -> None:
        """Ready for keys."""
        if self._finished.questions:
            figures = Content.styled(stopwatch(self._finished.duration_ms), "$quiet")
            self.query_one(Head).show(_TITLES[self._finished.ending], figures)
        self.query_one(LongText).focus()
        self.show_hints()

    def _missed(self) -> tuple[str, ...]:
        now = self.desk.clock.now()
        prompts: list[str] = []
        for key in self._finished.missed:
            try:
                prompts.append(self.desk.facts.card(key, now).prompt)
            except QuizError:
                # A deck that was broken meanwhile still has its facts' keys.
                prompts.append(key)
        return tuple(dict.fromkeys(prompts))

    def allows(self, action: str) -> bool:
        """What can be done depends on what is left."""
        match action:
            case "more":
                cut_short = self._finished.ending in (Ending.LEFT, Ending.TIME)
                return self._finished.due_now > 0 or (cut_short and self._finished.new_left > 0)
            case "more_new":
                return self._finished.more_new > 0
            case "ahead" | "drill":
                return self._finished.next_due is not None
            case _:
                return True

    def hints(self) -> Sequence[Hint]:
        """Back, or on."""
        ids = ("finished.more", "finished.more_new", "finished.ahead", "finished.drill")
        found = [self.hint(id) for id in ids if self.allows(id.partition(".")[2])]
        return [self.hint("finished.decks", self._begun_from), *found]

    def action_decks(self) -> None:
        """Back to the decks, or to where it was begun from."""
        if self._begun_from:
            self.dismiss()
        else:
            self.go(DecksChosen())

    def action_more(self) -> None:
        """Go on with what is due."""
        self.go(StudyChosen(self._deck_ids))

    def action_more_new(self) -> None:
        """Begin more new facts today, beyond the limit."""
        self.go(StudyChosen(self._deck_ids, more_new=more_new.offered(self._finished.more_new)))

    def action_ahead(self) -> None:
        """Study what is due later."""
        self.go(StudyChosen(self._deck_ids, Mode.AHEAD))

    def action_drill(self) -> None:
        """Practise, with the schedule left alone."""
        self.go(StudyChosen(self._deck_ids, Mode.DRILL))


class Summary(Page):
    """The session in figures and names."""

    def __init__(
        self, finished: Finished, now: datetime, missed: tuple[str, ...], keys: Keys
    ) -> None:
        super().__init__()
        self._keys = keys
        self._finished = finished
        self._now = now
        self._missed = missed

    def lines(self, width: int) -> Sequence[Line]:
        """One part below the other, each only where it says something."""
        parts = (
            self._outcome(width),
            self._confused(width),
            self._missed_lines(width),
            self._next(width),
        )
        found: list[Line] = []
        for part in parts:
            if part:
                found += [*part, Line(BLANK)]
        return found

    def _outcome(self, width: int) -> list[Line]:
        finished = self._finished
        if not finished.questions:
            return []
        said = f"{finished.right} of {counted(finished.questions, 'question')} right"
        found = [Line(Content.styled(said, "bold"))]
        if len(finished.decks) > 1:
            found.append(Line(BLANK))
            longest = max(safe(deck.title).cell_length for deck in finished.decks)
            room = min(longest, _WIDEST_TITLE, max(10, width - _BAR - 14))
            for deck in finished.decks:
                figures = f"  {f'{deck.right} of {deck.questions}':<9} "
                blocks = bar(deck.right, deck.questions, _BAR)
                title = padded(safe(deck.title), room)
                found.append(Line(Content.assemble(title, figures, blocks)))
        return found

    def _confused(self, width: int) -> list[Line]:
        found: list[Line] = []
        for pair in self._finished.confused:
            times = f"  {pair.times} times" if pair.times > 1 else ""
            body = Content.assemble(
                prose.inline(pair.asked),
                ("  taken for  ", "$quiet"),
                prose.inline(pair.chosen),
                (times, "$quiet"),
            )
            found += hang(Content("  "), body, width)
        if not found:
            return []
        if self._finished.mode is not Mode.DRILL:
            told = f"{self._keys.label('decks.contrast')} on the deck drills what you mix up."
            found += hang(Content("  "), Content.styled(told, "$quiet"), width)
        return [Line(Content.styled("Mixed up", "$quiet")), *found]

    def _missed_lines(self, width: int) -> list[Line]:
        found: list[Line] = []
        for prompt in self._missed:
            found += hang(Content.styled("✗ ", "$wrong"), prose.inline(prompt), width)
        return [Line(Content.styled("Missed", "$quiet")), *found] if found else []

    def _next(self, width: int) -> list[Line]:
        finished = self._finished
        found: list[str] = []
        if finished.due_now:
            found.append(f"{counted(finished.due_now, 'fact')} still to do today.")
        elif finished.next_due is not None:
            found.append(f"The next fact is due {short_until(finished.next_due, self._now)}.")
        elif not finished.questions and not finished.new_left:
            found.append("There is nothing to study here yet.")
        if finished.held_back:
            found.append(
                f"{counted(finished.held_back, 'fact')} due, held back by the day's limit."
            )
        if finished.more_new:
            brings = f"{self._keys.label('finished.more_new')} brings"
            found += more_new.told(finished.more_new, brings), more_new.TOO_FEW
        elif finished.new_left:
            left = counted(finished.new_left, "fact")
            found.append(f"{left} not begun yet{finished.why_not_new}.")
        return [line for text in found for line in hang(BLANK, Content(text), width)]
