"""How each fact of a deck is asked: by a side of a card, or by a cell where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quiz.authoring import leniencies_taken
from quiz.cards.card import Card
from quiz.comparison.making import table
from quiz.comparison.model import FeatureEntry
from quiz.comparison.table import Cell, Place, Row, Table
from quiz.deck.identity import card_id, earlier_cell_keys, earlier_keys, feature_id
from quiz.deck.model import DeckHead
from quiz.deck.parsing import ParsedComparison
from quiz.facts import Fact, FactKey, FactKind, fact_key
from quiz.terminal_text import one_line
from quiz.text import digest

DIGEST_LENGTH = 16
"""Hex digits of an answer's digest in the log: enough that two answers never share one."""


class Written(NamedTuple):
    """A side of a card, as a way to ask its fact."""

    card: Card
    side: str


@dataclass(frozen=True, slots=True)
class Tabled:
    """A cell where it stands, as a way to ask its fact."""

    fact: Fact
    place: Place
    tags: tuple[str, ...]

    @property
    def row(self) -> Row:
        """The row that the cell stands in."""
        return self.place.row

    @property
    def cell(self) -> Cell:
        """The cell itself."""
        return self.place.cell


Way = Written | Tabled
TableWithCells = tuple[Table, Mapping[FactKey, Tabled]]
"""A table, with its facts in the author's order, each where it stands."""


def fact_of_card(key: FactKey, way: Written, head: DeckHead) -> Fact:
    """The fact that a side of a card is."""
    card, side = way
    name = card.id or card_id(None, card.opening)
    aliases: tuple[FactKey, ...] = ()
    if card.aliases or head.aliases:
        aliases = earlier_keys(key, ((head.id, head.aliases), (name, card.aliases)), side)
    answer, essence = card.sides()[side], card.essence()[side]
    line = one_line(answer)
    return Fact(
        key=key,
        kind=FactKind.CARD,
        siblings=fact_key(head.id, name),
        answer=line,
        digest=digest(line if essence == answer else one_line(essence), DIGEST_LENGTH),
        revision=card.revision,
        aliases=aliases,
    )


def tables_of(head: DeckHead, comparisons: Iterable[ParsedComparison]) -> Iterator[TableWithCells]:
    """The tables of a deck, in the author's order."""
    strict = leniencies_taken(head.strict)
    for entry in comparisons:
        made = table(entry.head, list(_features(entry)), head.id, strict, head.language)
        yield made, dict(_cells(entry, made, head))


def _features(entry: ParsedComparison) -> Iterator[tuple[str, FeatureEntry]]:
    return ((feature_id(feature.id, feature.name), feature) for _, feature in entry.features)


def _cells(
    entry: ParsedComparison, made: Table, head: DeckHead
) -> Iterator[tuple[FactKey, Tabled]]:
    for (name, feature), row in zip(_features(entry), made.rows, strict=True):
        tags = (*(entry.head.tags or ()), *(feature.tags or ()))
        for cell in row.cells:
            texts = [answer.text for answer in cell.accepted]
            subject = cell.subject.id
            fact = Fact(
                key=cell.fact,
                kind=FactKind.CELL,
                siblings=fact_key(head.id, made.id, subject),
                answer=one_line("; ".join(texts)),
                # The order of values says nothing.
                digest=digest(one_line("; ".join(sorted(texts))), DIGEST_LENGTH),
                revision=feature.revision,
                aliases=earlier_cell_keys(
                    cell.fact,
                    (head.id, head.aliases),
                    (made.id, entry.head.aliases),
                    (name, feature.aliases),
                    (subject, entry.head.subject[subject].aliases),
                ),
            )
            yield fact.key, Tabled(fact, Place(made, row, cell), tags)
