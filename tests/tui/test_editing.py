"""The person's editor at the right line, and decks that change while the app runs."""

import signal
import sys
from asyncio import sleep
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from threading import get_ident

import pytest
from textual.app import SuspendNotSupported

from quiz.shapes import Typed
from quiz.study.ports import DeckEntry, FilePlace
from quiz.study.settings import Contrast
from quiz.study.turn import Answered
from quiz.tui import app as app_module
from quiz.tui import edit_ways, editing
from quiz.tui.editing import editor_command, linked_to, run_editor
from quiz.tui.messages import EditWanted

DECK = """
format = 1
id = "d"
title = "The deck"
[[card]]
id = "one"
form = "choice"
prompt = "First question?"
answer = "right"
wrong = ["left"]
[[card]]
id = "two"
form = "choice"
prompt = "Second question?"
answer = "up"
wrong = ["down"]
"""
PLACE = FilePlace("/decks/d.toml", 12, 3)


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+12", "/decks/d.toml"]),
        ("/usr/bin/vim -p", ["/usr/bin/vim", "-p", "+12", "/decks/d.toml"]),
        ("nvim", ["nvim", "+12", "/decks/d.toml"]),
        ("emacs -nw", ["emacs", "-nw", "+12", "/decks/d.toml"]),
        ("nano", ["nano", "+12,3", "/decks/d.toml"]),
        ("kak", ["kak", "+12:3", "/decks/d.toml"]),
        ("hx", ["hx", "/decks/d.toml:12:3"]),
        ("code --wait", ["code", "--wait", "-g", "/decks/d.toml:12:3"]),
        ("my-editor", ["my-editor", "/decks/d.toml"]),
        ("'my editor'", ["my editor", "/decks/d.toml"]),
        ("un'closed", ["un'closed", "/decks/d.toml"]),
    ],
)
def test_an_editor_is_told_the_line_as_it_understands_it(editor, words) -> None:
    assert editor_command(PLACE, {"VISUAL": editor, "EDITOR": "ed"}) == words
    assert editor_command(PLACE, {"EDITOR": editor}) == words


def test_without_a_choice_the_usual_one_is_taken_that_is_there() -> None:
    assert editor_command(PLACE, {}, lambda name: name if name == "vi" else None) == (
        ["vi", "+12", "/decks/d.toml"]
    )
    assert editor_command(PLACE, {"EDITOR": ""}, lambda _: None) is None


def test_of_a_link_the_file_is_edited_that_it_leads_to(tmp_path) -> None:
    written = tmp_path / "written.toml"
    written.write_text("", encoding="utf-8")
    assert linked_to(FilePlace(str(written), 3, 1)) == FilePlace(str(written), 3, 1)
    link = tmp_path / "decks.toml"
    try:
        link.symlink_to(written)
    except OSError:
        pytest.skip("links cannot be made here")
    assert linked_to(FilePlace(str(link), 3, 1)) == FilePlace(str(written.resolve()), 3, 1)


def test_ctrl_c_in_the_editor_is_the_editors() -> None:
    before = signal.getsignal(signal.SIGINT)
    code = "import os, signal; os.kill(os.getppid(), signal.SIGINT); raise SystemExit(3)"
    assert run_editor([sys.executable, "-c", code]) == 3
    assert signal.getsignal(signal.SIGINT) is before


@pytest.fixture
def opened(monkeypatch) -> list[list[str]]:
    """The editors that were opened, each by its words; the terminal is handed over and back."""
    found: list[list[str]] = []

    @contextmanager
    def suspend(_):
        yield

    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr(app_module.QuizApp, "suspend", suspend)
    monkeypatch.setattr(editing, "run_editor", found.append)
    return found


async def test_a_question_is_edited_and_stays(room, opened) -> None:
    async with room(DECK).study() as look:
        await look.press("e")
        assert opened == [["vi", "+12", "d.toml"]]
        assert "First question?" in look.text
        await look.press("i", "e", "q")
        assert len(opened) == 2
        assert "First question?" in look.text


