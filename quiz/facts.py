"""The unit that memory is kept for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

FactKey = NewType("FactKey", str)
"""`deck/comparison/feature/subject`, `deck/card` or `deck/card/reverse`: made from ids only."""


def fact_key(*ids: str) -> FactKey:
    """Join ids into a key; from ids alone, so that mended text never loses progress."""
    return FactKey("/".join(ids))


def deck_of(key: str) -> str:
    """The id of the deck that a fact's key starts with."""
    return key.partition("/")[0]


def side_of_card(key: str) -> str:
    """The side of a card that a fact is, told by its key: "reverse", or "" for the card itself."""
    return key.partition("/")[2].partition("/")[2]


def row_of(key: str) -> str:
    """The key of a cell without its subject, which all cells of its row have; a card's own key."""
    return key.rpartition("/")[0] if key.count("/") == 3 else key


class FactKind(StrEnum):
    """Where a fact stands in its deck."""

    CELL = "cell"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to remember, with one memory however it is asked.

    `siblings` names the group that should not meet on one day: the cells of one subject, both
    ways of one card. `answer` is what is to be recalled, as one line of text, kept so that a
    changed answer can be shown beside what it was; `digest` stands for it in the log.
    """

    key: FactKey
    kind: FactKind
    siblings: str
    answer: str
    digest: str
    revision: int = 1
    aliases: tuple[FactKey, ...] = ()
