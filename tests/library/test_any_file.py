"""Whatever a file holds: a deck or problems, each within the file, and never an exception."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.errors import ProblemsFound
from quiz.library.checking import Checked, render
from quiz.library.configuration import default_config, read_configuration
from quiz.library.finding import find_given, shipped_decks
from quiz.library.reading import read_deck_bytes
from quiz.library.shelf import entry_of

DECKS = [one.path.read_bytes() for one in find_given([shipped_decks()])]
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


def look_at(content: bytes) -> None:
    """Read the content, and hold whatever comes of it to what every problem must be."""
    reading = read_deck_bytes(content, "d.toml")
    problems = reading.problems
    assert (reading.deck is None) == any(one.is_error for one in problems)
    lines = content.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2
        assert problem.message
        assert problem.message.isprintable()
        assert len(problem.message) <= 400
        assert "\n" not in problem.excerpt
    assert [(one.line, one.column) for one in problems] == sorted(
        (one.line, one.column) for one in problems
    )
    assert entry_of(reading).usable == (reading.deck is not None)
    assert "\x1b" not in render(Checked(1, problems))


@given(content=st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes(content: bytes) -> None:
    look_at(content)


@given(text=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    look_at(text.encode("utf-8", "surrogatepass"))


@given(tokens=st.lists(st.sampled_from(TOKENS), max_size=30))
@settings(max_examples=300, deadline=None)
@example(tokens=[b"a", b"=", b"[", b"\n"])
def test_any_tokens(tokens: list[bytes]) -> None:
    look_at(b" ".join(tokens))


@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(SMALL)), st.integers(0, 12), st.sampled_from(TOKENS)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=500, deadline=None)
def test_a_deck_with_pieces_changed(changes: list[tuple[int, int, bytes]]) -> None:
    content = SMALL
    for at, removed, put in changes:
        content = content[:at] + put + content[at + removed :]
    look_at(content)


toml_values = st.recursive(
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
VALUE_LINES = [number for number, line in enumerate(SMALL.decode().split("\n")) if " = " in line]


@given(lines=st.dictionaries(st.sampled_from(VALUE_LINES), toml_values, min_size=1, max_size=3))
@settings(max_examples=250, deadline=None)
def test_a_deck_with_any_values(lines: dict[int, str]) -> None:
    deck = SMALL.decode().split("\n")
    for number, value in lines.items():
        deck[number] = f"{deck[number].partition(' = ')[0]} = {value}"
    look_at("\n".join(deck).encode())


@pytest.mark.parametrize("deck", DECKS, ids=range(len(DECKS)))
def test_the_shipped_decks_cut_off_or_with_a_line_less(deck: bytes) -> None:
    chance = random.Random(len(deck))
    lines = deck.split(b"\n")
    for _ in range(25):
        look_at(deck[: chance.randrange(len(deck))])
        at = chance.randrange(len(lines))
        look_at(b"\n".join(lines[:at] + lines[at + 1 :]))


@given(
    changes=st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 12), st.sampled_from(TOKENS)), max_size=4
    )
)
@settings(max_examples=100, deadline=None)
def test_a_configuration_with_pieces_changed(
    changes: list[tuple[int, int, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = default_config().replace("# ", "").encode()
    for at, removed, put in changes:
        content = content[:at] + put + content[at + removed :]
    path: Path = tmp_path_factory.mktemp("configuration") / "config.toml"
    path.write_bytes(content)
    with suppress(ProblemsFound):
        read_configuration(path)
