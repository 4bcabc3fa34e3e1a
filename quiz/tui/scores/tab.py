"""What a tab of scores is: a picture, and perhaps lines to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.message import Message

    from quiz.scores.board import Reading, ScoreBoard
    from quiz.scores.facts_now import Here
    from quiz.scores.figures import Scope
    from quiz.scores.ports import Look
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


class About(NamedTuple):
    """What figures are of besides themselves: the day today, a deck or all, and so many days."""

    study_day: date
    deck: str | None
    days: int | None


class Tab(NamedTuple):
    """A tab by its name: the part of the figures that it is of, and how that is drawn for a width.

    The picture is told which line the cursor is on, None where there is none. A `part` is worked
    out in another thread; None is for what is no figure. `naming` then gives it the names of decks,
    which are read for that.
    """

    name: str
    part: Callable[[Look, Here, Scope], Any] | None
    draw: Callable[[Any, About, int, Choice | None], Sequence[Line]]
    choices: Callable[[Any, About], Sequence[Choice]]
    naming: Callable[[ScoreBoard, Any], Reading[Any]] | None = None


def no_choices(found: object, about: About) -> Sequence[Choice]:  # noqa: ARG001 - a tab's
    """For a tab that is only looked at."""
    return ()
