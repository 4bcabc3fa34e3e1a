from __future__ import annotations

from collections import Counter

import pytest

from quiz.comparison import JOINT_FORMS
from quiz.shapes import Assigned, DontKnow, Mark

sort = JOINT_FORMS["sort"]
GROUPS = ("Subject A only", "Subject B only", "both", "neither")


def feature(name, **cells):
    return {"name": name, "cell": cells}


FEATURES = [
    feature("site", s0="central", s1="outer", s2="both", s3="none"),
    feature("pain", s0="yes", s1="Yes.", s2="no"),
    feature("test", s0="scan", s1="blood"),
    feature("cause", s0="known", s2="unknown"),
]
ASKED = ((0, "s0"), (1, "s0"), (1, "s1"), (2, "s1"))


@pytest.fixture
def places(place):
    def find(table, *where):
        return tuple(place(table, row, subject) for row, subject in where)

    return find


@pytest.fixture
def question(tabled, places, asked_together):
    """Ask four cells that make three items, and two of neither."""
    return asked_together("sort", places(tabled(*FEATURES), *ASKED), mixed_up={})


RIGHT = {
    "site: central": 0,
    "pain: yes": 2,
    "test: blood": 1,
    "site: both": 3,
    "site: none": 3,
    "pain: no": 3,
}


def given(question, **groups):
    """Sort all rightly but for the items named by a word in them."""
    wrong = {item: group for item in RIGHT for word, group in groups.items() if word in item}
    return question.grade(Assigned(tuple((RIGHT | wrong)[item] for item in question.shape.items)))


def test_items_are_what_the_two_have_alone_and_share_and_what_others_have(question):
    shape = question.shape
    assert shape.groups == GROUPS
    assert not shape.one_each
    assert {"site: central", "pain: yes", "test: blood"} < set(shape.items) <= set(RIGHT)
    assert len(shape.items) == 5


def test_just_the_cells_asked_are_rated(question):
    facts = ("deck/c/f0/s0", "deck/c/f1/s0", "deck/c/f1/s1", "deck/c/f2/s1")
    assert question.facts == facts
    assert given(question).marks == tuple(Mark(fact, True) for fact in facts)
    assert given(question).correct
    assert question.grade(DontKnow()).marks == tuple(Mark(fact, False) for fact in facts)


@pytest.mark.parametrize(
    ("group", "confused"), [(1, ("deck/c/f0/s1",)), (2, ("deck/c/f0/s1",)), (3, ())]
)
def test_what_one_has_alone_is_wrong_elsewhere(question, group, confused):
    first, *rest = given(question, central=group).marks
    assert first == Mark("deck/c/f0/s0", False, confused_with=confused)
    assert all(mark.correct for mark in rest)


@pytest.mark.parametrize(
    ("group", "of_a", "of_b"), [(0, True, False), (1, False, True), (3, False, False)]
)
def test_what_both_have_is_marked_for_each_of_them(question, group, of_a, of_b):
    verdict = given(question, yes=group)
    assert verdict.marks[1:3] == (Mark("deck/c/f1/s0", of_a), Mark("deck/c/f1/s1", of_b))
    assert verdict.marks[0].correct
    assert not verdict.correct


def test_what_neither_has_rates_nothing_and_confuses_what_is_asked(tabled, places, asked_together):
    made = tabled(*FEATURES)
    question = next(
        one
        for seed in range(99)
        for one in [asked_together("sort", places(made, *ASKED), seed=seed)]
        if {"site: both", "site: none"} <= set(one.shape.items)
    )
    facts = question.facts
    verdict = given(question, both=0, none=1)
    assert not verdict.correct
    assert verdict.marks == (
        Mark(facts[0], True, confused_with=("deck/c/f0/s2",)),
        *(Mark(fact, True) for fact in facts[1:]),
    )
    assert given(question, both=2, none=2).marks[0].confused_with == (
        "deck/c/f0/s2",
        "deck/c/f0/s3",
    ) or given(question, both=2, none=2).marks[0].confused_with == (
        "deck/c/f0/s3",
        "deck/c/f0/s2",
    )


