"""What the widgets of all shapes share: what they are told, and what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from quiz.tui import prose
from quiz.tui.page import BLANK, Line, Page, hang

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.shapes import Response, Shape, Verdict
    from quiz.tui.widgets.foot import Hint

    Hinter = Callable[..., Hint]

RIGHT = Content.styled("✓ ", "$right")
WRONG = Content.styled("✗ ", "$wrong")
UNMARKED = Content("  ")


class Submitted(Message):
    """The question with this shape was answered.

    Another may be at hand by the time it is heard of: keys that come fast go to the view before.
    """

    def __init__(self, shape: Shape, response: Response) -> None:
        super().__init__()
        self.shape = shape
        self.response = response


class Refused(Message):
    """The answer is not complete yet; `reason` says what is missing."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class HintsChanged(Message):
    """Other keys matter now than a moment ago."""


class View(Protocol):
    """A widget that shows one shape, before the verdict and after it."""

    display: bool

    async def ask(self, shape: Shape) -> None:
        """Show a question, with nothing chosen."""

    def judge(self, verdict: Verdict, *, brief: bool) -> None:
        """Show what was right; `brief` leaves out what was neither chosen nor right."""

    def take_focus(self) -> None:
        """Be ready for keys."""

    def hints(self, hint: Hinter) -> Sequence[Hint]:
        """The keys that matter while it is answered."""

    @property
    def typing(self) -> bool:
        """Whether characters are text and not commands."""

    @property
    def clues(self) -> int:
        """How many clues were seen."""

    def next_clue(self) -> bool:
        """Show one clue more; False where there is none."""

    def next_hint(self) -> bool:
        """Show one hint more; False where there is none."""


class ShapePage(Page, can_focus=True):
    """A view that draws all of its shape by itself."""

    verdict: Verdict | None = None
    brief = False
    clues_seen = 0
    typing = False

    def take_focus(self) -> None:
        """Be ready for keys."""
        self.screen.set_focus(self, scroll_visible=False)

    def judge(self, verdict: Verdict, *, brief: bool) -> None:
        """Show what was right."""
        self.verdict, self.brief = verdict, brief
        self.changed()

    @property
    def clues(self) -> int:
        """How many clues were seen."""
        return self.clues_seen

    def show_row(self, tag: int) -> None:
        """Scroll so far that the lines with this tag are seen."""
        top, count = self.rows_of(tag)
        around = self.parent
        if isinstance(around, Widget) and around.max_scroll_y > 0:
            y = self.virtual_region.y + self.gutter.top + top
            around.scroll_to_region(Region(0, y, 1, count), animate=False, force=True)

    def next_clue(self) -> bool:
        """No clues here."""
        return False

    def next_hint(self) -> bool:
        """No hints here."""
        return False


def prompt_lines(
    prompt: str, width: int, *, over: bool, gaps: Sequence[Content] = ()
) -> list[Line]:
    """The prompt and a blank line; quiet once the question is over."""
    tone = "$quiet" if over else ""
    return [*prose.lines(prompt, width, style=tone, gaps=gaps), Line(BLANK)]


def numbers(stem: str, count: int, name: str, hint: Hinter) -> Hint:
    """The hint of all the numbers that choose among so many, as one."""
    first, last = hint(f"{stem}_1"), hint(f"{stem}_{max(1, min(9, count))}")
    label = first.label if first == last else f"{first.label}-{last.label}"
    return first._replace(label=label, name=name, press="")


def clue_lines(clues: Sequence[str], seen: int, width: int) -> list[Line]:
    """The clues seen so far, and how many there are."""
    found: list[Line] = []
    for number, clue in enumerate(clues[:seen], 1):
        first = Content.styled(f"{number} of {len(clues)}  ", "$quiet")
        found += hang(first, prose.inline(clue), width)
    return [*found, Line(BLANK)] if found else []
