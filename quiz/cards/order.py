"""Order: items to put into their sequence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from quiz.authoring import Text
from quiz.cards.card import Asking, Card, in_a_row, listed, question, reading_alike, shuffled
from quiz.cards.letters import surely_differ
from quiz.errors import Finding
from quiz.grading import grade_order
from quiz.shapes import Order, Question


class OrderCard(Card):
    """Items that have one right sequence."""

    form: Literal["order"]
    """The form of the card."""
    items: Annotated[tuple[Text, ...], Field(strict=False, min_length=3)]
    """The items, written in their right order."""

    @property
    def answer_begins(self) -> str:
        """The first item."""
        return self.items[0]

    def sides(self) -> Mapping[str, str]:
        """The items in their order."""
        return {"": in_a_row(self.items, " → ")}

    def flaws(self) -> Iterator[Finding]:
        """Items that read the same: their order could not be told."""
        if not surely_differ(self.items):
            yield from reading_alike(listed("items", self.items), "The item")

    def ask(self, asking: Asking) -> Question:
        """Ask with the items shuffled, never already in order."""
        items = shuffled(self.items, asking.rng)
        if items == self.items:
            items = (*items[1:], items[0])
        shape = Order(self.prompt, items)
        return question("order", shape, asking, lambda given: grade_order(self.items, items, given))
