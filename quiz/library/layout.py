"""How the statements of a deck are laid out: one style, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from quiz.library.excerpts import width
from quiz.library.statements import Pair, Section, Statements, tokens_of

_INDENT = "    "
_BEFORE_COMMENT = "  "


def text_of(statements: Statements) -> str:
    """Write all statements down; sections are parted by a blank line, and lines end in LF."""
    lines: list[str] = []
    for section in statements.sections:
        if section.header:
            lines += _above_header(section.above, first=not lines)
            lines.append(_with_comment(_header(section), section.comment))
        lines += _pairs(section.pairs)
    below = _single_blanks(statements.below)
    while below and not below[-1]:
        below.pop()
    return "".join(f"{line}\n" for line in (*lines, *below))


def _header(section: Section) -> str:
    name = ".".join(section.header)
    return f"[[{name}]]" if section.of_list else f"[{name}]"


def _above_header(above: Sequence[str], *, first: bool) -> list[str]:
    lines = _single_blanks(above)
    if first:
        return lines[1:] if lines[:1] == [""] else lines
    return lines if "" in lines else ["", *lines]


def _single_blanks(lines: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or kept[-1:] != [""]:
            kept.append(line)
    return kept


def _with_comment(line: str, comment: str) -> str:
    return f"{line}{_BEFORE_COMMENT}{comment}" if comment else line


def _pairs(pairs: Sequence[Pair]) -> Iterator[str]:
    """The lines of a section's pairs; under its header no blank line comes first."""
    for number, (pair, key) in enumerate(zip(pairs, _keys(pairs), strict=True)):
        above = _single_blanks(pair.above)
        yield from above[1:] if number == 0 and above[:1] == [""] else above
        yield _with_comment(f"{key} = {laid_out(pair.value)}", pair.comment)


def _keys(pairs: Sequence[Pair]) -> list[str]:
    """The keys; those of one table, a line each and with nothing between, get one width."""
    runs: list[tuple[int, str]] = []
    for pair in pairs:
        # Three parts would be an entry's own keys: aligned, they would not be easier to read.
        joins = len(pair.key) == 2 and "\n" not in pair.value
        goes_on = joins and runs and runs[-1][1] == pair.key[0] and not pair.above
        number = runs[-1][0] + (not goes_on) if runs else 0
        runs.append((number, pair.key[0] if joins else ""))
    keys: list[str] = []
    for _, run in groupby(zip(pairs, runs, strict=True), key=lambda one: one[1][0]):
        names = [".".join(pair.key) for pair, _ in run]
        widest = max(map(width, names))
        keys += (name + " " * (widest - width(name)) for name in names)
    return keys


# Values ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """What stands between two commas; `above` are comments and blank lines over it."""

    above: list[str] = field(default_factory=list)
    key: str = ""
    value: list[str | _Nest] = field(default_factory=list)
    comment: str = ""

    def text(self, depth: int) -> str:
        """Write it down, its value within so many broken ones."""
        parts = (part if isinstance(part, str) else part.text(depth) for part in self.value)
        return f"{self.key} = {''.join(parts)}" if self.key else "".join(parts)


@dataclass(slots=True)
class _Nest:
    """An array or an inline table, written over several lines if its author broke it."""

    opening: str
    entries: list[_Entry] = field(default_factory=list)
    entry: _Entry = field(default_factory=_Entry)
    loose: list[str] = field(default_factory=list)
    broken: bool = False
    begins_line: bool = False
    behind_comma: bool = False
    gap: bool = False

    def take(self, kind: str, written: str) -> None:
        """Read a token that stands directly in it."""
        if kind == "space":
            self.gap = True
        elif kind == "end":
            self._end_line()
        elif kind == "comment":
            self._take_comment(written.rstrip())
        elif written == ",":
            self.entries.append(self.entry)
            self.entry, self.behind_comma, self.begins_line = _Entry(), True, False
        elif written == "=":
            self.entry.key, self.entry.value = self.entry.text(0), []
        else:
            self.take_value(written)

    def take_value(self, written: str | _Nest) -> None:
        """Read a value, or a part of one: a dotted key has several, and so may a date."""
        if not self.entry.value and not self.entry.key:
            self.entry.above += self.loose
            self.loose = []
        if self.gap and self.entry.value:
            self.entry.value.append(" ")
        self.entry.value.append(written)
        self.gap = self.behind_comma = self.begins_line = False

    def _end_line(self) -> None:
        if self.begins_line:
            self.loose.append("")
        self.broken = self.begins_line = True
        self.behind_comma = self.gap = False

    def _take_comment(self, comment: str) -> None:
        """Read a comment: behind an entry on its line, or on a line of its own."""
        if self.begins_line or not (self.entry.value or self.behind_comma):
            self.loose.append(comment)
        else:
            entry = self.entry if self.entry.value else self.entries[-1]
            entry.comment = f"{entry.comment} {comment}".lstrip()
        self.begins_line = False

    def text(self, depth: int) -> str:
        """Write it down; where it is broken, with an entry on each line."""
        entries = [*self.entries, *([self.entry] if self.entry.value else [])]
        if self.broken and (entries or any(self.loose)):
            return self._lines(entries, depth)
        inner = ", ".join(entry.text(depth) for entry in entries)
        if self.opening == "[":
            return f"[{inner}]"
        return f"{{ {inner} }}" if inner else "{}"

    def _lines(self, entries: Iterable[_Entry], depth: int) -> str:
        lines: list[str] = []
        for entry in entries:
            lines += entry.above
            lines.append(_with_comment(f"{entry.text(depth + 1)},", entry.comment))
        lines = _single_blanks([*lines, *self.loose])
        inner = lines[lines[0] == "" : len(lines) - (lines[-1] == "")]
        indented = (f"{_INDENT * (depth + 1)}{line}" if line else "" for line in inner)
        closing = _INDENT * depth + _CLOSING[self.opening]
        return "\n".join([self.opening, *indented, closing])


_CLOSING = {"[": "]", "{": "}"}


def laid_out(value: str) -> str:
    """A value with the spaces and line breaks that it should have; strings stay as they are."""
    if value[:1] not in _CLOSING:
        return value
    whole = _Nest("")
    nesting = [whole]
    for kind, written in tokens_of(value):
        if kind == "sign" and written in _CLOSING:
            nesting.append(_Nest(written))
        elif kind == "sign" and written in _CLOSING.values():
            done = nesting.pop()
            nesting[-1].take_value(done)
        else:
            nesting[-1].take(kind, written)
    return whole.entry.text(0)
