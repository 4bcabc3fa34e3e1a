"""Small pictures made of characters, each with its figures beside it.

Shade and length say what colour says, so nothing is lost without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from textual.content import Content

from quiz.scores.statistics import Share
from quiz.tui.figures import percent
from quiz.tui.page import BLANK, Line, hang, padded, safe

Block = Callable[[int], Sequence[Line]]
"""Lines for a width, under a heading of their own."""

SHADES = "·░▒▓█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_STEPS = " ▁▂▃▄▅▆▇█"
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_BESIDE = 100
"""From this many columns on, blocks stand side by side."""
_GUTTER = 4


class Labelled(NamedTuple):
    """A value with its name and the figures told beside its bar."""

    label: str
    value: float
    figures: str


def heading(text: str) -> Line:
    """The name of a block."""
    return Line(Content.styled(text, "$lit"))


def said(text: str, width: int) -> list[Line]:
    """Figures in words, in as many lines as they take."""
    return hang(BLANK, Content(text), width)


def beside(blocks: Sequence[Block], width: int) -> list[Line]:
    """Blocks below each other, or in two columns where there is room for them."""
    if width < _BESIDE:
        found: list[Line] = []
        for block in blocks:
            found += [*([Line(BLANK)] if found else []), *block(width)]
        return found
    room = (width - _GUTTER) // 2
    sides: tuple[list[Line], list[Line]] = ([], [])
    for block in blocks:
        lower = min(sides, key=len)
        lower += [*([Line(BLANK)] if lower else []), *block(room)]
    left, right = sides
    height = max(map(len, sides))
    rows = zip(_filled(left, height), _filled(right, height), strict=True)
    gutter = Content(" " * _GUTTER)
    return [Line(padded(one.text, room) + gutter + other.text) for one, other in rows]


def _filled(lines: list[Line], height: int) -> list[Line]:
    return lines + [Line(BLANK)] * (height - len(lines))


def bars(rows: Sequence[Labelled], width: int) -> list[Line]:
    """A row a value: its name, a bar as long as it is large, its figures."""
    names = max((len(row.label) for row in rows), default=0)
    figures = _numbers_aligned([row.figures for row in rows])
    room = max(4, min(40, width - names - max(map(len, figures), default=0) - 4))
    most = max((row.value for row in rows), default=0)
    return [
        Line(
            Content.assemble(
                padded(safe(row.label), names),
                "  ",
                (bar(row.value, most, room), "$accent"),
                "  ",
                told,
            )
        )
        for row, told in zip(rows, figures, strict=True)
    ]


def _numbers_aligned(figures: Sequence[str]) -> list[str]:
    """Figures under each other by the end of the number that each begins with."""
    ends = [len(one) - len(one.lstrip("0123456789")) for one in figures]
    widest = max(ends, default=0)
    return [
        " " * (widest - end) + one if end else one for one, end in zip(figures, ends, strict=True)
    ]


def bar(value: float, most: float, width: int) -> str:
    """A bar in eighths of a character; anything above nothing is to be seen."""
    eighths = round(value / most * width * 8) if most > 0 else 0
    eighths = max(eighths, 1) if value > 0 else 0
    full, part = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[part] if part else "")).ljust(width)


class Measured(NamedTuple):
    """A share with its interval, and the one that was wanted or foreseen, marked by `|`."""

    label: str
    share: Share
    wanted: float | None
    figures: str


def intervals(rows: Sequence[Measured], width: int) -> list[Line]:
    """A row a share, on a scale from 0 to 100 %: its interval, the share, what was wanted."""
    figures = _numbers_aligned([row.figures for row in rows])
    left = width - max(map(len, figures), default=0) - 4
    names = min(max((len(row.label) for row in rows), default=0), max(left - 8, 8))
    room = max(8, min(50, left - names))
    return [
        Line(
            Content.assemble(
                padded(safe(row.label), names),
                "  ",
                _scale(row.share, row.wanted, room),
                "  ",
                told,
            )
        )
        for row, told in zip(rows, figures, strict=True)
    ]


def _scale(share: Share, wanted: float | None, width: int) -> Content:
    def place(value: float) -> int:
        return min(int(value * width), width - 1)

    cells = ["·"] * width
    tones = ["$quiet"] * width
    if share.share is not None and share.low is not None and share.high is not None:
        for cell in range(place(share.low), place(share.high) + 1):
            cells[cell], tones[cell] = "─", "$accent"
    if wanted is not None:
        cells[place(wanted)], tones[place(wanted)] = "|", "$warn"
    if share.share is not None:
        cells[place(share.share)], tones[place(share.share)] = "●", "$lit"
    return Content.assemble(*_runs(cells, tones))


def _runs(cells: Iterable[str], tones: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Cells by runs of one tone: each is a style to be drawn, and a picture has hundreds."""
    for tone, run in groupby(zip(cells, tones, strict=True), key=itemgetter(1)):
        yield "".join(cell for cell, _ in run), tone


