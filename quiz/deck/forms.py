"""The card models by the form they are tagged with, read off the union so that none is missed."""

from __future__ import annotations

from typing import get_args

from quiz.cards import AnyCard
from quiz.cards.card import Card

CARD_MODELS: dict[str, type[Card]] = {
    get_args(model.model_fields["form"].annotation)[0]: model
    for model in get_args(get_args(AnyCard)[0])
}
_FORMS = {model: form for form, model in CARD_MODELS.items()}


def form_of(card: Card) -> str:
    """The form of a card, as its author writes it and as it stands in the log."""
    return _FORMS[type(card)]
