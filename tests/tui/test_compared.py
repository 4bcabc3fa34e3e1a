"""The row of a table beside a verdict: what was asked, what was chosen, and when before."""

import pytest

from quiz.shapes import Pick, Picked
from quiz.study.turn import Asked

TABLE = """
[[comparison]]
id = "m"
title = "Four diseases"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
subject.cidp = { name = "Chronic neuropathy", short = "CIDP" }
subject.gbs = { name = "Guillain-Barré", short = "GBS" }
[[comparison.feature]]
id = "site"
name = "site"
cell.ms = "central"
cell.fm = "nowhere"
cell.cidp = "peripheral"
cell.gbs = "nerve roots"
"""
NAMES = ("MS", "FM", "CIDP", "GBS")


@pytest.fixture
def four(room, deck):
    return room(deck(TABLE), learning_steps=())


async def ask(look, subject, *keys):
    """Ask the cell of a subject from its table, and answer it so."""
    await look.press("home", *["l"] * NAMES.index(subject), "enter")
    await look.press(*keys)


async def choose(look, text):
    shape = look.turn.question.shape
    assert isinstance(look.turn, Asked)
    assert isinstance(shape, Pick)
    await look.press(str(shape.options.index(text) + 1), "enter")


async def choose_rightly(look):
    question = look.turn.question
    picks = range(len(question.shape.options))
    right = next(index for index in picks if question.grade(Picked((index,))).correct)
    await look.press(str(right + 1), "enter")


def rows(look):
    """The names of the rows, and what is said of each."""
    found = [line.replace("▸", " ").split(maxsplit=1) for line in look.lines]
    return [(line[0], line[1]) for line in found if line and line[0] in NAMES]


async def test_what_was_asked_comes_first_then_what_was_chosen_now_and_earlier(four):
    async with four.open() as look:
        await look.press("t")
        await ask(look, "CIDP")
        await choose(look, "nerve roots")
        assert rows(look) == [
            ("CIDP", "peripheral"),
            ("GBS", "nerve roots  ← you chose this"),
            ("MS", "central"),
            ("FM", "nowhere"),
        ]
        await look.press("enter")
        four.clock.instant = four.clock.instant.replace(day=4)
        await ask(look, "CIDP")
        await choose(look, "central")
        assert rows(look) == [
            ("CIDP", "peripheral"),
            ("MS", "central  ← you chose this"),
            ("GBS", "nerve roots  ← you chose this on 2 Mar"),
            ("FM", "nowhere"),
        ]
        await look.press("enter")
        four.clock.instant = four.clock.instant.replace(year=2027)
        await ask(look, "CIDP")
        await choose(look, "central")
        assert rows(look)[1:3] == [
            ("MS", "central  ← you chose this, as on 4 Mar 2026"),
            ("GBS", "nerve roots  ← you chose this on 2 Mar 2026"),
        ]


async def test_it_stays_when_the_answer_is_rated_otherwise(four):
    async with four.open() as look:
        await look.press("t")
        await ask(look, "FM")
        await choose(look, "central")
        await look.press("enter", "q", "enter")
        while look.turn.fact.key != "nerves/m/site/fm":
            await look.press("minus")
        await choose_rightly(look)
        assert look.shows("MS central ← you chose this earlier today")
        await look.press("2")
        assert look.shows("Hard →", "MS central ← you chose this earlier today")


async def test_it_is_there_when_an_answer_was_recalled(room, deck):
    # Firm cells are recalled where they are too long to be typed.
    long = "nowhere that one could tell by any of the tests"
    made = room(deck(TABLE.replace("nowhere", long)), learning_steps=())
    async with made.open() as look:
        await look.press("t")
        await ask(look, "FM")
        await choose(look, "central")
        await look.press("enter", "q")
        for day in (2, 8):
            made.clock.instant = made.clock.instant.replace(day=day)
            await look.press("enter")
            while look.turn.fact.key != "nerves/m/site/fm":
                await look.press("minus")
            await choose_rightly(look)
            await look.press("enter", "q")
        await look.press("t")
        await ask(look, "FM", "space")
        assert look.shows("MS central ← you chose this on 2 Mar", "1 again")


async def test_card_info_tells_of_it_too(four):
    async with four.open() as look:
        await look.press("t")
        await ask(look, "FM")
        await choose(look, "central")
        await look.press("enter", "i")
        assert look.shows("Card info", "MS central ← you chose this earlier today")


async def test_where_the_log_cannot_be_read_the_verdict_stands(four, monkeypatch):
    from quiz.errors import DataError

    async with four.open() as look:
        await look.press("t")
        await ask(look, "FM")
        submit = look.app.screen.session.submit
        reviews = four.store.reviews

        def fails(**how):
            raise DataError("gone")

        def submitted(*given):
            turn = submit(*given)
            monkeypatch.setattr(four.store, "reviews", fails)
            return turn

        monkeypatch.setattr(look.app.screen.session, "submit", submitted)
        await choose(look, "central")
        monkeypatch.setattr(four.store, "reviews", reviews)
        assert look.shows("✗ Wrong.", "MS central ← you chose this")
