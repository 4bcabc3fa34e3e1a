"""Text from a deck stays text: no markup, no escape sequence, no control reaches the terminal."""

import pytest
from textual.widgets import Input

from quiz.errors import Problem, Severity
from quiz.study.ports import DeckEntry

NASTY = "[bold]b[/bold] [@click=app.quit]q[/] [red] \\u001b[31mred \\u0007 \\u202edrow"
SEEN = "[bold]b[/bold] [@click=app.quit]q[/]"

DECK = f"""
format = 1
id = "nasty"
title = "T {NASTY}"
summary = "S {NASTY}"
tags = ["[red]tag"]

[source.s]
title = "C {NASTY}"
authors = ["A [blink]B[/]"]
url = "https://example.org/[x]"

[[card]]
id = "choice"
form = "choice"
prompt = "P {NASTY}"
answer = "R {NASTY}"
wrong = ["W {NASTY}", "V {NASTY}"]
because = "B {NASTY}"
source = {{ from = "s", at = "L {NASTY}" }}

[[card]]
id = "cloze"
form = "cloze"
prompt = "P {NASTY} {{{{gap|H {NASTY}}}}}"

[[card]]
id = "flash"
form = "flashcard"
prompt = "P {NASTY}"
answer = "A {NASTY}"

[[card]]
id = "order"
form = "order"
prompt = "P {NASTY}"
items = ["I1 {NASTY}", "I2 {NASTY}", "I3 {NASTY}"]

[[card]]
id = "match"
form = "match"
prompt = "P {NASTY}"
pairs = [["X1 {NASTY}", "Y1 {NASTY}"], ["X2 {NASTY}", "Y2 {NASTY}"]]

[[card]]
id = "vignette"
form = "vignette"
prompt = "P {NASTY}"
clues = ["K1 {NASTY}", "K2 {NASTY}"]
answer = "O {NASTY}"
"""


def sound(look) -> None:
    """Nothing on the screen but what can be seen."""
    bad = [
        char for char in look.text if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)
    ]
    assert not bad
    assert not set(look.text) & set("\u202e\u202d\u2066\u200f")


@pytest.fixture
def nasty(room):
    # Controls are refused in a deck file; here they come in behind the check, as they might.
    import tomli

    from quiz.deck.deck import read_deck

    def make(**settings):
        made = room(**settings)
        written = tomli.loads(DECK)
        deck, findings = read_deck(written)
        if deck is None:
            pytest.fail(str(findings))
        made.shelf.decks["nasty"] = deck
        made.shelf.digests["nasty"] = "x"
        return made

    return make


async def test_every_shape_shows_deck_text_as_it_stands(nasty):
    async with nasty().study(size=(160, 50)) as look:
        for _ in range(6):
            sound(look)
            assert look.shows(f"P {SEEN}"), look.text
            if isinstance(look.app.focused, Input):
                await look.write(SEEN)
                await look.press("escape", "c", "h")
                if isinstance(look.app.focused, Input):
                    await look.press("escape")
            sound(look)
            await look.press("d")
            sound(look)
            assert look.shows("Not known.")
            await look.press("enter")


async def test_verdict_explanation_and_source_are_text(nasty):
    async with nasty().study(size=(160, 50)) as look:
        await look.press("1", "enter")
        assert look.shows(f"B {SEEN}", f"R {SEEN}", "[blink]")
        sound(look)


async def test_lists_and_card_info_are_text(nasty):
    async with nasty().open(size=(160, 50)) as look:
        assert look.shows(f"T {SEEN}", f"S {SEEN}")
        sound(look)
        await look.press("b")
        assert look.shows(f"P {SEEN}", f"R {SEEN}")
        sound(look)
        await look.press("enter")
        assert look.shows(f"P {SEEN}", "[red]tag")
        sound(look)


async def test_the_palette_shows_titles_as_text(nasty):
    async with nasty().open(size=(160, 50)) as look:
        await look.press("ctrl+p")
        await look.write("study: t")
        await look.pilot.pause(0.3)
        assert look.shows(f"Study: T {SEEN}")
        sound(look)


async def test_problems_and_their_lines_are_text(room):
    made = room()
    problem = Problem(
        "/d/[red]x\x1b[31m.toml", 1, 1, Severity.ERROR, SEEN, SEEN, f"{SEEN}\x1b[2J\t\x07"
    )
    made.shelf.broken.append(DeckEntry("d", SEEN, "", "/d/x.toml", "x", problems=(problem,)))
    async with made.open(size=(160, 50)) as look:
        assert look.text.count(SEEN) >= 3
        assert look.shows("[red]x\ufffd[31m.toml:1:1:", f"│ {SEEN}")
        sound(look)


async def test_a_flag_and_a_confusion_are_text(nasty):
    made = nasty()
    async with made.study(size=(160, 50)) as look:
        await look.press("exclamation_mark")
        await look.write(SEEN)
        await look.press("enter")
        assert look.shows(f"flagged: {SEEN}")
        sound(look)
        look.app.screen.finish()
        await look.settle()
        sound(look)
