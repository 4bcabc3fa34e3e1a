"""An exam line by line: the whole of one as it is heard, and what is peculiar to single ones.

The transcript is kept beside this file; QUIZ_GOLDEN=1 writes it anew, to be read before it is
committed.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.errors import DataError
from quiz.plain.exam import exam
from quiz.plain.home import home
from quiz.plain.lines import Lines
from quiz.review import Confidence, Rating
from quiz.study.exam_setup import Setup

GOLDEN = Path(__file__).parent / "exam.txt"
FORMS = (
    *("choice", "cloze", "flashcard", "list", "match", "order", "recall", "reverse", "sort"),
    *("true-false", "typed", "vignette"),
)
HEARD = (
    # A vignette, with all its clues; what is not understood; a cell the other way round.
    *(":?", ":time", "x", "{CIDP}", "?", "s", ":mark", "{CIDP}", "g"),
    # A list, part of it right; what is recalled: how sure, the answer, how well.
    *("central; wrong", "u", "", "x", "s", "9", "2", ":repeat", "u", "", "1"),
    # Groups, an order, gaps without hints, a near miss.
    *("{optic nerve}{central} {brain}{peripheral} {sural nerve}?", "s", "3 1 2", "u"),
    *(":hint", "sheath; ", "g", "demyelinaton", "s"),
    # True or false, back, another answer; a choice left out, pairs not known.
    *("{True}", "s", ":back", "{False}", "s", ":next", ":d"),
    # Several of several, wrong ones among them; the end; back, and in.
    *("{optic} {aorta} {vagus}", "s", ":list", "99", "11", "{peripheral ones}", "s", ":go 1"),
    *(":next", ":mark", ":go", ":d", ":back", "{CIDP}", "s", ":go 13", ":next", ":hand-in"),
)
"""What is said to it; options, which are shuffled, by what they say in braces."""

TYPED = """
[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"

[[card]]
id = "sheath"
form = "typed"
prompt = "What wraps axons?"
answer = "Myelin"
"""


@pytest.fixture
def sit(make_table, one_card):
    """Sit an exam over some cards with the given lines; gives the table."""

    def hold(cards, *heard, table=None, seed=7, anew=False, **setup):
        table = table or make_table(one_card(cards))
        sat = table.desk.examiner.sit(Setup(**setup), table.clock.now(), seed, anew=anew)
        table.result = exam(table.lines(*heard), table.desk, sat)
        table.sat = sat
        return table

    return hold


@pytest.fixture
def transcript(make_table, shapes_deck) -> str:
    table = make_table(shapes_deck)
    setup = Setup(forms=FORMS, minutes=60, certainty=True)
    sat = table.desk.examiner.begin(setup, table.clock.now(), 7)
    exam(table.lines(*HEARD, spelled=True), table.desk, sat)
    return "\n".join(table.said) + "\n"


# The transcript.


def test_the_transcript_is_as_it_was_read(transcript: str) -> None:
    if os.environ.get("QUIZ_GOLDEN") == "1":
        GOLDEN.write_text(transcript, encoding="utf-8", newline="\n")
    assert transcript == GOLDEN.read_text(encoding="utf-8")


def test_every_line_that_was_to_be_heard_was(transcript: str) -> None:
    assert transcript.count("\n>") == len(HEARD)


def test_nothing_is_said_of_right_and_wrong_before_the_end(transcript: str) -> None:
    sat, _, result = transcript.partition("\nThe result: ")
    assert not re.search(r"^(Right|Wrong|Partly)|correct", sat, re.MULTILINE)
    assert "Source:" not in sat
    assert re.search("^Question 1: (right|wrong)", result, re.MULTILINE)


def test_no_line_is_drawn_and_no_sign_stands_for_a_word(transcript: str) -> None:
    assert re.sub("[“”]", "", transcript).isascii()
    assert not re.search(r"[|_~^#*]|--|\.\.\.|  ", transcript)


# Leaving and coming back.


def test_the_end_of_input_hands_nothing_in(sit) -> None:
    table = sit(TYPED, "Demyelination", minutes=5)
    assert table.result is None
    assert table.said[-1] == (
        "The exam is not handed in. quiz exam goes on with it. Its time runs on."
    )
    sit("", "Myelin", ":hand-in", table=table, minutes=5)
    assert table.hears("The exam goes on where you left it.")
    assert table.result.score.questions == 2
    assert len(list(table.store.reviews())) == 2


def test_leaving_keeps_the_exam_open(sit) -> None:
    table = sit(TYPED, ":q")
    assert table.said[-1] == "The exam is not handed in. quiz exam goes on with it."
    assert len(table.desk.examiner.left_open()) == 1


def test_an_exam_is_dropped_for_good_only(sit) -> None:
    table = sit(TYPED, ":drop", ":drop for good")
    assert table.hears("A dropped exam cannot be gone on with.")
    assert table.said[-1] == "Dropped."
    assert table.result is None
    assert table.desk.examiner.left_open() == ()


def test_fewer_facts_than_asked_for_are_told(sit) -> None:
    assert sit(TYPED, ":q").hears("You asked for 20: there are no more.")
    assert not sit(TYPED, ":q", questions=2).hears("You asked for")


def test_what_became_of_the_deck_is_told(sit, one_card) -> None:
    table = sit(TYPED, "Myelin", "Myelin")
    changed = TYPED[: TYPED.index('id = "sheath"')] + 'id = "new"\nform = "typed"\n'
    table.shelf.put(one_card(changed.replace("demyelination", "loss") + 'prompt="?"\nanswer="x"'))
    sit("", ":q", table=table)
    assert table.hears("1 question left out: no longer in their deck.")
    assert table.hears("1 question asked anew, since their deck changed.")
    sit("", "loss", ":hand-in", table=table)
    assert table.hears("1 question left out, as they had left their deck.")


# Time.


def test_time_is_told_on_request(sit) -> None:
    table = sit(TYPED, ":time", "x", ":time", minutes=2)
    assert table.hears("Exam. 2 questions, 2 minutes left. Seed 7.")
    assert table.hears("1 minute 50 seconds left.")
    assert sit(TYPED, ":time").hears("There is no time limit.")


def test_at_the_end_of_its_time_an_exam_is_handed_in_as_it_stands(
    sit, make_table, one_card
) -> None:
    # Each answer takes ten seconds: the second one is too late.
    table = sit(TYPED, "Myelin", "Myelin", ":list", minutes=0.25)
    assert table.hears("Your time is up. The exam is handed in as it stands.")
    assert len(list(table.store.reviews())) == 1
    assert table.hears("It was handed in when its time was up.")
    assert len(table.result.unanswered) == 1


def test_time_runs_while_a_person_thinks(sit, slow_clock, make_table, one_card) -> None:
    table = make_table(one_card(TYPED), clock=slow_clock)
    sat = table.desk.examiner.begin(Setup(minutes=5), slow_clock.now(), 7)

    def read_line():
        slow_clock.move_to(slow_clock.now() + timedelta(minutes=6))
        return "Myelin"

    result = exam(Lines(read_line, table.said.append), table.desk, sat)
    assert len(result.unanswered) == 2
    assert result.took_ms == 300_000


def test_time_that_ran_out_meanwhile_hands_in_at_once(
    sit, slow_clock, make_table, one_card
) -> None:
    table = make_table(one_card(TYPED), clock=slow_clock)
    sit("", "Myelin", table=table, minutes=5)
    slow_clock.move_to(slow_clock.now() + timedelta(days=2))
    sit("", "never heard", table=table, minutes=5)
    assert not table.hears("> never heard")
    assert table.result.took_ms == 300_000


# Handing in.


def test_what_is_not_answered_is_told_before_handing_in(sit) -> None:
    table = sit(TYPED, ":hand-in", "perhaps", ":list", "n", "Myelin", ":hand-in", "y")
    assert table.hears("Not answered: 1, 2. Hand in all the same? Say y or n.")
    assert table.said.count("Not understood. Say y or n.") == 2
    assert table.hears("Not handed in.")
    assert table.hears("Not answered: 2.")
    assert table.result is not None


def test_at_the_end_what_is_left_is_told(sit) -> None:
    table = sit(TYPED, ":next", "Myelin", ":d", ":mark", "", "1", ":mark", ":next", ":next", ":q")
    assert table.hears("That was the last question.")
    assert table.hears("Not answered: 1.")
    assert table.said.count("There is no question open.") == 2
    assert table.hears("Say the number of a question, 1 to 2.")
    assert table.hears("Marked: 1.")


def test_another_process_may_have_handed_it_in(sit) -> None:
    table = sit(TYPED, ":q")
    sat = table.desk.examiner.sit(None, table.clock.now())
    table.sat.hand_in(table.clock.now())
    result = exam(table.lines(":hand-in", "y"), table.desk, sat)
    assert table.hears("It was handed in elsewhere. This is what had been answered by then.")
    assert result.unanswered == (1, 2)
    assert table.hears("The result: 0 of 2")


@pytest.mark.parametrize("line", ["Myelin", ":mark", ":drop for good", ":d"])
def test_what_another_process_has_ended_takes_nothing_more(sit, line) -> None:
    table = sit(TYPED, ":q")
    sat = table.desk.examiner.sit(None, table.clock.now())
    table.sat.hand_in(table.clock.now())
    assert exam(table.lines(line), table.desk, sat) is not None
    assert table.hears("It was handed in elsewhere.")
    assert not list(table.store.reviews())


def test_what_another_process_has_dropped_has_no_result(sit) -> None:
    table = sit(TYPED, ":q")
    sat = table.desk.examiner.sit(None, table.clock.now())
    table.sat.drop(table.clock.now())
    assert exam(table.lines("Myelin"), table.desk, sat) is None
    assert table.hears("It was dropped elsewhere: there is no result.")


@pytest.mark.parametrize("error", [DataError("The disk is full."), ValueError("over")])
def test_what_goes_wrong_when_time_is_up_is_told(sit, error, monkeypatch) -> None:
    table = sit(TYPED, ":q", minutes=5)
    sat = table.desk.examiner.sit(None, table.clock.now())
    table.clock._now += timedelta(hours=1)

    def fail(now):
        sat.closed = isinstance(error, ValueError)
        raise error

    monkeypatch.setattr(sat, "hand_in", fail)
    assert exam(table.lines("Myelin"), table.desk, sat) is None
    told = "The disk is full." if isinstance(error, DataError) else "elsewhere"
    assert table.hears(told)


def test_an_answer_that_cannot_be_kept_is_asked_for_again(sit, monkeypatch) -> None:
    table = sit(TYPED, ":q")
    record, failed = table.store.record, []

    def failing_once(answers):
        if not failed:
            failed.append(True)
            raise DataError("The disk is full.")
        return record(answers)

    monkeypatch.setattr(table.store, "record", failing_once)
    sit("", "Myelin", "Myelin", table=table)
    assert table.hears("The disk is full.")
    assert table.hears("This is not kept yet. Say it again, or leave with :q.")
    assert len(list(table.store.reviews())) == 1


def test_a_command_that_does_not_exist_is_told(sit) -> None:
    assert sit(TYPED, ":hend-in").hears("There is no command :hend-in. Did you mean :hand-in?")


# Results.


def test_answers_may_count(sit) -> None:
    table = sit(TYPED, "Myelin", "demyelination", ":hand-in", counting=True)
    assert len(table.store.memories()) == 2


def test_earlier_exams_of_the_setup_are_told(sit) -> None:
    table = sit(TYPED, "x", "x", ":hand-in")
    sit("", "x", "x", ":hand-in", table=table)
    assert table.hears("The same set-up on 2026-03-02: 0 of 2, 0 per cent.")


def test_what_changed_since_is_told(sit, one_card) -> None:
    from quiz.plain.exam_result import told

    table = sit(TYPED, "x", "x", ":hand-in")
    examiner = table.desk.examiner
    table.shelf.put(one_card(TYPED[: TYPED.rindex("[[card]]")].replace("demyelination", "loss")))
    found = list(told(table.result, examiner.explain(table.result)))
    assert "Its deck has changed since. What is told below is of today." in found
    assert "It is no longer in its deck." in found
    assert "The answer: demyelination" in found


def test_confidence_of_what_was_recalled_is_that_before_the_answer_was_seen(sit) -> None:
    card = '[[card]]\nid = "c"\nform = "flashcard"\nprompt = "P?"\nanswer = "A"'
    table = sit(card, "", "s", "4", ":hand-in", forms=("flashcard",), certainty=True)
    (review,) = table.store.reviews()
    assert (review.confidence, review.rating) == (Confidence.SURE, Rating.EASY)
    table = sit(card, "x", "", "4", ":hand-in", forms=("flashcard",))
    assert table.hears("An empty line reveals the answer.")
    assert table.result.score.credit == 1


def test_who_does_not_know_after_all_is_not_asked_how_sure(sit) -> None:
    card = '[[card]]\nid = "c"\nform = "flashcard"\nprompt = "P?"\nanswer = "A"'
    table = sit(card, "s", ":d", ":hand-in", forms=("flashcard",), certainty=True)
    (review,) = table.store.reviews()
    assert review.confidence is None


# From the list of decks.


def test_exams_begin_from_the_list_of_decks(make_table, one_card) -> None:
    table = make_table(one_card(TYPED))
    home(table.lines(":exam 1", ":q", ":exam", ":drop for good", ":exam 9", ":q"), table.desk)
    assert table.hears("Exam. 2 questions, no time limit. Seed 7.")
    assert table.hears("The exam goes on where you left it.")
    assert table.hears("Say numbers from 1 to 1.")
