"""Decks one a line, and more on the one under the cursor."""

from __future__ import annotations

from math import ceil
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import short_until
from quiz.study import more_new
from quiz.study.deadline import told
from quiz.terminal_text import printable
from quiz.tui.figures import percent
from quiz.tui.page import BLANK, Line, Page, hang, padded, safe
from quiz.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quiz.errors import Problem
    from quiz.study.deadline import Readiness
    from quiz.study.status import DeckStatus

_WITH_LEARNING = 72
_WITH_NEXT = 60
_WITH_NEW = 48
_WITH_KEPT = 96
_WITH_DATE = 84
_MOST_PROBLEMS = 12


class DeckList(Rows["DeckStatus"]):
    """Each deck with what there is to do in it."""

    now: datetime
    _digits = (1, 1, 1)
    _dated = False

    def show(self, rows: Sequence[DeckStatus], cursor: int = 0) -> None:
        """Show other decks, in columns no wider than their figures."""
        counts = [deck.counts for deck in rows]
        largest = (
            max((count.new for count in counts), default=0),
            max((count.learning for count in counts), default=0),
            max((count.due for count in counts), default=0),
        )
        new, learning, due = (len(str(number)) for number in largest)
        self._digits = new, learning, due
        self._dated = any(deck.readiness is not None for deck in rows)
        super().show(rows, cursor)

    def draw(self, row: DeckStatus, width: int, *, current: bool) -> Content:
        """The title, and columns as many as fit."""
        columns = self._columns(row, width)
        room = max(8, width - 4 - columns.cell_length)
        tone = "$lit" if current else ("" if row.usable else "$quiet")
        title = padded(safe(row.title or row.id, tone), room)
        return Content.assemble(("▸ " if current else "  ", "$lit"), title, "  ", columns)

    def _columns(self, deck: DeckStatus, width: int) -> Content:
        if deck.shadowed_by:
            return Content.styled("shadowed", "$quiet")
        if not deck.usable:
            return _broken(deck, width)
        counts = deck.counts
        new, learning, due = self._digits
        parts: list[Content] = []
        if width >= _WITH_NEW:
            parts.append(_figure("new", counts.new, new))
        if width >= _WITH_LEARNING:
            parts.append(_figure("learning", counts.learning, learning))
        parts.append(_figure("due", counts.due, due, "bold"))
        if self._dated and width >= _WITH_DATE:
            parts.append(padded(_date(deck), 11))
        if width >= _WITH_KEPT:
            kept = "" if deck.retention is None else f"{percent(deck.retention)} kept"
            parts.append(padded(Content.styled(kept, "$quiet"), 10))
        if width >= _WITH_NEXT:
            parts.append(padded(_next(deck, self.now), 7))
        return Content("   ").join(parts)


def _figure(name: str, number: int, digits: int, tone: str = "") -> Content:
    style = tone if number else "$quiet"
    return Content.assemble((f"{name} ", "$quiet"), (f"{number:<{digits}}", style))


def _date(deck: DeckStatus) -> Content:
    ready = deck.readiness
    if ready is None:
        return BLANK
    day = f"by {ready.by.day} {ready.by:%b}"
    return Content.styled(day, "$quiet") if ready.enough else Content.styled(f"! {day}", "$warn")


def _next(deck: DeckStatus, now: datetime) -> Content:
    if deck.counts.due:
        return Content.styled("now", "$lit")
    if deck.next_due is None:
        return BLANK
    return Content.styled(short_until(deck.next_due, now), "$quiet")


