"""Giving each item its group: matching and sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.shapes import Assign, Assigned
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, hang
from quiz.tui.shapes.view import (
    RIGHT,
    WRONG,
    Refused,
    ShapePage,
    Submitted,
    numbers,
    prompt_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

    from quiz.shapes import Part, Shape
    from quiz.tui.shapes.view import Hinter
    from quiz.tui.widgets.foot import Hint


_INDENT = "  "


class AssignView(ShapePage):
    """Items with what each was given, and below them the groups by number."""

    BINDINGS = bindings("assign")

    def __init__(self) -> None:
        super().__init__(id="assign")
        self.shape = Assign("", (), ())
        self.given: list[int | None] = []
        self.cursor = 0
        self._told_open = False

    async def ask(self, shape: Shape) -> None:
        """Show the items, none of them given to a group."""
        if isinstance(shape, Assign):
            self.shape, self.given = shape, [None] * len(shape.items)
            self.cursor, self.verdict, self._told_open = 0, None, False
            self.changed()

    def hints(self, hint: Hinter) -> Sequence[Hint]:
        """Give, clear, submit."""
        name = "give" if self.shape.one_each else "give group"
        give = numbers("assign.give", len(self.shape.groups), name, hint)
        return give, hint("assign.submit"), hint("assign.clear")

    # Drawing.

    def lines(self, width: int) -> Sequence[Line]:
        """The prompt, the items, the groups."""
        found = prompt_lines(self.shape.prompt, width, over=self.verdict is not None)
        if self.verdict is not None:
            for part in self.verdict.parts:
                found += _judged(part, width)
            return found
        for index, item in enumerate(self.shape.items):
            found += self._item(index, item, width)
        found.append(Line(BLANK))
        for group, name in enumerate(self.shape.groups):
            taken = self.shape.one_each and group in self.given
            tag = len(self.shape.items) + group
            first = Content.styled(f"    {group + 1}  ", "$quiet" if taken else "bold")
            found += hang(first, prose.inline(name, "$quiet" if taken else ""), width, tag)
        return found

    def _item(self, index: int, item: str, width: int) -> list[Line]:
        here = index == self.cursor
        lit = "$lit" if here else ""
        group = self.given[index]
        if group is None:
            given = Content.styled("→ ?", "$quiet")
        else:
            name = prose.inline(self.shape.groups[group])
            given = Content.assemble("→ ", (f"{group + 1} ", "$quiet"), name)
        first = Content.styled("▸ " if here else "  ", "$lit")
        return _followed(hang(first, prose.inline(item, lit), width, index), given, width)

    # Acting.

    def _go(self, index: int) -> None:
        if self.verdict is None and self.shape.items:
            self.cursor = index % len(self.shape.items)
            self.changed()
            self.show_row(self.cursor)

    def action_down(self) -> None:
        """Next item."""
        self._go(self.cursor + 1)

    def action_up(self) -> None:
        """Item before."""
        self._go(self.cursor - 1)

    def action_give(self, group: int) -> None:
        """Give the item a group and go on to the next one without; what is taken changes hands."""
        if self.verdict is not None or group >= len(self.shape.groups):
            return
        if self.shape.one_each and group in self.given:
            self.given[self.given.index(group)] = None
        self.given[self.cursor] = group
        self._told_open = False
        later = [*range(self.cursor + 1, len(self.given)), *range(self.cursor)]
        self._go(next((index for index in later if self.given[index] is None), self.cursor))

    def action_clear(self) -> None:
        """Take the item's group away."""
        if self.verdict is None and self.given:
            self.given[self.cursor] = None
            self._told_open = False
            self.changed()

    def action_submit(self) -> None:
        """Hand it in; where an item has no group, only once that was told."""
        if self.verdict is not None:
            return
        wanted = "partner" if self.shape.one_each else "group"
        missing = sum(group is None for group in self.given)
        if missing == len(self.given):
            self.post_message(Refused(f"No item has a {wanted} yet; or say that you do not know."))
        elif missing and not self._told_open:
            self._told_open = True
            items = "One item has" if missing == 1 else f"{missing} items have"
            self.post_message(Refused(f"{items} no {wanted}. Once more hands it in so."))
        else:
            self.post_message(Submitted(self.shape, Assigned(tuple(self.given))))

    def on_click(self, event: Click) -> None:
        """A click on an item goes there, on a group gives it."""
        tag = self.tag_at(event)
        if tag is None or self.verdict is not None:
            return
        if tag < len(self.shape.items):
            self._go(tag)
        else:
            self.action_give(tag - len(self.shape.items))


def _judged(part: Part, width: int) -> list[Line]:
    found = hang(RIGHT if part.correct else WRONG, prose.inline(part.label), width)
    found = _followed(found, Content.assemble("→ ", prose.inline(part.right, "bold")), width)
    if part.given and not part.correct:
        given = Content.assemble(("← you gave ", "$quiet"), prose.inline(part.given, "$quiet"))
        found = _followed(found, given, width, gap=2)
    return found


def _followed(lines: list[Line], after: Content, width: int, gap: int = 1) -> list[Line]:
    """What comes after an item, on its last line where all of it fits, else on lines of its own."""
    last = lines[-1]
    if last.text.cell_length + gap + after.cell_length <= width:
        return [*lines[:-1], Line(last.text + Content(" " * gap) + after, last.tag)]
    return [*lines, *hang(Content(_INDENT), after, width, last.tag)]
