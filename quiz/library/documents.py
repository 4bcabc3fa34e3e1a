"""From the bytes of a TOML file to its data, or to the problems that stand in the way.

Nothing in a file can do harm here: what is too large, too deep, not text or not TOML is refused
with its place, and neither data nor message holds a character that a terminal would obey.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from quiz.errors import Finding, KeyPath, Problem, ProblemsFound, Severity
from quiz.library.excerpts import excerpt
from quiz.library.files import LARGEST_FILE, whole_file
from quiz.library.positions import Lines, Positions
from quiz.terminal_text import first_control, one_line

_MOST_PROBLEMS = 1000
_MOST_HEADERS, _MOST_VALUES = 500_000, 2_000_000
_LONGEST_WORD = 65_536
_LONGEST_MESSAGE = 400
_GRAVITY = (Severity.ADVICE, Severity.WARNING, Severity.ERROR)
_BYTE_ORDER_MARK = "\ufeff"
_PLAIN_BYTES = bytes({*range(0x20, 0x7F), *b"\t\n\r"})
_HALF_A_WORD = re.compile(rb"[0-9A-Za-z_+-]{%d}" % (_LONGEST_WORD // 2))
_ESCAPE = re.compile(rb"\\[uUxbfer]")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|\Z)", re.MULTILINE)
_DIRECTIONS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


@dataclass(frozen=True)
class Document:
    """A TOML file whose data was read: its text, without byte-order mark and with LF alone."""

    path: str
    text: str

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.text)

    def problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """What was found, each at its place, in the order of the file.

        The text is searched for places only where there is something to place.
        """
        problems = [self._problem(finding) for finding in findings]
        problems.sort(key=lambda one: (one.line, one.column))
        shown, left_out = problems[:_MOST_PROBLEMS], problems[_MOST_PROBLEMS:]
        if left_out:
            worst = max((one.severity for one in left_out), key=_GRAVITY.index)
            message = f"There are at least {len(left_out)} more problems; mend those above first"
            shown.append(Problem(self.path, left_out[0].line, 1, worst, message))
        return tuple(shown)

    def refuse_deep(self) -> None:
        """Raise `quiz.errors.ProblemsFound` where the text is nested deeper than a deck can be."""
        from quiz.library.nesting import DEEPEST, too_deep

        at = too_deep(self.text)
        if at is not None:
            raise _problem_at(self.path, self.text, at, f"This is nested deeper than {DEEPEST}")

    def _problem(self, finding: Finding) -> Problem:
        found = self._positions
        place = found.of_key(finding.path) if finding.at_key else found.of_value(finding.path)
        return Problem(
            self.path,
            place.line,
            place.column,
            finding.severity,
            _shortened(finding.message),
            _shortened(finding.hint),
            excerpt(found.line(place.line), place.column),
        )


def read_document(content: bytes, path: str) -> tuple[Document, dict[str, Any]]:
    """Read the content of a TOML file, and its data.

    Raises `quiz.errors.ProblemsFound` with all that is wrong with it as text or as TOML.
    """
    document, data = parse_document(content, path)
    document.refuse_deep()
    return document, data


def parse_document(content: bytes, path: str) -> tuple[Document, dict[str, Any]]:
    """Read a file as `read_document` does, whose data may be nested too deep.

    That is to be told (`Document.refuse_deep`) before anything recurses into the data, unless
    they have a shape that has no such depth.
    """
    text = _text(content, path)
    _refuse_conflict(content, text, path)
    _refuse_crowded(content, path)
    _refuse_endless(content, text, path)
    has_escapes = b"\\" in content and _ESCAPE.search(content) is not None
    del content  # as large as the text, and of no more use
    document, data = Document(path, text), _parsed(text, path)
    if has_escapes:
        document.refuse_deep()
        _refuse_escaped_controls(data, document)
    return document, data


def _text(content: bytes, path: str) -> str:
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // (1024 * 1024)
        raise ProblemsFound((whole_file(path, f"The file is larger than {limit} MiB"),))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start, path) from None
    if text.startswith(_BYTE_ORDER_MARK):
        text = text[1:]
    if b"\r" in content:
        text = text.replace("\r\n", "\n")
    _refuse_controls(content, text, path)
    return text


def _not_utf8(content: bytes, start: int, path: str) -> ProblemsFound:
    hint = "Save it as UTF-8."
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "It looks like UTF-16: save it as UTF-8."
    elif b"\0" in content:
        hint = "It does not look like a text at all."
    before = content[:start].decode().removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")
    text = before + content[start : start + 1000].decode("utf-8", "replace")
    message = f"The file is not UTF-8: byte {content[start]:#04x} does not fit"
    return _problem_at(path, text, len(before), message, hint)


def _refuse_controls(content: bytes, text: str, path: str) -> None:
    # One that is left ends no line; bytes are searched quicker, and nearly always in vain.
    places = [text.find("\r") if b"\r" in content else -1]
    # What plain bytes leave over is little, and tells whether the text need be searched at all.
    rest = content.removeprefix(_BYTE_ORDER_MARK.encode()).translate(None, _PLAIN_BYTES)
    # With something before it, a byte-order mark at the start is seen: the one allowed is gone.
    if first_control(f" {rest.decode()}") is not None:
        places.append((first_control(f" {text}") or 0) - 1)
    places = [place for place in places if place >= 0]
    if places:
        char = text[min(places)]
        raise _problem_at(path, text, min(places), f"{_named(char)} stands here", _advice(char))


def _named(char: str) -> str:
    number = f"U+{ord(char):04X}"
    if char == "\r":
        return "A carriage return without a line feed (U+000D)"
    if char == _BYTE_ORDER_MARK:
        return f"A second byte-order mark ({number})"
    if ord(char) in _DIRECTIONS:
        return f"An invisible mark that turns the direction of text ({number})"
    if char == "\ufffc":
        return f"The sign that stands for a gap in a prompt ({number})"
    return f"A control character ({number})"


def _advice(char: str) -> str:
    match char:
        case "\r":
            return "Save the file with LF or CR LF at the ends of lines."
        case "\0":
            return "Is this a text at all? If it is, save it as UTF-8."
        case _:
            return "Take it away: terminals obey such characters, and readers are misled by them."


def _refuse_conflict(content: bytes, text: str, path: str) -> None:
    # One character is looked for much quicker than seven, and in bytes quicker still.
    if not any(sign in content and sign * 7 in content for sign in (b"<", b">")):
        return  # a row of = alone may underline a heading in a text
    marks = [found.start() for found in islice(_CONFLICT.finditer(text), _MOST_PROBLEMS)]
    if any(text[at] in "<>" for at in marks):
        hint = "Keep one of the two versions, and take the marks away."
        raise _problems_at(path, text, marks, "A conflict mark of git is left here", hint)


def _refuse_crowded(content: bytes, path: str) -> None:
    """Refuse what no deck has: tables take the parser long, and each value has its place kept.

    A deck that fills the largest file with the shortest of cards stays far below.
    """
    if len(content) < _MOST_HEADERS:
        return
    values = content.count(b",") + content.count(b"=")
    brackets = content.count(b"[")  # soon counted, and hardly ever too many to be headers
    crowded = brackets > _MOST_HEADERS and content.count(b"\n[") > _MOST_HEADERS
    if crowded or values > _MOST_VALUES:
        hint = "Split it into several."
        message = "There are more tables and values here than a deck can hold"
        raise ProblemsFound((whole_file(path, message, hint),))


def _refuse_endless(content: bytes, text: str, path: str) -> None:
    """Refuse a number, or a key, that the parser would need a gigabyte for.

    A word so long goes on from one of a few places that lie evenly, which are soon looked at.
    """
    half = _LONGEST_WORD // 2
    if not any(_HALF_A_WORD.match(content, at) for at in range(0, len(content), half)):
        return
    from quiz.library.nesting import long_word

    at = long_word(text, _LONGEST_WORD)
    if at is not None:
        raise _problem_at(path, text, at, "This is too long for a number or a key")


def _parsed(text: str, path: str) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unparsed(error, text, path) from None


def _unparsed(error: Exception, text: str, path: str) -> ProblemsFound:
    """Why a text could not be parsed; that it is nested too deep goes before all else."""
    import tomli

    from quiz.library.nesting import long_number
    from quiz.library.syntax import mistake

    Document(path, text).refuse_deep()
    if isinstance(error, tomli.TOMLDecodeError):
        found = mistake(text, error.pos, error.msg)
        return _problem_at(path, text, found.offset, found.message, found.hint)
    if isinstance(error, RecursionError):
        return ProblemsFound((whole_file(path, "The file is nested too deep"),))
    # Python refuses to read a whole number of thousands of digits.
    at = long_number(text, sys.get_int_max_str_digits()) or 0
    return _problem_at(path, text, at, "This number has too many digits")


def _refuse_escaped_controls(data: dict[str, Any], document: Document) -> None:
    findings: list[Finding] = []
    waiting: list[tuple[KeyPath, Any]] = [((), data)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, str):
            findings += _control_in(value, at, at_key=False)
        elif isinstance(value, dict):
            for key, inner in value.items():
                findings += _control_in(key, (*at, key), at_key=True)
                waiting.append(((*at, key), inner))
        elif isinstance(value, list):
            waiting += (((*at, index), inner) for index, inner in enumerate(value))
    if findings:
        raise ProblemsFound(document.problems(findings))


def _control_in(text: str, path: KeyPath, *, at_key: bool) -> list[Finding]:
    at = first_control(text)
    if at is None:
        return []
    message = f"{_named(text[at])} is written in here"
    return [Finding(path, message, _advice(text[at]), at_key=at_key)]


def _problem_at(path: str, text: str, offset: int, message: str, hint: str = "") -> ProblemsFound:
    return _problems_at(path, text, [offset], message, hint)


def _problems_at(
    path: str, text: str, offsets: list[int], message: str, hint: str
) -> ProblemsFound:
    lines = Lines(text)
    places = [lines.place(offset) for offset in offsets]
    return ProblemsFound(
        tuple(
            Problem(
                path,
                place.line,
                place.column,
                Severity.ERROR,
                _shortened(message),
                _shortened(hint),
                excerpt(lines.line(place.line), place.column),
            )
            for place in places
        )
    )


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"
