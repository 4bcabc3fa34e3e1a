from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from textual.events import Key

from quiz.errors import DataError, Problem, Severity
from quiz.shapes import DontKnow
from quiz.study.ports import DeckEntry
from quiz.study.settings import Limits
from quiz.tui.messages import ExamsChosen
from quiz.tui.screens import decks
from quiz.tui.widgets.deck_list import DeckList

SHOW = DeckList.show

BROKEN = DeckEntry(
    "isolation",
    "isolation.toml",
    "",
    "/decks/isolation.toml",
    "x",
    problems=(
        Problem(
            "/decks/isolation.toml",
            14,
            9,
            Severity.ERROR,
            "There is no key `promt`.",
            "Did you mean `prompt`?",
            "answer = promt",
        ),
        Problem("/decks/isolation.toml", 20, 1, Severity.ERROR, "No answer."),
        Problem("/decks/isolation.toml", 30, 1, Severity.WARNING, "No source."),
    ),
)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
async def test_each_deck_says_what_there_is_to_do(room, deck, cards, table, size):
    made = room(
        deck(cards("choice", "typed"), summary="What nerves do."),
        deck(table, id="loss", title="Losses"),
    )
    async with made.open(size=size) as look:
        assert look.shows("Decks", "0 due · 4 new · 0 firm")
        assert look.shows("▸ Nerves", "new 2 learning 0 due 0", "Losses", "What nerves do.")
        assert look.shows("2 facts", "2 cards")
        assert look.shows("enter study", "a study all", "b browse", "/ filter", "q quit", "? help")
        await look.press("j")
        assert look.shows("▸ Losses", "1 table")


async def test_of_very_many_they_are_shown_as_they_were_and_then_as_they_are(
    room, deck, cards, monkeypatch
):
    made = room(deck(cards("choice", "typed")))
    shown = []
    overview = made.desk.decks.overview(made.clock.now())
    before = overview._replace(
        firm=77, decks=tuple(one._replace(title="As it was") for one in overview.decks)
    )
    monkeypatch.setattr(made.desk.decks, "at_first_sight", lambda: before)
    monkeypatch.setattr(DeckList, "show", lambda *told: shown.append(told[1]) or SHOW(*told))
    async with made.open() as look:
        assert [[one.title for one in decks] for decks in shown] == [["As it was"], ["Nerves"]]
        assert look.shows("0 due · 2 new · 0 firm", "Nerves")


@pytest.fixture
def very_many(room, deck, cards, monkeypatch):
    """Decks that are looked at in a thread."""
    monkeypatch.setattr(decks, "MANY_FACTS", 1)
    return room(deck(cards("choice", "typed")), learning_steps=())


def answered(made):
    """Answer a fact, and say which."""
    session = made.desk.begin(None, made.clock.now())
    session.submit(DontKnow(), made.clock.now(), 1000)
    (fact,) = made.store.memories()
    return fact


async def looked(look):
    """Wait until the decks were looked at."""
    while any(worker.group in ("decks", "moved") for worker in look.app.workers):
        await look.pilot.pause(0.005)
    await look.settle()


async def test_very_many_are_looked_at_while_keys_work(very_many, monkeypatch):
    go_on, whole = Event(), very_many.desk.decks.overview_apart
    monkeypatch.setattr(
        very_many.desk.decks, "overview_apart", lambda now: go_on.wait() and whole(now)
    )
    async with very_many.open() as look:
        assert look.shows("new 2")
        fact = answered(very_many)
        await look.press("r", "slash", "x")
        assert look.shows("No deck has “x” in its title.")
        await look.press("escape")
        assert look.shows("new 2"), "as they were before"
        go_on.set()
        await looked(look)
        assert look.shows("new 1")
        assert very_many.store.memory(fact)


async def test_of_very_many_a_log_that_cannot_be_read_is_told(very_many, monkeypatch):
    def fail(*_):
        raise DataError("The log is broken.")

    async with very_many.open() as look:
        await looked(look)
        monkeypatch.setattr(very_many.store, "held", fail)
        await look.press("r")
        await looked(look)
        assert look.shows("The log is broken.")
        await look.press("enter")
        assert look.shows("new 2")


