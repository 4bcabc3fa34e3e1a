"""Places of keys and values, by hand for the rules and against the parser for all the rest."""

from __future__ import annotations

import re
import string
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.library.positions import KeyPath, Lines, Place, Positions

DECK = """\
format = 1
tags = ["neurology", "myelin"]

[source.article]
title = "The Similarities"
updated = 2022-12-07

[source.caro2008]
title = "..."

[[comparison]]
id = "demyelination"
subject.ms     = { name = "Multiple sclerosis", short = "MS" }
subject.fm     = { name = "Fibromyalgia" }

[[comparison.feature]]
name = "deficits"
cell.ms = "Yes"

[[comparison.feature]]
name = "lesions"
cell.fm = { text = "None", accept = ["no", 'none'] }

[[comparison]]
id = "second"

  [[ comparison . "feature" ]]
  name = "third"

[[card]]
id = "first"

[[card]]
id = "second"
"""


def paths_in(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """All key paths of what the parser returned."""
    waiting: list[tuple[KeyPath, Any]] = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        children: Any = ()
        if isinstance(value, dict):
            children = value.items()
        elif isinstance(value, list):
            children = enumerate(value)
        for part, child in children:
            yield (*path, part)
            waiting.append(((*path, part), child))


def assert_same_paths(text: str) -> None:
    found = list(Positions(text).paths())
    assert len(found) == len(set(found))
    assert set(found) == set(paths_in(tomli.loads(text.removeprefix("\ufeff"))))


# By hand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), (1, 1), (1, 1)),
        (("format",), (1, 1), (1, 10)),
        (("tags",), (2, 1), (2, 8)),
        (("tags", 0), (2, 9), (2, 9)),
        (("tags", 1), (2, 22), (2, 22)),
        (("source",), (4, 2), (4, 2)),
        (("source", "article"), (4, 9), (4, 9)),
        (("source", "article", "updated"), (6, 1), (6, 11)),
        (("source", "caro2008"), (8, 9), (8, 9)),
        (("comparison",), (11, 3), (11, 3)),
        (("comparison", 0), (11, 3), (11, 3)),
        (("comparison", 0, "subject"), (13, 1), (13, 1)),
        (("comparison", 0, "subject", "ms"), (13, 9), (13, 18)),
        (("comparison", 0, "subject", "ms", "short"), (13, 49), (13, 57)),
        (("comparison", 0, "subject", "fm"), (14, 9), (14, 18)),
        (("comparison", 0, "feature"), (16, 14), (16, 14)),
        (("comparison", 0, "feature", 0), (16, 14), (16, 14)),
        (("comparison", 0, "feature", 0, "cell"), (18, 1), (18, 1)),
        (("comparison", 0, "feature", 0, "cell", "ms"), (18, 6), (18, 11)),
        (("comparison", 0, "feature", 1), (20, 14), (20, 14)),
        (("comparison", 0, "feature", 1, "cell", "fm"), (22, 6), (22, 11)),
        (("comparison", 0, "feature", 1, "cell", "fm", "accept"), (22, 28), (22, 37)),
        (("comparison", 0, "feature", 1, "cell", "fm", "accept", 1), (22, 44), (22, 44)),
        (("comparison", 1), (24, 3), (24, 3)),
        (("comparison", 1, "feature"), (27, 19), (27, 19)),
        (("comparison", 1, "feature", 0), (27, 19), (27, 19)),
        (("comparison", 1, "feature", 0, "name"), (28, 3), (28, 10)),
        (("card", 0), (30, 3), (30, 3)),
        (("card", 1), (33, 3), (33, 3)),
        (("card", 1, "id"), (34, 1), (34, 6)),
    ],
)
def test_places_in_a_deck(path: KeyPath, key: tuple[int, int], value: tuple[int, int]) -> None:
    positions = Positions(DECK)
    assert positions.of_key(path) == Place(*key)
    assert positions.of_value(path) == Place(*value)


