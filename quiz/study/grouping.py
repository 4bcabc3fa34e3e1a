"""Which facts are asked together: what is due on one day and easily taken for each other.

Juxtaposing is what helps telling things apart (Kang & Pashler 2012; Birnbaum et al. 2013); the
more alike they are, the more so (Brunmair & Richter 2019). How much of a session goes into it was
tuned by simulation (`benchmarks/learning`): as much as there is, up to five facts at a time, in
other company each time, the closest next to each other, in learning steps, too; and rivals that
are not due yet come along early.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise, permutations
from typing import Protocol

from quiz.facts import FactKey
from quiz.study.bundles import Step
from quiz.study.confusions import Pair, pair_of
from quiz.study.plan import Plan
from quiz.study.settings import Contrast
from quiz.study.start import Group

LARGEST = 5
"""Facts of one bundle: with more the first could not be kept in mind until the verdicts come."""
APPEARANCES = 2
"""How often one pair comes in one session."""

Along = Callable[[FactKey, bool], bool]
"""Whether a fact that is not due could come along, given whether it comes back for a mix-up."""
Rivals = Callable[[FactKey], Sequence[FactKey]]
"""For a fact, the others of its row that mean something else and can be asked in a bundle."""


class Company(Protocol):
    """Tells what a fact may be asked together with."""

    def rivals(self, key: FactKey) -> Sequence[FactKey]:
        """The others of its row that mean something else and can be asked in a bundle."""
        ...

    def rivals_by_lot(self, key: FactKey) -> Iterable[FactKey]:
        """The same in the order in which they are wanted beside it."""
        ...

    def closeness(self, one: FactKey, other: FactKey) -> float:
        """How much two facts of a row have about them to be taken for each other by."""
        ...


class Grouping:
    """Finds what a fact is asked together with, in one session.

    `company` draws who comes along; always the same would leave most pairs of a row untaught.
    `back` are the pairs that come back until they are told apart, `chosen` the groups of a
    drill. What was asked already is told by `Step`s.
    """

    def __init__(
        self,
        company: Company,
        back: frozenset[Pair],
        switches: Contrast,
        chosen: Iterable[Group] = (),
    ) -> None:
        self._company = company
        self._back = back
        self._switches = switches
        self._chosen = {key: group for group in chosen for key in group}

    def around(self, key: FactKey, plan: Plan, asked: Sequence[Step], along: Along) -> Group:
        """The fact with those it is to be asked together with; alone where there are none."""
        if self._chosen:
            return tuple(one for one in self._chosen.get(key, (key,)) if one in plan.due)
        if key in plan.new:
            return plan.met_with(key) if self._switches.bundles else (key,)
        if not self._company.rivals(key):
            # As for most facts: a long session need not be gone through for it.
            return (key,)
        # Only pairs with this fact are asked about, and a long session is gone through at a glance.
        beside = (step for step in asked if key in step.facts and step.together)
        appeared = Counter(pair for step in beside for pair in step.pairs)
        partners = self._partners(key, plan, appeared, along)
        group = (key, *partners[: LARGEST - 1])
        if len(group) == 1 or self._takes_turns(group, plan, asked):
            return (key,)
        return lined_up(group, self._company)

    def _partners(
        self,
        key: FactKey,
        plan: Plan,
        appeared: Counter[Pair],
        along: Along,
    ) -> list[FactKey]:
        """Who may come along: pairs that come back first, then as drawn."""
        found: list[tuple[bool, FactKey]] = []
        for other in self._company.rivals_by_lot(key):
            pair = pair_of(key, other)
            back = pair in self._back
            if appeared[pair] >= APPEARANCES or not (back or self._switches.bundles):
                continue
            if other in plan.due or along(other, back):
                found.append((not back, other))
        found.sort(key=lambda one: one[0])
        return [other for _, other in found]

    def _takes_turns(self, group: Group, plan: Plan, asked: Sequence[Step]) -> bool:
        """Whether a bundle of another table should come first, since the last was of this one."""
        last = next((step for step in reversed(asked) if step.together), None)
        table = _table(group[0])
        if last is None or _table(last.facts[0]) != table:
            return False
        return any(
            _table(key) != table and any(other in plan.due for other in self._company.rivals(key))
            for key in plan.due
        )


def lined_up(group: Group, company: Company) -> Group:
    """Put those next to each other that are closest.

    A question in between does away with most of what juxtaposing brings (Birnbaum et al. 2013).
    """
    near = {frozenset(pair): company.closeness(*pair) for pair in combinations(group, 2)}
    return max(
        permutations(group), key=lambda line: sum(near[frozenset(pair)] for pair in pairwise(line))
    )


def _table(key: FactKey) -> str:
    return key.rsplit("/", 2)[0]
