"""An answer as it is read when a whole log is gone through: in few columns, since each takes time.

What has few values comes as one number, and what that number tells is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from quiz.review import Confidence, Mode, Rating
from quiz.sums import declared_as

_MODES = tuple(Mode)
_CONFIDENCES = (None, *Confidence)


def _numbered(column: str, values: Sequence[Mode | Confidence], first: int) -> str:
    """The number of a value, and NULL for one that this version does not know."""
    cases = (f"WHEN '{value.value}' THEN {number}" for number, value in enumerate(values, first))
    return f"CASE {column} {' '.join(cases)} END"


_CONFIDENCE = (
    f"CASE WHEN confidence IS NULL THEN 0 ELSE {_numbered('confidence', [*Confidence], 1)} END"
)
_NUMBER = (
    f"(((({_CONFIDENCE}) * {len(_MODES)} + {_numbered('mode', _MODES, 0)}) * 4 + rating - 1) * 2"
    " + (bundle_id IS NOT NULL)) * 4 + counts * 2 + correct"
)
RATED = (
    f"id, question_id, machine, fact, study_day, duration_ms, {_NUMBER}, "
    "revision, form, answer_digest, interval_days, due_at"
)
"""The columns of an answer from which all that is derived follows; the number is NULL for an answer
that says something which this version does not know."""

Told = tuple[int, int, int, int, str | None, str | None]
"""Whether an answer counts, is right, and came in a bundle; its rating; the confidence that was
declared, and the kind of sum that it goes into."""


def told_by_number() -> list[Told]:
    """What each of the numbers tells that stand in rows of `RATED`."""
    found: list[Told] = []
    digits = product(_CONFIDENCES, _MODES, Rating, (0, 1), (0, 1), (0, 1))
    for said, mode, rating, bundled, counts, right in digits:
        kind = None if said is None else declared_as(said, mode, counts=counts == 1)
        value = None if said is None else said.value
        found.append((counts, right, bundled, rating.value, value, kind))
    return found
