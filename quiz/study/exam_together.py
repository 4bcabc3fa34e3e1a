"""Which cells of its table a fact is asked with in one question of an exam."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from quiz.facts import FactKey

if TYPE_CHECKING:
    from quiz.comparison.table import Place
    from quiz.deck.deck import Deck

CELLS_OF_ROW = 4
FEATURES_OF_TWO = 3
"""More at once would take much longer than any other question of the exam."""
_LOOKED_AT = 6
"""Cells of a row, or features, that are tried together: of a large table not all there are."""
_PARTNERS = 3

Rank: TypeAlias = Callable[[str], bytes]
"""An order of chance, of facts and of subjects."""
Free: TypeAlias = Callable[[FactKey], bool]
"""Whether a fact may come along."""


def companions(deck: Deck, key: FactKey, form: str, free: Free, rank: Rank) -> tuple[FactKey, ...]:
    """The facts that go with this one into a question of a form; none where it cannot be asked so.

    As many come as make a fair question that is not too long, and among those chance decides.
    """
    place = deck.place(key)
    if place is None:
        return ()
    for others in TOGETHER[form](place, free, rank):
        if form in deck.joint_forms((key, *others)):
            return others
    return ()


def _of_row(place: Place, free: Free, rank: Rank) -> Iterator[tuple[FactKey, ...]]:
    """Other cells of its row, as many as may be."""
    others = _in_row(place, free, rank)[:_LOOKED_AT]
    for number in range(CELLS_OF_ROW - 1, 0, -1):
        yield from combinations(others, number)


def _one_of_row(place: Place, free: Free, rank: Rank) -> Iterator[tuple[FactKey, ...]]:
    """One other cell of its row."""
    return ((other,) for other in _in_row(place, free, rank))


def _in_row(place: Place, free: Free, rank: Rank) -> list[FactKey]:
    others = (cell.fact for cell in place.row.cells if cell is not place.cell)
    return sorted(filter(free, others), key=rank)


def _of_two(place: Place, free: Free, rank: Rank) -> Iterator[tuple[FactKey, ...]]:
    """The cells of its subject and of another on some features, its own feature among them."""
    own = place.row.by_subject.keys() - {place.subject}
    for other in sorted(own, key=rank)[:_PARTNERS]:
        partner = place.row.by_subject[other].fact
        if not free(partner):
            continue
        shared = sorted(_shared(place, other, free), key=lambda pair: rank(pair[0]))[:_LOOKED_AT]
        for number in range(FEATURES_OF_TWO - 1, 0, -1):
            for pairs in combinations(shared, number):
                yield (partner, *(fact for pair in pairs for fact in pair))


def _shared(place: Place, other: str, free: Free) -> Iterator[tuple[FactKey, FactKey]]:
    """What the two have on each other feature, where both of it may come along."""
    for row in place.table.rows:
        pair = [row.by_subject[id].fact for id in (place.subject, other) if id in row.by_subject]
        if row is not place.row and len(pair) == 2 and all(map(free, pair)):
            yield pair[0], pair[1]


TOGETHER: Mapping[str, Callable[[Place, Free, Rank], Iterable[tuple[FactKey, ...]]]] = {
    "contrast": _one_of_row,
    "match": _of_row,
    "sort": _of_two,
}
"""For each form that asks several cells at once what it is to be tried with, the best first."""
