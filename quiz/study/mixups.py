"""What a person mixes up, told by table, feature and subject."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.facts import FactKey
from quiz.markdown import plain
from quiz.review import Confusion, Review
from quiz.study.confusions import Pair, faded, pair_of
from quiz.terminal_text import one_line
from quiz.text import normalise

if TYPE_CHECKING:
    from quiz.comparison.table import Place
    from quiz.deck.deck import Deck


@dataclass(frozen=True, slots=True)
class Mixup:
    """A cell that was asked, and another subject's that was given instead.

    Ids stand beside names, which are plain text. `shown` counts how often the chosen one stood to
    be chosen or was given all the same, `times` how often it was given; `weight` is what that
    still weighs. `promoted` says that the pair comes back until it is told apart.
    """

    deck_id: str
    table_id: str
    table: str
    feature_id: str
    feature: str
    asked: str
    asked_name: str
    chosen: str
    chosen_name: str
    facts: Pair
    shown: int
    times: int
    weight: float
    promoted: bool


def mixups(
    decks: Iterable[Deck],
    confusions: Sequence[Confusion],
    reviews: Iterable[Review],
    promoted: frozenset[Pair],
    now_ms: int,
) -> list[Mixup]:
    """All that was mixed up in these decks, what weighs most first.

    `reviews` are all answers to what was ever asked and mixed up. What has left its table is left
    out, as nobody could work on it.
    """
    places = {key: place for deck in decks for key, place in _places(deck, confusions)}
    grouped: dict[tuple[FactKey, FactKey], list[Confusion]] = {}
    for one in confusions:
        if _same_row(places.get(one.asked), places.get(one.chosen)):
            grouped.setdefault((one.asked, one.chosen), []).append(one)
    answers: dict[FactKey, list[Review]] = {}
    for review in reviews:
        answers.setdefault(review.fact, []).append(review)
    found = [
        _mixup(
            places[asked],
            places[chosen],
            ones,
            sum(_shown(review, places[chosen]) for review in answers.get(asked, ())),
            pair_of(asked, chosen) in promoted,
            now_ms,
        )
        for (asked, chosen), ones in grouped.items()
    ]
    return sorted(found, key=lambda one: (-one.weight, one.facts))


def _places(deck: Deck, confusions: Iterable[Confusion]) -> Iterable[tuple[FactKey, Place]]:
    named = dict.fromkeys(key for one in confusions for key in (one.asked, one.chosen))
    for key in named:
        place = deck.place(key) if key in deck.facts else None
        if place is not None:
            yield key, place


def _same_row(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and one is not other and one.row is other.row


def _mixup(
    asked: Place, chosen: Place, ones: Sequence[Confusion], shown: int, promoted: bool, now_ms: int
) -> Mixup:
    key = asked.cell.fact
    deck_id, table_id, feature_id, _ = key.split("/")
    return Mixup(
        deck_id=deck_id,
        table_id=table_id,
        table=one_line(plain(asked.table.title)),
        feature_id=feature_id,
        feature=one_line(plain(asked.row.name)),
        asked=asked.cell.subject.id,
        asked_name=one_line(plain(asked.cell.subject.short)),
        chosen=chosen.cell.subject.id,
        chosen_name=one_line(plain(chosen.cell.subject.short)),
        facts=(key, chosen.cell.fact),
        shown=shown,
        times=len(ones),
        weight=sum(faded(one, now_ms) for one in ones),
        promoted=promoted,
    )


def _shown(review: Review, chosen: Place) -> bool:
    """Whether the other cell, by its value or its subject, stood among the options or was given."""
    if chosen.cell.fact in review.confused_with:
        return True
    options = json.loads(review.options).get("options")
    listed = options if isinstance(options, list) else ()
    offered = {normalise(plain(str(option))) for option in listed}
    named = {normalise(plain(chosen.cell.subject.name))}
    return bool(offered & (chosen.cell.meaning | named))
