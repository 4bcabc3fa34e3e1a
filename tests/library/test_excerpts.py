"""The line below a problem: safe, aligned with its column, and its caret where that is shown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.library.excerpts import excerpt, width, with_caret
from quiz.terminal_text import first_control, printable


def test_a_plain_line_is_shown_as_it_is() -> None:
    assert excerpt("a = 'café' # 中文\t.", 5) == "a = 'café' # 中文\t."


def test_what_is_far_behind_the_column_is_left_out() -> None:
    line = "x" * 100_000
    assert excerpt(line, 1) == "x" * 200
    assert excerpt(line, 500) == "x" * 600
    assert len(excerpt(line, 1000)) == 1100
    assert excerpt(line, 1001) == ""


def test_what_a_terminal_would_obey_is_replaced() -> None:
    shown = excerpt("a\x1b[31m\x00\r\x85\u202eb\u2028c\u2029d\ufeffe\ufffcf\ud800g\u2066", 3)
    assert shown == "a�[31m� ��b c d�e�f�g�"


def test_marks_piled_up_are_replaced_one_for_one() -> None:
    shown = excerpt("a" + "\u0301" * 20 + "b", 1)
    assert shown == "a" + "\u0301" * 8 + "�" * 12 + "b"
    assert excerpt("“”‘’–—…•×÷±", 1) == "“”‘’–—…•×÷±"


@given(
    line=st.text(max_size=300).map(lambda text: text.replace("\n", "")), column=st.integers(1, 300)
)
def test_the_column_counts_in_the_excerpt(line: str, column: int) -> None:
    shown = excerpt(line, column)
    assert len(shown) == min(len(line), max(200, column + 100))
    assert "\n" not in shown
    assert first_control(shown) is None
    assert printable(shown) == shown
    assert excerpt(shown, column) == shown
    kept = [(a, b) for a, b in zip(line, shown, strict=False) if b not in "� "]
    assert all(a == b for a, b in kept)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("μ", 1),
        ("中文", 4),
        ("ｱ", 1),
        ("Ａ", 2),
        ("\u200b", 0),
        ("😀", 2),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("line", "column", "shown", "below"),
    [
        ("a = 1", 5, "a = 1", "    ^"),
        ("a = 1", 1, "a = 1", "^"),
        ("a = ", 5, "a =", "    ^"),
        ("a", 9, "a", " ^"),
        ("\ta = x", 6, "    a = x", "        ^"),
        ("中 = x", 5, "中 = x", "     ^"),
        ("e\u0301 = x", 6, "e\u0301 = x", "    ^"),
        ("'a', '中文', x", 12, "'a', '中文', x", "             ^"),
    ],
)
def test_the_caret_stands_under_the_column(line: str, column: int, shown: str, below: str) -> None:
    assert with_caret(line, column, 80) == (shown, below)


@pytest.mark.parametrize("unit", ["x", "中", "e\u0301", "\t"])
@pytest.mark.parametrize("column", [1, 20, 50, 150])
def test_a_long_line_is_cut_around_the_caret(unit: str, column: int) -> None:
    line = (unit * 150)[: column - 1] + "▲" + unit * 100
    shown, below = with_caret(line, column, 40)
    assert width(shown) <= 40
    assert width(below) <= 40
    at = next(index for index in range(len(shown)) if shown[index] == "▲")
    assert width(shown[:at]) == len(below) - 1


def test_many_long_lines_take_no_time() -> None:
    line = "中" * 1100
    start = time.process_time()
    for _ in range(100):
        with_caret(line, 1000, 100)
    assert time.process_time() - start < 2
