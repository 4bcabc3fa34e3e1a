"""Controls, escapes, turned text and floods in every field of a deck, on every screen and line."""

from __future__ import annotations

import re
from itertools import count
from xml.etree import ElementTree

import pytest
from textual.events import Paste
from textual.selection import SELECT_ALL
from textual.widgets import Input

from quiz.deck.deck import Deck, read_deck
from quiz.handout import handout
from quiz.plain.show import shown
from quiz.tui.app import QuizApp, StartWith
from quiz.tui.commands import Commands
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
    must_let_nothing_out(look.app)


def must_let_nothing_out(app: QuizApp) -> None:
    """There is no other way out of the app for the text of a deck than the screen.

    Titles are sent to terminals and made names of pictures, and toasts and hints of widgets are
    drawn by Textual itself.
    """
    assert (app.title, app.sub_title) == ("quiz", "")
    assert (app.screen.title, app.screen.sub_title) == (None, None)
    assert not list(app._notifications)
    assert not [one for one in app.screen.walk_children(with_self=True) if one.tooltip]


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


async def test_what_is_searched_for_is_shown_as_text(made) -> None:
    async with made.open(start=StartWith(query="".join(NASTY))) as look:
        must_be_sound(look)
        assert look.shows("owned")


# What leaves by other ways than being drawn.


async def copied(look) -> str:
    """All of a screen that can be selected, as ctrl+c then hands it on."""
    screen = look.app.screen
    screen.selections = {one: SELECT_ALL for one in screen.query("*") if one.allow_select}
    await look.press("ctrl+c")
    screen.clear_selection()
    return look.app.clipboard


@pytest.mark.parametrize("keys", ["", "t", "b", "s", "x", "i", "question_mark", "c", "p", "enter"])
async def test_what_is_copied_is_the_text_that_was_shown(made, keys) -> None:
    async with made.open(size=(160, 50)) as look:
        await look.press(*filter(None, [keys]))
        for _ in range(3):
            text = await copied(look)
            assert text.strip()
            assert not unsafe(text), (look.name, unsafe(text))
            await look.press("enter")


async def test_what_is_pasted_into_a_field_and_copied_from_it_is_text(made) -> None:
    async with made.open() as look:
        await look.press("slash")
        look.app.post_message(Paste("".join(NASTY)))
        await look.settle()
        field = look.app.focused
        assert isinstance(field, Input)
        field.action_select_all()
        field.action_copy()
        assert "owned" in look.app.clipboard
        must_be_sound(look)
        assert not unsafe(look.app.clipboard)
        field.action_cut()
        assert not unsafe(look.app.clipboard)


async def test_nothing_is_copied_unasked(made, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QuizApp, "copy_to_clipboard", lambda _, text: asked.append(text))
    async with made.study(size=(160, 50)) as look:
        for _ in range(8):
            if isinstance(look.app.focused, Input):
                await look.press("escape")
            await look.press("d", "enter")
        await look.press("q")
    assert asked == []


async def test_all_of_the_palette_is_text(made) -> None:
    async with made.open(size=(160, 50)) as look:
        commands = Commands(look.app.screen)
        found = [(hit.display, hit.text, hit.help) async for hit in commands.discover()]
        found += [(hit.match_display, hit.text, hit.help) async for hit in commands.search("n")]
        texts = [str(part) for hit in found for part in hit if part is not None]
        assert any("[bold]" in text or "n0" in text or "n1" in text for text in texts), texts
        assert not [text for text in texts if unsafe(text)]


async def test_a_picture_is_called_after_the_app_and_holds_text(made, tmp_path) -> None:
    async with made.study(size=(160, 50)) as look:
        path = look.app.save_screenshot(path=str(tmp_path))
        (picture,) = tmp_path.iterdir()
        assert str(picture) == path
        assert re.fullmatch(r"quiz_[0-9A-Za-z_.-]+\.svg", picture.name)
        root = ElementTree.parse(picture).getroot()
        assert not [one for one in root.iter() if one.tag.endswith(("script", "}a", "image"))]
        held = [*root.itertext(), *(value for one in root.iter() for value in one.attrib.values())]
        assert not [text for text in held if unsafe(text)]
