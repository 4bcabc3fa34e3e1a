"""How the width of a table is shared out among its columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

WIDEST_FIXED = 28
"""So wide may the fixed column become where others are out of sight for it."""
BAR = 1
"""What parts a column from the one before."""


class Need(NamedTuple):
    """How wide a column is with no word broken, and with nothing wrapped."""

    least: int
    most: int


class Columns(NamedTuple):
    """The columns in sight: the width of the fixed one, the first of the others, their widths."""

    fixed: int
    first: int
    widths: tuple[int, ...]

    @property
    def last(self) -> int:
        """The index of the last column in sight."""
        return self.first + len(self.widths) - 1

    def at(self, x: int) -> int | None:
        """The index of the column at a place, None for the fixed one; never beyond the last."""
        if x < self.fixed:
            return None
        ends = accumulate((BAR + width for width in self.widths[:-1]), initial=self.fixed)
        return self.first + sum(x >= end for end in list(ends)[1:])


def columns(width: int, fixed: Need, needs: Sequence[Need], first: int, wanted: int) -> Columns:
    """Share a width out, so that the `wanted` column is in sight.

    Where not all fit, those from `first` on are shown, or from as near to it as will do; those in
    sight take up all the room that they can use.
    """
    third = min(fixed.most, max(fixed.least, width * 3 // 10))
    if _fitting(needs, width - third) < len(needs):
        third = min(third, WIDEST_FIXED)
    room = max(1 + BAR, width - third)
    first = min(first, wanted)
    while first + _fitting(needs[first:], room) <= wanted:
        first += 1
    while first > 0 and first - 1 + _fitting(needs[first - 1 :], room) == len(needs):
        first -= 1
    shown = needs[first : first + _fitting(needs[first:], room)]
    return Columns(third, first, _shared(room - BAR * len(shown), shown))


def _fitting(needs: Sequence[Need], room: int) -> int:
    """How many of the columns fit at their narrowest; one is always shown."""
    ends = accumulate(need.least + BAR for need in needs)
    return max(1, sum(end <= room for end in ends))


def _shared(room: int, needs: Sequence[Need]) -> tuple[int, ...]:
    """Give each what it needs where there is enough, else those that need more equal shares."""
    given = [min(need.least, room) for need in needs]
    left = room - sum(given)
    order = sorted(range(len(needs)), key=lambda index: needs[index].most - given[index])
    for done, index in enumerate(order):
        more = min(needs[index].most - given[index], left // (len(needs) - done))
        given[index] += more
        left -= more
    return tuple(given)
