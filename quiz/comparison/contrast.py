"""Contrast: what separates two subjects, on one feature or on several."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.comparison.asking import JointAsking, held_by
from quiz.comparison.assigning import Item, assignment
from quiz.comparison.likeness import drawn
from quiz.comparison.pairs import (
    Pair,
    cells_of,
    each_apart,
    of_neither,
    stands_for_itself,
    subjects_of,
)
from quiz.comparison.table import Place
from quiz.markdown import strong
from quiz.shapes import Question

MOST_ROWS = 4
MOST_OTHERS = 2
"""With more than two values of others beside the two, a question takes longer and tells no more."""


def fits(places: Sequence[Place]) -> bool:
    """Whether the cells are of two subjects who differ in each of them, both being spoken of."""
    pair = subjects_of(places)
    rows = {place.row.id for place in places}
    return (
        len(pair) == 2
        and len(rows) <= MOST_ROWS
        and rows <= places[0].table.clear
        and all(_separates(place, pair) for place in places)
    )


def _separates(place: Place, pair: Pair) -> bool:
    cells = cells_of(place.row, pair)
    return (
        cells is not None
        and place.row.apart(*cells)
        and stands_for_itself(place.table, place.cell, pair)
    )


def ask(asking: JointAsking) -> Question:
    """On one feature give each subject its value; on several give each value its subject."""
    first, second = subjects_of(asking.places)
    several = len({place.row.id for place in asking.places}) > 1
    return (_subjects if several else _values)(asking, (first, second))


def _values(asking: JointAsking, pair: Pair) -> Question:
    row, rng = asking.places[0].row, asking.rng
    own = [row.by_subject[subject.id] for subject in pair]
    names = [one.subject.id for one in of_neither(asking.table, row, (own[0], own[1]))]
    lots = drawn({name: asking.weight(row, pair, name) for name in names}, len(names), rng)
    others = each_apart((row, row.by_subject[name]) for name in lots)[:MOST_OTHERS]
    groups = rng.sample((*own, *(cell for _, cell in others)), len(own) + len(others))
    items = [
        Item(
            cell.subject.name,
            groups.index(cell),
            {cell.fact: frozenset({groups.index(cell)})},
            {
                (cell.fact, index): held_by(row, other)
                for index, other in enumerate(groups)
                if other is not cell
            },
        )
        for cell in own
    ]
    first, second = (strong(subject.name) for subject in pair)
    prompt = f"What separates {first} from {second} as regards {row.name}?"
    if not asking.english:
        prompt = f"{row.name}:"
    elif asking.turn:
        prompt = f"As regards {row.name}, what holds for each of the two?"
    return assignment("contrast", asking, prompt, items, [cell.text for cell in groups])


def _subjects(asking: JointAsking, pair: Pair) -> Question:
    items = []
    for place in asking.places:
        right = int(place.cell.subject.id == pair[1].id)
        other = place.row.by_subject[pair[1 - right].id]
        marks = {place.cell.fact: frozenset({right})}
        confused = {(place.cell.fact, 1 - right): (other.fact,)}
        items.append(Item(place.statement, right, marks, confused))
    first, second = (strong(subject.name) for subject in pair)
    prompt = f"What separates {first} from {second}? Which holds for whom?"
    if not asking.english:
        prompt = f"{first} / {second}"
    elif asking.turn:
        prompt = f"{first} or {second}: which of them does each hold for?"
    groups = [asking.table.label(subject) for subject in pair]
    return assignment("contrast", asking, prompt, items, groups)
