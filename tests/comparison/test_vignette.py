from __future__ import annotations

from collections import Counter

import pytest

from quiz.comparison import CELL_FORMS
from quiz.shapes import DontKnow, Mark, Picked

vignette = CELL_FORMS["vignette"]


def feature(name, **cells):
    return {"name": name, "cell": cells}


# A is like B in pain, like all in sleep, and the site tells the two apart; the cause helps no less.
FEATURES = [
    feature("site", s0="central", s1="outer", s2="outer"),
    feature("pain", s0="yes", s1="yes", s2="no"),
    feature("sleep", s0="short", s1="short", s2="short"),
    feature("cause", s0="known", s1="unknown", s2="unknown"),
]


@pytest.fixture
def asked(tabled, place, asked_at):
    def ask(*args, features=FEATURES, row=0, subject="s0", **more):
        return asked_at("vignette", place(tabled(*features), row, subject), *args, **more)

    return ask


def chosen(question, name, clues):
    return question.grade(Picked((question.shape.options.index(name),), clues))


def test_the_clues_go_from_the_general_to_the_one_that_decides_and_on(asked):
    shape = asked(mixed_up={"deck/c/f0/s1": 99.0}).shape
    assert shape.clues == ("sleep: short", "pain: yes", "site: central", "cause: known")
    assert set(shape.options) == {"Subject A", "Subject B", "Subject C"}


@pytest.mark.parametrize(("clues", "helped"), [(0, False), (1, False), (3, False), (4, True)])
def test_whoever_needs_more_than_the_deciding_clue_was_helped(asked, clues, helped):
    question = asked(mixed_up={"deck/c/f0/s1": 99.0})
    verdict = chosen(question, "Subject A", clues)
    assert verdict.marks == (Mark("deck/c/f0/s0", True, helped=helped),)


def test_who_is_chosen_wrongly_is_confused_in_what_decides(asked):
    question = asked(mixed_up={"deck/c/f0/s1": 99.0})
    (mark,) = chosen(question, "Subject C", 2).marks
    assert mark == Mark("deck/c/f0/s0", False, confused_with=("deck/c/f0/s2",))
    assert question.grade(DontKnow(3)).marks == (Mark("deck/c/f0/s0", False),)


def test_who_has_a_blank_or_the_same_where_it_is_decided_is_confused_in_nothing(asked):
    features = [
        feature("site", s0="central", s1="outer", s3="central"),
        feature("pain", s0="yes", s1="yes", s2="no", s3="no"),
        feature("sleep", s0="short", s1="short", s2="short", s3="short"),
    ]
    question = asked(features=features)
    assert set(question.shape.options) == {"Subject A", "Subject B", "Subject C", "Subject D"}
    assert chosen(question, "Subject C", 3).marks == (Mark("deck/c/f0/s0", False),)
    assert chosen(question, "Subject D", 3).marks == (Mark("deck/c/f0/s0", False),)


def test_of_whom_all_clues_hold_is_no_option(asked):
    features = [
        feature("site", s0="central", s1="outer", s2="central"),
        feature("pain", s0="yes", s1="yes", s2="yes"),
        feature("cause", s0="known", s1="unknown", s3="known"),
    ]
    for seed in range(20):
        assert set(asked(seed=seed, features=features).shape.options) == {"Subject A", "Subject B"}


def test_whom_no_clue_fits_is_no_option(asked):
    features = [
        feature("site", s0="central", s1="outer", s2="outer"),
        feature("pain", s0="yes", s1="yes", s2="no"),
    ]
    assert set(asked(features=features).shape.options) == {"Subject A", "Subject B"}


def test_a_blank_neither_fits_nor_excludes(tabled, place, asked):
    features = [feature("site", s0="central", s1="outer"), feature("pain", s0="yes")]
    assert not vignette.fits(place(tabled(*features), 0, "s0"))
    features = [FEATURES[0], feature("pain", s0="yes", s1="yes"), feature("use", s0="a", s2="b")]
    for seed in range(20):
        shape = asked(seed=seed, features=features).shape
        assert shape.clues == ("pain: yes", "site: central", "use: a")
        assert set(shape.options) == {"Subject A", "Subject B", "Subject C"}


def test_the_rival_and_the_others_are_drawn_by_weight(asked):
    features = [
        feature("site", **{f"s{number}": letter for number, letter in enumerate("abcdefgh")}),
        feature("sleep", **{f"s{number}": "short" for number in range(8)}),
    ]
    shown = Counter(
        option
        for seed in range(200)
        for option in asked(
            seed=seed, features=features, mixed_up={"deck/c/f0/s7": 9.0}
        ).shape.options
    )
    assert shown["Subject A"] == 200
    assert shown["Subject H"] > 190
    assert sum(shown.values()) == 800


def test_clues_are_few(asked):
    features = [FEATURES[0], *(feature(f"x{n}", s0="a", s1="a", s2="a") for n in range(9))]
    shape = asked(features=features).shape
    assert shape.clues.index("site: central") == 3
    more = [feature(f"y{n}", s0="a", s1="b") for n in range(9)]
    assert len(asked(features=[*features, *more]).shape.clues) == 6


def test_what_comes_after_speaks_against_somebody_to_choose_from(asked):
    features = [FEATURES[0], *(feature(f"x{n}", s0="a", s1="a", s2="a") for n in range(9))]
    for seed in range(20):
        shape = asked(seed=seed, features=[*features, FEATURES[3]]).shape
        assert shape.clues[3:] == ("site: central", "cause: known")


@pytest.mark.parametrize(
    "features",
    [
        FEATURES[:1],
        [feature("site", s0="a", s1="a"), FEATURES[1]],
        [feature("site", s0="a"), FEATURES[1]],
        [feature("site", s0="a", s1=["a", "b"]), FEATURES[1]],
        [feature("site", s0="a", s1="b"), feature("pain", s0="yes", s1="no")],
        [feature("site", s0="as in Subject A", s1="b"), FEATURES[1]],
        [feature("site", s0="a", s1="b"), feature("pain", s0="as Subject A", s1="as Subject A")],
        [feature("site", s0="a", s1="b"), feature("Site.", s0="a", s1="a")],
    ],
)
def test_where_nothing_is_open_before_it_is_decided_it_is_not_offered(tabled, place, features):
    assert not vignette.fits(place(tabled(*features), 0, "s0"))


def test_the_question_comes_in_two_wordings_or_is_the_title(asked, tabled, place, asked_at):
    assert [asked(wording).shape.prompt for wording in range(3)] == [
        "Which of these is it?",
        "Which one do the clues describe?",
        "Which of these is it?",
    ]
    german = place(tabled(*FEATURES, language="de"), 0, "s0")
    assert {asked_at("vignette", german, wording).shape.prompt for wording in range(2)} == {"T"}
