"""Trying a deck's questions out: any of them, in any form, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.deck.specimens import Way, question_of, ways_of
from quiz.errors import UsageError
from quiz.shapes import DontKnow, Response, Reveal, Typed
from quiz.study.rating import proposed_rating
from quiz.study.turn import Answered, Asked, Doubted
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.facts import FactKey


class Tryout:
    """The questions of one deck, each to be looked at and answered; `turn` says what to show.

    It is handed no store: what is tried out can neither be logged nor move a schedule. `digest`
    tells by which content of the file it was made. Raises UsageError for a deck without questions.
    """

    def __init__(self, deck: Deck, digest: str, now: datetime) -> None:
        self._deck = deck
        self._variant = 0
        self._typed: Typed | None = None
        self.digest = digest
        self.ways = tuple(ways_of(deck))
        if not self.ways:
            raise UsageError(f"There is nothing to ask in {one_line(deck.title)!r} yet.")
        self.place = 0
        self.turn: Asked | Doubted | Answered = self.ask(0, now)

    @property
    def deck_id(self) -> str:
        """The deck whose questions they are."""
        return self._deck.id

    @property
    def deck_title(self) -> str:
        """What the deck is called."""
        return self._deck.title

    @property
    def way(self) -> Way:
        """The way to ask that is on screen."""
        return self.ways[self.place]

    @property
    def asked(self) -> Asked:
        """The question on screen, answered or not."""
        return self.turn if isinstance(self.turn, Asked) else self.turn.asked

    # Going from question to question.

    def ask(self, place: int, now: datetime, variant: int = 0) -> Asked:
        """Ask the question of that place, the nearest one where there is none."""
        self.place, self._variant = max(0, min(place, len(self.ways) - 1)), variant
        question = question_of(self._deck, self.way, variant)
        key = self.way.facts[0]
        self.turn = asked = Asked(
            question,
            self._deck.facts[key],
            self._deck.title,
            self.place + 1,
            len(self.ways),
            None,
            now,
            explanation=self._deck.explain(key) if isinstance(question.shape, Reveal) else None,
        )
        return asked

    def again(self, now: datetime) -> Asked:
        """The same question as it may come another time: worded, drawn and shuffled otherwise."""
        return self.ask(self.place, now, self._variant + 1)

    def place_beyond(self, step: int) -> int | None:
        """Where the next fact begins, with a `step` of -1 the one before; None at the end."""
        beginnings = [
            place
            for place, way in enumerate(self.ways)
            if place == 0 or way.about != self.ways[place - 1].about
        ]
        present = sum(place <= self.place for place in beginnings) - 1
        wanted = present + step
        return beginnings[wanted] if 0 <= wanted < len(beginnings) else None

    def place_of(self, fact: FactKey) -> int | None:
        """Where a fact is first asked; None where it is not in the deck."""
        places = (place for place, way in enumerate(self.ways) if fact in way.facts)
        return next(places, None)

    def place_like(self, way: Way) -> int | None:
        """Where a deck that was changed asks the same: in the same form, or else in any."""
        same = (
            place
            for place, one in enumerate(self.ways)
            if (one.facts, one.form) == (way.facts, way.form)
        )
        return next(same, self.place_of(way.facts[0]))

    # Answering.

    def reveal(self) -> Asked:
        """Show the answer of a `Reveal`."""
        self.turn = replace(self.asked, revealed=True)
        return self.turn

    def submit(self, response: Response) -> Doubted | Answered:
        """Answer the question on screen."""
        asked = self.asked
        verdict = asked.question.grade(response)
        if verdict.near_miss is not None and isinstance(response, Typed):
            self._typed, self.turn = response, Doubted(asked, verdict.near_miss)
            return self.turn
        self.turn = Answered(
            asked,
            verdict,
            self._deck.explain(asked.fact.key),
            min(proposed_rating(mark, None) for mark in verdict.marks),
            (),
            {},
            (),
            unknown=isinstance(response, DontKnow),
        )
        return self.turn

    def decide(self, *, meant: bool) -> Doubted | Answered:
        """Say whether a near miss was meant; raises ValueError where there is none."""
        if self._typed is None or not isinstance(self.turn, Doubted):
            raise ValueError("there is no near miss to decide on")
        return self.submit(replace(self._typed, meant=meant))