def of(share: Share) -> str:
    """`82 % of 420 (78-86)`, and a dash of nothing."""
    if share.share is None or share.low is None or share.high is None:
        return "–"
    return f"{percent(share.share)} of {share.of} ({share.low * 100:.0f}–{share.high * 100:.0f})"


def columns(values: Sequence[float], height: int, each: int = 1) -> list[Line]:
    """A column a value, `each` cells wide, as high as it is large; the highest fills `height`."""
    most = max(values, default=0)
    steps = [
        max(round(value / most * height * 8), 1) if value > 0 and most > 0 else 0
        for value in values
    ]
    return [
        Line(
            Content.styled(
                "".join(_STEPS[min(max(step - row * 8, 0), 8)] * each for step in steps), "$accent"
            )
        )
        for row in reversed(range(height))
    ]


def shade(value: float, most: float) -> str:
    """A character that is the darker the more there is: `·` for nothing, `█` for the most."""
    if value <= 0 or most <= 0:
        return SHADES[0]
    return SHADES[min(4, 1 + int((value - 1e-9) / most * 4))]


def year(reviews: Mapping[date, int], today: date, width: int) -> list[Line]:
    """A calendar up to today: a column a week, a row a weekday, the darker the more was done."""
    weeks = max(1, min(53, width - 5))
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(weeks))]
    most = max((reviews.get(day, 0) for day in _days(mondays, today)), default=0)
    rows = [Line(Content.styled("     " + _months(mondays), "$quiet"))]
    for weekday, name in enumerate(_WEEKDAYS):
        days = [start + timedelta(days=weekday) for start in mondays]
        cells = [shade(reviews.get(day, 0), most) if day <= today else " " for day in days]
        tones = ["$quiet" if cell == SHADES[0] else "$accent" for cell in cells]
        rows.append(Line(Content.assemble((f"{name:5}", "$quiet"), *_runs(cells, tones))))
    return [*rows, *hang(Content(" " * 5), Content.styled(_legend(most), "$quiet"), width)]


def _days(mondays: Iterable[date], today: date) -> Iterable[date]:
    days = (monday + timedelta(days=n) for monday in mondays for n in range(7))
    return (day for day in days if day <= today)


def _months(mondays: Sequence[date]) -> str:
    """The name of a month above the week it begins in, where there is room for it."""
    row = ""
    for index, monday in enumerate(mondays):
        begins = (monday + timedelta(days=6)).day <= 7
        if begins and len(row) <= index and index + 3 <= len(mondays):
            row = row.ljust(index) + f"{monday + timedelta(days=6):%b} "
    return row


def _legend(most: int) -> str:
    """What each shade stands for."""
    if not most:
        return "· none"
    parts, low = ["· none"], 1
    for step, sign in enumerate(SHADES[1:], 1):
        high = most * step // 4
        if high >= low:
            parts.append(f"{sign} {low}–{high}" if high > low else f"{sign} {high}")
            low = high + 1
    return f"{'  '.join(parts)}  reviews a day"
