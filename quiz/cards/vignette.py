"""Vignette: clues given one by one, and the fewer are needed the better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from quiz.authoring import Text, Texts
from quiz.cards.card import Asking, Card, accepted, question, reading_alike, shuffled
from quiz.errors import Finding
from quiz.grading import grade_pick, grade_typed
from quiz.markdown import plain
from quiz.shapes import (
    Blank,
    Pick,
    Picked,
    Question,
    Response,
    Type,
    Typed,
)
from quiz.text import normalise


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

    def sides(self) -> Mapping[str, str]:
        """What the clues describe."""
        return {"": plain(self.answer)}

    def _all_clues(self, response: Response) -> bool:
        clues = response.clues if isinstance(response, Picked | Typed) else 0
        return clues >= len(self.clues)

    def flaws(self) -> Iterator[Finding]:
        """Options that read the same, and the right one among the wrong."""
        right = (self.answer, *(self.accept or ()))
        taken = {normalise(plain(text)): "is a right answer, too" for text in right}
        wrong = ((("wrong", index), text) for index, text in enumerate(self.wrong or ()))
        yield from reading_alike(wrong, "The wrong option", taken)

    def ask(self, asking: Asking) -> Question:
        """Ask as a choice where there are wrong options, else typed; the last clue has a price."""
        if self.wrong:
            options = shuffled((self.answer, *self.wrong), asking.rng)
            pick = Pick(self.prompt, options, clues=self.clues)
            right = frozenset({options.index(self.answer)})
            return question(
                "vignette",
                pick,
                asking,
                lambda given: grade_pick(pick, right, given),
                self._all_clues,
            )
        wanted = [accepted(self.answer, self.accept, asking.strict)]
        typing = Type(self.prompt, (Blank(),), clues=self.clues)
        return question(
            "vignette", typing, asking, lambda given: grade_typed(wanted, given), self._all_clues
        )
