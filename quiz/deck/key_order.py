"""The order in which the keys of each table of a deck are written, read off the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from quiz.authoring import Source
from quiz.cards.card import Card
from quiz.comparison.model import CellEntry, ComparisonHead, FeatureEntry, SubjectEntry
from quiz.deck.forms import CARD_MODELS
from quiz.deck.model import DeckHead

_CARD_OPENS: Sequence[str] = ("id", "form", "prompt")
_TABLES: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): DeckHead,
    ("source", "*"): Source,
    ("comparison",): ComparisonHead,
    ("comparison", "subject", "*"): SubjectEntry,
    ("comparison", "feature"): FeatureEntry,
    ("comparison", "feature", "cell", "*"): CellEntry,
}


def key_order(path: Sequence[str], table: Mapping[str, Any]) -> Sequence[str]:
    """The keys that a table may have, in order; none where their order is the author's to choose.

    `path` has the keys that lead to the table, without the numbers of entries in lists.
    """
    if tuple(path) == ("card",):
        return _order_of_card(CARD_MODELS[table["form"]])
    named = (tuple(path), (*path[:-1], "*"))
    model = next((_TABLES[one] for one in named if one in _TABLES), None)
    return tuple(model.model_fields) if model else ()


def _order_of_card(model: type[Card]) -> Sequence[str]:
    """What is asked, then the form's own keys, then what all cards may have."""
    own = (key for key in model.model_fields if key not in Card.model_fields)
    shared = (key for key in Card.model_fields if key not in _CARD_OPENS)
    return tuple(dict.fromkeys((*_CARD_OPENS, *own, *shared)))
