"""A deck as lines of JSON and back, so that it need not be parsed and checked at each start.

Its facts come back at once, as columns; a card stays the line that it is until it is asked. What
comes back is taken for sound: it was when it was packed, and nobody else is to have written it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from json import JSONEncoder, loads
from typing import Any

from quiz.deck.contents import CELL, Contents, Facts
from quiz.deck.deck import Deck
from quiz.deck.model import DeckHead
from quiz.deck.parsing import Entry, comparison_of, with_places
from quiz.deck.ways import TableWithCells, tables_of
from quiz.facts import Fact, FactKey, FactKind, fact_key

_encoded = JSONEncoder(separators=(",", ":")).encode


def packed(deck: Deck) -> bytes:
    """A deck as lines: its head, its facts, then each of its comparisons and of its cards."""
    contents = deck.contents
    entries = [_encoded(entry) for entry in (*contents.comparisons, *contents.cards)]
    lengths = [len(entry) + 1 for entry in entries]
    facts = _encoded([len(contents.comparisons), lengths, *_columns(deck)])
    head = contents.head.model_dump_json(
        by_alias=True, exclude_unset=True, exclude={"comparison", "card"}
    )
    return "\n".join((head, facts, *entries, "")).encode()


def _columns(deck: Deck) -> list[Any]:
    """The facts, column by column; most are of revision 1 and had no other names."""
    prefix, facts = f"{deck.id}/", list(deck.facts.values())
    return [
        [fact.key.removeprefix(prefix) for fact in facts],
        [fact.answer for fact in facts],
        [fact.digest for fact in facts],
        list(deck.contents.numbers.values()),
        {str(place): fact.revision for place, fact in enumerate(facts) if fact.revision != 1},
        {str(place): fact.aliases for place, fact in enumerate(facts) if fact.aliases},
    ]


def unpacked(kept: bytes, start: int = 0) -> Deck:
    """The deck that was packed into what begins there.

    Raises ValueError, TypeError or AttributeError for what was never packed. What is wrong with
    an entry alone is noticed when it is asked for (`quiz.deck.parsing.card_of`).
    """
    facts_at = kept.index(b"\n", start) + 1
    entries_at = kept.index(b"\n", facts_at) + 1
    head = DeckHead.model_validate_json(kept[start:facts_at])
    how_many, lengths, *columns = loads(kept[facts_at:entries_at])
    ends = list(accumulate(lengths, initial=entries_at))
    if {*map(type, lengths)} - {int} or ends[-1] != len(kept):
        raise ValueError("these are no entries of a deck")
    comparisons, cards = _Lines(kept, ends[: how_many + 1]), _Lines(kept, ends[how_many:])
    facts = _Columns.of(head.id, columns, len(cards))
    numbers = dict(zip(facts.places, facts.numbers, strict=True))
    contents = Contents(head, comparisons, cards, numbers, partial(_tables, head, comparisons))
    return Deck(head.id, head.title, head.language, Facts(facts.places, facts.fact), contents)


class _Lines(Sequence[Entry]):
    """Lines of what was kept, each cut out when it is asked for; `ends` begins with their start."""

    def __init__(self, kept: bytes, ends: Sequence[int]) -> None:
        self._kept = kept
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: Any) -> Any:
        return self._kept[self._ends[place] : self._ends[place + 1]]


def _tables(head: DeckHead, comparisons: Iterable[Entry]) -> Sequence[TableWithCells]:
    return list(tables_of(head, with_places(map(comparison_of, comparisons))))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The facts of a deck, each of which is made when it is first asked for."""

    deck_id: str
    places: Mapping[FactKey, int]
    answers: Sequence[str]
    digests: Sequence[str]
    numbers: Sequence[int]
    revisions: Mapping[str, int]
    aliases: Mapping[str, Sequence[FactKey]]

    @classmethod
    def of(cls, deck_id: str, columns: Sequence[Any], cards: int) -> _Columns:
        """The columns as they were packed; raises what `unpacked` does for others."""
        names, answers, digests, numbers, revisions, aliases = columns
        "".join((*names, *answers, *digests))  # raises where one is no text, in no time
        cells = [name for name, number in zip(names, numbers, strict=True) if number == CELL]
        sound = (
            len(names) == len(answers) == len(digests)
            and {*map(type, numbers), *map(type, revisions.values())} <= {int}
            and min(numbers, default=CELL) >= CELL
            and max(numbers, default=CELL) < cards
            and all(name.count("/") == 2 for name in cells)
            and all(isinstance(alias, str) for several in aliases.values() for alias in several)
        )
        if not sound:
            raise ValueError("these are no facts of a deck")
        places = {FactKey(f"{deck_id}/{name}"): place for place, name in enumerate(names)}
        return cls(deck_id, places, answers, digests, numbers, revisions, aliases)

    def fact(self, key: FactKey) -> Fact:
        """A fact; raises KeyError where there is none of that key."""
        place = self.places[key]
        is_cell = self.numbers[place] == CELL
        _, name, *rest = key.split("/")
        return Fact(
            key,
            FactKind.CELL if is_cell else FactKind.CARD,
            fact_key(self.deck_id, name, rest[-1]) if is_cell else fact_key(self.deck_id, name),
            self.answers[place],
            self.digests[place],
            self.revisions.get(str(place), 1),
            tuple(self.aliases.get(str(place), ())),
        )
