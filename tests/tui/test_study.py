from datetime import timedelta

import pytest

from quiz.errors import DataError
from quiz.review import Confidence, Mode, Rating
from quiz.shapes import Picked
from quiz.study.turn import Answered, Asked, Declaring, Waiting
from quiz.tui.app import StartWith
from quiz.tui.shapes.view import Submitted


async def answer(look, *, right: bool = True) -> None:
    """Answer the choice on screen."""
    shape = look.turn.question.shape
    wanted = "central ones" if right else "small fibers"
    await look.press(str(shape.options.index(wanted) + 1), "enter")


async def test_where_one_is_stands_at_the_top(room, deck, cards):
    async with room(deck(cards("choice", "typed"))).study() as look:
        assert look.shows("Nerves", "1/4", "░" * 15, "0:48")
        await answer(look)
        assert look.shows("1/4 ███░░")


async def test_the_verdict_may_be_overruled_until_one_goes_on(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    async with made.study() as look:
        await answer(look)
        assert look.shows("1 again 1 m", "2 hard 6 m", "3 good 10 m ◂")
        assert "4 easy" not in look.foot
        await look.press("4")
        assert look.turn.rating is Rating.GOOD
        await look.press("1")
        assert look.shows("Again → in 1 m", "1 again 1 m ◂")
        await look.press("2", "enter")
        assert look.shows("The loss of myelin?")
        (review,) = made.store.reviews()
        assert review.rating is Rating.HARD


async def test_an_answer_is_taken_back_and_asked_anew(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    async with made.study() as look:
        await look.press("u")
        assert look.shows("There is nothing to undo in this session.")
        await answer(look, right=False)
        await look.press("u")
        assert look.shows("Which nerves lose myelin in MS?", "Taken back")
        assert list(made.store.reviews()) == []
        await answer(look)
        await look.press("enter", "escape", "u")
        assert look.shows("Which nerves lose myelin in MS?")


async def test_an_answer_to_the_question_before_that_comes_late_is_none_to_this(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    async with made.study() as look:
        before = look.turn.question.shape
        await answer(look)
        await look.press("enter")
        assert isinstance(look.turn, Asked)
        look.app.screen.post_message(Submitted(before, Picked((0,))))
        await look.settle()
        assert isinstance(look.turn, Asked)
        assert look.app.is_running
        assert len(list(made.store.reviews())) == 1


@pytest.mark.parametrize("leaving", ["q", "ctrl+q"])
async def test_leaving_before_the_next_question_was_painted_is_no_trouble(
    room, deck, cards, leaving
):
    async with room(deck(cards("choice", "typed"))).study() as look:
        await answer(look)
        screen = look.app.screen
        await look.press(leaving)
        screen.settle(screen.stage.view.take_focus)
        assert look.app._exception is None


async def test_confidence_is_asked_before_the_verdict(room, deck, cards):
    made = room(deck(cards("choice", "flashcard")), confidence=True)
    async with made.study() as look:
        await answer(look)
        assert isinstance(look.turn, Declaring)
        assert look.shows("How sure were you?", "s sure", "u unsure", "g guess")
        assert "Right" not in look.text
        await look.press("g")
        assert look.shows("Right, by a guess.", "Again → in 1 m")
        (review,) = made.store.reviews()
        assert review.confidence is Confidence.GUESS
        await look.press("enter", "space")
        assert look.shows("How sure were you?")
        await look.press("s")
        assert look.shows("A sheath of myelin")


@pytest.mark.parametrize(("key", "confidence"), [("s", "sure"), ("u", "unsure"), ("g", "guess")])
async def test_each_confidence_has_its_key(room, deck, cards, key, confidence):
    made = room(deck(cards("choice")), confidence=True)
    async with made.study() as look:
        await answer(look)
        await look.press(key)
        (review,) = made.store.reviews()
        assert review.confidence == confidence


async def test_the_contrast_shows_what_was_chosen_beside_what_was_right(room, deck, table):
    async with room(deck(table)).study() as look:
        shape = look.turn.question.shape
        subject, other = (
            ("MS", "FM") if "Multiple" in look.turn.question.shape.prompt else ("FM", "MS")
        )
        right = {"MS": "central", "FM": "peripheral"}[subject]
        wrong = next(index for index, text in enumerate(shape.options) if text != right)
        await look.press(str(wrong + 1), "enter")
        assert look.shows("myelin that is lost", f"▸ {subject} {right}", "That tells them apart.")
        row = next(line for line in look.lines if line.strip().startswith(other))
        assert "← you chose this" in row
        assert look.shows("Author 2020, “Chapter 1”", "https://doi.org/10.1000/nerves")


async def test_the_source_is_not_shown_before_the_answer(room, deck, table):
    async with room(deck(table)).study() as look:
        assert "Author" not in look.text
        assert "tells them apart" not in look.text


async def test_a_wait_counts_down_and_goes_on_by_itself(room, deck, cards):
    made = room(deck(cards("choice")))
    made.clock.skips = False
    async with made.study() as look:
        await answer(look, right=False)
        await look.press("enter")
        assert isinstance(look.turn, Waiting)
        assert look.shows("Waiting", "1:00", "1 fact is waiting", "enter end for now")
        made.clock.instant += timedelta(seconds=30)
        await look.app.screen._tick()
        await look.settle()
        assert look.shows("0:30")
        made.clock.instant += timedelta(seconds=30)
        await look.app.screen._tick()
        await look.settle()
        assert look.shows("Which nerves lose myelin in MS?")
        assert isinstance(look.turn, Asked)


async def test_a_wait_may_be_ended(room, deck, cards):
    made = room(deck(cards("choice")))
    made.clock.skips = False
    async with made.study() as look:
        await answer(look)
        await look.press("enter", "enter")
        assert look.name == "FinishedScreen"
        assert look.shows("Ended for now", "1 of 1 question right")


async def test_a_clock_that_can_skips_the_wait(room, deck, cards):
    async with room(deck(cards("choice"))).study() as look:
        await answer(look, right=False)
        await look.press("enter")
        assert isinstance(look.turn, Asked)
        assert look.turn.number == 2


async def test_facts_are_buried_and_suspended(room, deck, cards):
    made = room(deck(cards("choice", "several", "sort")))
    async with made.study() as look:
        await look.press("minus")
        assert look.shows("Buried until tomorrow.", "Which are nerves?")
        await look.press("at")
        assert look.shows("Suspended", "Where is it?")
        standing = made.store.standing()
        assert set(standing.buried) == {"nerves/ms"}
        assert standing.suspended == {"nerves/several"}


async def test_a_fact_is_flagged_with_a_reason(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.study() as look:
        await look.press("exclamation_mark")
        assert look.shows("Flag this fact. Why?", "enter keep")
        await look.write("the [bold]source[/] says otherwise")
        await look.press("enter")
        assert made.store.standing().flagged == {"nerves/ms": "the [bold]source[/] says otherwise"}
        assert look.shows("flagged: the [bold]source[/] says otherwise", "Flagged.")
        await look.press("exclamation_mark", "escape")
        assert made.store.standing().flagged
        await look.press("exclamation_mark")
        look.app.focused.value = ""
        await look.press("enter")
        assert made.store.standing().flagged == {}
        assert "flagged:" not in look.text


async def test_card_info_gives_nothing_away_before_the_verdict(room, deck, table):
    async with room(deck(table)).study() as look:
        await look.press("i")
        assert look.name == "CardInfoScreen"
        assert look.shows("Card info", "Not answered yet.")
        assert not look.shows("Answer")
        assert "tells them apart" not in look.text
        assert "suspend" not in look.foot
        await look.press("at")
        await look.press("i")
        assert look.name == "StudyScreen"
        await look.press("1", "enter", "i")
        assert look.shows("Answer", "That tells them apart.", "History, latest first")


async def test_a_changed_answer_is_told_after_the_verdict(room, deck, cards):
    made = room(deck(cards("choice")), learning_steps=())
    async with made.study() as look:
        await answer(look)
    made.shelf.put(deck(cards("choice").replace("central ones", "the *central* ones")))
    made.clock.instant += timedelta(days=30)
    async with made.study() as look:
        assert "It was" not in look.text
        assert "changed" not in look.text
        await look.press("f")
        assert isinstance(look.turn, Asked)
        await look.press("1", "enter")
        assert look.shows("The answer has changed", "It was: central ones", "f afresh")
        await look.press("f")
        assert look.shows("Forgotten: it will be asked as a new fact.")
        assert made.store.memory("nerves/ms") is None


async def test_a_changed_answer_is_forgotten_as_soon_as_it_is_revealed(room, deck, cards):
    made = room(deck(cards("flashcard")), learning_steps=())
    async with made.study() as look:
        await look.press("space", "3")
    made.shelf.put(deck(cards("flashcard").replace("A sheath", "One sheath")))
    made.clock.instant += timedelta(days=30)
    async with made.study() as look:
        await look.press("space")
        assert look.shows("It was: A sheath of myelin", "f afresh")
        await look.press("f")
        assert look.shows("What wraps an axon?", "· · ·")


async def test_a_leech_is_marked(room, deck, cards):
    made = room(deck(cards("choice")), leech_lapses=1, learning_steps=(), relearning_steps=())
    async with made.study() as look:
        await answer(look)
    made.clock.instant += timedelta(days=30)
    async with made.study() as look:
        await answer(look, right=False)
        assert look.shows("! A leech now")
    made.clock.instant += timedelta(days=30)
    async with made.study() as look:
        assert look.shows("leech, 1 lapse")


async def test_a_drill_says_that_the_schedule_stays(room, deck, cards):
    made = room(deck(cards("choice", "flashcard")), learning_steps=())
    async with made.study() as look:
        await answer(look)
        await look.press("enter", "space", "3")
        assert look.name == "FinishedScreen"
        await look.press("d")
        assert look.app.screen.session.start.mode is Mode.DRILL
        while "Which nerves" not in look.text:
            await look.press("space", "3")
        await answer(look)
        assert look.shows("A drill: this answer is kept, and the schedule stays as it is.")
        assert "again" not in look.foot


async def test_leaving_keeps_what_was_answered_and_the_session_goes_on(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    async with made.study() as look:
        await answer(look)
        await look.press("q")
        assert look.name == "DecksScreen"
        assert look.shows("learning 1")
        await look.press("a")
        assert look.shows("The loss of myelin?", "The session goes on where you left it.")


async def test_a_budget_ends_the_session(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    async with made.open(start=StartWith(True, ("nerves",), 0.1)) as look:
        assert look.shows("0:06")
        await answer(look)
        await look.press("enter")
        assert look.shows("Your time is up", "1 of 1 question right")


@pytest.mark.parametrize("call", ["submit", "advance", "undo", "bury", "flag"])
async def test_what_could_not_be_kept_is_told_and_can_be_tried_again(
    room, deck, cards, monkeypatch, call
):
    from quiz.study.session import Session

    made = room(deck(cards("choice", "typed")))
    broken = [True]
    real = getattr(Session, call)

    def fail(self, *args, **how):
        if broken[0]:
            raise DataError("The disk is full: [bold]nothing[/] was kept.")
        return real(self, *args, **how)

    monkeypatch.setattr(Session, call, fail)
    async with made.study() as look:
        keys = {"bury": ("minus",), "flag": ("exclamation_mark",), "undo": ("u",)}.get(call, ())
        if call == "flag":
            await look.press(*keys)
            await look.write("why")
            await look.press("enter")
        elif keys:
            await look.press(*keys)
        else:
            await answer(look)
            if call == "advance":
                await look.press("enter")
        assert look.name == "Trouble"
        assert look.shows("✗ The disk is full: [bold]nothing[/] was kept.", "enter go on")
        await look.press("enter")
        assert look.name == "StudyScreen"
        broken[0] = False
        await answer(look) if call == "submit" else await look.press("enter")
        assert isinstance(look.turn, Answered | Asked)


async def test_a_recall_that_cannot_go_on_still_shows_its_verdict(room, deck, cards, monkeypatch):
    from quiz.study.session import Session

    made = room(deck(cards("flashcard", "choice")))

    def fail(self, now):
        raise DataError("The disk is gone.")

    async with made.study() as look:
        await look.press("space")
        with monkeypatch.context() as patch:
            patch.setattr(Session, "advance", fail)
            await look.press("3")
            assert look.shows("The disk is gone.")
        await look.press("enter")
        assert look.shows("✓ Right.", "enter next")
        await look.press("enter")
        assert look.shows("Which nerves lose myelin in MS?")


async def test_a_rating_that_came_too_late_is_told(room, deck, cards, monkeypatch):
    from quiz.study.session import Session

    def fail(self, rating, now):
        raise ValueError("answered elsewhere")

    monkeypatch.setattr(Session, "rerate", fail)
    async with room(deck(cards("choice"))).study() as look:
        await answer(look)
        await look.press("1")
        assert look.shows("It was answered elsewhere since, so the rating stays.")


async def test_a_long_explanation_scrolls(room, deck, cards):
    long = cards("choice").replace("Brain, optic nerve and spinal cord.", "word " * 400 + "last")
    async with room(deck(long)).study() as look:
        await answer(look)
        assert "last" not in look.text
        top = look.text
        await look.press("pagedown")
        assert look.text != top
        for _ in range(4):
            await look.press("pagedown")
        assert "last" in look.text
        await look.press("pageup", "k", "j", "up", "down")
        assert "last" not in look.text or look.text != top


async def test_a_verdict_below_the_edge_is_scrolled_to(room, deck, cards):
    long = cards("choice").replace("Which nerves", "Word " * 300 + "Which nerves")
    async with room(deck(long)).study() as look:
        assert "1-3 choose" in look.foot
        await look.press("j")
        assert look.shows("▸ 1"), "the cursor is scrolled to"
        await look.press("enter")
        assert "Right." in look.text or "Wrong." in look.text


async def test_the_screen_follows_the_terminal(room, deck, cards):
    async with room(deck(cards("choice"))).study() as look:
        await answer(look)
        verdict = next(row for row, line in enumerate(look.lines) if "Right." in line)
        await look.pilot.resize_terminal(160, 50)
        await look.settle()
        beside = next(row for row, line in enumerate(look.lines) if "Right." in line)
        assert beside < verdict
        assert "Which nerves" in look.lines[beside]
        await look.pilot.resize_terminal(30, 8)
        await look.settle()
        assert look.text.strip() == "Too small: needs 40x10."
        await look.pilot.resize_terminal(80, 24)
        await look.settle()
        assert look.shows("✓ Right.")


async def test_the_mouse_does_all_of_it(room, deck, cards):
    async with room(
        deck(cards("choice", "several", "flashcard", "match", "order"))
    ).study() as look:
        await look.click("central ones")
        assert "▸" in next(line for line in look.lines if "central ones" in line)
        await look.click("enter submit")
        assert look.shows("✓ Right.")
        await look.click("2 hard")
        assert look.turn.rating is Rating.HARD
        await look.click("enter next")
        await look.click("vagus")
        await look.click("optic")
        assert look.text.count("[x]") == 2
        await look.click("enter submit")
        await look.click("enter next")
        await look.click("What wraps")
        assert look.shows("A sheath of myelin")
        await look.click("3 good")
        await look.click("1  ")
        await look.click("CIDP")
        await look.click("2  ")
        view = look.app.screen.stage.view
        assert sorted(group for group in view.given if group is not None) != []
        await look.press("d", "enter")
        view = look.app.screen.stage.view
        before = list(view.order)
        await look.click("1  ")
        assert view.grabbed
        await look.click("3  ")
        assert view.order == [*before[1:], before[0]]
        assert not view.grabbed


async def test_a_click_beside_the_point_does_not_take_the_keys_away(room, deck, cards):
    made = room(deck(cards("choice", "typed", "flashcard", "several")), confidence=True)
    async with made.study() as look:
        await look.press("1", "enter")
        await look.click("Which nerves")
        await look.press("s")
        assert isinstance(look.turn, Answered)
        await look.click("Which nerves")
        await look.press("enter")
        await look.write("demyelinatoin")
        await look.press("enter", "s")
        await look.click("The loss")
        await look.press("y")
        assert isinstance(look.turn, Answered)
        await look.click("demyelination")
        await look.press("enter", "space", "u")
        await look.click("It lets signals jump.")
        await look.press("3")
        assert look.shows("Which are nerves?")


async def test_ctrl_c_ends_the_app_while_one_types(room, deck, cards):
    async with room(deck(cards("typed"))).study() as look:
        await look.press("x", "ctrl+c")
        assert look.app._exit


async def test_the_first_verdict_is_drawn_while_its_question_is_read(room, deck, cards):
    async with room(deck(cards("choice"))).study() as look:
        panel = look.app.screen.query_one("#verdict")
        assert not panel.display
        assert any("✓" in str(key[1]) for key in panel._drawn)


async def test_undo_works_again_and_again_while_one_types(room, deck, cards):
    second = (
        cards("typed").replace('"typed"', '"again"', 1).replace("The loss", "Once more, the loss")
    )
    made = room(deck(cards("typed") + second), learning_steps=())
    async with made.study() as look:
        assert "undo" not in look.foot
        for answered in (1, 2):
            await look.write("demyelination")
            await look.press("enter")
            assert len(list(made.store.reviews())) == answered
            if answered == 1:
                await look.press("enter")
                assert look.shows("enter submit", "ctrl+t undo")
        for left in (1, 0):
            await look.press("ctrl+t")
            assert len(list(made.store.reviews())) == left
            assert look.shows("Taken back: answer it anew.")
        await look.press("u")
        assert look.app.focused.value == "u", "a letter is text"


async def test_where_undo_has_no_key_for_it_none_is_shown_while_one_types(room, deck, cards):
    made = room(deck(cards("choice", "typed")), keys={"study.undo": "z"})
    async with made.study() as look:
        await answer(look)
        await look.press("enter")
        assert look.shows("The loss of myelin?")
        assert "undo" not in look.foot
