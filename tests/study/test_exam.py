from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import DataError, Problem, ProblemsFound, Severity, UsageError
from quiz.review import Confidence, EventKind, Mode, Rating
from quiz.shapes import Assign, Assigned, DontKnow, Pick, Picked, Typed
from quiz.study.exam_setup import Setup


@pytest.fixture
def examined(person, tools):
    """Makes a person with some cards to type, and an exam over them."""

    def made(count=4, *, seed=None, **setup):
        somebody = person(tools.cards(count))
        exam = somebody.desk.examiner.begin(Setup(**setup), somebody.now, seed)
        return somebody, exam

    return made


def number_of(exam):
    """The card at hand, by the number in its id."""
    return exam.at_hand.item.fact.removeprefix("d/c")


def answer(somebody, exam, text=None, **how):
    """Answer the question at hand, rightly where nothing else is said."""
    somebody.pass_time(seconds=10)
    text = f"answer {number_of(exam)}" if text is None else text
    return exam.submit(Typed((text,)), somebody.now, 5_000, **how)


def again(somebody, exam):
    """What happens after a kill."""
    somebody.desk = somebody.new_desk()
    return somebody.desk.examiner.go_on(exam.sheet.id, somebody.now)


def standing(somebody):
    return list(somebody.store.reviews())


# Answering and moving about.


def test_answers_are_logged_as_of_an_exam_and_move_nothing(examined):
    somebody, exam = examined()
    assert (exam.number, exam.total, exam.unanswered) == (1, 4, (1, 2, 3, 4))
    assert answer(somebody, exam)
    (review,) = standing(somebody)
    assert (review.mode, review.counts, review.correct) == (Mode.EXAM, False, True)
    assert (review.session_id, review.duration_ms) == (exam.sheet.id, 5_000)
    assert somebody.store.memories() == {}
    assert (exam.number, exam.unanswered) == (2, (2, 3, 4))


def test_an_answer_can_be_changed_and_only_the_last_one_stands(examined):
    somebody, exam = examined()
    answer(somebody, exam, "wrong")
    exam.go(1, somebody.now)
    assert exam.at_hand.given.response.texts == ("wrong",)
    answer(somebody, exam)
    assert exam.number == 2
    (review,) = standing(somebody)
    assert review.correct
    assert len(list(somebody.store.reviews(undone=True))) == 2


def test_one_goes_forward_back_and_to_a_number(examined):
    somebody, exam = examined(3)
    exam.back(somebody.now)
    assert exam.number == 1
    exam.next(somebody.now)
    exam.next(somebody.now)
    assert exam.number == 3
    exam.next(somebody.now)
    exam.next(somebody.now)
    assert exam.number is exam.at_hand is None
    exam.back(somebody.now)
    assert exam.number == 3
    with pytest.raises(ValueError, match="no question 4"):
        exam.go(4, somebody.now)
    exam.next(somebody.now)
    with pytest.raises(ValueError, match="no question is open"):
        exam.submit(DontKnow(), somebody.now, 1)


def test_after_an_answer_comes_the_next_without_one(examined):
    somebody, exam = examined(4)
    exam.go(2, somebody.now)
    answer(somebody, exam)
    exam.go(1, somebody.now)
    answer(somebody, exam)
    assert exam.number == 3
    exam.go(4, somebody.now)
    answer(somebody, exam)
    assert exam.number is None
    assert exam.unanswered == (3,)


def test_questions_are_marked_for_later(examined):
    somebody, exam = examined()
    exam.mark(somebody.now)
    exam.go(3, somebody.now)
    exam.mark(somebody.now)
    assert exam.marked == (1, 3)
    exam.mark(somebody.now)
    somebody.desk.examiner.begin(Setup(), somebody.now).mark(somebody.now)
    assert exam.marked == again(somebody, exam).marked == (1,)


def test_an_answer_of_another_shape_is_refused(examined):
    somebody, exam = examined()
    with pytest.raises(ValueError, match="blanks are answered by typing"):
        exam.submit(Picked((0,)), somebody.now, 1)
    assert standing(somebody) == []


def test_how_sure_is_said_where_it_counts_and_only_there(examined):
    somebody, exam = examined(certainty=True)
    with pytest.raises(ValueError, match="how sure"):
        answer(somebody, exam)
    answer(somebody, exam, confidence=Confidence.SURE)
    exam.submit(DontKnow(), somebody.now, 1)
    assert [one.confidence for one in standing(somebody)] == [Confidence.SURE, None]
    somebody, exam = examined()
    with pytest.raises(ValueError, match="how sure"):
        answer(somebody, exam, confidence=Confidence.SURE)


