"""What is not TOML is told at the place where an author would mend it, in plain words.

In the snippets ▶ stands before the character that the mistake is placed at; it is taken out first.
"""

from __future__ import annotations

import pytest
import tomli

from quiz.errors import ProblemsFound, Severity
from quiz.library.documents import read_document
from quiz.library.syntax import mistake

MISTAKES = {
    # Values.
    "a text without quotes": ("a = ▶foo bar # x", "must stand in quotes", 'Write `"foo bar"`.'),
    "one in a list": ("a = [1, ▶foo, 2]", "must stand in quotes", 'Write `"foo"`.'),
    "a long one": ("a = ▶" + "foo " * 20, "must stand in quotes", ""),
    "yes": ("a = ▶yes", "`yes` is not a value", "`true` or `false`"),
    "True": ("a = ▶True", "`True` is not a value", "`true` or `false`"),
    "a text that begins with no": ("a = ▶No Content", "must stand in quotes", '`"No Content"`'),
    "a slip in true": ("a = ▶ture", "`ture` is not a value", "Did you mean `true`?"),
    "no value": ("a = ▶\nb = 1", "A value is missing", ""),
    "no value, but a comment": ("a = ▶# x", "A value is missing", ""),
    "two commas": ("a = [1, ▶, 2]", "A value is missing", ""),
    "foreign quotes": ("a = ▶“x”", "“ is not a quote of TOML", "straight quotes"),
    "a point without a digit": ("a = ▶.5", "not a value", "digit on both sides"),
    "a sign alone": ("a = ▶+", "not a value", ""),
    "leading zero": ("a = 0▶12", "does not begin with 0", ""),
    "a number with a unit": ("a = 10▶%", "does not belong to the value", "into quotes as a whole"),
    "half a date": ("a = 2022▶-1-3", "not a date", "2026-01-31"),
    "no such date": ("a = ▶2022-02-30", "no such date", "2026-01-31"),
    "a quote in a text": ('a = "the "▶best" deck"', "quote within the text", '`\\"`'),
    "two values": ('a = "x" ▶y', "does not belong to the value", "Begin a new line"),
    "a comma behind": ('a = "x"▶,', "`,` stands behind", "Take it away."),
    "a bad escape": (r'a = "C:▶\dir"', r"\d does not stand", "single quotes"),
    "a bad escape in a long text": ('a = """\nx ▶\\ y"""', "does not stand", "single quotes"),
    "half an escape": (r'a = "▶\u12"', r"\u does not stand", "single quotes"),
    "no character": (r'a = "▶\ud800"', "no character of that number", ""),
    # What is not closed.
    "a text": ('a = ▶"x\nb = 1', "not closed", "closing quote"),
    "a text at the end": ("a = ▶'x", "not closed", "closing quote"),
    "a long text": ('a = ▶"""x\n\nb = 1\n', "not closed", 'Write `"""`'),
    "a long text in single quotes": ("a = ▶'''x\n\nb = 1\n", "not closed", "Write `'''`"),
    "a quoted key": ('▶"a = 1', "not closed", "closing quote"),
    "a long text closed by the next": (
        'a = """x\n\nb = """▶y"""',
        "does not belong to the value",
        "what begins on line 1",
    ),
    "a list": ('a = ▶["x",\n  "y"\nb = 1', "not closed", "Write `]`"),
    "a list at the end": ("a = 1\nb = ▶[1,\n", "not closed", "Write `]`"),
    "the inner list": ("a = [▶[1, 2\nb = 1", "not closed", "Write `]`"),
    "a table": ("a = ▶{ b = 1\n", "not closed", "Write `}`"),
    "a table in a list": ("a = [▶{", "not closed", "Write `}`"),
    "a header": ("[a▶\nb = 1", "header is not closed with `]`", ""),
    "a header of a list": ("[[a▶]\nb = 1", "header is not closed with `]]`", ""),
    # Commas.
    "no comma between texts": ('a = ["x" ▶"y"]', "comma is missing", ""),
    "no comma over lines": ('a = [\n  "x"\n  ▶"y"\n]', "comma is missing", ""),
    "no comma in a table": ("a = { b = 1 ▶c = 2 }", "comma is missing", ""),
    "no closing quote in a list": ('a = [▶"x, "y"]', "not closed", "goes on to the next one"),
    "no closing quote in a table": ('a = { b = ▶"x, c = ["y"] }', "not closed", "closing quote"),
    # Keys and headers.
    "a colon": ("a▶: 1", "not by a colon", "`a = ...`"),
    "a key alone": ("a▶\nb = 1", "`a` has no value", "`a = ...`"),
    "two words": ("a ▶b = 1", "missing behind the key `a`", "several words into quotes"),
    "words in a table": ("x = { b ▶c = 1 }", "missing behind the key `b`", ""),
    "no key": ("▶= 1", "key is missing before", ""),
    "no key in a table": ("a = { ▶, }", "A key is missing", ""),
    "an empty header": ("[▶]", "A key is missing", ""),
    "an accented key": ("▶ähnlich = 1", "other letters than a-z", ""),
    "a key in foreign quotes": ("▶“a” = 1", "not a quote of TOML", "straight quotes"),
    "a bullet": ("▶* a point", "neither a key", "begins with #"),
    "half of git's marks": ("a = 1\n▶=======\nb = 1", "conflict mark", "Keep one"),
    "a header with more": ("[a] ▶b = 1", "line of its own", "Begin a new line"),
    "one bracket too many": ("[a]▶]", "one `]` too many", ""),
    # Twice.
    "a key": ("a = 1\n  ▶a = '''\nx'''", "`a` is set a second time", "one of the two"),
    "a dotted key": ("a.b = 1\n▶a.b = 2", "`a.b` is set a second time", "one of the two"),
    "a key in a table": ("a = { b = 1, ▶b = 2 }", "`b` is set a second time", "one of the two"),
    "a quoted key in a table": ('a = { "b c" = 1, "▶b c" = 2 }', "`b c` is set a second", ""),
    "a table again": ("[a]\n[b]\n▶[ a ]", "table `a` is set a second time", "one header"),
    "a card in single brackets": ("[[card]]\n▶[card]", "`card` is a list", "`[[card]]`"),
    "the first card in single brackets": ("[card]\n▶[[card]]", "`card` is a list", "`[[card]]`"),
    "a table over a value": ("a = 1\n▶[a]", "table `a` is set a second time", ""),
    "more of an inline table": ("a = {}\n▶a.b = 1", "written as a whole", "in one place"),
    "more of another table": ("[a.b]\n[a]\n▶b.c = 1", "written as a whole", "in one place"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("marked", "message", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_explained_at_its_place(
    marked: str, message: str, hint: str, newline: str
) -> None:
    before, _, after = marked.partition("▶")
    text = (before + after).replace("\n", newline)
    with pytest.raises(ProblemsFound) as raised:
        read_document(("\ufeff" + text).encode(), "d.toml")
    (problem,) = raised.value.problems
    assert (problem.line, problem.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert message in problem.message
    assert hint in problem.hint
    assert problem.severity is Severity.ERROR
    assert problem.excerpt == (before + after).split("\n")[problem.line - 1]


def test_the_snippets_are_not_toml() -> None:
    for marked, _, _ in MISTAKES.values():
        with pytest.raises(tomli.TOMLDecodeError):
            tomli.loads(marked.replace("▶", ""))


def test_what_a_newer_parser_says_is_passed_on() -> None:
    found = mistake("a = 1", 2, "Something new")
    assert (found.offset, found.message) == (2, "This is not TOML: Something new")


@pytest.mark.parametrize(
    "said", ["Unclosed array", "Duplicate inline table key 'z'", "Invalid value"]
)
def test_a_parser_that_says_the_unexpected_is_borne(said: str) -> None:
    for offset in range(6):
        assert 0 <= mistake("a = 1", offset, said).offset <= 5
