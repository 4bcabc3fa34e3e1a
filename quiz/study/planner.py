"""What to ask next: due facts by lowest retrievability, then new ones, and misses at their step.

A plan is made from where memories stand, never stored: so a session that was killed goes on by
planning anew. It holds three things: `due`, `new`, and the facts waiting for a learning step.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from quiz.facts import Fact, FactKey, deck_of
from quiz.review import Memory, Mode, State
from quiz.study.ports import FirstAnswer, Standing
from quiz.study.settings import Limits, Settings

GAP_AFTER_MISS = 5
"""A miss comes back no sooner than so many questions later, while others wait."""
GAP_OF_SIBLINGS = 4
"""Cells of one subject are so many questions apart, where there is a choice."""
LOOK_AHEAD = 24
"""How far down the queue is searched for a fact whose sibling was not just asked."""
EXTRA_AT_MOST = 20
"""Facts of one session of learning ahead: the rest are better left for their day."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a plan is made from: facts in the author's order, and all that bears on them."""

    facts: Mapping[FactKey, Fact]
    memories: Mapping[FactKey, Memory]
    standing: Standing
    first_answers: Collection[FirstAnswer]
    settings: Settings
    retrievability: Callable[[Memory], float]

    def memory(self, key: FactKey) -> Memory | None:
        """The memory that still holds: one of an earlier revision is of another fact."""
        memory = self.memories.get(key)
        return memory if memory and memory.revision >= self.facts[key].revision else None

    def is_new(self, key: FactKey) -> bool:
        """Whether the fact was never answered; a raised revision makes it due, not new."""
        return key not in self.memories

    def available(self, study_day: date) -> list[FactKey]:
        """The facts that are neither suspended nor buried."""
        standing = self.standing
        return [
            key
            for key in self.facts
            if key not in standing.suspended
            and (key not in standing.buried or standing.buried[key] <= study_day)
        ]


