from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import DontKnow, Part, Picked, Type, Typed

property_test = settings(max_examples=150)


@property_test
@given(st.data())
def test_the_values_are_right_in_every_order_and_wording(fair, rows, asked, data):
    row = data.draw(rows)
    for cell in row.cells:
        assert fair("typed", row, cell)
        question = asked("typed", row, cell.subject.id)
        assert isinstance(question.shape, Type)
        assert len(question.shape.blanks) == len(cell.values)
        assert question.shape.any_order is (len(cell.values) > 1)
        texts = [data.draw(st.sampled_from(answer.texts)) for answer in cell.accepted]
        verdict = question.grade(Typed(tuple(data.draw(st.permutations(texts)))))
        assert verdict.correct
        assert verdict.marks[0].confused_with == ()
        assert not question.grade(DontKnow()).correct


@property_test
@given(st.data())
def test_the_values_of_a_differing_cell_are_wrong_and_name_it(rows, asked, data):
    row = data.draw(rows)
    for cell in row.cells:
        for other in row.differing(cell):
            if len(other.values) != len(cell.values):
                continue
            verdict = asked("typed", row, cell.subject.id).grade(Typed(other.values))
            assert not verdict.correct
            assert verdict.near_miss is None
            (mark,) = verdict.marks
            assert other.fact in mark.confused_with
            assert set(mark.confused_with) <= {one.fact for one in row.differing(cell)}


def test_the_wording_of_a_cell_that_means_the_same_is_right(row, asked):
    made = row(
        {"s0": "possible", "s1": {"text": "suggested", "accept": ["hinted at"]}, "s2": "believed"},
        alike=[["s0", "s1"]],
    )
    question = asked("typed", made, "s0")
    assert question.grade(Typed(("Suggested.",))).correct
    assert question.grade(Typed(("hinted at",))).correct
    (mark,) = question.grade(Typed(("believed",))).marks
    assert not mark.correct
    assert mark.confused_with == ("deck/c/f0/s2",)


def test_of_lists_that_mean_the_same_only_equal_values_share_their_wordings(row, asked):
    made = row(
        {
            "s0": ["brain", "cord"],
            "s1": {"text": ["cord", "Brain"], "accept": {"Brain": ["cerebrum"]}},
            "s2": ["mind", "marrow"],
        },
        alike=[["s0", "s2"]],
    )
    question = asked("typed", made, "s0")
    assert question.grade(Typed(("cord", "cerebrum"))).correct
    assert not question.grade(Typed(("cord", "mind"))).correct
    assert not question.grade(Typed(("cerebrum", "brain"))).correct


def test_a_near_miss_waits_and_confuses_nothing(row, asked):
    made = row({"s0": "demyelination", "s1": "inflammation"})
    question = asked("typed", made, "s0")
    pending = question.grade(Typed(("demyelinaton",)))
    assert pending.near_miss.wanted == "demyelination"
    assert pending.marks[0].confused_with == ()
    assert question.grade(Typed(("demyelinaton",), meant=True)).marks[0].near
    denied = question.grade(Typed(("demyelinaton",), meant=False))
    assert not denied.correct
    assert denied.near_miss is None


def test_what_is_as_near_to_another_subjects_value_is_no_slip(row, asked):
    made = row({"s0": "afferent", "s1": {"text": "outward", "accept": ["efferent"]}})
    verdict = asked("typed", made, "s0").grade(Typed(("efferent",)))
    assert verdict.near_miss is None
    assert verdict.marks[0].confused_with == ("deck/c/f0/s1",)
    assert asked("typed", row({"s0": "afferent"}), "s0").grade(Typed(("efferent",))).near_miss


def test_what_was_meant_beside_what_was_wrong_stays_wrong(row, asked):
    made = row({"s0": ["optic nerve", "brain"], "s1": ["spinal cord", "brain"]})
    verdict = asked("typed", made, "s0").grade(Typed(("optc nerve", "spinal cord"), meant=True))
    (mark,) = verdict.marks
    assert (mark.correct, mark.near) == (False, True)
    assert mark.confused_with == ("deck/c/f0/s1",)


def test_naming_a_shared_value_twice_confuses_nothing(row, asked):
    made = row({"s0": ["a", "b"], "s1": ["b", "c"]})
    verdict = asked("typed", made, "s0").grade(Typed(("b", "b")))
    assert not verdict.correct
    assert verdict.marks[0].confused_with == ()


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("four words at most", True),
        ("five words are too many", False),
        ("a" * 32, True),
        ("a" * 33, False),
        (["short", "but this one is far too long"], False),
        ({"text": "one that is far too long", "accept": ["short"]}, True),
        ({"text": ["short", "and one too long to type"], "accept": {"short": ["x"]}}, False),
    ],
)
def test_only_what_has_a_short_wording_is_typed(fair, row, value, fits):
    made = row({"s0": value})
    assert fair("typed", made, made.cells[0]) is fits


def test_strictness_is_the_cells(row, asked):
    strict = {"text": "MS", "accept": ["Multiple sclerosis"], "strict": ["case"]}
    made = row({"s0": strict, "s1": "ms"})
    assert not asked("typed", made, "s0").grade(Typed(("ms",))).correct
    assert asked("typed", made, "s1").grade(Typed(("MS",))).correct


@pytest.mark.parametrize("response", [Picked((0,)), Typed(()), Typed(("a", "b"))])
def test_refuses_what_does_not_fill_the_blanks(row, asked, response):
    with pytest.raises(ValueError, match="blank"):
        asked("typed", row({"s0": "a"}), "s0").grade(response)


def test_each_value_of_a_list_is_marked_by_itself(row, asked):
    made = row({"s0": ["brain", "optic nerve", "cord"], "s1": ["sural nerve"]})
    verdict = asked("typed", made, "s0").grade(Typed(("cord", "sural nerve", "Brain")))
    assert verdict.parts == (
        Part("Brain", "brain", True),
        Part("sural nerve", "optic nerve", False),
        Part("cord", "cord", True),
    )
