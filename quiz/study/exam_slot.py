"""One question of an exam: as it is built, as its answer stands in the log, and as it is judged."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.review import Confidence, Review
from quiz.shapes import DontKnow, Part, Question, Response, response_of, shown_options
from quiz.study.exam_log import Judged
from quiz.study.exam_marks import credit, verdict_on
from quiz.study.exam_paper import Item, build
from quiz.study.exam_setup import topics_of

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
    """A question of the exam, with the answer that was given, if any."""

    item: Item
    question: Question
    deck_title: str
    given: Given | None = None
    marked: bool = False


def slot_of(deck: Deck, item: Item, seed: int) -> Slot:
    """The question of an item, with no answer yet."""
    return Slot(item, build(deck, item, seed), deck.title)


def given_in(deck: Deck, slot: Slot, row: Review | None) -> Given | None:
    """The answer in a row, unless what was asked then is not what is asked now."""
    if row is None:
        return None
    fact = deck.facts[slot.item.fact]
    options = json.loads(json.dumps(shown_options(slot.question.shape)))
    if fact.digest != row.answer_digest or options != json.loads(row.options):
        return None
    try:
        response = response_of(json.loads(row.response))
        verdict_on(slot.question, response)
    except ValueError:
        return None
    return Given(row.question_id, response, row.confidence)


def judged(deck: Deck, slot: Slot) -> Judged:
    """The question as it is logged once it is handed in, with what it was worth."""
    given, fact = slot.given, deck.facts[slot.item.fact]
    verdict = verdict_on(slot.question, given.response if given else DontKnow())
    return Judged(
        replace(slot.item, answer=fact.digest),
        given.question_id if given else None,
        slot.question.shape.prompt,
        "; ".join(_right(part) for part in verdict.parts if part.right),
        verdict.parts,
        credit(slot.question.shape, verdict) if given else 0.0,
        topics_of(deck, fact.key),
        type(slot.question.shape).__name__.lower(),
        any(mark.near for mark in verdict.marks),
    )


def _right(part: Part) -> str:
    return f"{part.label}: {part.right}" if part.label else part.right