@pytest.mark.parametrize(
    ("path", "ancestor"),
    [
        (("nothing",), ()),
        (("nothing", 0, "at", "all"), ()),
        (("card", 1, "answer"), ("card", 1)),
        (("card", 1, "answer", 3, "text"), ("card", 1)),
        (("card", 2), ("card",)),
        (("card", -1), ("card",)),
        (("card", "0"), ("card",)),
        (("card", 0, 0), ("card", 0)),
        (("tags", 2), ("tags",)),
        (("tags", 0, "text"), ("tags", 0)),
        (("comparison", 0, "subject", "cidp"), ("comparison", 0, "subject")),
        (("comparison", 0, "subject", "ms", "x"), ("comparison", 0, "subject", "ms")),
    ],
)
def test_a_missing_path_is_placed_at_its_nearest_ancestor(path: KeyPath, ancestor: KeyPath) -> None:
    positions = Positions(DECK)
    assert positions.of_key(path) == positions.of_key(ancestor)
    assert positions.of_value(path) == positions.of_value(ancestor)


def test_a_missing_card_key_is_placed_at_that_cards_header() -> None:
    text = '[[card]]\nid = "a"\n[[card]]\nid = "b"\n\n  [[ card ]] # third\n  id = "c"\n'
    assert Positions(text).of_key(("card", 2, "answer")) == Place(6, 6)
    assert Positions(text).of_value(("card", 2, "answer")) == Place(6, 6)


@dataclass(frozen=True)
class Example:
    """A text, one of its paths, and the columns of key and value in the given line(s)."""

    text: str
    path: KeyPath
    key: tuple[int, int]
    value: tuple[int, int]


