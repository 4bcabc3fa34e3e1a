from __future__ import annotations

from collections import Counter

import pytest

from quiz.comparison import CELL_FORMS
from quiz.shapes import DontKnow, Mark, Picked, Typed

true_false = CELL_FORMS["true-false"]
TRUE, FALSE = Picked((0,)), Picked((1,))


def wordings(asked_at, place, times=40):
    """The questions by what they state."""
    found = {}
    for seed in range(times):
        question = asked_at("true-false", place, seed=seed)
        found[question.shape.prompt.rsplit(" ", 1)[-1].strip("*")] = question
    return found


def test_a_subject_is_said_to_have_its_own_value_or_that_of_another(tabled, place, asked_at):
    made = tabled({"cell": {"s0": "a", "s1": "b", "s2": "c"}})
    found = wordings(asked_at, place(made, 0, "s0"))
    assert set(found) == {"a", "b", "c"}
    for value, question in found.items():
        assert question.shape.options == ("True", "False")
        assert question.grade(TRUE).correct is (value == "a")
        assert question.grade(FALSE).correct is (value != "a")
        assert question.grade(DontKnow()).marks == (Mark("deck/c/f0/s0", False),)


def test_a_falsehood_believed_is_confused_with_all_who_have_it(tabled, place, asked_at):
    made = tabled({"cell": {"s0": "a", "s1": "b", "s2": "B.", "s3": "x"}, "alike": [["s3", "s2"]]})
    found = wordings(asked_at, place(made, 0, "s0"))
    everyone = ("deck/c/f0/s1", "deck/c/f0/s2", "deck/c/f0/s3")
    assert found["b"].grade(TRUE).marks == (Mark("deck/c/f0/s0", False, confused_with=everyone),)
    assert found["x"].grade(TRUE).marks[0].confused_with == everyone


def test_a_truth_not_believed_confuses_nothing(tabled, place, asked_at):
    made = tabled({"cell": {"s0": "a", "s1": "b"}})
    found = wordings(asked_at, place(made, 0, "s0"))
    assert found["a"].grade(FALSE).marks == (Mark("deck/c/f0/s0", False),)


def test_truth_and_falsehood_come_evenly_and_falsehood_by_weight(tabled, place, asked_at):
    made = tabled({"cell": {"s0": "a", "s1": "b", "s2": "c"}})
    said = Counter(
        asked_at(
            "true-false", place(made, 0, "s0"), seed=seed, mixed_up={"deck/c/f0/s2": 5.0}
        ).shape.prompt[-3]
        for seed in range(1000)
    )
    assert said["a"] == pytest.approx(500, abs=60)
    assert said["c"] > 8 * said["b"]


@pytest.mark.parametrize(
    ("cells", "more"),
    [
        ({"s0": "a"}, {}),
        ({"s0": "a", "s1": "A."}, {}),
        ({"s0": "a", "s1": "b"}, {"alike": [["s0", "s1"]]}),
        ({"s0": ["a", "b"], "s1": "b"}, {}),
        ({"s0": "as Subject A has", "s1": "b"}, {}),
        ({"s0": "a", "s1": "as in Subject B"}, {}),
        ({"s0": "a", "s1": "unlike Subject A"}, {}),
        ({"s0": "a", "s1": "b"}, {"name": "use in Subject A"}),
    ],
)
def test_what_cannot_be_false_or_tells_that_it_is_is_not_stated(tabled, place, cells, more):
    assert not true_false.fits(place(tabled({"cell": cells, **more}), 0, "s0"))


def test_a_list_that_holds_but_in_part_is_false(tabled, place, asked_at):
    made = tabled({"cell": {"s0": "b", "s1": ["a", "b"]}})
    assert true_false.fits(place(made, 0, "s0"))
    found = wordings(asked_at, place(made, 0, "s0"))
    assert len(found) == 1
    prompts = {asked_at("true-false", place(made, 0, "s0"), seed=n).shape.prompt for n in range(9)}
    assert {prompt.rpartition(":")[2] for prompt in prompts} == {" **b**", " **a; b**"}


def test_of_two_features_of_one_name_neither_is_asked(tabled, place):
    features = [{"name": name, "cell": {"s0": "a", "s1": "b"}} for name in ("Site", "*site*", "x")]
    made = tabled(*features)
    assert [true_false.fits(place(made, row, "s0")) for row in range(3)] == [False, False, True]


def test_the_options_are_english(tabled, place):
    made = tabled({"cell": {"s0": "a", "s1": "b"}}, language="de")
    assert not true_false.fits(place(made, 0, "s0"))


def test_the_statement_comes_in_two_wordings(tabled, place, asked_at):
    made = tabled({"name": "site", "cell": {"s0": "a", "s1": "b"}})
    seed = next(
        n
        for n in range(9)
        if "**a**" in asked_at("true-false", place(made, 0, "s0"), 0, n).shape.prompt
    )
    questions = [
        asked_at("true-false", place(made, 0, "s0"), wording, seed) for wording in range(3)
    ]
    assert [question.shape.prompt for question in questions] == [
        "True or false? As regards site, this holds for **Subject A**: **a**",
        "Is this true of **Subject A**, as regards site? **a**",
        "True or false? As regards site, this holds for **Subject A**: **a**",
    ]
    assert [question.wording for question in questions] == [0, 1, 0]


def test_refuses_typing(tabled, place, asked_at):
    made = tabled({"cell": {"s0": "a", "s1": "b"}})
    with pytest.raises(ValueError, match="picking"):
        asked_at("true-false", place(made, 0, "s0")).grade(Typed(("a",)))
