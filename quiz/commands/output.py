"""Writing to standard output, for people and for scripts; either may be a terminal.

So nothing that a terminal obeys is written, wherever a text is from: a deck, the name of a file, a
log that somebody else made.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quiz.terminal_text import CONTROLS, FLOOD, one_line, printable

if TYPE_CHECKING:
    from quiz.errors import Problem
    from quiz.store.copying import Contents

_UNSAFE_IN_JSON = re.compile(rf"[{CONTROLS}\u2028\u2029\ufeff]|{FLOOD.pattern}")


def iso(instant: datetime) -> str:
    """An instant for scripts: ISO 8601, in UTC, to the millisecond."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_ms(ms: int) -> str:
    """`iso`, of UTC milliseconds as the log has them."""
    from quiz.memory.study_day import from_ms

    return iso(from_ms(ms))


def moment(ms: int) -> str:
    """An instant for people, by the clock of this machine; a log may hold what is none."""
    from quiz.machine_zone import MachineZone
    from quiz.memory.study_day import from_ms
    from quiz.review import END_MS

    if not 0 <= ms < END_MS:
        return "no time that there is"
    return f"{from_ms(ms).astimezone(MachineZone()):%Y-%m-%d %H:%M}"


def held(contents: Contents) -> str:
    """What a log or a backup of it holds, in words."""
    from quiz.counting import counted

    if not contents.newest_ms:
        return "nothing yet"
    return f"{counted(contents.answers, 'answer')}, the last entry of {moment(contents.newest_ms)}"


def write_json(value: object) -> None:
    """One JSON value, indented."""
    write_text(_json(value, indent=2))


def write_json_lines(rows: Iterable[object]) -> None:
    """One JSON value a line, each written as it comes."""
    _as_data()
    for row in rows:
        sys.stdout.write(_json(row) + "\n")


def _json(value: object, indent: int | None = None) -> str:
    """JSON that people can read, too, in which what a terminal would obey is escaped."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _UNSAFE_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text)


def write_csv(head: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """A table for spreadsheets (RFC 4180, in UTF-8), each row written as it comes.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, and controls
    are replaced, which CSV has no escapes for.
    """
    import csv

    _as_data()
    writer = csv.writer(sys.stdout)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) if isinstance(value, str) else value for value in row])


def _cell(text: str) -> str:
    acts = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return printable(f"'{text}" if acts else text)


def write_text(text: str) -> None:
    """Text that is data, such as a schema: the same bytes on every platform."""
    _as_data()
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def _as_data() -> None:
    # A file name that is not UTF-8 comes as lone surrogates, which JSON has escapes for.
    _set(encoding="utf-8", errors="backslashreplace", newline="\n")


def write_lines(lines: Iterable[str]) -> None:
    """Lines for people; what their terminal has no sign for is replaced, never an error."""
    _set(errors="replace")
    for line in lines:
        sys.stdout.write(f"{printable(line)}\n")


def _set(**how: str) -> None:
    # Something else may stand in for the stream, with no encoding of its own.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**how)


def write_problems(problems: Iterable[Problem], *, decks: int = 0) -> None:
    """Problems for people, as wide as their terminal, with a line that counts them and the decks.

    Where it is not decks that were looked at, these are not counted.
    """
    from shutil import get_terminal_size

    from quiz.library.checking import Checked, render

    write_lines([render(Checked(decks, tuple(problems)), get_terminal_size().columns)])


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> list[str]:
    """Rows as columns with two spaces between; `right` has an `r` for each that is a figure."""
    cells = [[one_line(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    sides = right.ljust(len(head))
    return [
        "  ".join(
            cell.rjust(width) if side == "r" else cell.ljust(width)
            for cell, width, side in zip(row, widths, sides, strict=True)
        ).rstrip()
        for row in cells
    ]
