import pytest

from quiz.review import Rating
from quiz.shapes import Assigned, DontKnow, Ordered, Picked, Typed
from quiz.study.turn import Answered, Asked, Doubted

BOTH = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])


@pytest.fixture
def submitted(monkeypatch):
    """All that is handed in to sessions."""
    from quiz.study.session import Session

    seen: list[object] = []
    real = Session.submit

    def submit(self, response, now, duration_ms):
        seen.append(response)
        return real(self, response, now, duration_ms)

    monkeypatch.setattr(Session, "submit", submit)
    return seen


def place(look, text: str) -> str:
    """The number in front of an option, as options are shuffled."""
    line = next(line for line in look.lines if text in line)
    return next(word for word in line.split() if word.isdigit())


@BOTH
async def test_an_option_is_chosen_by_its_number_and_submitted(room, deck, cards, submitted, size):
    async with room(deck(cards("choice"))).study(size=size) as look:
        assert look.shows("Which nerves lose myelin in MS?", "1-3 choose", "enter submit")
        wanted = place(look, "central ones")
        await look.press(wanted)
        assert f"▸ {wanted}  central ones" in look.text
        assert isinstance(look.turn, Asked)
        await look.press("enter")
        assert submitted == [Picked((int(wanted) - 1,))]
        assert look.shows("✓ Right.", "Good → in 10 m", "Brain, optic nerve and spinal cord.")
        assert f"✓ {wanted}  central ones" in look.text


async def test_a_wrong_choice_is_shown_beside_the_right_one(room, deck, cards):
    async with room(deck(cards("choice"))).study() as look:
        await look.press(place(look, "small fibers"), "enter")
        assert look.shows("✗ Wrong.", "small fibers ← your choice", "central ones ← right")
        assert "peripheral ones" not in look.text


async def test_a_wide_screen_has_room_for_the_other_options_too(room, deck, cards):
    async with room(deck(cards("choice"))).study(size=(160, 50)) as look:
        await look.press(place(look, "small fibers"), "enter")
        assert "peripheral ones" in look.text
        await look.pilot.resize_terminal(80, 24)
        await look.settle()
        assert "peripheral ones" not in look.text


async def test_nothing_is_submitted_before_something_is_chosen(room, deck, cards, submitted):
    async with room(deck(cards("choice"))).study() as look:
        await look.press("enter")
        assert look.shows("Choose an option first")
        assert not submitted
        await look.press("9")
        assert "Choose an option first" not in look.text


async def test_the_cursor_goes_round_the_options(room, deck, cards):
    async with room(deck(cards("choice"))).study() as look:
        for key, number in (("j", 1), ("down", 2), ("j", 3), ("j", 1), ("k", 3), ("up", 2)):
            await look.press(key)
            assert f"▸ {number}" in look.text
        await look.press("space", "enter")
        assert isinstance(look.turn, Answered)


@BOTH
async def test_several_options_are_ticked(room, deck, cards, submitted, size):
    async with room(deck(cards("several"))).study(size=size) as look:
        assert look.text.count("[ ]") == 3
        await look.press("enter")
        assert look.shows("Tick what is right first")
        vagus, femur = place(look, "vagus"), place(look, "femur")
        await look.press(vagus, femur)
        assert look.text.count("[x]") == 2
        await look.press("space")
        assert look.text.count("[x]") == 1
        await look.press("space", "enter")
        assert submitted == [Picked(tuple(sorted((int(vagus) - 1, int(femur) - 1))))]
        assert look.shows("femur ← wrongly ticked", "optic ← not ticked")


async def test_not_knowing_shows_what_is_right(room, deck, cards, submitted):
    async with room(deck(cards("choice"))).study() as look:
        await look.press("d")
        assert submitted == [DontKnow()]
        assert look.shows("✗ Not known.", "central ones ← right", "Again → in 1 m")


