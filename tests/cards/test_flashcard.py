from __future__ import annotations

import pytest

from quiz.review import Rating
from quiz.shapes import DontKnow, Mark, Part, Picked, Reveal, Revealed

CARD = {"prompt": "*Myelin*", "answer": "The **sheath**"}


def test_asks_for_the_answer_in_its_markdown(asked):
    question = asked("flashcard", **CARD)
    assert question.form == "flashcard"
    assert question.shape == Reveal("*Myelin*", "The **sheath**")
    assert question.facts == ("deck/card",)


def test_asks_the_way_back_from_the_answer(asked):
    question = asked("flashcard", both_ways=True, side="reverse", **CARD)
    assert question.shape == Reveal("The **sheath**", "*Myelin*")
    (part,) = question.grade(DontKnow()).parts
    assert part.right == "*Myelin*"


@pytest.mark.parametrize("rating", Rating)
def test_takes_the_grade_a_person_gives(asked, rating):
    verdict = asked("flashcard", **CARD).grade(Revealed(rating))
    right = rating is not Rating.AGAIN
    assert verdict.marks == (Mark("deck/card", right, own=rating),)
    assert verdict.parts == (Part("", "The **sheath**", right),)
    assert verdict.correct is right


def test_not_knowing_is_wrong_and_no_grade_of_ones_own(asked):
    verdict = asked("flashcard", **CARD).grade(DontKnow())
    assert verdict.marks == (Mark("deck/card", False),)


def test_refuses_any_other_response(asked):
    with pytest.raises(ValueError, match="revealing"):
        asked("flashcard", **CARD).grade(Picked((0,)))


def test_has_a_second_side_only_where_asked_both_ways(made):
    assert made("flashcard", **CARD).sides() == {"": "The sheath"}
    assert made("flashcard", both_ways=True, **CARD).sides() == {
        "": "The sheath",
        "reverse": "Myelin",
    }


def test_has_no_flaws_and_no_order_to_forget(made, flaws):
    assert flaws("flashcard", **CARD) == []
    card = made("flashcard", both_ways=True, **CARD)
    assert card.essence() == card.sides()