# Kills.


def test_a_killed_exam_goes_on_where_it_was(examined):
    somebody, exam = examined(questions=3)
    answer(somebody, exam)
    answer(somebody, exam, "wrong")
    resumed = again(somebody, exam)
    assert resumed.resumed
    assert not exam.resumed
    assert [slot.item for slot in resumed.slots] == [slot.item for slot in exam.slots]
    assert [slot.given for slot in resumed.slots] == [slot.given for slot in exam.slots]
    assert (resumed.number, resumed.unanswered) == (3, (3,))
    resumed.go(2, somebody.now)
    answer(somebody, resumed)
    assert [one.correct for one in standing(somebody)] == [True, True]


def test_a_failing_disk_leaves_all_as_it_was(examined):
    somebody, exam = examined()
    somebody.store.fail("record")
    with pytest.raises(DataError):
        answer(somebody, exam)
    assert exam.number == 1
    answer(somebody, exam, "wrong")
    exam.go(1, somebody.now)
    somebody.store.fail("amend")
    with pytest.raises(DataError):
        answer(somebody, exam)
    assert exam.at_hand.given.response.texts == ("wrong",)
    answer(somebody, exam)
    assert [one.correct for one in standing(somebody)] == [True]
    somebody.store.fail("note")
    with pytest.raises(DataError):
        exam.hand_in(somebody.now)
    assert not exam.closed
    exam.hand_in(somebody.now)
    assert exam.closed


def test_handed_in_is_handed_in_though_the_end_could_not_be_written(examined):
    somebody, exam = examined()
    note, calls = somebody.store.inner.note, []

    def failing_second(*args):
        calls.append(args[0])
        if args[0] is EventKind.SESSION_ENDED:
            raise DataError("full")
        return note(*args)

    somebody.store.inner.note = failing_second
    exam.hand_in(somebody.now)
    assert calls == [EventKind.EXAM_HANDED_IN, EventKind.SESSION_ENDED]
    assert exam.closed
    assert somebody.desk.examiner.left_open() == ()
    assert len(somebody.desk.examiner.exams()) == 1


def test_two_processes_may_change_the_same_answer(examined):
    somebody, exam = examined()
    answer(somebody, exam, "wrong")
    other = again(somebody, exam)
    other.go(1, somebody.now)
    answer(somebody, other, "wrong, too")
    exam.go(1, somebody.now)
    answer(somebody, exam)
    (review,) = standing(somebody)
    assert review.correct
    somebody.store.undo(review.question_id, somebody.now, review.study_day)
    exam.go(1, somebody.now)
    answer(somebody, exam)
    assert len(standing(somebody)) == 1


# The clock.


def test_time_runs_while_nobody_sits_there(examined):
    somebody, exam = examined(minutes=10)
    assert exam.left_ms(somebody.now) == 600_000
    answer(somebody, exam)
    somebody.pass_time(minutes=9)
    resumed = again(somebody, exam)
    assert resumed.left_ms(somebody.now) == 50_000
    assert not resumed.is_over(somebody.now)
    somebody.pass_time(seconds=50)
    assert resumed.is_over(somebody.now)
    assert resumed.left_ms(somebody.now + timedelta(days=1)) == 0
    assert not answer(somebody, resumed)
    assert len(standing(somebody)) == 1


def test_what_is_late_is_handed_in_as_of_the_end(examined):
    somebody, exam = examined(minutes=10)
    somebody.pass_time(hours=3)
    handed_in = exam.hand_in(somebody.now)
    assert not handed_in.in_time
    assert handed_in.at == exam.sheet.ends_at == exam.sheet.started_at + 600_000


def test_without_a_limit_there_is_all_the_time(examined):
    somebody, exam = examined()
    assert exam.left_ms(somebody.now) is None
    somebody.next_day(3)
    resumed = again(somebody, exam)
    assert not resumed.is_over(somebody.now)
    answer(somebody, resumed)
    assert resumed.hand_in(somebody.now).in_time


# Ends.