EXAMPLES = {
    "quoted key": Example('"a b" = 1', ("a b",), (1, 1), (1, 9)),
    "literal key": Example(r"'a\b' = 1", (r"a\b",), (1, 1), (1, 9)),
    "empty keys": Example("''.\"\" = 1", ("", ""), (1, 4), (1, 9)),
    "dots in a quoted key": Example('a."b.c".d = 1', ("a", "b.c", "d"), (1, 9), (1, 13)),
    "gaps around dots": Example(" a .\tb = 1", ("a", "b"), (1, 6), (1, 10)),
    "key like a number": Example("1.2 = 3", ("1", "2"), (1, 3), (1, 7)),
    "key like a word": Example("true = false", ("true",), (1, 1), (1, 8)),
    "quotes in a key": Example(r'"\"]\\" = 1', ('"]\\',), (1, 1), (1, 11)),
    "short escapes": Example(
        r'x."\b\t\n\f\r\e\"\\" = 1', ("x", '\b\t\n\f\r\x1b"\\'), (1, 3), (1, 24)
    ),
    "escapes by number": Example(
        r'"\x41\u00e9\U0001F600z" = 1', ("A\u00e9\U0001f600z",), (1, 1), (1, 27)
    ),
    "an escaped backslash, then u": Example(r'"\\u0041" = 1', (r"\u0041",), (1, 1), (1, 13)),
    "code points": Example(
        "'\U0001f600e\u0301' = '\u2028' #", ("\U0001f600e\u0301",), (1, 1), (1, 9)
    ),
    "other line ends": Example("a = '\x85\u2028'\nb = 1", ("b",), (2, 1), (2, 5)),
    "hash in a string": Example('a = ["#", "]", \'#\', 1]', ("a", 3), (1, 21), (1, 21)),
    "escaped quote": Example(r'a = ["\"]", "\\", 2]', ("a", 2), (1, 19), (1, 19)),
    "backslash in a literal": Example(r"a = ['\', 2]", ("a", 1), (1, 11), (1, 11)),
    "empty strings": Example("a = [\"\", '', 2]", ("a", 2), (1, 14), (1, 14)),
    "multi-line": Example('a = """\nb = 1 # ""\n"""\nb = 2', ("b",), (4, 1), (4, 5)),
    "empty multi-line": Example("a = [\"\"\"\"\"\", '''''', 2]", ("a", 2), (1, 22), (1, 22)),
    "five closing quotes": Example('a = ["""x""""", 2]', ("a", 1), (1, 17), (1, 17)),
    "four closing apostrophes": Example("a = ['''x'''', 2]", ("a", 1), (1, 16), (1, 16)),
    "escaped closing quotes": Example(
        'a = ["""x\\"""", """\\\\""", 2]', ("a", 2), (1, 27), (1, 27)
    ),
    "line-ending backslash": Example('a = """\\  \n\n  b"""\nb = 2', ("b",), (4, 1), (4, 5)),
    "date with a space": Example("a = [1979-05-27 07:32:00Z, 2]", ("a", 1), (1, 28), (1, 28)),
    "comments in an array": Example(
        "a = [ # ]\n  1, # 2,\n  # 3\n  4\n  , # end\n]", ("a", 1), (4, 3), (4, 3)
    ),
    "nested arrays": Example("a = [[], [[1,], [2]],]", ("a", 1, 1, 0), (1, 18), (1, 18)),
    "opening brackets": Example("a = [ {}, [ ] ]", ("a", 1), (1, 11), (1, 11)),
    "inline table": Example("a = { b = { c.d = 1 } }", ("a", "b", "c", "d"), (1, 15), (1, 19)),
    "implied in an inline table": Example("a = { b.c = 1 }", ("a", "b"), (1, 7), (1, 7)),
    "dotted twice": Example("a.b = 1\na.c = 2", ("a",), (1, 1), (1, 1)),
    "dotted again": Example("a.b = 1\na.c = 2", ("a", "c"), (2, 3), (2, 7)),
    "inline table over lines": Example(
        "a = { # }\n  b = 1, # c\n  c = 2,\n}", ("a", "c"), (3, 3), (3, 7)
    ),
    "implied by a header": Example("x = 1\n[a.b]\n[a.c]", ("a",), (2, 2), (2, 2)),
    "header after it was implied": Example("[a.b]\n[a]\nc = 1", ("a", "c"), (3, 1), (3, 5)),
    "comment after a header": Example("[ 'a' ] # [b]\nc = 1", ("a",), (1, 3), (1, 3)),
    "table in the last element": Example(
        "[[a]]\n[[a]]\n[a.b]\nc = 1", ("a", 1, "b", "c"), (4, 1), (4, 5)
    ),
    "arrays within the last element": Example(
        "[[a.b]]\n[[a.b.c]]\n[[a.b]]\n[[a.b.c]]\n[[a.b.c]]",
        ("a", "b", 1, "c", 1),
        (5, 7),
        (5, 7),
    ),
    "no newline at the end": Example("a = 1\nb = inf", ("b",), (2, 1), (2, 5)),
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_places_by_hand(example: Example, bom: str, newline: str) -> None:
    text = bom + example.text.replace("\n", newline)
    positions = Positions(text)
    assert example.path in set(positions.paths())
    assert positions.of_key(example.path) == Place(*example.key)
    assert positions.of_value(example.path) == Place(*example.value)
    assert_same_paths(text)


@pytest.mark.parametrize("text", ["", "\n", "# only\n", " \t", "\ufeff", "\ufeff# x\r\n\r\n"])
def test_a_document_without_keys(text: str) -> None:
    assert list(Positions(text).paths()) == []
    assert Positions(text).of_key(("card", 0)) == Place(1, 1)


def test_lines_come_without_their_ends() -> None:
    positions = Positions("\ufeffa = 1\r\n\n# \u2028 \x85 \x0b\r\nb = 2\n")
    assert [positions.line(number) for number in range(7)] == [
        "",
        "a = 1",
        "",
        "# \u2028 \x85 \x0b",
        "b = 2",
        "",
        "",
    ]
    assert Positions("a = 1").line(1) == "a = 1"


@given(st.text(alphabet="ab\r\n\u2028\x85\x0c\U0001f600"), st.sampled_from(["", "\ufeff"]))
def test_lines_hold_any_text(text: str, bom: str) -> None:
    lines = Lines(bom + text)
    expected = re.split(r"\r?\n", text)
    assert [lines.line(number + 1) for number in range(len(expected))] == expected
    for offset, character in enumerate(lines.text):
        place = lines.place(offset)
        assert (lines.line(place.line) + "\n")[place.column - 1] == character


NESTED = {
    "arrays": "a = " + "[" * 390 + "]" * 390,
    "inline tables": "a = " + "{ b = " * 390 + "1" + " }" * 390,
    "both": "a = " + "[{ b = " * 195 + "1" + " }]" * 195,
    "dotted keys": ".".join(["a"] * 900) + " = 1",
    "headers": "[" + ".".join(["a"] * 900) + "]\nb = 1",
    "arrays of tables": "\n".join(f"[[{'.'.join(['a'] * depth)}]]" for depth in range(1, 101)),
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_deep_nesting_needs_no_recursion(text: str) -> None:
    assert_same_paths(text)


LONG: dict[str, Callable[[int], str]] = {
    "numbers": lambda size: "a = [" + "1," * size + "]",
    "tables": lambda size: "a = [" + "{b=1}," * size + "]",
    "escapes": lambda size: '"' + r"\\" * size + '" = """' + r"\"" * size + '"""',
    "quotes": lambda size: 'a = """' + '""b' * size + '""" #' + "#" * size,
    "comments": lambda size: "a = [" + "# \n" * size + "]",
    "headers": lambda size: "[[a]]\n[a.b]\n" * size,
    "keys": lambda size: "".join(f"a.b{number} = 1\n" for number in range(size)),
    "one line": lambda size: "a = '" + "x" * size + "'",
}


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_time_grows_with_length_and_not_with_its_square(long: Callable[[int], str]) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        positions = Positions(text)
        for path in positions.paths():
            positions.of_key(path)
            positions.of_value(path)
        return time.process_time() - start

    def in_proportion() -> bool:
        short = min(seconds(long(1_000)) for _ in range(3))
        return seconds(long(20_000)) < 100 * short + 0.1  # 20 times the length; a square gives 400

    # What else the machine does makes one try slow, and not all of them.
    assert any(in_proportion() for _ in range(5))


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a = ",
        "= 1",
        "[",
        "a.",
        "a = [",
        "a = [1",
        "a = {",
        "a = { b",
        'a = "',
        'a = "\\"',
        "a = '''x''",
        '"\\U00ffffff" = 1',
        "a = ]",
    ],
)
def test_what_breaks_off_is_noticed(text: str) -> None:
    assert not accepted(text)
    with pytest.raises(ValueError, match=r"offset|chr"):
        Positions(text)


