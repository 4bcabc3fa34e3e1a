"""Mending a log by what can be read of it; a file that was damaged is kept as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quiz.errors import DataError
from quiz.review import Event, Review
from quiz.store.backups import backups_of
from quiz.store.copying import inspected
from quiz.store.ids import milliseconds
from quiz.store.restoring import drafted, put_in_place
from quiz.store.salvage import Salvaged, salvaged
from quiz.store.sqlite import SqliteStore

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Mended:
    """What a damaged log was made anew of, and where the damaged file is kept.

    `answers` counts all of them; `from_backup` those that only `backup` still had. `kept` is None
    where the file was gone.
    """

    answers: int
    from_backup: int
    backup: Path | None
    kept: Path | None


def make_anew(log: Path, open_log: Callable[[Path], SqliteStore], now: datetime) -> Mended:
    """Put a new log in the place of a damaged one: of its rows, and those of the last backup.

    Raises DataError where nothing at all can be read, or the file cannot be replaced.
    """
    found = salvaged(log) if log.exists() else Salvaged()
    of_file = len(found.reviews)
    backup = _last_sound(backups_of(log))
    if backup is not None:
        _add(found, salvaged(backup))
    if not found.reviews and not found.events:
        msg = (
            f"Nothing can be read of {log}, and there is no backup. It was left as it is. Move it "
            "out of the way to begin a new log."
        )
        raise DataError(msg)
    with drafted(log) as fresh:
        with closing(open_log(fresh)) as store:
            rows: Iterable[Review | Event] = [*found.reviews.values(), *found.events.values()]
            store.absorb(rows, found.used_answers())
        if found.machine is not None:
            _name(fresh, found.machine)
        inspected(fresh)
        kept = put_in_place(fresh, log, now, even_if_newer=True)
    answers = len(found.reviews)
    return Mended(answers, answers - of_file, backup if answers > of_file else None, kept)


def bring_back(store: SqliteStore, now: datetime) -> int:
    """Let facts that were answered while the clock was ahead wait from now on, by their intervals.

    It is appended, as any change of mind about an answer is. Gives how many facts that were.
    """
    brought, now_ms = 0, milliseconds(now)
    for fact, memory in store.memories().items():
        wait_ms = int(memory.interval_days * _DAY_MS)
        if memory.due_at - now_ms > wait_ms + 2 * _DAY_MS:
            last = [review for review in store.reviews(fact=fact) if review.counts][-1]
            store.rerate(last, last.rating, replace(memory, due_at=now_ms + wait_ms), now)
            brought += 1
    return brought


def _last_sound(backups: Iterable[Path]) -> Path | None:
    """The backup that holds the newest row, whatever its name says."""
    sound: list[tuple[int, Path]] = []
    for path in backups:
        try:
            sound.append((inspected(path).newest_ms, path))
        except DataError:
            continue
    return max(sound)[1] if sound else None


def _add(found: Salvaged, more: Salvaged) -> None:
    found.reviews = more.reviews | found.reviews
    found.events = more.events | found.events
    found.answers = more.answers | found.answers
    found.machine = found.machine or more.machine


def _name(log: Path, machine: str) -> None:
    """Let the data folder keep its name, by which an open session is known to be of here."""
    with closing(sqlite3.connect(log)) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE name = 'machine'", (machine,))
