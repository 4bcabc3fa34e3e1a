"""Preview: any question of a deck, in any form, with a store that would not have any of it."""

from pathlib import Path

import pytest

from quiz.comparison import JOINT_FORMS
from quiz.errors import DataError
from quiz.study.ports import DeckEntry

SHAPES = Path(__file__).parents[1].joinpath("plain", "shapes.toml").read_text(encoding="utf-8")
SIZES = [(80, 24), (160, 50)]


def refuse(*args, **kwargs):
    raise AssertionError(f"something was to be kept: {args} {kwargs}")


@pytest.fixture
def shut(room):
    """A room whose store takes nothing."""

    def make(*texts, **changes):
        made = room(*texts, **changes)
        for write in ("record", "amend", "rerate", "undo", "note"):
            setattr(made.store, write, refuse)
        return made

    return make


@pytest.mark.parametrize("size", SIZES)
async def test_every_question_of_a_deck_is_seen_and_given_up(shut, size) -> None:
    made = shut(SHAPES)
    async with made.open(size=size) as look:
        await look.press("p")
        assert look.name == "PreviewScreen"
        assert look.shows("nothing is kept", "enter try out", "q back")
        ways = look.app.screen._tryout.ways
        assert {*JOINT_FORMS} & {way.form for way in ways}
        assert look.shows(ways[0].heading, ways[0].form, f"{len(ways)} questions")
        await look.press("enter")
        for number, way in enumerate(ways, 1):
            assert look.name == "TryoutScreen"
            assert look.shows(f"{way.form} {number}/{len(ways)}", "preview: nothing is kept")
            if look.app.screen.stage.view.typing:
                await look.press("escape")
            await look.press("d")
            assert look.shows("Not known.", "n next", "q back"), look.text
            assert all(len(line) <= size[0] for line in look.lines)
            await look.press("enter")
        assert look.shows("There is no other in this direction.")
        await look.press("q")
        assert look.app.screen.list.cursor == len(ways) - 1
        await look.press("q")
        assert look.name == "DecksScreen"


async def test_a_question_is_answered_and_explained(shut, deck, cards) -> None:
    async with shut(deck(cards("choice", "typed"))).open() as look:
        await look.press("p", "enter")
        options = look.app.screen._tryout.asked.question.shape.options
        await look.press(str(options.index("central ones") + 1), "enter")
        assert look.shows("Right.", "Brain, optic nerve and spinal cord.")
        await look.press("1", "enter")
        assert look.shows("The loss of myelin?", "typed 2/2")
        await look.write("demyelinatoin")
        await look.press("enter")
        assert look.shows("Nearly. Was it a slip?", "y yes")
        await look.press("y")
        assert look.shows("Right, but for the spelling.")
        await look.press("p")
        assert look.shows("choice 1/2")
        await look.press("P")
        assert look.shows("There is no other in this direction.")
        await look.press("N")
        assert look.shows("typed 2/2")
        await look.press("enter")
        assert look.name == "TryoutScreen"


async def test_an_answer_that_is_not_complete_is_refused(shut, deck, cards) -> None:
    async with shut(deck(cards("choice"))).open() as look:
        await look.press("p", "enter", "enter")
        assert look.app.screen.foot.notice


async def test_what_is_recalled_is_shown_and_left(shut, deck, cards) -> None:
    async with shut(deck(cards("flashcard", "choice"))).open() as look:
        await look.press("p", "enter", "space")
        assert look.shows("A sheath of myelin", "It lets signals jump.")
        await look.press("3")
        assert look.shows("choice 2/2")


async def test_hints_and_clues_are_shown(shut, deck, cards) -> None:
    async with shut(deck(cards("cloze", "vignette"))).open() as look:
        await look.press("p", "enter", "escape", "h")
        assert look.shows("what wraps")
        for _ in range(9):
            await look.press(*(("escape", "h") if look.app.screen.stage.view.typing else ("h",)))
        assert look.shows("There is no other hint.")
        await look.press("n")
        assert look.shows("Weak legs")
        assert "No reflexes" not in look.text
        if look.app.screen.stage.view.typing:
            await look.press("escape")
        await look.press("c")
        assert look.shows("No reflexes")


async def test_a_question_comes_otherwise(shut) -> None:
    async with shut(SHAPES).open() as look:
        await look.press("p")
        ways = look.app.screen._tryout.ways
        look.app.screen.list.move_to([way.form for way in ways].index("true-false"))
        await look.press("enter")
        shapes = set()
        for _ in range(8):
            shapes.add(look.app.screen._tryout.asked.question.shape.prompt)
            await look.press("r")
        assert len(shapes) > 1


