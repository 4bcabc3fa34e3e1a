from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import DontKnow, Pick, Picked, Revealed, Type, Typed

property_test = settings(max_examples=100)
CLUES = {"clues": ["It *tires*.", "It comes and goes.", "No deficit is focal."]}
TYPED = {**CLUES, "answer": "Fibromyalgia", "accept": ["FM"]}
CHOSEN = {**TYPED, "wrong": ["Multiple sclerosis", "CIDP"]}


@property_test
@given(st.integers(), st.integers(0, 3), st.integers(0, 2))
def test_chosen_the_last_clue_is_a_help(asked, seed, clues, index):
    question = asked("vignette", seed=seed, **CHOSEN)
    shape = question.shape
    assert isinstance(shape, Pick)
    assert shape.clues == tuple(CLUES["clues"])
    assert sorted(shape.options) == ["CIDP", "Fibromyalgia", "Multiple sclerosis"]
    (mark,) = question.grade(Picked((index,), clues=clues)).marks
    assert mark.correct is (shape.options[index] == "Fibromyalgia")
    assert mark.helped is (clues == 3)


@pytest.mark.parametrize("clues", range(4))
@pytest.mark.parametrize("text", ["fibromyalgia", "FM"])
def test_typed_the_last_clue_is_a_help(asked, text, clues):
    question = asked("vignette", **TYPED)
    assert isinstance(question.shape, Type)
    assert question.shape.clues == tuple(CLUES["clues"])
    (mark,) = question.grade(Typed((text,), clues=clues)).marks
    assert mark.correct
    assert mark.helped is (clues == 3)


@pytest.mark.parametrize("written", [TYPED, CHOSEN])
@pytest.mark.parametrize("clues", [0, 3])
def test_not_knowing_is_wrong_after_however_many_clues(asked, written, clues):
    (mark,) = asked("vignette", **written).grade(DontKnow(clues)).marks
    assert not mark.correct
    assert not mark.helped


@pytest.mark.parametrize("written", [TYPED, CHOSEN])
def test_refuses_other_responses(asked, written):
    with pytest.raises(ValueError, match=r"typing|picking"):
        asked("vignette", **written).grade(Revealed(3))


def test_a_near_miss_waits_for_the_persons_word(asked):
    question = asked("vignette", **TYPED)
    assert question.grade(Typed(("fibromialgia",))).near_miss.wanted == "Fibromyalgia"
    assert question.grade(Typed(("fibromialgia",), meant=True)).marks[0].near


def test_is_known_by_its_first_clue_as_prompts_are_much_alike(made):
    card = made("vignette", **TYPED)
    assert card.prompt == "Which one is it?"
    assert card.opening == "It *tires*."
    assert card.line == "It tires."
    assert card.sides() == {"": "Fibromyalgia"}
    assert made("vignette", **CLUES, answer="*FM*").sides() == {"": "FM"}


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({"wrong": ["CIDP", "fibromyalgia"]}, ("wrong", 1)),
        ({"wrong": ["fm"]}, ("wrong", 0)),
        ({"wrong": ["CIDP", "cidp"]}, ("wrong", 1)),
        ({"clues": ["It tires.", "*it tires*"]}, ("clues", 1)),
    ],
)
def test_what_reads_the_same_is_a_flaw(flaws, written, path):
    (flaw,) = flaws("vignette", **{**TYPED, **written})
    assert flaw.path == path


def test_has_no_flaws_otherwise(flaws):
    assert flaws("vignette", **TYPED) == flaws("vignette", **CHOSEN) == []
    assert flaws("vignette", **CLUES, answer="FM") == []


def test_needs_two_clues(made):
    with pytest.raises(ValueError, match="at least 2"):
        made("vignette", clues=["one"], answer="x")
