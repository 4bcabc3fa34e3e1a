"""What a tab of scores is: a picture, and perhaps lines to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.message import Message

    from quiz.scores.figures import Scores
    from quiz.tui.page import Line


class Choice(NamedTuple):
    """A line to choose: of what kind it is, its text, and its figures, with a share as a bar.

    Where something can be done with it, `does` names that and `message` makes what the app is told.
    `place` is what the tab's picture knows it by.
    """

    text: str
    figures: str
    kind: str = ""
    share: float | None = None
    does: str = ""
    message: Callable[[], Message] | None = None
    place: tuple[str, ...] = ()


class Tab(NamedTuple):
    """A tab by its name: how it is drawn for a width, and what can be chosen on it.

    The picture is told which line the cursor is on, None where there is none.
    """

    name: str
    draw: Callable[[Scores, int, Choice | None], Sequence[Line]]
    choices: Callable[[Scores], Sequence[Choice]]


def no_choices(scores: Scores) -> Sequence[Choice]:  # noqa: ARG001 - a tab's
    """For a tab that is only looked at."""
    return ()
