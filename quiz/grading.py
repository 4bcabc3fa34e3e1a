"""From a response to what was right in it, shared by all forms that use a shape."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.facts import FactKey
from quiz.review import Rating
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Mark,
    NearMiss,
    Ordered,
    Part,
    Pick,
    Picked,
    Response,
    Revealed,
    Typed,
    Verdict,
    escaped,
)
from quiz.text import Strict, is_near_miss, normalise


@dataclass(frozen=True, slots=True)
class Graded:
    """What a response got right, before it is known which fact's mark that is.

    `wrong` holds the indices of the options wrongly chosen, or of the parts that are wrong. `near`
    says that a near miss was meant, `own` is the person's grade of what was revealed.
    """

    correct: bool
    parts: tuple[Part, ...]
    wrong: tuple[int, ...] = ()
    near: bool = False
    near_miss: NearMiss | None = None
    own: Rating | None = None

    def verdict(
        self, fact: FactKey, *, helped: bool = False, confused_with: tuple[FactKey, ...] = ()
    ) -> Verdict:
        """The verdict on a question that rates a single fact."""
        mark = Mark(fact, self.correct, helped, self.near, self.own, confused_with)
        return Verdict((mark,), self.parts, self.near_miss)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A right answer in plain text, the other wordings that count, and how leniently.

    `check` decides where equality of text cannot (numbers within a tolerance), and `span` says for
    a person to read what else that lets through.
    """

    text: str
    also: tuple[str, ...] = ()
    strict: Strict = frozenset()
    check: Callable[[str], bool] | None = None
    span: str = ""

    @property
    def shown(self) -> str:
        """The answer as a verdict shows it, with the numbers that are near enough."""
        return f"{self.text} ({self.span})" if self.span else self.text

    @property
    def texts(self) -> tuple[str, ...]:
        """Every wording that counts, the one that is shown first."""
        return (self.text, *self.also)

    def matches(self, typed: str) -> bool:
        """Whether the typed text is this answer."""
        if self.check is not None and self.check(typed):
            return True
        wanted = normalise(typed, self.strict)
        return any(normalise(text, self.strict) == wanted for text in self.texts)

    def nearly(self, typed: str, others: Iterable[str]) -> str | None:
        """The wording that the typed text is a near miss of, being as near to none of the others.

        Among the others, wordings of this very answer do not count.
        """
        rivals = [other for other in others if not self.matches(other)]
        return next(
            (text for text in self.texts if is_near_miss(typed, text, rivals, self.strict)), None
        )


def grade_reveal(answer: str, response: Response) -> Graded:
    """Take the person's own grade; 1 means wrong."""
    if not isinstance(response, Revealed | DontKnow):
        raise ValueError("what is recalled in silence is answered by revealing it")
    own = response.rating if isinstance(response, Revealed) else None
    right = own is not None and own is not Rating.AGAIN
    return Graded(right, (Part("", answer, right),), own=own)


def grade_pick(shape: Pick, right: frozenset[int], response: Response) -> Graded:
    """Grade a choice: all of the right options and none of the others."""
    chosen = frozenset[int]()
    if isinstance(response, Picked):
        chosen = frozenset(response.chosen)
    elif not isinstance(response, DontKnow):
        raise ValueError("options are answered by picking")
    if not chosen <= frozenset(range(len(shape.options))):
        raise ValueError("an option was chosen that was not shown")
    if len(chosen) > 1 and not shape.several:
        raise ValueError("only one option can be chosen")
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
    given: Sequence[str] = ("",) * len(right)
    if isinstance(response, Ordered):
        if sorted(response.order) != list(range(len(shown))):
            raise ValueError("an order must name every item once")
        given = [shown[index] for index in response.order]
    elif not isinstance(response, DontKnow):
        raise ValueError("an order is answered by ordering")
    return _graded(
        tuple(Part(mine, item, mine == item) for mine, item in zip(given, right, strict=True))
    )


