"""The list of decks, line by line: where the program without a screen begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.durations import spoken_until
from quiz.errors import DataError, ProblemsFound, UsageError
from quiz.plain.answers import Unclear
from quiz.plain.browse import browse
from quiz.plain.command_names import unknown
from quiz.plain.lines import Command, Lines
from quiz.plain.moved import keep_moved
from quiz.plain.study import Wanted, contrast, study
from quiz.plain.table import tables
from quiz.plain.words import sentence
from quiz.study import more_new, moved
from quiz.study.deadline import told
from quiz.study.desk import Desk
from quiz.study.status import DeckStatus
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.scores.board import ScoreBoard

ASK = (
    "A number studies that deck, an empty line all of them, :table 1 reads the tables of a deck, "
    ":contrast 1 drills what is easily confused in it, :exam 1 examines a deck, "
    ":scores 1 tells what its answers add up to, :browse looks through facts, :q leaves."
)


def home(lines: Lines, desk: Desk, scores: Callable[[], ScoreBoard] | None = None) -> None:
    """List the decks, and go where the person says, until they leave.

    `scores` makes the board of figures when it is first wanted.
    """
    while True:
        usable = _tell_decks(lines, desk)
        while True:
            line = lines.hear()
            if line is None or line == Command("q"):
                return
            try:
                if scores is not None and isinstance(line, Command) and line.name == "scores":
                    chosen = _chosen(usable, line.rest)
                    _tell_scores(lines, scores(), desk.clock.now(), chosen)
                else:
                    _go(lines, desk, usable, line)
            except Unclear as unclear:
                lines.say(str(unclear))
            except (UsageError, ProblemsFound, DataError) as error:
                lines.say(str(error))
            else:
                break


def _tell_decks(lines: Lines, desk: Desk) -> list[DeckStatus]:
    desk.decks.take_in_changes()
    now = desk.clock.now()
    overview = desk.decks.overview(now)
    total = overview.counts
    lines.say(
        "",
        f"Decks. In all {total.due} due, {total.learning} in learning, {total.new} new, "
        f"{overview.firm} firm.",
    )
    usable = [deck for deck in overview.decks if deck.usable]
    for number, deck in enumerate(usable, 1):
        lines.say(f"{number}: {sentence(deck.title)} {' '.join(_standing(deck, now))}")
    for deck in overview.decks:
        if not deck.usable:
            lines.say(_why_not(deck))
    if not usable:
        lines.say("There is no deck to study. quiz check tells more; --decks names others.")
    if overview.new_put_off:
        lines.say(more_new.told(overview.new_put_off, ":new brings"))
    offered = desk.moved.offers()
    if offered:
        lines.say(f"{moved.told(offered)}: :moved tells which, and keeps their progress.")
    lines.say(ASK)
    return usable


def _standing(deck: DeckStatus, now: datetime) -> Iterator[str]:
    counts = deck.counts
    yield f"New {counts.new}, in learning {counts.learning}, due {counts.due}."
    if not counts.due and deck.next_due is not None:
        yield f"Next {spoken_until(deck.next_due, now)}."
    if deck.minutes_today:
        yield f"About {counted(ceil(deck.minutes_today), 'minute')} today."
    if deck.readiness is not None:
        yield told(deck.readiness)
    spoilt = next((one for one in deck.problems if one.is_error), None)
    if spoilt is not None:
        yield "Its file was spoilt: it is in use as it was before."
        yield one_line(f"The first problem: {spoilt.place}: {spoilt.message}")
    elif deck.problems:
        yield f"{counted(len(deck.problems), 'warning')}."


def _why_not(deck: DeckStatus) -> str:
    if deck.shadowed_by is not None:
        return one_line(f"Not used: {deck.path}, since {deck.shadowed_by} has the same id.")
    first = next((one for one in deck.problems if one.is_error), None)
    where = f" The first: {first.place}: {first.message}" if first else ""
    problems = counted(len(deck.problems), "problem")
    return one_line(f"Cannot be used: {deck.path}. {problems}.{where}")


def _go(lines: Lines, desk: Desk, usable: list[DeckStatus], line: str | Command) -> None:
    if isinstance(line, Command):
        if line.name == "browse":
            browse(lines, desk, line.rest)
        elif line.name == "table":
            tables(lines, desk, _chosen(usable, line.rest))
        elif line.name == "contrast":
            contrast(lines, desk, _chosen(usable, line.rest))
        elif line.name == "exam":
            _examine(lines, desk, _chosen(usable, line.rest))
        elif line.name == "moved":
            keep_moved(lines, desk)
        elif line.name == "new":
            wanted = Wanted(more_new=more_new.USUAL)
            study(lines, desk, _chosen(usable, line.rest), wanted=wanted)
        elif line.name == "?":
            raise Unclear(ASK)
        else:
            known = ("?", "q", "browse", "table", "contrast", "exam", "scores", "moved", "new")
            raise unknown(line, known)
        return
    study(lines, desk, _chosen(usable, line))


def _chosen(usable: list[DeckStatus], line: str) -> list[str] | None:
    """The decks of these numbers, None where there is none: all are meant."""
    words = line.replace(",", " ").split()
    if not all(word.isdecimal() and len(word) < 6 for word in words):
        raise Unclear(f"Not understood. {ASK}")
    if any(not 1 <= int(word) <= len(usable) for word in words):
        raise Unclear(f"Say numbers from 1 to {len(usable)}.")
    return [usable[int(word) - 1].id for word in words] or None


def _examine(lines: Lines, desk: Desk, deck_ids: list[str] | None) -> None:
    from quiz.plain.exam import exam
    from quiz.study.exam_setup import Setup

    setup = Setup(decks=tuple(deck_ids)) if deck_ids else None
    exam(lines, desk, desk.examiner.sit(setup, desk.clock.now()))


def _tell_scores(
    lines: Lines, board: ScoreBoard, now: datetime, deck_ids: list[str] | None
) -> None:
    """The figures of all days, of one deck after another, or of all together."""
    from quiz.plain.scores import told
    from quiz.scores.figures import Scope

    here = board.here(now)
    titles = {one.id: one.title for one in here.decks}
    if deck_ids is None:
        lines.say("", *told(board.scores(here, Scope()), "all decks"))
    for deck_id in deck_ids or ():
        scores = board.scores(here, Scope(deck_id))
        lines.say("", *told(scores, titles.get(deck_id, deck_id)))
