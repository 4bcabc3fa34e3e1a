"""What is learnt: the shipped tables and generated ones, and how alike their cells are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

import tomli

from quiz.comparison.table import Cell, Row, Subject, Table
from quiz.deck.deck import Deck, read_deck
from quiz.facts import FactKey

_SHIPPED = Path(__file__).parents[2] / "decks" / "central-vs-peripheral.toml"

_OPENINGS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table to generate: subjects in clusters, and how often a cluster's cells are equal.

    Of a cluster's cells in a row each is the cluster's own value with the chance `alike`, and
    else a value of its own. `shared` is the chance that a row has one value for several clusters.
    `gaps` is the share of cells on which the source is silent.
    """

    name: str
    clusters: tuple[int, ...]
    features: int
    alike: float
    shared: float = 0.1
    gaps: float = 0.0
    seed: int = 0


TUNING = (
    Shape("pairs-6x8", (2, 2, 2), 8, 0.7, seed=101),
    Shape("clusters-8x8", (4, 2, 2), 8, 0.65, gaps=0.1, seed=102),
    Shape("four-4x12", (2, 2), 12, 0.6, seed=103),
    Shape("three-9x8", (3, 3, 3), 8, 0.65, gaps=0.05, seed=104),
    Shape("apart-8x8", (1,) * 8, 8, 0.0, seed=105),
)
"""The tables that rules may be tuned on; nothing of them is reported as a result."""

REPORTING = (
    Shape("pairs-8x8", (2, 2, 2, 2), 8, 0.7, seed=201),
    Shape("clusters-9x7", (3, 3, 3), 7, 0.65, gaps=0.1, seed=202),
    Shape("one-cluster-5x10", (5,), 10, 0.6, seed=203),
    Shape("unlike-8x7", (1,) * 8, 7, 0.0, seed=204),
)
"""The generated tables that results are reported on, beside the shipped ones."""

SHIPPED = "shipped"


def named(name: str) -> Deck:
    """A deck of tables by the name that the report calls it by."""
    if name == SHIPPED:
        return shipped()
    return generated(next(shape for shape in (*TUNING, *REPORTING) if shape.name == name))


def shipped() -> Deck:
    """The tables of the main shipped deck, without its cards: those have no cells to confuse."""
    data = tomli.loads(_SHIPPED.read_text("utf-8"))
    return _read({key: value for key, value in data.items() if key != "card"})


def generated(shape: Shape) -> Deck:
    """The deck of a shape, the same for the same seed."""
    rng = Random(shape.seed)
    words = _words(rng)
    groups = [group for group, size in enumerate(shape.clusters) for _ in range(size)]
    subjects = [f"s{number}" for number in range(len(groups))]
    names = {subject: next(words).capitalize() for subject in subjects}
    features = [
        {
            "id": f"f{number}",
            "name": next(words),
            "cell": _cells(shape, dict(zip(subjects, groups, strict=True)), words, rng),
        }
        for number in range(shape.features)
    ]
    comparison = {
        "id": "table",
        "title": shape.name,
        "subject": {subject: {"name": name} for subject, name in names.items()},
        "feature": features,
    }
    return _read({"format": 1, "id": shape.name, "title": shape.name, "comparison": [comparison]})


def _cells(
    shape: Shape, group_of: Mapping[str, int], words: Iterator[str], rng: Random
) -> dict[str, str]:
    common = next(words)
    central = {
        group: common if rng.random() < shape.shared else next(words)
        for group in set(group_of.values())
    }
    cells = {
        subject: central[group] if rng.random() < shape.alike else next(words)
        for subject, group in group_of.items()
    }
    kept = {subject: value for subject, value in cells.items() if rng.random() >= shape.gaps}
    return kept if len(kept) > 1 else cells


def _words(rng: Random) -> Iterator[str]:
    """Words that nobody knows, no two of them within an edit of each other: three syllables."""
    syllables = [opening + vowel for opening in _OPENINGS for vowel in _VOWELS]
    taken: set[str] = set()
    while True:
        first, second, third = (rng.choice(syllables) for _ in range(3))
        # With two syllables in common in their places, two words could be taken for a slip.
        prints = {f"{first}{second}*", f"{first}*{third}", f"*{second}{third}"}
        if not prints & taken:
            taken |= prints
            yield first + second + third


def _read(data: Mapping[str, object]) -> Deck:
    deck, findings = read_deck(data)
    if deck is None:
        raise ValueError(f"the deck cannot be read: {findings}")
    return deck


@dataclass(frozen=True, slots=True)
class Rival:
    """A cell of the same row that says something else, and how alike the two subjects are."""

    fact: FactKey
    likeness: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact where it stands: its cell, what can be taken for it, and what an option tells.

    `right` and `wrong` hold the texts of options: own values and the names of subjects that share
    them, and those of rivals, each with the rivals that it stands for.
    """

    cell: Cell
    rivals: tuple[Rival, ...]
    right: frozenset[str]
    wrong: Mapping[str, tuple[FactKey, ...]]


def standings(deck: Deck) -> dict[FactKey, Standing]:
    """Every cell of a deck, with what it can be confused with."""
    found: dict[FactKey, Standing] = {}
    for table in deck.tables:
        alike = likeness(table)
        for row in table.rows:
            for cell in row.cells:
                rivals = tuple(
                    Rival(other.fact, alike[frozenset((cell.subject.id, other.subject.id))])
                    for other in row.differing(cell)
                )
                names = [same.subject.name for same in row.sharing(cell)]
                right = frozenset((*cell.values, *names))
                found[cell.fact] = Standing(cell, rivals, right, _wrong(row, cell, right))
    return found


def _wrong(row: Row, cell: Cell, right: frozenset[str]) -> dict[str, tuple[FactKey, ...]]:
    wrong: dict[str, tuple[FactKey, ...]] = {}
    for other in row.differing(cell):
        alike = tuple(same.fact for same in row.sharing(other))
        for text in other.values:
            if text not in right:
                wrong[text] = (*wrong.get(text, ()), *(one for one in alike))
        wrong[other.subject.name] = (other.fact,)
    return wrong


def likeness(table: Table) -> dict[frozenset[str], float]:
    """The share of features in which two subjects are equal, of those that the source has of both.

    One feature of each kind is added to what is counted: two subjects that share nothing in three
    rows are not known to have nothing in common.
    """
    return {
        frozenset((one.id, other.id)): _share_of_equal(table.rows, one, other)
        for one, other in combinations(table.subjects, 2)
    }


def _share_of_equal(rows: Sequence[Row], one: Subject, other: Subject) -> float:
    equal, common = 1, 2
    for row in rows:
        cells = {cell.subject.id: cell for cell in row.cells}
        if one.id in cells and other.id in cells:
            common += 1
            equal += row.same(cells[one.id], cells[other.id])
    return equal / common
