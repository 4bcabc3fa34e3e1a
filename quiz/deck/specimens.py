"""Every question that a deck can ask, with its answers: for an author to see beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from quiz.comparison.table import Row, Subject, Table
from quiz.deck.deck import Deck
from quiz.facts import Fact, FactKey, FactKind
from quiz.shapes import DontKnow, Explanation, Part, Question, Reveal, Shape

_WORDING = 0


@dataclass(frozen=True, slots=True)
class Specimen:
    """A question as it may be asked; `right` has what is right, part by part."""

    form: str
    shape: Shape
    right: tuple[Part, ...]

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
    """Questions that ask several cells of a table at once, one a form; the heading is Markdown."""

    heading: str
    questions: tuple[Specimen, ...]


def cells_of(deck: Deck, table: Table) -> Iterator[Asked]:
    """The cells of a table as they are asked one by one, row by row."""
    return (asked(deck, cell.fact) for row in table.rows for cell in row.cells)


def together_of(deck: Deck, table: Table) -> Iterator[Together]:
    """Where cells of a row, or those of two subjects, can be asked at once: one example of each.

    A session puts together what is due; here it is as much as a form will take.
    """
    for row in table.rows:
        keys = [cell.fact for cell in row.cells]
        yield from _together(deck, row.name, [keys, *map(list, combinations(keys, 2))])
    for pair in combinations(table.subjects, 2):
        both = [[row.by_subject[one.id].fact for one in pair] for row in _shared(table, pair)]
        # All features that the two share, or else as many of the first as can be asked.
        columns = (both[:number] for number in range(len(both), 1, -1))
        keys_of_columns = [[key for row in rows for key in row] for rows in columns]
        name = f"{pair[0].short} / {pair[1].short}"
        yield from _together(deck, name, keys_of_columns)


def _shared(table: Table, pair: Sequence[Subject]) -> list[Row]:
    return [row for row in table.rows if all(one.id in row.by_subject for one in pair)]


def cards_of(deck: Deck) -> Iterator[Asked]:
    """The written cards as they are asked, each way a card of its own."""
    keys = (key for key, fact in deck.facts.items() if fact.kind is FactKind.CARD)
    return (asked(deck, key) for key in keys)


def asked(deck: Deck, key: FactKey) -> Asked:
    """A fact in each of its forms; what is shuffled comes the same way each time."""
    questions = (deck.ask(key, form, _WORDING, Random(key), None) for form in deck.forms(key))
    made = tuple(map(_specimen, questions))
    return Asked(deck.facts[key], deck.prompt(key), made, deck.explain(key))


def _together(
    deck: Deck, heading: str, candidates: Sequence[Sequence[FactKey]]
) -> Iterator[Together]:
    """The questions of the first candidate that each form will take."""
    found: dict[str, Sequence[FactKey]] = {}
    for keys in candidates:
        for form in deck.joint_forms(keys):
            found.setdefault(form, keys)
    questions = tuple(
        _specimen(deck.ask_together(keys, form, _WORDING, Random(keys[0]), None))
        for form, keys in found.items()
    )
    if questions:
        yield Together(heading, questions)


def _specimen(question: Question) -> Specimen:
    """A question with what its own verdict calls right, so that no form need be known here."""
    shape = question.shape
    if isinstance(shape, Reveal):
        return Specimen(question.form, shape, (Part("", shape.answer, False),))
    return Specimen(question.form, shape, question.grade(DontKnow()).parts)
