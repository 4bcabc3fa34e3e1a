import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from quiz.shapes import GAP
from quiz.tui import prose
from quiz.tui.figures import bar, percent
from quiz.tui.page import Line, Page, hang, padded, safe, spread

MARKUP = "[bold red]x[/] [@click=app.quit]y[/]"


def texts(lines: list[Line]) -> list[str]:
    return [line.text.plain for line in lines]


def styles(content: Content) -> dict[str, str]:
    return {content.plain[span.start : span.end]: str(span.style) for span in content.spans}


def test_paragraphs_are_a_line_apart_and_wrapped():
    assert texts(prose.lines("one two three\n\nfour", 7, indent=1)) == [
        " one",
        " two",
        " three",
        "",
        " four",
    ]


def test_lists_hang_and_stay_together():
    shown = texts(prose.lines("- one two\n- three\n  1. four\n\n     more", 9))
    assert shown == ["• one two", "• three", "  1. four", "    more"]


def test_quotes_headings_and_code_are_told_apart():
    shown = prose.lines("# Head\n\n> said so\n\n```\ncode  here\nmore\n```", 20)
    assert texts(shown) == ["Head", "", "│ said so", "", "  code  here", "  more"]
    assert styles(shown[0].text)["Head"] == "bold"
    assert "$code" in styles(shown[4].text).values()


def test_styles_of_spans():
    shown = styles(prose.inline("**strong** *soft* `code`"))
    assert shown == {"strong": "bold", "soft": "italic", "code": "$code"}


def test_one_style_lies_under_all_others():
    assert styles(prose.inline("a **b**", "$quiet"))["a b"] == "$quiet"


def test_inline_has_no_line_breaks():
    assert prose.inline("one\n\n- two\\\nlines").plain == "one - two lines"


def test_gaps_stand_open_or_are_filled():
    text = f"The {GAP} of {GAP}."
    assert texts(prose.lines(text, 40)) == ["The _____ of _____."]
    filled = prose.lines(text, 40, gaps=[Content("one")])
    assert texts(filled) == ["The one of _____."]


@pytest.mark.parametrize("show", [prose.inline, safe])
def test_markup_is_text(show):
    shown = show(MARKUP)
    assert shown.plain == MARKUP
    assert not [span for span in shown.spans if span.style]


@given(st.text(max_size=200), st.integers(1, 40))
def test_any_text_becomes_lines_that_fit(text, width):
    for line in prose.lines(text, width + 8, indent=2):
        assert line.text.cell_length <= width + 8
        assert not [char for char in line.text.plain if ord(char) < 32 and char not in "\t"]


@given(st.text(max_size=80))
def test_any_text_is_safe_on_one_line(text):
    shown = safe(text).plain
    assert "\n" not in shown
    assert not [char for char in shown if ord(char) < 32 or 127 <= ord(char) < 160]


def test_later_lines_stand_under_the_beginning_of_the_first():
    assert texts(hang(Content("1  "), Content("one two"), 7, 4)) == ["1  one", "   two"]
    assert texts(hang(Content("1  "), Content(""), 7)) == ["1  "]


def test_two_ends_of_a_line():
    assert spread(Content("left"), Content("right"), 12).plain == "left   right"
    assert spread(Content("a long left"), Content("right"), 12).plain == "a lon… right"
    assert padded(Content("abc"), 2).plain == "a…"
    assert padded(Content("abc"), 4).plain == "abc "


def test_a_page_says_what_it_consists_of():
    with pytest.raises(NotImplementedError):
        Page().lines(10)


def test_figures():
    assert bar(1, 3, 6).plain == "██░░░░"
    assert bar(0, 0, 2).plain == "░░"
    assert bar(9, 3, 2).plain == "██"
    assert percent(0.905) == "90 %"


def test_a_tab_becomes_the_spaces_that_it_is_measured_as():
    assert prose.inline("a\tb").plain == "a b"
    (code,) = prose.lines("```\na\tb\n```", 40)
    assert code.text.plain.strip() == "a   b"
    assert code.text.cell_length == len(code.text.plain)
