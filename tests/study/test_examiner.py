from dataclasses import replace

import pytest

from quiz.errors import DataError, ProblemsFound, UsageError
from quiz.intervals import wilson
from quiz.review import Confidence, EventKind, Mode
from quiz.shapes import DontKnow, Picked, Typed
from quiz.study.exam_log import ExamLog, Sheet, marked
from quiz.study.exam_result import Score, given_in_words, in_figures
from quiz.study.exam_setup import Setup

LOSS = """
id = "n"
title = "Nerves"
tags = ["body"]
[[comparison]]
id = "loss"
title = "Who loses what"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
[[comparison.feature]]
id = "where"
name = "where it is lost"
cell.ms = "central"
cell.fm = "peripheral"
because = "That tells them apart."
[[card]]
id = "all"
form = "list"
prompt = "Name the two systems."
answers = ["one kind", "other kind"]
"""


@pytest.fixture
def nerves(person, tools):
    return person(tools.read(LOSS))


@pytest.fixture
def sit(nerves):
    """Sits an exam over all facts; what is answered is told by fact."""

    def hold(answers, sure=None, **setup):
        setup = {"forms": ("choice", "list"), "questions": 9} | setup
        exam = nerves.desk.examiner.begin(Setup(**setup), nerves.now, 5)
        for slot in exam.slots:
            said = answers.get(slot.item.fact)
            if said is None:
                exam.next(nerves.now)
                continue
            nerves.pass_time(seconds=10)
            shape = slot.question.shape
            response = said
            if isinstance(said, str):
                response = Picked((shape.options.index(said),))
            confidence = None if isinstance(said, DontKnow) else sure
            exam.submit(response, nerves.now, 4_000, confidence)
        exam.hand_in(nerves.now)
        return nerves.desk.examiner.result(exam.sheet.id)

    return hold


MS, FM, ALL = "n/loss/where/ms", "n/loss/where/fm", "n/all"
MIXED = {MS: "peripheral", FM: "peripheral", ALL: Typed(("one kind", "wrong"))}


def of(result, fact):
    return next(one for one in result.questions if one.fact == fact)


def groups(result, kind):
    found = [group for group in result.groups if group.kind == kind]
    return {group.name: (group.score.credit, group.score.questions) for group in found}


# Results.


def test_the_score_adds_credits_up_with_their_uncertainty(sit):
    result = sit(MIXED)
    assert result.score == Score(1.5, 3, *wilson(1.5, 3))
    assert result.score.share == 0.5
    assert result.took_ms == 30_000
    assert result.median_ms == 4_000
    assert result.unanswered == ()
    assert result.handed_in.in_time
    assert result.sheet.decks.keys() == {"n"}


def test_it_is_broken_down_by_all_that_a_question_is_about(sit):
    result = sit(MIXED)
    assert groups(result, "deck") == {"Nerves": (1.5, 3)}
    assert groups(result, "comparison") == {"Who loses what": (1.0, 2)}
    assert groups(result, "feature") == {"where it is lost": (1.0, 2)}
    assert groups(result, "tag") == {"body": (1.5, 3)}
    assert groups(result, "subject") == {"Multiple sclerosis": (0.0, 1), "Fibromyalgia": (1.0, 1)}
    assert groups(result, "form") == {"choice": (1.0, 2), "list": (0.5, 1)}


def test_each_answer_stands_beside_the_right_one(sit):
    result = sit(MIXED)
    wrong, partly = of(result, MS), of(result, ALL)
    assert given_in_words(wrong) == ("peripheral",)
    assert wrong.judged.right == "central"
    assert not wrong.correct
    assert given_in_words(partly) == ("one kind", "wrong")
    assert [part.correct for part in partly.judged.parts] == [True, False]
    assert partly.credit == 0.5


def test_confusions_are_told(sit):
    assert sit(MIXED).confused == ((MS, FM, 1),)


def test_what_was_not_answered_earns_nothing_and_takes_no_time(sit):
    result = sit({MS: DontKnow()})
    assert of(result, MS).unknown
    assert not of(result, FM).answered
    assert of(result, FM).duration_ms == 0
    assert result.score.credit == 0
    assert len(result.unanswered) == 2
    assert given_in_words(of(result, MS)) == given_in_words(of(result, FM)) == ()


def test_nothing_may_be_answered_at_all(sit):
    result = sit({})
    assert result.median_ms is None
    assert result.marks is None
    assert result.took_ms == 0


