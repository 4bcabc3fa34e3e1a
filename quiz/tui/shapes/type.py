"""Typing one answer or several: gaps of a sentence, items of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from quiz.shapes import Blank, Type, Typed
from quiz.tui import prose
from quiz.tui.keys import bindings
from quiz.tui.page import BLANK, Line, Page, hang, safe
from quiz.tui.shapes.blank import Field, Row
from quiz.tui.shapes.view import (
    RIGHT,
    UNMARKED,
    WRONG,
    HintsChanged,
    Refused,
    Submitted,
    clue_lines,
    prompt_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.shapes import Part, Shape, Verdict
    from quiz.tui.shapes.view import Hinter
    from quiz.tui.widgets.foot import Hint

_WIDEST_LABEL = 24


class Text(Page):
    """The prompt with its gaps, clues and hints, and after the verdict what was right."""

    def __init__(self, view: TypeView) -> None:
        super().__init__()
        self._view = view

    def lines(self, width: int) -> Sequence[Line]:
        """As much of it as there is."""
        view = self._view
        shape, verdict = view.shape, view.verdict
        in_place = len(shape.blanks) > 1 and not shape.any_order
        gaps = [_gap(index, verdict, numbered=in_place) for index in range(len(shape.blanks))]
        found = prompt_lines(shape.prompt, width, over=verdict is not None, gaps=gaps)
        found += clue_lines(shape.clues, view.clues, width)
        if verdict is not None:
            for index, part in enumerate(verdict.parts):
                found += _judged(index, part, len(verdict.parts), width)
            return found
        for index in sorted(view.hinted):
            name = "Hint" if len(shape.blanks) == 1 else f"Hint for {index + 1}"
            first = Content.styled(f"{name}: ", "$quiet")
            found += hang(first, prose.inline(shape.blanks[index].hint), width)
        return [*found, Line(BLANK)] if view.hinted else found


class TypeView(Widget, can_focus=True):
    """The text above, below it one field a blank.

    It has the focus itself while no field has it: then single keys are commands.
    """

    BINDINGS = bindings("type")

    def __init__(self) -> None:
        super().__init__(id="type")
        self.shape = Type("")
        self.verdict: Verdict | None = None
        self.clues = 0
        self.hinted: set[int] = set()
        self._warned = False
        self._text = Text(self)
        self._rows: list[Row] = []
        self._last = 0
        self._pending: int | None = None

    def compose(self) -> ComposeResult:
        """The text; fields are made as questions need them, and kept."""
        yield self._text

    # What the screen says.

    async def ask(self, shape: Shape) -> None:
        """Show a question with empty blanks."""
        if not isinstance(shape, Type):
            return
        self.shape, self.verdict, self._warned = shape, None, False
        self._last = self._pending = 0
        self.clues, self.hinted = min(1, len(shape.clues)), set()
        new = [Row() for _ in range(len(shape.blanks) - len(self._rows))]
        if new:
            self._rows += new
            await self.mount(*new)
        names = [_name(index, shape) for index in range(len(shape.blanks))]
        width = 1 + min(_WIDEST_LABEL, max(name.cell_length for name in names))
        for row, name in zip(self._rows, names, strict=False):
            row.show(name, width)
        for row in self._rows[len(names) :]:
            row.display = False
        self._text.changed()

    def judge(self, verdict: Verdict, *, brief: bool) -> None:  # noqa: ARG002
        """Show what was right in place of the fields."""
        self.verdict, self._pending = verdict, None
        for row in self._rows:
            row.display = False
        self._text.changed()

    def take_focus(self) -> None:
        """Be ready to type."""
        self._focus_blank(0)

    def hints(self, hint: Hinter) -> Sequence[Hint]:
        """What Enter does, and how to get at commands."""
        last = self._here == len(self.shape.blanks) - 1
        enter = hint("field.next", "submit" if last or self._here is None else "next blank")
        if self._here is None:
            return (enter._replace(name="submit" if self._complete else "type"),)
        commands = "commands: don't know, hint" if self._has_hint else "commands: don't know"
        return enter, hint("field.leave", commands)

    def next_clue(self) -> bool:
        """Show one clue more."""
        if self.clues >= len(self.shape.clues):
            return False
        self.clues += 1
        self._text.changed()
        return True

    def next_hint(self) -> bool:
        """Show the hint of the blank last typed into, or the next one there is."""
        wanted = [i for i, blank in enumerate(self.shape.blanks) if blank.hint]
        left = [index for index in wanted if index not in self.hinted]
        if not left:
            return False
        self.hinted.add(self._last if self._last in left else left[0])
        self._text.changed()
        return True

    # Fields.

    @property
    def fields(self) -> list[Field]:
        """The fields of this question's blanks."""
        return [row.field for row in self._rows[: len(self.shape.blanks)]]

    @property
    def typing(self) -> bool:
        """Whether a field has the focus, or is about to get it."""
        return self._here is not None

    @property
    def _here(self) -> int | None:
        found = (index for index, field in enumerate(self.fields) if field.has_focus)
        return next(found, self._pending)

    @property
    def _complete(self) -> bool:
        return all(field.value.strip() for field in self.fields)

    @property
    def _has_hint(self) -> bool:
        return any(blank.hint for blank in self.shape.blanks)

    def _focus_blank(self, index: int) -> None:
        fields = self.fields
        if index < len(fields):
            self._last = index
            self.screen.set_focus(fields[index])

    # Acting.

    def on_descendant_focus(self) -> None:
        """Other keys matter in a field."""
        self._pending = None
        here = self._here
        self._last = self._last if here is None else here
        self.post_message(HintsChanged())

    def on_focus(self) -> None:
        """Other keys matter outside."""
        self._pending = None
        self.post_message(HintsChanged())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next blank; from the last one, and once warned, it submits."""
        event.stop()
        here = self._here
        if here is not None and here < len(self.shape.blanks) - 1 and not self._warned:
            self._focus_blank(here + 1)
        else:
            self.action_submit()

    def on_input_changed(self) -> None:
        """What was said of empty blanks no longer holds."""
        self._warned = False

    def on_field_left(self) -> None:
        """Take the focus, so that single keys are commands."""
        self.screen.set_focus(self, scroll_visible=False)

    def action_submit(self) -> None:
        """Hand in what was typed; empty blanks are asked about once."""
        if self.verdict is not None:
            return
        texts = tuple(field.value for field in self.fields)
        empty = [index for index, text in enumerate(texts) if not text.strip()]
        if len(empty) == len(texts):
            self._focus_blank(0)
            self.post_message(Refused("Nothing typed yet. Esc, then d, if you do not know."))
        elif empty and not self._warned:
            self._focus_blank(empty[0])
            self._warned = True
            self.post_message(Refused(f"Blank {empty[0] + 1} is empty. Once more submits it so."))
        else:
            self.post_message(Submitted(self.shape, Typed(texts, len(self.hinted), self.clues)))


def _name(index: int, shape: Type) -> Content:
    blank: Blank = shape.blanks[index]
    if blank.label:
        return safe(blank.label)
    return Content.styled("›" if len(shape.blanks) == 1 else f"{index + 1} ›", "$accent")


def _gap(index: int, verdict: Verdict | None, *, numbered: bool) -> Content:
    if verdict is not None and index < len(verdict.parts):
        return prose.inline(verdict.parts[index].right, "bold underline")
    return Content.styled(f"__{index + 1}__" if numbered else "_____", "$accent")


def _judged(index: int, part: Part, count: int, width: int) -> list[Line]:
    first = RIGHT if part.correct else WRONG
    if count > 1:
        first += Content.styled(f"{index + 1}  ", "$quiet")
    right = prose.inline(part.right, "bold")
    if part.correct:
        return hang(first, right, width)
    if not part.given.strip():
        return hang(first, right, width)
    under = UNMARKED if count == 1 else UNMARKED + Content(" " * len(f"{index + 1}  "))
    typed = Content.assemble(("you typed  ", "$quiet"), prose.inline(part.given))
    return [*hang(first, right, width), *hang(under, typed, width)]
