"""Controls, escapes, turned text and floods in every field of a deck, on every screen and line."""

from __future__ import annotations

from itertools import count

import pytest
from textual.widgets import Input

from quiz.deck.deck import Deck, read_deck
from quiz.handout import handout
from quiz.plain.show import shown
from tests.hostile.harm import NASTY
from tests.hostile.ordeal import unsafe
from tests.hostile.wild import Writer


@pytest.fixture
def nasty() -> Deck:
    """Every field of a deck with every kind of harm; it comes in behind the check of a file."""
    numbers = count()

    def text() -> str:
        number = next(numbers)
        return f"n{number} {NASTY[number % len(NASTY)]}"

    deck, findings = read_deck(Writer(text).deck())
    assert deck is not None, findings
    return deck


@pytest.fixture
def made(room, nasty: Deck):
    one = room()
    one.shelf.decks[nasty.id] = nasty
    one.shelf.digests[nasty.id] = "x"
    return one


def must_be_sound(look) -> None:
    assert not unsafe(look.text), (look.name, unsafe(look.text))
    assert not unsafe(look.app.export_screenshot().replace("\r", ""))
    assert look.app.title.isprintable()


def test_a_file_with_any_of_it_is_refused_or_shown_as_text(nasty: Deck) -> None:
    for line in (*shown(nasty), *handout(nasty).split("\n")):
        assert not unsafe(line), line


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_every_question_that_is_studied(made, size) -> None:
    async with made.study(size=size) as look:
        for _ in range(12):
            must_be_sound(look)
            if isinstance(look.app.focused, Input):
                await look.press("escape")
            await look.press("d")
            must_be_sound(look)
            await look.press("enter")


@pytest.mark.parametrize("keys", ["t", "b", "s", "x", "i", "question_mark", "c", "v", "p"])
async def test_every_screen(made, keys) -> None:
    async with made.open(size=(160, 50)) as look:
        must_be_sound(look)
        await look.press(keys)
        must_be_sound(look)
        await look.press("enter")
        must_be_sound(look)
        await look.press("ctrl+p")
        must_be_sound(look)
