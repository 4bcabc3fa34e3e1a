from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.markdown import (
    LONGEST_RUN,
    Block,
    BlockKind,
    Span,
    _parser,
    _spans,
    blocks,
    plain,
    reads_as_written,
    strong,
)
from quiz.shapes import escaped

property_test = settings(max_examples=400)
ANY_TEXT = st.text()
# What the parser looks at, so that it meets far more often than in any text.
TRICKY_TEXT = st.text("ab 1.)-+*_`~#>[](){}!<&;|=\\\n\t:/\xa0é", max_size=30)
LINES = st.text("abc 12.)-+*_`~#>(){}!<;|=:/é", max_size=30)


def kinds(markdown: str) -> list[tuple[str, str, str, int]]:
    return [(block.kind.value, block.marker, block.text, block.depth) for block in blocks(markdown)]


# A single line.


@pytest.mark.parametrize(
    "text",
    [
        "myelin",
        "C++",
        "snake_case_name",
        "2 * 3 * 4",
        "a * b",
        "C:\\path",
        "1. FC Köln",
        "1) one",
        "007. Bond",
        "0. zero",
        "10. Mai",
        "- 5",
        "+ 3",
        "* p < 0.05",
        "-",
        "> 140",
        "# 1",
        "#1",
        "---",
        "***",
        "===",
        "```py",
        "~~x~~",
        "a | b",
        "x > 5 & y < 3",
        "Arthritis & Rheumatology",
        "<b>bold</b>",
        "<!-- x -->",
        "a<br>b",
        "![alt](x.png)",
        "[note]",
        "[a]: https://example.org",
        "[text][reference]",
        "[](https://example.org)",
        "[a](javascript:x)",
        "&nbsp;",
        "**",
        "``",
        "*",
        "_",
        "\\",
        "{{gap}}",
        "$x_1$",
        "a@b.c",
        "https://example.org/a_b_c",
    ],
)
def test_a_line_without_styles_is_the_text_it_is_written_in(text):
    assert plain(text) == text
    assert kinds(text) == [("paragraph", "", text, 0)]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a *b* c", "a b c"),
        ("__b__ _i_", "b i"),
        ("*de*myelination", "demyelination"),
        ("a*b*c", "abc"),
        ("`a*b*c`", "a*b*c"),
        (r"2\*3\*4", "2*3*4"),
        (r"\_x\_ \# \\ \[", r"_x_ # \ ["),
        ("[myelin](https://example.org)", "myelin"),
        ("[a *b*](https://example.org 'title')", "a b"),
        ("<https://example.org>", "https://example.org"),
        ("&amp;&lt;&copy;&#33;", "&<©!"),
        ("  spaces at the ends  ", "spaces at the ends"),
        ("", ""),
    ],
)
def test_marks_of_a_line_are_not_read_out(markdown, text):
    assert plain(markdown) == text


def test_spans_have_styles():
    assert blocks("a *b **c*** `d` [e](https://x.org) f")[0].spans == (
        Span("a "),
        Span("b ", emphasis=True),
        Span("c", strong=True, emphasis=True),
        Span(" "),
        Span("d", code=True),
        Span(" "),
        Span("e", link="https://x.org"),
        Span(" f"),
    )


def test_an_image_is_shown_as_it_is_written():
    assert blocks("**![a b](x.png)**")[0].spans == (Span("![a b](x.png)", strong=True),)


