import importlib
import inspect
import pkgutil

import pytest
from textual.dom import DOMNode

import quiz.tui
from quiz.tui.actions import ACTIONS, BY_ID, PLACES
from quiz.tui.key_names import is_key, named, readable
from quiz.tui.keys import Keys, bindings
from quiz.tui.widgets.dialogs import Confirm, Prompt, Trouble


def nodes() -> list[type[DOMNode]]:
    """Every class of ours that can have bindings."""
    found = {}
    for module in pkgutil.walk_packages(quiz.tui.__path__, "quiz.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and issubclass(value, DOMNode):
                found[value.__qualname__] = value
    return [value for value in found.values() if value.__module__.startswith("quiz.")]


def test_ids_are_unique_and_their_places_have_names():
    assert len(BY_ID) == len(ACTIONS)
    assert {action.place for action in ACTIONS} == set(PLACES)


def test_within_a_place_no_key_has_two_meanings():
    for place in PLACES:
        if place == "dialog":
            continue
        keys = [
            key for action in ACTIONS if action.place == place for key in action.keys.split(",")
        ]
        assert len(keys) == len(set(keys)), place


def test_every_action_is_bound_somewhere_and_does_something():
    bound: set[str] = set()
    for node in nodes():
        for binding in vars(node).get("BINDINGS", ()):
            bound.add(binding.id)
            name = binding.action.partition("(")[0]
            assert hasattr(node, f"action_{name}"), (node, binding)
    assert bound == set(BY_ID)


def test_keys_are_shown_as_they_stand_on_the_keyboard():
    assert readable("question_mark") == "?"
    assert readable("shift+down") == "shift+↓"
    assert readable("ctrl+p") == "ctrl+p"
    assert readable("+") == "+"
    assert readable("G") == "G"


def test_a_remapped_key_is_shown_in_place_of_the_default():
    keys = Keys({"study.undo": "z, ctrl+z", "no.such": "x", "study.hint": " "})
    assert keys.label("study.undo") == "z"
    assert keys.all_of("study.undo") == ["z", "ctrl+z"]
    assert keys.label("study.hint") == "h"
    assert keys.keymap == {"study.undo": "z,ctrl+z"}


@pytest.mark.parametrize("key", sorted({key for one in ACTIONS for key in one.keys.split(",")}))
def test_a_key_may_be_written_as_it_is_shown(key):
    assert named(readable(key)) == named(key) == key
    assert is_key(key)
    assert is_key(readable(key))


@pytest.mark.parametrize("key", ["less_than_sign", "alt+ü", "ctrl+↓", "+", "Q", "f12"])
def test_other_keys_have_names_too(key):
    assert is_key(key)


@pytest.mark.parametrize("key", ["esacpe", "Escape", "control+t", "ctrl+", "", "hyphen"])
def test_a_slip_is_no_key(key):
    assert not is_key(key)


@pytest.mark.parametrize("key", ["ctrl+t", "f2", "alt+u", "ctrl+shift+z"])
def test_some_keys_work_while_one_types(key):
    assert Keys({"study.undo": f"z,{key}"}).while_typing("study.undo") == key


@pytest.mark.parametrize("key", ["f", "minus", "ctrl+u", "shift+down", "space", "escape"])
def test_others_write_or_edit(key):
    assert Keys({"study.undo": key}).while_typing("study.undo") is None


def test_some_bindings_of_a_place_may_be_named():
    assert [binding.id for binding in bindings("dialog", "no")] == ["dialog.no"]


@pytest.mark.parametrize("keys", ["z", "?", "ctrl+x,z", "del"])
async def test_a_key_is_set_by_its_id(room, deck, cards, keys):
    made = room(deck(cards("choice")), keys={"study.dont_know": keys})
    pressed = named(keys.split(",")[-1])
    async with made.study() as look:
        assert look.shows(f"{keys.split(',')[0]} don't know")
        await look.press("d")
        assert "Not known" not in look.text
        await look.press(pressed)
        assert look.shows("Not known.")


async def test_each_part_of_the_screen_is_set_by_itself(room, deck, cards):
    keys = {"verdict.good": "x", "pick.choose_3": "c", "list.down": "n", "verdict.next": "f8"}
    async with room(deck(cards("choice")), keys=keys).study() as look:
        await look.press("c", "enter")
        assert look.shows("x good 10 m", "f8 next")
        await look.press("1")
        assert look.shows("1 again 1 m ◂")
        await look.press("3")
        assert look.shows("1 again 1 m ◂")
        await look.press("x")
        assert look.shows("x good 10 m ◂")


async def test_help_shows_the_keys_that_are_set(room, deck, cards):
    made = room(deck(cards("choice")), keys={"study.undo": "z", "pick.choose_2": "b"})
    async with made.study(size=(120, 120)) as look:
        await look.press("question_mark")
        assert look.name == "HelpScreen"
        assert look.shows("z Take back the last answer of the session study.undo")
        assert look.shows("b Choose option 2 pick.choose_2", "1-9 Give the item group 1 to 9")
        await look.press("question_mark")
        assert len(look.app.screen_stack) == 3
        await look.press("escape")
        assert look.name == "StudyScreen"


async def test_at_80_columns_help_is_for_keys_and_what_they_do(room, deck, cards):
    async with room(deck(cards("choice"))).study(size=(80, 120)) as look:
        await look.press("question_mark")
        assert look.shows("u ctrl+t Take back the last answer of the session - Leave this fact")
        assert "study.leave" not in look.text
        await look.press("G")
        assert look.shows("quiz config --keys lists all ids.")


async def test_help_fits_a_narrow_screen(room, deck, cards):
    async with room(deck(cards("choice"))).open(size=(50, 24)) as look:
        await look.press("question_mark")
        assert look.shows("Keys", "Decks", "q back")
        assert "decks.browse" not in look.text
        await look.press("G")
        assert "study.undo" in look.text
        await look.press("q")
        assert look.name == "DecksScreen"


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize("dialog", [Trouble, Confirm, Prompt])
async def test_leaving_at_once_works_from_any_dialog(room, deck, cards, dialog, key):
    async with room(deck(cards("choice"))).study() as look:
        await look.app.push_screen(dialog("Something was asked."))
        await look.press(key)
    assert look.app.return_code == 0
    assert not look.app.is_running


async def test_ctrl_c_copies_what_is_selected_in_a_dialog(room, deck, cards):
    async with room(deck(cards("choice"))).open() as look:
        await look.app.push_screen(Prompt("Something was asked.", "a word"))
        await look.press("shift+home", "ctrl+c")
        assert look.app.clipboard == "a word"
        assert isinstance(look.app.screen, Prompt)
