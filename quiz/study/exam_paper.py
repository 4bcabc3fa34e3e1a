"""The questions of an exam, drawn by its seed: the same seed and decks give the same exam."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

from quiz.errors import UsageError
from quiz.facts import FactKey, deck_of
from quiz.shapes import Blank, Question, Type
from quiz.study.exam_setup import Setup, on_topic

if TYPE_CHECKING:
    from quiz.deck.deck import Deck

_CELL_DEPTH = 4
"""A cell's key has so many ids: deck, comparison, feature, subject."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an exam as it stands in the log: the fact, its form, and the answer's digest.

    The digest says later whether the answer is still the one that was asked for.
    """

    fact: FactKey
    form: str
    answer: str

    def payload(self) -> dict[str, object]:
        """The item as it is logged."""
        return {"fact": self.fact, "form": self.form, "answer": self.answer}

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Item:
        """The item that a log tells of."""
        return cls(FactKey(payload["fact"]), payload["form"], payload["answer"])


def draw(
    decks: Sequence[Deck], setup: Setup, seed: int, put_away: Collection[FactKey]
) -> tuple[Item, ...]:
    """Draw the questions, as evenly as they go from decks, tables and features.

    Each fact is asked once, in a form drawn from those that are allowed and fair. What is put
    away is left out, and the next in line takes its place. Raises UsageError for an unknown topic
    and where there is nothing to ask.
    """
    where = {key: deck for deck, key in on_topic(decks, setup.topics)}

    def allowed(key: FactKey) -> list[str]:
        return [form for form in sorted(where[key].forms(key)) if setup.allows(form)]

    turns = in_turn(where, seed, lambda key: key not in put_away and bool(allowed(key)))
    items = tuple(
        Item(key, _chosen(key, allowed(key), seed), where[key].facts[key].digest)
        for key in islice(turns, setup.questions)
    )
    if not items:
        raise UsageError(_nothing(setup, found=bool(where)))
    return items


def _nothing(setup: Setup, *, found: bool) -> str:
    if not found:
        return "There is nothing to ask: there are no facts in these decks."
    if setup.forms:
        asked_for = ", ".join(setup.forms)
        return f"There is nothing to ask here in these forms: {asked_for}. Allow others."
    return (
        "There is nothing to ask here but what you would grade yourself, or have put away. "
        "--forms flashcard,recall allows the former."
    )


def in_turn(
    keys: Iterable[FactKey], seed: int, fits: Callable[[FactKey], bool] = lambda _: True
) -> Iterator[FactKey]:
    """The keys that fit in an order of chance in which decks, tables and features take turns.

    A fact's place among its like depends on its key and the seed alone: where a deck grows, the
    order of the others stays. Only as many are looked at as are asked for.
    """
    return _turns([(_path(key), key) for key in keys], 0, seed, fits)


def _path(key: FactKey) -> tuple[str, ...]:
    ids = key.split("/")
    # Cards take one turn together; cells take theirs by comparison, and in it by feature.
    return tuple(ids[:3]) if len(ids) == _CELL_DEPTH else (ids[0], "", "")


def _turns(
    facts: Sequence[tuple[tuple[str, ...], FactKey]],
    depth: int,
    seed: int,
    fits: Callable[[FactKey], bool],
) -> Iterator[FactKey]:
    if facts and depth == len(facts[0][0]):
        order = sorted((key for _, key in facts), key=lambda key: _rank(seed, key))
        yield from filter(fits, order)
        return
    groups: dict[tuple[str, ...], list[tuple[tuple[str, ...], FactKey]]] = {}
    for path, key in facts:
        groups.setdefault(path[: depth + 1], []).append((path, key))
    paths = sorted(groups, key=lambda path: _rank(seed, "/".join(path)))
    waiting = [_turns(groups[path], depth + 1, seed, fits) for path in paths]
    while waiting:
        for turns in tuple(waiting):
            drawn = next(turns, None)
            if drawn is None:
                waiting.remove(turns)
            else:
                yield drawn


def _chosen(key: FactKey, forms: Sequence[str], seed: int) -> str:
    """The form of a fact; a form more leaves the facts alone that do not get it."""
    return min(forms, key=lambda form: _rank(seed, f"{key}:{form}"))


def build(deck: Deck, item: Item, seed: int) -> Question:
    """The question of an item: the same for the same seed, as long as its deck is the same.

    An exam gives no hints.
    """
    rank = _rank(seed, f"{item.fact}:{item.form}")
    question = deck.ask(item.fact, item.form, rank[0], Random(int.from_bytes(rank)))
    shape = question.shape
    if not isinstance(shape, Type):
        return question
    blanks = tuple(Blank(blank.label) for blank in shape.blanks)
    return replace(question, shape=replace(shape, blanks=blanks))


def can_build(deck: Deck | None, item: Item) -> bool:
    """Whether a deck still has the fact of an item, to be asked in its form."""
    return deck is not None and item.fact in deck.facts and item.form in deck.forms(item.fact)


def deck_ids(items: Iterable[Item]) -> tuple[str, ...]:
    """The decks that items come from, each once."""
    return tuple(dict.fromkeys(deck_of(item.fact) for item in items))


def _rank(seed: int, text: str) -> bytes:
    return blake2b(f"{seed}:{text}".encode(), digest_size=8).digest()
