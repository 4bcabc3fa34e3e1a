"""Where each key and each value of a TOML document stands in its text.

The parser gives values without their places, yet a mistake in a deck is answered with its line
and column. So once there is a mistake, the text is read a second time, for the places alone. That
the document is valid is known by then, which is what lets this reading be so much simpler than a
parser: it tells tokens apart and never judges them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

KeyPath = tuple[str | int, ...]

_BYTE_ORDER_MARK: Final = "\ufeff"
_GAP: Final = re.compile(r"[ \t\n]+|#[^\n]*")
_GAP_OR_COMMA: Final = re.compile(r"[ \t\n,]+|#[^\n]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE: Final = re.compile(r"[^,\]}#\n]+")  # a date may have a space in it
_STRING_STOP: Final = {
    '"': re.compile(r'\\.|"'),
    "'": re.compile(r"'"),
    '"""': re.compile(r'\\.|"{3,5}'),  # up to two quotes may precede the closing three
    "'''": re.compile(r"'{3,5}"),
}
_HEX: Final = "[0-9A-Fa-f]"
_ESCAPE: Final = re.compile(rf"\\(?:x({_HEX}{{2}})|u({_HEX}{{4}})|U00({_HEX}{{6}})|.)")
_SHORT_ESCAPES: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text, as editors count: both from 1, the column in code points."""

    line: int
    column: int


class Lines:
    """A text by lines, so that an offset becomes a place without counting from the start again.

    A leading byte-order mark is dropped, and each line ends in a mere newline: neither moves a
    line, nor a column within one. Offsets refer to `text`, which is the result.
    """

    def __init__(self, text: str) -> None:
        self.text: Final = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")
        self._starts: Final = array("Q", [0])
        self._starts.extend(match.end() for match in re.finditer("\n", self.text))

    def place(self, offset: int) -> Place:
        """The place of the character at `offset` in `text`."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of one line without its end; empty if there is none of that number."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]


class Positions:
    """The places of all keys and values of one document, asked for by key path.

    A path that the document lacks has the place of its nearest ancestor there: a key missing from
    a table is shown at that table. Raises `ValueError` for a text that is not TOML, if it notices.
    """

    def __init__(self, text: str) -> None:
        self._lines: Final = Lines(text)
        self._root: Final = _Scanner(self._lines.text).scan()

    def of_key(self, path: KeyPath) -> Place:
        """Where the path's last key stands first; for an element of an array, its start."""
        return self._lines.place(self._nearest(path).key)

    def of_value(self, path: KeyPath) -> Place:
        """Where the value starts; a table without braces of its own stands at its key."""
        return self._lines.place(self._nearest(path).value)

    def line(self, number: int) -> str:
        """The text of one line without its end; empty if there is none of that number."""
        return self._lines.line(number)

    def paths(self) -> Iterator[KeyPath]:
        """Every key path of the document, parents first; the document itself, `()`, is left out."""
        waiting: list[tuple[KeyPath, _Node]] = [((), self._root)]
        while waiting:
            path, node = waiting.pop()
            for part, child in node.children.items():
                yield (*path, part)
                waiting.append(((*path, part), child))

    def _nearest(self, path: KeyPath) -> _Node:
        node = self._root
        for part in path:
            child = node.children.get(part)
            if child is None:
                break
            node = child
        return node


_NO_CHILDREN: Final[dict[str | int, _Node]] = {}


class _Node:
    """One key path of the document: the offsets of its key and value, and what lies below it.

    The paths form a tree rather than a flat table of tuples, because tuples would repeat every
    ancestor. Childless nodes, by far the most, share one empty dictionary.
    """

    __slots__ = ("children", "key", "value")

    def __init__(self, offset: int) -> None:
        self.key = offset
        self.value = offset
        self.children = _NO_CHILDREN

    def child(self, part: str | int, offset: int) -> _Node:
        """The child of that name, made at `offset` unless it was named before."""
        if self.children is _NO_CHILDREN:
            self.children = {}
        found = self.children.get(part)
        if found is None:
            found = self.children[part] = _Node(offset)
        return found

    def element(self, offset: int) -> _Node:
        """A new last element of this array."""
        return self.child(len(self.children), offset)

    def table(self, name: str, offset: int) -> _Node:
        """The table that `name` leads to from here: within an array of tables, the last one."""
        found = self.child(name, offset)
        return found.children.get(len(found.children) - 1, found)  # only arrays have number keys


