from pathlib import Path

import pytest

from quiz.deck.deck import read_deck
from quiz.errors import ProblemsFound
from quiz.library.documents import read_document
from quiz.library.finding import find_given, shipped_decks
from quiz.library.whereabouts import place_in

DECK = """format = 1
id = "d"
title = "T"
[[card]]
id = "one"
form = "flashcard"
prompt = "p"
answer = "a"
both_ways = true
[[comparison]]
id = "c"
title = "C"
subject = { a = { name = "A" }, b = { name = "B" } }
[[comparison.feature]]
name = "f"
cell.a = "x"
[comparison.feature.cell.b]
text = "y"
[[card]]
form = "flashcard"
prompt = "p"
answer = "a"
"""


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("d/one", (4, 3)),
        ("d/one/reverse", (4, 3)),
        ("d/p-641f", (19, 3)),
        ("d/c/f-c6b1/a", (16, 6)),
        ("d/c/f-c6b1/b", (17, 26)),
        ("d/two", None),
        ("e/one", None),
    ],
)
def test_a_fact_stands_at_its_card_or_cell(key: str, place: tuple[int, int] | None) -> None:
    found = place_in(DECK.encode(), "d.toml", key)
    assert (found and (found.line, found.column)) == place


def test_every_fact_of_the_shipped_decks_stands_somewhere() -> None:
    for one in find_given([shipped_decks()]):
        content = one.path.read_bytes()
        deck, _ = read_deck(read_document(content, "")[1])
        assert deck is not None
        lines = content.decode().splitlines()
        for key in deck.facts:
            place = place_in(content, "", key)
            assert place is not None
            word = "card" if key.count("/") < 3 else key.rpartition("/")[2]
            assert lines[place.line - 1][place.column - 1 :].startswith(word)


def test_what_can_still_be_read_of_a_deck_with_errors_has_its_place(tmp_path: Path) -> None:
    spoilt = DECK.replace('title = "T"\n', "").replace('id = "one"', "id = 1")
    assert place_in(spoilt.encode(), "", "d/p-641f") is None  # without a head there is no deck id
    with pytest.raises(ProblemsFound):
        place_in(b"[[card", "", "d/one")
