"""What can be told of texts by their letters and digits alone, without reading them.

Neither Markdown nor normalising changes the letters and digits of a text, but for case and accents;
all else that they do is to take signs away. So nearly all texts are told apart by these. Where it
may be otherwise (a link, an entity, another alphabet) nothing is told, and the text is to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters, digits
from unicodedata import normalize

from quiz.markdown import MARKS

_TOLD = (ascii_letters + digits).encode()
# Of UTF-8: how an accent begins that follows its letter, and how every other sign beyond ASCII
# does; what continues a sign says nothing by itself.
_ACCENT = b"\xcc"
_BEYOND = bytes(set(range(0xC0, 0x100)) - {*_ACCENT})
_CONTINUING = bytes(range(0x80, 0xC0))
_SIGNS = bytes(set(range(0x80)) - {*_TOLD})


def _lower_case(others: bytes, turned_into: bytes) -> bytes:
    """A table for `bytes.translate`: letters in lower case, and one sign in place of others."""
    signs = turned_into * len(others)
    return bytes.maketrans(ascii_letters.encode() + others, ascii_letters.lower().encode() + signs)


# Texts, one a line: without the signs between letters, and with a line too many for a doubt.
_LINES = _lower_case(MARKS.encode() + _BEYOND, b"\n")
_BETWEEN = bytes({*_SIGNS} - {*MARKS.encode()}) + _ACCENT + _CONTINUING

# A text of Markdown: without the marks that may stand within a word, a new line for a doubt.
_MARKDOWN = _lower_case(b"[<&\n" + _BEYOND, b"\n")
_WITHIN = b"*_`\\~#" + _ACCENT + _CONTINUING

_WORDS = _lower_case(_SIGNS + _BEYOND + _ACCENT + _CONTINUING, b" ")
_LOWER = _lower_case(b"", b"")


def surely_differ(texts: Sequence[str]) -> bool:
    """Whether no two texts read alike; nothing is said where this is False."""
    lines = _encoded("\n".join(texts)).translate(_LINES, _BETWEEN).split(b"\n")
    return len(set(lines)) == len(lines) == len(texts)


def surely_lacks(markdown: str, words: str) -> bool:
    """Whether Markdown, once read, is without these words in a row; False says nothing.

    `words` are plain text. Of several lines nothing is told: a list in them is numbered anew.
    """
    said = _encoded(markdown).translate(_MARKDOWN, _WITHIN)
    if b"\n" in said:
        return False
    # Nearly always the first one tells: a loop is quicker here than `any` of all.
    for word in _encoded(words).translate(_WORDS).split():
        if word not in said:
            return True
    if not words.isascii():
        return False
    # All of them are there; are they in a row, whatever stands between?
    return words.encode().translate(_LOWER, _SIGNS) not in said.translate(None, _SIGNS)


def _encoded(text: str) -> bytes:
    if text.isascii():  # as most are, and quicker
        return text.encode()
    # Letters and accents apart, and the one sign beyond them that is usual.
    return normalize("NFD", text.replace("’", "'")).encode("utf-8", "surrogatepass")
