"""Specimens: each question with what its own verdict calls right, also where cells are joined."""

from html import escape
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


WORDINGS = """
format = 1
id = "w"
title = "W"
[source.s]
title = "The source"
[[card]]
id = "text"
form = "typed"
prompt = "What joins two ropes?"
answer = "*bend*"
accept = ["a bend", "`bend`", "a **bend**"]
wrong = ["hitch", "splice"]
[[card]]
id = "number"
form = "typed"
prompt = "How much?"
answer = 100
unit = "mg"
tolerance = 0.5
accept = ["a hundred"]
[[card]]
id = "gaps"
form = "cloze"
prompt = "A {{standing part}} and a {{bight}}."
accept = { "bight" = ["loop"] }
[[card]]
id = "list"
form = "list"
prompt = "Which two?"
answers = ["one", "two"]
accept = { two = ["<b>2</b>"] }
[[card]]
id = "clues"
form = "vignette"
clues = ["first", "second"]
answer = "the third"
accept = ["third"]
[[comparison]]
id = "t"
title = "T"
subject.a.name = "Aa"
subject.b.name = "Bb"
[[comparison.feature]]
id = "f"
name = "hue"
cell.a = { text = "red", accept = ["scarlet"] }
cell.b = "green"
source = { from = "s", at = "page 1" }
[[comparison.feature]]
id = "g"
name = "sound"
cell.a = "low"
cell.b = "high"
source = { from = "s", at = "page 2" }
"""


@pytest.fixture(scope="module")
def wordings() -> Deck:
    deck, findings = read_deck(tomli.loads(WORDINGS))
    assert deck is not None, findings
    return deck


@pytest.mark.parametrize(
    ("key", "answers", "never"),
    [
        # What reads like another wording is told once.
        ("text", {"bend": ("a bend",)}, ("hitch", "splice")),
        ("number", {"100 mg (99.5 … 100.5 mg)": ("a hundred",)}, ()),
        ("gaps", {"standing part": (), "bight": ("loop",)}, ()),
        ("list", {"one": (), "two": (r"\<b>2\</b>",)}, ()),
        ("clues", {"the third": ("third",)}, ()),
        ("t/f/a", {"red": ("scarlet",)}, ()),
        ("t/f/b", {"green": ()}, ()),
    ],
)
def test_all_that_counts_is_shown_where_it_is_typed(wordings: Deck, key, answers, never) -> None:
    typed = {"text": "typed", "number": "typed", "gaps": "cloze", "list": "list"}
    form = {**typed, "clues": "vignette"}.get(key, "typed")
    (specimen,) = (one for one in asked(wordings, f"w/{key}").questions if one.form == form)
    assert {part.right: also for part, also in specimen.answers} == answers
    assert specimen.never == never
    told, page = "\n".join(shown(wordings)), handout(wordings)
    for text in (wording for also in answers.values() for wording in also):
        plain_text = text.replace("\\", "")
        assert plain_text in told.partition("Also right: ")[2]
        assert f'<span class="also">✓ {escape(plain_text)}</span>' in page
    for text in never:
        assert f'<li class="never">✗ {text}</li>' in page
    assert "Wrong, however near: hitch; splice" in told


def test_what_is_asked_at_once_names_the_sources_of_all_its_cells(wordings: Deck) -> None:
    by_heading = {one.heading: one for one in together_of(wordings, wordings.tables[0])}
    places = {
        heading: [citation.text.rpartition(" ")[2] for citation in one.citations]
        for heading, one in by_heading.items()
    }
    assert places == {"hue": ["1”"], "sound": ["2”"], "Aa / Bb": ["1”", "2”"]}
    told = "\n".join(shown(wordings)).partition("At once: Aa / Bb")[2]
    assert told.count("Source: The source") == 2


def test_a_choice_shows_its_wrong_options_and_nothing_beside_its_answer(wordings: Deck) -> None:
    for specimen in asked(wordings, "w/t/g/a").questions:
        assert all(also == () for _, also in specimen.answers)
