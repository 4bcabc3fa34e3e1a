"""The way through a session: what it is planned from, what is asked next, what it came to.

Nothing of it is stored. All follows from how the session was begun, which stands in the log, and
from where memories stand: so after a kill the same way is found again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from quiz.facts import FactKey, deck_of
from quiz.memory.schedule import Given, Outcomes, Scheduler
from quiz.memory.study_day import from_ms, to_ms
from quiz.review import Memory, Mode, Rating, Review, State
from quiz.shapes import Reveal
from quiz.study.forms import form_for
from quiz.study.ledger import Ledger
from quiz.study.planner import Candidates, Plan, Progress, plan
from quiz.study.ports import Store
from quiz.study.settings import Settings
from quiz.study.summary import tally
from quiz.study.turn import Asked, Ending, Finished, Preview, Turn, Waiting

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.shapes import Explanation


@dataclass(frozen=True, slots=True)
class Start:
    """How a session was begun; it stands in the log, so that the session can go on.

    `decks` holds the digest of each deck's file by the deck's id.
    """

    id: str
    seed: int
    mode: Mode
    decks: Mapping[str, str]
    budget_ms: int | None = None
    resumed: bool = False

    def payload(self, settings: Settings) -> dict[str, object]:
        """The start as it is logged."""
        limits = settings.limits
        return {
            "seed": self.seed,
            "mode": self.mode.value,
            "decks": dict(self.decks),
            "limits": {"new": limits.new_per_day, "reviews": limits.reviews_per_day},
            "budget_ms": self.budget_ms,
        }


class Course:
    """Plans the questions of one session and builds them; `ledger` keeps what is answered."""

    def __init__(
        self,
        start: Start,
        decks: Sequence[Deck],
        store: Store,
        scheduler: Scheduler,
        settings: Settings,
        now: datetime,
    ) -> None:
        self.start = start
        self.decks = {deck.id: deck for deck in decks}
        self.facts = {key: fact for deck in decks for key, fact in deck.facts.items()}
        self.ledger = Ledger(self.facts, tuple(self.decks), store, scheduler, now)
        self._store = store
        self._settings = settings
        self._calendar = scheduler.calendar
        self.questions: list[str] = []
        self.spent_ms = 0
        self.replan(now)

    def replan(self, now: datetime) -> None:
        """Plan from where memories stand, and read back what this session has asked."""
        day = self._calendar.study_day(now)
        reviews = list(self._store.reviews(session_id=self.start.id))
        changed = {
            review.fact
            for review in reviews
            if review.fact in self.facts and self.facts[review.fact].digest != review.answer_digest
        }
        candidates = Candidates(
            self.facts,
            self.ledger.memories,
            self.ledger.standing,
            self._store.first_answers(day, day),
            self._settings,
            self.ledger.retrievability,
        )
        questions: dict[str, list[Review]] = {}
        for review in reviews:
            questions.setdefault(review.question_id, []).append(review)
        self.questions = list(questions)
        self.spent_ms = sum(asked[0].duration_ms for asked in questions.values())
        asked = tuple(review.fact for review in reviews)
        progress = Progress(self.start.mode, self.start.seed, asked, frozenset(changed))
        self.plan: Plan = plan(candidates, progress, to_ms(now), day)

    def next(self, now: datetime) -> Turn:
        """What comes next: a question, a wait for a step, or the end."""
        if self.start.budget_ms is not None and self.spent_ms >= self.start.budget_ms:
            return self.finished(Ending.TIME, now)
        key = self.plan.next(to_ms(now))
        if key is not None:
            return self.ask(key, now)
        step_at = self.plan.next_step_at()
        if step_at is not None:
            return Waiting(from_ms(step_at), len(self.plan.steps))
        return self.finished(Ending.DONE if self.questions else Ending.NOTHING_DUE, now)

    def ask(self, key: FactKey, now: datetime) -> Asked:
        """Build the question for a fact."""
        deck, fact = self.decks[deck_of(key)], self.facts[key]
        memory = self.ledger.memory(key)
        form = form_for(deck.forms(key), memory)
        asked_before = memory.reviews if memory else 0
        rng = Random(f"{self.start.seed}:{key}:{asked_before}")
        question = deck.ask(key, form, asked_before, rng)
        revealing = isinstance(question.shape, Reveal)
        return Asked(
            question=question,
            fact=fact,
            deck_title=deck.title,
            number=len(self.questions) + 1,
            total=len(self.questions) + max(len(self.plan), 1),
            memory=memory,
            shown_at=now,
            previews=previews_of(self.ledger.outcomes(key, now, Given(form, correct=True)))
            if revealing
            else None,
            explanation=deck.explain(key) if revealing else None,
            leech=memory is not None and memory.lapses >= self._settings.leech_lapses,
            flag=self.ledger.standing.flagged.get(key),
            changed_from=self._changed_from(memory, fact.digest),
        )

    def _changed_from(self, memory: Memory | None, digest: str) -> str | None:
        if memory is None or memory.answer_digest in ("", digest):
            return None
        return self._store.answer_text(memory.answer_digest)

    def explain(self, key: FactKey) -> Explanation:
        """What is to be read after the verdict on a fact."""
        return self.decks[deck_of(key)].explain(key)

    def note_asked(self, asked: Asked) -> None:
        """Take the facts of a question that was answered out, or put them off to their step."""
        for key in asked.question.facts:
            memory = self.ledger.memories.get(key)
            learning = memory is not None and memory.state is not State.REVIEW
            drill = self.start.mode is Mode.DRILL
            step_at = memory.due_at if memory and learning and not drill else None
            self.plan.asked(key, step_at)

    def finished(self, ending: Ending, now: datetime) -> Finished:
        """What the session came to."""
        reviews = list(self._store.reviews(session_id=self.start.id)) if self.questions else []
        figures = tally(reviews, self._title, self._name)
        later = [
            memory.due_at
            for key, memory in self.ledger.memories.items()
            if key in self.facts and memory.due_at > to_ms(now)
        ]
        return Finished(
            ending=ending,
            questions=figures.questions,
            right=figures.right,
            duration_ms=figures.duration_ms,
            decks=figures.decks,
            confused=figures.confused,
            missed=figures.missed,
            next_due=from_ms(min(later)) if later else None,
            due_now=len(self.plan.due) + len(self.plan.steps),
            new_left=sum(key not in self.ledger.memories for key in self.facts),
            mode=self.start.mode,
        )

    def _title(self, deck_id: str) -> str:
        deck = self.decks.get(deck_id)
        return deck.title if deck else deck_id

    def _name(self, key: FactKey) -> str:
        deck = self.decks.get(deck_of(key))
        return deck.prompt(key) if deck and key in deck.facts else key


def previews_of(outcomes: Outcomes) -> dict[Rating, Preview]:
    """What a face shows under each rating."""
    return {
        rating: Preview(outcomes.after(rating).interval_days, outcomes.after(rating).due_at)
        for rating in Rating
    }
