"""From a response to what was right in it, shared by all forms that use a shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    NearMiss,
    Ordered,
    Part,
    Pick,
    Picked,
    Response,
    Typed,
)
from quiz.text import Strict, is_near_miss, normalise


@dataclass(frozen=True, slots=True)
class Graded:
    """What a response got right, before it is known which fact's mark that is.

    `wrong` holds the indices of what was wrongly chosen, `near` says that a near miss was meant.
    """

    correct: bool
    parts: tuple[Part, ...]
    wrong: tuple[int, ...] = ()
    near: bool = False
    near_miss: NearMiss | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A right answer: the text to show, the other wordings that count, and how leniently.

    `check` decides where equality of text cannot (numbers within a tolerance).
    """

    text: str
    also: tuple[str, ...] = ()
    strict: Strict = frozenset()
    check: Callable[[str], bool] | None = None

    def matches(self, typed: str) -> bool:
        """Whether the typed text is this answer."""
        if self.check is not None and self.check(typed):
            return True
        wanted = normalise(typed, self.strict)
        return any(normalise(text, self.strict) == wanted for text in (self.text, *self.also))

    def nearly(self, typed: str, others: Iterable[str]) -> bool:
        """Whether the typed text is a near miss of this answer, and of none of the others."""
        others = tuple(others)
        return any(
            is_near_miss(typed, text, others, self.strict) for text in (self.text, *self.also)
        )


def grade_pick(shape: Pick, right: frozenset[int], response: Response) -> Graded:
    """Grade a choice: all of the right options and none of the others."""
    chosen = frozenset[int]()
    if isinstance(response, Picked):
        chosen = frozenset(response.chosen)
    elif not isinstance(response, DontKnow):
        raise ValueError("options are answered by picking")
    if not chosen <= frozenset(range(len(shape.options))):
        raise ValueError("an option was chosen that was not shown")
    parts = tuple(
        Part(
            given=option if index in chosen else "",
            right=option if index in right else "",
            correct=index in chosen and index in right,
        )
        for index, option in enumerate(shape.options)
        if index in chosen or index in right
    )
    return Graded(chosen == right, parts, wrong=tuple(sorted(chosen - right)))


def grade_order(right: Sequence[str], shown: Sequence[str], response: Response) -> Graded:
    """Grade an order: each place by itself, right only as a whole."""
    if isinstance(response, DontKnow):
        return Graded(False, tuple(Part("", item, False) for item in right))
    if not isinstance(response, Ordered):
        raise ValueError("an order is answered by ordering")
    if sorted(response.order) != list(range(len(shown))):
        raise ValueError("an order must name every item once")
    given = [shown[index] for index in response.order]
    parts = tuple(Part(mine, item, mine == item) for mine, item in zip(given, right, strict=True))
    return Graded(all(part.correct for part in parts), parts)


def grade_assign(shape: Assign, right: Sequence[frozenset[int]], response: Response) -> Graded:
    """Grade an assignment: each item by itself against the groups that are right for it."""
    given: tuple[int | None, ...] = (None,) * len(shape.items)
    if isinstance(response, Assigned):
        given = response.groups
    elif not isinstance(response, DontKnow):
        raise ValueError("items are answered by assigning them")
    if len(given) != len(shape.items):
        raise ValueError("an assignment must speak of every item")
    if any(group is not None and not 0 <= group < len(shape.groups) for group in given):
        raise ValueError("an item was given to a group that was not shown")
    parts = tuple(
        Part(
            given="" if group is None else shape.groups[group],
            right=" / ".join(shape.groups[index] for index in sorted(allowed)),
            correct=group in allowed,
            label=item,
        )
        for item, group, allowed in zip(shape.items, given, right, strict=True)
    )
    wrong = tuple(index for index, part in enumerate(parts) if not part.correct)
    return Graded(not wrong, parts, wrong=wrong)


def grade_typed(
    accepted: Sequence[Accepted],
    response: Response,
    *,
    any_order: bool = False,
    others: Sequence[str] = (),
) -> Graded:
    """Grade typed answers blank by blank; a near miss waits until the person said what it was."""
    texts: tuple[str, ...] = ("",) * len(accepted)
    meant: bool | None = False
    if isinstance(response, Typed):
        texts, meant = response.texts, response.meant
    elif not isinstance(response, DontKnow):
        raise ValueError("blanks are answered by typing")
    if len(texts) != len(accepted):
        raise ValueError("every blank needs an answer, if an empty one")
    pairs = _pair(accepted, texts, others) if any_order else list(zip(accepted, texts, strict=True))
    parts: list[Part] = []
    near: list[tuple[str, str]] = []
    for answer, typed in pairs:
        correct = bool(typed) and answer.matches(typed)
        if not correct and typed and meant is not False and answer.nearly(typed, others):
            near.append((typed, answer.text))
            correct = meant is True
        parts.append(Part(typed, answer.text, correct))
    undecided = bool(near) and meant is None
    return Graded(
        correct=all(part.correct for part in parts),
        parts=tuple(parts),
        wrong=tuple(index for index, part in enumerate(parts) if not part.correct),
        near=bool(near) and not undecided,
        near_miss=_joined(near) if undecided else None,
    )


def _joined(near: Sequence[tuple[str, str]]) -> NearMiss:
    return NearMiss("; ".join(typed for typed, _ in near), "; ".join(want for _, want in near))


def _pair(
    accepted: Sequence[Accepted], texts: Sequence[str], others: Sequence[str]
) -> list[tuple[Accepted, str]]:
    """Give each typed text the answer it is, then the one it nearly is, then what is left over."""
    left = [text.strip() for text in texts]
    found: dict[int, str] = {}

    def take(fits: Callable[[Accepted, str], bool]) -> None:
        for index, answer in enumerate(accepted):
            if index in found:
                continue
            text = next((text for text in left if text and fits(answer, text)), None)
            if text is not None:
                found[index] = text
                left.remove(text)

    take(lambda answer, text: answer.matches(text))
    take(lambda answer, text: answer.nearly(text, others))
    rest = iter([text for text in left if text])
    return [
        (answer, found[index] if index in found else next(rest, ""))
        for index, answer in enumerate(accepted)
    ]
