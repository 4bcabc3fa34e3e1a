"""The arguments of each command alone; one named like a field of `Request` becomes that field."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _ActionsContainer

LONGEST_MINUTES = 24 * 60
MOST_DAYS = 36_500
MOST_QUESTIONS = 1000
MOST_NEW = 9999
LAST = "last"
"""Stands for the newest of exams where none is named."""


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
    return _number(text, "days", MOST_DAYS)


def questions(text: str) -> int:
    """A number of questions; raises ArgumentTypeError for anything else."""
    return _number(text, "questions", MOST_QUESTIONS)


def seed(text: str) -> int:
    """A whole number, of either sign; raises ArgumentTypeError for anything else."""
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no whole number") from None


def _number(text: str, things: str, most: int) -> int:
    if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
        raise ArgumentTypeError(f"{text!r} is no number of {things} from 1 to {most}")
    return int(text)


def new_facts(text: str) -> int:
    """A number of new facts, no more than a day's limit can be; raises ArgumentTypeError else."""
    if not text.isdecimal() or not 0 < int(text[:5]) <= MOST_NEW:
        raise ArgumentTypeError(f"{text!r} is no number of new facts from 1 to {MOST_NEW}")
    return int(text)


def day(text: str) -> date:
    """A day of the calendar; raises ArgumentTypeError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day such as 2026-12-05") from None


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
    parser.add_argument(
        "--new",
        dest="more_new",
        type=new_facts,
        default=0,
        metavar="N",
        help="N more new facts today, beyond the day's limit",
    )
    parser.add_argument(
        "--by", type=day, metavar="DAY", help="be ready by then, such as for an exam: 2026-12-05"
    )


def _contrast(parser: ArgumentParser) -> None:
    _decks(parser)
    parser.add_argument(
        "--between",
        nargs=2,
        metavar=("A", "B"),
        help="two subjects of a table, each by its id or name; without it what you mix up most",
    )


def _confusions(parser: ArgumentParser) -> None:
    _decks(parser)
    _json(parser)


def _exam(parser: ArgumentParser) -> None:
    _decks(parser)
    add = parser.add_argument
    add("--questions", type=questions, metavar="N", help="how many questions; 20 without it")
    add("--minutes", type=minutes, metavar="M", help="hand in after M minutes, however far one is")
    add(
        "--topic",
        dest="topics",
        action="append",
        default=[],
        metavar="T",
        help="only a tag, comparison, feature or subject, by id or name; may be repeated",
    )
    add(
        "--forms",
        action="append",
        default=[],
        metavar="F",
        help="only these forms, such as choice,typed; without it all that are not self-graded",
    )
    add("--certainty", action="store_true", help="mark each answer by how sure you say you are")
    add("--count", action="store_true", help="let the answers move the schedule, too")
    add("--new", dest="anew", action="store_true", help="begin another, though one is open")
    add("--list", dest="listed", action="store_true", help="list all exams, open and handed in")
    add(
        "--show",
        nargs="?",
        const=LAST,
        metavar="EXAM",
        help="show a result; without EXAM the last one",
    )
    add(
        "--drop",
        nargs="?",
        const=LAST,
        metavar="EXAM",
        help="drop an open exam; without EXAM the newest",
    )
    _json(parser)


def _browse(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="QUERY", help="what to search for; all facts without it"
    )


def _check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="PATH", help="decks, files or folders; all decks without it"
    )
    _json(parser)
    parser.add_argument(
        "--advice", action="store_true", help="say what makes sound questions hard to learn from"
    )
    parser.add_argument("--watch", action="store_true", help="check again at every save")


def _fmt(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="PATH", help="decks, files or folders; your own without it"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 where something would be"
    )
    parser.add_argument(
        "--diff", action="store_true", help="write nothing; show what would be changed"
    )


def _show(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="DECK", help="a deck by id or title, or its file"
    )
    parser.add_argument("--html", metavar="FILE", help="write an HTML file, - for standard output")


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="PATH", help="a deck file, or a folder of them")
    parser.add_argument("--copy", action="store_true", help="put a copy there, not a link")


def _doctor(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--mend", action="store_true", help="put the log right; a damaged file is kept")
    add("--orphans", action="store_true", help="list facts with progress that no deck has now")
    add(
        "--keep",
        metavar="OLD=NEW",
        action="append",
        default=[],
        help="let the progress of OLD go on as that of NEW; may be given several times",
    )


def _new(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--title", metavar="TITLE", help="the title of the deck")
    kinds = ("comparison", "cards", "both")
    add("--kind", choices=kinds, metavar="KIND", help="comparison, cards or both: what it has")
    add("--subjects", metavar="NAMES", help='what is compared: "Bowline, Figure eight"')
    add("--id", metavar="ID", help="what progress is kept under; made from the title without it")
    add("--to", metavar="PATH", help="the file to write, or its folder; your decks without it")
    add("--from", dest="source", metavar="FILE", help="make it out of a spreadsheet saved as CSV")


def _scores(parser: ArgumentParser) -> None:
    _json(parser)
    parser.add_argument("--deck", metavar="D", help="the figures of one deck alone")
    parser.add_argument(
        "--days", type=days, metavar="N", help="those of the last N days; of all without it"
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


def _backup(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="PATH", help="a file or a folder; the data folder without it"
    )


def _restore(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="PATH", help="the backup to restore; lists them without it"
    )
    parser.add_argument("--yes", action="store_true", help="put aside what is newer, too")


def _optimise(parser: ArgumentParser) -> None:
    add = parser.add_mutually_exclusive_group().add_argument
    add("--take", action="store_true", help="take the new parameters, if better, without asking")
    add("--undo", action="store_true", help="give back what was taken last")
    add("--retention", action="store_true", help="what another desired retention would cost")


def _config(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--example", action="store_true", help="write a configuration with every setting"
    )
    parser.add_argument(
        "--keys", action="store_true", help="list all keys with the ids that they are set by"
    )


ARGUMENTS: Mapping[str, Callable[[ArgumentParser], None]] = {
    "study": _study,
    "contrast": _contrast,
    "confusions": _confusions,
    "table": _decks,
    "exam": _exam,
    "browse": _browse,
    "decks": _json,
    "due": _json,
    "check": _check,
    "fmt": _fmt,
    "doctor": _doctor,
    "add": _add,
    "show": _show,
    "new": _new,
    "scores": _scores,
    "optimise": _optimise,
    "log": _log,
    "backup": _backup,
    "restore": _restore,
    "config": _config,
}
"""By command; one that is missing here takes no arguments of its own."""