def grade_assign(shape: Assign, right: Sequence[frozenset[int]], response: Response) -> Graded:
    """Grade an assignment: each item by itself against the groups that are right for it."""
    given: tuple[int | None, ...] = (None,) * len(shape.items)
    if isinstance(response, Assigned):
        given = response.groups
    elif not isinstance(response, DontKnow):
        raise ValueError("items are answered by assigning them")
    if len(given) != len(shape.items):
        raise ValueError("an assignment must speak of every item")
    groups = [group for group in given if group is not None]
    if not set(groups) <= set(range(len(shape.groups))):
        raise ValueError("an item was given to a group that was not shown")
    if shape.one_each and len(set(groups)) < len(groups):
        raise ValueError("each group takes one item only")
    return _graded(
        tuple(
            Part(
                given="" if group is None else shape.groups[group],
                right=" / ".join(shape.groups[index] for index in sorted(allowed)),
                correct=group in allowed,
                label=item,
            )
            for item, group, allowed in zip(shape.items, given, right, strict=True)
        )
    )


def grade_typed(
    accepted: Sequence[Accepted],
    response: Response,
    *,
    any_order: bool = False,
    others: Sequence[str] = (),
) -> Graded:
    """Grade typed answers blank by blank; a near miss waits until the person said what it was.

    `others` are texts that are wrong here, and so near to none of which a near miss may be.
    """
    texts: tuple[str, ...] = ("",) * len(accepted)
    meant: bool | None = False
    if isinstance(response, Typed):
        texts, meant = tuple(text.strip() for text in response.texts), response.meant
    elif not isinstance(response, DontKnow):
        raise ValueError("blanks are answered by typing")
    if len(texts) != len(accepted):
        raise ValueError("every blank needs an answer, if an empty one")

    rivals = (*others, *(text for answer in accepted for text in answer.texts))

    def right(index: int, text: str) -> bool:
        return accepted[index].matches(text)

    def near(index: int, text: str) -> str | None:
        return accepted[index].nearly(text, rivals)

    if any_order:
        texts = _by_answer(texts, right, lambda index, text: near(index, text) is not None)
    correct = {index for index, text in enumerate(texts) if right(index, text)}
    slips = {
        index: wording
        for index, text in enumerate(texts)
        if meant is not False and index not in correct and (wording := near(index, text))
    }
    if slips and meant is None:
        typed = "; ".join(texts[index] for index in slips)
        near_miss = NearMiss(typed, "; ".join(slips.values()))
        return replace(_graded(_parts(accepted, texts, correct)), near_miss=near_miss)
    graded = _graded(_parts(accepted, texts, correct.union(slips)))
    return replace(graded, near=bool(slips))


def _parts(
    accepted: Sequence[Accepted], texts: Sequence[str], correct: Collection[int]
) -> tuple[Part, ...]:
    return tuple(
        Part(escaped(text), escaped(answer.shown), index in correct)
        for index, (answer, text) in enumerate(zip(accepted, texts, strict=True))
    )


def _graded(parts: tuple[Part, ...]) -> Graded:
    wrong = tuple(index for index, part in enumerate(parts) if not part.correct)
    return Graded(not wrong, parts, wrong)


def _by_answer(
    texts: Sequence[str], right: Callable[[int, str], bool], near: Callable[[int, str], bool]
) -> tuple[str, ...]:
    """Give each answer the text that is it, or else nearly is, or else one that is left over.

    As many as possible get theirs: where a text fits two answers, it goes where it is needed.
    """
    found: dict[int, int] = {}
    for fits in (right, near):
        free = [index for index in range(len(texts)) if index not in found]
        left = [place for place in range(len(texts)) if place not in found.values()]
        found |= _matched(free, {place: texts[place] for place in left}, fits)
    rest = iter([text for place, text in enumerate(texts) if text and place not in found.values()])
    return tuple(
        texts[found[index]] if index in found else next(rest, "") for index in range(len(texts))
    )


def _matched(
    answers: Iterable[int], texts: Mapping[int, str], fits: Callable[[int, str], bool]
) -> dict[int, int]:
    """Match as many answers with texts as there can be, by Kuhn's augmenting paths."""
    taken: dict[int, int] = {}

    def settle(answer: int, tried: set[int]) -> bool:
        for place, text in texts.items():
            if place not in tried and fits(answer, text):
                tried.add(place)
                if place not in taken or settle(taken[place], tried):
                    taken[place] = answer
                    return True
        return False

    for answer in answers:
        settle(answer, set())
    return {answer: place for place, answer in taken.items()}
