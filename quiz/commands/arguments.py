"""The arguments of each command alone; one named like a field of `Request` becomes that field."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _ActionsContainer

LONGEST_MINUTES = 24 * 60
MOST_DAYS = 36_500


def minutes(text: str) -> float:
    """A number of minutes, no more than a day; raises ArgumentTypeError for anything else."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= LONGEST_MINUTES:
        raise ArgumentTypeError(f"{text!r} is no number of minutes between 0 and a day")
    return number


def days(text: str) -> int:
    """A number of days, no more than a century; raises ArgumentTypeError for anything else."""
    if not text.isdecimal() or not 0 < int(text[:9]) <= MOST_DAYS:
        raise ArgumentTypeError(f"{text!r} is no number of days from 1 to {MOST_DAYS}")
    return int(text)


def _decks(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="DECK", help="id, beginning of an id, or title of a deck"
    )


def _json(parser: _ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON, for scripts")


def _study(parser: ArgumentParser) -> None:
    _decks(parser)
    parser.add_argument(
        "--minutes", type=minutes, metavar="N", help="end at the next stop after N minutes"
    )


def _browse(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="QUERY", help="what to search for; all facts without"
    )


def _check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="PATH", help="deck files or folders; all decks without"
    )
    _json(parser)
    parser.add_argument(
        "--advice", action="store_true", help="say what makes sound questions hard to learn from"
    )
    parser.add_argument("--watch", action="store_true", help="check again at every save")


def _fmt(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="PATH", help="deck files or folders; your own decks without"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 where something would be"
    )
    parser.add_argument(
        "--diff", action="store_true", help="write nothing; show what would be changed"
    )


def _new(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--title", metavar="TITLE", help="the title of the deck")
    add("--kind", choices=("comparison", "cards", "both"), help="what it begins with")
    add("--subjects", metavar="NAMES", help='what is compared: "Bowline, Figure eight"')
    add("--id", metavar="ID", help="what progress is kept under; made from the title without")
    add("--to", metavar="PATH", help="the file to write, or its folder; your decks without")
    add("--from", dest="source", metavar="FILE", help="make it out of a spreadsheet saved as CSV")


def _scores(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--deck", metavar="D", help="the figures of one deck alone")
    parser.add_argument(
        "--days", type=days, metavar="N", help="those of the last N days; of all without"
    )


def _log(parser: ArgumentParser) -> None:
    either = parser.add_mutually_exclusive_group()
    _json(either)
    either.add_argument(
        "--csv", action="store_true", help="write answers as CSV, for spreadsheets and statistics"
    )
    parser.add_argument(
        "--all", action="store_true", help="every row and event, also what was taken back"
    )


def _config(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--example", action="store_true", help="write a configuration with every setting"
    )


ARGUMENTS: Mapping[str, Callable[[ArgumentParser], None]] = {
    "study": _study,
    "table": _decks,
    "browse": _browse,
    "decks": _json,
    "due": _json,
    "check": _check,
    "fmt": _fmt,
    "new": _new,
    "scores": _scores,
    "log": _log,
    "config": _config,
}
"""By command; one that is missing here takes no arguments of its own."""
