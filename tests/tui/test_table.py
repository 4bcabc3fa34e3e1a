import pytest
from textual.color import Color
from textual.events import MouseScrollDown, MouseScrollLeft, MouseScrollRight, MouseScrollUp

from quiz.errors import DataError
from quiz.shapes import DontKnow
from quiz.study.tables import Strength
from quiz.study.turn import Asked
from quiz.tui.app import StartWith
from quiz.tui.widgets.sheet import Place

TABLES = StartWith(tables=True)
THREE = """
[[comparison]]
id = "three"
title = "Three *diseases*"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
subject.cidp = { name = "Chronic inflammatory neuropathy", short = "CIDP" }
[[comparison.feature]]
id = "site"
name = "where **myelin** is lost"
key = true
cell.ms = "in the central nerves: the brain, the optic nerve and the spinal cord"
cell.fm = "perhaps in peripheral nerves"
cell.cidp = "in peripheral nerves"
[[comparison.feature]]
id = "ivig"
name = "IVIg"
cell.fm = "tried in 15"
cell.cidp = "often used"
"""


@pytest.fixture
def three(room, deck):
    return room(deck(THREE, id="three", title="Three"))


def big(subjects: int = 12, features: int = 60) -> str:
    lines = ['[[comparison]]\nid = "big"\ntitle = "A large one"']
    lines += [f'subject.s{n} = {{ name = "Subject {n}" }}' for n in range(subjects)]
    for feature in range(features):
        lines.append(f'[[comparison.feature]]\nid = "f{feature}"\nname = "feature {feature}"')
        text = "of some length " * (feature % 3)
        lines += [f'cell.s{n} = "{text}value {feature} {n}"' for n in range(subjects)]
    return "\n".join(lines)


@pytest.fixture
def large(room, deck):
    return room(deck(big(), id="big", title="Big"))


def style_at(look, text):
    """The style of the first character of a text on the screen."""
    for y, line in enumerate(look.lines):
        if text in line:
            return look.app.screen.get_style_at(line.index(text), y)
    raise AssertionError(text)


# Getting there and away.


async def test_it_opens_on_the_deck_under_the_cursor(room, deck, cards, table):
    made = room(deck(cards("choice")), deck(table, id="loss", title="Losses"))
    async with made.open() as look:
        assert "t table" not in look.foot
        await look.press("t")
        assert look.name == "DecksScreen"
        await look.press("j")
        assert "t table" in look.foot
        await look.press("t")
        assert look.shows("Table: Who loses what", "MS", "FM", "myelin that is lost", "central")
        await look.press("q")
        assert look.name == "DecksScreen"


async def test_the_palette_leads_to_it(room, deck, cards, table):
    made = room(deck(cards("choice")), deck(table, id="loss", title="Losses"))
    async with made.open() as look:
        await look.press("ctrl+p")
        await look.write("table: losses")
        await look.pilot.pause(0.3)
        await look.press("enter")
        assert look.name == "TableScreen"


async def test_the_app_may_open_on_the_tables_of_all_decks(room, deck, table):
    made = room(deck(THREE, id="three", title="Three"), deck(table, id="loss", title="Losses"))
    async with made.open(start=TABLES) as look:
        assert look.shows("Table: Three *diseases*", "Three · 1 of 2")
        await look.press("n")
        assert look.shows("Table: Who loses what", "Losses · 2 of 2")
        await look.press("tab")
        assert look.shows("1 of 2")
        await look.press("p")
        assert look.shows("2 of 2", "n next table")
        await look.press("escape")
        assert look.name == "DecksScreen"


async def test_a_deck_without_tables_is_not_opened_on(room, deck, cards):
    async with room(deck(cards("choice"))).open(start=TABLES) as look:
        assert look.shows("There is no table here.")
        await look.press("enter")
        assert look.name == "DecksScreen"


async def test_a_deck_that_cannot_be_read_is_told(three, monkeypatch):
    def fail(*args):
        raise DataError("The data folder is gone.")

    async with three.open() as look:
        monkeypatch.setattr(three.desk, "tables", fail)
        await look.press("t")
        assert look.shows("✗ The data folder is gone.")
        await look.press("enter")
        assert look.name == "DecksScreen"


# What is shown.


async def test_each_cell_has_its_sign_and_the_one_under_the_cursor_its_words(three):
    async with three.open(start=TABLES) as look:
        assert look.shows("◆ where myelin is lost", "▸○ in the", "· not said")
        assert look.shows("Multiple sclerosis · where myelin is lost", "○ unseen")
        assert look.shows("● firm 0 ◐ learning 0 ◔ weak 0 ○ unseen 5 · not said ◆ tells apart")
        await look.press("j")
        assert look.shows("▸· not said", "Multiple sclerosis · IVIg · the source does not say")


