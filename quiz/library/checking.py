"""What `quiz check` finds in decks, and how it is told to people and to programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quiz.counting import counted
from quiz.errors import Finding, Problem, ProblemsFound, Severity
from quiz.library.excerpts import with_caret
from quiz.library.files import read_bytes, whole_file
from quiz.library.finding import Found
from quiz.terminal_text import one_line

_INDENT = "    "
_NARROWEST = 30


@dataclass(frozen=True, slots=True)
class Checked:
    """How many deck files were looked at, and what is wrong with them, file by file."""

    decks: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many of the problems make a deck unusable."""
        return sum(problem.is_error for problem in self.problems)


def check(found: Iterable[Found], *, advice: bool = False) -> Checked:
    """Check deck files; two of one id are told apart by a warning at the later one's id.

    With `advice`, sound decks are looked at for what makes them hard to learn from, too.
    """
    from quiz.library.reading import read_deck_file

    problems: list[Problem] = []
    first_path: dict[str, str] = {}
    decks = 0
    for one in found:
        decks += 1
        if one.refusal:
            problems.append(whole_file(str(one.path), one.refusal, one.hint))
            continue
        reading = read_deck_file(one.path)
        own = list(reading.problems)
        other = first_path.setdefault(reading.id, reading.path) if reading.id else reading.path
        if other != reading.path:
            own.append(reading.placed(_same_id(reading.id, other)))
        if advice and reading.deck is not None:
            own += _advice(one.path)
        problems += sorted(own, key=lambda problem: (problem.line, problem.column))
    return Checked(decks, tuple(problems))


def _advice(path: Path) -> tuple[Problem, ...]:
    """The advice on a deck; none if it was spoilt since it was read."""
    from quiz.deck.advice import advise
    from quiz.deck.parsing import parse
    from quiz.library.documents import read_document

    try:
        document, data = read_document(read_bytes(path), str(path))
    except ProblemsFound:
        return ()
    return document.problems(advise(parse(data)[0]))


def _same_id(deck_id: str, other: str) -> Finding:
    message = f"The deck {other} has the id {deck_id!r}, too"
    hint = "Only one of them is used: the first that is found."
    return Finding(("id",), message, hint, Severity.WARNING)


def render(checked: Checked, columns: int = 100) -> str:
    """All problems as text for a terminal of so many columns, and a last line that counts them."""
    blocks = [_block(problem, columns) for problem in checked.problems]
    return "\n".join([*blocks, summary(checked)])


def _block(problem: Problem, columns: int) -> str:
    place = f"{one_line(problem.path)}:{problem.line}:{problem.column}"
    lines = [f"{place}: {problem.severity.value}: {one_line(problem.message)}"]
    if problem.excerpt.strip():
        room = max(_NARROWEST, columns - len(_INDENT))
        lines += (_INDENT + line for line in with_caret(problem.excerpt, problem.column, room))
    if problem.hint:
        lines.append(f"{_INDENT}hint: {one_line(problem.hint)}")
    return "\n".join([*lines, ""])


def summary(checked: Checked) -> str:
    """What was found in a line: `3 decks, 2 errors, 1 warning`.

    Where no decks were looked at, but something else, only its problems are counted.
    """
    found = Counter(problem.severity for problem in checked.problems)
    counts = [
        (checked.decks, "deck"),
        (found[Severity.ERROR], "error"),
        (found[Severity.WARNING], "warning"),
        (found[Severity.ADVICE], "suggestion"),
    ]
    told = [counted(number, noun) for number, noun in counts if number]
    if not checked.problems:
        told = [counted(checked.decks, "deck"), "no problems"]
    return ", ".join(told)


def as_json(problems: Iterable[Problem]) -> list[dict[str, str | int]]:
    """The problems for programs, as values that JSON has."""
    return [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
