"""What a verdict is read beside."""

from datetime import date, timedelta

import pytest

from quiz.shapes import Contrast, ContrastRow, Explanation
from quiz.study.compared import Choices, Compared, choices, chosen_before, recalled
from quiz.study.settings import NO_CONTRAST
from tests.answers import a_review

ROWS = tuple(ContrastRow(name, name.upper(), f"of {name}") for name in "abcde")
CONTRAST = Contrast("feature", ROWS)
A, B, C, D, E = ROWS
DAY = date(2026, 11, 14)


def test_without_an_answer_the_asked_one_comes_first():
    found = Choices({"c"}).beside(CONTRAST)
    assert [one.row for one in found] == [C, A, B, D, E]
    assert found[0] == Compared(C, asked=True)
    assert found[1] == Compared(A)


def test_what_was_chosen_comes_next_then_what_was_chosen_earlier():
    found = Choices({"c"}, {"e"}, {"d": DAY, "gone": DAY}).beside(CONTRAST)
    assert [one.row for one in found] == [C, E, D, A, B]
    assert found[1] == Compared(E, chosen=True)
    assert found[2] == Compared(D, chosen_on=DAY)


def test_what_was_chosen_again_has_both():
    assert Choices({"a"}, {"b"}, {"b": DAY}).beside(CONTRAST)[1] == Compared(B, False, True, DAY)


@pytest.mark.parametrize(
    ("today", "when"),
    [
        (DAY, "earlier today"),
        (DAY + timedelta(days=3), "on 14 November"),
        (DAY + timedelta(days=90), "on 14 November 2026"),
        (None, "on 14 November 2026"),
    ],
)
def test_when_it_was_chosen_is_told_with_no_more_than_it_takes(today, when):
    assert Compared(A, chosen_on=DAY).when(today) == when
    assert Compared(A).when(today) == ""
    assert Compared(A, chosen_on=DAY).when(DAY + timedelta(days=1), "%b") == "on 14 Nov"


def test_of_several_days_the_last_one_counts():
    later = DAY + timedelta(days=3)
    reviews = [
        a_review(question_id="1", confused_with=("d/b", "d/c"), study_day=DAY),
        a_review(question_id="2", confused_with=("d/b",), study_day=later),
        a_review(question_id="3"),
    ]
    assert chosen_before(reviews) == {"d/b": later, "d/c": DAY}


def test_the_question_just_answered_is_left_out():
    reviews = [a_review(question_id="1", confused_with=("d/b",), study_day=DAY)]
    assert chosen_before(reviews, "1") == {}


def test_the_desk_reads_it_from_the_log(tools, person):
    one = person(tools.table(1, 2), settings={"contrast": NO_CONTRAST})
    session = one.begin("t")
    answered = one.wrong(session)
    (review,) = answered.reviews
    (other,) = review.confused_with
    before = {other: DAY}
    assert choices(answered, before) == Choices((review.fact,), {other}, before, tools.DAY)
    assert recalled(answered.asked, before) == Choices((review.fact,), (), before, tools.DAY)
    there, this = answered.explanation, review.question_id
    assert one.desk.facts.chosen_before(review.fact, there) == {other: review.study_day}
    assert one.desk.facts.chosen_before(review.fact, there, this) == {}


def test_it_is_read_only_where_others_stand_beside_it_and_never_fails(tools, person):
    one = person(tools.table(1, 2))
    explanation = one.desk.facts.explain("t/m/f0/s0")
    alone = Explanation("answer")
    one.store.calls.clear()
    assert one.desk.facts.chosen_before("t/m/f0/s0", None) == {}
    assert one.desk.facts.chosen_before("t/m/f0/s0", alone) == {}
    assert one.store.calls == []
    one.store.fail("reviews")
    assert one.desk.facts.chosen_before("t/m/f0/s0", explanation) == {}
