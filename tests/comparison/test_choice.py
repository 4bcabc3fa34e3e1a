from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.comparison.choice import MOST_WRONG
from quiz.markdown import plain
from quiz.shapes import DontKnow, Part, Picked, Typed
from quiz.text import normalise

property_test = settings(max_examples=200)


def reading(text):
    return normalise(plain(text))


@property_test
@given(st.data(), st.integers(), st.integers(0, 3))
def test_a_choice_is_fair(fair, rows, asked, data, seed, wording):
    row = data.draw(rows)
    for cell in row.cells:
        if not fair("choice", row, cell):
            continue
        question = asked("choice", row, cell.subject.id, wording, seed)
        shape = question.shape
        readings = [reading(option) for option in shape.options]
        assert len(set(readings)) == len(readings)
        assert set(cell.values) <= set(shape.options)
        wrong = [option for option in shape.options if option not in cell.values]
        assert 1 <= len(wrong) <= MOST_WRONG
        assert shape.several is any(len(other.values) > 1 for other in row.cells)
        meant = {value for same in row.sharing(cell) for value in same.meaning}
        assert not meant & {reading(option) for option in wrong}
        assert set(wrong) <= {value for other in row.differing(cell) for value in other.values}


@property_test
@given(st.data(), st.integers())
def test_exactly_the_right_options_are_right(fair, rows, asked, data, seed):
    row = data.draw(rows)
    for cell in row.cells:
        if not fair("choice", row, cell):
            continue
        question = asked("choice", row, cell.subject.id, seed=seed)
        options = question.shape.options
        right = {options.index(value) for value in cell.values}
        assert question.grade(Picked(tuple(right))).correct
        most = len(options) if question.shape.several else 1
        chosen = data.draw(st.sets(st.sampled_from(range(len(options))), max_size=most))
        verdict = question.grade(Picked(tuple(chosen)))
        assert verdict.correct is (chosen == right)
        (mark,) = verdict.marks
        assert mark.fact == cell.fact
        assert set(mark.confused_with) <= {other.fact for other in row.differing(cell)}
        assert bool(mark.confused_with) is bool(chosen - right)
        assert not question.grade(DontKnow()).marks[0].correct


@property_test
@given(st.data())
def test_a_choice_is_offered_where_another_subject_has_something_else(fair, rows, data):
    row = data.draw(rows)
    for cell in row.cells:
        meant = {value for same in row.sharing(cell) for value in same.meaning}
        different = any(other.meaning - meant for other in row.differing(cell))
        if not row.alike:
            assert fair("choice", row, cell) is different
        elif not different:
            assert not fair("choice", row, cell)


@pytest.mark.parametrize(
    ("cells", "alike"),
    [
        ({"s0": "a"}, []),
        ({"s0": "a", "s1": "*A.*"}, []),
        ({"s0": "a", "s1": "b"}, [["s0", "s1"]]),
        ({"s0": ["a", "b"], "s1": ["b"], "s2": "a"}, []),
    ],
)
def test_without_something_wrong_to_choose_it_is_not_offered(fair, row, cells, alike):
    made = row(cells, alike=alike)
    assert not fair("choice", made, made.cells[0])


def test_the_wording_of_cells_alike_is_offered_once(row, asked):
    made = row({"s0": "a", "s1": "b", "s2": "c"}, alike=[["s1", "s2"]])
    shown = {asked("choice", made, "s0", seed=seed).shape.options for seed in range(20)}
    assert {frozenset(options) for options in shown} == {frozenset({"a", "b"})}


def test_all_values_of_a_list_may_be_wrong_options(row, asked):
    made = row({"s0": ["a", "b"], "s1": ["c", "d"]})
    assert set(asked("choice", made, "s0").shape.options) == {"a", "b", "c", "d"}


def test_a_value_that_two_subjects_share_is_right_for_both(row, asked):
    made = row({"s0": ["a", "b"], "s1": ["b", "c"]})
    assert set(asked("choice", made, "s0").shape.options) == {"a", "b", "c"}
    assert set(asked("choice", made, "s1").shape.options) == {"a", "b", "c"}


def test_no_other_wording_of_a_right_value_is_offered(row, asked):
    # The second and third mean the same, and one of what they mean is right for the first.
    made = row(
        {"s0": ["a", "b"], "s1": ["a", "c"], "s2": ["a-like", "c-like"]}, alike=[["s1", "s2"]]
    )
    assert set(asked("choice", made, "s0").shape.options) == {"a", "b", "c"}


def test_a_part_of_the_right_value_is_not_offered_nor_what_is_accepted(row, asked, fair):
    made = row(
        {
            "s0": {"text": "a; b", "accept": ["x"]},
            "s1": "A.",
            "s2": ["b", "c"],
            "s3": "x",
            "s4": "b; d",
        }
    )
    assert set(asked("choice", made, "s0").shape.options) == {"a; b", "c", "b; d"}
    made = row({"s0": "a; b", "s1": "b"})
    assert not fair("choice", made, made.cells[0])


def test_what_was_chosen_wrongly_names_all_who_hold_it(row, asked):
    made = row({"s0": "a", "s1": "b", "s2": "*b*", "s3": "c"}, alike=[["s3", "s2"]])
    question = asked("choice", made, "s0")
    (mark,) = question.grade(Picked((1 - question.shape.options.index("a"),))).marks
    assert mark.confused_with == ("deck/c/f0/s1", "deck/c/f0/s2", "deck/c/f0/s3")


def test_who_holds_a_value_is_told_without_its_markdown(row, asked):
    made = row({"s0": "a", "s1": ["**b**", "c"], "s2": ["b", "d"]})
    for seed in range(10):
        question = asked("choice", made, "s0", seed=seed)
        index = question.shape.options.index("**b**")
        (mark,) = question.grade(Picked((index,))).marks
        assert mark.confused_with == ("deck/c/f0/s1", "deck/c/f0/s2")


def test_three_wrong_options_are_shown_at_most(row, asked):
    made = row({f"s{number}": letter for number, letter in enumerate("abcdef")})
    assert len(asked("choice", made, "s0").shape.options) == 4


def test_equal_seeds_show_equal_options(row, asked):
    made = row({f"s{number}": letter for number, letter in enumerate("abcdef")})
    for seed in range(5):
        assert (
            asked("choice", made, "s0", seed=seed).shape
            == asked("choice", made, "s0", seed=seed).shape
        )
    assert len({asked("choice", made, "s0", seed=seed).shape for seed in range(20)}) > 5


def test_refuses_typing(row, asked):
    with pytest.raises(ValueError, match="picking"):
        asked("choice", row({"s0": "a", "s1": "b"}), "s0").grade(Typed(("a",)))


def test_each_value_of_a_list_is_marked_by_itself(row, asked):
    question = asked("choice", row({"s0": ["a", "b"], "s1": ["c"]}), "s0")
    places = [question.shape.options.index(value) for value in ("a", "c")]
    parts = question.grade(Picked(tuple(sorted(places)))).parts
    assert set(parts) == {Part("a", "a", True), Part("", "b", False), Part("c", "", False)}
