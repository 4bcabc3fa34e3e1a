"""The verdict and all that is to be read after it, with the keys that overrule it or go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.visual import Visual

from quiz.durations import short_days
from quiz.review import Mode, Rating
from quiz.study.compared import Choices, choices, recalled
from quiz.study.outcome import outcome, parts_right
from quiz.terminal_text import one_line
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, Page, hang, safe, spread
from quiz.tui.shapes.view import RIGHT, WRONG
from quiz.tui.widgets.contrast import contrast_lines
from quiz.tui.widgets.foot import Hint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from textual.style import Style

    from quiz.facts import FactKey
    from quiz.shapes import Citation, Explanation
    from quiz.study.turn import Answered, Asked, Preview
    from quiz.tui.keys import Keys


class VerdictPanel(Page, can_focus=True):
    """Right or wrong, why, what is like it, and where that is written."""

    BINDINGS = bindings("verdict")

    class Rated(Message):
        """The answer was rated otherwise than proposed."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    class Read(Message):
        """The verdict was read: on to what comes next."""

    def __init__(self) -> None:
        super().__init__(id="verdict")
        self._turn: Answered | None = None
        self._asked: Asked | None = None
        self._choices = Choices(())

    def show(self, turn: Answered, chosen_on: Mapping[FactKey, date]) -> None:
        """Show a verdict; `chosen_on` tells what was taken for the fact on which earlier day."""
        self._choices = choices(turn, chosen_on)
        self.rerated(turn)

    def rerated(self, turn: Answered) -> None:
        """Show the same answer with another rating."""
        self._turn, self._asked = turn, turn.asked
        self.changed()

    def explain(self, asked: Asked, chosen_on: Mapping[FactKey, date]) -> None:
        """Show only what explains the answer, while the person is the judge of it."""
        self._turn, self._asked = None, asked
        self._choices = recalled(asked, chosen_on)
        self.changed()

    def prepare(self, explanation: Explanation, width: int) -> None:
        """Lay out and draw ahead what will explain an answer, while the question is read.

        It takes its place under the verdict and a rule; the signs are drawn for what that loads the
        first time. Where it then says more, as on what was chosen, only those lines are drawn anew.
        """
        below = explained_lines(explanation, width, Choices(()))
        drawing = self.drawing([Line(RIGHT + WRONG), Line(BLANK), *below])
        Visual.to_strips(self, drawing, width, None, self.visual_style)

    def lines(self, width: int) -> Sequence[Line]:
        """From the verdict down to the source."""
        if self._asked is None:
            return ()
        turn = self._turn
        explanation = turn.explanation if turn else self._asked.explanation
        found = self._head(turn, width) if turn else []
        below = _changed(self._asked, width)
        if explanation is not None:
            below += explained_lines(explanation, width, self._choices)
        rule = [Line(Content.styled("─" * width, "$quiet"))] if below else []
        return [*found, *rule, *below]

    def _head(self, turn: Answered, width: int) -> list[Line]:
        sign, tone = (RIGHT, "$right") if turn.verdict.correct else (WRONG, "$wrong")
        right = parts_right(turn)
        words = f"{right} of {len(turn.verdict.parts)} right." if right else outcome(turn)
        said = Content.assemble(sign, (words, tone))
        found = [Line(spread(said, _leads_to(turn), width))]
        if turn.became_leech:
            words = "A leech now: it was forgotten often. Word it otherwise, or look closer at it."
            found += hang(Content.styled("! ", "$warn"), Content(words), width)
        if not turn.counted:
            drill = turn.reviews[0].mode is Mode.DRILL
            why = "A drill" if drill else "It was answered elsewhere meanwhile"
            words = f"{why}: this answer is kept, and the schedule stays as it is."
            found += hang(Content.styled("! ", "$warn"), Content(words), width)
        return found

    # Acting.

    def action_rate(self, value: int) -> None:
        """Rate the answer otherwise."""
        rating = Rating(value)
        if self._turn is not None and rating in self._turn.ratings:
            self.post_message(self.Rated(rating))

    def action_next(self) -> None:
        """Go on."""
        self.post_message(self.Read())


def rated(turn: Answered) -> str:
    """The rating that stands and what it leads to: `Good → in 4 d`."""
    name = turn.rating.name.capitalize()
    preview = turn.previews.get(turn.rating) if turn.counted else None
    return f"{name} → in {short_days(preview.interval_days)}" if preview else name


def rating_hints(
    place: str,
    ratings: Sequence[Rating],
    previews: Mapping[Rating, Preview],
    keys: Keys,
    standing: Rating | None = None,
) -> list[Hint]:
    """The ratings that may be given, each with its interval; the one that stands is marked."""
    found = []
    for rating in ratings:
        id = f"{place}.{rating.name.lower()}"
        preview = previews.get(rating)
        name = rating.name.lower() + (f" {short_days(preview.interval_days)}" if preview else "")
        lit = rating is standing
        found.append(Hint(keys.label(id), f"{name} ◂" if lit else name, keys.first(id), lit))
    return found


def _leads_to(turn: Answered) -> Content:
    return Content.styled(rated(turn), "$quiet")


def _changed(asked: Asked, width: int) -> list[Line]:
    if asked.changed_from is None:
        return []
    words = "The answer has changed since you last saw it. It was: "
    body = Content.assemble((words, "$warn"), prose.inline(asked.changed_from))
    return [*hang(Content.styled("! ", "$warn"), body, width), Line(BLANK)]


def explained_lines(explanation: Explanation, width: int, choices: Choices) -> list[Line]:
    """Why an answer is so, what the other subjects have there, and where it is written."""
    found: list[Line] = []
    if explanation.because:
        found += [*prose.lines(explanation.because, width), Line(BLANK)]
    if explanation.contrast is not None and len(explanation.contrast.rows) > 1:
        found += [*contrast_lines(explanation.contrast, width, choices), Line(BLANK)]
    for citation in explanation.citations:
        found += _cited(citation, width)
    while found and not found[-1].text:
        found.pop()
    return found


def _cited(citation: Citation, width: int) -> list[Line]:
    found = hang(BLANK, safe(citation.text, "$quiet"), width)
    link = one_line(citation.link)
    if link:
        body = Content.styled(link, _link(link))
        found += hang(Content("  "), body, width)
    return found


def _link(target: str) -> Style | str:
    """A link that the terminal opens itself, where it is plainly one to the web."""
    from textual.style import Style

    safe_target = target.startswith(("https://", "http://")) and target.isascii()
    return Style(underline=True, link=target) if safe_target else "$quiet"