def test_what_is_over_takes_nothing_more(examined):
    somebody, exam = examined()
    other = again(somebody, exam)
    exam.hand_in(somebody.now)
    for act in (
        lambda: answer(somebody, exam),
        lambda: exam.mark(somebody.now),
        lambda: exam.hand_in(somebody.now),
        lambda: exam.drop(somebody.now),
        lambda: other.hand_in(somebody.now),
    ):
        with pytest.raises(ValueError, match=r"over|no question is open"):
            act()
    assert other.closed
    assert other.is_over(somebody.now)
    assert [event.target for event in somebody.store.events(EventKind.EXAM_HANDED_IN)] == [
        exam.sheet.id
    ]


def test_an_exam_can_be_dropped(examined):
    somebody, exam = examined()
    answer(somebody, exam)
    exam.drop(somebody.now)
    assert exam.closed
    assert somebody.desk.examiner.left_open() == somebody.desk.examiner.exams() == ()
    with pytest.raises(UsageError, match=r"no exam .* to go on with"):
        again(somebody, exam)


# Decks that change.


def test_what_has_left_its_deck_is_dropped_and_told(examined, tools):
    somebody, exam = examined()
    for _ in range(4):
        answer(somebody, exam)
    somebody.library.put(tools.cards(3))
    resumed = again(somebody, exam)
    assert (resumed.total, resumed.dropped, resumed.changed) == (3, 1, 0)
    assert resumed.unanswered == ()
    handed_in = resumed.hand_in(somebody.now)
    assert handed_in.dropped == 1
    assert [one.credit for one in handed_in.judged] == [1.0] * 3


def test_what_changed_is_asked_anew(examined, tools):
    somebody, exam = examined(2)
    answer(somebody, exam)
    answer(somebody, exam)
    deck = tools.read(
        'title = "Deck d"\n'
        '[[card]]\nid = "c0"\nform = "typed"\nprompt = "Prompt 0?"\nanswer = "another answer"\n'
        '[[card]]\nid = "c1"\nform = "typed"\nprompt = "Reworded 1?"\nanswer = "answer 1"\n'
    )
    somebody.library.put(deck)
    resumed = again(somebody, exam)
    assert resumed.changed == 1
    (open_number,) = resumed.unanswered
    assert resumed.slots[open_number - 1].item.fact == "d/c0"
    resumed.go(open_number, somebody.now)
    answer(somebody, resumed, "another answer")
    assert again(somebody, exam).unanswered == ()
    assert [one.credit for one in resumed.hand_in(somebody.now).judged] == [1.0, 1.0]


def test_options_that_changed_are_another_question(person, tools):
    somebody = person(tools.cards(1, form="choice"))
    exam = somebody.desk.examiner.begin(Setup(), somebody.now)
    exam.submit(Picked((0,)), somebody.now, 1_000)
    deck = tools.read(
        '[[card]]\nid = "c0"\nform = "choice"\nprompt = "Prompt 0?"\n'
        'answer = "answer 0"\nwrong = ["no", "certainly not"]'
    )
    somebody.library.put(deck)
    resumed = again(somebody, exam)
    assert (resumed.changed, resumed.unanswered) == (1, (1,))


def test_what_no_longer_answers_the_question_is_asked_anew(person, tools):
    card = '[[card]]\nid = "c0"\nform = "choice"\nprompt = "P?"\nwrong = ["no"]\n'
    somebody = person(tools.read(card + 'answers = ["yes"]'))
    exam = somebody.desk.examiner.begin(Setup(), somebody.now)
    exam.submit(Picked((0, 1)), somebody.now, 1_000)
    somebody.library.put(tools.read(card + 'answer = "yes"'))
    resumed = again(somebody, exam)
    assert (resumed.changed, resumed.unanswered) == (1, (1,))
    assert resumed.hand_in(somebody.now).judged[0].credit == 0


def test_decks_that_are_gone_or_broken_keep_the_exam(examined):
    somebody, exam = examined()
    deck = somebody.library.decks.pop("d")
    with pytest.raises(UsageError, match="None of the questions of this exam"):
        again(somebody, exam)
    somebody.library.put(deck)
    somebody.library.broken.add("d")
    with pytest.raises(ProblemsFound):
        again(somebody, exam)
    somebody.library.broken.clear()
    assert again(somebody, exam).total == 4


