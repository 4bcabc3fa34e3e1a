"""Intervals in whole days, scattered so that facts learned together do not stay together.

The range is Anki's: the longer an interval, the less a few days matter to it. Within it a day is
drawn by weight: days on which less is due are likelier, and days near a sibling's are unlikely.
The draw comes from the fact and its number of reviews alone, so that asking twice gives the same.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

_SMALLEST = 2.5
"""Days below which an interval is only rounded."""

_MEDIUM, _LONG = 7.0, 20.0
_SHARE_BELOW_MEDIUM, _SHARE_BELOW_LONG, _SHARE = 0.15, 0.10, 0.05
"""The share of the part of an interval between two of these that it may move by."""
_AT_MEDIUM = 1.0 + _SHARE_BELOW_MEDIUM * (_MEDIUM - _SMALLEST)
_AT_LONG = _AT_MEDIUM + _SHARE_BELOW_LONG * (_LONG - _MEDIUM)
"""How many days these may move by, of which one is for any interval."""

_CANDIDATES = 16
"""No more days are weighed than this, evenly spread: a decade costs no more than a month."""

_BY_DISTANCE = (0.001, 0.2, 0.4, 0.6, 0.8, 1.0)
"""The weight of a day by its distance to the nearest sibling's; even its own day can be drawn."""

_REACH = len(_BY_DISTANCE) - 1


@dataclass(frozen=True, slots=True)
class Agenda:
    """What else falls due in days to come, counted from today: 1 is tomorrow.

    `load` has the number of facts due on a day, where there are any; `sibling_days` are the days
    on which siblings of the fact in question are due.
    """

    load: Mapping[int, int] = field(default_factory=dict)
    sibling_days: Collection[int] = ()


NOTHING_DUE = Agenda()


def nearest_day(interval_days: float) -> int:
    """An interval rounded to whole days, halves up."""
    return math.floor(interval_days + 0.5)


def fuzz_range(interval_days: float) -> tuple[int, int]:
    """The fewest and the most whole days that an interval may become (the ranges are Anki's)."""
    if interval_days < _SMALLEST:
        days = nearest_day(interval_days)
        return days, days
    if interval_days < _MEDIUM:
        delta = 1.0 + _SHARE_BELOW_MEDIUM * (interval_days - _SMALLEST)
    elif interval_days < _LONG:
        delta = _AT_MEDIUM + _SHARE_BELOW_LONG * (interval_days - _MEDIUM)
    else:
        delta = _AT_LONG + _SHARE * (interval_days - _LONG)
    return max(2, nearest_day(interval_days - delta)), nearest_day(interval_days + delta)


def draw(fact: str, reviews: int) -> float:
    """A number from 0 up to 1, the same on every machine for one fact after so many reviews."""
    digest = blake2b(f"{fact} {reviews}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def fuzzed_days(
    interval_days: float, lowest: int, highest: int, drawn: float, agenda: Agenda
) -> int:
    """A whole number of days near an interval, from `lowest` to `highest`; `highest` wins.

    `drawn` is from 0 up to 1 and picks among the days of the range, by their weight.
    """
    lowest = min(lowest, highest)
    start, end = fuzz_range(min(max(interval_days, lowest), highest))
    start, end = max(start, lowest), min(end, highest)
    if start >= end:
        return start
    stride = (end - start) // _CANDIDATES + 1
    offset = int(drawn * 1_000_000) % stride
    return _drawn_by_weight(range(start + offset, end + 1, stride), drawn, agenda)


def _drawn_by_weight(days: range, drawn: float, agenda: Agenda) -> int:
    first, last = days[0] - _REACH, days[-1] + _REACH
    near = [day for day in agenda.sibling_days if first < day < last]
    load = agenda.load.get
    below: list[float] = []
    whole = 0.0
    for day in days:
        due = load(day, 0)
        weight = 1 / (1 + due * due)
        if near:
            distance = min(abs(day - sibling) for sibling in near)
            weight *= _BY_DISTANCE[min(distance, _REACH)]
        whole += weight
        below.append(whole)
    return days[min(bisect_right(below, drawn * whole), len(days) - 1)]