# Several lines.


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("a\nb", [("paragraph", "", "a b", 0)]),
        ("a  \nb\\\nc", [("paragraph", "", "a\nb\nc", 0)]),
        ("a\n\n\nb", [("paragraph", "", "a", 0), ("paragraph", "", "b", 0)]),
        ("a\r\n\r\nb", [("paragraph", "", "a", 0), ("paragraph", "", "b", 0)]),
        ("# a\n\nb", [("heading", "", "a", 0), ("paragraph", "", "b", 0)]),
        ("a\n===\n\nb", [("paragraph", "", "a ===", 0), ("paragraph", "", "b", 0)]),
        ("> a\n> b\n\nc", [("quote", "", "a b", 0), ("paragraph", "", "c", 0)]),
        ("- a\n- b", [("item", "-", "a", 0), ("item", "-", "b", 0)]),
        ("+ 3\n+ 4", [("item", "+", "3", 0), ("item", "+", "4", 0)]),
        ("1. a\n1. b", [("item", "1.", "a", 0), ("item", "2.", "b", 0)]),
        ("0) a\n7) b", [("item", "0)", "a", 0), ("item", "1)", "b", 0)]),
        ("007. a\nb", [("item", "007.", "a b", 0)]),
        (
            "- a\n  1. b\n\n     c\n- d",
            [
                ("item", "-", "a", 0),
                ("item", "1.", "b", 1),
                ("item", "", "c", 1),
                ("item", "-", "d", 0),
            ],
        ),
        ("1. - a\n2. b", [("item", "1. -", "a", 1), ("item", "2.", "b", 0)]),
        ("-\n- b", [("item", "-", "", 0), ("item", "-", "b", 0)]),
        ("> - a\n\nb", [("item", "-", "a", 0), ("paragraph", "", "b", 0)]),
        ("```py\na *b*\n\nc\n```", [("code", "", "a *b*\n\nc", 0)]),
        ("- ```\n  a\n  ```", [("code", "-", "a", 0)]),
        (
            "a\n\n---\n\nb",
            [("paragraph", "", "a", 0), ("paragraph", "", "---", 0), ("paragraph", "", "b", 0)],
        ),
        ("a\n\n    b", [("paragraph", "", "a", 0), ("paragraph", "", "b", 0)]),
        ("[a]\n\n[a]: x", [("paragraph", "", "[a]", 0), ("paragraph", "", "[a]: x", 0)]),
        ("<b>\n\n</b>", [("paragraph", "", "<b>", 0), ("paragraph", "", "</b>", 0)]),
        ("```\n```", [("paragraph", "", "```\n```", 0)]),
        ("+\n+", [("item", "+", "", 0), ("item", "+", "", 0)]),
        ("&nbsp;\n\nb", [("paragraph", "", "\xa0", 0), ("paragraph", "", "b", 0)]),
        ("  a ", [("paragraph", "", "a", 0)]),
        ("\n    a\n", [("paragraph", "", "a", 0)]),
    ],
)
def test_lines_are_read_into_blocks(markdown, found):
    assert kinds(markdown) == found


def test_blocks_are_read_out_line_by_line():
    assert plain("# a\n\n- b\n  - *c*\n\nd") == "a\n- b\n- c\nd"


def test_a_block_has_its_text():
    assert Block(BlockKind.ITEM, (Span("a"), Span("b", code=True)), "-").text == "ab"


# Whatever it is.


@property_test
@given(ANY_TEXT | TRICKY_TEXT)
def test_any_text_is_markdown_and_never_vanishes(text):
    assert blocks(text)
    assert bool(plain(text)) is bool(text.strip())
    assert plain(text) == plain(text.strip())


@property_test
@given(LINES)
@example("1. a")
@example("+ a")
def test_no_letter_and_no_digit_of_a_line_is_lost(text):
    letters = [char for char in text if char.isalnum()]
    assert [char for char in plain(text) if char.isalnum()] == letters


@property_test
@given(st.lists(st.text("ab -+*>#é"), max_size=6).map("\n".join))
def test_no_letter_of_several_lines_is_lost(text):
    letters = [char for char in text if char.isalnum()]
    assert [char for char in plain(text) if char.isalnum()] == letters


@property_test
@given(ANY_TEXT | TRICKY_TEXT)
@example("C* and D*")
@example("a&amp;b")
@example("a\\")
@example("<https://x.org>")
def test_text_escaped_reads_like_the_text(text):
    text = text.replace("\x00", "")
    assert plain(escaped(text)).split() == text.split()
    assert "\n" not in plain(escaped(text))


