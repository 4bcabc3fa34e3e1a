"""The way through a session: what is planned, what was asked, and what is asked next.

Nothing of it is stored. All follows from how the session was begun, which stands in the log, and
from where memories stand: so after a kill the same way is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.errors import DataError
from quiz.facts import Fact, FactKey
from quiz.memory.study_day import from_ms, to_ms
from quiz.review import Confusion, Mode, Review, State
from quiz.study.asking import Asker
from quiz.study.bundles import Bundle, Run, Step, add
from quiz.study.confusions import DAY_MS
from quiz.study.groundwork import Surveyor
from quiz.study.grouping import LARGEST
from quiz.study.ledger import Ledger
from quiz.study.ports import Store
from quiz.study.settings import Settings
from quiz.study.start import Start
from quiz.study.turn import Answered, Asked, Ending, Introduced, Waiting

if TYPE_CHECKING:
    from quiz.deck.deck import Deck

RIPE = 0.2
"""The part of its interval past which a fact may be asked beside a rival that is due."""
ALL_BUT_OVER_MS = 120_000
"""What is left of a learning step that is not waited for where two facts are asked together."""
COMING = 4
"""How many facts are looked at ahead: the one on screen, and a few that may have to stand back."""

Next = Introduced | Asked | Answered | Waiting | Ending


class Route:
    """Finds the next question of one session.

    `asked` holds what was answered so far, in as many questions as `answered` counts; `run` is the
    bundle that is open, `watch` the time taken.
    """

    def __init__(
        self,
        start: Start,
        decks: Sequence[Deck],
        facts: Mapping[FactKey, Fact],
        ledger: Ledger,
        store: Store,
        settings: Settings,
        now: datetime,
    ) -> None:
        self.facts = facts
        self.asker = Asker(decks, ledger, store, start, settings)
        self.run = Run()
        self._start = start
        self._ledger = ledger
        self._store = store
        self._learning_steps = max(len(settings.learning_steps), 1)
        self._surveyor = Surveyor(start, facts, ledger, store, settings, self.asker)
        self.plan_anew(now)
        if self.asked:
            self._go_on_with(self.asked[-1].bundle, self.asked[-1].left)

    # The plan.

    def plan_anew(self, now: datetime) -> None:
        """Plan from where memories stand, and read back what this session has asked."""
        found = self._surveyor.groundwork(now)
        self.plan, self.watch = found.plan, found.watch
        self.asked, self.answered = found.asked, found.answered
        self.asker.confusions, self._grouping = found.confusions, found.grouping
        self._outdated, self._day = False, self._ledger.study_day(now)

    def outdate(self) -> None:
        """Something was taken back: all is read anew before the next question."""
        self._outdated = True

    def catch_up(self, now: datetime) -> None:
        """Read all anew where it has to be, as it has when a new study day has begun."""
        if self._outdated or self._ledger.study_day(now) != self._day:
            self._ledger.refresh(now)
            self.plan_anew(now)

    # How far it is.

    @property
    def questions_left(self) -> int:
        """How many questions are still to come, at best: a new fact is asked once a step."""
        return len(self.plan) + len(self.plan.new) * (self._learning_steps - 1)

    def left_ms(self, now: datetime | None = None) -> int | None:
        """What is left of the time budget, None without one."""
        if self._start.budget_ms is None:
            return None
        passed_ms = self.watch.passed_by(to_ms(now)) if now else self.watch.passed_ms
        return self._start.budget_ms - passed_ms

    def _over(self, now: datetime, waiting_ms: int = 0) -> bool:
        """Whether the time budget is used up, or would be by such a wait."""
        left_ms = self.left_ms(now)
        return left_ms is not None and (left_ms <= 0 or waiting_ms > left_ms)

    # What comes next.

    def next(self, now: datetime) -> Next:
        """What comes next: a question, verdicts that were held back, a wait for a step, the end."""
        self.catch_up(now)
        in_bundle = self._next_in_bundle(to_ms(now))
        if in_bundle is not None:
            return self.ask(in_bundle, now)
        verdict = self.run.verdict()
        if verdict is not None:
            return verdict
        key = self._next_fact(to_ms(now))
        if key is not None:
            return Ending.TIME if self._over(now) else self._begin(key, now)
        step_at = self.plan.next_step_at()
        if step_at is None:
            return Ending.DONE if self.asked else Ending.NOTHING_DUE
        if self._over(now, waiting_ms=step_at - to_ms(now)):
            return Ending.TIME
        return Waiting(from_ms(step_at), len(self.plan.steps))

    def look_ahead(self) -> None:
        """Make what the next questions are likely to need of their decks, so that it is at hand.

        The first fact that is asked of a table has all of it made. Nothing is chosen or drawn yet:
        what comes next is the same without it. A deck that cannot be used is told of when it is
        asked.
        """
        with suppress(DataError):
            for key in self.plan.coming(COMING):
                self.asker.rivals_by_lot(key)

    def _next_in_bundle(self, now_ms: int) -> FactKey | None:
        """The next of the bundle that can still be asked, and no other process was quicker to."""
        while self.run.left:
            key = self.run.left[0]
            if self._fits_bundle(key):
                if not self._ledger.catch_up(key):
                    return key
                self._stays(key, now_ms)
            self.run.drop(key)
        return None

    def _fits_bundle(self, key: FactKey) -> bool:
        """Whether a member can still be asked as one: its deck may have changed since."""
        return self._can_be_asked(key) and self.asker.fits_bundle(key)

    def _go_on_with(self, bundle: Bundle | None, left: Iterable[FactKey]) -> None:
        """Ask what is left of a bundle, but for what was asked elsewhere since it was begun."""
        if bundle is not None:
            left = [key for key in left if not self._asked_since(bundle, key)]
        self.run.begin(bundle, left)

    def _asked_since(self, bundle: Bundle, key: FactKey) -> bool:
        return any(
            review.counts and review.id > bundle.id and review.bundle_id != bundle.id
            for review in self._store.reviews(fact=key)
        )

    def _next_fact(self, now_ms: int) -> FactKey | None:
        """The next of the plan that no other process was quicker to ask."""
        while (key := self.plan.next(now_ms)) is not None and self._ledger.catch_up(key):
            if self._stays(key, now_ms):
                break
        return key

    def _stays(self, key: FactKey, now_ms: int) -> bool:
        """Whether a fact that another process answered is still to be asked; else it is put off."""
        memory = self._ledger.memory(key)
        if memory is None or self._start.mode is Mode.DRILL:
            return True
        if memory.state is not State.REVIEW:
            self.plan.wait(key, memory.due_at)
        elif memory.due_at > now_ms:
            self.plan.drop(key)
        else:
            return True
        return False

    def _can_be_asked(self, key: FactKey) -> bool:
        return key in self.facts and not self._ledger.standing.hidden(key, self._day)

    def _can_come_along(self, key: FactKey, now_ms: int, *, back: bool) -> bool:
        """Whether a fact that is not due could be asked beside one that is.

        Past a part of its interval it can, but not on the day of its last answer; `back` says that
        it comes back for having been mixed up, and so may at any time. One in learning comes along
        once its step is all but over: facts asked one after the other have steps that end so.
        """
        memory = self._ledger.memory(key)
        if memory is None or not self._can_be_asked(key):
            return False
        early_ms = memory.due_at - now_ms
        if memory.state is not State.REVIEW:
            return early_ms <= ALL_BUT_OVER_MS and self.plan.rested(key)
        ripe = early_ms <= memory.interval_days * DAY_MS * (1 - RIPE)
        return (back or (ripe and memory.last_study_day < self._day)) and self.plan.has_room(key)

    def _begin(self, key: FactKey, now: datetime) -> Introduced | Asked:
        """Ask a fact: alone, with others in one question, or in a bundle, where new ones are shown.

        A group that is too large for a bundle is one question, or else asked one by one.
        """
        now_ms = to_ms(now)
        group = self._grouping.around(
            key,
            self.plan,
            self.asked,
            lambda other, back: self._can_come_along(other, now_ms, back=back),
        )
        form = self.asker.joint_form(group) if len(group) > 1 else None
        if len(group) == 1 or (form is None and len(group) > LARGEST):
            return self.ask(key, now)
        for one in group:
            self.plan.pull_in(one)
        if form is not None:
            return self.asker.ask_together(group, form, now, *self._number())
        self.run.begin(Bundle(self._store.new_id(now), group), group)
        if all(self._ledger.memory(one) is None for one in group):
            return self.asker.introduce(group)
        return self.ask(group[0], now)

    def ask(self, key: FactKey, now: datetime) -> Asked:
        """Build the question for a fact, which may be one of the bundle that is open."""
        bundle = self.run.holding(key)
        place = None
        if bundle is not None:
            place = bundle.place(key, self._answered_of(bundle).union(self.run.left))
        return self.asker.ask(key, now, *self._number(), place)

    def _answered_of(self, bundle: Bundle | None) -> set[FactKey]:
        return {key for one in self.asked if one.bundle == bundle for key in one.facts}

    def was_shown(self, bundle: Bundle) -> bool:
        """Whether a bundle's facts were shown before they were asked, since all of them were new.

        It is told by where they stand, so that it is known after a kill, too.
        """
        left = [key for key in self.run.left if key in self.facts]
        answered = (self._ledger.memories.get(key) for key in bundle.facts if key not in left)
        return all(self._ledger.memory(key) is None for key in left) and all(
            memory is None or memory.reviews == 1 for memory in answered
        )

    def _number(self) -> tuple[int, int]:
        """Which question of the session is next, and of how many."""
        answered = self.answered
        return answered + 1, answered + max(self.questions_left, 1)

    # What was asked.

    def note(self, reviews: Sequence[Review], bundle: Bundle | None) -> None:
        """Take in the answers to a question: what was asked, how long it took, what mixed up."""
        add(self.asked, reviews, bundle)
        self.answered += 1
        self.watch.answered(reviews[0].at, reviews[0].duration_ms)
        keys = tuple(review.fact for review in reviews)
        self.plan.asked(keys)
        self.put_off(keys)
        for review in reviews:
            for other in review.confused_with:
                share = 1 / len(review.confused_with)
                self.asker.confusions.add(Confusion(review.fact, other, review.at, share))

    def amended(self, question_id: str, reviews: Sequence[Review]) -> None:
        """Take in what stands in place of an answer of the last step, for it to be taken back."""
        last, instead = self.asked[-1], reviews[0].question_id
        questions = tuple(instead if one == question_id else one for one in last.questions)
        self.asked[-1] = replace(last, questions=questions)
        self.put_off([review.fact for review in reviews])

    def put_off(self, keys: Sequence[FactKey]) -> None:
        """Put what is in learning off to its step; a drill asks each fact once."""
        for key in keys:
            memory = self._ledger.memories.get(key)
            if memory and memory.state is not State.REVIEW and self._start.mode is not Mode.DRILL:
                self.plan.wait(key, memory.due_at)
            else:
                self.plan.drop(key)

    def last_step(self) -> Step:
        """What is to be taken back next: of a bundle that is not judged yet its last answer."""
        last = self.asked[-1]
        return last.last_question() if self.run.left and last.bundle == self.run.bundle else last

    def ask_again(self, step: Step, now: datetime) -> Next:
        """Ask what was taken back, where it can still be asked."""
        answered = self._answered_of(step.bundle)
        left = [key for key in step.bundle.facts if key not in answered] if step.bundle else []
        self._go_on_with(step.bundle, left)
        keys = tuple(key for key in step.facts if key in self.facts)
        if step.bundle is not None or not keys:
            return self.next(now)
        form = self.asker.joint_form(keys) if len(keys) > 1 else None
        if form is not None:
            return self.asker.ask_together(keys, form, now, *self._number())
        return self.ask(keys[0], now)