async def test_decks_and_facts_are_edited_where_they_are_listed(room, opened) -> None:
    made = room(DECK)
    async with made.open() as look:
        await look.press("e")
        assert opened[-1] == ["vi", "+1", "d.toml"]
        await look.press("b", "e")
        assert opened[-1] == ["vi", "+12", "d.toml"]


async def test_a_broken_deck_is_opened_at_its_first_mistake(room, opened) -> None:
    from quiz.errors import Problem, Severity

    made = room()
    problem = Problem("x.toml", 7, 2, Severity.ERROR, "It is broken")
    made.shelf.broken.append(DeckEntry("", "x.toml", "", "x.toml", "", problems=(problem,)))
    async with made.open() as look:
        await look.press("e")
        assert opened == [["vi", "+7", "x.toml"]]


async def test_without_a_deck_there_is_nothing_to_edit(room, opened) -> None:
    async with room().open() as look:
        await look.press("e")
        await look.press("b", "e")
        assert opened == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SuspendNotSupported(), "An editor cannot be opened here"),
        (FileNotFoundError(2, "No such file or directory"), "vi cannot be started: No such file"),
    ],
)
async def test_an_editor_that_cannot_be_opened_is_told(room, opened, monkeypatch, error, told):
    def refuse(*_):
        raise error

    monkeypatch.setattr(editing, "run_editor", refuse)
    async with room(DECK).study() as look:
        await look.press("e")
        assert told in look.text
        await look.press("enter")
        assert "First question?" in look.text


async def test_where_there_is_no_editor_it_is_said(room, opened, monkeypatch) -> None:
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(editing, "_USUAL", ())
    async with room(DECK).study() as look:
        await look.press("e")
        assert "$VISUAL or $EDITOR" in look.text


# While somebody writes


async def saved(look, made, text: str) -> None:
    """Save the deck, and wait until the app has seen it and then looked again: it is taken in."""
    refreshed = made.shelf.refreshed
    made.shelf.put(text)
    made.shelf.saved = True
    await _until(lambda: made.shelf.refreshed > refreshed)
    looks = made.shelf.looks
    await _until(lambda: made.shelf.looks > looks)
    await look.settle()


async def _until(so: Callable[[], bool]) -> None:
    """Wait for what another thread does; what the app makes of it has to be looked at, anyway."""
    for _ in range(500):
        if so():
            return
        await sleep(0.005)


@pytest.fixture
def quick(monkeypatch) -> None:
    """Decks are looked at far more often."""
    monkeypatch.setattr(edit_ways, "LOOK_EVERY_S", 0.01)


@pytest.mark.usefixtures("quick")
async def test_what_is_saved_is_read_beside_the_screen(room, monkeypatch) -> None:
    made, threads = room(DECK), []
    async with made.open() as look:
        refresh = made.desk.decks.refresh
        monkeypatch.setattr(
            made.desk.decks, "refresh", lambda: (threads.append(get_ident()), refresh())
        )
        await saved(look, made, DECK.replace("The deck", "Another title"))
        assert "Another title" in look.text
    assert threads
    assert get_ident() not in threads


@pytest.mark.usefixtures("quick")
async def test_the_list_follows_what_is_saved(room) -> None:
    made = room(DECK)
    async with made.open() as look:
        await saved(look, made, DECK.replace("The deck", "Another title"))
        assert "Another title" in look.text


@pytest.mark.usefixtures("quick")
async def test_a_question_stays_and_the_next_one_is_as_it_was_saved(room) -> None:
    made = room(DECK)
    async with made.study() as look:
        changed = DECK.replace("First question?", "First, reworded?")
        await saved(look, made, changed.replace("Second question?", "Second, reworded?"))
        assert "First question?" in look.text
        assert "Decks were changed" in look.text
        await look.press("1", "enter", "enter")
        assert "Second, reworded?" in look.text
        await look.press("u")
        assert "First, reworded?" in look.text


