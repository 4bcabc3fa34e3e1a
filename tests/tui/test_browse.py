import time

import pytest

from quiz.errors import DataError


@pytest.fixture
def library(room, deck, cards, table):
    return room(deck(cards("choice", "flashcard", "typed")), deck(table, id="loss", title="Losses"))


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
async def test_all_facts_are_listed(library, size):
    async with library.open(size=size) as look:
        await look.press("b")
        assert look.shows("Browse", "5 facts", "▸ Which nerves lose myelin in MS?", "new")
        assert look.shows("enter card info", "@ suspend", "R reset", "q back")
        assert ("Answer" in look.text) == (size[0] > 100)


async def test_the_fact_under_the_cursor_is_beside_the_list(library):
    async with library.open(size=(160, 50)) as look:
        await look.press("b", "j")
        assert look.shows("Answer A sheath of myelin", "It lets signals jump.", "nerves/sheath")


async def test_searching_narrows_with_every_letter(library):
    async with library.open() as look:
        await look.press("b", "slash")
        assert look.foot.startswith("enter to the list")
        await look.write("deck:loss")
        assert look.shows("2 of 5 facts", "MS: myelin that is lost")
        await look.press("down")
        assert look.app.focused is look.app.screen.list
        assert look.foot.startswith("enter card info")
        await look.press("slash", "escape")
        assert look.shows("5 facts")
        await look.press("slash")
        await look.write("nowhere")
        assert look.shows("No fact is like that.", "0 of 5 facts")
        await look.press("enter", "enter", "at", "exclamation_mark", "R")
        assert look.name == "BrowseScreen"
        assert look.foot.startswith("/ search")


async def test_a_search_that_means_nothing_is_told(library):
    async with library.open() as look:
        await look.press("b", "slash")
        await look.write("is:deu")
        assert look.shows("did you mean is:due?")
        assert look.shows("5 facts")


async def test_the_app_may_open_on_a_search(library):
    from quiz.tui.app import StartWith

    async with library.open(start=StartWith(query="deck:loss")) as look:
        assert look.shows("2 of 5 facts")
        await look.press("q")
        assert look.name == "DecksScreen"


async def test_a_fact_is_suspended_and_taken_up(library):
    async with library.open() as look:
        await look.press("b", "at")
        assert look.shows("suspended", "Suspended.", "@ take up")
        assert library.store.standing().suspended == {"nerves/ms"}
        await look.press("enter")
        assert "@ take up" in look.foot
        await look.press("at")
        assert look.shows("Taken up again.", "@ suspend")
        assert library.store.standing().suspended == frozenset()


async def test_a_fact_is_flagged(library):
    async with library.open() as look:
        await look.press("b", "exclamation_mark")
        await look.press("enter")
        assert library.store.standing().flagged == {}
        await look.press("exclamation_mark")
        await look.write("why")
        await look.press("enter")
        assert look.shows("new !", "Flagged.")
        await look.press("exclamation_mark")
        look.app.focused.value = " "
        await look.press("enter")
        assert look.shows("Not flagged any more.")
        await look.press("exclamation_mark", "escape")
        assert library.store.standing().flagged == {}


async def test_a_reset_asks_first(library):
    async with library.open() as look:
        await look.press("enter", "1", "enter", "q", "b")
        assert look.shows("learning")
        await look.press("R")
        assert look.shows("Forget what was learnt of this fact?", "y yes n no")
        await look.press("n")
        assert library.store.memory("nerves/ms") is not None
        await look.press("R", "y")
        assert look.shows("Forgotten: it is new again.")
        assert library.store.memory("nerves/ms") is None


async def test_card_info_has_the_whole_history(library):
    async with library.open() as look:
        await look.press("enter")
        shape = look.turn.question.shape
        wrong = shape.options.index("small fibers")
        await look.press(str(wrong + 1), "enter", "q", "b", "enter")
        assert look.shows("Card info", "State learning, due in 1 m", "recall now 100 %")
        assert look.shows("✗ 02 Mar 2026 1 again 1 m choice 0:10")
        assert look.shows("Answer central ones", "1 answer, 0 lapses")
        await look.press("at")
        assert look.shows("State suspended", "Suspended.")
        await look.press("at", "j", "k", "G", "g", "pagedown", "pageup", "q")
        assert look.name == "BrowseScreen"


async def test_clicks_select_and_then_open(library):
    async with library.open() as look:
        await look.press("b")
        await look.click("What wraps")
        assert look.name == "BrowseScreen"
        assert look.shows("▸ What wraps an axon?")
        await look.click("What wraps")
        assert look.name == "CardInfoScreen"


async def test_an_unreadable_store_is_told(library, monkeypatch):
    def fail(*args):
        raise DataError("The data folder is gone.")

    async with library.open() as look:
        monkeypatch.setattr(library.desk, "browse", fail)
        await look.press("b")
        assert look.shows("✗ The data folder is gone.")
        await look.press("enter", "q")
        monkeypatch.undo()
        await look.press("b")
        monkeypatch.setattr(library.desk.facts, "suspend", fail)
        await look.press("at")
        assert look.shows("✗ The data folder is gone.")
        await look.press("enter")
        monkeypatch.setattr(library.desk.facts, "card", fail)
        await look.press("enter")
        assert look.shows("✗ The data folder is gone.")
        await look.press("enter", "at")
        assert look.name == "CardInfoScreen"


async def test_facts_that_changed_elsewhere_are_read_again(library):
    async with library.open() as look:
        await look.press("b", "enter", "at", "q")
        assert look.shows("suspended")


async def test_ten_thousand_facts_stay_quick(library):
    async with library.open() as look:
        await look.press("b")
        screen = look.app.screen
        screen._cards = screen._cards * 2_000
        screen._search()
        await look.settle()
        began = time.perf_counter()
        for key in ("G", "g", "pagedown", "j", "k"):
            await look.press(key)
        assert look.shows("10000 facts")
        assert time.perf_counter() - began < 5