async def test_signs_follow_what_is_known(three):
    async with three.study() as look:
        while look.name == "StudyScreen" and isinstance(look.turn, Asked):
            question = look.turn.question
            (right,) = question.grade(DontKnow()).parts
            index = question.shape.options.index(right.right)
            await look.press(str(index + 1), "enter", "enter")
        await look.press("enter", "t")
        assert look.shows("▸● in the", "● firm 5", "● firm · 100 % · due in ")
        three.clock.instant = three.clock.instant.replace(month=9)
        await look.press("q", "r", "t")
        assert look.shows("▸◔ in the", "◔ weak 5", "% · due now")


async def test_words_stand_in_the_cells_where_there_is_room(three):
    async with three.open(start=TABLES, size=(160, 50)) as look:
        assert look.shows("perhaps in peripheral nerves unseen", "often used unseen")
    async with three.open(start=TABLES) as look:
        assert "often used  unseen" not in look.text


async def test_what_is_put_away_is_said_to_be(three):
    three.desk.facts.suspend("three/three/site/ms", three.clock.now())
    tomorrow = three.clock.now().date().replace(day=3).isoformat()
    three.store.note("buried", "three/three/site/fm", {"until": tomorrow}, three.clock.now(), None)
    async with three.open(start=TABLES) as look:
        assert look.shows("suspended", "○ unseen · suspended")
        await look.press("enter")
        assert look.shows("Suspended: i leads to where that is changed.")
        await look.press("l")
        assert look.shows("○ unseen · buried")
        await look.press("enter")
        assert look.shows("Buried until tomorrow.")
        assert look.name == "TableScreen"


async def test_long_cells_wrap_and_the_room_of_a_wide_screen_is_used(three):
    async with three.open(start=TABLES) as look:
        rows = [line for line in look.lines if "│" in line]
        assert len(rows) > 6
        assert not any("…" in row for row in rows)
        await look.pilot.resize_terminal(200, 40)
        await look.settle()
        assert look.shows("in the central nerves: the brain, the optic nerve and the spinal cord")
        await look.pilot.resize_terminal(48, 14)
        await look.settle()
        assert look.shows("▸○ in the")


