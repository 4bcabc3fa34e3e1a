"""A TOML text as its statements, with every comment and blank line kept at the one it belongs to.

What a parser gives has lost how it was written; this has it all. That the text is valid TOML is
known by then, so that tokens need be told apart and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_STRING: Final = (
    r'"{3}(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}'
    r"|'{3}(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
)
_SPACE: Final = re.compile(r"[ \t]*+")
_LINE: Final = re.compile(r"[^\n]*+")
_KEY_PART: Final = re.compile(rf"[A-Za-z0-9_-]++|{_STRING}")
_DOT: Final = re.compile(r"[ \t]*+\.[ \t]*+")
_TOKEN: Final = re.compile(
    rf"(?P<text>{_STRING})|(?P<comment>\#[^\n]*+)|(?P<sign>[\[\]{{}},=])|(?P<end>\n)"
    rf"|(?P<space>[ \t]++)|(?P<bare>[^\s\[\]{{}},=\#\"']++)"
)

Token = tuple[str, str]
"""A kind (`text`, `comment`, `sign`, `end`, `space`, `bare`) and what is written."""


@dataclass(slots=True)
class Pair:
    """A key with its value; `above` are the comments and blank lines over it, "" for a blank.

    `key` has its parts as they are written, quotes and all; `value` is as it is written.
    """

    key: tuple[str, ...]
    value: str
    above: list[str] = field(default_factory=list)
    comment: str = ""


@dataclass(slots=True)
class Section:
    """What stands under a header, or above the first one, whose `header` is then empty."""

    header: tuple[str, ...] = ()
    of_list: bool = False
    above: list[str] = field(default_factory=list)
    comment: str = ""
    pairs: list[Pair] = field(default_factory=list)


@dataclass(slots=True)
class Statements:
    """A whole text; `below` are the comments and blank lines behind the last statement."""

    sections: list[Section]
    below: list[str]


def statements_of(text: str) -> Statements:
    """Take a valid TOML text apart; it has no byte-order mark, and LF alone."""
    return _Reader(text).read()


def tokens_of(value: str) -> Iterator[Token]:
    """What a value is made of; a string is one token, whatever is in it."""
    return ((found.lastgroup or "", found[0]) for found in _TOKEN.finditer(value))


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> Statements:
        sections, above = [Section()], list[str]()
        while self._at < len(self._text):
            self._take(_SPACE)
            match self._text[self._at : self._at + 1]:
                case "\n":
                    above.append("")
                case "#":
                    above.append(self._take(_LINE).rstrip())
                case "[":
                    sections.append(self._section(above))
                    above = []
                case "":
                    break
                case _:
                    sections[-1].pairs.append(self._pair(above))
                    above = []
            self._at += 1  # the end of the line
        return Statements(sections, above)

    def _section(self, above: list[str]) -> Section:
        of_list = self._text.startswith("[[", self._at)
        self._at += 1 + of_list
        key = self._key()
        self._at += 1 + of_list
        return Section(key, of_list, above, self._comment())

    def _pair(self, above: list[str]) -> Pair:
        key = self._key()
        self._at += 1  # the sign =
        self._take(_SPACE)
        return Pair(key, self._value(), above, self._comment())

    def _key(self) -> tuple[str, ...]:
        """The parts of a dotted key; the cursor ends behind it and the spaces there."""
        self._take(_SPACE)
        parts = [self._take(_KEY_PART)]
        while self._take(_DOT):
            parts.append(self._take(_KEY_PART))
        self._take(_SPACE)
        return tuple(parts)

    def _value(self) -> str:
        start, depth = self._at, 0
        while found := _TOKEN.match(self._text, self._at):
            written = found[0]
            if depth == 0 and (written == "\n" or found.lastgroup == "comment"):
                break
            if found.lastgroup == "sign":
                depth += (written in "[{") - (written in "]}")
            self._at = found.end()
        return self._text[start : self._at].rstrip()

    def _comment(self) -> str:
        self._take(_SPACE)
        return self._take(_LINE).rstrip()

    def _take(self, token: re.Pattern[str]) -> str:
        found = token.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]
