"""What decks call their tables, subjects, features and facts, looked up when it is asked for.

Figures go by ids, and a deck is opened for its names alone. With a thousand decks that takes
seconds, and few of them are ever in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.markdown import plain
from quiz.scores.facts_now import TableNow
from quiz.scores.ports import Decks
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which no face loads before it must


class DeckNames:
    """The names that decks give; None is for what no deck has, and for all of one that is broken.

    Each deck is asked for once.
    """

    def __init__(self, decks: Decks) -> None:
        self._decks = decks
        self._opened: dict[str, Deck | None] = {}
        self._tables: dict[str, Mapping[str, TableNow]] = {}
        self._features: dict[str, Mapping[FactKey, str]] = {}

    def tables(self, deck_id: str) -> Mapping[str, TableNow]:
        """The tables of a deck by their ids, in the author's order."""
        if deck_id not in self._tables:
            deck = self._deck(deck_id)
            self._tables[deck_id] = _tables(deck) if deck else {}
        return self._tables[deck_id]

    def prompt(self, key: FactKey) -> str | None:
        """What a fact is asked with, in short."""
        deck = self._deck_with(key)
        return deck.prompt(key) if deck else None

    def subject(self, key: FactKey) -> str | None:
        """The name of a cell's subject."""
        deck = self._deck_with(key)
        return deck.subject(key) if deck else None

    def feature(self, key: FactKey) -> str | None:
        """The name of a cell's feature."""
        deck = self._deck_with(key)
        if deck is None:
            return None
        if deck.id not in self._features:
            self._features[deck.id] = _features(deck)
        return self._features[deck.id][key]

    def _deck_with(self, key: FactKey) -> Deck | None:
        deck = self._deck(deck_of(key))
        return deck if deck and key in deck.facts else None

    def _deck(self, deck_id: str) -> Deck | None:
        if deck_id not in self._opened:
            self._opened[deck_id] = None
            with suppress(ProblemsFound, UsageError):
                self._opened[deck_id] = self._decks.deck(deck_id)
        return self._opened[deck_id]


def _tables(deck: Deck) -> Mapping[str, TableNow]:
    return {
        table.id: TableNow(
            deck.id,
            table.id,
            one_line(plain(table.title)),
            tuple((one.id, one_line(plain(one.short))) for one in table.subjects),
        )
        for table in deck.tables
    }


def _features(deck: Deck) -> Mapping[FactKey, str]:
    return {
        cell.fact: one_line(plain(row.name))
        for table in deck.tables
        for row in table.rows
        for cell in row.cells
    }
