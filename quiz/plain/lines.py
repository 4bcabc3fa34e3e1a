"""Lines in and lines out: what this face is made of, with no terminal in it.

All that is written is safe to show and to read aloud: text from decks without its Markdown, no
control characters, a gap as the word "blank".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quiz.markdown import plain
from quiz.shapes import GAP
from quiz.terminal_text import one_line, printable

YES, NO = ("y", "yes"), ("n", "no")

_PREFIX = ":"


@dataclass(frozen=True, slots=True)
class Command:
    """A line that begins with a colon: what is to be done, and to what."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A person at the other end of two callables.

    `read_line` gives a line, with or without its end, and None at the end of input; `write` takes
    one without its end. So tests need no terminal.
    """

    read_line: Callable[[], str | None]
    write: Callable[[str], None]

    def say(self, *texts: str) -> None:
        """Write each text on lines of its own; an empty one makes an empty line."""
        for text in texts:
            for line in printable(text).split("\n"):
                self.write(line.rstrip())

    def hear(self) -> str | Command | None:
        """The next line as text or command, None at the end of input."""
        line = self.read_line()
        return None if line is None else understood(line)

    def agrees(self, *question: str) -> bool:
        """Ask something, and whether the next line is a yes; whatever else is said is none."""
        self.say(*question)
        line = self.hear()
        return isinstance(line, str) and line.lower() in YES


def understood(line: str) -> str | Command:
    """Tell a command from text; `::` at the start is a literal colon."""
    text = line.replace("\ufeff", "").strip()
    if not text.startswith(_PREFIX):
        return text
    if text.startswith(_PREFIX * 2):
        return text[1:]
    name, _, rest = text[1:].strip().partition(" ")
    return Command(name.lower(), rest.strip())


def said(markdown: str) -> list[str]:
    """Text of a deck as lines to be read aloud, without empty ones."""
    lines = _with_gaps(plain(markdown)).split("\n")
    return [line for line in map(one_line, lines) if line]


def in_a_line(markdown: str) -> str:
    """Text of a deck on one line."""
    return one_line(_with_gaps(plain(markdown)))


def _with_gaps(text: str) -> str:
    """Say "blank" for a gap; several are counted, so that one knows which is meant."""
    first, *rest = text.split(GAP)
    for number, after in enumerate(rest, 1):
        name = "blank" if len(rest) == 1 else f"blank {number}"
        before = " " if first[-1:].isalnum() else ""
        behind = " " if after[:1].isalnum() else ""
        first = f"{first}{before}{name}{behind}{after}"
    return first
