from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.markdown import plain
from quiz.shapes import DontKnow, Picked, Revealed

property_test = settings(max_examples=200)


@property_test
@given(st.data(), st.integers(), st.integers(0, 3))
def test_a_way_back_is_fair(fair, rows, asked, data, seed, wording):
    row = data.draw(rows)
    for cell in row.cells:
        if not fair("reverse", row, cell):
            continue
        question = asked("reverse", row, cell.subject.id, wording, seed)
        shape = question.shape
        same = {other.subject.name for other in row.sharing(cell)}
        assert same < set(shape.options) <= {other.subject.name for other in row.cells}
        assert len(set(shape.options)) == len(shape.options)
        assert shape.several is (len(same) > 1)
        for other in row.differing(cell):
            if any(one.meaning <= other.meaning for one in row.sharing(cell)):
                assert other.subject.name not in shape.options
        assert not any(re.search(rf"\b{name}\b", plain(shape.prompt)) for name in same)
        assert all(plain(value) in plain(shape.prompt) for value in cell.values)


@property_test
@given(st.data(), st.integers())
def test_exactly_those_who_share_the_value_are_right(fair, rows, asked, data, seed):
    row = data.draw(rows)
    for cell in row.cells:
        if not fair("reverse", row, cell):
            continue
        question = asked("reverse", row, cell.subject.id, seed=seed)
        options = question.shape.options
        facts = {other.subject.name: other.fact for other in row.cells}
        right = {options.index(other.subject.name) for other in row.sharing(cell)}
        assert question.grade(Picked(tuple(right))).correct
        most = len(options) if question.shape.several else 1
        chosen = data.draw(st.sets(st.sampled_from(range(len(options))), max_size=most))
        (mark,) = question.grade(Picked(tuple(chosen))).marks
        assert mark.fact == cell.fact
        assert mark.correct is (chosen == right)
        assert set(mark.confused_with) == {facts[options[index]] for index in chosen - right}
        assert not question.grade(DontKnow()).correct


@pytest.mark.parametrize(
    ("cells", "alike"),
    [
        ({"s0": "a"}, []),
        ({"s0": "a", "s1": "A"}, []),
        ({"s0": "a", "s1": "b"}, [["s0", "s1"]]),
        ({"s0": ["a"], "s1": ["a", "b"]}, []),
        ({"s0": ["a"], "s1": ["a", "b"], "s2": ["x", "y"]}, [["s1", "s2"]]),
        ({"s0": ["x"], "s1": ["a"], "s2": ["a", "b"]}, [["s0", "s1"]]),
    ],
)
def test_where_nobody_could_be_chosen_wrongly_it_is_not_offered(fair, row, cells, alike):
    made = row(cells, alike=alike)
    assert not fair("reverse", made, made.cells[0])


def test_a_subject_of_which_all_of_it_holds_and_more_is_left_out(fair, row, asked):
    made = row({"s0": ["a", "b"], "s1": ["a", "b", "c"], "s2": ["a"], "s3": ["b", "c"]})
    options = asked("reverse", made, "s0").shape.options
    assert set(options) == {"Subject A", "Subject C", "Subject D"}
    assert fair("reverse", made, made.cells[0])


@pytest.mark.parametrize(
    ("value", "names", "feature", "fits"),
    [
        ("Lesions", {"s0": "MS", "s1": "FM"}, "symptoms", True),
        ("Plaques, as *MS* has", {"s0": "MS", "s1": "FM"}, "x", False),
        ("Lesions", {"s0": "MS", "s1": "FM"}, "use in MS", False),
        ("Unlike FM, lesions", {"s0": "MS", "s1": "FM"}, "x", True),
        ("multiple-sclerosis plaques", {"s0": "Multiple sclerosis", "s1": "FM"}, "x", False),
    ],
)
def test_what_names_the_subject_it_asks_for_is_not_offered(fair, row, value, names, feature, fits):
    made = row({"s0": value, "s1": "None"}, names, name=feature)
    assert fair("reverse", made, made.cells[0]) is fits


def test_the_short_name_gives_a_subject_away_too(fair, tabled):
    from quiz.comparison.making import table
    from quiz.comparison.model import ComparisonHead, FeatureEntry

    subjects = {"ms": {"name": "Multiple sclerosis", "short": "MS"}, "fm": {"name": "Fibromyalgia"}}
    head = ComparisonHead.model_validate({"id": "c", "title": "T", "subject": subjects})
    feature = {"name": "x", "cell": {"ms": "typical of MS", "fm": "none"}}
    made = table(head, [("f", FeatureEntry.model_validate(feature))], "d", frozenset()).rows[0]
    assert [fair("reverse", made, cell) for cell in made.cells] == [False, True]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            "central",
            [
                "As regards the feature, which one is it? **central**",
                "Which of these goes with this, as regards the feature? **central**",
            ],
        ),
        (
            ["*a*", "b"],
            [
                "As regards the feature, which one is it? ***a*; b**",
                "Which of these goes with this, as regards the feature? ***a*; b**",
            ],
        ),
        (
            "C:\\",
            [
                "As regards the feature, which one is it? C:\\",
                "Which of these goes with this, as regards the feature? C:\\",
            ],
        ),
        (
            "- a\n- b",
            [
                "As regards the feature, which one is it?\n\n- a\n- b",
                "Which of these goes with this, as regards the feature?\n\n- a\n- b",
            ],
        ),
    ],
)
def test_the_question_gives_the_value_in_two_wordings(row, asked, value, words):
    made = row({"s0": value, "s1": "x"})
    questions = [asked("reverse", made, "s0", wording) for wording in range(4)]
    assert [question.shape.prompt for question in questions] == words * 2
    assert [question.wording for question in questions] == [0, 1, 0, 1]


def test_several_are_asked_for_as_several(row, asked):
    made = row({"s0": "a", "s1": "a", "s2": "b"})
    assert [asked("reverse", made, "s0", wording).shape.prompt for wording in (0, 1)] == [
        "As regards the feature, which ones are they? **a**",
        "Which of these go with this, as regards the feature? **a**",
    ]


def test_in_another_language_the_question_is_made_of_the_decks_words_alone(row, asked):
    made = row({"s0": "zentral", "s1": "x"}, name="Ort", language="de")
    prompts = {asked("reverse", made, "s0", wording).shape.prompt for wording in range(2)}
    assert prompts == {"Ort: **zentral**"}


def test_the_subjects_are_shuffled_by_the_seed_alone(row, asked):
    made = row({f"s{number}": str(number) for number in range(6)})
    shown = [asked("reverse", made, "s0", seed=seed).shape.options for seed in range(20)]
    assert shown == [asked("reverse", made, "s0", seed=seed).shape.options for seed in range(20)]
    assert len(set(shown)) > 5


def test_refuses_other_responses(row, asked):
    with pytest.raises(ValueError, match="picking"):
        asked("reverse", row({"s0": "a", "s1": "b"}), "s0").grade(Revealed(3))
