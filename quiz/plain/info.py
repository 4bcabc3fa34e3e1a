"""A fact with all that is known of it, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from quiz.counting import counted
from quiz.durations import spoken_days, spoken_until
from quiz.plain.lines import in_a_line
from quiz.plain.words import sentence
from quiz.review import Review
from quiz.study.fact_cards import FactCard


def about(card: FactCard, now: datetime, *, answer: bool) -> Iterator[str]:
    """What a fact is and how it stands; the answer only where it may be seen."""
    yield f"Fact {card.fact.key}, in {sentence(card.deck_title)}"
    yield name(card)
    if answer:
        yield f"The answer: {in_a_line(card.fact.answer)}"
    yield f"State: {sentence(state(card, now))}"
    memory = card.memory
    if memory is not None:
        chance = card.retrievability
        recall = f"Chance of recall {chance:.0%}, " if chance is not None else ""
        yield (
            f"{recall}stability {spoken_days(memory.stability)}, "
            f"difficulty {memory.difficulty:.1f} of 10.".capitalize()
        )
        yield f"{counted(memory.reviews, 'answer')}, {counted(memory.lapses, 'lapse')}."
    if card.leech:
        yield "A leech: it was forgotten often."
    if card.buried_until is not None:
        yield f"Put off until {card.buried_until.isoformat()}."
    if card.flag is not None:
        yield f"Flagged: {in_a_line(card.flag)}"
    if card.tags:
        yield f"Tags: {in_a_line(', '.join(card.tags))}"


def name(card: FactCard) -> str:
    """A fact as it is called in a list, with its gaps as blanks."""
    gaps = "cloze" in card.forms
    return sentence(card.prompt.replace("…", "blank") if gaps else card.prompt)


def state(card: FactCard, now: datetime) -> str:
    """The state of a fact and when it is due, in a few words."""
    if card.suspended or card.due_at is None:
        return card.state
    return f"{card.state}, due {'now' if card.due else spoken_until(card.due_at, now)}"


def history(reviews: Iterable[Review], *, given: bool) -> Iterator[str]:
    """Every answer to a fact, oldest first; what was `given` only where it may be seen."""
    none = True
    for review in reviews:
        none = False
        outcome = "right" if review.correct else "wrong"
        seconds = counted(round(review.duration_ms / 1000), "second")
        parts = [review.rating.name.lower(), outcome, review.form, seconds]
        if review.confidence is not None:
            parts.insert(2, review.confidence.value)
        if given and review.confused_with:
            parts.append(f"taken for {' and '.join(review.confused_with)}")
        parts.append(f"next in {spoken_days(review.interval_days)}")
        yield f"{review.study_day.isoformat()}: {', '.join(parts)}."
    if none:
        yield "Never answered yet."
