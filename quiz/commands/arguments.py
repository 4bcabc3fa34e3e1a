"""The arguments of each command alone; one named like a field of `Request` becomes that field."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping

LONGEST_MINUTES = 24 * 60


def minutes(text: str) -> float:
    """A number of minutes, no more than a day; raises ArgumentTypeError for anything else."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= LONGEST_MINUTES:
        raise ArgumentTypeError(f"{text!r} is no number of minutes between 0 and a day")
    return number


def _decks(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="DECK", help="id, beginning of an id, or title of a deck"
    )


def _json(parser: ArgumentParser) -> None:
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


def _log(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument(
        "--all", action="store_true", help="every row and event, also what was taken back"
    )


def _config(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--example", action="store_true", help="write a configuration with every setting"
    )


ARGUMENTS: Mapping[str, Callable[[ArgumentParser], None]] = {
    "study": _study,
    "browse": _browse,
    "decks": _json,
    "due": _json,
    "check": _check,
    "fmt": _fmt,
    "new": _new,
    "log": _log,
    "config": _config,
}
"""By command; one that is missing here takes no arguments of its own."""
