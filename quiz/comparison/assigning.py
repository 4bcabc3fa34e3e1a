"""Questions that give several cells' items to groups, and mark each cell by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from quiz.comparison.asking import JointAsking
from quiz.facts import FactKey
from quiz.grading import grade_assign
from quiz.shapes import Assign, Assigned, Mark, Question, Response, Verdict

Facts = tuple[FactKey, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to give a group, by the group's index.

    `marks` says for each fact that the item asks which groups answer it rightly, `confused` which
    facts a group takes for which one.
    """

    text: str
    right: int
    marks: Mapping[FactKey, frozenset[int]]
    confused: Mapping[tuple[FactKey, int], Facts] = field(
        default_factory=lambda: MappingProxyType({})
    )


def assignment(
    form: str,
    asking: JointAsking,
    prompt: str,
    items: Sequence[Item],
    groups: Sequence[str],
    *,
    one_each: bool = False,
) -> Question:
    """The question with its items shuffled; the groups stay in the order given."""
    shown = asking.rng.sample(items, len(items))
    shape = Assign(prompt, tuple(item.text for item in shown), tuple(groups), one_each)
    right = [frozenset({item.right}) for item in shown]

    def grade(response: Response) -> Verdict:
        graded = grade_assign(shape, right, response)
        given: Sequence[int | None] = (None,) * len(shown)
        if isinstance(response, Assigned):
            given = response.groups
        pairs = list(zip(shown, given, strict=True))
        marks = tuple(_mark(fact, pairs) for fact in asking.facts)
        return Verdict(marks, graded.parts)

    return Question(form, shape, asking.facts, grade, asking.turn)


def _mark(fact: FactKey, given: Sequence[tuple[Item, int | None]]) -> Mark:
    """What the groups given say of one fact."""
    right = all(group in item.marks[fact] for item, group in given if fact in item.marks)
    confused = dict.fromkeys(
        other
        for item, group in given
        if group is not None
        for other in item.confused.get((fact, group), ())
    )
    return Mark(fact, right, confused_with=tuple(confused))
