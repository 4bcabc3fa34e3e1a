"""Which widget shows which shape; each is imported when a question first needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.shapes import Assign, Order, Pick, Reveal, Shape, Type

if TYPE_CHECKING:
    from textual.widget import Widget


def new_view(shape: Shape) -> Widget:
    """A widget for a shape, to be asked that one and all later ones of its kind."""
    match shape:
        case Pick():
            from quiz.tui.shapes.pick import PickView

            return PickView()
        case Type():
            from quiz.tui.shapes.type import TypeView

            return TypeView()
        case Reveal():
            from quiz.tui.shapes.reveal import RevealView

            return RevealView()
        case Order():
            from quiz.tui.shapes.order import OrderView

            return OrderView()
        case Assign():
            from quiz.tui.shapes.assign import AssignView

            return AssignView()
