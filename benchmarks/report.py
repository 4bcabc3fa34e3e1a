"""The table, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from benchmarks.figures import Row

_HEAD = ("what", "ours", "reference", "ratio", "target", "met", "rounds", "memory")


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, then what is to be said of each."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    lines = [_line(line, widths) for line in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([*lines, "", *_notes(rows)])


def as_json(rows: Iterable[Row]) -> str:
    """The rows as a list of objects, with memory in bytes."""
    objects = [
        {
            "name": row.name,
            "what": row.what,
            "unit": row.unit,
            "ours": row.ours,
            "reference": row.reference,
            "ratio": row.ratio,
            "middle_half": row.spread,
            "target": str(row.target),
            "met": row.met,
            "rounds": row.rounds,
            "ours_memory": row.ours_memory,
            "reference_memory": row.reference_memory,
            "notes": row.notes,
            "missing": row.missing,
            "details": dict(row.details),
        }
        for row in rows
    ]
    return json.dumps(objects, indent=2, ensure_ascii=False)


def _cells(row: Row) -> tuple[str, ...]:
    if row.missing:
        return (f"{row.name}: {row.what}", *["-"] * 3, str(row.target), "-", "-", "-")
    met = {True: "yes", False: "NO", None: "-"}[row.met]
    ratio = "-" if row.ratio is None else f"{row.ratio:.2f}"
    if row.spread:
        ratio += f" ({row.spread[0]:.2f} to {row.spread[1]:.2f})"
    return (
        f"{row.name}: {row.what}",
        _figure(row.ours, row.unit),
        _figure(row.reference, row.unit),
        ratio,
        str(row.target),
        met,
        str(row.rounds),
        f"{_size(row.ours_memory)} / {_size(row.reference_memory)}",
    )


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}{unit}" if unit.startswith("/") else f"{value:.1f} {unit}"


def _size(memory: int | None) -> str:
    return "-" if memory is None else f"{memory / 2**20:.0f} MiB"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "| " + " | ".join(padded) + " |"


def _notes(rows: Sequence[Row]) -> Iterable[str]:
    yield (
        "Ratio: ours to the reference, of medians; in brackets where the middle half of the "
        "rounds lay. Memory: the peak of ours / of the reference."
    )
    for row in rows:
        said = [*row.notes, *([row.missing] if row.missing else [])]
        said += [f"{name}: {value:.1f} {row.unit}" for name, value in row.details.items()]
        if said:
            yield f"{row.name}: {'; '.join(said)}."
