"""A table out of a spreadsheet: text with its cells parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.errors import Problem, ProblemsFound, Severity
from quiz.library.excerpts import excerpt
from quiz.library.files import whole_file
from quiz.library.positions import Lines
from quiz.terminal_text import first_control

_DELIMITERS = (",", ";", "\t")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text of a cell, empty for one that the row does not reach."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its first row apart; no cell has spaces around it, no row is empty."""

    head: SheetRow
    rows: tuple[SheetRow, ...]


def read_sheet(content: bytes, path: str) -> Sheet:
    """Read the content of a file; its delimiter is the one that gives the most even table.

    Raises `quiz.errors.ProblemsFound` where it is no text, or has no two rows of two cells.
    """
    text = _text(content, path)
    tables = [list(_rows(text, delimiter)) for delimiter in _DELIMITERS]
    rows = max(tables, key=_evenness)
    if len(rows) < 2 or len(rows[0].cells) < 2:
        message = "There is no table in this file"
        hint = "Its first row names the columns; cells are parted by commas, semicolons or tabs."
        raise ProblemsFound((whole_file(path, message, hint),))
    return Sheet(rows[0], tuple(rows[1:]))


def _text(content: bytes, path: str) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8: byte {content[error.start]:#04x} does not fit"
        hint = 'Save it as "CSV UTF-8".'
        raise ProblemsFound((whole_file(path, message, hint),)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    at = first_control(text)
    if at is not None:
        lines = Lines(text)
        place = lines.place(at)
        message = f"A control character (U+{ord(text[at]):04X}) stands here"
        shown = excerpt(lines.line(place.line), place.column)
        hint = "Take it away. Is this a text at all?"
        problem = Problem(path, place.line, place.column, Severity.ERROR, message, hint, shown)
        raise ProblemsFound((problem,))
    return text


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                yield SheetRow(line, stripped)
            line = reader.line_num + 1
    except csv.Error:  # a cell too long to be one: a quote that is never closed
        return


def _evenness(rows: list[SheetRow]) -> tuple[int, int]:
    """How many rows have as many cells as the first, where that is more than one."""
    width = len(rows[0].cells) if rows else 0
    return (sum(len(row.cells) == width for row in rows), width) if width > 1 else (0, 0)