async def test_clues_come_one_by_one(room, deck, cards, submitted):
    async with room(deck(cards("vignette"))).study() as look:
        assert look.shows("1 of 3 Weak legs", "c next clue")
        assert "No reflexes" not in look.text
        await look.press("c")
        assert look.shows("2 of 3 No reflexes")
        await look.press("c")
        assert look.shows("3 of 3 IVIg helps")
        assert "next clue" not in look.text
        await look.press("c", place(look, "CIDP"), "enter")
        assert submitted[0].clues == 3
        assert look.shows("Right, with help.", "Hard → in 6 m")


@BOTH
async def test_an_answer_is_typed(room, deck, cards, submitted, size):
    async with room(deck(cards("typed"))).study(size=size) as look:
        assert look.shows("The loss of myelin?", "enter submit", "esc commands")
        await look.press("d", "u")
        assert isinstance(look.turn, Asked), "a letter is text while one types"
        assert look.app.focused.value == "du"
        await look.press("enter")
        assert submitted == [Typed(("du",))]
        assert look.shows("✗ demyelination", "you typed du", "✗ Wrong.")


async def test_what_was_typed_is_shown_as_it_was_typed(room, deck, cards):
    async with room(deck(cards("typed"))).study() as look:
        look.app.focused.value = "R&D_<x> *"
        await look.press("enter")
        assert look.shows("you typed R&D_<x> *")


async def test_outside_the_field_single_keys_are_commands(room, deck, cards, submitted):
    async with room(deck(cards("typed"))).study() as look:
        await look.press("escape")
        assert look.shows("enter type", "d don't know")
        await look.press("enter")
        assert look.shows("Nothing typed yet", "enter submit")
        await look.write("demyelination")
        await look.press("escape")
        assert look.shows("enter submit", "d don't know")
        await look.press("enter")
        assert submitted == [Typed(("demyelination",))]
        assert look.shows("✓ demyelination", "✓ Right.", "4 easy")


async def test_enter_goes_from_blank_to_blank(room, deck, cards, submitted):
    async with room(deck(cards("cloze"))).study() as look:
        assert look.shows("The __1__ lies around the __2__.", "1 ›", "2 ›", "enter next blank")
        await look.write("sheath")
        await look.press("enter")
        assert look.foot.startswith("enter submit")
        await look.press("shift+tab")
        assert look.foot.startswith("enter next blank")
        await look.press("tab")
        await look.write("bone")
        await look.press("enter")
        assert submitted == [Typed(("sheath", "bone"))]
        assert look.shows("The sheath lies around the axon.", "✓ 1 sheath", "✗ 2 axon")
        assert look.shows("you typed bone", "1 of 2 right.")


async def test_a_blank_may_stay_empty_but_not_by_accident(room, deck, cards, submitted):
    async with room(deck(cards("list"))).study() as look:
        await look.write("central")
        await look.press("enter", "enter")
        assert look.shows("Blank 2 is empty. Once more submits it so.")
        await look.press("enter")
        assert submitted == [Typed(("central", ""))]
        assert look.shows("✗ 2 peripheral")


async def test_once_more_is_once_wherever_the_empty_blank_is(room, deck, cards, submitted):
    async with room(deck(cards("list"))).study() as look:
        await look.press("enter")
        await look.write("central")
        await look.press("enter")
        assert look.shows("Blank 1 is empty. Once more submits it so.")
        await look.press("enter")
        assert submitted == [Typed(("", "central"))]


async def test_typing_on_takes_the_word_back(room, deck, cards, submitted):
    async with room(deck(cards("list"))).study() as look:
        await look.write("central")
        await look.press("enter", "enter")
        await look.press("p")
        assert "Once more" not in look.text
        await look.press("backspace", "enter")
        assert not submitted
        assert look.shows("Blank 2 is empty")


