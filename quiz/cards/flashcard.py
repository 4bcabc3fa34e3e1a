"""Flashcard: recall in silence, see the answer, grade oneself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from quiz.authoring import Text
from quiz.cards.card import Asking, Card
from quiz.markdown import plain
from quiz.review import Rating
from quiz.shapes import DontKnow, Mark, Part, Question, Response, Reveal, Revealed, Verdict


class Flashcard(Card):
    """A prompt and an answer to recall, one way or both ways."""

    form: Literal["flashcard"]
    """The form of the card."""
    answer: Text
    """What is to be recalled, in Markdown."""
    both_ways: bool = False
    """Ask for the prompt from the answer, too: a second fact with a memory of its own."""

    def sides(self) -> Mapping[str, str]:
        """The answer, and the prompt where the card is asked both ways."""
        there = {"": plain(self.answer)}
        return there | {"reverse": plain(self.prompt)} if self.both_ways else there

    def ask(self, asking: Asking) -> Question:
        """Ask one side; the person's own grade is the verdict."""
        fact = asking.fact
        back = asking.side == "reverse"
        prompt, answer = (self.answer, self.prompt) if back else (self.prompt, self.answer)

        def grade(response: Response) -> Verdict:
            match response:
                case Revealed(rating):
                    right = rating is not Rating.AGAIN
                    mark = Mark(fact, right, own=rating)
                    return Verdict((mark,), (Part("", answer, right),))
                case DontKnow():
                    return Verdict((Mark(fact, False),), (Part("", answer, False),))
                case _:
                    raise ValueError("a flashcard is answered by revealing it")

        return Question("flashcard", Reveal(prompt, answer), (fact,), grade)
