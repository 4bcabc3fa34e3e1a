"""Making the plan of a session: due facts by lowest retrievability, then new ones, and the steps.

A plan is made from where memories stand, never stored: a session that was killed goes on by
planning anew, and what it then asks is what it would have asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import islice

from quiz.facts import Fact, FactKey, deck_of
from quiz.review import Memory, Mode, State
from quiz.study.grouping import Rivals
from quiz.study.limits import DayLimits
from quiz.study.plan import Plan
from quiz.study.ports import FirstAnswer, Standing
from quiz.study.settings import Settings
from quiz.study.start import Group

EXTRA_AT_MOST = 20
"""Facts of one session of learning ahead or of drills: the rest are better left for their day."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a plan is made from: facts in the order to meet them in, and all that bears on them.

    `retrievability` is the chance of recall, on the study day that is planned for. `rivals` gives
    what a fact may be taken for; new facts are then met in pairs. `more_new` is how many new facts
    are wanted beyond the limits of the day.
    """

    facts: Mapping[FactKey, Fact]
    memories: Mapping[FactKey, Memory]
    standing: Standing
    first_answers: Collection[FirstAnswer]
    settings: Settings
    retrievability: Callable[[Memory], float]
    rivals: Rivals | None = None
    more_new: int = 0

    def available(self, study_day: date) -> list[FactKey]:
        """The facts that are neither suspended nor buried."""
        if not self.standing.suspended and not self.standing.buried:
            return list(self.facts)
        return [key for key in self.facts if not self.standing.hidden(key, study_day)]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session has come: what its questions asked, in order, and what of it changed.

    A fact whose answer its author changed after it was asked in this session is asked once more.
    `chosen` are the facts that a drill is over, in their order, where somebody chose them.
    """

    mode: Mode
    seed: int
    asked: tuple[tuple[FactKey, ...], ...] = ()
    changed: frozenset[FactKey] = frozenset()
    chosen: tuple[FactKey, ...] = ()

    @property
    def facts(self) -> list[FactKey]:
        """All facts asked so far, in order, some of them repeatedly."""
        return [key for keys in self.asked for key in keys]


def plan(candidates: Candidates, progress: Progress, now_ms: int, study_day: date) -> Plan:
    """Make the plan of a session, or of what is left of one."""
    made = Plan(candidates.facts)
    for keys in progress.asked:
        made.asked(keys)
    available = candidates.available(study_day)
    if progress.mode in (Mode.AHEAD, Mode.DRILL):
        _plan_extra(made, candidates, available, progress, now_ms)
    else:
        _plan_study(made, candidates, available, progress, now_ms, study_day)
    return made


def _plan_study(
    made: Plan,
    candidates: Candidates,
    available: list[FactKey],
    progress: Progress,
    now_ms: int,
    study_day: date,
) -> None:
    """What is due, then what is new, within the limits of the day; learning steps always."""
    facts, memories, changed = candidates.facts, candidates.memories, progress.changed
    due: list[FactKey] = []
    raised: list[FactKey] = []
    new: list[FactKey] = []
    for key in available:
        memory = memories.get(key)
        if memory is None:
            new.append(key)
        elif memory.revision < facts[key].revision:
            raised.append(key)
        elif memory.state is not State.REVIEW:
            made.wait(key, memory.due_at)
        elif memory.due_at <= now_ms or key in changed:
            due.append(key)
    limits = DayLimits(candidates.settings, candidates.first_answers, candidates.more_new)
    limits.spread(Counter(map(deck_of, new)), study_day)
    has_to_wait = limits.too_much(due)
    made.due.update(dict.fromkeys(limits.raised(_shuffled(raised, progress.seed))))
    made.due.update(dict.fromkeys(limits.reviews(_weakest(candidates, due, progress.seed))))
    begun = _asked_and_reset(new, progress)
    fresh = [key for key in new if key not in begun and not has_to_wait(key)]
    groups = in_pairs(fresh, candidates.rivals) + [(key,) for key in begun]
    let_in = limits.new_together(groups)
    made.introduce(let_in)
    made.new_put_off = sum(map(len, groups)) - sum(map(len, let_in))
    made.limit(limits)


def in_pairs(new: Sequence[FactKey], rivals: Rivals | None) -> list[Group]:
    """New facts in twos that may be taken for each other, so that they are met side by side.

    Each goes with the first of its rivals that is new as well and not taken yet, or else alone;
    without `rivals` all are alone.
    """
    if rivals is None:
        return [(key,) for key in new]
    left = dict.fromkeys(new)
    found: list[Group] = []
    for key in new:
        if key not in left:
            continue
        del left[key]
        group = (key, *islice((one for one in rivals(key) if one in left), 1))
        for other in group[1:]:
            del left[other]
        found.append(group)
    return found


def _plan_extra(
    made: Plan, candidates: Candidates, available: list[FactKey], progress: Progress, now_ms: int
) -> None:
    """Learning ahead and drills: the weakest of what is known, however little of it is due.

    Learning ahead is of facts in review that are not due; what was missed waits for its step. A
    drill is of what was chosen, or else of anything known, and asks each fact once.
    """
    facts, memories, ahead = candidates.facts, candidates.memories, progress.mode is Mode.AHEAD
    done = set(progress.facts) - progress.changed
    if progress.chosen:
        left = set(available) - done
        made.due.update(dict.fromkeys(key for key in progress.chosen if key in left))
        return
    known: list[FactKey] = []
    for key in available:
        memory = memories.get(key)
        if memory is None or memory.revision < facts[key].revision:
            continue
        in_review = memory.state is State.REVIEW
        if key in done:
            if ahead and not in_review:
                made.wait(key, memory.due_at)
        elif not ahead or (in_review and memory.due_at > now_ms):
            known.append(key)
    weakest = _weakest(candidates, known, progress.seed)
    made.due.update(dict.fromkeys(weakest[: max(EXTRA_AT_MOST - len(done), 0)]))


def _asked_and_reset(new: Iterable[FactKey], progress: Progress) -> dict[FactKey, None]:
    """The facts that this session asked and the person then had forgotten: they come last."""
    if not progress.asked:
        return {}
    unlearned, last_first = set(new), dict.fromkeys(reversed(progress.facts))
    return dict.fromkeys(key for key in reversed(last_first) if key in unlearned)


def _weakest(candidates: Candidates, keys: Iterable[FactKey], seed: int) -> list[FactKey]:
    """By lowest retrievability; where that is equal, in an order of chance."""
    memories, retrievability = candidates.memories, candidates.retrievability
    shuffle = _Shuffle(seed)
    order = [(retrievability(memories[key]), shuffle(key), key) for key in keys]
    order.sort()
    return [key for _, _, key in order]


def _shuffled(keys: Iterable[FactKey], seed: int) -> list[FactKey]:
    return sorted(keys, key=_Shuffle(seed))


class _Shuffle:
    """An order of chance in which a fact's place depends on the seed and itself alone.

    Equal retrievabilities are common (all that was learnt on one day): in the author's order the
    cells of a row would come as a block.
    """

    def __init__(self, seed: int) -> None:
        self._seeded = blake2b(f"{seed}:".encode(), digest_size=8)

    def __call__(self, key: FactKey) -> bytes:
        digest = self._seeded.copy()
        digest.update(key.encode())
        return digest.digest()