@pytest.mark.usefixtures("quick")
async def test_what_is_recalled_is_followed_as_well(room) -> None:
    silent = DECK.replace('"choice"', '"flashcard"')
    for wrong in ('wrong = ["left"]\n', 'wrong = ["down"]\n'):
        silent = silent.replace(wrong, "")
    made = room(silent)
    async with made.study() as look:
        await look.press("space")
        await saved(look, made, silent.replace("Second question?", "Second, reworded?"))
        await look.press("3")
        assert "Second, reworded?" in look.text


@pytest.mark.usefixtures("quick")
async def test_a_deck_that_is_spoilt_is_told_of_and_asked_as_it_was(room) -> None:
    from quiz.errors import Problem, Severity

    made = room(DECK)
    async with made.study() as look:
        problem = Problem("/long/path/d.toml", 7, 2, Severity.ERROR, "It is broken")
        (entry,) = made.shelf.entries()
        made.shelf.broken = [replace(entry, id="x", problems=(problem,), last_good=True)]
        await saved(look, made, DECK)
        assert "d.toml:7:2: It is broken. In use as it was." in look.text
        assert "First question?" in look.text


@pytest.mark.usefixtures("quick")
async def test_a_deck_that_goes_while_it_is_studied_is_asked_as_it_was(room) -> None:
    made = room(DECK)
    async with made.open(start=app_module.StartWith(study=True, deck_ids=("d",))) as look:
        await saved(look, made, DECK)
        del made.shelf.decks["d"]
        await look.press("1", "enter", "enter")
        assert "Second question?" in look.text


TABLE = """
format = 1
id = "t"
title = "Table"
[[comparison]]
id = "c"
title = "Compared"
subject.a.name = "Aa"
subject.b.name = "Bb"
[[comparison.feature]]
id = "f"
name = "colour"
cell.a = "red"
cell.b = "green"
"""


@pytest.mark.usefixtures("quick")
async def test_a_chosen_cell_goes_on_with_what_it_was_begun_with(room) -> None:
    made = room(TABLE)
    async with made.open(start=app_module.StartWith(tables=True)) as look:
        await look.press("l", "enter")
        assert look.name == "CellScreen"
        await saved(look, made, TABLE.replace("colour", "hue"))
        assert "colour" in look.text
        await look.press("1", "enter", "enter")
        assert look.name == "TableScreen"
        assert "hue" in look.text


@pytest.mark.usefixtures("quick")
async def test_card_info_follows_when_it_is_seen_again(room) -> None:
    made = room(DECK)
    async with made.study() as look:
        await look.press("i")
        await saved(look, made, DECK.replace("First question?", "First, reworded?"))
        assert "First, reworded?" in look.text
        await look.press("q")
        assert "First question?" in look.text


async def test_what_cannot_be_looked_at_is_told(room, opened, monkeypatch) -> None:
    from quiz.errors import DataError

    made = room(DECK)

    def refuse() -> None:
        raise DataError("The folder is gone.")

    monkeypatch.setattr(made.desk.decks, "refresh", refuse)
    async with made.study() as look:
        look.app.post_message(EditWanted(PLACE))
        await look.settle()
        for _ in range(500):
            if "The folder is gone." in look.text:
                break
            await sleep(0.005)
            await look.settle()
        assert "The folder is gone." in look.text


@pytest.mark.usefixtures("quick")
async def test_verdicts_of_a_bundle_are_all_read_before_the_session_is_made_anew(room) -> None:
    made = room(TABLE, contrast=Contrast(), side_by_side=True)
    async with made.study() as look:
        await look.press("enter", "1", "enter", "1", "enter")
        await saved(look, made, TABLE.replace("colour", "hue"))
        first = look.turn
        await look.press("enter")
        assert isinstance(look.turn, Answered)
        assert look.turn is not first
        assert "hue" not in look.text
        await look.press("enter")
        assert "hue" in look.text


