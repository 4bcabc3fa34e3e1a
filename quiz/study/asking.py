"""From a fact to the question that is shown: its form of today, its wording, what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING

from quiz.facts import FactKey, deck_of
from quiz.memory.schedule import Outcomes
from quiz.memory.study_day import to_ms
from quiz.review import Confidence, Memory, Mode, Rating, State
from quiz.shapes import Mark, Question, Reveal
from quiz.study.confusions import Confusions
from quiz.study.forms import BESIDE_RIVALS, LEVELS, SHOWN, TOP, form_for, level_of
from quiz.study.grouping import LARGEST
from quiz.study.ledger import Ledger
from quiz.study.ports import Store
from quiz.study.rating import ALL, proposed_rating
from quiz.study.settings import Settings
from quiz.study.start import Start
from quiz.study.submission import Foreseen
from quiz.study.turn import Asked, InBundle, Introduced, Preview

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
        settings: Settings,
    ) -> None:
        self._decks = {deck.id: deck for deck in decks}
        self._ledger = ledger
        self._store = store
        self._mode = start.mode
        self._seed = start.seed
        self._leech_lapses = settings.leech_lapses
        self._weighted = settings.contrast.weighted_distractors
        self.confusions = Confusions((), 0)
        """What the person mixes up, as far as it is known by now."""
        self._rivals: dict[FactKey, tuple[FactKey, ...]] = {}
        self._forms: dict[FactKey, tuple[str, ...]] = {}
        self._explanations: dict[FactKey, Explanation] = {}
        self._shown: tuple[Question, Foreseen] | None = None

    def ask(
        self, key: FactKey, now: datetime, number: int, total: int, bundle: InBundle | None = None
    ) -> Asked:
        """Build the question for a fact; in a bundle it is one that shows no answer."""
        deck, memory = self._decks[deck_of(key)], self._ledger.memory(key)
        question = self._question(deck, key, memory, in_bundle=bundle is not None)
        return self._asked(question, key, now, number, total, bundle)

    def ask_together(
        self, keys: Sequence[FactKey], form: str, now: datetime, number: int, total: int
    ) -> Asked:
        """Build one question about several facts of a table."""
        deck, key = self._decks[deck_of(keys[0])], keys[0]
        times = self._times(key, self._ledger.memory(key))
        mixed_up = self._mixed_up(key, deck.rivals(key))
        question = deck.ask_together(keys, form, times, self._chance(key, times), mixed_up)
        return self._asked(question, key, now, number, total, None)

    def joint_form(self, keys: Sequence[FactKey]) -> str | None:
        """In which form the facts are asked in one question, None where one after another.

        What separates them is asked once each has been recalled alone, and, but in a drill, where
        each is firm. It takes turns with the bundle.
        """
        memories = [self._ledger.memory(key) for key in keys]
        known = [one for one in memories if one is not None and one.state is State.REVIEW]
        if len(known) < len(keys):
            return None
        drill = self._mode is Mode.DRILL
        if not drill and any(level_of(memory) < TOP for memory in known):
            return None
        forms = self._decks[deck_of(keys[0])].joint_forms(keys)
        if not forms:
            return None
        turn = sum(self._times(*one) for one in zip(keys, memories, strict=True))
        ways: tuple[str | None, ...] = forms if len(keys) > LARGEST else (None, *forms)
        return ways[turn // len(keys) % len(ways)]

    def introduce(self, keys: Sequence[FactKey]) -> Introduced:
        """Show new facts side by side, with no others of their row."""
        deck, explanation = self._decks[deck_of(keys[0])], self.explain(keys[0])
        whole = explanation.contrast
        alone = whole and replace(whole, rows=tuple(row for row in whole.rows if row.fact in keys))
        facts = tuple(deck.facts[key] for key in keys)
        return Introduced(facts, deck.title, replace(explanation, contrast=alone))

    def rivals(self, key: FactKey) -> tuple[FactKey, ...]:
        """What a fact may be taken for and asked together with, each in a form that shows nothing.

        Where the two are in different decks, or cards, there is nothing to set side by side.
        """
        found = self._rivals.get(key)
        if found is None:
            deck = self._decks[deck_of(key)]
            others = deck.rivals(key) if self.fits_bundle(key) else ()
            found = tuple(other for other in others if self._in_bundle(deck, other))
            self._rivals[key] = found
        return found

    def rivals_by_lot(self, key: FactKey) -> tuple[FactKey, ...]:
        """The same in the order in which they are wanted beside it, drawn anew at each time."""
        rivals, deck = self.rivals(key), self._decks[deck_of(key)]
        times = self._times(key, self._ledger.memory(key))
        order = deck.rivals_by_lot(key, self._chance(key, times), self._mixed_up(key, rivals))
        return tuple(other for other in order if other in rivals)

    def closeness(self, one: FactKey, other: FactKey) -> float:
        """How much two facts of a row have about them to be taken for each other by.

        What the person mixed up does not bear on it: simulated learners told apart less for it.
        """
        return self._decks[deck_of(one)].closeness(one, other)

    def fits_bundle(self, key: FactKey) -> bool:
        """Whether there is a form to ask a fact in a bundle."""
        return bool(self._in_bundle(self._decks[deck_of(key)], key))

    def _in_bundle(self, deck: Deck, key: FactKey) -> tuple[str, ...]:
        """The forms in which a fact can be asked in a bundle: those that show no answer."""
        return tuple(form for form in self._forms_of(deck, key) if form not in SHOWN)

    def _asked(
        self,
        question: Question,
        key: FactKey,
        now: datetime,
        number: int,
        total: int,
        bundle: InBundle | None,
    ) -> Asked:
        deck, memory = self._decks[deck_of(key)], self._ledger.memory(key)
        fact = deck.facts[key]
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
            bundle=bundle,
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

    def _question(
        self, deck: Deck, key: FactKey, memory: Memory | None, *, in_bundle: bool
    ) -> Question:
        forms = self._in_bundle(deck, key) if in_bundle else self._forms_of(deck, key)
        times = self._times(key, memory)
        mixed_up = self._mixed_up(key, deck.rivals(key))
        form = form_for(forms, memory, BESIDE_RIVALS if in_bundle else LEVELS)
        return deck.ask(key, form, times, self._chance(key, times), mixed_up)

    def _forms_of(self, deck: Deck, key: FactKey) -> tuple[str, ...]:
        forms = self._forms.get(key)
        if forms is None:
            forms = self._forms[key] = deck.forms(key)
        return forms

    def _times(self, key: FactKey, memory: Memory | None) -> int:
        """How often a fact was asked, which its wording and what is drawn for it follow."""
        if self._mode is Mode.DRILL:
            # Drills leave no trace in the memory: the wording would stay the same for ever.
            return sum(1 for _ in self._store.reviews(fact=key))
        return memory.reviews if memory else 0

    def _chance(self, key: FactKey, times: int) -> Random:
        chance = blake2b(f"{self._seed}:{key}:{times}".encode(), digest_size=8).digest()
        return Random(int.from_bytes(chance))

    def _mixed_up(self, key: FactKey, others: Iterable[FactKey]) -> Mapping[FactKey, float] | None:
        """What wrong options are drawn by; None where all are to be as likely."""
        return self.confusions.mixed_up(key, others) if self._weighted else None

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
