"""Putting items into their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.shapes import Order, Ordered
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import Line, hang
from quiz.tui.shapes.view import RIGHT, WRONG, HintsChanged, ShapePage, Submitted, prompt_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

    from quiz.shapes import Part, Shape
    from quiz.tui.shapes.view import Hinter
    from quiz.tui.widgets.foot import Hint


class OrderView(ShapePage):
    """A list whose items are carried up and down."""

    BINDINGS = bindings("order")

    def __init__(self) -> None:
        super().__init__(id="order")
        self.shape = Order("", ())
        self.order: list[int] = []
        self.cursor = 0
        self.grabbed = False

    async def ask(self, shape: Shape) -> None:
        """Show the items as they came."""
        if isinstance(shape, Order):
            self.shape, self.order = shape, list(range(len(shape.items)))
            self.cursor, self.grabbed, self.verdict = 0, False, None
            self.changed()

    def hints(self, hint: Hinter) -> Sequence[Hint]:
        """Grab and move."""
        if self.grabbed:
            down, up = hint("order.down"), hint("order.up")
            move = down._replace(label=f"{down.label}/{up.label}", name="move it", press="")
            return move, hint("order.grab", "let go"), hint("order.submit")
        down, up = hint("order.move_down"), hint("order.move_up")
        move = down._replace(label=f"{down.label}/{up.label}", name="move down/up", press="")
        return move, hint("order.grab"), hint("order.submit")

    def lines(self, width: int) -> Sequence[Line]:
        """The prompt and the items in their present order."""
        found = prompt_lines(self.shape.prompt, width, over=self.verdict is not None)
        if self.verdict is not None:
            for place, part in enumerate(self.verdict.parts):
                found += _judged(place, part, width)
            return found
        for place, index in enumerate(self.order):
            here = place == self.cursor
            lit = "$lit" if here else ""
            marker = ("↕ " if self.grabbed else "▸ ") if here else "  "
            first = Content.assemble((marker, "$lit"), (f"{place + 1}  ", lit or "$quiet"))
            found += hang(first, prose.inline(self.shape.items[index], lit), width, place)
        return found

    # Acting.

    def _go(self, place: int, *, carrying: bool) -> None:
        if self.verdict is not None or not 0 <= place < len(self.order):
            return
        if carrying:
            self.order.insert(place, self.order.pop(self.cursor))
        self.cursor = place
        self.changed()
        self.show_row(place)

    def action_down(self) -> None:
        """Next item, or the grabbed one down."""
        self._go(self.cursor + 1, carrying=self.grabbed)

    def action_up(self) -> None:
        """Item before, or the grabbed one up."""
        self._go(self.cursor - 1, carrying=self.grabbed)

    def action_move_down(self) -> None:
        """Move the item down."""
        self._go(self.cursor + 1, carrying=True)

    def action_move_up(self) -> None:
        """Move the item up."""
        self._go(self.cursor - 1, carrying=True)

    def action_place(self, place: int) -> None:
        """Go to a place, with what is grabbed."""
        self._go(place, carrying=self.grabbed)

    def action_grab(self) -> None:
        """Grab the item, or let it go."""
        if self.verdict is None:
            self.grabbed = not self.grabbed
            self.changed()
            self.post_message(HintsChanged())

    def action_submit(self) -> None:
        """Hand the order in."""
        if self.verdict is None:
            self.post_message(Submitted(self.shape, Ordered(tuple(self.order))))

    def on_click(self, event: Click) -> None:
        """A click takes an item up; the next one says where it goes."""
        place = self.tag_at(event)
        if place is None or self.verdict is not None:
            return
        if self.grabbed:
            self._go(place, carrying=True)
        else:
            self._go(place, carrying=False)
        self.action_grab()


def _judged(place: int, part: Part, width: int) -> list[Line]:
    first = (RIGHT if part.correct else WRONG) + Content.styled(f"{place + 1}  ", "$quiet")
    body = prose.inline(part.right)
    if part.given and not part.correct:
        body = Content.assemble(
            body, ("  ← you put ", "$quiet"), prose.inline(part.given, "$quiet")
        )
    return hang(first, body, width)