async def test_of_very_many_what_goes_by_another_key_is_taken_along(very_many, deck, cards):
    async with very_many.open() as look:
        await looked(look)
        name = answered(very_many).partition("/")[2]
        other = f'id = "other"\naliases = ["{name}"]'
        very_many.shelf.put(deck(cards("choice", "typed").replace(f'id = "{name}"', other)))
        await look.press("r")
        await looked(look)
        assert look.shows("new 1", "2 facts")
        assert set(very_many.store.memories()) == {"nerves/other"}


async def test_of_very_many_what_looks_moved_is_offered(very_many, deck, cards):
    async with very_many.open() as look:
        await looked(look)
        name = answered(very_many).partition("/")[2]
        very_many.shelf.put(deck(cards("choice", "typed").replace(f'"{name}"', '"other"')))
        look.app.screen.look_for_moved()
        await looked(look)
        assert look.shows("1 fact looks moved: m keeps their progress.")


async def test_what_is_due_and_when_the_next_is(room, deck, cards):
    made = room(deck(cards("choice", "typed")), learning_steps=())
    async with made.study() as look:
        await look.press("1", "enter", "enter", "escape", "d", "q")
        assert look.shows("0 due · 1 learning · 0 new") or look.shows("0 due · 0 new")
        assert look.shows("in ")
        made.clock.instant += timedelta(days=60)
        await look.press("r")
        assert look.shows("Looked again.", "due 2", "now", "last 30 days") or look.shows("due 2")


@pytest.mark.parametrize("width", [40, 50, 64, 80, 110])
async def test_narrow_screens_leave_columns_out(room, deck, cards, width):
    async with room(deck(cards("choice"))).open(size=(width, 24)) as look:
        assert look.shows("▸ Nerves", "due 0", "? help")
        assert all(len(line) <= width for line in look.lines)


async def test_broken_decks_are_listed_with_their_problems(room, deck, cards):
    made = room(deck(cards("choice")))
    made.shelf.broken.append(BROKEN)
    async with made.open() as look:
        assert look.shows("isolation.toml", "✗ 2 problems isolation.toml:14:9")
        await look.press("j")
        assert look.shows("✗ /decks/isolation.toml:14:9: There is no key `promt`.")
        assert look.shows("│ answer = promt", "Did you mean `prompt`?")
        assert look.shows("! /decks/isolation.toml:30:1: No source.")
        caret = next(line for line in look.lines if "^" in line)
        excerpt = next(line for line in look.lines if "answer = promt" in line)
        assert caret.index("^") == excerpt.index("promt") - 1
        assert "enter study" not in look.foot
        await look.press("enter")
        assert look.shows("This deck cannot be read yet")
        assert look.name == "DecksScreen"


async def test_the_cursor_starts_on_a_deck_that_can_be_studied(room, deck, cards, monkeypatch):
    made = room(deck(cards("choice")))
    sound = made.shelf.entries()
    monkeypatch.setattr(made.shelf, "entries", lambda: [BROKEN, *sound])
    async with made.open() as look:
        assert look.shows("isolation.toml", "✗ 2 problems", "▸ Nerves")
        await look.press("k")
        assert look.shows("There is no key `promt`.")
        await look.press("r")
        assert look.shows("▸ isolation.toml"), "it stays where somebody moved it"


async def test_where_none_can_be_studied_it_starts_on_the_first(room):
    made = room()
    made.shelf.broken.append(BROKEN)
    async with made.open() as look:
        assert look.shows("▸ isolation.toml", "There is no key `promt`.")


async def test_a_caret_far_out_stays_on_the_screen(room, deck, cards):
    made = room(deck(cards("choice")))
    excerpt = "x" * 300 + "HERE"
    problem = Problem("/d.toml", 1, 301, Severity.ERROR, "Bad.", "", excerpt)
    made.shelf.broken.append(DeckEntry("d", "d.toml", "", "/d.toml", "x", problems=(problem,)))
    async with made.open() as look:
        await look.press("j")
        caret = next(line for line in look.lines if "^" in line)
        text = next(line for line in look.lines if "HERE" in line)
        assert caret.index("^") == text.index("HERE")


