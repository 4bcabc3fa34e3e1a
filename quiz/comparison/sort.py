"""Sort: what holds of one subject, of the other, of both or of neither."""

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
from quiz.comparison.table import Cell, Place, Row, stated
from quiz.facts import FactKey
from quiz.markdown import strong
from quiz.shapes import Question

FEWEST = 4
MOST = 8
MOST_OF_NEITHER = 2
ONLY_FIRST, ONLY_SECOND, BOTH, NEITHER = range(4)

_SAYING_SO = (frozenset({ONLY_FIRST, BOTH}), frozenset({ONLY_SECOND, BOTH}))
"""For each of the two the groups that say of it that the item holds."""


def fits(places: Sequence[Place]) -> bool:
    """Whether all cells can be stated of the pair, and make items enough and not too many.

    What both share is one item that asks both: so both or neither of the two cells are given.
    """
    pair = subjects_of(places)
    if len(pair) != 2 or not {place.row.id for place in places} <= places[0].table.clear:
        return False
    facts = {place.cell.fact for place in places}
    if not all(_can_be_sorted(place, pair, facts) for place in places):
        return False
    own = len(_stated(places, pair))
    if not FEWEST - MOST_OF_NEITHER <= own <= MOST:
        return False
    return own >= FEWEST or own + len(each_apart(_strangers(places, pair))) >= FEWEST


def _can_be_sorted(place: Place, pair: Pair, facts: set[FactKey]) -> bool:
    cells = cells_of(place.row, pair)
    if cells is None or not stands_for_itself(place.table, place.cell, pair):
        return False
    if place.row.same(*cells):
        return all(cell.fact in facts for cell in cells)
    return place.row.apart(*cells)


def _stated(places: Sequence[Place], pair: Pair) -> list[Place]:
    """The places that make an item each: of a value that both share, the first one's."""
    return [
        place
        for place in places
        if place.subject == pair[0].id
        or not place.row.same(place.cell, place.row.by_subject[pair[0].id])
    ]


def _strangers(places: Sequence[Place], pair: Pair) -> list[tuple[Row, Cell]]:
    """What other subjects have on the features asked that holds of neither of the two."""
    if not places[0].row.english:
        return []  # there is no group for it that needs no English word
    rows = {place.row.id: place.row for place in places}
    return [
        (row, other)
        for row in rows.values()
        for other in of_neither(places[0].table, row, _both(row, pair))
    ]


def _both(row: Row, pair: Pair) -> tuple[Cell, Cell]:
    return row.by_subject[pair[0].id], row.by_subject[pair[1].id]


def ask(asking: JointAsking) -> Question:
    """Ask for what the two have, with a few values of others that are of neither."""
    first, second = subjects_of(asking.places)
    pair = (first, second)
    asked = {place.cell.fact for place in asking.places}
    items = [_item(place, pair) for place in _stated(asking.places, pair)]
    strangers = _drawn_strangers(asking, pair)[: min(MOST_OF_NEITHER, MOST - len(items))]
    items += [_item_of_neither(row, cell, pair, asked) for row, cell in strangers]
    names = [asking.table.label(subject) for subject in pair]
    groups = [f"{names[0]} only", f"{names[1]} only", "both", "neither"]
    if not asking.english:
        groups = [*names, f"{names[0]} + {names[1]}"]
    return assignment("sort", asking, _prompt(asking, pair), items, groups)


def _drawn_strangers(asking: JointAsking, pair: Pair) -> list[tuple[Row, Cell]]:
    strangers = {cell.fact: (row, cell) for row, cell in _strangers(asking.places, pair)}
    weights = {
        fact: asking.weight(row, pair, cell.subject.id) for fact, (row, cell) in strangers.items()
    }
    return each_apart(strangers[fact] for fact in drawn(weights, len(weights), asking.rng))


def _item(place: Place, pair: Pair) -> Item:
    """What one of the two has alone, or what both have."""
    cells = _both(place.row, pair)
    if place.row.same(*cells):
        saying_so = zip(cells, _SAYING_SO, strict=True)
        return Item(place.statement, BOTH, {cell.fact: groups for cell, groups in saying_so})
    own = ONLY_FIRST if place.subject == pair[0].id else ONLY_SECOND
    fact, other = place.cell.fact, cells[1 - own].fact
    confused = {(fact, group): (other,) for group in _SAYING_SO[1 - own]}
    return Item(place.statement, own, {fact: frozenset({own})}, confused)


def _item_of_neither(row: Row, cell: Cell, pair: Pair, asked: set[FactKey]) -> Item:
    """What neither has: it rates nothing; given to one of them, it confuses what that one has."""
    confused = {
        (own.fact, group): held_by(row, cell)
        for own, groups in zip(_both(row, pair), _SAYING_SO, strict=True)
        if own.fact in asked
        for group in groups
    }
    return Item(stated(row, cell.text), NEITHER, {}, confused)


def _prompt(asking: JointAsking, pair: Pair) -> str:
    first, second = (strong(subject.name) for subject in pair)
    if not asking.english:
        return f"{first} / {second}"
    if asking.turn:
        return f"{first} and {second}: does it hold for one of them, for both or for neither?"
    return f"What holds for {first}, for {second}, for both, and for neither?"
