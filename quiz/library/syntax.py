"""What the TOML parser has to say, in plain words, at the place an author would mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from quiz.library.nesting import Statement, statement_at

_LONGEST_QUOTE = 40
_FOREIGN_QUOTES = "“”„‟‘’‚‛«»‹›「」『』＂＇"
_LISTS_OF_TABLES = ("card", "comparison", "comparison.feature")
_WORD = re.compile(r"\w[\w-]*")
_BARE = re.compile(r"[^\n#,\]}\"']*")
_RAN_ON = re.compile(r"""(["'])(?:(?!\1).)*[=,\[{]\s*\1$""")
"""A text that ends in what can only stand between texts: its closing quote was forgotten."""
_TRUTHS = {"true", "false", "yes", "no", "on", "off"}
_ONE_KEY_A_LINE = "Begin a new line there; a text goes into quotes as a whole."


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a text stops being TOML, and what to do about it."""

    offset: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser stopped, and in what."""

    text: str
    offset: int
    statement: Statement
    said: str

    @property
    def rest(self) -> str:
        """What is left of the line."""
        end = self.text.find("\n", self.offset)
        return self.text[self.offset : None if end < 0 else end]

    @property
    def before(self) -> str:
        """What of the line came before."""
        return self.text[self.text.rfind("\n", 0, self.offset) + 1 : self.offset]

    @property
    def start(self) -> int:
        """Where the statement starts."""
        return self.statement.start

    def line(self, offset: int) -> int:
        """The number of a line."""
        return self.text.count("\n", 0, offset) + 1

    def here(self, message: str, hint: str = "") -> Mistake:
        """A mistake where the parser stopped."""
        return Mistake(self.offset, message, hint)


def mistake(text: str, offset: int, said: str) -> Mistake:
    """Explain that a parser stopped at an offset and what it said; `text` has no CR before LF."""
    statement = statement_at(text, offset)
    spot = _Spot(text, offset, statement, said)
    if statement.string is not None:
        return _open_string(text, statement.string)
    for words, explain in _EXPLAINED:
        if words in said:
            return explain(spot)
    return spot.here(f"This is not TOML: {said}")


def _open_string(text: str, start: int) -> Mistake:
    quote = text[start]
    if text.startswith(quote * 3, start):
        hint = f"Write `{quote * 3}` where it ends."
    else:
        hint = 'Write the closing quote; a text of several lines goes between """ and """.'
    return Mistake(start, "The text that begins here is not closed", hint)


def _open_bracket(spot: _Spot) -> Mistake:
    start = spot.statement.open[-1] if spot.statement.open else spot.start
    closing = "]" if spot.text[start] == "[" else "}"
    return Mistake(start, "What begins here is not closed", f"Write `{closing}` where it ends.")


def _value(spot: _Spot) -> Mistake:
    first, word = spot.rest[:1], _WORD.match(spot.rest)
    if first in {"", "#", ",", "]", "}"}:
        if spot.statement.open and not spot.text[spot.offset :].strip():
            return _open_bracket(spot)
        return spot.here("A value is missing here")
    if first in _FOREIGN_QUOTES:
        return spot.here(f"{first} is not a quote of TOML", 'Use straight quotes: "like this".')
    if word and not word[0][0].isdigit():
        return _bare_word(spot, word[0])
    hint = "A number has a digit on both sides of its point." if first == "." else ""
    return spot.here("This is not a value", hint or "A text goes into quotes.")


def _bare_word(spot: _Spot, word: str) -> Mistake:
    """A word without quotes, in the place of a value."""
    found = _BARE.match(spot.rest)
    shown = found[0].strip() if found else word
    alone = shown == word
    if alone and word.lower() in _TRUTHS:
        return spot.here(f"`{word}` is not a value", "Write `true` or `false`, in small letters.")
    if alone and (meant := get_close_matches(word.lower(), ("true", "false"), 1)):
        hint = f"Did you mean `{meant[0]}`? A text goes into quotes."
        return spot.here(f"`{word}` is not a value", hint)
    hint = f'Write `"{shown}"`.' if len(shown) <= _LONGEST_QUOTE else ""
    return spot.here("A text must stand in quotes", hint)


def _more_on_the_line(spot: _Spot) -> Mistake:
    before, first = spot.before.rstrip(), spot.rest[:1]
    begun = spot.line(spot.start)
    if begun != spot.line(spot.offset):
        hint = f"Is the end of what begins on line {begun} missing, so that it ends here?"
        return spot.here("This does not belong to the value before", hint)
    if first in {",", ";"}:
        return spot.here(f"A `{first}` stands behind the value", "Take it away.")
    if before.endswith(('"', "'")) and spot.rest.rstrip().endswith(before[-1]):
        hint = "Write `\\\"` for a quote within a text, or put the text between ''' and '''."
        return spot.here("A quote within the text ends it", hint)
    if before.endswith("]") and first == "]":
        return spot.here("There is one `]` too many", "Or one `[` is missing.")
    if before.endswith("]") and spot.text[spot.start] == "[":
        return spot.here("A header stands on a line of its own", "Begin a new line here.")
    return _unfinished_number(spot, before, first)


def _unfinished_number(spot: _Spot, before: str, first: str) -> Mistake:
    if re.search(r"(?<![\w.])0$", before) and first.isdigit():
        return spot.here("A number does not begin with 0", "A text goes into quotes.")
    if first == "-" and re.search(r"\b\d{4}$", before):
        return spot.here("This is not a date", "Write it as 2026-01-31.")
    return spot.here("This does not belong to the value before", _ONE_KEY_A_LINE)


def _equals(spot: _Spot) -> Mistake:
    name = re.split(r"[\n,{]", spot.text[: spot.offset])[-1].strip()
    if spot.rest.startswith(":"):
        return spot.here("A key is followed by `=`, not by a colon", f"Write `{name} = ...`.")
    if not spot.rest.strip():
        return spot.here(f"`{name}` has no value", f"Write `{name} = ...`.")
    hint = 'A text of several lines goes between """ and """; a key of several words into quotes.'
    return spot.here(f"`=` is missing behind the key `{name}`", hint)


def _statement(spot: _Spot) -> Mistake:
    first = spot.rest[:1]
    if spot.rest.startswith("======="):
        return spot.here("A conflict mark of git is left here", "Keep one of the two versions.")
    if first == "=":
        return spot.here("A key is missing before the `=`")
    if first in _FOREIGN_QUOTES:
        return spot.here(f"{first} is not a quote of TOML", 'Use straight quotes: "like this".')
    if first.isalpha():
        return spot.here("A key of other letters than a-z must stand in quotes")
    hint = 'A comment begins with #; a text of several lines goes between """ and """.'
    return spot.here("This is neither a key nor a [header]", hint)


def _key(spot: _Spot) -> Mistake:
    if spot.statement.open and not spot.text[spot.offset :].strip():
        return _open_bracket(spot)
    return spot.here("A key is missing here", "One of other letters than a-z goes into quotes.")


def _again(spot: _Spot) -> Mistake:
    """A key or a table that is there already; the parser stops behind it, and so may be far on."""
    written = spot.text[spot.start : spot.offset]
    if not written.startswith("["):
        name = written.partition("=")[0].strip()
        return Mistake(spot.start, f"`{name}` is set a second time", "Take one of the two away.")
    name = written.strip("[ \t")
    if name in _LISTS_OF_TABLES:
        hint = f"Write `[[{name}]]`, in double brackets, each time."
        return Mistake(spot.start, f"`{name}` is a list of tables", hint)
    hint = "Put all of it under one header."
    return Mistake(spot.start, f"The table `{name}` is set a second time", hint)


def _inline_again(spot: _Spot) -> Mistake:
    name = spot.said.partition("'")[2].rpartition("'")[0]
    written = re.compile(rf"(?:{re.escape(name)})[\"']?[ \t]*=")
    places = [found.start() for found in written.finditer(spot.text, spot.start, spot.offset)]
    message = f"`{name}` is set a second time"
    return Mistake(places[-1] if places else spot.offset, message, "Take one of the two away.")


def _closed_table(spot: _Spot) -> Mistake:
    hint = "Write all of it in one place."
    return Mistake(spot.start, "This adds to a table that was written as a whole before", hint)


def _comma(spot: _Spot) -> Mistake:
    ran_on = _RAN_ON.search(spot.before)
    if ran_on and spot.rest[:1].isalnum():
        hint = "Write the closing quote; as it is, the text goes on to the next one."
        start = spot.offset - len(spot.before) + ran_on.start()
        return Mistake(start, "The text that begins here is not closed", hint)
    start = spot.statement.open[-1] if spot.statement.open else spot.start
    same_line = spot.line(start) == spot.line(spot.offset)
    if spot.rest and (same_line or spot.rest[0] in "\"'[{"):
        return spot.here("A comma is missing before this, or a closing bracket")
    return _open_bracket(spot)


def _header(spot: _Spot) -> Mistake:
    closing = "]]" if "]]" in spot.said else "]"
    return spot.here(f"The header is not closed with `{closing}`")


def _escape(spot: _Spot) -> Mistake:
    at = spot.text.rfind("\\", 0, spot.offset)
    hint = "Write `\\\\` for a backslash, or put the text in single quotes: 'like this'."
    return Mistake(at, f"{spot.text[at : at + 2].strip()} does not stand for a character", hint)


def _no_character(spot: _Spot) -> Mistake:
    at = spot.text.rfind("\\", 0, spot.offset)
    return Mistake(at, "There is no character of that number", "")


def _date(spot: _Spot) -> Mistake:
    return spot.here("There is no such date", "A date is written as 2026-01-31.")


_EXPLAINED: tuple[tuple[str, Callable[[_Spot], Mistake]], ...] = (
    ("Invalid value", _value),
    ("Expected newline or end of document", _more_on_the_line),
    ("Expected '=' after a key", _equals),
    ("Invalid statement", _statement),
    ("Invalid initial character for a key", _key),
    ("Cannot overwrite a value", _again),
    ("Cannot declare", _again),
    ("Duplicate inline table key", _inline_again),
    ("Cannot mutate immutable namespace", _closed_table),
    ("Cannot redefine namespace", _closed_table),
    ("Unclosed array", _comma),
    ("Unclosed inline table", _comma),
    ("at the end of a table declaration", _header),
    ("at the end of an array declaration", _header),
    ("Unescaped '\\'", _escape),
    ("Invalid hex value", _escape),
    ("not a Unicode scalar value", _no_character),
    ("Invalid date", _date),
)
"""By words of the parser's message, what they mean to an author."""
