"""The help of one command, laid out: no wider than a terminal, each part under its name."""

from __future__ import annotations

from argparse import Action
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from quiz.commands.told import Told

WIDTH = 79
EVERYWHERE = "--decks PATH, --data DIR, --plain and --seed N, as for all: see quiz --help"


def page(name: str, told: Told, arguments: Sequence[Action]) -> str:
    """All that there is to say on a command with these arguments of its own."""
    named = [(_called(one), one.help or "") for one in arguments if not one.option_strings]
    options = [(_called(one), one.help or "") for one in arguments if one.option_strings]
    usage = " ".join(filter(None, ("usage: quiz", name, told.takes, "[OPTION ...]")))
    paragraphs = [wrap(paragraph, WIDTH) for paragraph in told.more.split("\n\n")]
    parts = [
        wrap(told.does, WIDTH),
        [usage],
        *paragraphs,
        *([["Arguments", *_columns(named)]] if named else []),
        ["Options", *_columns(options), f"  {EVERYWHERE}"],
        ["For example", *_columns(told.examples)],
        [
            *_last("Exit code", f"{told.exits}; 2 for wrong use" if told.exits else ""),
            *_last("Read on", told.read_on),
        ],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _last(name: str, text: str) -> list[str]:
    """What comes at the end, with its name before it."""
    return wrap(f"{name:11}{text}", WIDTH, subsequent_indent=" " * 11) if text else []


def _columns(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names with what they mean beside them, the latter wrapped to the width."""
    rows = list(rows)
    room = max((len(name) for name, _ in rows), default=0) + 4
    for name, means in rows:
        first = f"  {name}".ljust(room)
        yield from wrap(
            means,
            WIDTH,
            initial_indent=first,
            subsequent_indent=" " * room,
            break_on_hyphens=False,
            break_long_words=False,
        )


def _called(argument: Action) -> str:
    """An argument as it is written: `--show [EXAM]`."""
    values = argument.metavar or ""
    said = values if isinstance(values, str) else " ".join(values)
    if not argument.option_strings:
        return said
    if argument.nargs == "?":
        said = f"[{said}]"
    return f"{argument.option_strings[-1]} {said}".rstrip()
