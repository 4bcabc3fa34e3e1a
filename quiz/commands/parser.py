"""From the words of a command line to a request, with help that teaches.

Options that hold everywhere may stand before the command or after it. Argparse would let those
after it replace those before: so each place has names of its own, which are then brought together.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, NoReturn

from quiz import __version__
from quiz.commands.arguments import ARGUMENTS, seed
from quiz.commands.front_page import OVERVIEW
from quiz.commands.request import Request
from quiz.commands.told import COMMANDS
from quiz.errors import UsageError
from quiz.options import options

_BEFORE, _AFTER = "_before", "_after"
_UNKNOWN = re.compile(r"invalid choice: '([^']*)'")
_OWN = tuple(
    field.name
    for field in fields(Request)
    if field.name not in ("name", "options", "names", "plain")
)
"""What a command may have of its own: an argument of such a name becomes that field."""


def parse(words: Sequence[str], environ: Mapping[str, str]) -> Request:
    """Read a command line; raises UsageError for what does not exist, SystemExit for help."""
    found, more = _parser().parse_known_args(list(words))
    name = found.command or "app"
    names = [*getattr(found, "names", ()), *more]
    # Argparse hands back what stands behind an option among several names; options it never knows.
    unknown = [word for word in more if word.startswith("-") or not hasattr(found, "names")]
    if unknown:
        raise UsageError(_unknown_option(unknown[0], found.command))
    return Request(
        name=name,
        options=options(
            _later(found, "data"),
            [*getattr(found, f"decks{_BEFORE}"), *getattr(found, f"decks{_AFTER}", ())],
            _later(found, "seed"),
            environ,
        ),
        names=tuple(names),
        plain=bool(_later(found, "plain")),
        **{name: getattr(found, name) for name in _OWN if hasattr(found, name)},
    )


def _later(found: Namespace, name: str) -> Any:
    after = getattr(found, name + _AFTER, None)
    return getattr(found, name + _BEFORE) if after is None else after


def _unknown_option(word: str, command: str | None) -> str:
    helped = f"quiz {command} --help" if command else "quiz --help"
    return f"{word} is not understood here. {helped} tells what is."


class _Parser(ArgumentParser):
    """Wrong use comes as an error like all others, in one line."""

    def error(self, message: str) -> NoReturn:
        unknown = _UNKNOWN.search(message)
        if unknown and "command" in message:
            near = get_close_matches(unknown[1], list(COMMANDS), 1)
            meant = f"Did you mean quiz {near[0]}?" if near else "quiz --help lists them."
            raise UsageError(f"There is no command {unknown[1]}. {meant}")
        raise UsageError(f"{message[:1].upper()}{message[1:]}. {self.prog} --help tells more.")


class _Command(_Parser):
    """One command, whose help tells first what people come for."""

    def format_help(self) -> str:
        from quiz.commands.help_page import page

        name = self.prog.split()[-1]
        own = [one for one in self._actions if not one.dest.endswith(_AFTER) and one.dest != "help"]
        return page(name, COMMANDS[name], own)


class _Root(_Parser):
    """The whole program, whose help is a page of its own."""

    def format_help(self) -> str:
        return OVERVIEW


def _parser() -> _Root:
    root = _Root(prog="quiz", allow_abbrev=False)
    root.add_argument("--version", action="version", version=f"quiz {__version__}")
    _everywhere(root, _BEFORE)
    commands = root.add_subparsers(dest="command", metavar="command", parser_class=_Command)
    for name in COMMANDS:
        parser = commands.add_parser(name, allow_abbrev=False)
        ARGUMENTS.get(name, _nothing)(parser)
        _everywhere(parser, _AFTER)
    return root


def _nothing(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def _everywhere(parser: ArgumentParser, place: str) -> None:
    """The options of all commands, under names of their own for each place they may stand in."""
    add = parser.add_argument
    add("--data", dest=f"data{place}", metavar="DIR")
    add(
        "--decks",
        dest=f"decks{place}",
        metavar="PATH",
        action="append",
        default=[],
    )
    add("--seed", dest=f"seed{place}", metavar="N", type=seed)
    add(
        "--plain",
        dest=f"plain{place}",
        action="store_true",
        default=None,
    )
