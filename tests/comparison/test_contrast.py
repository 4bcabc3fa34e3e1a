from __future__ import annotations

from collections import Counter

import pytest

from quiz.comparison import JOINT_FORMS
from quiz.shapes import Assigned, DontKnow, Mark, Part, Picked

contrast = JOINT_FORMS["contrast"]


def feature(name, **cells):
    return {"name": name, "cell": cells}


SITE = feature("site", s0="central", s1="outer", s2="both", s3="Outer.", s4="none")
PAIN = feature("pain", s0="yes", s1="no")
TEST = feature("test", s0="scan", s1="blood", s2="none")


@pytest.fixture
def places(place):
    def find(table, *where):
        return tuple(place(table, row, subject) for row, subject in where)

    return find


def given(question, groups):
    """Give each item the group of that text."""
    shape = question.shape
    return question.grade(Assigned(tuple(shape.groups.index(groups[item]) for item in shape.items)))


# On one feature: each subject its value.

ON_SITE = ((0, "s0"), (0, "s1"))


def test_on_one_feature_two_subjects_get_their_values_beside_those_of_others(
    tabled, places, asked_together
):
    made = tabled(SITE)
    shape = asked_together("contrast", places(made, *ON_SITE)).shape
    assert set(shape.items) == {"Subject A", "Subject B"}
    assert set(shape.groups) == {"central", "outer", "both", "none"}
    assert not shape.one_each


def test_each_cell_is_marked_by_itself_and_confused_with_whose_value_was_given(
    tabled, places, asked_together
):
    made = tabled(SITE)
    question = asked_together("contrast", places(made, *ON_SITE))
    a, b = "deck/c/f0/s0", "deck/c/f0/s1"
    right = given(question, {"Subject A": "central", "Subject B": "outer"})
    assert right.marks == (Mark(a, True), Mark(b, True))
    swapped = given(question, {"Subject A": "outer", "Subject B": "central"})
    assert swapped.marks == (
        Mark(a, False, confused_with=(b, "deck/c/f0/s3")),
        Mark(b, False, confused_with=(a,)),
    )
    half = given(question, {"Subject A": "central", "Subject B": "both"})
    assert half.marks == (Mark(a, True), Mark(b, False, confused_with=("deck/c/f0/s2",)))
    assert not half.correct
    assert question.grade(DontKnow()).marks == (Mark(a, False), Mark(b, False))


def test_the_marks_stand_in_the_order_asked(tabled, places, asked_together):
    made = tabled(SITE)
    question = asked_together("contrast", places(made, *reversed(ON_SITE)))
    assert question.facts == ("deck/c/f0/s1", "deck/c/f0/s0")
    assert [mark.fact for mark in question.grade(DontKnow()).marks] == list(question.facts)


def test_the_values_of_others_are_drawn_by_weight(tabled, places, asked_together):
    cells = {f"s{number}": letter for number, letter in enumerate("abcdefghi")}
    made = tabled(feature("site", **cells))
    said = Counter(
        text
        for seed in range(300)
        for text in asked_together(
            "contrast", places(made, *ON_SITE), seed=seed, mixed_up={"deck/c/f0/s8": 9.0}
        ).shape.groups
    )
    assert said["a"] == said["b"] == 300
    assert said["i"] > 270
    assert sum(said.values()) == 1200


@pytest.mark.parametrize(
    ("others", "alike"),
    [
        ({"s2": "b"}, []),
        ({"s2": "c"}, [["s1", "s2"]]),
        ({"s2": ["a", "c"]}, []),
        ({"s2": "as Subject A"}, []),
        ({"s2": "as Subject B"}, []),
        ({"s2": "only in Subject C"}, []),
    ],
)
def test_what_holds_of_one_of_the_two_or_names_somebody_is_no_option(
    tabled, places, asked_together, others, alike
):
    made = tabled({"name": "site", "cell": {"s0": "a", "s1": "b", **others}, "alike": alike})
    assert set(asked_together("contrast", places(made, *ON_SITE)).shape.groups) == {"a", "b"}


