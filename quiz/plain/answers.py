"""From a typed line to a response: one line answers one question.

What cannot be understood raises `Unclear`, whose text says what would be; it is never taken for a
wrong answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from string import ascii_lowercase

from quiz.counting import counted
from quiz.plain.lines import NO, YES
from quiz.review import Confidence, Rating
from quiz.shapes import (
    Assign,
    Assigned,
    Order,
    Ordered,
    Pick,
    Picked,
    Response,
    Reveal,
    Revealed,
    Shape,
    Type,
    Typed,
)

BETWEEN_BLANKS = ";"
NOT_KNOWN = "?"
"""Stands for the group of an item that one cannot place."""
HOW_SURE = "How sure are you? Say s for sure, u for unsure, g for a guess."

_SURE = {"s": Confidence.SURE, "u": Confidence.UNSURE, "g": Confidence.GUESS}

_BETWEEN = re.compile(r"[\s,;]+")
_PLACED = re.compile(r"([a-z]+) ?[=:.-]? ?([0-9]+|\?)")
_MOST_DIGITS = 9


class Unclear(ValueError):
    """A line that answers nothing; its text says what would."""


def letters(index: int) -> str:
    """The name of an item by its place: a to z, then aa, ab and so on."""
    name = ""
    index += 1
    while index:
        index, place = divmod(index - 1, len(ascii_lowercase))
        name = ascii_lowercase[place] + name
    return name


def answer(shape: Shape, text: str, *, clues: int = 0, hints: int = 0) -> Response:
    """Read a line as the response to a shape; raises Unclear."""
    match shape:
        case Pick():
            return Picked(_picked(shape, text), clues)
        case Type():
            return Typed(_typed(shape, text), hints, clues)
        case Order():
            return Ordered(_ordered(shape, text))
        case Assign():
            return Assigned(_assigned(shape, text))
        case Reveal():
            return Revealed(rating(text))


def rating(text: str, among: Sequence[Rating] = tuple(Rating)) -> Rating:
    """Read a line as one of the ratings that can be given, which ascend; raises Unclear."""
    for one in among:
        if text == str(one.value):
            return one
    raise Unclear(f"Not understood. Say a number from {among[0].value} to {among[-1].value}.")


def number_said(text: str, most: int) -> int | None:
    """Read a line as a number from 1 to `most`; None where it is none."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS or not 1 <= int(text) <= most:
        return None
    return int(text)


def how_sure(text: str) -> Confidence:
    """Read a line as how sure an answer was; raises Unclear."""
    if text.lower() not in _SURE:
        raise Unclear(f"Not understood. {HOW_SURE}")
    return _SURE[text.lower()]


def yes_or_no(text: str) -> bool:
    """Read a line as one of the two; raises Unclear."""
    if text.lower() not in YES + NO:
        raise Unclear("Not understood. Say y or n.")
    return text.lower() in YES


def _numbers(text: str, most: int) -> list[int]:
    """The numbers in a line, each from 1 to `most`, as indices from 0."""
    words = [word for word in _BETWEEN.split(text) if word]
    if not words:
        raise Unclear(f"Say a number from 1 to {most}, or :d if you do not know.")
    for word in words:
        if not re.fullmatch("[0-9]+", word):
            raise Unclear(f"{word} is not a number. Say a number from 1 to {most}.")
        if len(word) > _MOST_DIGITS or not 1 <= int(word) <= most:
            raise Unclear(f"There is no {word}. Say a number from 1 to {most}.")
    return [int(word) - 1 for word in words]


def _picked(shape: Pick, text: str) -> tuple[int, ...]:
    numbers = sorted(set(_numbers(text, len(shape.options))))
    if len(numbers) > 1 and not shape.several:
        raise Unclear(f"Only one can be chosen. Say one number from 1 to {len(shape.options)}.")
    return tuple(numbers)


def _typed(shape: Type, text: str) -> tuple[str, ...]:
    wanted = len(shape.blanks)
    if not text.strip(f"{BETWEEN_BLANKS} "):
        raise Unclear("Nothing was typed. Type an answer, or :d if you do not know.")
    if wanted == 1:
        return (text,)
    texts = [part.strip() for part in text.split(BETWEEN_BLANKS)]
    if shape.any_order:
        texts = [part for part in texts if part]
        texts += [""] * (wanted - len(texts))
    if len(texts) != wanted:
        given = counted(len(texts), "answer")
        raise Unclear(
            f"That is {given} for {wanted} blanks. Put ; between them, with nothing between two ;"
            " for a blank that you do not know."
            if not shape.any_order
            else f"That is {given}, and {wanted} are asked for. Put ; between them."
        )
    return tuple(texts)


def _ordered(shape: Order, text: str) -> tuple[int, ...]:
    count = len(shape.items)
    numbers = _numbers(text, count)
    _refuse_twice(str(number + 1) for number in numbers)
    missing = [str(index + 1) for index in range(count) if index not in numbers]
    if missing:
        raise Unclear(f"Missing: {', '.join(missing)}. Say all {count} numbers in their order.")
    return tuple(numbers)


def _assigned(shape: Assign, text: str) -> tuple[int | None, ...]:
    names = [letters(index) for index in range(len(shape.items))]
    most = len(shape.groups)
    lower = " ".join(_BETWEEN.sub(" ", text.lower()).split())
    placed = _PLACED.findall(lower)
    if not placed or _PLACED.sub("", lower).strip():
        sample = " ".join(f"{name}1" for name in names[:2])
        raise Unclear(f"Not understood. Say a letter and a number for each, such as {sample}.")
    _refuse_twice(name for name, _ in placed)
    groups: dict[str, int | None] = {}
    for name, group in placed:
        if name not in names:
            raise Unclear(f"There is no {name}. The letters go from a to {names[-1]}.")
        groups[name] = None if group == NOT_KNOWN else _numbers(group, most)[0]
    missing = [name for name in names if name not in groups]
    if missing:
        raise Unclear(
            f"Missing: {', '.join(missing)}. Say {missing[0]}? for one that you do not know."
        )
    if shape.one_each:
        _refuse_twice(str(group + 1) for group in groups.values() if group is not None)
    return tuple(groups[name] for name in names)


def _refuse_twice(names: Iterable[str]) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise Unclear(f"Said twice: {', '.join(twice)}. Say each once.")
