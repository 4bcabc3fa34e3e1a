"""The queues of a session: what is due, what is new, and what waits for a learning step."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from quiz.facts import Fact, FactKey, row_of
from quiz.study.limits import DayLimits

GAP_AFTER_MISS = 5
"""A miss comes back after so many other questions, as long as there are others."""
GAP_OF_SIBLINGS = 4
"""Between two siblings stand so many other questions, where there is a choice."""
GAP_OF_NEW = 3
"""Between first meetings with two cells of one row stand so many other questions, where there is a
choice: words that are alike and learnt together are confused more (Tinkham 1997; Waring 1997), and
the row, shown with the verdict, would give the second away."""
LOOK_AHEAD = 24
"""How far down a queue is searched for a fact whose sibling was not just asked."""


class Plan:
    """What is left of a session, and how long ago each fact was asked in it.

    Taking the next fact costs the same however long the queues are: the plan is asked at every
    question, and made once.
    """

    def __init__(self, facts: Mapping[FactKey, Fact]) -> None:
        self.due: OrderedDict[FactKey, None] = OrderedDict()
        self.new: OrderedDict[FactKey, None] = OrderedDict()
        self.new_put_off = 0
        """How many new facts only the day's limit of such puts off to another day."""
        self._facts = facts
        self._step_ends: dict[FactKey, int] = {}
        self._steps: list[tuple[int, FactKey]] = []
        """The learning steps in the order in which they end."""
        self._limits: DayLimits | None = None
        self._met: dict[FactKey, tuple[FactKey, ...]] = {}
        self._questions = 0
        self._last: tuple[FactKey, ...] = ()
        self._asked_at: dict[FactKey, int] = {}
        self._group_asked_at: dict[str, int] = {}
        self._row_met_at: dict[str, int] = {}

    # How it is made.

    def introduce(self, groups: Iterable[tuple[FactKey, ...]]) -> None:
        """Take in new facts, those of one group to be met side by side."""
        for group in groups:
            self.new.update(dict.fromkeys(group))
            if len(group) > 1:
                self._met.update(dict.fromkeys(group, group))

    def limit(self, limits: DayLimits) -> None:
        """Hold what is asked beside the plan to what is left of the day's limits."""
        self._limits = limits

    @property
    def steps(self) -> Mapping[FactKey, int]:
        """The facts that wait for a learning step, and when it ends, in UTC milliseconds."""
        return self._step_ends

    def __len__(self) -> int:
        return len(self.due) + len(self.new) + len(self._step_ends)

    def __contains__(self, key: FactKey) -> bool:
        return key in self.due or key in self.new or key in self._step_ends

    # What is asked together.

    def met_with(self, key: FactKey) -> tuple[FactKey, ...]:
        """A new fact with those it is to be met with, itself among them, in their order."""
        return tuple(one for one in self._met.get(key, (key,)) if one in self.new)

    def rested(self, key: FactKey) -> bool:
        """Whether a fact may be asked after one more, with enough others since."""
        return self._since(key) >= GAP_AFTER_MISS - 1

    def has_room(self, key: FactKey) -> bool:
        """Whether a fact that is not due could be reviewed today beside all that is."""
        return self._limits is None or self._limits.has_room(key)

    def pull_in(self, key: FactKey) -> None:
        """Make a fact due that is not: it counts towards the limits like the others."""
        if key not in self:
            self.due[key] = None
            if self._limits is not None:
                self._limits.reviews([key])

    # What was done.

    def asked(self, keys: tuple[FactKey, ...]) -> None:
        """Note that a question was asked about these facts, which are no longer to be asked."""
        for key in keys:
            if key not in self._asked_at:
                self._row_met_at[row_of(key)] = self._questions
            self._asked_at[key] = self._questions
            fact = self._facts.get(key)
            if fact is not None:
                self._group_asked_at[fact.siblings] = self._questions
            self.drop(key)
        self._questions += 1
        self._last = keys

    def wait(self, key: FactKey, until: int) -> None:
        """Put a fact off to the end of its learning step."""
        self.drop(key)
        self._step_ends[key] = until
        insort(self._steps, (until, key))

    def drop(self, key: FactKey) -> None:
        """Take a fact out of the session."""
        self.due.pop(key, None)
        self.new.pop(key, None)
        until = self._step_ends.pop(key, None)
        if until is not None:
            del self._steps[bisect_left(self._steps, (until, key))]

    # What is next.

    def next(self, now_ms: int) -> FactKey | None:
        """The fact to ask now, None where there is none or its step is not over.

        Steps that are over come first, then what is due, then what is new. Of those in question
        the first is taken that stands apart from its siblings, or else the one that does so most.
        """
        rested = (key for key in self._ready(now_ms) if self._since(key) >= GAP_AFTER_MISS)
        known = chain(islice(rested, LOOK_AHEAD), islice(self.due, LOOK_AHEAD))
        found = self._most_apart(known) or self._most_apart(self._new_apart())
        if found is not None:
            return found
        left = [*self._ready(now_ms), *islice(self.due, 1), *islice(self.new, 1)]
        return next((key for key in left if key not in self._last), left[0] if left else None)

    def _new_apart(self) -> list[FactKey]:
        """The next new facts, of which those wait that a cell of their row was just met before."""
        ahead = list(islice(self.new, LOOK_AHEAD))
        apart = [
            key
            for key in ahead
            if (met_at := self._row_met_at.get(row_of(key))) is None
            or self._questions - 1 - met_at >= GAP_OF_NEW
        ]
        return apart or ahead

    def coming(self, count: int) -> Iterator[FactKey]:
        """The first of each queue, among which is most likely what comes after the next answer."""
        steps = (key for _, key in self._steps if self.rested(key))
        return chain(islice(steps, count), islice(self.due, count), islice(self.new, count))

    def next_step_at(self) -> int | None:
        """When the next learning step is over, in UTC milliseconds."""
        return self._steps[0][0] if self._steps else None

    def _ready(self, now_ms: int) -> Iterator[FactKey]:
        for until, key in self._steps:
            if until > now_ms:
                return
            yield key

    def _since(self, key: FactKey) -> int:
        """How many questions were asked since this fact was."""
        asked_at = self._asked_at.get(key)
        return GAP_AFTER_MISS if asked_at is None else self._questions - 1 - asked_at

    def _most_apart(self, keys: Iterable[FactKey]) -> FactKey | None:
        found, most = None, -1
        for key in keys:
            if key in self._last:
                continue
            asked_at = self._group_asked_at.get(self._facts[key].siblings)
            if asked_at is None or self._questions - 1 - asked_at >= GAP_OF_SIBLINGS:
                return key
            if self._questions - asked_at > most:
                found, most = key, self._questions - asked_at
        return found
