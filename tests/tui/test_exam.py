from datetime import timedelta

import pytest

from quiz.errors import DataError
from quiz.review import Confidence, Rating
from quiz.shapes import DontKnow, Picked, Typed
from quiz.study.exam_setup import Setup
from quiz.tui.app import StartWith
from quiz.tui.exam_ways import ExamWanted
from quiz.tui.messages import ExamOver, ResultChosen
from quiz.tui.shapes.view import Submitted

SMALL, WIDE = (80, 24), (160, 50)


@pytest.fixture
def sit(room, deck, cards):
    """Opens the app on an exam over some forms of cards."""

    def opened(*forms, made=None, size=SMALL, table="", **setup):
        made = made or room(deck(cards(*forms) + table))
        wanted = ExamWanted(Setup(**setup), 7)
        return made, made.open(start=StartWith(exam=wanted), size=size)

    return opened


async def hand_in(look):
    look.app.screen.action_hand_in()
    await look.settle()
    await look.press("y")


def exam_of(look):
    return look.app.screen.exam


async def choose(look, text):
    """Choose an option by what it says."""
    shape = exam_of(look).at_hand.question.shape
    await look.press(str(shape.options.index(text) + 1), "enter")


async def go_to(look, form):
    """Go to the question of a form, and leave the field that it may have."""
    exam = exam_of(look)
    number = next(n for n, slot in enumerate(exam.slots, 1) if slot.item.form == form)
    exam.go(number, look.app.desk.clock.now())
    await look.app.screen.show_question()
    await look.settle()


# Before it.