async def test_hints_are_shown_on_request_and_cost_a_grade(room, deck, cards, submitted):
    async with room(deck(cards("cloze"))).study() as look:
        await look.press("escape")
        assert look.shows("h hint")
        await look.press("h")
        assert look.shows("Hint for 1: what wraps")
        await look.press("escape", "h", "escape", "h")
        assert look.shows("Hint for 2: the wire", "There is no other hint.")
        await look.press("enter")
        await look.write("sheath")
        await look.press("enter")
        await look.write("axon")
        await look.press("enter")
        assert submitted == [Typed(("sheath", "axon"), hints=2)]
        assert look.shows("Right, with help.")


async def test_clues_come_to_typed_answers_too(room, deck, cards, submitted):
    async with room(deck(cards("spoken"))).study() as look:
        assert look.shows("1 of 2 Weak legs")
        await look.press("escape", "c")
        assert look.shows("2 of 2 No reflexes")
        await look.press("enter")
        await look.write("cidp")
        await look.press("enter")
        assert submitted == [Typed(("cidp",), clues=2)]


async def test_fields_are_kept_and_emptied_for_the_next_question(room, deck, cards):
    async with room(deck(cards("cloze", "typed", "list"))).study() as look:
        for _ in range(3):
            fields = [field for field in look.app.screen.query("Field") if field.display]
            assert all(not field.value for field in fields)
            await look.write("x")
            await look.press("escape", "d", "enter")
        assert len(look.app.screen.query("Field")) == 2


@pytest.mark.parametrize(("key", "correct"), [("y", True), ("n", False)])
async def test_a_near_miss_is_asked_about(room, deck, cards, key, correct):
    async with room(deck(cards("typed"))).study() as look:
        await look.write("demyelinatoin")
        await look.press("enter")
        assert isinstance(look.turn, Doubted)
        assert look.shows("you typed demyelinatoin", "wanted demyelination")
        assert look.shows("Was it a slip?", "y yes", "n no")
        await look.press(key)
        assert look.turn.verdict.correct is correct
        assert look.shows("Right, but for the spelling." if correct else "Wrong.")


@BOTH
async def test_items_are_put_in_order(room, deck, cards, submitted, size):
    async with room(deck(cards("order"))).study(size=size) as look:
        view = look.app.screen.stage.view
        before = list(view.order)
        await look.press("J")
        assert view.order == [before[1], before[0], before[2]]
        assert view.cursor == 1
        await look.press("K")
        assert view.order == before
        await look.press("space")
        assert look.shows("↕ 1", "space let go")
        await look.press("down", "j", "space")
        assert view.order == [before[1], before[2], before[0]]
        await look.press("up")
        assert view.cursor == 1, "what was let go stays where it is"
        await look.press("space", "3", "space", "1", "k", "enter")
        assert submitted == [Ordered((before[1], before[0], before[2]))]
        assert isinstance(look.turn, Answered)


async def test_each_place_of_an_order_is_judged(room, deck, cards):
    async with room(deck(cards("order"))).study() as look:
        view = look.app.screen.stage.view
        items = view.shape.items
        right = ["toe", "knee", "hip"]
        wrong = [items.index("toe"), items.index("hip"), items.index("knee")]
        view.order = wrong
        await look.press("enter")
        assert look.shows(f"✓ 1 {right[0]}", "✗ 2 knee ← you put hip", "✗ 3 hip ← you put knee")
        await look.press("J")
        assert isinstance(look.turn, Answered)


@BOTH
async def test_items_are_given_their_partners(room, deck, cards, submitted, size):
    async with room(deck(cards("match"))).study(size=size) as look:
        await look.press("enter")
        assert look.shows("No item has a partner yet; or say that you do not know.")
        await look.press("2")
        await look.press("enter")
        assert look.shows("One item has no partner. Once more hands it in so.")
        await look.press("2")
        view = look.app.screen.stage.view
        assert view.given == [None, 1], "a partner that was taken changes hands"
        await look.press("k", "j", "9", "1", "backspace")
        assert view.given == [None, 1]
        await look.press("1", "enter")
        assert submitted == [Assigned((0, 1))]


