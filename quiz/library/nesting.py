"""How deep a TOML text is nested, told before it is parsed: parsers recurse, and may fall.

Like `positions`, this tells tokens apart and never judges them. It is used on texts that may not
be TOML at all, and then what is told is right up to the place where the parser gives up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

DEEPEST = 100
"""Brackets within brackets, or parts of a dotted key: a deck needs a handful."""

_STRING: Final = (
    r'"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
    r'|"{3}[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+)*+"{3,5}'
    r"|'(?!'')[^'\n]*+'"
    r"|'{3}[^']*+(?:'(?!'')[^']*+)*+'{3,5}"
)
_COMMENT: Final = r"#[^\n]*+"
# Nearly every string is one of these: without a quote within, or a backslash at its end. To look
# for the quote alone is several times as quick. A string of one line that goes on over more is
# taken for one, too; it is where `_signs` and the parser give up, so what comes after is all one.
_USUAL_STRING: Final = (
    r'"(?!"")[^"]*+(?<!\\)"'
    r'|"{3}[^"]*+(?<!\\)"{3}(?!")'
)
_USUAL_DEPTH: Final = 4


@dataclass(slots=True)
class Statement:
    """Where the parser was: the statement's start, and what is open within it, innermost last.

    `string` is the start of a string that never ends, if that is what went wrong.
    """

    start: int = 0
    open: list[int] | None = None
    string: int | None = None


def too_deep(text: str) -> int | None:
    """The offset at which a text goes deeper than can be parsed safely, None if it never does."""
    if _shallow().match(text):
        return None
    depth, parts = 0, 1
    for sign, offset in _signs(text):
        match sign:
            case "[" | "{":
                depth, parts = depth + 1, 1
            case "]" | "}":
                depth = max(0, depth - 1)
            case ".":
                parts += 1
            case _:
                parts = 1
        if depth > DEEPEST or parts > DEEPEST:
            return offset
    return None


@cache
def _shallow() -> re.Pattern[str]:
    """Matches a whole text of the usual depth in one go, as nearly every deck is.

    It reads tokens just as `_signs` does and never goes back on one, so that it cannot be fooled.
    """
    few_parts = rf"\.(?!(?:[^.\n]*+\.){{{DEEPEST - 1}}})"
    token = rf"{few_parts}|{_STRING}|{_COMMENT}"
    between = r"[^\[\]{}\"'#.]*+"
    tokens = rf"{between}(?:(?:{_USUAL_STRING}|{token}){between})*+"
    for _ in range(_USUAL_DEPTH):
        tokens = rf"{between}(?:(?:{_USUAL_STRING}|[\[{{]{tokens}[\]}}]|{token}){between})*+"
    return re.compile(rf"{tokens}\Z")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"""{_STRING}|{_COMMENT}|([\[\]{{}}.,=\n"'])""")


def _signs(text: str) -> Iterator[tuple[str, int]]:
    """All signs that mean something, outside of strings and comments.

    A quote among them begins a string that does not end, and ends the reading.
    """
    for found in _sign().finditer(text):
        sign = found[1]
        if sign is not None:
            yield sign, found.start()
            if sign in "\"'":
                return


def long_number(text: str, most_digits: int) -> int | None:
    """Where the first number stands that has more digits than that."""
    token = re.compile(rf"{_STRING}|{_COMMENT}|([0-9][0-9_]{{{most_digits},}})")
    numbers = (found for found in token.finditer(text) if found[1])
    longer = (found for found in numbers if len(found[1].replace("_", "")) > most_digits)
    return next((found.start() for found in longer), None)


def long_word(text: str, most: int) -> int | None:
    """Where the first word stands, a number or a bare key, that has more characters than that."""
    token = re.compile(rf"{_STRING}|{_COMMENT}|([0-9A-Za-z_+-]{{{most},}})")
    return next((found.start() for found in token.finditer(text) if found[1]), None)


def statement_at(text: str, offset: int) -> Statement:
    """The statement that an offset lies in, seen from the start of the text."""
    statement = Statement()
    unclosed: list[int] = []
    for sign, at in _signs(text):
        if at >= offset:
            break
        match sign:
            case "[" | "{":
                unclosed.append(at)
            case "]" | "}":
                del unclosed[-1:]
            case "\n" if not unclosed:
                statement.start = at + 1
            case '"' | "'":
                statement.string = at
            case _:
                pass
    found = re.compile(r"[ \t\n]*").match(text, statement.start)
    statement.start = found.end() if found else statement.start
    statement.open = unclosed
    return statement