async def test_one_fact_is_seen_from_where_it_is_looked_at(shut, deck, cards) -> None:
    async with shut(deck(cards("choice", "typed"))).open() as look:
        await look.press("b", "j", "p")
        assert look.shows("typed 2/2")
        await look.press("escape", "q")
        assert look.name == "BrowseScreen"
        await look.press("enter", "p")
        assert look.shows("typed 2/2")
        await look.press("escape", "q")
        assert look.name == "CardInfoScreen"


async def test_a_question_that_is_open_is_not_given_away(shut, deck, cards) -> None:
    async with shut(deck(cards("choice"))).study() as look:
        await look.press("i", "p")
        assert look.name == "CardInfoScreen"
        assert "preview" not in look.text


async def test_a_deck_that_cannot_be_used_has_no_preview(shut) -> None:
    from quiz.errors import Problem, Severity

    made = shut()
    problem = Problem("x.toml", 7, 2, Severity.ERROR, "It is broken")
    made.shelf.broken.append(DeckEntry("", "x.toml", "", "x.toml", "", problems=(problem,)))
    async with made.open() as look:
        await look.press("p")
        assert look.name == "DecksScreen"


async def test_what_is_saved_is_seen_at_once(shut, deck, cards) -> None:
    made = shut(deck(cards("choice", "typed")))
    async with made.open() as look:
        await look.press("p", "j")
        made.shelf.put(deck(cards("cloze", "choice", "typed")))
        await look.app._take_in_changes()
        await look.settle()
        assert look.shows("3 questions")
        assert look.app.screen.list.current.form == "typed"
        await look.press("enter")
        assert look.shows("typed 3/3")
        made.shelf.put(deck(cards("typed").replace("loss", "decay")))
        await look.app._take_in_changes()
        await look.settle()
        assert look.shows("The decay of myelin?", "typed 1/1", "this is how it asks now")
        await look.press("escape", "q")
        assert look.shows("1 question")


async def test_what_another_deck_or_a_broken_one_has_leaves_the_question_alone(
    shut, deck, cards, monkeypatch
) -> None:
    from quiz.errors import Problem, Severity

    made = shut(deck(cards("choice")))
    async with made.open() as look:
        await look.press("p", "enter", "2")
        await look.app._take_in_changes()
        await look.settle()
        assert look.app.screen.stage.view.chosen == (1,)
        broken = Problem("x.toml", 7, 2, Severity.ERROR, "It is broken")
        monkeypatch.setattr(made.desk.decks, "spoilt", lambda: broken)
        await look.app._take_in_changes()
        await look.settle()
        assert look.shows("x.toml:7:2: It is broken. In use as it was.")
        made.shelf.decks.clear()
        await look.app._take_in_changes()
        await look.settle()
        assert look.shows("It is shown as it was: There is no deck")
        await look.press("q")
        assert look.shows("There is no deck")


async def test_a_deck_that_cannot_be_read_is_told(shut, deck, cards, monkeypatch) -> None:
    made = shut(deck(cards("choice")))

    def fail(*_):
        raise DataError("The disk is gone.")

    async with made.open() as look:
        monkeypatch.setattr(made.desk, "tryout", fail)
        await look.press("p")
        assert look.shows("The disk is gone.")


async def test_a_verdict_is_laid_out_anew_when_there_is_more_room(shut, deck, cards) -> None:
    async with shut(deck(cards("choice"))).open() as look:
        await look.press("p", "enter", "d")
        assert "small fibers" not in look.text
        await look.pilot.resize_terminal(160, 50)
        await look.settle()
        assert look.shows("small fibers", "Not known.")


async def test_the_palette_knows_of_it(shut, deck, cards) -> None:
    async with shut(deck(cards("choice"))).open() as look:
        await look.press("ctrl+p")
        await look.write("preview: nerves")
        await look.pilot.pause(0.3)
        await look.press("enter")
        await look.pilot.pause(0.3)
        assert look.name == "PreviewScreen"


async def test_what_is_asked_may_be_edited(shut, deck, cards, monkeypatch) -> None:
    from quiz.tui.app import QuizApp

    wanted = []
    monkeypatch.setattr(QuizApp, "on_edit_wanted", lambda _, event: wanted.append(event.place))
    async with shut(deck(cards("choice"))).open() as look:
        await look.press("p", "enter", "e", "pagedown", "pageup", "j", "k")
        assert [place.path for place in wanted] == ["nerves.toml"]


async def test_what_does_not_fit_is_scrolled(shut, deck, cards) -> None:
    long = cards("typed").replace("The loss", "A long story. " * 60 + "The loss")
    async with shut(deck(long)).open(size=(40, 10)) as look:
        await look.press("p", "enter", "escape")
        stage = look.app.screen.stage
        stage.scroll_home(animate=False, immediate=True)
        seen = []
        for key in ("j", "pagedown", "pageup", "k"):
            await look.press(key)
            seen.append(stage.scroll_y)
        assert seen[0] == 1
        assert seen[1] > seen[0] + 1
        assert seen[2:] == [1, 0]
