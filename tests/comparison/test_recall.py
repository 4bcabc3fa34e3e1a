from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.markdown import plain
from quiz.review import Rating
from quiz.shapes import DontKnow, Mark, Part, Picked, Reveal, Revealed

property_test = settings(max_examples=60)
MS = {"s0": "Multiple sclerosis", "s1": "Fibromyalgia"}


@property_test
@given(st.data())
def test_any_filled_cell_can_be_recalled(fair, rows, asked, data):
    row = data.draw(rows)
    for cell in row.cells:
        assert fair("recall", row, cell)
        question = asked("recall", row, cell.subject.id)
        assert question.shape.answer == cell.text
        assert cell.subject.name in plain(question.shape.prompt)


@pytest.mark.parametrize("rating", Rating)
def test_takes_the_grade_a_person_gives(row, asked, rating):
    question = asked("recall", row({"s0": ["*a*", "b"]}), "s0")
    assert isinstance(question.shape, Reveal)
    verdict = question.grade(Revealed(rating))
    right = rating is not Rating.AGAIN
    assert verdict.marks == (Mark("deck/c/f0/s0", right, own=rating),)
    assert verdict.parts == (Part("", "*a*; b", right),)


def test_not_knowing_is_wrong_and_other_responses_are_refused(row, asked):
    question = asked("recall", row({"s0": "a"}), "s0")
    assert question.grade(DontKnow()).marks == (Mark("deck/c/f0/s0", False),)
    with pytest.raises(ValueError, match="revealing"):
        question.grade(Picked((0,)))


# How a question for a value is worded, in this form and the others.


@pytest.mark.parametrize("form", ["recall", "typed", "choice"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "nerves that lose their myelin",
            [
                "What holds for **Multiple sclerosis** as regards nerves that lose their myelin?",
                "As regards nerves that lose their myelin, what holds for **Multiple sclerosis**?",
            ],
        ),
        (
            "what tests show",
            [
                "What holds for **Multiple sclerosis** as regards what tests show?",
                "As regards what tests show, what holds for **Multiple sclerosis**?",
            ],
        ),
    ],
)
def test_the_default_questions_are_sound_english(row, asked, form, name, words):
    made = row({"s0": "a", "s1": "b"}, MS, name=name)
    questions = [asked(form, made, "s0", wording) for wording in range(4)]
    assert [question.shape.prompt for question in questions] == words * 2
    assert [question.wording for question in questions] == [0, 1, 0, 1]


def test_the_authors_question_takes_turns_with_a_default(row, asked):
    made = row({"s0": "a"}, MS, ask="Does {subject} do it? Does {subject}?")
    first, second = (asked("recall", made, "s0", wording).shape.prompt for wording in (0, 1))
    assert first == "Does Multiple sclerosis do it? Does Multiple sclerosis?"
    assert second == "As regards the feature, what holds for **Multiple sclerosis**?"


def test_in_another_language_the_authors_question_stands_alone(row, asked):
    made = row({"s0": "a"}, MS, language="de", ask="Was gilt für {subject}?")
    prompts = {asked("recall", made, "s0", wording).shape.prompt for wording in range(4)}
    assert prompts == {"Was gilt für Multiple sclerosis?"}


def test_a_name_that_cannot_be_bold_is_left_as_it_is(row, asked):
    made = row({"s0": "a"}, {"s0": "C:\\"})
    assert asked("recall", made, "s0").shape.prompt == "What holds for C:\\ as regards the feature?"


def test_in_another_language_names_stand_for_a_question_that_there_is_none_of(row, asked):
    made = row({"s0": "zentral"}, MS, name="Ort", language="de")
    prompts = {asked("recall", made, "s0", wording).shape.prompt for wording in range(4)}
    assert prompts == {"**Multiple sclerosis**: Ort"}
