from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.comparison.asking import CellAsking, JointAsking
from quiz.comparison.making import table
from quiz.comparison.model import ComparisonHead, FeatureEntry
from quiz.comparison.table import Cell, Place, Row, Table
from quiz.markdown import plain
from quiz.review import Rating
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Order,
    Pick,
    Picked,
    Question,
    Response,
    Reveal,
    Revealed,
    Type,
    Typed,
)

# Names that no value and no feature has in it, but as whole words of its own.
NAMES = {f"s{number}": f"Subject {letter}" for number, letter in enumerate("ABCDEFGHIJKL")}
# Few words, so that cells meet, and the same ones in other dress.
WORDS = ("central", "peripheral", "none", "both", "the brain", "IL-2R", "C++", "- 5")
DRESSES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda w: f"**{w}**",
    lambda w: f"{w}.",
)
VALUES = st.builds(
    lambda word, dress: dress(word), st.sampled_from(WORDS), st.sampled_from(DRESSES)
)


def _table(
    features: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    strict: frozenset[Any] = frozenset(),
    language: str = "en",
) -> Table:
    subjects = {name: {"name": text} for name, text in names.items()}
    head = ComparisonHead.model_validate({"id": "c", "title": "T", "subject": subjects})
    entries = [
        (f"f{number}", FeatureEntry.model_validate({"name": "the feature", **feature}))
        for number, feature in enumerate(features)
    ]
    return table(head, entries, "deck", strict, language)


@pytest.fixture(scope="session")
def tabled() -> Callable[..., Table]:
    """Make a table of what an author writes of its features."""

    def make(*features: Mapping[str, Any], names: Mapping[str, str] = NAMES, **more: Any) -> Table:
        return _table(features, names, **more)

    return make


@pytest.fixture(scope="session")
def row() -> Callable[..., Row]:
    """Make a row of its cells; subjects are called `Subject A` and so on, or by `names`."""

    def make(
        cells: Mapping[str, Any],
        names: Mapping[str, str] = NAMES,
        language: str = "en",
        **feature: Any,
    ) -> Row:
        return _table([{"cell": cells, **feature}], names, language=language).rows[0]

    return make


@pytest.fixture(scope="session")
def cell() -> Callable[[Row, str], Cell]:
    """Find the cell of a subject."""
    return lambda row, name: next(cell for cell in row.cells if cell.subject.id == name)


def _place(row: Row, cell: Cell) -> Place:
    """The cell in a table of its row alone: more is nothing to a form that asks of one row."""
    return Place(Table("c", "T", tuple(other.subject for other in row.cells), (row,)), row, cell)


@pytest.fixture(scope="session")
def fair() -> Callable[[str, Row, Cell], bool]:
    """Whether a cell can be asked fairly in a form."""
    return lambda form, row, cell: CELL_FORMS[form].fits(_place(row, cell))


@pytest.fixture(scope="session")
def asked(cell: Callable[[Row, str], Cell]) -> Callable[..., Question]:
    """Ask the cell of a subject in a form, fair or not."""

    def ask(form: str, row: Row, name: str, wording: int = 0, seed: int = 0) -> Question:
        place = _place(row, cell(row, name))
        return CELL_FORMS[form].ask(CellAsking(place, wording, Random(seed)))

    return ask


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    ids = draw(st.permutations(sorted(NAMES)))[: draw(st.integers(2, 12))]
    filled = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    listed = st.lists(
        VALUES, min_size=1, max_size=4, unique_by=lambda text: text.strip("*.").lower()
    )
    cells = {name: draw(VALUES | listed if draw(st.booleans()) else VALUES) for name in filled}
    groups = st.lists(st.sampled_from(filled), min_size=2, max_size=4, unique=True)
    alike = draw(st.lists(groups, max_size=3)) if len(filled) > 1 else []
    ask = draw(st.sampled_from([None, "What of {subject}?"]))
    language = draw(st.sampled_from(["en", "en-GB", "de"]))
    feature = {"cell": cells, "alike": alike} | ({"ask": ask} if ask else {})
    names = {name: NAMES[name] for name in ids}
    return _table([feature], names, language=language).rows[0]


