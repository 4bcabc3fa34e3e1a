from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import DontKnow, Ordered, Part, Typed

property_test = settings(max_examples=150)
PLACES = {"answers": ["brain", "optic nerve", "spinal cord"]}


@property_test
@given(st.permutations(PLACES["answers"]))
def test_every_order_is_right(asked, texts):
    verdict = asked("list", **PLACES).grade(Typed(tuple(texts)))
    assert verdict.correct
    assert [part.right for part in verdict.parts] == PLACES["answers"]
    assert all(part.given == part.right for part in verdict.parts)


@property_test
@given(st.data())
def test_every_order_is_right_where_wordings_overlap(asked, data):
    # Each answer may be named by letters that others may be named by, too.
    names = ["one", "two", "three", "four"]
    also = {
        name: data.draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True))
        for name in names
    }
    chosen = [data.draw(st.sampled_from([name, *also[name]])) for name in names]
    question = asked("list", answers=names, accept=also)
    assert question.grade(Typed(tuple(data.draw(st.permutations(chosen))))).correct


def test_each_answer_is_marked_by_itself(asked):
    verdict = asked("list", **PLACES).grade(Typed(("liver", "", "Brain")))
    assert not verdict.correct
    assert verdict.parts == (
        Part("Brain", "brain", True),
        Part("liver", "optic nerve", False),
        Part("", "spinal cord", False),
    )


def test_naming_one_answer_twice_counts_once(asked):
    verdict = asked("list", **PLACES).grade(Typed(("brain", "brain", "optic nerve")))
    assert [part.correct for part in verdict.parts] == [True, True, False]
    assert verdict.near_miss is None


def test_another_answer_is_no_near_miss(asked):
    question = asked("list", answers=["afferent fibers", "efferent fibers"])
    verdict = question.grade(Typed(("efferent fibers", "Efferent fibers")))
    assert verdict.near_miss is None
    assert [part.correct for part in verdict.parts] == [False, True]


def test_a_near_miss_goes_to_the_answer_it_is_near(asked):
    question = asked("list", **PLACES)
    verdict = question.grade(Typed(("spinal crd", "brain", "optic nreve")))
    assert verdict.near_miss.typed == "optic nreve; spinal crd"
    assert verdict.near_miss.wanted == "optic nerve; spinal cord"
    assert not verdict.correct
    meant = question.grade(Typed(("spinal crd", "brain", "optic nreve"), meant=True))
    assert meant.correct
    assert meant.marks[0].near
    denied = question.grade(Typed(("spinal crd", "brain", "optic nreve"), meant=False))
    assert not denied.correct
    assert denied.near_miss is None
    assert not denied.marks[0].near


def test_accept_stands_for_its_own_answer(asked):
    question = asked("list", accept={"brain": ["*cerebrum*", "the brain"]}, **PLACES)
    assert question.grade(Typed(("spinal cord", "cerebrum", "optic nerve"))).correct
    assert not question.grade(Typed(("brain", "the brain", "optic nerve"))).correct


def test_shows_a_blank_for_each_answer_and_none_knows_its_own(asked):
    shape = asked("list", **PLACES).shape
    assert shape.any_order
    assert len(shape.blanks) == 3
    assert len(set(shape.blanks)) == 1


def test_not_knowing_is_wrong(asked):
    verdict = asked("list", **PLACES).grade(DontKnow())
    assert not verdict.correct
    assert [part.given for part in verdict.parts] == ["", "", ""]


@pytest.mark.parametrize("response", [Typed(("brain",)), Ordered((0, 1, 2))])
def test_refuses_too_few_texts_and_other_responses(asked, response):
    with pytest.raises(ValueError, match=r"blank"):
        asked("list", **PLACES).grade(response)


def test_needs_two_answers(made):
    with pytest.raises(ValueError, match="at least 2"):
        made("list", answers=["one"])


def test_the_answer_in_a_line_forgets_the_order(made):
    assert made("list", answers=["b", "*a*"]).sides() == {"": "b; a"}
    assert made("list", answers=["b", "a"]).essence() == made("list", answers=["a", "b"]).essence()


def test_flaws_are_answers_alike_and_wordings_for_none(flaws):
    alike, unknown = flaws("list", answers=["a", "A."], accept={"b": ["c"], "a": ["d"]})
    assert alike.path == ("answers", 1)
    assert unknown.path == ("accept", "b")
    assert unknown.at_key
    assert unknown.hint == "It is one of: a, A.."