async def test_a_shadowed_deck_says_by_what(room, deck, cards):
    made = room(deck(cards("choice")))
    made.shelf.broken.append(
        DeckEntry("nerves", "Nerves again", "", "/b.toml", "x", shadowed_by="/a.toml")
    )
    async with made.open() as look:
        assert look.shows("Nerves again", "shadowed")
        await look.press("j")
        assert look.shows("Not used: /a.toml has the same id.")
        await look.press("enter")
        assert look.shows("Another deck with this id goes first: /a.toml")


async def test_no_decks_at_all(room):
    async with room().open() as look:
        assert look.shows("There are no decks yet.", "quiz new")
        await look.press("enter", "j", "k", "end", "pagedown")
        assert look.name == "DecksScreen"
        await look.press("b")
        assert look.shows("There are no facts yet.")


async def test_the_list_is_filtered(room, deck, cards):
    texts = [deck(cards("choice"), id=f"d{n}", title=f"Deck {n}") for n in range(3)]
    async with room(*texts).open() as look:
        await look.press("slash")
        await look.write("deck 1")
        assert "Deck 1" in look.text
        assert "Deck 2" not in look.text
        assert look.shows("enter to the list", "esc show all")
        await look.press("enter")
        assert "Deck 2" not in look.text
        assert look.foot.startswith("enter study")
        await look.press("slash")
        assert look.foot.startswith("enter to the list")
        await look.write(" nowhere")
        assert look.shows("No deck has “deck 1 nowhere” in its title.")
        await look.press("enter")
        assert look.shows("/ filter", "q quit")
        await look.press("slash")
        await look.press("escape")
        assert look.shows("Deck 0", "Deck 1", "Deck 2")
        assert look.app.focused is look.app.screen.list
        await look.press("slash", "q")
        assert look.name == "DecksScreen", "a letter is text while one types"


async def test_many_decks_scroll(room, deck, cards):
    texts = [deck(cards("choice"), id=f"d{n}", title=f"Deck {n:02}") for n in range(40)]
    async with room(*texts).open() as look:
        assert "Deck 39" not in look.text
        await look.press("end")
        assert look.shows("▸ Deck 39")
        await look.press("G", "pageup")
        assert "Deck 00" not in look.text
        await look.press("g")
        assert look.shows("▸ Deck 00")
        await look.press("pagedown", "home")
        assert look.shows("▸ Deck 00", "┃")


async def test_a_click_opens_a_deck_and_the_wheel_scrolls(room, deck, cards):
    texts = [deck(cards("choice"), id=f"d{n}", title=f"Deck {n:02}") for n in range(40)]
    async with room(*texts).open() as look:
        listed = look.app.screen.list
        from textual.events import MouseScrollDown, MouseScrollUp

        where = {"x": 5, "y": 3, "delta_x": 0, "delta_y": 0, "button": 0}
        flags = {"shift": False, "meta": False, "ctrl": False}
        listed.post_message(MouseScrollDown(listed, **where, **flags))
        await look.settle()
        assert listed.cursor == 3
        listed.post_message(MouseScrollUp(listed, **where, **flags))
        await look.settle()
        assert listed.cursor == 0
        await look.click("Deck 02")
        assert look.name == "StudyScreen"
        assert look.shows("Deck 02")


async def test_an_unreadable_store_is_told(room, deck, cards, monkeypatch):
    made = room(deck(cards("choice")))

    def fail(now):
        raise DataError("The data folder is gone.")

    monkeypatch.setattr(made.desk.decks, "overview", fail)
    async with made.open() as look:
        assert look.shows("✗ The data folder is gone.")
        await look.press("enter")
        assert look.name == "DecksScreen"
        await look.press("enter", "slash", "escape")
        monkeypatch.undo()
        await look.press("r")
        assert look.shows("▸ Nerves")