@property_test
@given(TRICKY_TEXT.filter(str.strip))
@example("C:\\")
@example("**a** b")
@example("- a\n- b")
@example("*")
def test_bold_text_reads_like_the_text(text):
    assert plain(strong(text)) == plain(text)


@pytest.mark.parametrize("text", ["Multiple sclerosis", "C++", "HLA-B*27", "*p* < 0.05", "- 5"])
def test_what_can_be_bold_is(text):
    assert strong(text) == f"**{text}**"
    assert any(span.strong for span in blocks(strong(text))[0].spans)


@pytest.mark.parametrize("text", ["C:\\", "- a\n- b"])
def test_what_cannot_be_bold_is_left_alone(text):
    assert strong(text) == text


@pytest.mark.parametrize("mark", "*_")
def test_a_row_of_marks_is_a_line_that_was_drawn(mark):
    drawn = mark * (LONGEST_RUN + 1)
    assert plain(f"a {drawn}b{drawn}") == f"a {drawn}b{drawn}"
    assert plain(f"[a {drawn}](https://x.org)") == f"a {drawn}"
    emphasised = mark * LONGEST_RUN
    assert plain(f"{emphasised}b{emphasised}") == "b"


@property_test
@given(TRICKY_TEXT.map(lambda text: " ".join(text.split())))
def test_what_never_comes_to_the_parser_would_be_read_as_it_is_written(text):
    if reads_as_written(text):
        tokens = _parser().parseInline(text)[0].children
        assert "".join(span.text for span in _spans(tokens or ())) == text


# How long it takes.


def steps(text: str) -> int:
    """How many lines of Python are run to read a text, also within the parser."""
    count = 0

    def stepped(frame, event, argument):
        nonlocal count
        count += 1
        return stepped

    before = sys.gettrace()
    sys.settrace(stepped)
    try:
        blocks.__wrapped__(text)
    finally:
        sys.settrace(before)
    return count


MUCH = [
    "*",
    "**",
    "_",
    "*a",
    "a* ",
    "*a_ ",
    "a**b",
    "`a``",
    "[",
    "](b)",
    "[a](",
    "![a](<b",
    "[a](b '",
    "<a:",
    "&a;",
    "\\[",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n```",
    "\n  - a\n",
]


def test_brackets_within_brackets_take_no_longer_than_as_many_apart():
    within, apart = (steps(f"`a` {text}") for text in ("[" * 200 + "]" * 200, "]" * 400))
    assert within <= apart


def test_a_row_of_brackets_is_written_out():
    row = "[" * (LONGEST_RUN + 1)
    assert plain(f"{row}b](https://x.org)") == f"{row}b](https://x.org)"
    assert plain(f"{row[1:]}b](https://x.org)") == f"{row[2:]}b"


@pytest.mark.parametrize("unit", MUCH)
@pytest.mark.parametrize("beside", ["", "[", "*a*", "\n"])
def test_twice_the_text_takes_twice_the_steps(unit, beside):
    once, twice = (steps(f"{beside}{unit * count}{beside}") for count in (100, 200))
    assert twice <= 2.5 * once + 500


@settings(max_examples=60)
@given(st.text("ab *_`[](!<&;\\\n->1.", min_size=1, max_size=6))
def test_twice_of_anything_takes_twice_the_steps(unit):
    once, twice = (steps(unit * count) for count in (100, 200))
    assert twice <= 2.5 * once + 500


def test_plain_text_needs_no_parser():
    code = """
        import sys
        from quiz.markdown import plain
        assert plain("Multiple sclerosis (MS): 1. yes, 2. no - or so") and plain("> 140")
        assert "markdown_it" not in sys.modules
        assert plain("*a*") == "a" and "markdown_it" in sys.modules
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)
