"""Choosing one option, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.shapes import Pick, Picked
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import Line, hang
from quiz.tui.shapes.view import (
    RIGHT,
    UNMARKED,
    WRONG,
    Refused,
    ShapePage,
    Submitted,
    clue_lines,
    numbers,
    prompt_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

    from quiz.shapes import Shape
    from quiz.tui.shapes.view import Hinter
    from quiz.tui.widgets.foot import Hint


class PickView(ShapePage):
    """Numbered options; the cursor chooses where one is right, a tick where several are."""

    BINDINGS = bindings("pick")

    def __init__(self) -> None:
        super().__init__(id="pick")
        self.shape = Pick("", ())
        self.cursor: int | None = None
        self.ticked: set[int] = set()

    async def ask(self, shape: Shape) -> None:
        """Show a question, with nothing chosen."""
        if isinstance(shape, Pick):
            self.shape, self.cursor, self.ticked = shape, None, set()
            self.verdict, self.clues_seen = None, min(1, len(shape.clues))
            self.changed()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The options that would be submitted now."""
        if self.shape.several:
            return tuple(sorted(self.ticked))
        return () if self.cursor is None else (self.cursor,)

    def hints(self, hint: Hinter) -> Sequence[Hint]:
        """Choose and submit."""
        name = "tick" if self.shape.several else "choose"
        return numbers("pick.choose", len(self.shape.options), name, hint), hint("pick.submit")

    def next_clue(self) -> bool:
        """Show one clue more."""
        if self.clues_seen >= len(self.shape.clues):
            return False
        self.clues_seen += 1
        self.changed()
        return True

    # Drawing.

    def lines(self, width: int) -> Sequence[Line]:
        """The prompt, the clues, the options."""
        over = self.verdict is not None
        found = prompt_lines(self.shape.prompt, width, over=over)
        found += clue_lines(self.shape.clues, self.clues_seen, width)
        for index, option in enumerate(self.shape.options):
            found += (
                self._judged(index, option, width) if over else self._open(index, option, width)
            )
        return found

    def _open(self, index: int, option: str, width: int) -> list[Line]:
        here = index == self.cursor
        lit = "$lit" if here or index in self.ticked else ""
        box = ("[x] " if index in self.ticked else "[ ] ") if self.shape.several else ""
        first = Content.assemble(
            ("▸ " if here else "  ", "$lit"), (box, lit), (_number(index), lit or "$quiet")
        )
        return hang(first, prose.inline(option, lit), width, index)

    def _judged(self, index: int, option: str, width: int) -> list[Line]:
        parts = self.verdict.parts if self.verdict else ()
        right = any(part.right == option for part in parts)
        chosen = any(part.given == option for part in parts)
        if not (right or chosen):
            if self.brief:
                return []
            first = UNMARKED + Content.styled(_number(index), "$quiet")
            return hang(first, prose.inline(option, "$quiet"), width)
        first = (RIGHT if right else WRONG) + Content.styled(_number(index), "$quiet")
        body = prose.inline(option)
        if note := self._note(right=right, chosen=chosen):
            body = Content.assemble(body, (f"  ← {note}", "$quiet"))
        return hang(first, body, width)

    def _note(self, *, right: bool, chosen: bool) -> str:
        if right and not chosen:
            return "not ticked" if self.shape.several and self.ticked else "right"
        if chosen and not right:
            return "wrongly ticked" if self.shape.several else "your choice"
        return ""

    # Acting.

    def action_choose(self, index: int) -> None:
        """Choose an option by its number; where several are right, tick it or take that back."""
        if index < len(self.shape.options) and self.verdict is None:
            self.cursor = index
            if self.shape.several:
                self.ticked ^= {index}
            self.changed()

    def action_down(self) -> None:
        """Next option."""
        self._move(1 if self.cursor is not None else 0)

    def action_up(self) -> None:
        """Option before."""
        self._move(-1)

    def _move(self, by: int) -> None:
        if self.verdict is None and self.shape.options:
            here = 0 if self.cursor is None else self.cursor
            self.cursor = (here + by) % len(self.shape.options)
            self.changed()
            self.show_row(self.cursor)

    def action_tick(self) -> None:
        """Choose what the cursor stands on."""
        self.action_choose(0 if self.cursor is None else self.cursor)

    def action_submit(self) -> None:
        """Hand the choice in; without one, say how to choose."""
        if self.verdict is not None:
            return
        if not self.chosen:
            how = "Tick what is right" if self.shape.several else "Choose an option"
            self.post_message(Refused(f"{how} first, or say that you do not know."))
            return
        self.post_message(Submitted(self.shape, Picked(self.chosen, self.clues_seen)))

    def on_click(self, event: Click) -> None:
        """A click chooses."""
        tag = self.tag_at(event)
        if tag is not None:
            self.action_choose(tag)


def _number(index: int) -> str:
    return f"{index + 1}  "