async def test_items_may_be_left_open_once_that_was_told(room, deck, cards, submitted):
    async with room(deck(cards("sort"))).study() as look:
        view = look.app.screen.stage.view
        await look.press("1", "enter")
        assert look.shows("2 items have no group.")
        await look.press("k", "backspace", "1", "enter")
        assert not submitted, "it is told anew of what was changed"
        await look.press("enter")
        assert submitted == [Assigned((0, None, None))]
        assert isinstance(look.turn, Answered)
        assert view.verdict is not None


async def test_enter_held_down_leaves_nothing_open(room, deck, cards, submitted):
    async with room(deck(cards("sort"))).study(held_keys_s=60) as look:
        look.app.screen.held._rest_s = 0.0001
        await look.press("1", *["enter"] * 6)
        assert not submitted
        assert isinstance(look.turn, Asked)


async def test_items_are_sorted_into_groups(room, deck, cards, submitted):
    async with room(deck(cards("sort"))).study() as look:
        await look.press("1", "1", "1")
        assert look.shows("→ 1", "1-2 give group")
        await look.press("enter")
        assert submitted == [Assigned((0, 0, 0))]
        assert look.shows("← you gave", "of 3 right.")
        await look.press("1", "j", "backspace")
        assert isinstance(look.turn, Answered)


LONG_ITEMS = """
[[card]]
id = "long"
form = "sort"
prompt = "Whose is it?"
groups."MS only" = ["how autoimmunity is spoken of: believed to be an autoimmune one"]
groups."2008 subset only" = ["use of IVIg: given to fifteen people in a study of one year"]
"""


async def test_a_group_that_does_not_fit_beside_its_item_stands_whole_below(room, deck):
    async with room(deck(LONG_ITEMS)).study() as look:
        await look.press("2", "2")
        lines = [line.rstrip() for line in look.lines]
        assert "     → 2 2008 subset only" in lines
        assert any(line.endswith("in a study of one year") for line in lines)
        await look.press("enter")
        assert look.shows("→ 2008 subset only", "→ MS only  ← you gave 2008 subset only")


@BOTH
async def test_an_answer_is_recalled_shown_and_rated(room, deck, cards, size):
    async with room(deck(cards("flashcard", "choice"))).study(size=size) as look:
        assert look.shows("What wraps an axon?", "space show answer")
        assert "myelin" not in look.text
        await look.press("3")
        assert isinstance(look.turn, Asked)
        await look.press("space")
        assert look.shows("A sheath of myelin", "It lets signals jump.", "3 good 10 m", "4 easy")
        await look.press("space", "enter")
        assert isinstance(look.turn, Asked), "only a rating goes on"
        await look.press("3")
        assert look.shows("Good → in 10 m.", "Which nerves lose myelin in MS?")


@pytest.mark.parametrize("rating", list(Rating))
async def test_each_rating_of_a_recall_counts(room, deck, cards, rating):
    made = room(deck(cards("flashcard", "choice")))
    async with made.study() as look:
        await look.press("space", str(rating.value))
        (review,) = made.store.reviews()
        assert review.rating is rating
        assert review.correct is (rating is not Rating.AGAIN)


async def test_not_knowing_what_was_to_be_recalled_shows_the_verdict(room, deck, cards):
    async with room(deck(cards("flashcard"))).study() as look:
        await look.press("d")
        assert look.shows("A sheath of myelin", "✗ Not known.", "enter next")


async def test_what_was_recalled_is_to_be_rated_before_it_goes_on(room, deck, cards):
    async with room(deck(cards("flashcard"))).study() as look:
        await look.press("space", "enter")
        assert look.shows("A sheath of myelin", "Say how well you knew it: 1 to 4.")
        await look.press("space", "3")
        assert look.shows("Good → in 10 m.")
