"""From a fact to the question that is shown: its form of today, its wording, what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING

from quiz.facts import FactKey, deck_of
from quiz.memory.schedule import Outcomes
from quiz.memory.study_day import to_ms
from quiz.review import Confidence, Memory, Mode, Rating
from quiz.shapes import Mark, Question, Reveal
from quiz.study.forms import form_for
from quiz.study.ledger import Ledger
from quiz.study.ports import Store
from quiz.study.rating import ALL, proposed_rating
from quiz.study.start import Start
from quiz.study.submission import Foreseen
from quiz.study.turn import Asked, Preview

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.shapes import Explanation


class Asker:
    """Builds the questions of one session."""

    def __init__(
        self,
        decks: Sequence[Deck],
        ledger: Ledger,
        store: Store,
        start: Start,
        leech_lapses: int,
    ) -> None:
        self._decks = {deck.id: deck for deck in decks}
        self._ledger = ledger
        self._store = store
        self._mode = start.mode
        self._seed = start.seed
        self._leech_lapses = leech_lapses
        self._forms: dict[FactKey, tuple[str, ...]] = {}
        self._explanations: dict[FactKey, Explanation] = {}
        self._shown: tuple[Question, Foreseen] | None = None

    def ask(self, key: FactKey, now: datetime, number: int, total: int) -> Asked:
        """Build the question for a fact."""
        deck = self._decks[deck_of(key)]
        fact = deck.facts[key]
        memory = self._ledger.memory(key)
        question = self._question(deck, key, memory)
        previews, explanation, self._shown = None, None, None
        if isinstance(question.shape, Reveal):
            explanation = self.explain(key)
            foreseen = self._ledger.foresee(key, question.form, None, now)
            self._shown = (question, foreseen)
            if self._ledger.counts(key, to_ms(now)):
                previews = previews_of(foreseen.if_right)
        return Asked(
            question,
            fact,
            deck.title,
            number,
            total,
            memory,
            now,
            previews,
            explanation,
            memory is not None and memory.lapses >= self._leech_lapses,
            self._ledger.standing.flagged.get(key),
            self._changed_from(memory, fact.digest),
        )

    def reveal(
        self, asked: Asked, confidence: Confidence | None, now: datetime
    ) -> tuple[Asked, Foreseen]:
        """Fix what each rating will lead to, now that the answer is seen."""
        key = asked.fact.key
        foreseen = self.foreseen(asked.question, confidence, now)
        if foreseen is None:
            foreseen = self._ledger.foresee(key, asked.question.form, confidence, now)
        counts = self._ledger.counts(key, to_ms(now))
        previews = own_previews(foreseen, confidence) if counts else None
        return replace(asked, previews=previews, revealed=True), foreseen

    def foreseen(
        self, question: Question, confidence: Confidence | None, now: datetime
    ) -> Foreseen | None:
        """What the question was shown to lead to, if nothing has come up since that changes it."""
        if self._shown is None or self._shown[0] is not question or confidence is not None:
            return None
        then = self._shown[1]
        same_day = then.if_right.answered.study_day == self._ledger.study_day(now)
        return then.given_at(now) if same_day else None

    def explain(self, key: FactKey) -> Explanation:
        """What is to be read after the verdict on a fact."""
        explanation = self._explanations.get(key)
        if explanation is None:
            explanation = self._decks[deck_of(key)].explain(key)
            self._explanations[key] = explanation
        return explanation

    def title(self, deck_id: str) -> str:
        """What a deck is called; one that is gone by its id."""
        deck = self._decks.get(deck_id)
        return deck.title if deck else deck_id

    def name(self, key: FactKey) -> str:
        """What a fact is called; one that is gone by its key."""
        deck = self._decks.get(deck_of(key))
        return deck.prompt(key) if deck and key in deck.facts else key

    def _question(self, deck: Deck, key: FactKey, memory: Memory | None) -> Question:
        forms = self._forms.get(key)
        if forms is None:
            forms = self._forms[key] = deck.forms(key)
        times = memory.reviews if memory else 0
        if self._mode is Mode.DRILL:
            # Drills leave no trace in the memory: the wording would stay the same for ever.
            times = sum(1 for _ in self._store.reviews(fact=key))
        chance = blake2b(f"{self._seed}:{key}:{times}".encode(), digest_size=8).digest()
        return deck.ask(key, form_for(forms, memory), times, Random(int.from_bytes(chance)))

    def _changed_from(self, memory: Memory | None, digest: str) -> str | None:
        if memory is None or memory.answer_digest in ("", digest):
            return None
        return self._store.answer_text(memory.answer_digest)


def previews_of(outcomes: Outcomes) -> dict[Rating, Preview]:
    """What a face shows under each rating."""
    return {rating: Preview(*outcomes.due(rating)) for rating in ALL}


def unmoved(memory: Memory | None, at: int) -> dict[Rating, Preview]:
    """What a face shows where no rating moves the fact: where it stands."""
    preview = Preview(memory.interval_days, memory.due_at) if memory else Preview(0.0, at)
    return dict.fromkeys(ALL, preview)


def own_previews(foreseen: Foreseen, confidence: Confidence | None) -> dict[Rating, Preview]:
    """What a face shows under the ratings that are themselves the answer, in a `Reveal`."""
    previews: dict[Rating, Preview] = {}
    for own in ALL:
        mark = Mark(FactKey(""), correct=own is not Rating.AGAIN, own=own)
        outcomes = foreseen.if_right if mark.correct else foreseen.if_wrong
        previews[own] = Preview(*outcomes.due(proposed_rating(mark, confidence)))
    return previews
