"""Questions of an exam that ask several cells of a table at once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.review import EventKind
from quiz.shapes import Assigned, DontKnow
from quiz.study.exam_paper import build, can_build, draw
from quiz.study.exam_setup import Setup
from quiz.study.examiner import told_of

JOINT = ("contrast", "match", "sort")


def asked(items):
    return [key for item in items for key in item.facts]


def rightly(question):
    """The right response, item by item, with the group of each."""
    shape = question.shape
    groups = [part.right for part in question.grade(DontKnow()).parts]
    return [shape.groups.index(group) for group in groups]


@pytest.fixture
def sat(person, tools):
    """Somebody at an exam over a table, of one question in a form."""

    def made(form, features=3, subjects=4, **setup):
        somebody = person(tools.table(features, subjects))
        wanted = Setup(forms=(form,), questions=1, **setup)
        return somebody, somebody.desk.examiner.begin(wanted, somebody.now, 3)

    return made


# Drawing.


@pytest.mark.parametrize("form", JOINT)
def test_a_form_is_asked_of_cells_that_fit_it(tools, form):
    deck = tools.table(4, 5)
    items = draw([deck], Setup(forms=(form,)), 7, ())
    assert {item.form for item in items} == {form}
    for item in items:
        question = build(deck, item, 7)
        assert question.facts == item.facts
        assert build(deck, item, 7).shape == question.shape
        assert question.grade(Assigned(tuple(rightly(question)))).correct


@given(seed=st.integers(0, 2**32), questions=st.integers(1, 25))
def test_each_fact_comes_once_and_there_are_as_many_questions_as_facts_allow(
    made_once, seed, questions
):
    items = draw([made_once], Setup(questions=questions), seed, ())
    assert len(asked(items)) == len(set(asked(items)))
    assert len(items) == min(questions, len(made_once.facts))
    assert not any(item.others for item in items) or questions < len(made_once.facts)


@pytest.fixture(scope="module")
def made_once():
    from tests.study.conftest import table

    return table(5, 4)


def test_where_there_are_facts_enough_some_come_together(tools):
    deck = tools.table(6, 5)
    drawn = {item.form for seed in range(10) for item in draw([deck], Setup(questions=8), seed, ())}
    assert set(JOINT) <= drawn


def test_a_match_has_no_more_than_four_pairs_and_a_sort_than_three_features(tools):
    deck = tools.table(9, 8)
    for form, most in (("match", 4), ("sort", 6), ("contrast", 2)):
        items = draw([deck], Setup(forms=(form,)), 1, ())
        assert {len(item.facts) for item in items} <= set(range(2, most + 1))
        assert max(len(item.facts) for item in items) == most


def test_what_is_put_away_comes_along_no_more_than_alone(tools):
    deck = tools.table(3, 4)
    hidden = {key for key in deck.facts if key.endswith("/s1")}
    for form in JOINT:
        assert hidden.isdisjoint(asked(draw([deck], Setup(forms=(form,)), 7, hidden)))


def test_topics_hold_for_all_that_is_asked(tools):
    deck = tools.table(3, 4)
    items = draw([deck], Setup(forms=("sort",), topics=("s0", "s2")), 7, ())
    assert {key.split("/")[3] for key in asked(items)} == {"s0", "s2"}


def test_where_none_can_be_asked_together_it_is_told(tools):
    with pytest.raises(UsageError, match="in these forms: match"):
        draw([tools.table(1, 2)], Setup(forms=("match",)), 7, ())
    with pytest.raises(UsageError, match="in these forms: sort"):
        draw([tools.cards(3)], Setup(forms=("sort",)), 7, ())


def test_a_card_of_the_same_name_is_a_form_like_any_other(tools):
    deck = tools.read(
        '[[card]]\nid = "m"\nform = "match"\nprompt = "P?"\npairs = [["a", "1"], ["b", "2"]]'
    )
    (item,) = draw([deck], Setup(forms=("match",)), 7, ())
    assert item.others == ()


def test_with_fewer_cells_it_cannot_be_built(tools):
    (item,) = draw([tools.table(1, 3)], Setup(forms=("match",)), 7, ())
    assert can_build(tools.table(1, 3), item)
    assert not can_build(tools.table(1, 2), item)
    assert can_build(tools.table(1, 4), item)


# Answering.


def test_each_cell_is_logged_and_each_item_earns_its_share(sat):
    somebody, exam = sat("match")
    groups = rightly(exam.at_hand.question)
    groups[0], groups[1] = groups[1], groups[0]
    groups[2] = None
    assert exam.submit(Assigned(tuple(groups)), somebody.now, 1_000)
    rows = list(somebody.store.reviews())
    assert [row.fact for row in rows] == list(exam.slots[0].facts)
    assert sum(row.correct for row in rows) == 1
    assert somebody.desk.examiner.left_open()[0].answered == 1
    exam.hand_in(somebody.now)
    result = somebody.desk.examiner.result(exam.sheet.id)
    (one,) = result.questions
    assert (one.credit, one.correct, one.answered, one.duration_ms) == (0.25, False, True, 1_000)
    assert result.score.questions == 1
    assert len(result.confused) == 2
    assert {asked for asked, _, _ in result.confused} == set(one.confused_with)


def test_subjects_and_features_are_broken_down_cell_by_cell(sat):
    somebody, exam = sat("match")
    groups = rightly(exam.at_hand.question)
    groups[0] = None
    exam.submit(Assigned(tuple(groups)), somebody.now, 1_000)
    exam.hand_in(somebody.now)
    found = somebody.desk.examiner.result(exam.sheet.id).groups
    subjects = {group.name: group.score.credit for group in found if group.kind == "subject"}
    assert sorted(subjects.values()) == [0, 1, 1, 1]
    assert sum(1 - credit for credit in subjects.values()) == 1
    (feature,) = [group for group in found if group.kind == "feature"]
    assert (feature.score.credit, feature.score.questions) == (3, 4)
    (form,) = [group for group in found if group.kind == "form"]
    assert (form.name, form.score.credit, form.score.questions) == ("match", 0.75, 1)


def test_what_is_of_neither_counts_though_it_rates_nothing(sat):
    somebody, exam = sat("sort")
    question = exam.at_hand.question
    groups = rightly(question)
    neither = groups.index(question.shape.groups.index("neither"))
    groups[neither] = None
    exam.submit(Assigned(tuple(groups)), somebody.now, 1_000)
    exam.hand_in(somebody.now)
    (one,) = somebody.desk.examiner.result(exam.sheet.id).questions
    assert all(single.credit for single in one.judged.singly)
    assert 0 < one.credit < 1
    assert not one.correct


def test_a_killed_exam_goes_on_with_what_was_given_and_changed(sat):
    somebody, exam = sat("sort", counting=True)
    groups = rightly(exam.at_hand.question)
    exam.submit(DontKnow(), somebody.now, 1_000)
    resumed = somebody.new_desk().examiner.go_on(exam.sheet.id, somebody.now)
    assert resumed.slots[0].given == exam.slots[0].given
    resumed.go(1, somebody.now)
    resumed.submit(Assigned(tuple(groups)), somebody.now, 2_000)
    memories = somebody.store.memories()
    assert {memory.lapses for memory in memories.values()} == {0}
    somebody.store.rebuild()
    assert somebody.store.memories() == memories
    resumed.hand_in(somebody.now)
    (one,) = somebody.desk.examiner.result(exam.sheet.id).questions
    assert (one.credit, one.correct, one.changes, one.duration_ms) == (1, True, 1, 3_000)


def test_nothing_is_told_twice_of_what_was_asked_together(sat):
    somebody, exam = sat("match")
    exam.hand_in(somebody.now)
    examiner = somebody.desk.examiner
    result = examiner.result(exam.sheet.id)
    told = told_of(result.questions[0], examiner.explain(result))
    assert [one.contrast is not None for one in told.explanations] == [True]
    assert (told.changed, told.gone) == (False, False)


def test_of_two_subjects_each_feature_is_told(sat, tools):
    somebody, exam = sat("sort")
    exam.hand_in(somebody.now)
    examiner = somebody.desk.examiner
    result = examiner.result(exam.sheet.id)
    features = len({key.split("/")[2] for key in result.questions[0].facts})
    told = told_of(result.questions[0], examiner.explain(result))
    assert len(told.explanations) == features == 3
    somebody.library.put(tools.table(1, 4))
    assert told_of(result.questions[0], examiner.explain(result)).gone


def test_an_exam_logged_before_facts_came_together_is_still_read(person, tools):
    somebody = person(tools.cards(2))
    exam = somebody.desk.examiner.begin(Setup(), somebody.now)
    exam.hand_in(somebody.now)
    (event,) = somebody.store.events(EventKind.EXAM_HANDED_IN)
    assert "singly" not in json.dumps(event.payload)
    assert "others" not in json.dumps(event.payload)


# Facts that were renamed.

RENAMED = """
id = "t"
title = "Deck t"
[[comparison]]
id = "m"
title = "M"
subject.s0 = { name = "Subject 0" }
subject.new = { name = "Subject 1", aliases = ["s1"] }
subject.s2 = { name = "Subject 2" }
[[comparison.feature]]
id = "f0"
name = "Feature 0"
cell.s0 = "value 0 0"
cell.new = "value 0 1"
cell.s2 = "value 0 2"
"""


def test_a_fact_that_was_renamed_meanwhile_is_asked_by_its_new_name(person, tools):
    somebody = person(tools.table(1, 3))
    exam = somebody.desk.examiner.begin(Setup(counting=True), somebody.now, 3)
    kept = exam.slots
    while exam.at_hand is not None and exam.at_hand is not exam.slots[-1]:
        exam.submit(DontKnow(), somebody.now, 1_000)
    somebody.library.put(tools.read(RENAMED))
    desk = somebody.desk = somebody.new_desk()
    resumed = desk.examiner.go_on(exam.sheet.id, somebody.now)
    assert (resumed.dropped, resumed.changed, resumed.total) == (0, 0, 3)
    assert [slot.question.shape for slot in resumed.slots] == [one.question.shape for one in kept]
    assert [slot.given for slot in resumed.slots] == [slot.given for slot in exam.slots]
    for number in range(1, 4):
        resumed.go(number, somebody.now)
        resumed.submit(DontKnow(), somebody.now, 500)
    assert set(somebody.store.memories()) == {"t/m/f0/s0", "t/m/f0/new", "t/m/f0/s2"}
    resumed.hand_in(somebody.now)
    result = desk.examiner.result(exam.sheet.id)
    assert {one.fact for one in result.questions} == {"t/m/f0/s0", "t/m/f0/new", "t/m/f0/s2"}
    assert all(one.answered for one in result.questions)
    assert result.handed_in.dropped == 0


def test_an_answer_given_before_the_rename_counts_and_old_results_are_explained(person, tools):
    somebody = person(tools.table(1, 3))
    exam = somebody.desk.examiner.begin(Setup(forms=("typed",)), somebody.now, 3)
    for slot in exam.slots:
        value = f"value 0 {slot.item.fact[-1]}"
        exam.submit(tools.Typed((value,)), somebody.now, 1_000)
    somebody.library.put(tools.read(RENAMED))
    desk = somebody.new_desk()
    desk.examiner.go_on(exam.sheet.id, somebody.now).hand_in(somebody.now)
    result = desk.examiner.result(exam.sheet.id)
    assert (result.score.credit, len(result.unanswered)) == (3, 0)
    somebody.library.put(tools.table(1, 3))
    unknown = [told for told in desk.examiner.explain(result).values() if not told.explanation]
    assert len(unknown) == 1
    somebody.library.put(tools.read(RENAMED))
    assert all(told.explanation for told in desk.examiner.explain(result).values())
