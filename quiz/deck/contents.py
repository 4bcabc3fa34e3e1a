"""What a deck is made of, piece by piece, each made when it is first asked for.

To check a deck, to list it or to plan a session its keys are nearly all that is needed, and of its
cards a session asks a few. So a deck holds its cards as they were parsed, or as they were kept
from one start to the next, and not as models, which take several times the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from quiz.cards.card import Card
from quiz.comparison.table import Table
from quiz.deck.model import DeckHead
from quiz.deck.parsing import Entry, card_of
from quiz.deck.ways import Tabled, TableWithCells, Way, Written, fact_of_card
from quiz.facts import Fact, FactKey, side_of_card

CELL = -1
"""In place of the number of a card: the fact is a cell."""


class Contents:
    """The pieces of one deck, all of them known to be sound.

    `comparisons` and `cards` are as they were parsed or kept. `numbers` has all facts in the
    author's order, each with the number of its card, or `CELL`. `tables` makes the tables.
    """

    def __init__(
        self,
        head: DeckHead,
        comparisons: Sequence[Entry],
        cards: Sequence[Entry],
        numbers: Mapping[FactKey, int],
        tables: Callable[[], Sequence[TableWithCells]],
    ) -> None:
        self.head = head
        self.comparisons = comparisons
        self.cards = cards
        self.numbers = numbers
        self._make_tables = tables
        self._made: dict[int, Card] = {}

    @cached_property
    def _tables(self) -> Sequence[TableWithCells]:
        return self._make_tables()

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in the author's order."""
        return tuple(made for made, _ in self._tables)

    @cached_property
    def _cells(self) -> Mapping[FactKey, Tabled]:
        return {key: cell for _, cells in self._tables for key, cell in cells.items()}

    def cell(self, key: FactKey) -> Tabled | None:
        """The cell that a fact is; None for a card, which need not be made to tell."""
        return self._cells[key] if self.numbers[key] == CELL else None

    def way(self, key: FactKey) -> Way:
        """How a fact is asked; raises KeyError where there is no such fact."""
        return self.cell(key) or Written(self._card(self.numbers[key]), side_of_card(key))

    def fact(self, key: FactKey) -> Fact:
        """A fact, made of what was written."""
        way = self.way(key)
        return way.fact if isinstance(way, Tabled) else fact_of_card(key, way, self.head)

    def _card(self, number: int) -> Card:
        """A card, which may be asked in two ways."""
        card = self._made.get(number)
        if card is None:
            card = self._made[number] = card_of(self.cards[number])
        return card


class Facts(Mapping[FactKey, Fact]):
    """The facts of a deck by key, each made when it is first asked for."""

    def __init__(
        self,
        keys: Collection[FactKey],
        make: Callable[[FactKey], Fact],
        made: dict[FactKey, Fact] | None = None,
    ) -> None:
        self._keys = keys
        self._make = make
        self._made = {} if made is None else made

    def __getitem__(self, key: FactKey) -> Fact:
        fact = self._made.get(key)
        if fact is None:
            fact = self._made[key] = self._make(key)
        return fact

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[FactKey]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
