"""What is fed to the reading of decks: bytes, pieces of TOML, and decks with wild values."""

from __future__ import annotations

import copy
import re
from typing import Any

from hypothesis import strategies as st

from quiz.library.finding import find_given, shipped_decks
from tests.hostile.wild import Writer, toml

SHIPPED = tuple(one.path.read_bytes() for one in find_given([shipped_decks()]))
SMALL = rb'''format = 1
id = "d"
title = "T"
aliases = ["e"]
[source.s]
title = "S"
authors = ["A B"]
updated = 2020-01-31
[[comparison]]
id = "c"
title = "C"
subject.a = { name = "A", short = "a" }
subject.b = { name = "B" }
[[comparison.feature]]
id = "f"
name = "F"
ask = "{subject}?"
key = true
cell.a = "x"
cell.b = { text = ["y", "z"], accept = { y = ["yy"] }, strict = true }
because = """
why"""
source = { from = "s", at = ["1", '2'], cites = ["s"] }
[[card]]
form = "cloze"
prompt = 'The {{sheath|what}} of {{nerves}}.'
accept = { nerves = ["a nerve"] }
[[card]]
form = "typed"
prompt = "How many?"
answer = 1.5
tolerance = 1
unit = "kg"
revision = 2
[[card]]
form = "match"
prompt = "p"
pairs = [["a", "b"], ["c", "d"]]
'''
TOKENS = [
    *(b"[ ] { } [[ ]] = . , # \" ' \"\"\" ''' \\ \\u \\e \n \r \r\n \0 \xff -".split(b" ")),
    *b"true false 1 -1 1.5 inf nan 2020-01-31 2020-01-31T10:00:00 10:00:00 0x1 {{ }} {} []".split(),
    *b"format id title card comparison feature cell subject source from form typed alike".split(),
    *(text.encode() for text in ("é", "\u202e", "\ufeff", "\ufffc", "\u2028", "中", "😀")),
    b"[[card]]\n",
    b"[card]\n",
    b"<<<<<<< HEAD\n",
]

any_bytes = st.binary(max_size=200)
any_text = st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
any_tokens = st.lists(st.sampled_from(TOKENS), max_size=30).map(b" ".join)

_changes = st.lists(
    st.tuples(st.integers(0, len(SMALL)), st.integers(0, 12), st.sampled_from(TOKENS)),
    min_size=1,
    max_size=4,
)


def changed(content: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """The content with pieces of it replaced by tokens."""
    for at, removed, put in changes:
        content = content[:at] + put + content[at + removed :]
    return content


pieces_changed = _changes.map(lambda changes: changed(SMALL, changes))

_values = st.recursive(
    st.sampled_from(["1", "true", '"x"', "'{{x}}'", "1.5", "2020-01-31", "10:00:00", "inf", '""']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["text", "list", "table", "from", "at", "a", "name", '""', "accept"]),
            inner,
            max_size=3,
        ).map(lambda table: f"{{{', '.join(f'{key} = {value}' for key, value in table.items())}}}")
    ),
    max_leaves=6,
)
_LINES = SMALL.decode().split("\n")
_VALUE_LINES = [number for number, line in enumerate(_LINES) if " = " in line]


def _with_values(values: dict[int, str]) -> bytes:
    lines = list(_LINES)
    for number, value in values.items():
        lines[number] = f"{lines[number].partition(' = ')[0]} = {value}"
    return "\n".join(lines).encode()


values_changed = st.dictionaries(
    st.sampled_from(_VALUE_LINES), _values, min_size=1, max_size=3
).map(_with_values)

shipped_cut = st.sampled_from(SHIPPED).flatmap(
    lambda deck: st.integers(0, len(deck)).map(lambda at: deck[:at])
)


@st.composite
def shipped_with_a_line_less(draw: st.DrawFn) -> bytes:
    """A shipped deck, of which a line was lost."""
    lines = draw(st.sampled_from(SHIPPED)).split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    return b"\n".join(lines[:at] + lines[at + 1 :])


# Decks of every field, which mostly are sound.

