"""A deck ready to be studied: its facts, how each is asked, and what explains each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from quiz.authoring import citations, leniencies_taken
from quiz.cards.card import Asking
from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.comparison.asking import NOTHING, CellAsking, JointAsking
from quiz.comparison.likeness import drawn, weight
from quiz.comparison.table import Place, Table
from quiz.deck.card_reading import read_cards
from quiz.deck.checks import check, comparisons_findings
from quiz.deck.contents import CELL, Contents, Facts
from quiz.deck.forms import form_of
from quiz.deck.model import DeckHead
from quiz.deck.parsing import NOTHING_TO_ASK, parse, parse_without_cards
from quiz.deck.ways import Tabled, tables_of
from quiz.errors import Finding, Severity
from quiz.facts import Fact, FactKey
from quiz.markdown import plain
from quiz.shapes import Explanation, Question, escaped
from quiz.terminal_text import one_line


@dataclass(frozen=True)
class Deck:
    """The facts of one deck in the author's order, and all that can be asked and told of them."""

    id: str
    title: str
    language: str
    facts: Mapping[FactKey, Fact]
    contents: Contents

    @property
    def tables(self) -> tuple[Table, ...]:
        """What is compared in it."""
        return self.contents.tables

    @property
    def _head(self) -> DeckHead:
        return self.contents.head

    @property
    def summary(self) -> str:
        """What the deck is about, in a sentence, if its author says."""
        return self._head.summary or ""

    def forms(self, key: FactKey) -> tuple[str, ...]:
        """The forms in which a fact can be asked fairly; a written card has just its own."""
        way = self.contents.way(key)
        if isinstance(way, Tabled):
            return tuple(name for name, form in CELL_FORMS.items() if form.fits(way.place))
        return (form_of(way.card),)

    def ask(
        self,
        key: FactKey,
        form: str,
        wording: int,
        rng: Random,
        mixed_up: Mapping[FactKey, float] | None = NOTHING,
    ) -> Question:
        """Ask a fact in one of its `forms`; `wording` is any number, `rng` shuffles.

        `mixed_up` says how much other cells are taken for this one, None draws them evenly.
        """
        way = self.contents.way(key)
        if isinstance(way, Tabled):
            return CELL_FORMS[form].ask(CellAsking(way.place, wording, rng, mixed_up))
        strict = leniencies_taken(self._head.strict) | leniencies_taken(way.card.strict)
        return way.card.ask(Asking(key, strict, rng, way.side))

    def joint_forms(self, keys: Sequence[FactKey]) -> tuple[str, ...]:
        """The forms in which just these facts can be asked fairly in one question."""
        places = self._places(keys)
        if len(places) < len(keys) or len({place.table.id for place in places}) != 1:
            return ()
        return tuple(name for name, form in JOINT_FORMS.items() if form.fits(places))

    def ask_together(
        self,
        keys: Sequence[FactKey],
        form: str,
        wording: int,
        rng: Random,
        mixed_up: Mapping[FactKey, float] | None = NOTHING,
    ) -> Question:
        """Ask cells of one table in one of their `joint_forms`: each gets a mark of its own."""
        return JOINT_FORMS[form].ask(JointAsking(self._places(keys), wording, rng, mixed_up))

    def place(self, key: FactKey) -> Place | None:
        """Where a fact stands in its table; None for a written card."""
        cell = self.contents.cell(key)
        return None if cell is None else cell.place

    def _places(self, keys: Sequence[FactKey]) -> tuple[Place, ...]:
        """Where those of the facts that are cells stand, each once."""
        places = map(self.place, dict.fromkeys(keys))
        return tuple(place for place in places if place is not None)

    def rivals(self, key: FactKey) -> tuple[FactKey, ...]:
        """The facts that may be taken for this one: cells of its row that mean something else."""
        place = self.place(key)
        if place is None:
            return ()
        return tuple(other.fact for other in place.row.differing(place.cell))

    def rivals_by_lot(
        self, key: FactKey, rng: Random, mixed_up: Mapping[FactKey, float] | None
    ) -> tuple[FactKey, ...]:
        """The same in an order of chance: what competes more with the fact is likely to be first.

        They are drawn as wrong options are, by what the subjects have in common and what this
        person mixes up; all are as likely where `mixed_up` is None.
        """
        place = self.place(key)
        if place is None:
            return ()
        weights = {
            other.fact: weight(place, other.subject.id, mixed_up)
            for other in place.row.differing(place.cell)
        }
        return drawn(weights, len(weights), rng)

    def closeness(self, one: FactKey, other: FactKey) -> float:
        """How much two cells of a row have about them to be taken for each other by.

        Nothing, 0.0, where they mean the same: to tell them apart is not asked.
        """
        ours, theirs = self._places((one, other))
        if ours.row.same(ours.cell, theirs.cell):
            return 0.0
        return weight(ours, theirs.cell.subject.id, NOTHING)

    def explain(self, key: FactKey) -> Explanation:
        """What is to be read after the verdict on a fact."""
        way, answer = self.contents.way(key), escaped(self.facts[key].answer)
        if isinstance(way, Tabled):
            cited = citations(way.cell.source, self._head.source)
            return Explanation(answer, way.cell.because or "", cited, way.row.contrast)
        cited = citations(way.card.source, self._head.source)
        return Explanation(answer, way.card.because or "", cited)

    def prompt(self, key: FactKey) -> str:
        """The fact as a line of plain text in a list: the question, without its answer."""
        way = self.contents.way(key)
        if isinstance(way, Tabled):
            return one_line(f"{plain(way.cell.subject.short)}: {plain(way.row.name)}")
        # The way back asks from what is the answer of the way there.
        return one_line(way.card.sides()[""] if way.side else way.card.line)

    def subject(self, key: FactKey) -> str:
        """The subject whose cell a fact is, by its name in plain text; "" for a written card."""
        place = self.place(key)
        return one_line(plain(place.cell.subject.name)) if place else ""

    def tags(self, key: FactKey) -> tuple[str, ...]:
        """The tags of a fact, each once: its deck's, and its card's or table's and feature's."""
        way = self.contents.way(key)
        own = way.tags if isinstance(way, Tabled) else way.card.tags
        return tuple(dict.fromkeys((*(self._head.tags or ()), *(own or ()))))


