"""Match: the values of one feature to the subjects that have them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from quiz.comparison.asking import JointAsking, held_by
from quiz.comparison.assigning import Item, assignment
from quiz.comparison.table import Place
from quiz.shapes import Question

FEWEST = 3
MOST = 6


def fits(places: Sequence[Place]) -> bool:
    """Whether these are cells of one row, all different, none of which names its own subject."""
    row = places[0].row
    return (
        FEWEST <= len(places) <= MOST
        and row.id in places[0].table.clear
        and all(place.row is row for place in places)
        and not any(place.subject in place.table.named_in(place.cell) for place in places)
        and all(row.apart(one.cell, other.cell) for one, other in combinations(places, 2))
    )


def _prompt(asking: JointAsking) -> str:
    row = asking.places[0].row
    if not row.english:
        return f"{row.name}:"
    if asking.turn:
        return f"What holds for each of these, as regards {row.name}?"
    return f"As regards {row.name}, what goes with which?"


def ask(asking: JointAsking) -> Question:
    """Ask for all of them; whose value is given to another subject is confused with it."""
    row = asking.places[0].row
    groups = asking.rng.sample(asking.places, len(asking.places))
    items = [
        Item(
            place.cell.subject.name,
            number,
            {place.cell.fact: frozenset({number})},
            {
                (place.cell.fact, index): held_by(row, other.cell)
                for index, other in enumerate(groups)
                if index != number
            },
        )
        for number, place in enumerate(groups)
    ]
    texts = [place.cell.text for place in groups]
    return assignment("match", asking, _prompt(asking), items, texts, one_each=True)
