"""What can go wrong, as values and exceptions that a face can show in plain words."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from quiz.counting import counted


class Severity(StrEnum):
    """How grave a problem is: an error makes its file unusable; advice is given when asked for."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Problem(NamedTuple):
    """One mistake in a file, at its place, so that an author can go straight to it.

    `line` and `column` count from 1, columns in code points. `excerpt` is the text of that line.
    """

    path: str
    line: int
    column: int
    severity: Severity
    message: str
    hint: str = ""
    excerpt: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used because of this problem."""
        return self.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """The place as editors and terminals understand it: `path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


KeyPath = tuple[str | int, ...]
"""The way to a value in a file: `("comparison", 0, "feature", 2, "cell", "ms")`."""


class Finding(NamedTuple):
    """A mistake at a key path, before it is known on which line that stands.

    `at_key` tells whether the key itself is wrong (unknown, misspelt) or what stands under it.
    """

    path: KeyPath
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    at_key: bool = False

    def under(self, *path: str | int) -> Finding:
        """The same mistake seen from further up: `path` leads to where it was found."""
        return self._replace(path=(*path, *self.path))


class QuizError(Exception):
    """The root of every error this program raises on purpose; its text is fit to be shown."""

    exit_code = 1


class UsageError(QuizError):
    """The program was asked for something that it does not offer."""

    exit_code = 2


class DataError(QuizError):
    """The data folder cannot be used: unreadable, damaged, full or from a newer version."""


class ProblemsFound(QuizError):
    """A file has problems; they come along, each with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = f"{problems[0].place}: {problems[0].message}" if problems else "no details"
        super().__init__(f"{counted(len(problems), 'problem')}: {first}")
