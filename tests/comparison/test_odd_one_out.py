from __future__ import annotations

from collections import Counter

import pytest

from quiz.comparison import CELL_FORMS
from quiz.shapes import DontKnow, Mark, Picked

odd_one_out = CELL_FORMS["odd-one-out"]


def feature(name, **cells):
    return {"name": name, "cell": cells}


SITE = feature("site", s0="central", s1="outer", s2="Outer.")
OTHERS = [
    feature("pain", s0="yes", s1="yes"),
    feature("sleep", s0="short", s2="long"),
    feature("test", s0="scan"),
]


def test_three_statements_are_the_subjects_own_and_one_is_not(tabled, place, asked_at):
    made = tabled(SITE, *OTHERS)
    shape = asked_at("odd-one-out", place(made, 0, "s0"), mixed_up={"deck/c/f0/s1": 99.0}).shape
    assert set(shape.options) == {"site: outer", "pain: yes", "sleep: short", "test: scan"}
    assert not shape.several


def test_only_the_cell_that_the_odd_one_hides_is_rated(tabled, place, asked_at):
    made = tabled(SITE, *OTHERS)
    question = asked_at("odd-one-out", place(made, 0, "s0"))
    (odd,) = [n for n, text in enumerate(question.shape.options) if text.startswith("site")]
    assert question.grade(Picked((odd,))).marks == (Mark("deck/c/f0/s0", True),)
    assert question.grade(DontKnow()).marks == (Mark("deck/c/f0/s0", False),)
    for other in {0, 1, 2, 3} - {odd}:
        (mark,) = question.grade(Picked((other,))).marks
        assert mark == Mark("deck/c/f0/s0", False, confused_with=("deck/c/f0/s1", "deck/c/f0/s2"))


def test_the_odd_one_is_drawn_by_weight(tabled, place, asked_at):
    made = tabled(feature("site", s0="a", s1="b", s2="c"), *OTHERS)
    said = Counter(
        option
        for seed in range(300)
        for option in asked_at(
            "odd-one-out", place(made, 0, "s0"), seed=seed, mixed_up={"deck/c/f0/s2": 9.0}
        ).shape.options
        if option.startswith("site")
    )
    assert said["site: c"] > 5 * said["site: b"]


@pytest.mark.parametrize(
    "features",
    [
        [SITE, *OTHERS[:2]],
        [feature("site", s0="a", s1="A."), *OTHERS],
        [feature("site", s0=["a", "b"], s1="a"), *OTHERS],
        [feature("site", s0="a", s1="as Subject B"), *OTHERS],
        [SITE, *OTHERS[:2], feature("pain", s0="no")],
        [SITE, *OTHERS[:2], feature("*Site*", s0="no")],
        [SITE, *OTHERS[:2], feature("test", s0="as in Subject A")],
        [feature("site", s0="a", s1="b"), *OTHERS[:2], feature("test", s0="unlike Subject B")],
        [feature("site", s0="a"), *OTHERS],
    ],
)
def test_without_four_clear_statements_it_is_not_offered(tabled, place, features):
    made = tabled(*features)
    assert not odd_one_out.fits(place(made, 0, "s0"))


def test_what_names_one_subject_leaves_the_others_to_be_odd(tabled, place, asked_at):
    made = tabled(
        feature("site", s0="a", s1="b", s2="c"), *OTHERS[:2], feature("test", s0="no Subject B")
    )
    for seed in range(20):
        assert "site: c" in asked_at("odd-one-out", place(made, 0, "s0"), seed=seed).shape.options


def test_the_question_is_english_in_two_wordings(tabled, place, asked_at):
    made = tabled(SITE, *OTHERS)
    assert [
        asked_at("odd-one-out", place(made, 0, "s0"), wording).shape.prompt for wording in range(3)
    ] == [
        "Which of these does not hold for **Subject A**?",
        "All of these but one hold for **Subject A**. Which one does not?",
        "Which of these does not hold for **Subject A**?",
    ]
    assert odd_one_out.fits(place(made, 0, "s0"))
    assert not odd_one_out.fits(place(tabled(SITE, *OTHERS, language="de"), 0, "s0"))
