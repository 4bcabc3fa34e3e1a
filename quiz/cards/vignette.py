"""Vignette: clues given one by one, and the fewer are needed the better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from quiz.authoring import Text, Texts, accepted
from quiz.cards.card import (
    Asking,
    Card,
    also_right,
    listed,
    question,
    reading_alike,
    shuffled,
    typing,
)
from quiz.cards.letters import surely_differ
from quiz.errors import Finding
from quiz.grading import grade_pick
from quiz.markdown import plain
from quiz.shapes import Blank, Pick, Picked, Question, Response, Type, Typed


class Vignette(Card):
    """Something described clue by clue, to be named as early as one can."""

    form: Literal["vignette"]
    """The form of the card."""
    prompt: Text = "Which one is it?"
    """What is asked of the clues."""
    clues: Annotated[tuple[Text, ...], Field(strict=False, min_length=2)]
    """The clues, the most general first, the one that decides last."""
    answer: Text
    """What the clues describe."""
    accept: Texts | None = None
    """Other wordings that are right, where the answer is typed."""
    wrong: Texts | None = None
    """Wrong options: with them it is asked as a choice, without them it is typed."""

    @property
    def opening(self) -> str:
        """The first clue, since many vignettes share one prompt."""
        return self.clues[0]

    @property
    def line(self) -> str:
        """The most general clue: prompts of vignettes are much alike."""
        return plain(self.clues[0])

    @property
    def answer_begins(self) -> str:
        """What the clues describe."""
        return self.answer

    def sides(self) -> Mapping[str, str]:
        """What the clues describe."""
        return {"": plain(self.answer)}

    def flaws(self) -> Iterator[Finding]:
        """Clues or options that read the same, and the right one among the wrong."""
        right, wrong = (self.answer, *(self.accept or ())), self.wrong or ()
        if surely_differ((*self.clues, *right, *wrong)):
            return
        yield from reading_alike(listed("clues", self.clues), "The clue")
        yield from reading_alike(listed("wrong", wrong), "The wrong option", also_right(right))

    def ask(self, asking: Asking) -> Question:
        """Ask as a choice where there are wrong options, else typed; the last clue has a price."""
        if not self.wrong:
            wanted = [accepted(self.answer, self.accept, asking.strict)]
            shape = Type(self.prompt, (Blank(),), clues=self.clues)
            return typing("vignette", shape, asking, wanted, helped=self._helped)
        options = shuffled((self.answer, *self.wrong), asking.rng)
        pick = Pick(self.prompt, options, clues=self.clues)
        right = frozenset({options.index(self.answer)})
        return question(
            "vignette", pick, asking, lambda given: grade_pick(pick, right, given), self._helped
        )

    def _helped(self, response: Response) -> bool:
        """Whether the last clue was needed, the one that decides."""
        return isinstance(response, Picked | Typed) and response.clues >= len(self.clues)