async def test_without_colours_nothing_is_lost(three, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with three.open(start=TABLES) as look:
        assert look.shows("▸○ in the", "◆ where", "○ unseen 5")
        colours = [
            Color.from_rich_color(segment.style.color)
            for strip in look.app.screen._compositor.render_strips(look.app.size)
            for segment in strip
            if segment.style is not None and segment.style.color is not None
            if not segment.style.color.is_default
        ]
        assert all(colour.r == colour.g == colour.b for colour in colours)


async def test_signs_are_tinted(three):
    async with three.open(start=TABLES) as look:
        quiet, mark = style_at(look, "○"), style_at(look, "◆")
        assert quiet.color != mark.color


# Moving.


async def test_the_cursor_goes_all_four_ways_and_no_further(three):
    async with three.open(start=TABLES) as look:
        grid = look.app.screen.grid
        for key, place in [
            ("l", (0, 1)),
            ("right", (0, 2)),
            ("l", (0, 2)),
            ("j", (1, 2)),
            ("down", (1, 2)),
            ("h", (1, 1)),
            ("k", (0, 1)),
            ("up", (0, 1)),
            ("left", (0, 0)),
            ("h", (0, 0)),
            ("end", (0, 2)),
            ("G", (1, 2)),
            ("home", (1, 0)),
            ("g", (0, 0)),
            ("pagedown", (1, 0)),
            ("pageup", (0, 0)),
        ]:
            await look.press(key)
            assert grid.cursor == place, key


async def test_header_and_first_column_stay(large):
    async with large.open(start=TABLES) as look:
        assert look.shows("Subject 0", "feature 0", "▸○ value 0 0")
        await look.press("G", "end")
        assert look.shows("Subject 11", "feature 59", "← ")
        assert look.shows("59 11 ┃")
        assert "Subject 0 " not in look.text
        await look.press("g", "home")
        assert look.shows("▸○ value 0 0", " →")


async def test_a_thumb_says_where_one_is(large, three):
    async with large.open(start=TABLES) as look:
        head = 4
        column = [line[-1:] for line in look.lines[head:-4]]
        assert column[0] == "┃"
        assert column[-1] == "│"
        await look.press("G")
        column = [line[-1:] for line in look.lines[head:-4]]
        assert (column[0], column[-1]) == ("│", "┃")
    async with three.open(start=TABLES, size=(160, 50)) as look:
        assert "┃" not in look.text


async def test_a_cell_higher_than_the_screen_is_scrolled_through(room, deck):
    words = " ".join(f"word{n}" for n in range(150))
    cells = f'cell.ms = "{words}"\ncell.fm = "short"'
    long = THREE + f'[[comparison.feature]]\nid = "long"\nname = "long"\n{cells}\n'
    long += '[[comparison.feature]]\nid = "end"\nname = "end"\ncell.ms = "a"\ncell.fm = "b"\n'
    async with room(deck(long, id="three")).open(start=TABLES) as look:
        grid = look.app.screen.grid
        await look.press("j", "j")
        assert look.shows("word0 ")
        seen = look.text
        for _ in range(12):
            if grid.cursor.feature == 3:
                break
            await look.press("j")
            seen += look.text
        assert grid.cursor == (3, 0)
        assert all(f"word{n}" in seen for n in range(150))
        await look.press("k")
        assert grid.cursor == (2, 0)
        assert look.shows("word149")
        for _ in range(12):
            if grid.cursor.feature == 1:
                break
            await look.press("k")
        assert grid.cursor == (1, 0)


async def test_of_a_large_table_only_what_is_seen_is_laid_out(large):
    async with large.open(start=TABLES) as look:
        sheet = look.app.screen.grid._sheet
        await look.press("G", "end", "g", "home")
        assert len(sheet._wrapped) < 60 * 13 / 5


# Hiding.


async def test_space_hides_and_shows_a_cell(three):
    async with three.open(start=TABLES) as look:
        assert "space hide" in look.foot
        await look.press("l", "space")
        assert look.shows("▸○ … unseen", "space show")
        assert "perhaps" not in look.text
        await look.press("space")
        assert "perhaps" in look.text
        await look.press("h", "j", "space")
        assert "…" not in look.text


async def test_all_cells_are_hidden_and_shown(three):
    async with three.open(start=TABLES) as look:
        await look.press("a")
        assert not look.shows("often used")
        assert look.text.count("…  unseen") == 5
        assert "a show all" in look.foot
        await look.press("space")
        assert look.shows("in the", "a hide all")
        await look.press("a")
        assert look.text.count("…  unseen") == 5
        await look.press("a")
        assert look.shows("often used", "in the")


async def test_what_is_hidden_is_so_in_card_info(three):
    async with three.open(start=TABLES) as look:
        await look.press("j", "l", "i")
        assert look.shows("Card info", "Answer tried in 15")
        await look.press("q", "space", "i")
        assert look.shows("Card info", "FM: IVIg")
        assert "tried in 15" not in look.text
        await look.press("at", "q")
        assert look.shows("▸○ … unseen", "○ unseen · suspended")


# Asking.


async def test_enter_asks_the_cell_and_leads_back_to_it(three):
    async with three.open(start=TABLES) as look:
        await look.press("l", "space", "enter")
        assert look.name == "CellScreen"
        assert look.turn.fact.key == "three/three/site/fm"
        await look.press("d")
        assert look.shows("Not known.", "perhaps in peripheral nerves")
        await look.press("enter")
        assert look.name == "TableScreen"
        assert look.app.screen.grid.cursor == Place(0, 1)
        assert look.shows("▸○ … unseen")
        (review,) = three.store.reviews(fact="three/three/site/fm")
        assert (review.mode, review.counts) == ("drill", False)
        assert three.store.open_session(three.clock.instant.date()) is None


async def test_a_cell_that_is_due_counts_and_the_table_follows(three):
    async with three.study() as look:
        key = look.turn.fact.key
        await look.press("d", "q", "t")
        three.clock.instant = three.clock.instant.replace(hour=12)
        feature = "site" if "site" in key else "ivig"
        column = ["ms", "fm", "cidp"].index(key.rpartition("/")[2])
        await look.press(*["l"] * column, *["j"] * (feature == "ivig"), "enter")
        await look.press("d", "enter")
        (_, review) = three.store.reviews(fact=key)
        assert review.counts
        assert look.app.screen.cell.strength is Strength.LEARNING
        assert look.shows("◐ learning · ")


async def test_leaving_a_cell_leads_back_and_leaves_nothing_open(three):
    async with three.open(start=TABLES) as look:
        await look.press("enter", "q")
        assert look.name == "TableScreen"
        await look.press("enter", "d", "escape")
        assert look.name == "TableScreen"
        assert three.store.open_session(three.clock.instant.date()) is None


async def test_what_the_source_does_not_say_cannot_be_asked(three):
    async with three.open(start=TABLES) as look:
        await look.press("j", "enter", "i")
        assert look.name == "TableScreen"
        assert "ask" not in look.foot


async def test_a_cell_that_cannot_be_asked_is_told(three, monkeypatch):
    def fail(*args):
        raise DataError("The data folder is gone.")

    async with three.open(start=TABLES) as look:
        monkeypatch.setattr(three.desk, "begin_cell", fail)
        await look.press("enter")
        assert look.shows("✗ The data folder is gone.")


async def test_a_table_that_was_taken_away_meanwhile_stays_in_sight(three, deck, cards):
    async with three.open(start=TABLES) as look:
        await look.press("i")
        three.shelf.put(deck(cards("choice"), id="three"))
        await look.press("q")
        assert look.shows("Table: Three *diseases*")


async def test_a_table_that_became_smaller_is_shown_as_it_is(three, deck):
    async with three.open(start=TABLES) as look:
        await look.press("j", "end", "i")
        three.shelf.put(deck(THREE[: THREE.rindex("[[comparison.feature]]")], id="three"))
        await look.press("q")
        assert look.app.screen.grid.cursor == Place(0, 2)
        assert "IVIg" not in look.text


# The mouse.


async def test_a_click_goes_to_a_cell_and_a_second_one_hides_it(three):
    async with three.open(start=TABLES) as look:
        await look.click("often used")
        assert look.app.screen.grid.cursor == (1, 2)
        await look.click("often used")
        assert look.shows("▸○ … unseen")
        await look.click("where")
        assert look.app.screen.grid.cursor == (0, 2)
        await look.click("FM")
        assert look.app.screen.grid.cursor == (0, 1)
        await look.pilot.click("#grid", offset=(30, 17))
        assert look.app.screen.grid.cursor == (0, 1)
        await look.click("ask")
        assert look.name == "CellScreen"


async def test_the_wheel_moves_the_cursor(three):
    async with three.open(start=TABLES) as look:
        grid = look.app.screen.grid
        for kind, place in [
            (MouseScrollDown, (1, 0)),
            (MouseScrollRight, (1, 1)),
            (MouseScrollUp, (0, 1)),
            (MouseScrollLeft, (0, 0)),
        ]:
            grid.post_message(kind(grid, 5, 5, 0, 0, 0, False, False, False))
            await look.settle()
            assert grid.cursor == place


# Hostile text.


async def test_deck_text_is_text(room, deck):
    nasty = "[bold]b[/bold] [@click=app.quit]q[/]"
    text = THREE.replace("often used", nasty).replace("IVIg", nasty).replace('"FM"', f'"{nasty}"')
    async with room(deck(text, id="three")).open(start=TABLES, size=(160, 50)) as look:
        assert look.text.count(nasty) == 3
        await look.press("j", "l")
        assert look.text.count(nasty) == 4


# Telling subjects apart.


async def test_two_subjects_are_told_apart(three):
    async with three.open(start=TABLES) as look:
        await look.press("c")
        assert look.shows("⇄ MS", "Now go to the subject to tell it apart from")
        await look.press("l", "l", "c")
        assert look.name == "StudyScreen"
        shown = {fact.key for fact in look.turn.facts}
        assert shown == {"three/three/site/ms", "three/three/site/cidp"}


async def test_a_mark_is_taken_away_by_the_same_key_or_with_its_table(room, deck, table):
    made = room(deck(THREE, id="three"), deck(table, id="loss"))
    async with made.open(start=TABLES) as look:
        await look.press("c")
        assert "⇄" in look.text
        await look.press("c")
        assert "⇄" not in look.text
        await look.press("c", "n", "p")
        assert "⇄" not in look.text
        assert look.name == "TableScreen"


async def test_of_two_subjects_there_is_no_choice(room, deck, table):
    async with room(deck(table, id="loss")).open(start=TABLES) as look:
        await look.press("c")
        assert look.name == "StudyScreen"


async def test_subjects_that_do_not_differ_are_told_to(room, deck):
    same = THREE.replace('"perhaps in peripheral nerves"', '"in peripheral nerves"')
    same = same.replace('"tried in 15"', '"often used"')
    async with room(deck(same, id="three")).open(start=TABLES) as look:
        await look.press("l", "c", "l", "c")
        assert look.shows("There is nothing to contrast")
        await look.press("enter")
        assert look.name == "TableScreen"