@given(st.text(alphabet="ab.=[]{}\"'\\#,\n 1u0"))
@settings(max_examples=300)
def test_any_text_ends_in_a_value_error_at_worst(text: str) -> None:
    try:
        Positions(text)
    except ValueError:
        assume(not accepted(text))


def accepted(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


# Statements thrown together: what the parser accepts of them --------------------------------------

STATEMENTS = [
    *(f"[{key}]" for key in ["a", "b", "a.b", "b.a", "a.b.c", ' "a" . b ', "c.'a'.b"]),
    *(f"[[{key}]]" for key in ["a", "b", "a.b", "b.a", "a.b.c", " 'b' ", "c.a"]),
    *(f"{key} = 1" for key in ["a", "b", "c", "a.b", "b.a", "a.c", "a.b.c", "c.b.a", "''"]),
    "a = [{ b = 1 }, { c.a = [] }]",
    "b = { a.b = 1, a.c = [[{}]] }",
    "c.a = [[1], [], [2, [3]]]",
    'a.a = """\n[a]\n"""',
    "b.b = 1979-05-27 07:32:00",
    "# [c]",
    "",
]


@given(st.lists(st.sampled_from(STATEMENTS), max_size=25))
@settings(max_examples=300)
def test_paths_are_the_parsers_for_any_order_of_statements(statements: list[str]) -> None:
    text = ""
    for statement in statements:
        if accepted(f"{text}{statement}\n"):
            text += f"{statement}\n"
    assert_same_paths(text)


# Whole documents, written token by token, so that every place is known ----------------------------


@dataclass
class Page:
    """A document while it is written: its text, and where each path was first put down."""

    draw: st.DrawFn
    text: str = ""
    keys: dict[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    values: dict[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    spelled: dict[KeyPath, str] = field(default_factory=dict[KeyPath, str])
    tokens: dict[KeyPath, str] = field(default_factory=dict[KeyPath, str])
    named_at: int = 0

    def put(self, text: str) -> None:
        self.text += text

    def gap(self) -> None:
        self.put(self.draw(st.sampled_from(["", " ", "\t", "  "])))

    def lines(self) -> None:
        """Room within brackets, where newlines and comments may stand."""
        self.put(
            self.draw(st.sampled_from(["", " ", "\n", "\n\t", " # ], } '\" = \u2028\n ", "\n\n"]))
        )

    def end(self) -> None:
        """The end of a statement."""
        self.put(
            self.draw(st.sampled_from(["\n", " \n", "\n\n", " # [x] = '\"\n", "#\n", "\n \n\t"]))
        )

    def name(self, path: KeyPath) -> None:
        """Writes the last part of `path` as a key; first come, first noted."""
        spelled = self.draw(spellings(str(path[-1])))
        if path not in self.keys:
            self.keys[path] = self.values[path] = len(self.text)
            self.spelled[path] = spelled
        self.put(spelled)

    def dotted(self, base: KeyPath, parts: Sequence[str | int]) -> None:
        """Writes a dotted key, where numbers stand for the last element so far, or a new one."""
        path = base
        for part in parts:
            path = (*path, part)
            if isinstance(part, int):
                self.keys.setdefault(path, self.named_at)
                self.values.setdefault(path, self.named_at)
                continue
            if path != (*base, parts[0]):
                self.gap()
                self.put(".")
                self.gap()
            self.named_at = len(self.text)
            self.name(path)


BARE = frozenset(string.ascii_letters + string.digits + "-_")
SHORT = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", "\x1b": "e", '"': '"', "\\": "\\"}


def is_control(character: str) -> bool:
    return (character < " " and character != "\t") or character == "\x7f"


@st.composite
def spellings(draw: st.DrawFn, key: str) -> str:
    """One of the ways to write `key`: bare, literal, or basic with escapes."""
    ways = ["basic"]
    if key and BARE.issuperset(key):
        ways.append("bare")
    if "'" not in key and not any(map(is_control, key)):
        ways.append("literal")
    way = draw(st.sampled_from(ways[::-1]))
    if way == "bare":
        return key
    if way == "literal":
        return f"'{key}'"
    return '"' + "".join(draw(escapes(character)) for character in key) + '"'


def escapes(character: str) -> st.SearchStrategy[str]:
    """The ways to write one character within a basic string."""
    code = ord(character)
    ways = [f"\\U{code:08X}"]
    if code <= 0xFFFF:
        ways.append(f"\\u{code:04x}")
    if code <= 0xFF:
        ways.append(f"\\x{code:02x}")
    if character in SHORT:
        ways.append("\\" + SHORT[character])
    if character not in '"\\' and not is_control(character):
        ways.append(character)
    return st.sampled_from(ways[::-1])


NAMES = st.one_of(
    st.sampled_from(["a", "b", "c", "ms", "1", "0", "true", "-_"]),
    st.sampled_from(
        [
            "",
            " ",
            "#",
            "a.b",
            r"\t",
            r"\u0041",
            "\x1b",
            "=",
            "]",
            '"',
            "'",
            "\\",
            "\n",
            "\r\n",
            "\t",
            "\x85x",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)

NUMBERS = st.one_of(
    st.integers().map(str),
    st.floats(allow_nan=False).map(str),
    st.datetimes().map(lambda moment: moment.isoformat(" ")),
    st.times().map(lambda moment: moment.isoformat()),
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(
        [
            *(
                "true",
                "false",
                "inf",
                "-inf",
                "+nan",
                "0xdead_BEEF",
                "0o17",
                "0b1",
                "1_000",
                "+1e-6",
            ),
            *("1979-05-27T07:32:00.5-07:00", "1979-05-27 07:32Z", "1979-05-27t07:32:00z", "07:32"),
        ]
    ),
)


def pieces(*choices: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(choices), max_size=5).map("".join)


STRINGS = st.one_of(
    pieces(
        "a", "#", "[", "]", "}", "=", ",", "'", "'''", "\t", r"\"", r"\\", r"\u00e9", "\u2028"
    ).map('"{}"'.format),
    pieces("a", "#", "[", "]", "}", "=", ",", '"', '"""', "\\", "\t", "\u2028").map("'{}'".format),
    st.builds(
        '"""{}{}"""'.format,
        pieces(
            "\n",
            '"a',
            '""#',
            "]",
            "[x]\n",
            "y = 1\n",
            "'''",
            r"\"",
            r"\\",
            "\\\n ",
            "\\ \n\n",
            r"\e",
        ),
        st.sampled_from(["", '"', '""']),
    ),
    st.builds(
        "'''{}{}'''".format,
        pieces("\n", "'a", "''#", "]", "[x]\n", "y = 1\n", '"""', "\\"),
        st.sampled_from(["", "'", "''"]),
    ),
)


@dataclass
class Inline:
    """An array or a table in brackets."""

    content: list[Value] | Table


@dataclass
class Sections:
    """An array of tables, each under a `[[header]]` of its own."""

    elements: list[Table]


Value = str | Inline
Table = dict[str, "Value | Sections | Table"]

VALUES: st.SearchStrategy[Value] = st.recursive(
    NUMBERS | STRINGS,
    lambda values: st.builds(
        Inline,
        st.lists(values, max_size=3)
        | st.dictionaries(
            NAMES, values | st.dictionaries(NAMES, values, min_size=1, max_size=2), max_size=3
        ),
    ),
    max_leaves=6,
)
TABLES: st.SearchStrategy[Table] = st.recursive(
    st.dictionaries(NAMES, VALUES, max_size=3),
    lambda tables: st.dictionaries(
        NAMES,
        st.one_of(VALUES, tables, st.builds(Sections, st.lists(tables, min_size=1, max_size=3))),
        max_size=4,
    ),
    max_leaves=6,
)

Block = Callable[[Page], None]


@st.composite
def merged(draw: st.DrawFn, strands: list[list[Block]]) -> list[Block]:
    """All blocks in one order, in which each strand keeps its own."""
    turns = [number for number, strand in enumerate(strands) for _ in strand]
    waiting = [iter(strand) for strand in strands]
    return [next(waiting[number]) for number in draw(st.permutations(turns))]


def write_value(page: Page, path: KeyPath, value: Value) -> None:
    page.values[path] = len(page.text)
    if isinstance(value, str):
        page.tokens[path] = value
        page.put(value)
        return
    opening, closing = "[]" if isinstance(value.content, list) else "{}"
    page.put(opening)
    page.lines()
    items: list[Block] = []
    if isinstance(value.content, list):
        items = [element(path, number, item) for number, item in enumerate(value.content)]
    else:
        items = page.draw(merged([[pair] for pair in pairs(path, (), value.content)]))
    for number, item in enumerate(items):
        item(page)
        page.lines()
        if number + 1 < len(items) or page.draw(st.booleans()):
            page.put(",")
            page.lines()
    page.put(closing)


def element(path: KeyPath, number: int, value: Value) -> Block:
    def write(page: Page) -> None:
        page.keys[*path, number] = len(page.text)
        write_value(page, (*path, number), value)

    return write


def pairs(base: KeyPath, prefix: tuple[str, ...], table: Table) -> Iterator[Block]:
    """`key = value` for each value of a table; those of tables within it by dotted keys."""
    for name, value in table.items():
        parts = (*prefix, name)
        if isinstance(value, dict):
            yield from pairs(base, parts, value)
        elif not isinstance(value, Sections):
            yield pair(base, parts, value)


def pair(base: KeyPath, parts: tuple[str, ...], value: Value) -> Block:
    def write(page: Page) -> None:
        page.dotted(base, parts)
        page.gap()
        page.put("=")
        page.gap()
        write_value(page, (*base, *parts), value)

    return write


def fits_dotted_keys(table: Table) -> bool:
    """Whether a table can be written by dotted keys alone: no sections, nothing empty."""
    return bool(table) and all(
        fits_dotted_keys(value) if isinstance(value, dict) else not isinstance(value, Sections)
        for value in table.values()
    )


def needs_no_header(table: Table) -> bool:
    """Whether headers further down imply this table: it has such, and no values of its own."""
    return bool(table) and all(isinstance(value, dict | Sections) for value in table.values())


def blocks(draw: st.DrawFn, path: KeyPath, table: Table, brackets: int) -> list[Block]:
    """The header of a table with its own pairs, and then what has headers below it."""
    own: Table = {}
    strands: list[list[Block]] = []
    for name, value in table.items():
        below = (*path, name)
        if isinstance(value, Sections):
            elements = enumerate(value.elements)
            strands.append(
                [each for i, item in elements for each in blocks(draw, (*below, i), item, 2)]
            )
        elif isinstance(value, dict) and not (fits_dotted_keys(value) and draw(st.booleans())):
            strands.append(blocks(draw, below, value, 1))
        else:
            own[name] = value
    head = [section(path, own, brackets)]
    if brackets != 1:  # the document's own pairs, or the start of an element, must come first
        return head + draw(merged(strands))
    if needs_no_header(table) and not own and draw(st.booleans()):
        return draw(merged(strands))
    return draw(merged([head, *strands]))


def section(path: KeyPath, own: Table, brackets: int) -> Block:
    def write(page: Page) -> None:
        if brackets:
            page.gap()
            page.put("[" * brackets)
            page.gap()
            page.dotted((), path)
            page.gap()
            page.put("]" * brackets)
            page.end()
        for each in page.draw(merged([[each] for each in pairs(path, (), own)])):
            page.gap()
            each(page)
            page.end()

    return write


@st.composite
def pages(draw: st.DrawFn) -> Page:
    page = Page(draw)
    for block in blocks(draw, (), draw(TABLES), 0):
        block(page)
    return page


def place(text: str, offset: int) -> Place:
    """The place of an offset, worked out by counting."""
    before = text[:offset].split("\n")
    return Place(len(before), len(before[-1]) + 1)


@given(pages(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@settings(max_examples=250)
def test_every_place_in_any_document(page: Page, newline: str, bom: str) -> None:
    text = bom + page.text.replace("\n", newline)
    positions = Positions(text)
    assert set(page.keys) == set(paths_in(tomli.loads(page.text)))  # the writer told the truth
    assert_same_paths(text)
    for path, offset in page.keys.items():
        assert positions.of_key(path) == place(page.text, offset)
    for path, offset in page.values.items():
        assert positions.of_value(path) == place(page.text, offset)


def rest(positions: Positions, place: Place, lines: int) -> str:
    """What follows a place, to the end of the document of so many lines."""
    following = [positions.line(number) for number in range(place.line, lines + 1)]
    return "\n".join(following)[place.column - 1 :]


@given(pages(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@settings(max_examples=100)
def test_what_stands_there_is_the_key_and_the_value(page: Page, newline: str, bom: str) -> None:
    positions = Positions(bom + page.text.replace("\n", newline))
    lines = page.text.count("\n") + 1
    document = tomli.loads(page.text)
    for path, spelled in page.spelled.items():
        assert rest(positions, positions.of_key(path), lines).startswith(spelled)
        assert tomli.loads(f"{spelled} = 0") == {path[-1]: 0}
    for path, token in page.tokens.items():
        assert rest(positions, positions.of_value(path), lines).startswith(token)
        value: Any = document
        for part in path:
            value = value[part]
        assert repr(tomli.loads(f"x = {token}")["x"]) == repr(value)