def test_what_neither_has_is_drawn_by_weight(tabled, places, asked_together):
    cells = {f"s{number}": letter for number, letter in enumerate("abcdefghi")}
    made = tabled(feature("site", **cells), feature("test", s0="x", s1="y"))
    where = ((0, "s0"), (0, "s1"), (1, "s0"), (1, "s1"))
    said = Counter(
        text
        for seed in range(300)
        for text in asked_together(
            "sort", places(made, *where), seed=seed, mixed_up={"deck/c/f0/s8": 9.0}
        ).shape.items
    )
    assert said["site: a"] == 300
    assert said["site: i"] > 270
    assert sum(said.values()) == 300 * 6


def test_eight_items_leave_no_room_for_what_neither_has(tabled, places, asked_together):
    features = [feature(f"x{n}", s0="a", s1="b", s2="c") for n in range(5)]
    where = [(n, name) for n in range(4) for name in ("s0", "s1")]
    made = tabled(*features)
    assert len(asked_together("sort", places(made, *where)).shape.items) == 8
    assert len(asked_together("sort", places(made, *where[:7])).shape.items) == 8
    assert sort.fits(places(made, *where))
    assert not sort.fits(places(made, *where, (4, "s0")))


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        (ASKED, True),
        (ASKED[:1], False),
        (ASKED[:3], True),
        ((ASKED[0], ASKED[3]), True),
        (ASKED[1:3], False),
        (ASKED[:2] + ASKED[3:], False),
        ((ASKED[0], ASKED[1], ASKED[3]), False),
        (((2, "s0"), (2, "s1")), False),
        ((*ASKED, (3, "s0")), False),
        ((*ASKED, (0, "s2")), False),
        (((0, "s0"), (2, "s0")), False),
    ],
)
def test_which_cells_are_sorted(tabled, places, where, fits):
    assert sort.fits(places(tabled(*FEATURES), *where)) is fits


@pytest.mark.parametrize(
    "changed",
    [
        feature("site", s0="a", s1=["a", "b"], s2="c", s3="d"),
        feature("Pain", s0="a", s1="b", s2="c", s3="d"),
        feature("site", s0="as Subject A", s1="b", s2="c", s3="d"),
        feature("site", s0="not as Subject B", s1="b", s2="c", s3="d"),
        feature("site", s0="central", s1="outer", s2="Outer", s3="as in Subject D"),
    ],
    ids=["part", "name", "itself", "the other", "no strangers"],
)
def test_what_cannot_be_told_clearly_is_not_sorted(tabled, places, changed):
    made = tabled(changed, FEATURES[1], FEATURES[2])
    assert not sort.fits(places(made, (0, "s0"), (2, "s1")))


def test_groups_go_by_short_names(asked_together, places):
    from quiz.comparison.making import table
    from quiz.comparison.model import ComparisonHead, FeatureEntry

    names = {"s0": {"name": "Multiple sclerosis", "short": "MS"}, "s1": {"name": "Fibromyalgia"}}
    head = ComparisonHead.model_validate({"id": "c", "title": "T", "subject": names})
    entries = [
        (f"f{n}", FeatureEntry.model_validate(feature(f"x{n}", s0="a", s1="b"))) for n in range(2)
    ]
    made = table(head, entries, "deck", frozenset())
    where = [(n, name) for n in range(2) for name in ("s0", "s1")]
    shape = asked_together("sort", places(made, *where)).shape
    assert shape.groups == ("MS only", "Fibromyalgia only", "both", "neither")
    assert shape.prompt.startswith("What holds for **Multiple sclerosis**, for")


def test_the_question_comes_in_two_wordings(tabled, places, asked_together):
    made = tabled(*FEATURES)
    questions = [asked_together("sort", places(made, *ASKED), wording) for wording in range(2)]
    assert [question.shape.prompt for question in questions] == [
        "What holds for **Subject A**, for **Subject B**, for both, and for neither?",
        "**Subject A** and **Subject B**: does it hold for one of them, for both or for neither?",
    ]
    assert [question.wording for question in questions] == [0, 1]


def test_in_another_language_there_is_no_word_for_neither(tabled, places, asked_together):
    made = tabled(*FEATURES, language="de")
    assert not sort.fits(places(made, *ASKED))
    where = (*ASKED, (0, "s1"))
    assert sort.fits(places(made, *where))
    question = asked_together("sort", places(made, *where))
    assert question.shape.prompt == "**Subject A** / **Subject B**"
    assert question.shape.groups == ("Subject A", "Subject B", "Subject A + Subject B")
    assert set(question.shape.items) == {"site: central", "site: outer", "pain: yes", "test: blood"}