async def test_a_deck_in_use_as_it_was_says_so_beside_its_mistake(room) -> None:
    from quiz.errors import Problem, Severity

    made = room(DECK)
    problem = Problem("d.toml", 7, 2, Severity.ERROR, "It is broken")
    (entry,) = made.shelf.entries()
    made.shelf.decks.clear()
    made.shelf.broken.append(replace(entry, problems=(problem,), last_good=True))
    async with made.open() as look:
        assert look.shows("new 2", "in use as it was before", "d.toml:7:2: It is broken")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("answer", ["y", "n"])
async def test_facts_that_look_moved_are_offered_and_moved_only_on_yes(room, answer) -> None:
    made = room(DECK)
    async with made.study() as look:
        await look.press("1", "enter", "q")
        (learnt,) = made.store.memories()
        name = learnt.partition("/")[2]
        await saved(look, made, DECK.replace(f'id = "{name}"', 'id = "other"'))
        assert "1 fact looks moved: m keeps their progress." in look.text
        await look.press("j")
        assert "m moved" in look.foot
        await look.press("m")
        assert look.shows("1 fact looks moved: keep their progress?", f"{learnt} → d/other: ")
        assert set(made.store.memories()) == {learnt}
        await look.press(answer)
        kept = "The progress of 1 fact is kept." if answer == "y" else "Left as it is"
        assert kept in look.text
        assert set(made.store.memories()) == ({"d/other"} if answer == "y" else {learnt})
        await look.press("k")
        assert "moved" not in look.foot
        await saved(look, made, DECK.replace(f'id = "{name}"', 'id = "other"') + "# again")
        assert "moved" not in look.foot


async def test_what_moved_before_the_app_was_opened_is_offered_at_its_start(room) -> None:
    made = room(DECK)
    async with made.study() as look:
        await look.press("1", "enter", "q")
    (learnt,) = made.store.memories()
    made.shelf.put(DECK.replace(f'id = "{learnt.partition("/")[2]}"', 'id = "other"'))
    async with made.open() as look:
        for _ in range(100):  # until a thread has looked at the files
            if "1 fact looks moved" in look.text:
                break
            await look.settle()
        else:
            raise AssertionError(look.text)


@pytest.mark.usefixtures("quick")
async def test_of_very_many_facts_that_look_moved_some_are_listed(room) -> None:
    cards = "".join(
        f'[[card]]\nid = "{{}}{n}"\nform = "typed"\nprompt = "Number {n}?"\nanswer = "answer {n}"\n'
        for n in range(10)
    )
    head = 'format = 1\nid = "d"\ntitle = "The deck"\n'
    made = room(head + cards.replace("{}", "a"))
    session = made.desk.begin(None, made.clock.now())
    for n in range(10):
        session.submit(Typed((f"answer {n}",)), made.clock.now(), 1000)
        session.advance(made.clock.now())
    async with made.open() as look:
        await saved(look, made, head + cards.replace("{}", "b"))
        await look.press("m")
        assert look.shows("10 facts look moved", "d/a0 → d/b0: answer 0", "And 2 more")


@pytest.mark.usefixtures("quick")
async def test_a_deck_that_is_spoilt_is_told_of_beside_its_table(room) -> None:
    from quiz.errors import Problem, Severity

    made = room(TABLE)
    async with made.open(start=app_module.StartWith(tables=True)) as look:
        problem = Problem("/long/path/t.toml", 7, 2, Severity.ERROR, "It is broken")
        (entry,) = made.shelf.entries()
        made.shelf.broken = [replace(entry, id="x", problems=(problem,), last_good=True)]
        await saved(look, made, TABLE)
        assert look.shows("t.toml:7:2: It is broken. In use as it was.", "colour")
