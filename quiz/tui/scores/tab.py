"""What a tab of scores is: a picture, and perhaps lines to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, overload

if TYPE_CHECKING:
    from textual.message import Message

    from quiz.scores.deck_names import DeckNames
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


class Listed(NamedTuple):
    """Lines to choose from, and how wide the kinds and the figures of all of them are."""

    rows: Sequence[Choice] = ()
    kinds: int = 0
    figures: int = 0


NO_CHOICES = Listed()


def listed(rows: Sequence[Choice]) -> Listed:
    """Lines that are few, with the widths that they have."""
    kinds = max((len(row.kind) for row in rows), default=0)
    return Listed(rows, kinds, max((len(row.figures) for row in rows), default=0))


class SeenLines(Sequence[Choice]):
    """Lines of which each is made when it is first seen: a deck may have to be opened for it."""

    def __init__(self, makers: Sequence[Callable[[], Choice]]) -> None:
        self._makers = makers
        self._made: dict[int, Choice] = {}

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, place: int) -> Choice: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Choice]: ...

    def __getitem__(self, place: int | slice) -> Choice | Sequence[Choice]:
        if isinstance(place, slice):
            return SeenLines(self._makers[place])
        if place not in self._made:
            self._made[place] = self._makers[place]()
        return self._made[place]


class About(NamedTuple):
    """What figures are of besides themselves: the day today, a deck or all, and so many days.

    `names` are those that decks give to what goes by ids.
    """

    study_day: date
    deck: str | None
    days: int | None
    names: DeckNames


class Tab(NamedTuple):
    """A tab by its name: the part of the figures that it is of, and how that is drawn for a width.

    The picture is told which line the cursor is on, None where there is none. A `part` is worked
    out in another thread, where its lines are listed, too; None is for what is no figure.
    `opens_decks` says that decks are opened for the names in it.
    """

    name: str
    part: Callable[[Look, Here, Scope], Any] | None
    draw: Callable[[Any, About, int, Choice | None], Sequence[Line]]
    choices: Callable[[Any, About], Listed]
    opens_decks: bool = False


def no_choices(found: object, about: About) -> Listed:  # noqa: ARG001 - a tab's
    """For a tab that is only looked at."""
    return NO_CHOICES
