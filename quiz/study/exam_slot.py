"""One question of an exam: as it is built, as its answer stands in the log, and as it is judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.facts import FactKey
from quiz.review import Confidence, Review
from quiz.shapes import DontKnow, Part, Question, Response, Verdict, response_of, shown_options
from quiz.study.exam_log import Judged, Single
from quiz.study.exam_marks import credit, verdict_on
from quiz.study.exam_paper import Item, build
from quiz.study.exam_setup import topics_of, topics_of_all

if TYPE_CHECKING:
    from quiz.deck.deck import Deck


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that stands, under the id of its question in the log."""

    question_id: str
    response: Response
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A question of the exam, with the answer that was given, if any.

    `facts` are what the item asks, by the keys of today.
    """

    item: Item
    facts: tuple[FactKey, ...]
    question: Question
    deck_title: str
    given: Given | None = None
    marked: bool = False


def slot_of(deck: Deck, item: Item, seed: int, facts: tuple[FactKey, ...]) -> Slot:
    """The question of an item, with no answer yet."""
    return Slot(item, facts, build(deck, item, seed, facts), deck.title)


def given_in(deck: Deck, slot: Slot, rows: Sequence[Review]) -> Given | None:
    """The answer in the rows of a question, unless what was asked then is not what is asked now.

    There is a row for each fact, in the order in which they are asked.
    """
    asked = [deck.facts[key].digest for key in slot.facts]
    options = json.loads(json.dumps(shown_options(slot.question.shape)))
    if not rows or asked != [row.answer_digest for row in rows]:
        return None
    row = rows[0]
    if options != json.loads(row.options):
        return None
    try:
        response = response_of(json.loads(row.response))
        verdict_on(slot.question, response)
    except (IndexError, KeyError, TypeError, ValueError):  # as no face of ours gives it
        return None
    return Given(row.question_id, response, row.confidence)


def judged(deck: Deck, slot: Slot) -> Judged:
    """The question as it is logged once it is handed in, with what it was worth."""
    given = slot.given
    verdict = verdict_on(slot.question, given.response if given else DontKnow())
    return Judged(
        _as_of_today(deck, slot),
        given.question_id if given else None,
        slot.question.shape.prompt,
        "; ".join(_right(part) for part in verdict.parts if part.right),
        verdict.parts,
        credit(slot.question.shape, verdict) if given else 0.0,
        topics_of_all(deck, slot.facts),
        type(slot.question.shape).__name__.lower(),
        any(mark.near for mark in verdict.marks),
        _one_by_one(deck, verdict) if len(slot.facts) > 1 else (),
    )


def _as_of_today(deck: Deck, slot: Slot) -> Item:
    first, *others = ((key, deck.facts[key].digest) for key in slot.facts)
    return replace(slot.item, fact=first[0], answer=first[1], others=tuple(others))


def _one_by_one(deck: Deck, verdict: Verdict) -> tuple[Single, ...]:
    return tuple(
        Single(mark.fact, float(mark.correct), topics_of(deck, mark.fact)) for mark in verdict.marks
    )


def _right(part: Part) -> str:
    return f"{part.label}: {part.right}" if part.label else part.right