def _broken(deck: DeckStatus, width: int) -> Content:
    errors = [problem for problem in deck.problems if problem.is_error]
    said = Content.styled(f"✗ {counted(len(errors), 'problem')}", "$wrong")
    if not errors or width < _WITH_NEXT:
        return said
    first = errors[0]
    place = f"{PurePath(first.path).name}:{first.line}:{first.column}"
    return Content("  ").join([said, safe(place, "$quiet").truncate(width // 2, ellipsis=True)])


class DeckDetail(Page):
    """The summary of a deck, its figures, and its problems with their places.

    `brings_new` tells the key that brings more new facts, with its verb.
    """

    now: datetime

    def __init__(self, brings_new: str, *, id: str) -> None:
        super().__init__(id=id)
        self._brings_new = brings_new
        self._deck: DeckStatus | None = None
        self._words = ""

    def show(self, deck: DeckStatus | None, words: str = "") -> None:
        """Tell about another deck; without one, say these words or how to get a deck."""
        self._deck, self._words = deck, words
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """What there is to know, in the order of how much it matters."""
        deck = self._deck
        if deck is None:
            return [
                line
                for words in (self._words and (self._words,)) or _NO_DECKS
                for line in hang(BLANK, safe(words), width)
            ]
        found: list[Line] = []
        if deck.shadowed_by:
            found += hang(BLANK, safe(f"Not used: {deck.shadowed_by} has the same id."), width)
        elif deck.usable:
            if deck.summary:
                found += hang(BLANK, safe(deck.summary), width)
            found += hang(BLANK, Content.styled(_figures(deck), "$quiet"), width)
            if deck.readiness is not None:
                found += hang(BLANK, _ready(deck.readiness), width)
            if deck.new_put_off:
                limit = more_new.told(deck.new_put_off, self._brings_new)
                found += hang(BLANK, Content.styled(limit, "$quiet"), width)
            if any(problem.is_error for problem in deck.problems):
                found += hang(BLANK, Content.styled(_LAST_GOOD, "$warn"), width)
        if deck.problems:
            found += hang(BLANK, Content.styled(_counted(deck.problems), "$quiet"), width)
        for problem in deck.problems[:_MOST_PROBLEMS]:
            found += [Line(BLANK), *_problem(problem, width)]
        return found


_LAST_GOOD = "Its file was spoilt: it is in use as it was before."
_NO_DECKS = (
    "There are no decks yet.",
    "“quiz new” starts one, “quiz config” says where decks live, --decks PATH adds a folder.",
)


def _figures(deck: DeckStatus) -> str:
    parts = [counted(deck.facts, "fact")]
    if deck.tables:
        parts.append(counted(deck.tables, "table"))
    if deck.cards:
        parts.append(counted(deck.cards, "card"))
    if deck.firm:
        parts.append(f"{deck.firm} firm")
    if deck.retention is not None:
        parts.append(f"last 30 days {percent(deck.retention)} kept")
    if deck.minutes_today:
        parts.append(f"about {ceil(deck.minutes_today)} min today")
    return " · ".join(parts)


def _ready(readiness: Readiness) -> Content:
    if readiness.enough:
        return Content.styled(told(readiness), "$quiet")
    return Content.assemble(("! ", "$warn"), told(readiness))


def _counted(problems: Sequence[Problem]) -> str:
    errors = sum(problem.is_error for problem in problems)
    parts = [counted(errors, "problem")] if errors else []
    if errors < len(problems):
        parts.append(counted(len(problems) - errors, "warning"))
    return " · ".join((*parts, "“quiz check” lists all"))


def _problem(problem: Problem, width: int) -> list[Line]:
    glyph, tone = ("✗", "$wrong") if problem.is_error else ("!", "$warn")
    head = Content.assemble((f"{glyph} ", tone), safe(f"{problem.place}: {problem.message}"))
    found = hang(BLANK, head, width)
    if problem.excerpt:
        found += _excerpt(problem, width)
    if problem.hint:
        found += hang(Content("  "), safe(problem.hint, "$quiet"), width)
    return found


def _excerpt(problem: Problem, width: int) -> list[Line]:
    """The line with a caret under the column, both moved left where that is far out."""
    text = printable(problem.excerpt.replace("\t", " ")).rstrip()
    column = max(0, problem.column - 1)
    room = max(10, width - 4)
    start = max(0, column - room + 8)
    shown = text[start : start + room]
    caret = Content(text[start:column]).cell_length
    return [
        Line(Content(f"  │ {shown}").truncate(width)),
        Line(Content.assemble(("  │ " + " " * caret), ("^", "$lit"))),
    ]
