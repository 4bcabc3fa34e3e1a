"""The questions of an exam, drawn by its seed: the same seed and decks give the same exam."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING, Any

from quiz.errors import UsageError
from quiz.facts import FactKey, deck_of
from quiz.shapes import Blank, Question, Type
from quiz.study.exam_setup import SELF_GRADED, Setup, on_topic
from quiz.study.exam_together import TOGETHER, companions

if TYPE_CHECKING:
    from quiz.deck.deck import Deck

_CELL_DEPTH = 4
"""A cell's key has so many ids: deck, comparison, feature, subject."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an exam as it stands in the log: the fact, its form, and the answer's digest.

    `others` are the facts that are asked in the same question, each with its answer's digest. A
    digest says later whether the answer is still the one that was asked for.
    """

    fact: FactKey
    form: str
    answer: str
    others: tuple[tuple[FactKey, str], ...] = ()

    @property
    def facts(self) -> tuple[FactKey, ...]:
        """All that is asked."""
        return (self.fact, *(key for key, _ in self.others))

    @property
    def answers(self) -> Mapping[FactKey, str]:
        """The digest of the answer of each fact that is asked."""
        return {self.fact: self.answer, **dict(self.others)}

    def payload(self) -> dict[str, object]:
        """The item as it is logged."""
        several = {"others": [list(one) for one in self.others]} if self.others else {}
        return {"fact": self.fact, "form": self.form, "answer": self.answer, **several}

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Item:
        """The item that a log tells of."""
        others = tuple((FactKey(key), answer) for key, answer in payload.get("others", ()))
        return cls(FactKey(payload["fact"]), payload["form"], payload["answer"], others)


def draw(
    decks: Sequence[Deck], setup: Setup, seed: int, put_away: Collection[FactKey]
) -> tuple[Item, ...]:
    """Draw the questions, as evenly as they go from decks, tables and features.

    Each fact is asked once, in a form drawn from those that are allowed and fair; cells of a
    table are asked together only as far as there are facts enough for all questions. What is put
    away is left out, and the next in line takes its place. Raises UsageError for an unknown topic
    and where there is nothing to ask.
    """
    where = {key: deck for deck, key in on_topic(decks, setup.topics)}
    lot = _Lot({key: deck for key, deck in where.items() if key not in put_away}, setup, seed)
    items = tuple(islice(lot.items(), setup.questions))
    if not items:
        raise UsageError(_nothing(setup, found=bool(where)))
    return items


class _Lot:
    """The facts that may come in an exam, as they are drawn one after another."""

    def __init__(self, where: Mapping[FactKey, Deck], setup: Setup, seed: int) -> None:
        self._where = where
        self._setup = setup
        self._seed = seed
        self._joint = [form for form in TOGETHER if setup.allows(form)]
        self._singly: dict[FactKey, list[str]] = {}
        self._taken: set[FactKey] = set()

    def items(self) -> Iterator[Item]:
        """The questions, without end but that of the facts."""
        turns = in_turn(self._where, self._seed, self._can_be_asked)
        # What is here beyond one fact a question may come along with others.
        ahead = list(islice(turns, 2 * self._setup.questions))
        self._first, self._spare = frozenset(ahead), len(ahead) - self._setup.questions
        for key in chain(ahead, turns):
            if key not in self._taken:
                item = self._item(key)
                if item is not None:
                    self._taken.update(item.facts)
                    yield item

    def _can_be_asked(self, key: FactKey) -> bool:
        return bool(self._forms(key)) or any(self._others(key, form) for form in self._joint)

    def _item(self, key: FactKey) -> Item | None:
        """The question about a fact, None where what it had to be asked with was asked already."""
        singly = self._forms(key)
        ranked = sorted((*singly, *self._joint), key=lambda form: self._rank(f"{key}:{form}"))
        for form in ranked:
            if form in singly:
                return self._made(key, form, ())
            others = self._others(key, form)
            costs = len(self._first.intersection(others))
            if others and (costs <= self._spare or not singly):
                self._spare -= costs
                return self._made(key, form, others)
        return None

    def _made(self, key: FactKey, form: str, others: Sequence[FactKey]) -> Item:
        facts = self._where[key].facts
        return Item(key, form, facts[key].digest, tuple((one, facts[one].digest) for one in others))

    def _forms(self, key: FactKey) -> list[str]:
        """The allowed forms that ask this fact alone."""
        if key not in self._singly:
            forms = sorted(self._where[key].forms(key))
            self._singly[key] = [form for form in forms if self._setup.allows(form)]
        return self._singly[key]

    def _others(self, key: FactKey, form: str) -> tuple[FactKey, ...]:
        """The facts that come along in a form that asks several, none where it does not do."""
        return companions(self._where[key], key, form, self._is_free, self._rank)

    def _is_free(self, key: FactKey) -> bool:
        return key in self._where and key not in self._taken

    def _rank(self, text: str) -> bytes:
        return _rank(self._seed, text)


def _nothing(setup: Setup, *, found: bool) -> str:
    if not found:
        return "There is nothing to ask: there are no facts in these decks."
    if setup.forms:
        asked_for = ", ".join(setup.forms)
        return f"There is nothing to ask here in these forms: {asked_for}. Allow others."
    return (
        "There is nothing to ask here but what you would grade yourself, or have put away. "
        f"--forms {','.join(sorted(SELF_GRADED))} allows the former."
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


def build(deck: Deck, item: Item, seed: int, facts: Sequence[FactKey] = ()) -> Question:
    """The question of an item: the same for the same seed, as long as its deck is the same.

    `facts` are what the item asks by the keys of today, where those have changed. An exam gives no
    hints.
    """
    keys = facts or item.facts
    rank = _rank(seed, f"{item.fact}:{item.form}")
    chance = Random(int.from_bytes(rank))
    if len(keys) > 1:
        return deck.ask_together(keys, item.form, rank[0], chance)
    question = deck.ask(keys[0], item.form, rank[0], chance)
    shape = question.shape
    if not isinstance(shape, Type):
        return question
    blanks = tuple(Blank(blank.label) for blank in shape.blanks)
    return replace(question, shape=replace(shape, blanks=blanks))


def can_build(deck: Deck | None, item: Item, facts: Sequence[FactKey] = ()) -> bool:
    """Whether a deck still has the facts of an item, by today's keys, to be asked in its form."""
    keys = facts or item.facts
    if deck is None or not all(key in deck.facts for key in keys):
        return False
    return item.form in (deck.joint_forms(keys) if len(keys) > 1 else deck.forms(keys[0]))


def deck_ids(keys: Iterable[FactKey]) -> tuple[str, ...]:
    """The decks that facts are of, each once."""
    return tuple(dict.fromkeys(map(deck_of, keys)))


def _rank(seed: int, text: str) -> bytes:
    return blake2b(f"{seed}:{text}".encode(), digest_size=8).digest()