def _random_table(subjects: int, features: int, rng: Random, language: str = "en") -> Table:
    """A table of any kind, drawn by chance, as a large one would take Hypothesis too long."""
    names = dict(list(NAMES.items())[:subjects])
    words = [*WORDS, *(f"word {number}" for number in range(rng.choice((0, 5, 30))))]

    def value() -> str:
        return rng.choice(DRESSES)(rng.choice(words)) if rng.random() < 0.97 else "as Subject A has"

    def cell() -> str | list[str]:
        if rng.random() < 0.85:
            return value()
        picked = rng.sample(words, rng.randint(1, min(4, len(words))))
        return picked if rng.random() < 0.8 else "; ".join(picked)

    filled = rng.choice((0.4, 0.8, 1.0))
    entries = []
    for number in range(features):
        spoken = [name for name in names if rng.random() < filled] or [rng.choice(sorted(names))]
        entry = {"name": f"feature {number}", "cell": {name: cell() for name in spoken}}
        if rng.random() < 0.05:
            entry["name"] = rng.choice(["Feature 0.", "use in Subject B"])
        if len(spoken) > 1 and rng.random() < 0.2:
            entry["alike"] = [rng.sample(spoken, 2)]
        entry["key"] = rng.random() < 0.2
        entries.append(entry)
    return _table(entries, names, language=language)


@pytest.fixture(scope="session")
def tables() -> st.SearchStrategy[Table]:
    """Tables of 2 to 12 subjects and 1 to 60 features, of every kind."""
    return st.builds(
        _random_table,
        st.integers(2, 12),
        st.integers(1, 60),
        st.integers(0, 2**32).map(Random),
        st.sampled_from(["en", "en", "de"]),
    )


@pytest.fixture(scope="session")
def large_table() -> Table:
    """A table as large as they come."""
    return _random_table(12, 60, Random(7))


@pytest.fixture(scope="session")
def place() -> Callable[[Table, int | str, str], Place]:
    """Find a cell by the number or id of its row and its subject's id."""

    def find(table: Table, row: int | str, subject: str) -> Place:
        found = next(one for i, one in enumerate(table.rows) if row in (i, one.id))
        return Place(table, found, found.by_subject[subject])

    return find


@pytest.fixture(scope="session")
def asked_at() -> Callable[..., Question]:
    """Ask a cell of a table in a form, fair or not."""

    def ask(form: str, place: Place, wording: int = 0, seed: int = 0, **more: Any) -> Question:
        return CELL_FORMS[form].ask(CellAsking(place, wording, Random(seed), **more))

    return ask


@pytest.fixture(scope="session")
def asked_together() -> Callable[..., Question]:
    """Ask cells of a table in one form, fair or not."""

    def ask(
        form: str, places: Sequence[Place], wording: int = 0, seed: int = 0, **more: Any
    ) -> Question:
        return JOINT_FORMS[form].ask(JointAsking(tuple(places), wording, Random(seed), **more))

    return ask


@pytest.fixture(scope="session")
def right_answer() -> Callable[[Question], Response]:
    """The response that is right, read off what the question says to who knows nothing."""

    def answer(question: Question) -> Response:
        parts = question.grade(DontKnow()).parts
        match question.shape:
            case Reveal():
                return Revealed(Rating.GOOD)
            case Type():
                return Typed(tuple(plain(part.right) for part in parts))
            case Pick(options=options):
                return Picked(tuple(sorted(options.index(part.right) for part in parts)), 1)
            case Assign(groups=groups):
                return Assigned(tuple(groups.index(part.right) for part in parts))
            case Order():
                raise AssertionError("no table is ordered")

    return answer


@pytest.fixture(scope="session")
def rows() -> st.SearchStrategy[Row]:
    """Rows of 2 to 12 subjects, with blanks, lists, cells that mean the same and `alike`."""
    return _rows()
