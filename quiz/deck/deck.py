"""A deck ready to be studied: its facts, how each is asked, and what explains each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from quiz.authoring import citations, leniencies_taken
from quiz.cards.card import Asking, Card
from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.comparison.asking import NOTHING, CellAsking, JointAsking
from quiz.comparison.making import table
from quiz.comparison.model import FeatureEntry
from quiz.comparison.table import Cell, Place, Row, Table
from quiz.deck.checks import check
from quiz.deck.forms import form_of
from quiz.deck.identity import card_id, earlier_cell_keys, earlier_keys, feature_id
from quiz.deck.model import DeckHead
from quiz.deck.parsing import Parsed, ParsedComparison, parse
from quiz.errors import Finding, Severity
from quiz.facts import Fact, FactKey, FactKind, fact_key
from quiz.markdown import plain
from quiz.shapes import Explanation, Question, escaped
from quiz.terminal_text import one_line
from quiz.text import digest

DIGEST_LENGTH = 16
"""Hex digits of an answer's digest in the log: enough that two answers never share one."""


class _Written(NamedTuple):
    """A side of a card, as a way to ask its fact."""

    card: Card
    side: str


@dataclass(frozen=True, slots=True)
class _Tabled:
    """A cell where it stands, as a way to ask its fact."""

    fact: Fact
    place: Place
    tags: tuple[str, ...]

    @property
    def row(self) -> Row:
        return self.place.row

    @property
    def cell(self) -> Cell:
        return self.place.cell


@dataclass(frozen=True)
class Deck:
    """The facts of one deck in the author's order, and all that can be asked and told of them."""

    id: str
    title: str
    language: str
    tables: tuple[Table, ...]
    facts: Mapping[FactKey, Fact]
    _head: DeckHead
    _ways: Mapping[FactKey, _Written | _Tabled]

    @property
    def summary(self) -> str:
        """What the deck is about, in a sentence, if its author says."""
        return self._head.summary or ""

    def forms(self, key: FactKey) -> tuple[str, ...]:
        """The forms in which a fact can be asked fairly; a written card has just its own."""
        way = self._ways[key]
        if isinstance(way, _Written):
            return (form_of(way.card),)
        return tuple(name for name, form in CELL_FORMS.items() if form.fits(way.place))

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
        way = self._ways[key]
        if isinstance(way, _Tabled):
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
        way = self._ways[key]
        return way.place if isinstance(way, _Tabled) else None

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

    def explain(self, key: FactKey) -> Explanation:
        """What is to be read after the verdict on a fact."""
        way, answer = self._ways[key], escaped(self.facts[key].answer)
        if isinstance(way, _Tabled):
            cited = citations(way.cell.source, self._head.source)
            return Explanation(answer, way.cell.because or "", cited, way.row.contrast)
        cited = citations(way.card.source, self._head.source)
        return Explanation(answer, way.card.because or "", cited)

    def prompt(self, key: FactKey) -> str:
        """The fact as a line of plain text in a list: the question, without its answer."""
        way = self._ways[key]
        if isinstance(way, _Tabled):
            return one_line(f"{plain(way.cell.subject.short)}: {plain(way.row.name)}")
        # The way back asks from what is the answer of the way there.
        return one_line(way.card.sides()[""] if way.side else way.card.line)

    def subject(self, key: FactKey) -> str:
        """The subject whose cell a fact is, by its name in plain text; "" for a written card."""
        way = self._ways[key]
        return one_line(plain(way.cell.subject.name)) if isinstance(way, _Tabled) else ""

    def tags(self, key: FactKey) -> tuple[str, ...]:
        """The tags of a fact, each once: its deck's, and its card's or table's and feature's."""
        way = self._ways[key]
        own = way.tags if isinstance(way, _Tabled) else way.card.tags
        return tuple(dict.fromkeys((*(self._head.tags or ()), *(own or ()))))


def read_deck(data: Mapping[str, Any]) -> tuple[Deck | None, list[Finding]]:
    """Make a deck of a file's data, or none where there is an error; with all that was found."""
    parsed, findings = parse(data)
    findings += check(parsed)
    if parsed.head is None or any(one.severity is Severity.ERROR for one in findings):
        return None, findings
    return _build(parsed, parsed.head), findings


