"""Sort: items into named groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field

from quiz.authoring import Key, Texts
from quiz.cards.card import Asking, Card, question, reading_alike, shuffled
from quiz.cards.letters import surely_differ
from quiz.errors import Finding
from quiz.grading import grade_assign
from quiz.markdown import plain
from quiz.shapes import Assign, Question


def _told(groups: Iterable[tuple[str, Iterable[str]]]) -> str:
    return "; ".join(f"{plain(name)}: {', '.join(map(plain, items))}" for name, items in groups)


class Sort(Card):
    """Items, each of which belongs into one group."""

    form: Literal["sort"]
    """The form of the card."""
    groups: Annotated[dict[Key, Texts], Field(min_length=2)]
    """The groups by name, each with the items that belong into it."""

    @property
    def answer_begins(self) -> str:
        """The name of the first group."""
        return next(iter(self.groups))

    def sides(self) -> Mapping[str, str]:
        """All groups with their items, in one line."""
        return {"": _told(self.groups.items())}

    def essence(self) -> Mapping[str, str]:
        """The groups with their items, neither of which have an order."""
        groups = sorted((name, sorted(items)) for name, items in self.groups.items())
        return {"": _told(groups)}

    def flaws(self) -> Iterator[Finding]:
        """Items that stand in two groups, groups that read the same."""
        if surely_differ((*self.groups, *chain.from_iterable(self.groups.values()))):
            return
        yield from reading_alike(((("groups", name), name) for name in self.groups), "The group")
        items = (
            (("groups", name, index), item)
            for name, group in self.groups.items()
            for index, item in enumerate(group)
        )
        yield from reading_alike(items, "The item")

    def ask(self, asking: Asking) -> Question:
        """Ask with the items shuffled; the groups keep the author's order."""
        names = tuple(self.groups)
        home = {item: names.index(name) for name, items in self.groups.items() for item in items}
        items = shuffled(tuple(home), asking.rng)
        shape = Assign(self.prompt, items, names)
        right = [frozenset({home[item]}) for item in items]
        return question("sort", shape, asking, lambda given: grade_assign(shape, right, given))