ODD_TEXTS = (
    "[bold]b[/] [@click=app.quit]q[/] \\[x]",
    "<script>alert(1)</script>&amp;<img src=x onerror=x>",
    "a\u0301" + "\u0301" * 60,
    "a" + "\u200b\u200d" * 40 + "b",
    "\u200fשלום\u200e",
    "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e007f",
    "{subject} {} {0} {x!r} %s %(x)s $x ${x}",
    "*a* **b** `c` [d](https://e) [f](javascript:g) ![h](i) ~~~ ``` \\* __x__",
    "- a\n- b\n\n1. c\n   2. d\n\n> e\n\n# f\n\n```\ng\n```\n---",
    "> " * 60 + "deep",
    "- " * 60 + "deep",
    "*" * 200,
    "[" * 200 + "]" * 200,
    "`" * 99,
    "x" * 3000,
    "word " * 400,
    "-1e400",
    "1_000",
    "½ ² ٣ 五 Ⅷ",
    "\t a \u00a0 \u3000 b",
    "=cmd|' /c x'!A1",
    "ﬁ ß İ ı ǅ",
    "\U0010ffff\ue000\ufdd0",
    "yes",
    "true",
)
_texts = (
    st.sampled_from(ODD_TEXTS)
    | st.text(max_size=30)
    | st.text("ae \u0301\u0300\u20dd\u200b\u200d\ufe0f", max_size=60)
    | st.text("*_`[]()<>&\\~#-+!| \n0123456789.ab", max_size=60)
)

_CANNOT_BE = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffc\ufeff]|[{}|]{2}"
)
"""What has no place in a deck, on one line, or in a gap."""


@st.composite
def wild_decks(draw: st.DrawFn, *, sound: bool) -> bytes:
    """Some cards, perhaps a table, with every field of theirs, their texts odd.

    Sound decks have texts that a deck may hold, no two of them alike; others have anything, and
    in some places something that is no text at all.
    """
    odd = draw(st.lists(_texts, min_size=1, max_size=6))
    odd = [_CANNOT_BE.sub("", one) for one in odd] if sound else odd
    number = 0

    def text() -> str:
        nonlocal number
        number += 1
        one = odd[number % len(odd)]
        return f"{number} {one}".strip() if sound or number % 4 else one

    data = Writer(text, plain=draw(st.booleans())).deck()
    data["card"] = draw(st.lists(st.sampled_from(data["card"]), max_size=4, unique_by=repr))
    if draw(st.integers(0, 7)):
        del data["comparison"]
    if not sound:
        for _ in range(draw(st.integers(0, 2))):
            _replace(data, draw)
    return toml(data).encode("utf-8", "surrogatepass")


_leaves = st.one_of(
    _texts,
    st.integers(),
    st.integers(-(10**300), 10**300),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.just([]),
    st.just({}),
    st.lists(_texts, max_size=4),
    st.dictionaries(_texts, _texts, max_size=3),
)


def _replace(data: dict[str, Any], draw: st.DrawFn) -> None:
    """Put something else in the place of a value, however deep it stands."""
    inner: Any = data
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        at = draw(st.sampled_from(keys))
        below = inner[at]
        if not isinstance(below, dict | list) or not below or draw(st.integers(0, 3)) == 0:
            inner[at] = copy.deepcopy(draw(_leaves))
            return
        inner = below


FAMILIES = {
    "any bytes": any_bytes,
    "any text": any_text,
    "any tokens": any_tokens,
    "pieces changed": pieces_changed,
    "values changed": values_changed,
    "shipped decks cut off": shipped_cut,
    "shipped decks with a line less": shipped_with_a_line_less(),
    "anything in every field": wild_decks(sound=False),
    "odd texts in every field": wild_decks(sound=True),
}
SHARES = {
    "any bytes": 9,
    "any text": 9,
    "any tokens": 15,
    "pieces changed": 23,
    "values changed": 18,
    "shipped decks cut off": 4,
    "shipped decks with a line less": 1,
    "anything in every field": 13,
    "odd texts in every field": 8,
}
"""How many of a hundred cases are of each family."""
