"""What every written card has, whatever its form."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Annotated, ClassVar

from pydantic import Field

from quiz.authoring import Aliases, Authored, Id, NoAdvice, References, Strictness, Text, Texts
from quiz.errors import Finding, KeyPath
from quiz.facts import FactKey
from quiz.grading import Accepted, Graded, grade_typed
from quiz.markdown import plain, reads_as_written
from quiz.shapes import Question, Response, Shape, Type, Verdict
from quiz.text import Strict, normalise

_PLAIN_WORDS = re.compile(r"[A-Za-z0-9]++(?:(?:,? |-)[A-Za-z0-9]++)*+\.?")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a card is told when it is asked: which fact and side, how strictly, and by what chance.

    `side` is "" for the card itself, "reverse" for its way back.
    """

    fact: FactKey
    strict: Strict
    rng: Random
    side: str = ""


class Card(Authored):
    """A written card: one fact, whatever its gaps, pairs or items."""

    id: Id | None = None
    """What identifies the card in this deck for ever; `quiz fmt` writes one where it is missing."""
    prompt: Text
    """What is asked, in Markdown."""
    because: Text | None = None
    """Why the answer is so, shown with the verdict, in Markdown."""
    source: References | None = None
    """Where the answer comes from: `{ from = "...", at = "...", cites = ["..."] }`, or several."""
    tags: Texts | None = None
    """Words to find and choose cards by."""
    aliases: Aliases = ()
    """Earlier ids of this card, or the whole old key, so that progress follows a rename."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Raise it when the card asks something new: it is then due at once, its history set aside."""
    strict: Strictness = False
    """What typed answers are not let off: `true`, or some of the four leniencies."""
    no_advice: NoAdvice = False
    """What `quiz check --advice` is not to say here: `true` for all, or the names of rules."""

    prompt_tells: ClassVar[bool] = False
    """Whether the prompt holds the answer, or a part of it, by the nature of the form."""

    @property
    def opening(self) -> str:
        """The text that a card without an id is known by for the time being."""
        return self.prompt

    @property
    def line(self) -> str:
        """The card as an entry of a list, without its answer."""
        return plain(self.prompt)

    @property
    def side_names(self) -> tuple[str, ...]:
        """The names of `sides`, without what they say."""
        return ("",)

    @property
    def answer_begins(self) -> str:
        """The text that the card's right answer begins with, as it is written; "" if not told."""
        return ""

    @abstractmethod
    def sides(self) -> Mapping[str, str]:
        """The right answer in one line, by side: "" for the card, "reverse" for its way back."""

    def essence(self) -> Mapping[str, str]:
        """The right answer by side, whatever order an author gave to what has none."""
        return self.sides()

    def flaws(self) -> Iterator[Finding]:
        """What is wrong with the card as a whole, at paths from the card on."""
        yield from ()

    @abstractmethod
    def ask(self, asking: Asking) -> Question:
        """Build the question for one side of the card."""


def question(
    form: str,
    shape: Shape,
    asking: Asking,
    grade: Callable[[Response], Graded],
    helped: Callable[[Response], bool] = lambda _: False,
) -> Question:
    """Make the question that asks a single fact, its verdict made of what `grade` finds."""

    def verdict(response: Response) -> Verdict:
        return grade(response).verdict(asking.fact, helped=helped(response))

    return Question(form, shape, (asking.fact,), verdict)


def typing(
    form: str,
    shape: Type,
    asking: Asking,
    right: Sequence[Accepted],
    never: tuple[str, ...] = (),
    helped: Callable[[Response], bool] = lambda _: False,
) -> Question:
    """Make the question that has its answers typed; what is in `never` is no near miss."""

    def grade(response: Response) -> Graded:
        return grade_typed(right, response, any_order=shape.any_order, others=never)

    asked = question(form, shape, asking, grade, helped)
    return replace(asked, also=tuple(one.also for one in right), never=never)


def reading(text: str) -> str:
    """What a text says once Markdown, case and the like are set aside: equal for equal answers.

    Most options are plain words, of which little has to be set aside.
    """
    if _PLAIN_WORDS.fullmatch(text):
        return text.rstrip(".").lower().replace("-", " ")
    return normalise(plain(text))


def in_a_row(texts: Iterable[str], between: str = "; ") -> str:
    """Texts without their Markdown in one row; each is read by itself, so no mark spans two.

    Most texts have no mark, which is found out quickest of all of them at once.
    """
    texts = tuple(texts)
    row = between.join(texts)
    return row if reads_as_written(row) else between.join(map(plain, texts))


def listed(key: str, texts: Iterable[str]) -> Iterator[tuple[KeyPath, str]]:
    """Each text of a list with its path from the card on."""
    return (((key, index), text) for index, text in enumerate(texts))


def also_right(texts: Iterable[str]) -> dict[str, str]:
    """The readings of right answers, each with what is to be said of a wrong one that has it."""
    return {reading(text): "is a right answer, too" for text in texts}


def reading_alike(
    texts: Iterable[tuple[KeyPath, str]], what: str, taken: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Find each text that reads the same as an earlier one: nobody could tell which is meant.

    `taken` maps what must not stand here to the reason why.
    """
    seen = dict(taken or {})
    for path, text in texts:
        read = reading(text)
        if read in seen:
            yield Finding(path, f"{what} {text!r} {seen[read]}", "Reword it or take it away.")
        else:
            seen[read] = "reads the same as another one"


def unknown_keys(accept: Mapping[str, object] | None, known: Iterable[str]) -> Iterator[Finding]:
    """Find each key of `accept` that is not one of the answers it should stand for."""
    if not accept:
        return
    known = tuple(known)
    for key in accept:
        if key not in known:
            hint = f"It is one of: {', '.join(known)}."
            yield Finding(
                ("accept", key), f"{key!r} is not an answer of this card", hint, at_key=True
            )


def shuffled(items: tuple[str, ...], rng: Random) -> tuple[str, ...]:
    """The items in an order of chance, theirs left alone."""
    return tuple(rng.sample(items, len(items)))
