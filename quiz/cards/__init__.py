"""The forms of written cards; a new one is one file and one line here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quiz.cards.choice import Choice
from quiz.cards.cloze import Cloze
from quiz.cards.flashcard import Flashcard
from quiz.cards.list import ListCard
from quiz.cards.match import Match
from quiz.cards.order import OrderCard
from quiz.cards.sort import Sort
from quiz.cards.true_false import TrueFalse
from quiz.cards.typed import TypedCard
from quiz.cards.vignette import Vignette

AnyCard = Annotated[
    Flashcard
    | Choice
    | TrueFalse
    | TypedCard
    | Cloze
    | ListCard
    | OrderCard
    | Match
    | Sort
    | Vignette,
    Field(discriminator="form"),
]
"""Any written card, told apart by its `form`."""

__all__ = ["AnyCard"]