@dataclass(slots=True)
class Plan:
    """The queues of a session and the order things were asked in."""

    due: deque[FactKey] = field(default_factory=deque)
    new: deque[FactKey] = field(default_factory=deque)
    steps: dict[FactKey, int] = field(default_factory=dict)
    siblings: Mapping[FactKey, str] = field(default_factory=dict)
    _asked: list[FactKey] = field(default_factory=list)
    _asked_at: dict[FactKey, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.due) + len(self.new) + len(self.steps)

    def asked(self, key: FactKey, step_due_at: int | None) -> None:
        """Note that a fact was asked, and when its next step is due, if it has one."""
        self._asked_at[key] = len(self._asked)
        self._asked.append(key)
        self.drop(key)
        if step_due_at is not None:
            self.steps[key] = step_due_at

    def recall(self, keys: Iterable[FactKey]) -> None:
        """Note what a session asked before it was planned anew, in order."""
        for key in keys:
            self._asked_at[key] = len(self._asked)
            self._asked.append(key)

    def drop(self, key: FactKey) -> None:
        """Take a fact out of the session."""
        self.steps.pop(key, None)
        for queue in (self.due, self.new):
            # Nearly always the head, where removing is free.
            if queue and queue[0] == key:
                queue.popleft()
            elif key in queue:
                queue.remove(key)

    def first(self, key: FactKey) -> None:
        """Put a fact at the head, whatever queue it is in: it is to be asked at once."""
        self.drop(key)
        self.due.appendleft(key)

    def next(self, now_ms: int) -> FactKey | None:
        """The fact to ask now, None where there is none or its step is not over."""
        ready = sorted((at, key) for key, at in self.steps.items() if at <= now_ms)
        for _, key in ready:
            if self._questions_since(key) >= GAP_AFTER_MISS:
                return key
        queued = self._apart(self.due) or self._apart(self.new)
        if queued is not None:
            return queued
        others = [key for _, key in ready if not self._was_last(key)]
        return others[0] if others else next((key for _, key in ready), None)

    def next_step_at(self) -> int | None:
        """When the next learning step is over, in UTC milliseconds."""
        return min(self.steps.values(), default=None)

    def _questions_since(self, key: FactKey) -> int:
        asked_at = self._asked_at.get(key)
        return GAP_AFTER_MISS if asked_at is None else len(self._asked) - 1 - asked_at

    def _was_last(self, key: FactKey) -> bool:
        return bool(self._asked) and self._asked[-1] == key

    def _apart(self, queue: deque[FactKey]) -> FactKey | None:
        if not queue:
            return None
        recent = {self.siblings.get(key) for key in self._asked[-GAP_OF_SIBLINGS:]}
        for index in range(min(LOOK_AHEAD, len(queue))):
            key = queue[index]
            if self.siblings.get(key) not in recent:
                return key
        return queue[0]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session has come: what it asked, in order, and what of that changed since.

    A fact whose answer its author changed after it was asked in this session is asked once more.
    """

    mode: Mode
    seed: int
    asked: tuple[FactKey, ...] = ()
    changed: frozenset[FactKey] = frozenset()


def plan(candidates: Candidates, progress: Progress, now_ms: int, study_day: date) -> Plan:
    """Make the plan of a session, or of what is left of one."""
    keys = candidates.available(study_day)
    made = Plan(siblings={key: candidates.facts[key].siblings for key in keys})
    made.recall(progress.asked)
    if progress.mode in (Mode.AHEAD, Mode.DRILL):
        _plan_extra(made, candidates, keys, progress, now_ms)
    else:
        _plan_study(made, candidates, keys, progress, now_ms)
    return made


def _plan_extra(
    made: Plan, candidates: Candidates, keys: list[FactKey], progress: Progress, now_ms: int
) -> None:
    """Learning ahead and drills: the weakest of what is known, however little of it is due."""
    done = set(progress.asked) - progress.changed
    weakest = _weakest(candidates, keys, now_ms, progress.mode, progress.seed)
    made.due.extend([key for key in weakest if key not in done][: EXTRA_AT_MOST - len(done)])
    if progress.mode is Mode.AHEAD:
        for key in done.intersection(keys):
            memory = candidates.memory(key)
            if memory is not None and memory.state is not State.REVIEW:
                made.steps[key] = memory.due_at


def _plan_study(
    made: Plan, candidates: Candidates, keys: list[FactKey], progress: Progress, now_ms: int
) -> None:
    """What is due, then what is new, within the limits of the day."""
    due: list[FactKey] = []
    new: list[FactKey] = []
    for key in keys:
        memory = candidates.memory(key)
        if memory is None:
            (new if candidates.is_new(key) else due).append(key)
        elif memory.state is not State.REVIEW:
            made.steps[key] = memory.due_at
        elif memory.due_at <= now_ms or key in progress.changed:
            due.append(key)
    limits = _DayLimits(candidates.settings, candidates.first_answers)
    waiting = _decks_with_too_much(due, limits)
    made.due.extend(limits.reviews(_by_retrievability(candidates, due, progress.seed)))
    made.new.extend(limits.new(key for key in new if deck_of(key) not in waiting))
    if len(due) > candidates.settings.limits.reviews_per_day:
        made.new.clear()


def _by_retrievability(candidates: Candidates, keys: Iterable[FactKey], seed: int) -> list[FactKey]:
    def order(key: FactKey) -> tuple[float, bytes]:
        memory = candidates.memory(key)
        chance = candidates.retrievability(memory) if memory else 0.0
        # Equal chances are common (all that was learnt on one day): the seed decides, not the
        # author's order, in which the cells of a row would come as a block.
        return chance, hashlib.blake2b(f"{seed}:{key}".encode(), digest_size=8).digest()

    return sorted(keys, key=order)


def _weakest(
    candidates: Candidates, keys: Iterable[FactKey], now_ms: int, mode: Mode, seed: int
) -> list[FactKey]:
    """The facts in review, by lowest retrievability; learning ahead leaves out what is due."""
    known = [
        key
        for key in keys
        if (memory := candidates.memory(key)) is not None
        and (mode is Mode.DRILL or (memory.state is State.REVIEW and memory.due_at > now_ms))
    ]
    return _by_retrievability(candidates, known, seed)


def _decks_with_too_much(due: Iterable[FactKey], limits: _DayLimits) -> set[str]:
    by_deck: dict[str, int] = {}
    for key in due:
        by_deck[deck_of(key)] = by_deck.get(deck_of(key), 0) + 1
    return {deck for deck, count in by_deck.items() if count > limits.of(deck).reviews_per_day}


class _DayLimits:
    """What is left of the day's limits: those of each deck and those of the whole both hold."""

    def __init__(self, settings: Settings, first_answers: Iterable[FirstAnswer]) -> None:
        self._settings = settings
        self._done: dict[tuple[str, bool], int] = {}
        self._done_in_all = {True: 0, False: 0}
        for answer in first_answers:
            self._count(deck_of(answer.fact), answer.was_new)

    def of(self, deck_id: str) -> Limits:
        """The limits of a deck: its own, or those of the whole."""
        return self._settings.decks.get(deck_id, self._settings.limits)

    def reviews(self, keys: Iterable[FactKey]) -> list[FactKey]:
        """As many reviews as may still be asked today."""
        return self._within(keys, was_new=False)

    def new(self, keys: Iterable[FactKey]) -> list[FactKey]:
        """As many new facts as may still be begun today."""
        return self._within(keys, was_new=True)

    def _within(self, keys: Iterable[FactKey], *, was_new: bool) -> list[FactKey]:
        taken: list[FactKey] = []
        for key in keys:
            deck_id = deck_of(key)
            whole, own = self._settings.limits, self.of(deck_id)
            most, most_of_deck = (
                (whole.new_per_day, own.new_per_day)
                if was_new
                else (whole.reviews_per_day, own.reviews_per_day)
            )
            if self._done_in_all[was_new] >= most:
                break
            if self._done.get((deck_id, was_new), 0) < most_of_deck:
                taken.append(key)
                self._count(deck_id, was_new)
        return taken

    def _count(self, deck_id: str, was_new: bool) -> None:
        self._done[deck_id, was_new] = self._done.get((deck_id, was_new), 0) + 1
        self._done_in_all[was_new] += 1