async def test_x_sets_up_an_exam_and_enter_begins_it(room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    async with made.open() as look:
        assert "x exam" in look.foot
        await look.press("x")
        assert look.name == "ExamSetupScreen"
        assert look.shows("Decks Nerves", "Questions 20", "Time limit none", "enter begin")
        await look.press("enter")
        assert look.name == "ExamScreen"
        assert look.shows("Nerves", "1/2", "There are no more than 2 questions.")


async def test_everything_can_be_set(room, deck, cards):
    made = room(deck(cards("choice", "typed")), deck(cards("list"), id="more", title="More nerves"))
    async with made.open(start=StartWith(exam=ExamWanted())) as look:
        assert look.shows("Decks all 2")
        await look.press("j", "enter")
        assert look.shows("Exam: decks", "[x] Nerves", "2 of 2")
        await look.press("j", "space", "enter")
        assert look.shows("Decks Nerves")
        await look.press("j", "j", "enter", "a")
        assert look.shows("[x] typed", "keep")
        await look.press("a", "j", "j", "space", "enter")
        forms = look.app.screen.setup.forms
        assert len(forms) == 1
        await look.press("enter", "space", "q")
        assert look.app.screen.setup.forms == forms
        await look.press("enter", "a", "a", "enter")
        assert look.app.screen.setup.forms == ()
        await look.press("j", "enter")
        await look.write("0")
        await look.press("enter")
        assert look.shows("Questions 200")
        await look.press("j", "enter")
        await look.write("30")
        await look.press("enter", "j", "enter")
        await look.write("5")
        await look.press("enter", "j", "enter", "j", "enter")
        setup = look.app.screen.setup
        assert setup == Setup(("nerves",), (), (), 200, 30.0, counting=True, certainty=True)
        assert look.app.screen.seed == 5
        assert look.shows("Certainty on", "Schedule moved by the answers", "Time limit 30 minutes")
        await look.press("x")
        assert exam_of(look).sheet.setup == setup
        assert exam_of(look).sheet.seed == 5


async def test_topics_are_chosen_from_those_there_are(room, deck, cards, table):
    made = room(deck(cards("typed") + table))
    async with made.open() as look:
        await look.press("x", "j", "j", "enter")
        assert look.shows("Exam: topics", "[ ] Who loses what", "[ ] Fibromyalgia")
        await look.click("Fibromyalgia")
        assert look.shows("[x] Fibromyalgia", "1 of 4")
        await look.press("enter")
        assert look.shows("Topics Fibromyalgia")
        await look.press("x")
        assert [slot.item.fact for slot in exam_of(look).slots] == ["nerves/loss/myelin/fm"]


async def test_what_cannot_be_is_told_and_nothing_set(room, deck, cards):
    made = room(deck(cards("typed")))
    async with made.open() as look:
        await look.press("x", *"jjjj", "enter")
        await look.write("0000")
        await look.press("enter")
        assert look.shows("cannot be. How many questions")
        await look.press("j", "enter")
        await look.write("nan")
        await look.press("enter")
        assert look.shows("“nan” cannot be.")
        await look.press("enter", "escape")
        assert look.app.screen.setup == Setup(("nerves",))


async def test_where_there_is_nothing_to_ask_it_is_told(room, deck, cards):
    made = room(deck(cards("flashcard")))
    async with made.open() as look:
        await look.press("x", "enter")
        assert look.shows("There is nothing to ask here")
        await look.press("enter")
        assert look.name == "ExamSetupScreen"


async def test_open_exams_come_first_and_can_be_dropped(sit, room, deck, cards):
    made = room(deck(cards("choice", "typed")))
    examiner = made.desk.examiner
    exam = examiner.begin(Setup(), made.clock.now(), 1)
    exam.submit(DontKnow(), made.clock.now(), 1)
    examiner.begin(Setup(minutes=10), made.clock.now(), 2)
    made.clock.instant += timedelta(minutes=2)
    async with made.open() as look:
        await look.press("x")
        assert look.shows("Go on 0 of 2 questions answered, 8:00 left", "Begun 2 m ago")
        assert look.shows("D drop", "Go on 1 of 2 questions answered")
        await look.press("D")
        assert look.shows("Give up this exam?")
        await look.press("n", "D", "y")
        assert not look.shows("8:00 left")
        assert len(examiner.left_open()) == 1
        await look.press("enter")
        assert look.name == "ExamScreen"
        assert look.shows("The exam goes on where you left it.")
        await look.press("escape", "q", "x", "j")
        assert "drop" not in look.foot
        await look.press("D", "q")
        assert look.name == "DecksScreen"


def open_exam(room, text, **setup):
    """A room in which an exam was begun and left."""
    made = room(text)
    made.desk.examiner.begin(Setup(**setup), made.clock.now(), 7)
    made.clock.instant += timedelta(minutes=2)
    return made


@pytest.mark.parametrize(("key", "exams"), [("enter", 1), ("b", 2)])
async def test_with_an_exam_open_x_asks_which_one_is_meant(room, deck, cards, key, exams):
    made = open_exam(room, deck(cards("choice", "typed")), decks=("nerves",))
    async with made.open() as look:
        await look.press("x", "x")
        assert look.shows(
            "An exam over Nerves is open: 0 of 2 questions answered.", "Begun 2 m ago."
        )
        assert look.shows("enter go on with it b begin another esc leave it")
        assert len(made.desk.examiner.left_open()) == 1
        await look.press("x", key)
        assert look.name == "ExamScreen"
        assert len(made.desk.examiner.left_open()) == exams
        assert look.shows("The exam goes on where you left it.") == (exams == 1)


async def test_neither_need_be_meant(room, deck, cards):
    made = open_exam(room, deck(cards("choice", "typed")))
    async with made.open() as look:
        await look.press("x", "x")
        assert look.shows("An exam over all decks is open")
        await look.press("escape")
        assert look.name == "ExamSetupScreen"
        assert len(made.desk.examiner.left_open()) == 1


async def test_the_line_that_begins_one_is_not_asked_about(room, deck, cards):
    made = open_exam(room, deck(cards("choice", "typed")))
    async with made.open() as look:
        await look.press("x", "j", "enter")
        assert look.name == "ExamScreen"
        assert len(made.desk.examiner.left_open()) == 2


# While it lasts.


async def test_no_verdict_comes_and_answers_can_be_changed(sit):
    made, opened = sit("choice", "typed")
    async with opened as look:
        await go_to(look, "choice")
        await choose(look, "small fibers")
        assert not look.shows("Wrong")
        assert look.shows("Noted.")
        await go_to(look, "choice")
        assert look.shows("your answer: small fibers")
        await choose(look, "central ones")
        (review,) = made.store.reviews()
        assert review.correct
        assert made.store.memories() == {}


async def test_one_moves_about_and_marks(sit):
    _, opened = sit("choice", "several")
    async with opened as look:
        await look.press("n")
        assert look.shows("2/2")
        await look.press("m", "p")
        assert look.shows("1/2")
        await look.press("o")
        assert look.shows("0 of 2 answered · 1 question marked", "2 open ! marked")
        await look.press("j", "enter")
        assert look.shows("2/2", "marked")
        await look.press("o", "escape")
        assert look.shows("2/2")
        await look.press("m", "n")
        assert look.shows("Overview", "That was the last question.")
        await look.press("q")
        assert look.shows("2/2")


async def test_handing_in_tells_what_is_not_answered(sit):
    made, opened = sit("choice", "typed", "several")
    async with opened as look:
        await go_to(look, "choice")
        await choose(look, "central ones")
        await look.press("escape", "m", "o", "x")
        assert look.shows("Hand the exam in?", "Not answered:", "Marked:")
        await look.press("n")
        assert look.name == "ExamScreen"
        await look.press("x", "y")
        assert look.name == "ExamResultScreen"
        assert look.shows("33 %", "2 not answered")
        assert len(made.desk.examiner.exams()) == 1
        await look.press("q")
        assert look.name == "DecksScreen"


async def test_behind_the_last_question_all_are_looked_over(sit):
    made, opened = sit("choice")
    async with opened as look:
        await choose(look, "central ones")
        assert look.name == "ExamOverviewScreen"
        await look.press("x")
        assert look.shows("Hand the exam in?", "All 1 question answered.")
        await look.press("n")
        assert look.name == "ExamOverviewScreen"
        await look.press("x", "y")
        assert look.shows("100 %")
    async with made.open(start=StartWith(exam=ExamWanted())) as look:
        assert look.name == "ExamSetupScreen"


async def test_leaving_keeps_it_open_and_it_goes_on(sit):
    made, opened = sit("choice", "typed")
    async with opened as look:
        await go_to(look, "choice")
        await choose(look, "central ones")
        await look.press("escape", "q")
        assert look.name == "DecksScreen"
    async with made.open(start=StartWith(exam=ExamWanted())) as look:
        assert look.shows("The exam goes on where you left it.", "The loss of myelin?")
        await look.press("escape", "d")
        assert look.name == "ExamOverviewScreen"
    async with made.open(start=StartWith(exam=ExamWanted())) as look:
        assert look.name == "ExamOverviewScreen"
        await look.press("q")
        assert look.shows("2/2")


async def test_what_is_typed_is_no_command(sit):
    made, opened = sit("typed")
    async with opened as look:
        assert "esc commands: back, mark, hand in" in look.foot
        await look.press("x", "d")
        assert look.name == "ExamScreen"
        assert list(made.store.reviews()) == []
        await look.press("enter")
        assert next(made.store.reviews()).response.count("xd") == 1


async def test_nothing_chosen_is_told(sit):
    _, opened = sit("choice")
    async with opened as look:
        await look.press("enter")
        assert look.shows("Choose an option")


async def test_a_vignette_shows_all_its_clues(sit):
    _, opened = sit("vignette")
    async with opened as look:
        assert look.shows("Weak legs", "No reflexes", "IVIg helps")


async def test_how_sure_one_is_is_asked_where_it_counts(sit):
    made, opened = sit("choice", "several", certainty=True)
    async with opened as look:
        await go_to(look, "choice")
        await choose(look, "central ones")
        assert look.shows("How sure were you?", "s sure")
        await look.press("d", "s")
        (review,) = made.store.reviews()
        assert review.confidence is Confidence.SURE
        await look.press("d")
        assert len(list(made.store.reviews())) == 2


async def test_one_mark_is_told_as_one(sit):
    _, opened = sit("choice", certainty=True)
    async with opened as look:
        await choose(look, "central ones")
        await look.press("g", "x", "y")
        assert look.shows("right · a guess · +1 mark ·")


async def test_what_is_recalled_is_graded_by_oneself(sit):
    made, opened = sit("flashcard", forms=("flashcard",), certainty=True)
    async with opened as look:
        await look.press("space")
        assert look.shows("How sure were you?")
        assert not look.shows("A sheath of myelin")
        await look.press("u")
        assert look.shows("A sheath of myelin", "1 again")
        await look.press("3")
        (review,) = made.store.reviews()
        assert (review.confidence, review.rating) == (Confidence.UNSURE, Rating.GOOD)
    made, opened = sit("flashcard", forms=("flashcard",))
    async with opened as look:
        await look.press("space", "1")
        assert not next(made.store.reviews()).correct


async def test_the_clock_is_seen_and_hands_in(sit):
    made, opened = sit("choice", "several", minutes=10)
    async with opened as look:
        assert look.shows("10:00")
        made.clock.instant += timedelta(minutes=9, seconds=30)
        look.app.screen._tick()
        await look.settle()
        assert look.shows("0:30")
        await look.press("o")
        made.clock.instant += timedelta(minutes=1)
        look.app.screen_stack[1]._tick()
        await look.settle()
        assert look.name == "ExamResultScreen"
        assert look.shows("Your time was up", "10:00", "0 %")
        assert len(look.app.screen_stack) == 2


async def test_an_answer_that_comes_too_late_is_not_taken(sit):
    made, opened = sit("choice", minutes=10)
    async with opened as look:
        made.clock.instant += timedelta(minutes=11)
        await choose(look, "central ones")
        assert look.name == "ExamResultScreen"
        assert list(made.store.reviews()) == []


async def test_time_that_ran_out_meanwhile_hands_in_at_once(sit):
    made, opened = sit("choice", minutes=10)
    async with opened:
        pass
    made.clock.instant += timedelta(days=1)
    _, opened = sit(made=made, minutes=10)
    async with opened as look:
        assert look.name == "ExamResultScreen"


async def test_a_full_disk_is_told_and_the_answer_can_be_given_again(sit, monkeypatch):
    made, opened = sit("choice")
    async with opened as look:

        def fail(*args):
            raise DataError("The disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(made.store, "record", fail)
            await choose(look, "central ones")
            assert look.shows("The disk is full.")
            await look.press("enter")
        await choose(look, "central ones")
        assert len(list(made.store.reviews())) == 1


async def test_where_handing_in_fails_at_the_end_of_time_it_is_told_once(sit, monkeypatch):
    made, opened = sit("choice", minutes=10)
    async with opened as look:
        screen = look.app.screen

        def fail(*args):
            raise DataError("The disk is full.")

        made.clock.instant += timedelta(minutes=11)
        with monkeypatch.context() as patch:
            patch.setattr(made.store, "note", fail)
            for _ in range(3):
                screen._tick()
                await look.settle()
            assert len(look.app.screen_stack) == 3
            assert look.shows("The disk is full.")
        await look.press("enter")
        await choose(look, "central ones")
        assert look.name == "ExamResultScreen"


async def test_where_handing_in_fails_behind_the_last_question_one_is_back_at_it(sit, monkeypatch):
    made, opened = sit("choice")
    async with opened as look:

        def fail(*args):
            raise DataError("The disk is full.")

        await choose(look, "central ones")
        assert look.name == "ExamOverviewScreen"
        with monkeypatch.context() as patch:
            patch.setattr(made.store, "note", fail)
            await look.press("x", "y")
            assert look.shows("The disk is full.")
        await look.press("enter", "m")
        assert look.shows("marked · your answer: central ones")
        await hand_in(look)
        assert look.name == "ExamResultScreen"


async def test_once_it_is_over_keys_still_on_their_way_do_nothing(sit):
    made, opened = sit("choice")
    async with opened as look:
        screen = look.app.screen
        screen.exam.hand_in(made.clock.now())
        await look.press("m", "1", "enter", "d")
        assert look.name == "ExamScreen"
        assert list(made.store.reviews()) == []


async def test_an_answer_to_the_question_before_that_comes_late_is_none_to_this(sit):
    made, opened = sit("choice", "several")
    async with opened as look:
        before = exam_of(look).at_hand.question.shape
        await look.press("n")
        look.app.screen.post_message(Submitted(before, Picked((0,))))
        await look.settle()
        assert exam_of(look).unanswered == (1, 2)
        assert list(made.store.reviews()) == []


async def test_a_held_key_skips_no_question(room, deck, cards):
    made = room(deck(cards("choice", "several", "match")))
    wanted = ExamWanted(Setup(), 7)
    async with made.open(start=StartWith(exam=wanted), held_keys_s=60) as look:
        await look.press("n", "n", "n", "p")
        assert look.shows("1/3")


async def test_what_another_process_handed_in_is_over(sit):
    made, opened = sit("choice")
    async with opened as look:
        exam = exam_of(look)
        made.desk.examiner.go_on(exam.sheet.id, made.clock.now()).hand_in(made.clock.now())
        await look.press("x", "y")
        assert look.name == "ExamResultScreen"
        assert look.shows("It was handed in elsewhere", "0 of 1")


@pytest.mark.parametrize("key", ["d", "m"])
async def test_what_another_process_handed_in_takes_no_more_answers(sit, key):
    made, opened = sit("choice", "several")
    async with opened as look:
        exam = exam_of(look)
        made.desk.examiner.go_on(exam.sheet.id, made.clock.now()).hand_in(made.clock.now())
        await look.press(key)
        assert look.name == "ExamResultScreen"
        assert look.shows("It was handed in elsewhere: this is what had been answered by then.")
    assert not list(made.store.reviews())


async def test_what_another_process_dropped_has_no_result(sit):
    made, opened = sit("choice")
    async with opened as look:
        made.desk.examiner.drop(exam_of(look).sheet.id, made.clock.now())
        await look.press("d")
        assert look.shows("dropped elsewhere: there is no result")
        await look.press("escape")
        assert look.name == "DecksScreen"


async def test_decks_that_changed_are_told(sit, deck, cards):
    made, opened = sit("choice", "typed")
    async with opened as look:
        await go_to(look, "choice")
        await choose(look, "central ones")
    made.shelf.put(deck(cards("choice").replace("central ones", "others")))
    _, opened = sit(made=made)
    async with opened as look:
        assert look.shows("1 no longer in its deck, 1 changed and asked anew.")
        await hand_in(look)
        assert look.shows("1 question was left out: it had left its deck.")


async def test_it_can_be_scrolled(sit):
    _, opened = sit("vignette", size=(60, 10))
    async with opened as look:
        await look.press("pagedown")
        assert look.app.screen.stage.scroll_y > 0
        await look.press("pageup")
        assert look.app.screen.stage.scroll_y == 0


# Afterwards.


async def test_the_result_tells_everything(sit, table):
    made, opened = sit("choice", "list", "match", table=table, certainty=True, size=(100, 90))
    async with opened as look:
        exam, now = exam_of(look), made.clock.now()
        numbers = {slot.item.fact: number for number, slot in enumerate(exam.slots, 1)}
        exam.go(numbers["nerves/ms"], now)
        await look.app.screen.show_question()
        await look.settle()
        await choose(look, "peripheral ones")
        await look.press("s")
        exam.go(numbers["nerves/list"], now)
        exam.submit(Typed(("central", "wrong")), now, 1_000, Confidence.GUESS)
        await hand_in(look)
        assert look.shows("marks by certainty", "3 not answered", "seed 7")
        assert look.shows("◐", "partly right, 0.5 of 1 · a guess", "← your answer: wrong")
        assert look.shows("wrong · sure · -6 marks", "you peripheral ones", "answer central ones")
        assert look.shows("Brain, optic nerve and spinal cord.")
        await look.press("w")
        assert "w all" in look.foot


async def test_what_was_mixed_up_and_earlier_exams_are_told(sit, table):
    made = None
    for _ in range(2):
        made, opened = sit(made=made, table=table, forms=("choice",), size=(100, 60))
        async with opened as look:
            await choose(look, "peripheral")
            await choose(look, "peripheral")
            await look.press("x", "y")
            assert look.shows("Mixed up", "MS: myelin that is lost taken for FM: myelin that")
            assert look.shows("By subject") is False
            assert look.shows("50 %", "That tells them apart.", "Author 2020")
            await look.press("w")
            assert "✗" in look.text
            assert "✓" not in look.text


async def test_earlier_exams_are_listed_and_opened(sit):
    _, opened = sit("choice", minutes=5, topics=(), forms=("choice",))
    async with opened as look:
        await choose(look, "small fibers")
        await look.press("x", "y")
        await look.press("e")
        assert look.shows("Exams", "1 exam", "2026-03-02 0 %", "all decks · 1 question · 5 min")
        assert "…" not in look.text
        await look.press("enter")
        assert look.name == "ExamResultScreen"
        await look.press("q", "q", "q")
        assert look.name == "DecksScreen"
        await look.press("x", "e")
        assert look.shows("1 exam")


async def test_before_the_first_exam_there_is_none_to_list(room, deck, cards):
    async with room(deck(cards("choice"))).open() as look:
        await look.press("x", "e")
        assert look.shows("No exam was handed in yet.")
        await look.press("enter", "escape", "escape")
        assert look.name == "DecksScreen"


async def test_a_changed_deck_is_told_beside_an_old_result(sit, deck, cards):
    made, opened = sit("choice", "typed", size=(80, 50))
    async with opened as look:
        await hand_in(look)
        await look.press("q")
        made.shelf.put(deck(cards("choice").replace("central ones", "others")))
        await look.press("x", "e", "enter")
        assert look.shows("No longer in its deck.", "Its deck has changed since")


@pytest.mark.parametrize("size", [(40, 10), (60, 18), WIDE])
async def test_all_screens_fit_in_all_sizes(room, deck, cards, table, size):
    made = room(deck(cards("choice", "several", "match") + table))
    async with made.open(size=size) as look:
        seen = []
        for keys in ("x", "j", "k", "x", "o", "x", "y", "w", "e", "enter"):
            await look.press(keys)
            assert all(len(line) <= size[0] for line in look.lines)
            seen.append(look.name)
        assert seen[-1] == "ExamResultScreen"
        assert {"ExamSetupScreen", "ExamScreen", "ExamOverviewScreen", "Confirm"} < set(seen)


async def test_exams_over_time_are_a_tab_of_scores(sit, deck, cards):
    made = None
    for option in ("small fibers", "central ones"):
        made, opened = sit("choice", made=made, minutes=5)
        async with opened as look:
            await choose(look, option)
            await look.press("x", "y")
    made.shelf.put(deck(cards("typed"), id="other", title="Other"))
    async with made.open(size=WIDE) as look:
        await look.press("s", "6")
        assert look.shows("6 Exams", "This set-up: 0 % → 100 %", "all decks · 1 question · 5 min")
        assert look.shows("100 % (21–100)", "enter result")
        await look.press("d")
        assert look.shows("Nerves", "0 % → 100 %")
        await look.press("d")
        assert look.shows("Other", "No exam was handed in yet.")
        await look.press("d", "enter")
        assert look.name == "ExamResultScreen"
        await look.press("q")
        assert look.name == "ScoresScreen"
        await look.press("q", "x", "e")
        assert look.shows("This set-up: 0 % → 100 %")


async def test_a_log_that_cannot_be_read_is_told(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.open(start=StartWith(exam=ExamWanted(Setup(forms=("typed",)), 7))) as look:
        assert look.shows("There is nothing to ask here in these forms: typed.")
    async with made.open() as look:
        look.app.screen.post_message(ResultChosen("x"))
        await look.settle()
        assert look.shows("There is no exam x.")
        await look.press("enter")
        look.app.screen.post_message(ExamOver("x"))
        await look.settle()
        assert look.shows("There is no exam x.")
