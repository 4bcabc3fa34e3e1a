from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st

from quiz.comparison import CELL_FORMS
from quiz.comparison.asking import CellAsking
from quiz.comparison.making import table
from quiz.comparison.model import ComparisonHead, FeatureEntry
from quiz.comparison.table import Cell, Place, Row, Table
from quiz.shapes import Question

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


@pytest.fixture(scope="session")
def rows() -> st.SearchStrategy[Row]:
    """Rows of 2 to 12 subjects, with blanks, lists, cells that mean the same and `alike`."""
    return _rows()