def test_of_others_who_say_the_same_one_gives_a_value(tabled, places, asked_together):
    made = tabled(feature("site", s0="a", s1="b", s2=["c", "d"], s3="d; c", s4="d"))
    for seed in range(10):
        groups = asked_together("contrast", places(made, *ON_SITE), seed=seed).shape.groups
        assert len(groups) == 3


# On several features: each value its subject.

ON_TWO = ((0, "s0"), (1, "s1"), (1, "s0"))


def test_on_several_features_each_statement_gets_its_subject(tabled, places, asked_together):
    made = tabled(SITE, PAIN)
    question = asked_together("contrast", places(made, *ON_TWO))
    assert set(question.shape.items) == {"site: central", "pain: no", "pain: yes"}
    assert question.shape.groups == ("Subject A", "Subject B")
    right = {"site: central": "Subject A", "pain: no": "Subject B", "pain: yes": "Subject A"}
    assert given(question, right).correct
    wrong = given(question, right | {"pain: no": "Subject A", "site: central": "Subject B"})
    assert wrong.marks == (
        Mark("deck/c/f0/s0", False, confused_with=("deck/c/f0/s1",)),
        Mark("deck/c/f1/s1", False, confused_with=("deck/c/f1/s0",)),
        Mark("deck/c/f1/s0", True),
    )
    assert Part("Subject A", "Subject B", False, "pain: no") in wrong.parts


@pytest.mark.parametrize(
    ("features", "where"),
    [
        ([SITE], [(0, "s0")]),
        ([SITE], [(0, "s0"), (0, "s1"), (0, "s2")]),
        ([SITE], [(0, "s1"), (0, "s3")]),
        ([SITE, PAIN], [(0, "s0"), (1, "s0")]),
        ([SITE, TEST], [(0, "s3"), (1, "s0")]),
        ([SITE, feature("pain", s0="yes", s1="Yes")], [(0, "s0"), (1, "s1")]),
        ([SITE, feature("pain", s0="a", s1=["a", "b"])], [(0, "s0"), (1, "s1")]),
        ([SITE, feature("Site", s0="a", s1="b")], [(0, "s0"), (1, "s1")]),
        ([SITE, feature("pain", s0="as Subject A", s1="b")], [(0, "s1"), (1, "s0")]),
        ([SITE, feature("pain", s0="as Subject B", s1="b")], [(0, "s1"), (1, "s0")]),
        ([feature(f"x{n}", s0="a", s1="b") for n in range(5)], [(n, "s0") for n in range(5)]),
        (
            [feature(f"x{n}", s0="a", s1="b") for n in range(5)],
            [(n, f"s{n % 2}") for n in range(5)],
        ),
    ],
)
def test_what_does_not_separate_two_subjects_is_not_asked(tabled, places, features, where):
    assert not contrast.fits(places(tabled(*features), *where))


def test_what_separates_two_subjects_is(tabled, places):
    made = tabled(SITE, PAIN, TEST)
    for where in (ON_SITE, ON_TWO, [(row, f"s{n}") for row in range(3) for n in range(2)]):
        assert contrast.fits(places(made, *where))


def test_the_question_is_worded_for_one_feature_and_for_several(tabled, places, asked_together):
    for language, one, several in [
        (
            "en",
            [
                "What separates **Subject A** from **Subject B** as regards site?",
                "As regards site, what holds for each of the two?",
            ],
            [
                "What separates **Subject A** from **Subject B**? Which holds for whom?",
                "**Subject A** or **Subject B**: which of them does each hold for?",
            ],
        ),
        ("de", ["site:"] * 2, ["**Subject A** / **Subject B**"] * 2),
    ]:
        made = tabled(SITE, PAIN, language=language)
        for where, prompts in ((ON_SITE, one), (ON_TWO, several)):
            questions = [asked_together("contrast", places(made, *where), n) for n in range(2)]
            assert [question.shape.prompt for question in questions] == prompts
            assert [question.wording for question in questions] == [0, 1]


def test_refuses_picking(tabled, places, asked_together):
    with pytest.raises(ValueError, match="assigning"):
        asked_together("contrast", places(tabled(SITE), *ON_SITE)).grade(Picked((0,)))