def test_certainty_is_added_up(sit):
    result = sit(MIXED, Confidence.SURE, certainty=True)
    assert result.marks is not None
    assert (result.marks.earned, result.marks.most) == (-6 + 3 - 1.5, 9)
    assert of(result, MS).marks == -6
    assert sit({}, certainty=True).marks.earned == 0


def test_items_of_a_match_are_told_with_what_they_were_given(person, tools):
    somebody = person(
        tools.read(
            '[[card]]\nid = "m"\nform = "match"\nprompt = "P?"\npairs = [["a", "1"], ["b", "2"]]'
        )
    )
    exam = somebody.desk.examiner.begin(Setup(), somebody.now)
    exam.submit(tools.Assigned((0, 1)), somebody.now, 1)
    exam.hand_in(somebody.now)
    (one,) = somebody.desk.examiner.result(exam.sheet.id).questions
    shape = exam.slots[0].question.shape
    assert given_in_words(one) == tuple(
        f"{item}: {group}" for item, group in zip(shape.items, shape.groups, strict=True)
    )


def test_time_and_changes_of_an_answer_add_up(nerves):
    exam = nerves.desk.examiner.begin(Setup(forms=("list",)), nerves.now)
    for text in ("a", "b", "c"):
        exam.go(1, nerves.now)
        exam.submit(Typed((text, "")), nerves.now, 3_000)
    exam.hand_in(nerves.now)
    (one,) = nerves.desk.examiner.result(exam.sheet.id).questions
    assert (one.duration_ms, one.changes) == (9_000, 2)


def test_near_misses_are_told(nerves):
    exam = nerves.desk.examiner.begin(Setup(forms=("list",)), nerves.now)
    exam.submit(Typed(("one kind", "othr kind")), nerves.now, 3_000)
    exam.hand_in(nerves.now)
    (one,) = nerves.desk.examiner.result(exam.sheet.id).questions
    assert one.judged.near
    assert one.credit == 1


@pytest.mark.parametrize(
    ("amount", "figures"), [(0.0, "0"), (20.0, "20"), (-1.5, "-1.5"), (2 / 3, "0.67"), (10.0, "10")]
)
def test_figures_have_no_more_places_than_they_need(amount, figures):
    assert in_figures(amount) == figures


# Kept for ever.


def test_an_old_exam_is_the_same_whatever_becomes_of_its_deck(sit, nerves, tools):
    result = sit(MIXED)
    examiner = nerves.desk.examiner
    assert {one.name for one in examiner.explain(result).values()} == {
        *("MS: where it is lost", "FM: where it is lost", "Name the two systems.")
    }
    assert examiner.explain(result)[MS].explanation.because == "That tells them apart."
    nerves.library.put(tools.read(LOSS.replace('"central"', '"in the middle"')))
    assert examiner.result(result.sheet.id) == result
    explained = examiner.explain(result)
    assert (explained[MS].changed, explained[FM].changed) == (True, False)
    nerves.library.put(tools.read(LOSS[: LOSS.index("[[card]]")]))
    assert examiner.explain(result)[ALL] == type(explained[MS])(ALL)
    nerves.library.broken.add("n")
    assert examiner.explain(result)[MS].explanation is None
    nerves.library.decks.clear()
    assert examiner.result(result.sheet.id) == result


def test_exams_of_one_setup_are_compared(sit, nerves):
    first = sit(MIXED)
    other = sit(MIXED, questions=2)
    nerves.next_day()
    second = sit({MS: "central", FM: "peripheral"})
    assert first.earlier == other.earlier == ()
    ((earlier),) = second.earlier
    assert (earlier.id, earlier.score) == (first.sheet.id, first.score)
    assert earlier.study_day == first.handed_in.study_day
    assert [sheet.id for sheet, _ in nerves.desk.examiner.exams()] == [
        *(first.sheet.id, other.sheet.id, second.sheet.id)
    ]
    with pytest.raises(UsageError, match=r"no exam x\."):
        nerves.desk.examiner.result("x")


def test_a_log_that_cannot_be_read_says_so(nerves, tools):
    examiner, note = nerves.desk.examiner, nerves.store.note
    exam = examiner.begin(Setup(), nerves.now)
    note(EventKind.EXAM_HANDED_IN, exam.sheet.id, {}, nerves.now, tools.DAY)
    with pytest.raises(DataError, match="an exam that this version of quiz cannot read"):
        examiner.result(exam.sheet.id)
    note(EventKind.SESSION_STARTED, "later", {"mode": "exam"}, nerves.now, tools.DAY)
    with pytest.raises(DataError, match="an exam that this version of quiz cannot read"):
        examiner.left_open()


