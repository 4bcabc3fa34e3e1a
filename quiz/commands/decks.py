"""`quiz decks`: what there is, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import ceil

from quiz.commands.output import iso, table, write_json, write_lines
from quiz.commands.request import Request
from quiz.durations import short_until
from quiz.library.checking import as_json
from quiz.study import more_new
from quiz.study.deadline import Readiness, told
from quiz.study.status import DeckStatus
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

_HEAD = ("id", "title", "new", "learning", "due", "next", "today")


def run(request: Request) -> int:
    """List the decks, without reading any of them."""
    with Wiring(request.options, reads_only=True) as wiring:
        now = wiring.clock.now()
        overview = wiring.desk.decks.overview(now)
        decks = overview.decks
        if request.json:
            write_json([_record(deck) for deck in decks if deck.shadowed_by is None])
        else:
            write_lines(_lines(decks, now))
            write_lines(_more_new(overview.new_put_off))
        wiring.require_named()  # listed all the same, and yet not well for whoever named it
    return 0


def _record(deck: DeckStatus) -> dict[str, object]:
    return {
        "id": deck.id,
        "title": deck.title,
        "path": deck.path,
        "facts": deck.facts,
        "new": deck.counts.new,
        "learning": deck.counts.learning,
        "due": deck.counts.due,
        "next_due": iso(deck.next_due) if deck.next_due else None,
        "problems": as_json(deck.problems),
        "minutes_today": round(deck.minutes_today, 1),
        "ready": None if deck.readiness is None else _ready(deck.readiness),
    }


def _ready(readiness: Readiness) -> dict[str, object]:
    return {
        "by": readiness.by.isoformat(),
        "days_left": readiness.days_left,
        "new_per_day_needed": readiness.needed,
        "new_per_day_allowed": readiness.allowed,
        "enough": readiness.enough,
        "will_stay_unseen": readiness.unseen,
    }


def _lines(decks: Sequence[DeckStatus], now: datetime) -> Iterator[str]:
    usable = [deck for deck in decks if deck.usable]
    rows = [
        (
            deck.id,
            deck.title,
            *(str(number) for number in (deck.counts.new, deck.counts.learning, deck.counts.due)),
            short_until(deck.next_due, now) if deck.next_due else "",
            f"{ceil(deck.minutes_today)} min" if deck.minutes_today else "",
        )
        for deck in usable
    ]
    if rows:
        yield from table(_HEAD, rows, "llrrr r")
        for deck in usable:
            if deck.readiness is not None:
                yield f"{deck.id}: {told(deck.readiness)}"
    else:
        yield "There is no deck to study. --decks names some."
    for deck in decks:
        yield from map(one_line, _amiss(deck))


def _more_new(put_off: int) -> Iterator[str]:
    if put_off:
        yield more_new.told(put_off, f"quiz study --new {more_new.offered(put_off)} brings")


def _amiss(deck: DeckStatus) -> Iterator[str]:
    if deck.shadowed_by is not None:
        yield f"{deck.path}: not used, since {deck.shadowed_by} has the same id"
        return
    first = next((problem for problem in deck.problems if problem.is_error), None)
    if first is not None:
        yield f"{first.place}: {first.message} (quiz check {deck.path} tells all)"
        if deck.usable:
            yield f"{deck.path}: in use as it was before that"
