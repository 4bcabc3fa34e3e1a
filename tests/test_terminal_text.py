from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.terminal_text import first_control, one_line, printable

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
TURNING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
UNSAFE = frozenset(CONTROLS + TURNING + SURROGATES + ["\u2028", "\u2029"])
ZERO_WIDTH = {"Mn", "Me", "Cf"}

TEXTS = st.text(st.characters()) | st.text(
    "ab \t\n\r\x00\x1b\x7f\x85\x9b\u202e\u2066\u2028\u2029\ufeff\ufffc\u200d\u200b\u0301é脳\ud800"
)
FLOODS = st.text("ae\u0301\u0300\u20dd\u200b\u200d\ufe0f ", max_size=60)
property_test = settings(max_examples=300)


def longest_zero_width(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ZERO_WIDTH else 0
        longest = max(longest, run)
    return longest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "two\nlines\tand a tab",
        "Ménière’s – “quoted”",
        "می\u200cخواهم",
        "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u200fשלום\u200e",
        "มัธยม क्षत्रिय",
        "gap \ufffc here",
        "[bold]not markup[/bold]",
    ],
)
def test_honest_text_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("char", CONTROLS + TURNING + SURROGATES)
def test_an_unsafe_character_is_shown_as_such(char: str) -> None:
    assert printable(f"a{char}b") == "a\ufffdb"
    assert printable(f"é{char}b") == "é\ufffdb"


def test_line_ends_become_newlines() -> None:
    assert printable("a\r\nb\u2028c\u2029d\ne") == "a\nb\nc\nd\ne"
    assert printable("a\rb") == "a\ufffdb"
    assert printable("a\r\r\nb") == "a\ufffd\nb"


def test_an_escape_sequence_is_defused() -> None:
    assert printable("\x1b[31mred\x1b]0;title\x07") == "\ufffd[31mred\ufffd]0;title\ufffd"


def test_byte_order_marks_are_dropped() -> None:
    assert printable("\ufeffa\ufeffb") == "ab"


def test_floods_of_marks_are_cut() -> None:
    assert printable("a" + "\u0301" * 8 + "b") == "a" + "\u0301" * 8 + "b"
    assert printable("a" + "\u0301" * 100 + "b") == "a" + "\u0301" * 8 + "b"
    assert printable("a" + "\u0301\u200b" * 50) == "a" + "\u0301\u200b" * 4
    assert (
        printable("“" + "\u0301" * 9 + "”" + "\u0301" * 9)
        == "“" + "\u0301" * 8 + "”" + "\u0301" * 8
    )


def test_no_zero_width_character_passes_for_a_word_or_a_space() -> None:
    chars = map(chr, range(0x80, sys.maxunicode + 1))
    zero_width = "".join(char for char in chars if unicodedata.category(char) in ZERO_WIDTH)
    assert longest_zero_width(printable("a".join(zero_width))) == 1
    assert longest_zero_width(printable(zero_width)) == 8


@property_test
@given(TEXTS | FLOODS)
@example("\r\ufeff\n")
def test_nothing_unsafe_is_left(text: str) -> None:
    safe = printable(text)
    assert UNSAFE.isdisjoint(safe)
    assert longest_zero_width(safe) <= 8
    assert printable(safe) == safe


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a\t\tb\r\n\nc\u2028d   e ") == "a b c d e"
    assert one_line("plain") == "plain"
    assert one_line("a\x00b\nc") == "a\ufffdb c"
    assert one_line(" \n ") == ""


@property_test
@given(TEXTS | FLOODS)
def test_one_line_is_one_safe_line(text: str) -> None:
    line = one_line(text)
    assert UNSAFE.isdisjoint(line)
    assert not set("\n\t") & set(line)
    assert "  " not in line
    assert line == line.strip()
    assert one_line(line) == line
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize("char", [*CONTROLS, *TURNING, *SURROGATES, "\ufffc", "\ufeff"])
def test_the_first_forbidden_character_is_found(char: str) -> None:
    assert first_control(f"é\tb\n{char}{char}") == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain\ttext\n",
        "windows\r\nline ends\r\n",
        "می\u200cخواهم 👩\u200d🔬",
        "\ufeffformat = 1",
    ],
)
def test_what_a_deck_may_hold_is_not_forbidden(text: str) -> None:
    assert first_control(text) is None


def test_a_lone_carriage_return_is_forbidden() -> None:
    assert first_control("a\r\nb\rc") == 4
    assert first_control("\r") == 0


@property_test
@given(TEXTS)
def test_what_a_deck_may_hold_is_shown_as_it_is(text: str) -> None:
    place = first_control(text)
    if place is None:
        assert "\ufffd" not in printable(text.replace("\ufffd", ""))
    else:
        assert first_control(text[:place]) is None