def test_a_sheet_says_what_other_sessions_say(nerves):
    exam = nerves.desk.examiner.begin(Setup(minutes=3), nerves.now)
    (started,) = nerves.store.events(EventKind.SESSION_STARTED)
    assert started.payload["mode"] == Mode.EXAM
    assert started.payload["limits"] == {"questions": 20, "minutes": 3}
    assert ExamLog(nerves.store).open() == [exam.sheet]
    assert isinstance(exam.sheet, Sheet)
    assert marked(nerves.store, exam.sheet.id) == set()


# Beginning and going on.


def test_the_newest_open_exam_goes_on(nerves):
    examiner = nerves.desk.examiner
    first = examiner.sit(None, nerves.now, 1)
    second = examiner.sit(Setup(questions=1), nerves.now, 2)
    assert examiner.sit(None, nerves.now).sheet == second.sheet
    assert examiner.sit(Setup(), nerves.now).sheet == first.sheet
    assert examiner.sit(Setup(), nerves.now, 1).sheet == first.sheet
    assert examiner.sit(Setup(), nerves.now, 9).sheet.seed == 9
    assert examiner.sit(Setup(), nerves.now, anew=True).sheet.id != first.sheet.id
    assert len(examiner.left_open()) == 4


def test_of_two_left_open_one_can_be_dropped(nerves):
    examiner = nerves.desk.examiner
    first = examiner.begin(Setup(), nerves.now)
    first.submit(DontKnow(), nerves.now, 1)
    second = examiner.begin(Setup(), nerves.now)
    assert [(one.sheet.id, one.answered) for one in examiner.left_open()] == [
        (second.sheet.id, 0),
        (first.sheet.id, 1),
    ]
    examiner.drop(second.sheet.id, nerves.now)
    assert [one.sheet for one in examiner.left_open()] == [first.sheet]


def test_a_study_session_left_open_is_another_thing(nerves, tools):
    session = nerves.begin()
    nerves.go_on(session)
    nerves.submit(session, nerves.rightly(session.turn))
    exam = nerves.desk.examiner.sit(None, nerves.now)
    exam.submit(DontKnow(), nerves.now, 1)
    assert nerves.again().resumed
    assert nerves.desk.examiner.sit(None, nerves.now).sheet == exam.sheet


def test_decks_are_chosen_or_all_that_can_be_read(person, tools):
    somebody = person(tools.cards(2, "a"), tools.cards(2, "b"), tools.cards(2, "c"))
    examiner = somebody.desk.examiner
    somebody.library.broken.add("c")
    assert set(examiner.begin(Setup(), somebody.now).sheet.decks) == {"a", "b"}
    assert set(examiner.begin(Setup(("b",)), somebody.now).sheet.decks) == {"b"}
    with pytest.raises(UsageError, match=r"no deck 'x' to use\. There is: a, b, c"):
        examiner.begin(Setup(("x",)), somebody.now)
    with pytest.raises(ProblemsFound):
        examiner.begin(Setup(("c",)), somebody.now)
    somebody.library.decks.clear()
    with pytest.raises(UsageError, match="There is: none"):
        examiner.begin(Setup(("x",)), somebody.now)


def test_topics_are_those_of_the_chosen_decks(nerves, tools):
    nerves.library.put(tools.cards(1, "plain"))
    assert nerves.desk.examiner.topics(()) == (
        *("body", "Who loses what", "Multiple sclerosis", "Fibromyalgia", "where it is lost"),
    )
    assert nerves.desk.examiner.topics(("plain",)) == ()


def test_a_renamed_fact_keeps_its_memory_in_an_exam_that_counts(one, tools):
    one.learn()
    (key,) = {fact for fact in one.store.memories() if fact.endswith("c0")}
    renamed = tools.read(
        'title = "Deck d"\n[[card]]\nid = "new"\naliases = ["c0"]\nform = "typed"\n'
        'prompt = "Prompt 0?"\nanswer = "answer 0"'
    )
    one.library.put(renamed)
    exam = one.desk.examiner.begin(Setup(counting=True), one.now)
    before = one.store.memory("d/new")
    exam.submit(Typed(("answer 0",)), one.now, 1)
    assert one.store.memory("d/new").reviews == before.reviews + 1
    assert one.store.memory(key) is None


def test_equal_sheets_differ_by_seed(nerves):
    examiner = nerves.desk.examiner
    one, other = (examiner.begin(Setup(), nerves.now, 3).sheet for _ in range(2))
    assert replace(one, id="", started_at=0) == replace(other, id="", started_at=0)
