"""`quiz log`: every answer, for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import datetime

from quiz.commands.output import iso_ms, write_csv, write_json_lines, write_lines
from quiz.commands.request import Request
from quiz.durations import short_days
from quiz.machine_zone import MachineZone
from quiz.memory.study_day import from_ms
from quiz.review import Event, Review
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Show the log, oldest first."""
    with Wiring(request.options, reads_only=True) as wiring:
        rows: Iterable[Review | Event] = (
            wiring.store.rows() if request.all else wiring.store.reviews()
        )
        if request.json:
            write_json_lines(map(_record, rows))
        elif request.csv:
            head = [field.name for field in fields(Review)]
            write_csv(head, (_cells(row) for row in rows if isinstance(row, Review)))
        else:
            write_lines(_lines(rows))
    return 0


def _record(row: Review | Event) -> dict[str, object]:
    """A row under the names of its columns, with instants and JSON columns as scripts want them."""
    record: dict[str, object] = asdict(row)
    record["at"] = iso_ms(row.at)
    record["study_day"] = row.study_day.isoformat()
    if isinstance(row, Review):
        record["due_at"] = iso_ms(row.due_at)
        record["options"] = json.loads(row.options)
        record["response"] = json.loads(row.response)
        record["confused_with"] = list(row.confused_with)
    return record


def _cells(review: Review) -> Iterator[object]:
    """An answer as cells: lists and what was shown and given as JSON, as the log has it."""
    for name, value in _record(review).items():
        if name in ("options", "response"):
            yield getattr(review, name)
        elif isinstance(value, bool | list):
            yield json.dumps(value)
        else:
            yield value


def _lines(rows: Iterable[Review | Event]) -> Iterator[str]:
    """Columns of a fixed width, so that a long log need not be read before it is shown."""
    zone = MachineZone()
    empty = True
    for row in rows:
        if empty:
            yield f"{'at':16}  {'rating':6}  {'':5}  {'form':10}  {'next':>6}  fact"
        empty = False
        at = from_ms(row.at).astimezone(zone)
        yield _line(row, at)
    if empty:
        yield "Nothing has been answered yet."


def _line(row: Review | Event, at: datetime) -> str:
    when = f"{at:%Y-%m-%d %H:%M}"
    if isinstance(row, Event):
        about = f": {row.target}" if row.target else ""
        return f"{when}  {row.kind.value}{about}"
    outcome = "right" if row.correct else "wrong"
    confused = f", taken for {' and '.join(row.confused_with)}" if row.confused_with else ""
    return (
        f"{when}  {row.rating.name.lower():6}  {outcome}  {row.form:10}  "
        f"{short_days(row.interval_days):>6}  {row.fact}{confused}"
    )
