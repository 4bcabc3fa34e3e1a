"""Commands by their names: found, told of, or told that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from quiz.plain.answers import Unclear
from quiz.plain.lines import Command

_T = TypeVar("_T")


def named(command: Command, commands: Mapping[str, _T]) -> _T:
    """What a command does; raises Unclear where there is none of that name."""
    if command.name not in commands:
        raise unknown(command, commands)
    return commands[command.name]


def unknown(command: Command, known: Iterable[str]) -> Unclear:
    """What to raise for a command that there is none of."""
    near = get_close_matches(command.name, list(known), 1)
    meant = f" Did you mean :{near[0]}?" if near else ""
    return Unclear(f"There is no command :{command.name}.{meant} :? lists the commands.")


def help_lines(commands: Mapping[str, Callable[..., None]], only: str = "") -> Iterator[str]:
    """Every command with what it does, or the one that is named."""
    wanted = only.lstrip(":")
    for name, act in commands.items():
        if wanted in ("", name):
            yield f":{name} - {' '.join((act.__doc__ or '').split())}"
    if wanted in ("", ":"):
        yield "A line that begins with :: is text that begins with one colon."
