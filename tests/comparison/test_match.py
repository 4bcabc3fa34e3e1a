from __future__ import annotations

import pytest

from quiz.comparison import JOINT_FORMS
from quiz.shapes import Assigned, DontKnow, Mark

match = JOINT_FORMS["match"]
CELLS = {"s0": "a", "s1": "b", "s2": "c", "s3": "B.", "s4": "d"}


@pytest.fixture
def places(place):
    return lambda table, *names, row=0: tuple(place(table, row, name) for name in names)


def test_the_values_of_a_row_go_to_their_subjects(tabled, places, asked_together):
    made = tabled({"name": "site", "cell": CELLS})
    shape = asked_together("match", places(made, "s0", "s1", "s2")).shape
    assert shape.one_each
    assert set(shape.items) == {"Subject A", "Subject B", "Subject C"}
    assert set(shape.groups) == {"a", "b", "c"}
    shown = {
        asked_together("match", places(made, "s0", "s1", "s2"), seed=seed).shape.groups
        for seed in range(30)
    }
    assert len(shown) == 6


def test_each_is_marked_by_itself_and_confused_with_whose_value_it_got(
    tabled, places, asked_together
):
    made = tabled({"name": "site", "cell": CELLS})
    question = asked_together("match", places(made, "s2", "s1", "s0"))
    given = {"Subject A": "b", "Subject B": "a", "Subject C": "c"}
    groups = tuple(question.shape.groups.index(given[item]) for item in question.shape.items)
    assert question.grade(Assigned(groups)).marks == (
        Mark("deck/c/f0/s2", True),
        Mark("deck/c/f0/s1", False, confused_with=("deck/c/f0/s0",)),
        Mark("deck/c/f0/s0", False, confused_with=("deck/c/f0/s1", "deck/c/f0/s3")),
    )
    assert not any(mark.correct for mark in question.grade(DontKnow()).marks)


def test_an_item_left_alone_is_wrong_and_confuses_nothing(tabled, places, asked_together):
    made = tabled({"name": "site", "cell": CELLS})
    question = asked_together("match", places(made, "s0", "s1", "s2"))
    marks = question.grade(Assigned((None, None, None))).marks
    assert all(not mark.correct and not mark.confused_with for mark in marks)


@pytest.mark.parametrize(
    ("names", "fits"),
    [
        (("s0", "s1"), False),
        (("s0", "s1", "s2"), True),
        (("s0", "s1", "s2", "s4"), True),
        (("s0", "s1", "s3"), False),
    ],
)
def test_three_and_more_cells_that_all_differ_are_matched(tabled, places, names, fits):
    assert match.fits(places(tabled({"cell": CELLS}), *names)) is fits


def test_six_at_most(tabled, places):
    made = tabled({"cell": {f"s{number}": letter for number, letter in enumerate("abcdefg")}})
    names = [f"s{number}" for number in range(7)]
    assert match.fits(places(made, *names[:6]))
    assert not match.fits(places(made, *names))


@pytest.mark.parametrize(
    "value", ["as Subject C has", ["a", "c"], "c; a"], ids=["names itself", "part", "joined"]
)
def test_what_tells_whose_it_is_or_holds_of_another_is_not_matched(tabled, places, value):
    made = tabled({"cell": {"s0": "a", "s1": "b", "s2": value}})
    assert not match.fits(places(made, "s0", "s1", "s2"))


def test_only_cells_of_one_clear_row_are_matched(tabled, places):
    row = {"name": "site", "cell": {"s0": "a", "s1": "b", "s2": "c"}}
    made = tabled(row, row | {"name": "Site."}, row | {"name": "pain"})
    assert not match.fits(places(made, "s0", "s1", "s2"))
    assert match.fits(places(made, "s0", "s1", "s2", row=2))
    mixed = (*places(made, "s0", "s1", row=2), *places(made, "s2"))
    assert not match.fits(mixed)


def test_the_question_comes_in_two_wordings_or_is_the_feature(tabled, places, asked_together):
    for language, prompts in [
        (
            "en",
            [
                "As regards site, what goes with which?",
                "What holds for each of these, as regards site?",
            ],
        ),
        ("de", ["site:", "site:"]),
    ]:
        made = tabled({"name": "site", "cell": CELLS}, language=language)
        questions = [asked_together("match", places(made, "s0", "s1", "s2"), n) for n in range(2)]
        assert [question.shape.prompt for question in questions] == prompts
        assert [question.wording for question in questions] == [0, 1]
