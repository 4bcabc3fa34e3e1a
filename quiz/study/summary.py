"""What a session came to, told from its standing reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quiz.facts import FactKey, deck_of
from quiz.review import Review
from quiz.study.turn import Confused, DeckTally


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a session. `right` counts questions whose every fact was right."""

    questions: int
    right: int
    duration_ms: int
    decks: tuple[DeckTally, ...]
    confused: tuple[Confused, ...]
    missed: tuple[FactKey, ...]


def tally(
    reviews: Sequence[Review],
    title_of: Callable[[str], str],
    name_of: Callable[[FactKey], str],
) -> Tally:
    """Add up a session; a question with several facts counts once, in the deck of its first."""
    questions: dict[str, list[Review]] = {}
    for review in reviews:
        questions.setdefault(review.question_id, []).append(review)
    decks: dict[str, list[bool]] = {}
    for asked in questions.values():
        right = all(review.correct for review in asked)
        decks.setdefault(deck_of(asked[0].fact), []).append(right)
    return Tally(
        questions=len(questions),
        right=sum(sum(outcomes) for outcomes in decks.values()),
        duration_ms=sum(asked[0].duration_ms for asked in questions.values()),
        decks=tuple(
            DeckTally(title_of(deck_id), len(outcomes), sum(outcomes))
            for deck_id, outcomes in decks.items()
        ),
        confused=_confused(reviews, name_of),
        missed=tuple(dict.fromkeys(review.fact for review in reviews if not review.correct)),
    )


def _confused(reviews: Iterable[Review], name_of: Callable[[FactKey], str]) -> tuple[Confused, ...]:
    pairs = Counter((review.fact, other) for review in reviews for other in review.confused_with)
    return tuple(
        Confused(name_of(asked), name_of(chosen), times)
        for (asked, chosen), times in pairs.most_common()
    )