class _Facts(Mapping[FactKey, Fact]):
    """The facts of a deck by key; those of cards are made when they are first asked for.

    To check a deck or to list it, its keys are enough, and most decks are read for no more.
    """

    def __init__(self, head: DeckHead, ways: Mapping[FactKey, _Written | _Tabled]) -> None:
        self._head = head
        self._ways = ways
        self._made: dict[FactKey, Fact] = {}

    def __getitem__(self, key: FactKey) -> Fact:
        fact = self._made.get(key)
        if fact is None:
            way = self._ways[key]
            fact = way.fact if isinstance(way, _Tabled) else _fact_of_card(key, way, self._head)
            self._made[key] = fact
        return fact

    def __contains__(self, key: object) -> bool:
        return key in self._ways

    def __iter__(self) -> Iterator[FactKey]:
        return iter(self._ways)

    def __len__(self) -> int:
        return len(self._ways)


def _build(parsed: Parsed, head: DeckHead) -> Deck:
    strict = leniencies_taken(head.strict)
    tables = [
        (entry, table(entry.head, list(_features(entry)), head.id, strict, head.language))
        for entry in parsed.comparisons
    ]
    ways: dict[FactKey, _Written | _Tabled] = {}
    if parsed.cards_first:
        ways.update(_ways_of_cards(parsed, head))
    for entry, made in tables:
        ways.update(_ways_of_table(entry, made, head))
    if not parsed.cards_first:
        ways.update(_ways_of_cards(parsed, head))
    made_tables = tuple(made for _, made in tables)
    facts = _Facts(head, ways)
    return Deck(head.id, head.title, head.language, made_tables, facts, head, ways)


def _features(entry: ParsedComparison) -> Iterator[tuple[str, FeatureEntry]]:
    return ((feature_id(feature.id, feature.name), feature) for _, feature in entry.features)


def _ways_of_cards(parsed: Parsed, head: DeckHead) -> Iterator[tuple[FactKey, _Written]]:
    for _, card in parsed.cards:
        key = fact_key(head.id, card.id or card_id(None, card.opening))
        for side in card.side_names:
            yield fact_key(key, side) if side else key, _Written(card, side)


def _fact_of_card(key: FactKey, way: _Written, head: DeckHead) -> Fact:
    card, side = way
    name = card.id or card_id(None, card.opening)
    aliases: tuple[FactKey, ...] = ()
    if card.aliases or head.aliases:
        aliases = earlier_keys(key, ((head.id, head.aliases), (name, card.aliases)), side)
    answer, essence = card.sides()[side], card.essence()[side]
    line = one_line(answer)
    return Fact(
        key=key,
        kind=FactKind.CARD,
        siblings=fact_key(head.id, name),
        answer=line,
        digest=digest(line if essence == answer else one_line(essence), DIGEST_LENGTH),
        revision=card.revision,
        aliases=aliases,
    )


def _ways_of_table(
    entry: ParsedComparison, made: Table, head: DeckHead
) -> Iterator[tuple[FactKey, _Tabled]]:
    for (name, feature), row in zip(_features(entry), made.rows, strict=True):
        tags = (*(entry.head.tags or ()), *(feature.tags or ()))
        for cell in row.cells:
            texts = [answer.text for answer in cell.accepted]
            subject = cell.subject.id
            fact = Fact(
                key=cell.fact,
                kind=FactKind.CELL,
                siblings=fact_key(head.id, made.id, subject),
                answer=one_line("; ".join(texts)),
                # The order of values says nothing.
                digest=digest(one_line("; ".join(sorted(texts))), DIGEST_LENGTH),
                revision=feature.revision,
                aliases=earlier_cell_keys(
                    cell.fact,
                    (head.id, head.aliases),
                    (made.id, entry.head.aliases),
                    (name, feature.aliases),
                    (subject, entry.head.subject[subject].aliases),
                ),
            )
            yield fact.key, _Tabled(fact, Place(made, row, cell), tags)