class _Scanner:
    """Reads a document once from start to end and notes where things are.

    Arrays and inline tables are kept on a list of open ones instead of recursed into, so that
    nesting is bounded by the document alone.
    """

    def __init__(self, text: str) -> None:
        self._text: Final = text
        self._at = 0

    def scan(self) -> _Node:
        """The tree of all key paths, under a root that stands for the document."""
        root = table = _Node(0)
        self._skip(_GAP)
        while self._at < len(self._text):
            if self._peek() == "[":
                table = self._header(root)
            else:
                self._value(self._key_of_pair(table))
            self._skip(_GAP)
        return root

    def _header(self, root: _Node) -> _Node:
        """The table that a `[header]` or `[[header]]` opens; the cursor passes its brackets."""
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        *parents, (name, offset) = self._key()
        self._at += brackets
        node = root
        for parent in parents:
            node = node.table(*parent)
        if brackets == 1:
            return node.table(name, offset)
        return node.child(name, offset).element(offset)

    def _key_of_pair(self, table: _Node) -> _Node:
        """The node of a `dotted.key =` within `table`; the cursor ends at the value."""
        *parents, (name, offset) = self._key()
        self._at += 1
        self._skip(_GAP)
        for parent in parents:
            table = table.table(*parent)
        return table.child(name, offset)

    def _key(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset; the cursor ends after gaps behind it."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip(_GAP)
            offset = self._at
            parts.append((self._key_part(), offset))
            self._skip(_GAP)
            if self._peek() != ".":
                return parts
            self._at += 1

    def _key_part(self) -> str:
        start, quote = self._at, self._peek()
        if quote not in ('"', "'"):
            return self._take(_BARE_KEY)
        self._string(quote)
        inner = self._text[start + 1 : self._at - 1]
        return inner if quote == "'" else _ESCAPE.sub(_unescaped, inner)

    def _value(self, node: _Node) -> None:
        """Notes a value and all that is in it; the cursor ends behind it."""
        nesting: list[_Node] = []
        self._enter(node, nesting)
        while nesting:
            self._skip(_GAP_OR_COMMA)
            if self._peek() in ("]", "}"):
                self._at += 1
                nesting.pop()
            elif self._text[nesting[-1].value] == "[":
                self._enter(nesting[-1].element(self._at), nesting)
            else:
                self._enter(self._key_of_pair(nesting[-1]), nesting)

    def _enter(self, node: _Node, nesting: list[_Node]) -> None:
        """Passes a scalar, or an opening bracket: then `node` is the innermost nesting."""
        node.value = self._at
        opening = self._peek()
        if opening in ("[", "{"):
            self._at += 1
            nesting.append(node)
        elif opening in ('"', "'"):
            long = self._text.startswith(opening * 3, self._at)
            self._string(opening * 3 if long else opening)
        else:
            self._take(_BARE_VALUE)

    def _string(self, quotes: str) -> None:
        """Passes a string that is opened by `quotes`."""
        for stop in _STRING_STOP[quotes].finditer(self._text, self._at + len(quotes)):
            if not stop[0].startswith("\\"):
                self._at = stop.end()
                return
        raise ValueError(f"a string at offset {self._at} is not closed")

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self, gap: re.Pattern[str]) -> None:
        while match := gap.match(self._text, self._at):
            self._at = match.end()

    def _take(self, token: re.Pattern[str]) -> str:
        match = token.match(self._text, self._at)
        if match is None:
            raise ValueError(f"no key or value at offset {self._at}")
        self._at = match.end()
        return match[0]


def _unescaped(match: re.Match[str]) -> str:
    digits: str | None = match[1] or match[2] or match[3]
    if digits:
        return chr(int(digits, 16))
    letter = match[0][1]
    return _SHORT_ESCAPES.get(letter, letter)