def test_a_deck_with_mistakes_is_mended_and_not_dropped(examined, tools):
    somebody, exam = examined()
    deck = somebody.library.decks.pop("d")
    problem = Problem("d.toml", 1, 1, Severity.ERROR, "broken")
    somebody.library.more = [
        tools.entry_of(tools.cards(1, "other"), problems=(problem,)),
        replace(tools.entry_of(deck), problems=(problem,)),
        replace(tools.entry_of(deck), shadowed_by="e.toml", problems=(problem,)),
    ]
    with pytest.raises(ProblemsFound, match="broken"):
        again(somebody, exam)


# With --count.


def test_where_it_counts_answers_move_the_memory(examined):
    somebody, exam = examined(counting=True)
    answer(somebody, exam, "wrong")
    key = exam.slots[0].item.fact
    assert somebody.store.memory(key).last_rating is Rating.AGAIN
    exam.go(1, somebody.now)
    answer(somebody, exam)
    memory = somebody.store.memory(key)
    assert (memory.last_rating, memory.reviews) == (Rating.GOOD, 1)
    (review,) = standing(somebody)
    assert review.counts
    somebody.store.rebuild()
    assert somebody.store.memory(key) == memory


def test_a_change_that_fails_leaves_the_memory_of_the_first_answer(examined):
    somebody, exam = examined(counting=True)
    answer(somebody, exam, "wrong")
    key = exam.slots[0].item.fact
    before = somebody.store.memory(key)
    exam.go(1, somebody.now)
    for failing in (("new_id",), ("new_id", "memory")):
        amend = somebody.store.inner.amend

        def flaky(*args, failing=failing, amend=amend):
            somebody.store.fail("new_id")
            try:
                return amend(*args)
            finally:
                for name in failing[1:]:
                    somebody.store.fail(name)

        somebody.store.inner.amend = flaky
        with pytest.raises(DataError):
            answer(somebody, exam)
        somebody.store.inner.amend = amend
        assert somebody.store.memory(key) == before
    answer(somebody, exam)
    assert somebody.store.memory(key).reviews == 1
    assert [one.counts for one in standing(somebody)] == [True]


def test_right_after_all_clues_or_unsure_counts_as_hard(examined):
    somebody, exam = examined(counting=True, certainty=True)
    answer(somebody, exam, confidence=Confidence.UNSURE)
    assert standing(somebody)[0].rating is Rating.HARD


# All of it, at random.


def some_response(shape):
    """An answer that may be given, right or wrong."""
    if isinstance(shape, Assign):
        given = (number % len(shape.groups) for number in range(len(shape.items) - 1))
        return Assigned((*given, None))
    return Picked((0,)) if isinstance(shape, Pick) else Typed(("answer 1",))


@settings(
    max_examples=60,
    # The tools only make things: each example makes its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_done_a_kill_changes_nothing(tools, data):
    somebody = tools.Person(tools.FakeLibrary(tools.cards(4), tools.table(2, 3)))
    setup = Setup(questions=6, counting=data.draw(st.booleans()))
    exam = somebody.desk.examiner.begin(setup, somebody.now, data.draw(st.integers(0, 99)))
    acts = ["answer", "dont know", "go", "next", "back", "mark", "kill"]
    for act in data.draw(st.lists(st.sampled_from(acts), max_size=15)):
        somebody.pass_time(seconds=5)
        match act:
            case "answer" | "dont know" if exam.at_hand is not None:
                shape = exam.at_hand.question.shape
                response = DontKnow()
                if act == "answer":
                    response = some_response(shape)
                exam.submit(response, somebody.now, 1_000)
            case "go":
                exam.go(data.draw(st.integers(1, exam.total)), somebody.now)
            case "next":
                exam.next(somebody.now)
            case "back":
                exam.back(somebody.now)
            case "mark" if exam.at_hand is not None:
                exam.mark(somebody.now)
            case "kill":
                before = exam.slots
                exam = again(somebody, exam)
                assert [one.given for one in exam.slots] == [one.given for one in before]
                assert [one.marked for one in exam.slots] == [one.marked for one in before]
    given = [slot for slot in exam.slots if slot.given]
    answered = [key for slot in given for key in slot.facts]
    assert sorted(one.fact for one in standing(somebody)) == sorted(answered)
    memories = somebody.store.memories()
    assert set(memories) == (set(answered) if setup.counting else set())
    somebody.store.rebuild()
    assert somebody.store.memories() == memories
    credits = [one.credit for one in exam.hand_in(somebody.now).judged]
    result = somebody.desk.examiner.result(exam.sheet.id)
    assert result.score.credit == sum(credits)
    assert len(result.unanswered) == exam.total - len(given)