async def test_a_deck_that_broke_meanwhile_is_told(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.open() as look:
        made.shelf.decks.clear()
        await look.press("enter")
        assert look.name == "Trouble"
        await look.press("space")
        assert look.name == "DecksScreen"


async def test_q_quits(room, deck, cards):
    async with room(deck(cards("choice"))).open() as look:
        await look.press("q")
        assert look.app._exit


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
async def test_a_deck_with_a_date_says_whether_the_pace_suffices(room, deck, cards, table, size):
    made = room(
        deck(cards("choice", "typed")),
        deck(table, id="loss", title="Losses"),
        deck(cards("choice"), id="free", title="Free"),
    )
    today = made.clock.now()
    made.desk.hold_to(["nerves"], (today + timedelta(days=10)).date(), today)
    made.desk.hold_to(["loss"], (today + timedelta(days=3)).date(), today)
    limits = {"loss": Limits(new_per_day=0)}
    made.desk.settings = replace(made.desk.settings, decks=limits)
    day, near = (f"{(today + timedelta(days=days)):%d %b}".lstrip("0") for days in (10, 3))
    async with made.open(size=size) as look:
        assert look.shows("about 1 min today")
        assert look.shows("in 10 days: 1 new a day, which is enough.")
        assert look.shows(f"by {day}") == look.shows(f"! by {near}") == (size[0] > 80)
        await look.press("j")
        assert look.shows("! By", "2 new a day would be needed,")
        assert look.shows("with 0 allowed. 2 facts will stay unseen at this pace.")
        await look.press("j")
        assert not look.shows("new a day")


async def press_at_once(look, keys):
    """Press keys so fast that all of them are there before the first one is heeded."""
    for key in keys:
        look.app.post_message(Key(key, key))
    await look.settle()


@pytest.mark.parametrize(
    ("keys", "name"), [("st", "ScoresScreen"), ("ba", "BrowseScreen"), ("tt", "TableScreen")]
)
async def test_a_key_that_comes_fast_is_not_taken_by_the_screen_before(
    room, deck, table, keys, name
):
    async with room(deck(table)).open() as look:
        await press_at_once(look, keys)
        assert look.name == name
        assert len(look.app.screen_stack) == 2
        await look.press("q", "t")
        assert look.name == "TableScreen", "keys work here again"


async def test_nor_does_it_leave_the_app_or_study_what_is_under_the_cursor(room, deck, table):
    async with room(deck(table)).open() as look:
        await press_at_once(look, ["s", "q"])
        assert not look.app._exit
        await look.press("b")
        await press_at_once(look, ["q", "b"])
        await press_at_once(look, ["s", "enter"])
        assert look.name != "StudyScreen"


@pytest.mark.parametrize("keys", [[], ["s"], ["x"], ["x", "enter"], ["enter"], ["b"], ["t"], ["p"]])
async def test_no_screen_does_anything_while_another_is_being_opened(room, deck, table, keys):
    async with room(deck(table)).open() as look:
        await look.press(*keys)
        screen = look.app.screen
        assert screen.check_action("leave", ())
        screen.go(ExamsChosen())
        assert not screen.check_action("leave", ())
        await look.settle()
        assert screen.check_action("leave", ()), look.name


async def test_nor_does_it_begin_an_exam_where_earlier_ones_are_opened(room, deck, table):
    made = room(deck(table))
    async with made.open() as look:
        await look.press("x")
        await press_at_once(look, ["e", "x"])
        assert look.name == "ExamsScreen"
        assert not made.desk.examiner.left_open()


async def test_after_a_way_that_leads_nowhere_keys_work_again(room, deck, table):
    made = room(deck(table))
    async with made.open() as look:
        made.shelf.decks.clear()
        await look.press("t")
        assert look.name == "Trouble"
        await look.press("space", "b")
        assert look.name == "BrowseScreen"


async def test_a_deck_whose_new_facts_are_begun_offers_more(room, deck, cards):
    made = room(deck(cards("choice", "typed")), limits=Limits(1, 200), learning_steps=())
    async with made.open() as look:
        assert "more new" not in look.foot
        await look.press("n")
        assert look.name == "DecksScreen"
        await look.press("enter", "1", "enter", "enter", "enter")
        assert look.name == "DecksScreen"
        assert look.shows("1 new fact is left for other days. n brings 1 more today.")
        assert look.shows("enter study n more new")
        await look.press("n")
        assert look.name == "StudyScreen"
        assert look.app.screen.session.counts.new == 1