def read_deck(data: Mapping[str, Any]) -> tuple[Deck | None, list[Finding]]:
    """Make a deck of a file's data, or none where there is an error; with all that was found.

    The deck keeps what it needs of the data, which is not to be changed any more.
    """
    return read_well_formed(data) or (None, flaws_in(data))


def read_well_formed(
    data: Mapping[str, Any], *, with_facts: bool = False
) -> tuple[Deck | None, list[Finding]] | None:
    """Make a deck of data in which every piece is sound by itself; None where one is not.

    With `with_facts` all facts are made at once, while their cards are at hand.
    """
    parsed = parse_without_cards(data)
    if parsed is None:
        return None
    head, comparisons, cards = parsed.head, parsed.comparisons, data.get("card", [])
    read = read_cards(cards, head, with_facts=with_facts)
    if read is None:
        return None
    findings = [] if cards or comparisons else [NOTHING_TO_ASK]
    findings += [*comparisons_findings(comparisons, head), *read.findings]
    if any(one.severity is Severity.ERROR for one in findings):
        return None, findings
    tables = list(tables_of(head, comparisons))
    cells = {key: CELL for _, found in tables for key in found}
    of_cards = cast("dict[FactKey, int]", read.numbers)
    numbers = of_cards | cells if parsed.cards_first else cells | of_cards
    contents = Contents(head, data.get("comparison", []), cards, numbers, lambda: tables)
    facts = Facts(numbers, contents.fact, read.facts)
    return Deck(head.id, head.title, head.language, facts, contents), findings


def flaws_in(data: Mapping[str, Any]) -> list[Finding]:
    """All that is wrong with data of which some piece is unsound, read piece by piece."""
    parsed, findings = parse(data)
    return [*findings, *check(parsed)]
