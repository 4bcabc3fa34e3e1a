"""What a terminal would obey or a reader be misled by, and whether any of it was sent; the net."""

from __future__ import annotations

import os
import re
import sys

from tests.hostile.ordeal import unsafe

NASTY = (
    "\x1b]0;owned\x07",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]8;;https://evil\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H\x1b[31;4242m",
    "\x1bP+q544e\x1b\\ \x1b_x\x1b\\",
    "\x9b31;4242m \x9d0;x\x9c \x85 \x7f \x00 \x08\x08",
    "\u202egnp \u2066x\u2069 \u202d",
    "a" + "\u0301" * 99,
    "b" + "\u200b\u200d" * 99,
    "[bold]b[/bold] [@click=app.quit]q[/] \\[red]",
    "\u2028 \u2029 \ufeff",
)
NASTY_NAME = "na\nme\x1b]0;owned\x07\x1b[31;4242m\u202e\x9b4242m[red]"
"""For a file: a file system takes anything but a slash and NUL."""

# What Textual draws by: cursor, colours and modes; the pointer's shape; links that were checked.
_LINK = r"\]8;(?:id=[0-9-]+)?;(?:https?://[!-~]+)?\x1b\\"
_DRAWING = re.compile(rf"\x1b(?:\[[?>=<]?[0-9;]*[ $]?[A-Za-z]|[=>78]|\]22;[a-z-]*\x07|{_LINK})")


TRIED_THE_NET = 71
_NET = ("socket.connect", "socket.bind", "socket.get", "socket.send", "urllib", "http.", "ftplib")


def forbid_the_net() -> None:
    """Let this process end at once where it asks the net for anything."""

    def heard(event: str, _: object) -> None:
        if event.startswith(_NET):
            os._exit(TRIED_THE_NET)

    sys.addaudithook(heard)


def of_lines(sent: bytes) -> set[str]:
    """What of the bytes that a command wrote by lines was no text."""
    return unsafe(re.sub("\r+\n", "\n", sent.decode()))


def of_a_screen(sent: bytes) -> set[str]:
    """What of the bytes that drew screens was neither text nor meant to draw."""
    text = sent.decode()
    drawn = {one for one in _DRAWING.findall(text) if "4242" in one}
    return drawn | unsafe(_DRAWING.sub("", text).replace("\r", ""))
