"""Which form a fact is asked in today: the firmer the memory, the harder the way to ask.

Recognising comes before recalling, and telling subjects apart from their values comes last; a
lapse goes one level down. The figures are proposals, to be tuned by simulation.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from quiz.review import Memory, Rating

LEVELS: tuple[tuple[str, ...], ...] = (
    ("choice", "true-false"),
    ("typed", "recall"),
    ("reverse", "vignette", "odd-one-out"),
)
"""Forms of cells by difficulty; forms of one level take turns."""
TOP = len(LEVELS) - 1
BESIDE_RIVALS = (LEVELS[0], ("reverse", "choice"), LEVELS[2], LEVELS[1])
"""The same in a bundle, which is for telling apart: which of these is it, one way or the other.

What experiments on interleaving have people do is to sort (Brunmair and Richter 2019), and wrong
options that compete teach about themselves (Little and Bjork 2015). It is recalled by itself, and
here only where there is no other way.
"""
SHOWN = frozenset({"recall"})
"""Forms that show the answer before the person's own grade, and so cannot wait for a verdict."""
RECALL_FROM_DAYS = 3.0
REVERSE_FROM_DAYS = 21.0


def level_of(memory: Memory | None) -> int:
    """The level that a memory is ready for, one lower after a lapse."""
    if memory is None or memory.stability < RECALL_FROM_DAYS:
        return 0
    level = 1 if memory.stability <= REVERSE_FROM_DAYS else 2
    return level - 1 if memory.last_rating is Rating.AGAIN else level


def form_for(
    forms: Sequence[str], memory: Memory | None, levels: Sequence[Sequence[str]] = LEVELS
) -> str:
    """Choose among the forms that can be asked fairly, in turn where several are on a level."""
    if len(forms) == 1:
        return forms[0]
    level = level_of(memory)
    # The level itself, then the easier ones, then the harder ones.
    order = chain(range(level, -1, -1), range(level + 1, len(levels)))
    on_level = ([form for form in levels[one] if form in forms] for one in order)
    fitting = next(filter(None, on_level))
    last = memory.last_form if memory else ""
    turn = fitting.index(last) + 1 if last in fitting else 0
    return fitting[turn % len(fitting)]
