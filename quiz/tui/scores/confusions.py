"""Confusions: the matrix of the table at hand, and every pair to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.scores.confusions import named_matrix
from quiz.tui.messages import ContrastChosen
from quiz.tui.page import Line, padded, safe
from quiz.tui.plots import beside, columns, heading, of, said, shade
from quiz.tui.scores.tab import Choice, Listed, SeenLines

if TYPE_CHECKING:
    from quiz.scores.confusions import Confused, Confusions, Matrix, MonthConfused, SubjectAsked
    from quiz.tui.scores.tab import About

_NAME = 20
_NARROWEST, _WIDEST = 9, 15
_RIGHT = 20
_FIGURE = 4


def choices(confusions: Confusions, about: About) -> Listed:
    """All pairs ever confused, the heaviest first; there may be thousands."""
    pairs = [(table, pair) for table in confusions.tables for pair in table.confused]
    pairs.sort(key=_heaviest_first)
    times = max((pair.times for _, pair in pairs), default=0)
    weight = max((pair.weight for _, pair in pairs), default=0.0)
    lines = SeenLines([partial(_choice, table, pair, about) for table, pair in pairs])
    return Listed(lines, figures=len(_figures(times, weight, date.max)))


def _heaviest_first(one: tuple[Matrix, Confused]) -> tuple[float, str, str, str, str]:
    table, pair = one
    return -pair.weight, table.deck, table.table, pair.asked, pair.chosen


def _figures(times: int, weight: float, last: date) -> str:
    return f"{times:3} × · weight {weight:4.1f} · {last.isoformat()}"


def _choice(matrix: Matrix, pair: Confused, about: About) -> Choice:
    table = _named(matrix, about)
    names = {subject.id: subject.name for subject in table.subjects}
    return Choice(
        text=f"{names[pair.asked]} taken for {names[pair.chosen]}",
        figures=_figures(pair.times, pair.weight, pair.last),
        does="drill",
        message=partial(ContrastChosen, (table.deck,), (pair.asked, pair.chosen), table.table),
        place=(table.deck, table.table, pair.asked, pair.chosen),
    )


def _named(matrix: Matrix, about: About) -> Matrix:
    """A table by the names that its deck gives, if there is one."""
    table = about.names.tables(matrix.deck).get(matrix.table)
    return named_matrix(matrix, table) if table else matrix


def draw(
    confusions: Confusions,
    about: About,
    width: int,
    choice: Choice | None,
) -> Sequence[Line]:
    """The matrix that the pair under the cursor is in, and confusions over time."""
    tables = confusions.tables
    if choice is None:
        nothing = "Nothing has been confused." if tables else "No cell of a table was asked yet."
        return said(nothing, width)
    shown = next(one for one in tables if (one.deck, one.table) == choice.place[:2])
    blocks = (partial(_matrix, _named(shown, about), choice), partial(_months, confusions))
    return beside(blocks, width)


def _matrix(table: Matrix, choice: Choice, width: int) -> list[Line]:
    """A row for what was asked, a column for what it was taken for."""
    names = min(_NAME, max(len(one.name) for one in table.subjects)) + 1
    room = width - names - _RIGHT
    across = _most_confused(table, choice, max(1, room // _NARROWEST))
    cell = max(_NARROWEST, min(_WIDEST, room // len(across)))
    times = {(one.asked, one.chosen): one.times for one in table.confused}
    most = max(times.values(), default=0)
    head = [Content(" " * names)]
    head += [padded(safe(one.name, "$quiet"), cell - 1) + " " for one in across]
    lines = [
        Line(Content.assemble((table.title, "$lit"), ("  asked ↓  taken for →", "$quiet"))),
        Line(Content("").join([*head, Content.styled("right", "$quiet")])),
    ]
    for subject in table.subjects:
        row = padded(safe(subject.name), names - 1) + " "
        for other in across:
            number = times.get((subject.id, other.id), 0)
            at_hand = choice.place[2:] == (subject.id, other.id)
            figure = _figure(number, most, own=other.id == subject.id, at_hand=at_hand)
            row += padded(figure, cell)
        lines.append(Line(row + of(subject.answers)))
    left = len(table.subjects) - len(across)
    return [*lines, *said(f"{counted(left, 'column')} more in the list", width)] if left else lines


def _most_confused(table: Matrix, choice: Choice, room: int) -> Sequence[SubjectAsked]:
    """The columns for which there is room, that of the pair at hand among them."""
    weights = {subject.id: 0.0 for subject in table.subjects}
    for one in table.confused:
        weights[one.chosen] += one.weight
    weights[choice.place[3]] = float("inf")
    shown = sorted(weights, key=lambda id: -weights[id])[:room]
    return [subject for subject in table.subjects if subject.id in shown]


def _figure(number: int, most: int, *, own: bool, at_hand: bool) -> Content:
    if own:
        return Content.styled(f"{'—':>{_FIGURE + 2}}", "$quiet")
    tone = "$lit reverse" if at_hand else "$accent" if number else "$quiet"
    return Content.styled(f"{shade(number, most) * 2}{number:>{_FIGURE}}", tone)


def _months(confusions: Confusions, width: int) -> list[Line]:
    """A column a month, from the first to the last with a confusion."""
    months = confusions.months
    if not months:
        return [heading("Over time"), *said("None in this time.", width)]
    times = {one.month: one.times for one in months}
    every = list(_from_to(months[0].month, months[-1].month))
    most = max(months, key=lambda one: one.times)
    each = max(1, min(3, width // len(every)))
    shown = every[-(width // each) :]
    return [
        heading("Over time"),
        *columns([times.get(month, 0) for month in shown], 2, each),
        *said(_over_months(shown, sum(times.values()), most), width),
    ]


def _over_months(shown: Sequence[str], times: int, most: MonthConfused) -> str:
    if len(shown) == 1:
        return f"{times} in {most.month}"
    return f"{shown[0]} to {shown[-1]}, {times} in all, the most in {most.month}: {most.times}"


def _from_to(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while f"{year}-{month:02}" <= last:
        yield f"{year}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
