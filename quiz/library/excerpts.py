"""The line that a problem stands on, as it can be shown, and how wide text is in a terminal."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

_AFTER = 100
_SHORTEST = 200
_FARTHEST_COLUMN = 1000
_LINE_ENDS = str.maketrans({"\u2028": " ", "\u2029": " ", "\r": " ", "\ufeff": "\ufffd"})
_CONTROLS = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffc]"
)
_MARKS_IN_A_ROW = re.compile(r"[^\w\s\x00-\x7f]{9,}")
_MOST_MARKS = 8
_TAB = 4


def excerpt(line: str, column: int) -> str:
    """A line as it can be shown below a problem at that column.

    It begins where the line begins and replaces character by character, so that the column still
    counts in it; only what is far behind the column is left out. A column beyond a thousand has
    no excerpt: nobody could find their way in it.
    """
    if column > _FARTHEST_COLUMN:
        return ""
    part = line[: max(_SHORTEST, column + _AFTER)]
    if part.isascii() and part.isprintable():
        return part
    part = _CONTROLS.sub("\ufffd", part.translate(_LINE_ENDS))
    return _MARKS_IN_A_ROW.sub(_thinned, part)


def _thinned(flood: re.Match[str]) -> str:
    """Marks piled up cover other lines: those too many are shown as such, one for one."""
    kept: list[str] = []
    run = 0
    for char in flood.group():
        run = run + 1 if width(char) == 0 else 0
        kept.append(char if run <= _MOST_MARKS else "\ufffd")
    return "".join(kept)


def width(text: str) -> int:
    """How many columns of a terminal a text takes; tabs are not told of here."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def with_caret(line: str, column: int, room: int) -> tuple[str, str]:
    """A line cut to `room` columns, and what goes below it: a caret under the column as displayed.

    The cut leaves the caret inside, with text before it and some behind.
    """
    line = excerpt(line, column)
    before, behind = _spread(line[: column - 1]), _spread(line[column - 1 :])
    before = _fitting(before[::-1], room - room // 3)[::-1]
    shown = before + _fitting(behind, room - width(before))
    return shown.rstrip(), " " * width(before) + "^"


def _spread(text: str) -> str:
    return text.replace("\t", " " * _TAB)


def _fitting(text: str, room: int) -> str:
    if text.isascii():
        return text[:room]
    for index, char in enumerate(text):
        room -= _columns(char)
        if room < 0:
            return text[:index]
    return text
