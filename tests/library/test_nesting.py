"""The guard against deep nesting: right on what it lets through, and on where it stops."""

from __future__ import annotations

import sys
import time

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.library.nesting import DEEPEST, long_number, statement_at, too_deep


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return "a = " + opening * depth + closing * depth


@pytest.mark.parametrize(
    ("deep", "at"),
    [
        (nested(DEEPEST + 1), 4 + DEEPEST),
        (nested(5000), 4 + DEEPEST),
        (nested(DEEPEST + 1, "{a=", "}"), 4 + 3 * DEEPEST),
        (nested(60, "[{a=", "}]"), 4 + 4 * 50),
        ("a = " + "[" * 200_000, 4 + DEEPEST),
        ("a = " + "[\n" * 200, 4 + 2 * DEEPEST),
        # A closing bracket in a string or a comment closes nothing.
        ("a = " + '["]",' * 101, 4 + 5 * DEEPEST),
        ("a = " + "[']'," * 101, 4 + 5 * DEEPEST),
        ("a = " + '["""]"""",' * 101, 4 + 10 * DEEPEST),
        ("a = " + '["""]""",' * 101, 4 + 9 * DEEPEST),
        ("a = " + "['''\n]''',\n" * 101, 4 + 11 * DEEPEST),
        ("a = " + r'["\"]",' * 101, 4 + 7 * DEEPEST),
        ("a = " + "[ # ]\n" * 101, 4 + 6 * DEEPEST),
        # Keys.
        ("a." * DEEPEST + "a = 1", 2 * DEEPEST - 1),
        ("[" + "a." * DEEPEST + "a]", 2 * DEEPEST),
        ("x = 1\n" + '"a" . ' * DEEPEST + "a = 1", 6 + 6 * DEEPEST - 2),
        ("x = { " + "a." * DEEPEST + "a = 1 }", 6 + 2 * DEEPEST - 1),
        ('"="."="' + ".a" * DEEPEST + " = 1", 7 + 2 * (DEEPEST - 2)),
    ],
    ids=range(18),
)
def test_what_is_too_deep_is_told_where_it_gets_so(deep: str, at: int | None) -> None:
    assert too_deep(deep) == at


@pytest.mark.parametrize(
    "shallow",
    [
        "",
        nested(4),
        nested(5),
        nested(DEEPEST),
        nested(DEEPEST, "{a=", "}"),
        "a." * (DEEPEST - 1) + "a = 1",
        'a = "' + "[" * 500 + '"',
        "a = '" + "{" * 500 + "'",
        'a = """' + "\n[" * 500 + '"""',
        "a = '''" + "\n[" * 500 + "'''",
        'a = "\\"' + "[" * 500 + '"',
        "# " + "[" * 500,
        'a = "' + "." * 500 + '"',
        "# " + "." * 500,
        "x = [" + "1.5, " * 500 + "]",
        "[[a]]\n" * 500,
        "a = [[1], [2]]\n" * 500,
        'a = """x"""""\nb = [[]]',
        "a = '''x'''''\nb = [[]]",
        "]" * 500 + "[",
    ],
    ids=range(20),
)
def test_what_is_not_deep_is_let_through(shallow: str) -> None:
    assert too_deep(shallow) is None


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


STRINGS = ["''", "'['", "'''{'''", '""', '"]"', '"\\"["', '"]\\\\"']
STRINGS += ['"""]"""', '"""]""""', '"""[""]"""', '"""\n]\\"["""', '"""]\\\\"""']

values = st.recursive(
    st.sampled_from(["1", "1.5", "true", *STRINGS]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | inner.map(lambda value: f"[ # ]\n{value}]")
        | inner.map(lambda value: f"{{'[' = {value}}}")
    ),
    max_leaves=12,
)


@given(value=values, times=st.integers(0, 110))
@settings(max_examples=150)
def test_nothing_deep_is_let_through(value: str, times: int) -> None:
    text = f"a = {'[' * times}{value}{']' * times}"
    deep = depth_of(tomli.loads(text)["a"]) > DEEPEST
    assert (too_deep(text) is not None) == deep


@given(text=st.text(alphabet="[]{}\"'#\\.,= \na1", max_size=80))
@settings(max_examples=300)
def test_any_text_can_be_looked_at(text: str) -> None:
    assert too_deep(text) is None
    for offset in (0, len(text) // 2, len(text)):
        assert 0 <= statement_at(text, offset).start <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "a." * 500_000,
        '"' * 1_000_000,
        "'" * 1_000_000,
        "\\" * 1_000_000,
        "#" * 1_000_000,
        '"\\' * 500_000,
        'a = """' + '"" ' * 300_000,
        "a = 'x'.'y'\n" * 80_000,
    ],
    ids=range(9),
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    too_deep(text)
    statement_at(text, len(text))
    assert time.process_time() - start < 2


def test_a_statement_is_told_with_what_is_open_in_it() -> None:
    text = "[a]\nb = 1\n  c = [1, { d = [\n # [\n"
    statement = statement_at(text, len(text))
    assert text[statement.start :].startswith("c = ")
    assert [text[at] for at in statement.open or ()] == ["[", "{", "["]
    assert statement.string is None


def test_a_string_that_does_not_end_is_told() -> None:
    text = "a = 1\nb = 'x\nc = 2"
    assert statement_at(text, len(text)).string == text.index("'")


def test_long_numbers_are_found_outside_of_texts() -> None:
    most = sys.get_int_max_str_digits()
    long = "1" * (most + 1)
    text = f'a = "{long}" # {long}\nb = {"1_" * (most - 1)}1\nc = {long}'
    assert long_number(text, most) == text.index(f"c = {long}") + 4
    assert long_number("a = 1", most) is None
