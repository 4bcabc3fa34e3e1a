"""Every question that a deck can ask, with its answers: for an author to see beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from quiz.comparison.sort import MOST
from quiz.comparison.table import Row, Subject, Table
from quiz.deck.deck import Deck
from quiz.facts import Fact, FactKey, FactKind
from quiz.markdown import plain
from quiz.shapes import (
    Citation,
    DontKnow,
    Explanation,
    Part,
    Question,
    Reveal,
    Shape,
    escaped,
)
from quiz.terminal_text import one_line


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask something, of which no question is made yet.

    `about` is the same for all ways to ask the same: a fact, or cells that are asked at once. The
    heading is plain text.
    """

    about: str
    heading: str
    facts: tuple[FactKey, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Specimen:
    """A question as it may be asked; `right` has what is right, part by part.

    `also` has for each part what counts besides, and `never` what is wrong however near it is;
    both in Markdown, like all else.
    """

    form: str
    shape: Shape
    right: tuple[Part, ...]
    also: tuple[tuple[str, ...], ...]
    never: tuple[str, ...] = ()

    @property
    def answers(self) -> Iterator[tuple[Part, tuple[str, ...]]]:
        """Each part that is right, with what counts beside it."""
        return zip(self.right, self.also, strict=True)

    def is_right(self, option: str) -> bool:
        """Whether an option of a choice is a right one."""
        return any(part.right == option for part in self.right)


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact with its questions, one a form, and what is told after them."""

    fact: Fact
    heading: str
    questions: tuple[Specimen, ...]
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Together:
    """Questions that ask several cells of a table at once, one a form; the heading is Markdown.

    The sources are those of all cells that are asked, each once.
    """

    heading: str
    questions: tuple[Specimen, ...]
    citations: tuple[Citation, ...]


def cells_of(deck: Deck, table: Table) -> Iterator[Asked]:
    """The cells of a table as they are asked one by one, row by row."""
    return (asked(deck, cell.fact) for row in table.rows for cell in row.cells)


def together_of(deck: Deck, table: Table) -> Iterator[Together]:
    """Where cells of a row, or those of two subjects, can be asked at once: one example of each.

    A session puts together what is due; here it is as much as a form will take.
    """
    for heading, ways in _joint_ways(deck, table):
        facts = dict.fromkeys(key for way in ways for key in way.facts)
        cited = (one for key in facts for one in deck.explain(key).citations)
        yield Together(heading, _specimens(deck, ways), tuple(dict.fromkeys(cited)))


def ways_of(deck: Deck) -> Iterator[Way]:
    """Every way to ask something of a deck: its tables, row by row and then at once, its cards."""
    for table in deck.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _single_ways(deck, cell.fact)
        for _, ways in _joint_ways(deck, table):
            yield from ways
    for key in _card_keys(deck):
        yield from _single_ways(deck, key)


def question_of(deck: Deck, way: Way, variant: int = 0) -> Question:
    """The question of a way to ask; another variant is worded, drawn and shuffled otherwise."""
    rng = Random(f"{way.facts[0]} {variant}" if variant else way.facts[0])
    if len(way.facts) > 1:
        return deck.ask_together(way.facts, way.form, variant, rng, None)
    return deck.ask(way.facts[0], way.form, variant, rng, None)


def _single_ways(deck: Deck, key: FactKey) -> Iterator[Way]:
    heading = deck.prompt(key)
    return (Way(key, heading, (key,), form) for form in deck.forms(key))


def _joint_ways(deck: Deck, table: Table) -> Iterator[tuple[str, Sequence[Way]]]:
    """What can be asked at once: a heading, in Markdown, and the ways that there are."""
    for heading, candidates in _candidates(table):
        found: dict[str, Sequence[FactKey]] = {}
        for keys in candidates:
            for form in deck.joint_forms(keys):
                found.setdefault(form, keys)
        if found:
            name = f"At once: {one_line(plain(heading))}"
            about = f"{table.id}: {name}"
            yield heading, [Way(about, name, tuple(keys), form) for form, keys in found.items()]


def _candidates(table: Table) -> Iterator[tuple[str, Iterable[Sequence[FactKey]]]]:
    """The cells that may be asked at once, the best choice first: of a row, of two subjects."""
    for row in table.rows:
        keys = [cell.fact for cell in row.cells]
        yield row.name, [keys, *map(list, combinations(keys, 2))]
    for pair in combinations(table.subjects, 2):
        both = [[row.by_subject[one.id].fact for one in pair] for row in _shared(table, pair)]
        # As many of the features that the two share as can be asked; no form takes more than sort.
        columns = (both[:number] for number in range(min(len(both), MOST), 1, -1))
        name = f"{pair[0].short} / {pair[1].short}"
        yield name, [[key for row in rows for key in row] for rows in columns]


def _shared(table: Table, pair: Sequence[Subject]) -> list[Row]:
    return [row for row in table.rows if all(one.id in row.by_subject for one in pair)]


def cards_of(deck: Deck) -> Iterator[Asked]:
    """The written cards as they are asked, each way a card of its own."""
    return (asked(deck, key) for key in _card_keys(deck))


def _card_keys(deck: Deck) -> Iterator[FactKey]:
    return (key for key, fact in deck.facts.items() if fact.kind is FactKind.CARD)


def asked(deck: Deck, key: FactKey) -> Asked:
    """A fact in each of its forms; what is shuffled comes the same way each time."""
    questions = _specimens(deck, _single_ways(deck, key))
    return Asked(deck.facts[key], deck.prompt(key), questions, deck.explain(key))


def _specimens(deck: Deck, ways: Iterable[Way]) -> tuple[Specimen, ...]:
    return tuple(_specimen(question_of(deck, way)) for way in ways)


def _specimen(question: Question) -> Specimen:
    """A question with what its own verdict calls right, so that no form need be known here."""
    shape = question.shape
    if isinstance(shape, Reveal):
        return Specimen(question.form, shape, (Part("", shape.answer, False),), ((),))
    right = question.grade(DontKnow()).parts
    also = question.also or ((),) * len(right)
    also = tuple(
        tuple(_worded_otherwise(part.right, more)) for part, more in zip(right, also, strict=True)
    )
    return Specimen(question.form, shape, right, also, tuple(map(escaped, question.never)))


def _worded_otherwise(shown: str, texts: Iterable[str]) -> Iterator[str]:
    """The texts, in Markdown, but for those that read like the shown one or each other."""
    seen = {plain(shown)}
    for text in texts:
        if plain(text) not in seen:
            seen.add(plain(text))
            yield escaped(plain(text))
