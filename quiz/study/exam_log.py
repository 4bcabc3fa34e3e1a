"""How exams stand in the log: how each was begun, what was marked in it, how it was handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from quiz.errors import DataError
from quiz.facts import FactKey
from quiz.review import END_MS, Event, EventKind, Mode
from quiz.shapes import Part
from quiz.study.exam_paper import Item
from quiz.study.exam_setup import MOST_QUESTIONS, Setup, Topics
from quiz.study.logged import (
    Test,
    either,
    in_turn,
    listed,
    named,
    nothing,
    number,
    record,
    text,
    truth,
    whole,
)
from quiz.study.ports import Store

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """An exam as it was begun: enough to ask the same questions again, and to go on after a kill.

    `decks` holds the digest of each deck's file by the deck's id. `started_at` is in UTC
    milliseconds.
    """

    id: str
    seed: int
    setup: Setup
    decks: Mapping[str, str]
    items: tuple[Item, ...]
    started_at: int

    @property
    def ends_at(self) -> int | None:
        """When its time is up, in UTC milliseconds, None without a limit."""
        minutes = self.setup.minutes
        return None if minutes is None else self.started_at + int(minutes * MINUTE_MS)

    def payload(self) -> dict[str, object]:
        """The start as it is logged."""
        return {
            "seed": self.seed,
            "mode": Mode.EXAM.value,
            "decks": dict(self.decks),
            "limits": {"questions": self.setup.questions, "minutes": self.setup.minutes},
            "setup": self.setup.payload(),
            "questions": [item.payload() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class Single:
    """One of several facts that a question asked: whether its part was right, as 1 or 0."""

    fact: FactKey
    credit: float
    topics: Topics

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Single:
        """The fact that a log tells of."""
        return cls(FactKey(payload["fact"]), payload["credit"], Topics.of(payload["topics"]))


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of an exam that was handed in, with what it was worth.

    It is logged as it was, so that the exam can be read again whatever becomes of its deck.
    `question_id` leads to the answers in the log; it is None where there is none. `prompt`,
    `right` and the parts are Markdown. `shape` is the shape's name. `near` says that
    it was right but for the spelling. Where several facts are asked at once, `singly` has them one
    by one, and `topics` what they have in common.
    """

    item: Item
    question_id: str | None
    prompt: str
    right: str
    parts: tuple[Part, ...]
    credit: float
    topics: Topics
    shape: str
    near: bool = False
    singly: tuple[Single, ...] = ()

    def payload(self) -> dict[str, object]:
        """The question as it is logged."""
        return {
            **self.item.payload(),
            "question_id": self.question_id,
            "prompt": self.prompt,
            "right": self.right,
            "parts": [asdict(part) for part in self.parts],
            "credit": self.credit,
            "topics": asdict(self.topics),
            "shape": self.shape,
            "near": self.near,
            **({"singly": [asdict(one) for one in self.singly]} if self.singly else {}),
        }

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Judged:
        """The question that a log tells of."""
        return cls(
            Item.of(payload),
            payload["question_id"],
            payload["prompt"],
            payload["right"],
            tuple(Part(**part) for part in payload["parts"]),
            payload["credit"],
            Topics.of(payload["topics"]),
            payload["shape"],
            payload["near"],
            tuple(map(Single.of, payload.get("singly", ()))),
        )


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How an exam was handed in: when, in time or because time was up, and what each was worth.

    `at` is in UTC milliseconds. `dropped` counts the questions whose facts had left their deck.
    """

    at: int
    in_time: bool
    dropped: int
    judged: tuple[Judged, ...]
    study_day: date

    def payload(self) -> dict[str, object]:
        """What is logged of it."""
        return {
            "at": self.at,
            "in_time": self.in_time,
            "dropped": self.dropped,
            "questions": [one.payload() for one in self.judged],
        }


# What the log must say of them, or they cannot be read.

_TEXTS = listed(text)
_ITEM = {"fact": text, "form": text, "answer": text}
_OTHERS: Mapping[str, Test] = {"others": listed(in_turn(text, text))}
_SHARE = number(0, 1)
_LONGEST_MIN = 366 * 24 * 60
_TOPICS = record({"comparison": text, "feature": text, "subject": text}, deck=text, tags=_TEXTS)
_BEGUN = record(
    seed=whole(),
    decks=named(text),
    setup=record(
        decks=_TEXTS,
        topics=_TEXTS,
        forms=_TEXTS,
        questions=whole(1, MOST_QUESTIONS),
        minutes=either(nothing, number(0, _LONGEST_MIN)),
        counting=truth,
        certainty=truth,
    ),
    questions=listed(record(_OTHERS, **_ITEM)),
)
_ENDED = record(
    at=whole(0, END_MS),
    in_time=truth,
    dropped=whole(0, MOST_QUESTIONS),
    questions=listed(
        record(
            {**_OTHERS, "singly": listed(record(fact=text, credit=_SHARE, topics=_TOPICS))},
            **_ITEM,
            question_id=either(nothing, text),
            prompt=text,
            right=text,
            parts=listed(record({"label": text}, given=text, right=text, correct=truth)),
            credit=_SHARE,
            topics=_TOPICS,
            shape=text,
            near=truth,
        )
    ),
)


class ExamLog:
    """The exams of a log, as they stand when it is made."""

    def __init__(self, store: Store) -> None:
        self._handed_in: dict[str, Event] = {}
        for event in store.events(EventKind.EXAM_HANDED_IN):
            # Two processes may have handed the same exam in: the first is what holds.
            self._handed_in.setdefault(event.target, event)
        ended = {event.target for event in store.events(EventKind.SESSION_ENDED)}
        begun = [
            event
            for event in store.events(EventKind.SESSION_STARTED)
            if event.payload.get("mode") == Mode.EXAM.value
        ]
        self._begun = {event.target: event for event in begun}
        self._open = [
            event for event in begun if event.target not in ended | self._handed_in.keys()
        ]

    def open(self) -> list[Sheet]:
        """The exams that were neither handed in nor dropped, the newest first."""
        return [_sheet(event) for event in reversed(self._open)]

    def handed_in(self) -> Iterator[tuple[Sheet, HandedIn]]:
        """The exams that were handed in, in the order in which they were begun."""
        for exam_id, event in self._begun.items():
            if exam_id in self._handed_in:
                yield _sheet(event), _handed_in(self._handed_in[exam_id])

    def was_handed_in(self, exam_id: str) -> bool:
        """Whether an exam has a result."""
        return exam_id in self._handed_in

    def is_open(self, exam_id: str) -> bool:
        """Whether an exam can still be answered."""
        return any(event.target == exam_id for event in self._open)


def marked(store: Store, exam_id: str) -> set[FactKey]:
    """The questions of an exam that were marked to be looked at again, by their facts."""
    found: set[FactKey] = set()
    for event in store.events(EventKind.EXAM_MARKED):
        if event.target == exam_id:
            change = found.add if event.payload.get("marked") else found.discard
            change(FactKey(str(event.payload.get("fact"))))
    return found


def can_be_read(event: Event) -> bool:
    """Whether the start or the end of an exam says all that was logged of it."""
    test = _ENDED if event.kind is EventKind.EXAM_HANDED_IN else _BEGUN
    return test(event.payload)


def _sheet(event: Event) -> Sheet:
    said = _said(event)
    return Sheet(
        event.target,
        said["seed"],
        Setup.of(said["setup"]),
        said["decks"],
        tuple(map(Item.of, said["questions"])),
        event.at,
    )


def _handed_in(event: Event) -> HandedIn:
    said = _said(event)
    return HandedIn(
        said["at"],
        said["in_time"],
        said["dropped"],
        tuple(map(Judged.of, said["questions"])),
        event.study_day,
    )


def _said(event: Event) -> Mapping[str, Any]:
    """What the start or the end of an exam says; raises DataError where that cannot be read."""
    if can_be_read(event):
        return event.payload
    raise DataError(
        f"The log holds an exam that this version of quiz cannot read (id {event.id}). Update "
        "quiz, or restore the log from a backup; quiz doctor tells whether it can be mended."
    )
