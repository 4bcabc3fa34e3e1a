"""Match: pairs to bring together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field

from quiz.authoring import Text
from quiz.cards.card import Asking, Card, question, reading_alike, shuffled
from quiz.cards.letters import surely_differ
from quiz.errors import Finding
from quiz.grading import grade_assign
from quiz.markdown import plain
from quiz.shapes import Assign, Question

Pair = Annotated[tuple[Text, Text], Field(strict=False)]


def _told(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{plain(left)} – {plain(right)}" for left, right in pairs)


class Match(Card):
    """Pairs, each left side belonging to exactly one right side."""

    form: Literal["match"]
    """The form of the card."""
    pairs: Annotated[tuple[Pair, ...], Field(strict=False, min_length=2)]
    """The pairs, each `["left", "right"]`."""

    @property
    def answer_begins(self) -> str:
        """The left side of the first pair."""
        return self.pairs[0][0]

    def sides(self) -> Mapping[str, str]:
        """All pairs in one line."""
        return {"": _told(self.pairs)}

    def essence(self) -> Mapping[str, str]:
        """The pairs, which have no order."""
        return {"": _told(sorted(self.pairs))}

    def flaws(self) -> Iterator[Finding]:
        """Sides that read the same: there would be two right ways to match them."""
        if surely_differ(tuple(chain.from_iterable(self.pairs))):
            return
        for side in (0, 1):
            texts = ((("pairs", index, side), pair[side]) for index, pair in enumerate(self.pairs))
            yield from reading_alike(texts, ("The left side", "The right side")[side])

    def ask(self, asking: Asking) -> Question:
        """Ask with both sides shuffled."""
        there = dict(self.pairs)
        items = shuffled(tuple(there), asking.rng)
        groups = shuffled(tuple(there.values()), asking.rng)
        shape = Assign(self.prompt, items, groups, one_each=True)
        right = [frozenset({groups.index(there[item])}) for item in items]
        return question("match", shape, asking, lambda given: grade_assign(shape, right, given))
