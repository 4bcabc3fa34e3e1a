"""The closed set of ways to ask: what a face shows, what it gets back, and what comes of it.

Forms of question are many and shapes are few: a form answers with one of these five, and a face
that can show five shapes can show every form there is or will be. All text here is Markdown, never
markup of a terminal. What is typed, a `NearMiss` and a `Citation` are not: they are plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from quiz.facts import FactKey
from quiz.review import Rating

GAP = "\ufffc"
"""Stands in a prompt for a blank to fill; no deck may hold it, and each face shows its own."""

_MARKS = re.compile(r"[\\`*_\[<&]")
_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")


def escaped(text: str) -> str:
    """Plain text as Markdown of one line that reads just like it: `C*` typed is shown as `C*`."""
    if "\n" in text or "\r" in text:  # seldom, and looking for spaces around them is slow
        text = _LINE_ENDS.sub(" ", text)
    return _MARKS.sub(r"\\\g<0>", text)


@dataclass(frozen=True, slots=True)
class Reveal:
    """Recall in silence, see the answer, say how it went."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose one option, or `several`. `clues`, if any, are shown one by one on request."""

    prompt: str
    options: tuple[str, ...]
    several: bool = False
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """One place to type into; `hint` is shown on request and costs a grade."""

    label: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """Type one answer or several; with `any_order` it does not matter which blank holds which."""

    prompt: str
    blanks: tuple[Blank, ...] = (Blank(),)
    any_order: bool = False
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """Put the items, shown shuffled, into their right order."""

    prompt: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """Give each item its group; with `one_each` every group takes exactly one item."""

    prompt: str
    items: tuple[str, ...]
    groups: tuple[str, ...]
    one_each: bool = False


Shape = Reveal | Pick | Type | Order | Assign
SHAPES: tuple[type[Shape], ...] = (Reveal, Pick, Type, Order, Assign)


@dataclass(frozen=True, slots=True)
class Revealed:
    """The person's own grade after seeing the answer."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class Picked:
    """The chosen options, as indices into those shown."""

    chosen: tuple[int, ...]
    clues: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, blank by blank.

    `hints` counts the hints asked for, `clues` the clues seen; `meant` answers whether a near
    miss was a slip of the fingers, None until it was asked.
    """

    texts: tuple[str, ...]
    hints: int = 0
    clues: int = 0
    meant: bool | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """The items in the order given, as indices into those shown."""

    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """For each item the index of its group, None where none was given."""

    groups: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class DontKnow:
    """The person says so, in any shape: an honest miss, without a guess to be confused with."""

    clues: int = 0


Response = Revealed | Picked | Typed | Ordered | Assigned | DontKnow
_RESPONSES: tuple[type[Response], ...] = (Revealed, Picked, Typed, Ordered, Assigned, DontKnow)
_RECORDED = {
    kind: (kind.__name__.lower(), tuple(field.name for field in fields(kind)))
    for kind in _RESPONSES
}
"""Each kind of response as the log calls it, and what it is made of."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer says of one fact; only facts really answered get one.

    `helped` is set where a hint or a late clue was needed, `near` where a near miss was meant.
    `own` is the person's grade in a `Reveal`. `confused_with` names the facts whose answer was
    given instead: they get a confusion, never a rating.
    """

    fact: FactKey
    correct: bool
    helped: bool = False
    near: bool = False
    own: Rating | None = None
    confused_with: tuple[FactKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a verdict: what was given for `label`, and what is right."""

    given: str
    right: str
    correct: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What was typed a letter away from a right answer; the person says whether it was meant.

    Both are plain text, to be compared letter by letter.
    """

    typed: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a response; while `near_miss` is set it waits for the person's word."""

    marks: tuple[Mark, ...]
    parts: tuple[Part, ...] = ()
    near_miss: NearMiss | None = None

    @property
    def correct(self) -> bool:
        """Whether everything asked was answered rightly, also where it rates no fact."""
        return all(mark.correct for mark in self.marks) and all(part.correct for part in self.parts)


@dataclass(frozen=True, slots=True)
class Question:
    """A shape to show, the facts it asks, and how to grade what comes back.

    `grade` raises ValueError, in words for a person, for a response that does not belong to the
    shape. `wording` tells apart the ways in which one form words one fact, so that the same one
    need not come twice.

    Of what is typed, `also` has for each blank what is right beside the answer that is shown, and
    `never` what is wrong however near it may be; both are plain text.
    """

    form: str
    shape: Shape
    facts: tuple[FactKey, ...]
    grade: Callable[[Response], Verdict]
    wording: int = 0
    also: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer comes from: as a reader would cite it, plain, and where to find it."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class ContrastRow:
    """What one subject says on the feature in question."""

    fact: FactKey
    subject: str
    value: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """One feature over all subjects that the source speaks of, to be seen beside the verdict."""

    feature: str
    rows: tuple[ContrastRow, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is shown after the verdict, and never before it: a source can give the answer away."""

    answer: str
    because: str = ""
    citations: tuple[Citation, ...] = ()
    contrast: Contrast | None = None


def response_record(response: Response) -> dict[str, object]:
    """The response as plain values for the log, tagged with the kind of response it is."""
    kind, parts = _RECORDED[type(response)]
    record: dict[str, object] = {"kind": kind}
    for part in parts:
        record[part] = getattr(response, part)
    return record


def response_of(record: Mapping[str, object]) -> Response:
    """The response that a record of the log tells of: `response_record`, turned round.

    Raises ValueError for a kind that there is none of.
    """
    kind = next((one for one in _RECORDED if _RECORDED[one][0] == record.get("kind")), None)
    if kind is None:
        raise ValueError(f"there is no kind of response {record.get('kind')!r}")
    given: dict[str, Any] = {
        name: _unlisted(record[name]) for name in _RECORDED[kind][1] if name in record
    }
    if kind is Revealed:
        given["rating"] = Rating(given["rating"])
    return kind(**given)


def _unlisted(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def shown_options(shape: Shape) -> dict[str, object]:
    """What stood to be chosen from, in the order shown, for the log."""
    match shape:
        case Pick(options=options):
            return {"options": options}
        case Order(items=items):
            return {"items": items}
        case Assign(items=items, groups=groups):
            return {"items": items, "groups": groups}
        case _:
            return {}
