from quiz.study.turn import Answered, Asked
from quiz.tui.held_keys import HeldKeys


class Watch:
    def __init__(self):
        self.at = 100.0

    def __call__(self):
        return self.at


def keys(rest_s=0.25):
    watch = Watch()
    return HeldKeys(rest_s, watch), watch


def test_nothing_passes_before_the_first_frame():
    held, watch = keys()
    held.changing()
    watch.at += 10
    assert not held.admits()


def test_what_is_on_screen_must_have_rested():
    held, watch = keys()
    held.painted()
    watch.at += 0.2
    assert not held.admits()
    watch.at += 0.3
    assert held.admits()


def test_a_key_that_stays_down_passes_once():
    held, watch = keys()
    held.painted()
    watch.at += 1
    passed = 0
    for press in range(100):
        # An auto-repeat starts after half a second and then comes thirty times a second.
        watch.at += 0.5 if press == 1 else 0.033
        if held.admits():
            passed += 1
            held.changing()
            held.painted()
    assert passed <= 2


def test_a_key_that_was_let_go_passes_again():
    held, watch = keys()
    held.painted()
    watch.at += 1
    assert held.admits()
    held.changing()
    held.painted()
    watch.at += 0.3
    assert held.admits()


def test_without_a_rest_everything_passes():
    held, _ = keys(0)
    assert held.admits()
    held.changing()
    assert held.admits()


async def test_enter_held_down_does_not_skip_a_question(room, deck, cards):
    async with room(deck(cards("choice", "several"))).study(held_keys_s=60) as look:
        await look.press("1", *["enter"] * 5)
        assert isinstance(look.turn, Asked), "the question was not on screen for long enough"
        look.app.screen.held._rest_s = 0.0001
        await look.press("enter")
        assert isinstance(look.turn, Asked), "and the key is still down"


async def test_a_burst_of_enter_answers_one_question_at_most(room, deck, cards):
    made = room(
        deck(cards("choice", "several", "order", "order")).replace('"order"\nform', '"o2"\nform', 1)
    )
    async with made.study(held_keys_s=0.2) as look:
        screen = look.app.screen
        watch = Watch()
        screen.held._clock = watch
        screen.held._painted_at = watch.at - 1
        await look.press("1")
        for _ in range(10):
            watch.at += 0.03
            await look.press("enter")
        assert isinstance(look.turn, Answered)
        assert look.turn.asked.number == 1
