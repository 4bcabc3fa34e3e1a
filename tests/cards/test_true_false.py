from __future__ import annotations

import pytest

from quiz.shapes import DontKnow, Pick, Picked, Typed


@pytest.mark.parametrize("answer", [True, False])
def test_the_statement_is_judged(asked, answer):
    question = asked("true-false", prompt="It is so.", answer=answer)
    assert question.shape == Pick("It is so.", ("True", "False"))
    right, wrong = (0, 1) if answer else (1, 0)
    assert question.grade(Picked((right,))).correct
    assert not question.grade(Picked((wrong,))).correct
    assert not question.grade(DontKnow()).correct
    assert not question.grade(Picked(())).correct


@pytest.mark.parametrize("seed", range(8))
def test_the_options_are_never_shuffled(asked, seed):
    assert asked("true-false", answer=True, seed=seed).shape.options == ("True", "False")


def test_the_answer_in_a_line_is_the_judgement(made):
    assert made("true-false", answer=True).sides() == {"": "True"}
    assert made("true-false", answer=False).sides() == {"": "False"}


@pytest.mark.parametrize(
    "response", [Typed(("true",)), Picked((2,)), Picked((0, 1)), Picked((-1,))]
)
def test_refuses_what_is_no_judgement(asked, response):
    with pytest.raises(ValueError, match=r"picking|not shown|only one"):
        asked("true-false", answer=True).grade(response)


@pytest.mark.parametrize("answer", ["true", 1, 0])
def test_the_answer_must_be_true_or_false(made, answer):
    with pytest.raises(ValueError, match="valid boolean"):
        made("true-false", answer=answer)
