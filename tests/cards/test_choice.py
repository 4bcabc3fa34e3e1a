from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import DontKnow, Part, Picked, Typed

property_test = settings(max_examples=150)
WORDS = st.lists(st.text("abcdefgh", min_size=1), min_size=2, max_size=9, unique=True)


@property_test
@given(WORDS, st.integers(1, 8), st.integers(), st.data())
def test_exactly_the_right_options_are_right_in_any_order(asked, words, count, seed, data):
    right, wrong = words[:count], words[count:] or ["0"]
    question = asked("choice", answers=right, wrong=wrong, seed=seed)
    options = question.shape.options
    assert sorted(options) == sorted(right + wrong)
    assert question.shape.several
    exact = {options.index(word) for word in right}
    assert question.grade(Picked(tuple(data.draw(st.permutations(sorted(exact)))))).correct
    picked = data.draw(st.sets(st.sampled_from(range(len(options)))))
    verdict = question.grade(Picked(tuple(picked)))
    assert verdict.correct is (picked == exact)
    assert len(verdict.parts) == len(picked | exact)
    assert not question.grade(DontKnow()).correct


@property_test
@given(WORDS, st.integers())
def test_one_right_option_is_right_and_no_other_is(asked, words, seed):
    question = asked("choice", answer=words[0], wrong=words[1:], seed=seed)
    assert not question.shape.several
    for index, option in enumerate(question.shape.options):
        assert question.grade(Picked((index,))).correct is (option == words[0])


def test_the_verdict_shows_what_was_chosen_and_what_was_right(asked):
    question = asked("choice", answer="*yes*", wrong=["no", "perhaps"])
    options = question.shape.options
    parts = question.grade(Picked((options.index("no"),))).parts
    assert set(parts) == {Part("no", "", False), Part("", "*yes*", False)}
    assert question.grade(Picked((options.index("*yes*"),))).parts == (
        Part("*yes*", "*yes*", True),
    )


def test_two_options_cannot_be_chosen_where_one_is_asked_for(asked):
    with pytest.raises(ValueError, match="only one"):
        asked("choice", answer="a", wrong=["b", "c"]).grade(Picked((0, 1)))


def test_refuses_typing(asked):
    with pytest.raises(ValueError, match="picking"):
        asked("choice", answer="a", wrong=["b"]).grade(Typed(("a",)))


@pytest.mark.parametrize("written", [{}, {"answer": "a", "answers": ["b"]}])
def test_needs_answer_or_answers_and_not_both(made, written):
    with pytest.raises(ValueError, match="either `answer` or `answers`"):
        made("choice", wrong=["c"], **written)


def test_the_answer_in_a_line_forgets_the_order(made):
    one = made("choice", answers=["*b*", "a"], wrong=["c"])
    other = made("choice", answers=["a", "*b*"], wrong=["c"])
    assert one.sides() == {"": "b; a"}
    assert one.essence() == other.essence()
    assert made("choice", answer="`a`", wrong=["c"]).sides() == {"": "a"}


def test_no_mark_spans_two_options(made):
    assert made("choice", answers=["5*", "*6"], wrong=["c"]).sides() == {"": "5*; *6"}


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({"answer": "Myelin", "wrong": ["axon", "*myelin*."]}, ("wrong", 1)),
        ({"answers": ["a", "A"], "wrong": ["b"]}, ("answers", 1)),
        ({"answers": ["a", "b"], "wrong": ["c", "c"]}, ("wrong", 1)),
        ({"answers": ["a", "b"], "wrong": ["B"]}, ("wrong", 0)),
    ],
)
def test_options_that_read_the_same_are_a_flaw(flaws, written, path):
    (flaw,) = flaws("choice", **written)
    assert flaw.path == path


def test_options_that_differ_by_a_sign_are_none(flaws):
    assert flaws("choice", answer="C", wrong=["C++", "C#", "-C", "C-", "C*"]) == []
