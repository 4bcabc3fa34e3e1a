"""What is easily confused, on the screen: met side by side, asked together, drilled."""

import pytest

from quiz.errors import DataError
from quiz.study.session import Session
from quiz.study.settings import Contrast
from quiz.study.turn import Answered, Asked, Doubted, Finished, Introduced

TABLE = """
[[comparison]]
id = "who"
title = "Who loses what"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
subject.cidp = { name = "CIDP" }
"""
FEATURE = """
[[comparison.feature]]
id = "f{0}"
name = "feature {0}"
because = "Reason {0}."
cell.ms = "central {0}"
cell.fm = "none {0}"
cell.cidp = "peripheral {0}"
"""


@pytest.fixture
def nerves(room, deck):
    """A table of three subjects and so many features, asked together where it is confusable."""

    def made(features=1, **how):
        text = deck(TABLE + "".join(FEATURE.format(n) for n in range(features)))
        return room(text, contrast=Contrast(), side_by_side=True, **how)

    return made


async def choose(look, text):
    """Choose an option by what it says."""
    options = look.turn.question.shape.options
    await look.press(str(options.index(text) + 1), "enter")


async def test_a_new_pair_is_shown_side_by_side(nerves):
    async with nerves().study() as look:
        assert isinstance(look.turn, Introduced)
        assert look.shows("New: 2 side by side", "Reason 0.", "▸ MS", "central 0", "▸ FM", "none 0")
        assert "peripheral" not in look.text
        assert look.foot.startswith("enter ask me")
        await look.press("enter")
        assert isinstance(look.turn, Asked)
        assert look.shows("1 of 2 asked together, the verdicts at the end")


async def test_its_verdicts_come_after_both_are_answered(nerves):
    made = nerves()
    async with made.study() as look:
        await look.press("enter")
        await choose(look, "peripheral 0")
        assert len(list(made.store.reviews())) == 1
        assert isinstance(look.turn, Asked)
        assert look.shows("2 of 2 asked together")
        assert "✗" not in look.text
        await choose(look, "none 0")
        assert look.turn.asked.fact.key == "nerves/who/f0/ms"
        assert look.shows("✗ Wrong.", "Multiple sclerosis", "← you chose this", "peripheral 0")
        assert look.shows("1 of 2 asked together")
        assert not look.shows("the verdicts at the end")
        await look.press("enter")
        assert look.turn.asked.fact.key == "nerves/who/f0/fm"
        assert look.shows("✓ Right, with help.", "Fibromyalgia")


async def test_each_verdict_is_overruled_by_itself(nerves):
    made = nerves()
    async with made.study() as look:
        await look.press("enter")
        await choose(look, "central 0")
        await choose(look, "none 0")
        await look.press("1", "enter", "2")
        assert [int(one.rating) for one in made.store.reviews()] == [1, 2]


async def test_before_the_verdicts_one_answer_is_taken_back_and_after_them_all(nerves):
    made = nerves()
    async with made.study() as look:
        await look.press("enter")
        await choose(look, "central 0")
        await look.press("u")
        assert look.shows("1 of 2 asked together", "Taken back")
        await choose(look, "central 0")
        await choose(look, "none 0")
        await look.press("u")
        assert look.shows("1 of 2 asked together")
        assert list(made.store.reviews()) == []


FULLER = """
[[comparison]]
id = "who"
title = "What they hold"
subject.gray = { name = "Gray" }
subject.green = { name = "Green" }
[[comparison.feature]]
id = "f"
name = "Gray or Green"
cell.gray = ["abdomen", "bladder"]
cell.green = "abdomen"
"""
"""What Green holds is true of Gray, too, and the feature names both: so Gray's is typed."""


async def test_a_near_miss_is_asked_about_with_its_verdict(room, deck):
    made = room(deck(FULLER), contrast=Contrast(), side_by_side=True)
    async with made.study() as look:
        await look.press("enter")
        await look.write("abdomen")
        await look.press("enter")
        await look.write("bladdr")
        await look.press("enter")
        assert look.shows("2 of 2 asked together")
        assert "Was it a slip?" not in look.text
        await choose(look, "abdomen")
        assert isinstance(look.turn, Doubted)
        assert look.shows("Gray", "you typed bladdr", "wanted bladder", "Was it a slip?")
        assert look.foot.startswith("y yes, a slip   n no, as typed")
        await look.press("n")
        assert look.shows("✗ 1 of 2 right.", "you typed bladdr")
        await look.press("u")
        assert look.shows("1 of 2 asked together")
        assert list(made.store.reviews()) == []


async def test_where_going_on_fails_submitting_once_more_tries_again(nerves, monkeypatch):
    made = nerves()

    def fail(self, now):
        raise DataError("The disk is gone.")

    async with made.study() as look:
        await look.press("enter")
        with monkeypatch.context() as patch:
            patch.setattr(Session, "advance", fail)
            await choose(look, "central 0")
            assert look.shows("The disk is gone.")
        await look.press("enter")
        assert look.shows("Your answer is kept: submit it once more to go on.", "enter submit")
        await look.press("enter")
        assert look.shows("2 of 2 asked together")
        assert len(list(made.store.reviews())) == 1


async def test_one_who_did_not_know_is_told_so_of_the_right_question(nerves):
    async with nerves().study() as look:
        await look.press("enter", "d")
        await choose(look, "none 0")
        assert look.shows("✗ Not known.", "Multiple sclerosis")
        await look.press("enter")
        assert look.shows("✓ Right, with help.")


async def test_a_deck_is_drilled_from_the_list(nerves):
    made = nerves(3, learning_steps=())
    async with made.open() as look:
        assert look.shows("c contrast")
        await look.press("c")
        assert isinstance(look.turn, Introduced)
        for _ in range(30):
            turn = look.turn
            if isinstance(turn, Asked):
                await look.press("d")
            elif isinstance(turn, Answered):
                assert look.shows("A drill: this answer is kept, and the schedule stays as it is.")
                await look.press("enter")
            else:
                await look.press("enter")
            if look.name == "FinishedScreen":
                break
        assert look.name == "FinishedScreen"
        assert made.store.memories() == {}


async def test_a_deck_without_a_table_cannot_be_drilled(room, deck, cards):
    async with room(deck(cards("typed"))).open() as look:
        assert "contrast" not in look.foot
        await look.press("c")
        assert look.name == "DecksScreen"


async def test_where_nothing_can_be_contrasted_that_is_said(room, deck):
    same = TABLE + '[[comparison.feature]]\nid = "f"\nname = "f"\ncell.ms = "x"\ncell.fm = "x"\n'
    async with room(deck(same)).open() as look:
        await look.press("c")
        assert look.shows("There is nothing to contrast")


async def test_a_session_of_bundles_can_be_gone_through(nerves):
    made = nerves(6, learning_steps=())
    async with made.study() as look:
        for _ in range(80):
            turn = look.turn
            if isinstance(turn, Finished) or look.name == "FinishedScreen":
                break
            await look.press("d" if isinstance(turn, Asked) else "enter")
            if look.name == "FinishedScreen":
                break
        assert look.name == "FinishedScreen"
        assert len(made.store.memories()) == 18
