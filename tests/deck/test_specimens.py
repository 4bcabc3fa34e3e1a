"""Specimens: each question with what its own verdict calls right, also where cells are joined."""

from pathlib import Path

import pytest
import tomli

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.deck.deck import Deck, read_deck
from quiz.deck.forms import CARD_MODELS
from quiz.deck.specimens import asked, cards_of, cells_of, together_of
from quiz.handout import handout
from quiz.plain.show import shown
from quiz.shapes import Pick

SHAPES = Path(__file__).parents[1] / "plain" / "shapes.toml"


@pytest.fixture(scope="module")
def shapes() -> Deck:
    deck, _ = read_deck(tomli.loads(SHAPES.read_text(encoding="utf-8")))
    assert deck is not None
    return deck


def test_every_form_is_shown_with_what_is_right(shapes: Deck) -> None:
    cells = [cell for table in shapes.tables for cell in cells_of(shapes, table)]
    everything = [*cells, *cards_of(shapes)]
    assert sorted(one.fact.key for one in everything) == sorted(shapes.facts)
    shown = [question for one in everything for question in one.questions]
    assert {one.form for one in shown} >= {*CARD_MODELS} - {"flashcard"}
    assert {form for cell in cells for form in shapes.forms(cell.fact.key)} <= {*CELL_FORMS}
    assert all(part.right for one in shown for part in one.right)


def test_the_right_options_of_a_choice_are_told_from_the_wrong(shapes: Deck) -> None:
    for key in shapes.facts:
        for specimen in asked(shapes, key).questions:
            if isinstance(specimen.shape, Pick):
                right = [specimen.is_right(option) for option in specimen.shape.options]
                assert 0 < sum(right) < len(right)


def test_the_same_deck_is_always_shown_the_same(shapes: Deck) -> None:
    for key in shapes.facts:
        once, again = asked(shapes, key), asked(shapes, key)
        assert [one.shape for one in once.questions] == [one.shape for one in again.questions]


TABLE = """
format = 1
id = "d"
title = "T"
[[comparison]]
id = "c"
title = "C"
subject.a.name = "Aa"
subject.b.name = "Bb"
subject.z.name = "Zz"
"""


def table_of(*rows: str) -> Deck:
    features = "".join(
        f'[[comparison.feature]]\nname = "feature {number}"\n{row}\n'
        for number, row in enumerate(rows)
    )
    deck, _ = read_deck(tomli.loads(TABLE + features))
    assert deck is not None
    return deck


def test_cells_that_can_be_asked_at_once_are_shown_so() -> None:
    rows = [f'cell.a = "x{n}"\ncell.b = "y{n}"\ncell.z = "z{n}"' for n in ("one", "two", "three")]
    deck = table_of(*rows)
    found = list(together_of(deck, deck.tables[0]))
    assert [one.heading for one in found][:3] == ["feature 0", "feature 1", "feature 2"]
    assert "Aa / Bb" in [one.heading for one in found]
    assert {question.form for one in found for question in one.questions} == {*JOINT_FORMS}
    told, page = "\n".join(shown(deck)), handout(deck)
    assert "At once: feature 0\n  " in told
    assert "At once: Aa / Bb</h3>" in page
    for one in found:
        for question in one.questions:
            assert all(part.right for part in question.right)


def test_what_cannot_be_asked_at_once_is_not_shown() -> None:
    deck = table_of('cell.a = "x"')
    assert list(together_of(deck, deck.tables[0])) == []
    assert "At once" not in "\n".join(shown(deck))
