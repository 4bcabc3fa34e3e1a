"""`quiz fmt`: decks in one style, with every id written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.commands.naming import paths_named
from quiz.commands.output import write_lines, write_problems
from quiz.commands.request import Request
from quiz.counting import counted
from quiz.errors import Problem, ProblemsFound
from quiz.library.files import read_bytes, whole_file
from quiz.library.finding import Found, find_own, find_to_write
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.library.formatting import Formatted


@dataclass(slots=True)
class _Outcome:
    """What became of the files, for the last line."""

    changed: int = 0
    fine: int = 0
    problems: list[Problem] = field(default_factory=list)


def run(request: Request) -> int:
    """Format the named files and folders, or the person's own decks; 1 where something is amiss."""
    only_looks = request.check or request.diff
    outcome = _Outcome()
    for found in _wanted(request):
        try:
            formatted = _formatted(found)
            if formatted.changed and not only_looks:
                from quiz.library.writing import replace_file

                replace_file(found.path, formatted.old, formatted.new)
        except ProblemsFound as refused:
            outcome.problems += refused.problems
            continue
        outcome.fine += not formatted.changed
        outcome.changed += formatted.changed
        if request.diff:
            write_lines(_diff(str(found.path), formatted))
        elif formatted.changed:
            write_lines([_told(str(found.path), formatted, only_looks)])
    if outcome.problems:
        write_problems(outcome.problems)
    write_lines([_summary(outcome, only_looks)])
    return 1 if outcome.problems or (request.check and outcome.changed) else 0


def _wanted(request: Request) -> list[Found]:
    wiring = Wiring(request.options)
    if request.names:
        return find_to_write(paths_named(request.names, wiring), wiring.paths.decks)
    return find_own(wiring.paths.decks)


def _formatted(found: Found) -> Formatted:
    if found.refusal:
        raise ProblemsFound((whole_file(str(found.path), found.refusal, found.hint),))
    content = read_bytes(found.path)
    from quiz.library.formatting import format_deck

    return format_deck(content, str(found.path))


def _told(path: str, formatted: Formatted, only_looks: bool) -> str:
    ids = len(formatted.ids)
    with_ids = f", {counted(ids, 'id')} written" if ids else ""
    verb = "would be formatted" if only_looks else "formatted"
    return f"{one_line(path)}: {verb}{with_ids}"


def _diff(path: str, formatted: Formatted) -> Iterator[str]:
    from difflib import unified_diff

    name = one_line(path)
    before, after = formatted.before.split("\n"), formatted.after.split("\n")
    yield from unified_diff(before, after, name, f"{name} (formatted)", lineterm="")
    if formatted.changed and before == after:
        yield f"{name}: the ends of its lines would be changed"


def _summary(outcome: _Outcome, only_looks: bool) -> str:
    verb = "to be formatted" if only_looks else "formatted"
    refused = len({problem.path for problem in outcome.problems})
    counts = [(outcome.changed, verb), (outcome.fine, "in order"), (refused, "left alone")]
    told = [f"{number} {words}" for number, words in counts if number]
    return ", ".join(told) or "There are no decks here to format."
