from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.review import Mode
from quiz.study.settings import Limits
from quiz.tui.app import StartWith


async def test_a_session_says_what_it_came_to(room, deck, cards, table):
    made = room(deck(cards("choice")), deck(table, id="loss", title="Losses"), learning_steps=())
    async with made.study() as look:
        for _ in range(3):
            shape = look.turn.question.shape
            right = {"MS": "central ones"}.get("MS") if "central ones" in shape.options else None
            if right is None:
                right = "central" if "Multiple" in shape.prompt else "peripheral"
            index = shape.options.index(right)
            if right == "central":
                index = 1 - index
            await look.press(str(index + 1), "enter", "enter")
        assert look.name == "FinishedScreen"
        assert look.shows("Done", "0:30", "2 of 3 questions right")
        assert look.shows("Nerves 1 of 1", "Losses 1 of 2")
        assert look.shows(
            "Mixed up",
            "taken for",
            "c on the deck drills what you mix up.",
            "Missed",
            "✗ MS: myelin that is lost",
        )
        assert look.shows("The next fact is due in ")
        assert look.shows("enter decks", "a study ahead", "d drill")
        await look.press("enter")
        assert look.name == "DecksScreen"
        assert made.store.open_session(made.clock.instant.date()) is None


async def test_nothing_due_offers_to_study_ahead(room, deck, cards):
    made = room(deck(cards("choice")), learning_steps=())
    async with made.study() as look:
        await look.press("1", "enter", "enter")
        assert look.shows("Done")
        await look.press("enter", "enter")
        assert look.shows("Nothing is due now", "The next fact is due in ")
        await look.press("a")
        assert look.name == "StudyScreen"
        assert look.app.screen.session.start.mode is Mode.AHEAD


async def test_an_empty_deck_says_so(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.study() as look:
        await look.press("at")
        assert look.name == "FinishedScreen"
        assert look.shows("Nothing is due now")
        assert "study ahead" not in look.foot
        await look.press("a", "d", "m")
        assert look.name == "FinishedScreen"


@pytest.mark.parametrize("key", ["q", "escape", "enter"])
async def test_every_way_leads_back_to_the_decks(room, deck, cards, key):
    made = room(deck(cards("choice")))
    async with made.study() as look:
        await look.press("at", key)
        assert look.name == "DecksScreen"


async def test_one_may_study_on(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    made.clock.skips = False
    async with made.study() as look:
        look.app.screen.finish()
        await look.settle()
        assert look.shows("Ended for now", "2 facts not begun yet.", "m study on")
        await look.press("m")
        assert look.name == "StudyScreen"


async def test_a_fact_whose_deck_is_gone_is_named_by_its_key(room, deck, cards):
    made = room(deck(cards("choice")), learning_steps=())
    async with made.study() as look:
        await look.press("d")
        made.shelf.decks.clear()
        look.app.screen.finish()
        await look.settle()
        assert look.shows("✗ nerves/ms")


async def test_what_the_limit_holds_back_may_be_begun_all_the_same(room, deck, cards):
    made = room(deck(cards("choice", "typed")), limits=Limits(1, 200), learning_steps=())
    async with made.study() as look:
        await look.press("1", "enter", "enter")
        assert look.shows("Done", "The day's limit of new facts is reached:")
        assert look.shows("1 new fact is left for other days. n brings 1 more today.")
        assert look.shows("Too few every day? study.new_per_day sets how many a day brings")
        assert look.shows("n more new")
        await look.press("n")
        assert look.name == "StudyScreen"
        assert look.shows("The loss of myelin?")
        await look.write("x")
        await look.press("enter", "enter")
        assert look.name == "FinishedScreen"
        assert "limit" not in look.text
        await look.press("n")
        assert look.name == "FinishedScreen"
    assert made.desk.settings.limits.new_per_day == 1


async def test_nothing_due_says_so_and_offers_new_facts(room, deck, cards):
    made = room(deck(cards("choice", "typed")), limits=Limits(0, 200))
    async with made.study() as look:
        assert look.shows("Nothing is due now", "2 new facts are left for other days.")


async def test_what_waits_since_too_much_is_due_is_not_offered(room, deck, cards):
    made = room(deck(cards("choice", "typed")), limits=Limits(1, 200), learning_steps=())
    async with made.study() as look:
        await look.press("1", "enter", "enter")
    made.clock.instant += timedelta(days=60)
    made.desk.settings = replace(made.desk.settings, limits=Limits(9, 0))
    async with made.study() as look:
        assert look.shows("1 fact not begun yet, left for a day on which less is due.")
        assert "n more new" not in look.foot


async def test_a_session_may_begin_with_more_new_facts(room, deck, cards):
    made = room(deck(cards("choice", "typed")), limits=Limits(0, 200))
    async with made.open(start=StartWith(study=True, more_new=1)) as look:
        assert look.name == "StudyScreen"
        assert look.app.screen.session.counts.new == 1
