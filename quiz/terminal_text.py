"""Making text safe for a terminal: text from a deck stays text.

A terminal obeys control characters, and a reader is misled by those that turn the direction of
text around. None of them comes through here.
"""

from __future__ import annotations

import re
from unicodedata import category

_LONGEST_ZERO_WIDTH = 8

CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""Within brackets of a pattern: C0 but tab, newline and return, DEL, C1, surrogates, and what turns
the direction of text around."""
_UNSAFE = re.compile(rf"[\r{CONTROLS}]")
_FORBIDDEN = re.compile(rf"[{CONTROLS}\ufffc]|\r(?!\n)|(?!\A)\ufeff")
FLOOD = re.compile(rf"[^\w\s\x00-\x7f]{{{_LONGEST_ZERO_WIDTH + 1},}}")
"""Where characters without width may pile up, among others."""
_WRITTEN_SO = {"\u2028": "\n", "\u2029": "\n", "\ufeff": "", "\r\n": "\n"}


def printable(text: str) -> str:
    """What of a text, of one line or many, may reach a terminal.

    Control characters become U+FFFD, so that it shows that there was something. Line and
    paragraph separators and CR LF become newlines. No more than eight characters without width
    come in a row, as marks piled up cover other lines; joiners, which emoji and Persian need,
    stay.
    """
    if text.isprintable():
        # No control, separator or mark of direction is printable to Python: only floods are left.
        return text if text.isascii() else FLOOD.sub(_stemmed, text)
    for other, plain in _WRITTEN_SO.items():  # a tenth of the time of a translation
        text = text.replace(other, plain)
    text = _UNSAFE.sub("\ufffd", text)
    return text if text.isascii() else FLOOD.sub(_stemmed, text)


def _stemmed(flood: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in flood.group():
        run = run + 1 if category(char) in {"Mn", "Me", "Cf"} else 0
        if run <= _LONGEST_ZERO_WIDTH:
            kept.append(char)
    return "".join(kept)


def one_line(text: str) -> str:
    """`printable`, on one line and with single spaces, for titles, lists and messages."""
    return " ".join(printable(text).split())


def first_control(text: str) -> int | None:
    """The index of the first character that no deck may hold, for a problem that names its place.

    Besides the controls it is U+FFFC, which stands for a gap in a prompt, and a byte-order mark
    anywhere but at the start.
    """
    found = _FORBIDDEN.search(text)
    return found.start() if found else None
