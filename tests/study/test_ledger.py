"""The memories of a session, in step with the log."""

import json
from datetime import timedelta

import pytest

from quiz.errors import DataError
from quiz.memory.schedule import Given
from quiz.review import Confidence, EventKind, Mode, Rating, State
from quiz.shapes import Mark, Picked, Question, Type, Typed, Verdict
from quiz.study.ledger import Ledger
from quiz.study.start import Start
from quiz.study.submission import Submission


@pytest.fixture
def one(tools, person):
    return person(tools.cards(3))


@pytest.fixture
def ledger_of(one, tools):
    def made(mode=Mode.STUDY, now=None):
        deck = one.library.decks["d"]
        start = Start("s", 1, mode, {"d": ""})
        return Ledger(start, deck.facts, ["d"], one.store, one.scheduler, now or one.now)

    return made


def question(key="d/c0", shape=None):
    return Question("typed", shape or Type("?"), (key,), lambda _: Verdict(()))


def said(correct=True, key="d/c0", text="x", confidence=None, **more):
    verdict = Verdict((Mark(key, correct, **more),))
    return Submission(Typed((text,)), 1500, verdict, confidence)


def answer(ledger, one, correct=True, key="d/c0", **more):
    (review,), outcomes = ledger.commit(question(key), said(correct, key, **more), one.now)
    return review, outcomes[key]


class TestCommit:
    def test_all_that_was_asked_and_said_stands_in_the_log(self, one, ledger_of, tools):
        ledger = ledger_of()
        review, outcomes = answer(ledger, one, False, confused_with=("d/c1",))
        (logged,) = one.store.reviews()
        assert logged == review
        assert (review.fact, review.session_id, review.mode) == ("d/c0", "s", Mode.STUDY)
        assert (review.at, review.study_day) == (tools.ms(one.now), tools.DAY)
        assert (review.form, review.shape, review.options) == ("typed", "type", "{}")
        assert json.loads(review.response)["texts"] == ["x"]
        assert (review.correct, review.confidence) == (False, None)
        assert review.rating is review.proposed_rating is Rating.AGAIN
        assert (review.confused_with, review.duration_ms) == (("d/c1",), 1500)
        assert review.scheduler == one.scheduler.forgetting.name
        assert (review.revision, review.bundle_id) == (1, None)
        assert review.answer_digest == one.library.decks["d"].facts["d/c0"].digest
        assert (review.interval_days, review.due_at) == (
            outcomes.after(Rating.AGAIN).interval_days,
            outcomes.after(Rating.AGAIN).due_at,
        )
        assert one.store.answer_text(review.answer_digest) == "answer 0"

    def test_the_memories_follow(self, one, ledger_of):
        ledger = ledger_of()
        _, outcomes = answer(ledger, one)
        assert ledger.memories == one.store.memories() == {"d/c0": outcomes.after(Rating.GOOD)}

    def test_several_facts_of_one_question_are_one_transaction(self, one, ledger_of):
        marks = (Mark("d/c0", True), Mark("d/c1", False))
        submission = Submission(Typed(("x", "y")), 1000, Verdict(marks))
        reviews, outcomes = ledger_of().commit(question(), submission, one.now)
        assert len({review.question_id for review in reviews}) == 1
        assert [review.rating for review in reviews] == [Rating.GOOD, Rating.AGAIN]
        assert set(outcomes) == {"d/c0", "d/c1"}
        assert one.store.calls.count("record") == 1

    def test_what_stood_to_be_chosen_from_is_kept(self, one, ledger_of, tools):
        shape = tools.Pick("?", ("ä", "b"))
        submission = Submission(Picked((1,)), 1000, Verdict((Mark("d/c0", True),)))
        (review,), _ = ledger_of().commit(question(shape=shape), submission, one.now)
        assert json.loads(review.options) == {"options": ["ä", "b"]}
        assert json.loads(review.response) == {"kind": "picked", "chosen": [1], "clues": 0}

    def test_text_that_no_file_can_hold_is_kept_all_the_same(self, one, ledger_of):
        review, _ = answer(ledger_of(), one, text="a\udcffb")
        assert review.response.isascii()
        assert json.loads(review.response)["texts"] == ["a\udcffb"]

    def test_where_it_fails_nothing_has_moved(self, one, ledger_of):
        ledger = ledger_of()
        one.store.fail("record")
        with pytest.raises(DataError):
            answer(ledger, one)
        assert ledger.memories == {}
        assert list(one.store.reviews()) == []


class TestTwoProcesses:
    def test_the_second_answer_does_not_count_and_what_holds_is_taken_over(self, one, ledger_of):
        ours, theirs = ledger_of(), ledger_of()
        answer(theirs, one)
        one.pass_time(seconds=5)
        review, _ = answer(ours, one, False)
        assert not review.counts
        assert ours.memories == theirs.memories == one.store.memories()

    def test_that_it_was_kept_stands_even_if_the_rest_cannot_be_read(self, one, ledger_of):
        ours, theirs = ledger_of(), ledger_of()
        answer(theirs, one)
        one.store.fail("memory")
        review, _ = answer(ours, one)
        assert not review.counts
        assert ours.memories == {}
        assert ours.catch_up("d/c0")
        assert ours.memories == theirs.memories
        assert not ours.catch_up("d/c0")

    def test_a_reset_elsewhere_is_noticed(self, one, ledger_of, tools):
        ledger = ledger_of()
        answer(ledger, one)
        one.store.note(EventKind.RESET, "d/c0", {}, one.now, tools.DAY)
        assert ledger.catch_up("d/c0")
        assert ledger.memories == {}

    def test_a_rating_can_no_longer_be_overruled(self, one, ledger_of):
        ours = ledger_of()
        review, outcomes = answer(ours, one)
        theirs = ledger_of()
        answer(theirs, one)
        with pytest.raises(ValueError, match="not the last"):
            ours.rerate(review, Rating.AGAIN, outcomes.after(Rating.AGAIN), one.now)
        assert ours.memories == theirs.memories

    def test_a_question_taken_back_elsewhere_is_taken_back(self, one, ledger_of):
        review, _ = answer(ledger_of(), one)
        ledger_of().undo(review.question_id, one.now)
        assert ledger_of().undo(review.question_id, one.now) == ()


class TestWhatCounts:
    def test_study_and_learning_ahead_always(self, one, ledger_of):
        assert ledger_of(Mode.STUDY).counts("d/c0", 0)
        assert ledger_of(Mode.AHEAD).counts("d/c0", 0)

    def test_a_drill_only_where_the_fact_is_due(self, one, ledger_of, tools):
        answer(ledger_of(), one)
        drill = ledger_of(Mode.DRILL)
        due_at = drill.memories["d/c0"].due_at
        assert not drill.counts("d/c0", due_at - 1)
        assert drill.counts("d/c0", due_at)
        assert not drill.counts("d/c1", due_at)

    def test_a_raised_revision_is_due(self, one, ledger_of, tools):
        answer(ledger_of(), one)
        raised = 'id="d"\n[[card]]\nid="c0"\nform="typed"\nprompt="?"\nanswer="x"\nrevision=2'
        one.library.put(tools.read(raised))
        drill = ledger_of(Mode.DRILL)
        assert drill.counts("d/c0", 0)
        assert drill.memory("d/c0") is None

    def test_an_exam_never(self, one, ledger_of):
        answer(ledger_of(), one)
        assert not ledger_of(Mode.EXAM).counts("d/c0", 10**15)

    def test_what_does_not_count_leaves_the_fact_where_it_is(self, one, ledger_of):
        answer(ledger_of(), one)
        drill = ledger_of(Mode.DRILL)
        before = one.store.memory("d/c0")
        review, _ = answer(drill, one, False)
        assert (review.counts, review.correct, review.rating) == (False, False, Rating.AGAIN)
        assert (review.interval_days, review.due_at) == (before.interval_days, before.due_at)
        assert drill.memories["d/c0"] == one.store.memory("d/c0") == before


class TestDays:
    def test_the_study_day_is_kept_until_it_is_over(self, one, ledger_of, tools):
        ledger = ledger_of()
        assert ledger.study_day(tools.NOON) == tools.DAY
        last = tools.NOON.replace(day=3, hour=3, minute=59)
        assert ledger.study_day(last) == tools.DAY
        assert ledger.study_day(last + timedelta(minutes=1)) == tools.DAY + timedelta(days=1)
        assert ledger.study_day(tools.NOON) == tools.DAY

    def test_tomorrow_is_that_of_the_day_it_is_said_on(self, one, ledger_of, tools):
        ledger = ledger_of()
        ledger.bury("d/c0", tools.NOON + timedelta(days=2))
        assert ledger.standing.buried == {"d/c0": tools.DAY + timedelta(days=3)}

    def test_before_the_rollover_it_is_the_morning_that_follows(self, one, ledger_of, tools):
        ledger = ledger_of()
        ledger.bury("d/c0", tools.NOON.replace(day=3, hour=2))
        assert ledger.standing.buried == {"d/c0": tools.DAY + timedelta(days=1)}

    def test_intervals_are_spread_over_days_as_they_are_counted_then(
        self, one, ledger_of, tools, monkeypatch
    ):
        """The load is that of the day of the answer, also where the ledger is of another one."""
        in_three_days = (tools.ms(one.now) // tools.DAY_MS) + 3
        busy = {in_three_days + day: 10_000 for day in (7, 8, 10, 11)}
        monkeypatch.setattr(one.store.inner, "due_days", lambda: busy)
        ledger = ledger_of()
        one.next_day(3)
        given = Given("typed", correct=True)
        for key in ("d/c0", "d/c1", "d/c2"):
            assert ledger.outcomes(key, one.now, given).after(Rating.EASY).interval_days == 9

    def test_retrievability_is_that_of_the_study_day(self, one, ledger_of, tools):
        ledger = ledger_of()
        memory = tools.memory(stability=5.0)
        assert ledger.retrievability(memory) == pytest.approx(0.9)


class TestForeseen:
    def test_right_and_wrong_are_one_where_confidence_does_not_part_them(self, one, ledger_of):
        for confidence in (None, Confidence.UNSURE):
            foreseen = ledger_of().foresee("d/c0", "recall", confidence, one.now)
            assert foreseen.if_wrong is foreseen.if_right

    def test_who_was_sure_or_guessed_gets_two(self, one, ledger_of):
        sure = ledger_of().foresee("d/c0", "recall", Confidence.SURE, one.now)
        assert sure.if_wrong.after(Rating.AGAIN).capped
        assert not sure.if_right.after(Rating.AGAIN).capped

    @pytest.mark.parametrize("confidence", [None, Confidence.SURE])
    def test_given_later_only_steps_end_later(self, one, ledger_of, confidence):
        ledger = ledger_of()
        foreseen = ledger.foresee("d/c0", "recall", confidence, one.now)
        later = one.now + timedelta(seconds=30)
        assert foreseen.given_at(later) == ledger.foresee("d/c0", "recall", confidence, later)

    def test_what_was_foreseen_is_what_is_logged(self, one, ledger_of, tools):
        ledger = ledger_of()
        foreseen = ledger.foresee("d/c0", "recall", Confidence.SURE, one.now)
        verdict = Verdict((Mark("d/c0", False, own=Rating.AGAIN),))
        submission = Submission(Typed(("x",)), 1, verdict, Confidence.SURE, foreseen)
        later = one.now + timedelta(hours=5)
        (review,), outcomes = ledger.commit(question(), submission, later)
        assert outcomes["d/c0"] is foreseen.if_wrong
        assert review.at == tools.ms(one.now)
        assert one.store.memory("d/c0") == foreseen.if_wrong.after(Rating.AGAIN)


def test_a_right_guess_is_no_lapse(one, ledger_of):
    one.learn()
    one.next_day(30)
    for confidence, lapses in ((Confidence.GUESS, 0), (None, 1)):
        ledger = ledger_of()
        correct = confidence is Confidence.GUESS
        key = "d/c0" if correct else "d/c1"
        answer(ledger, one, correct, key, confidence=confidence)
        memory = one.store.memory(key)
        assert (memory.lapses, memory.state) == (lapses, State.RELEARNING)


def test_what_falls_due_on_which_day_is_kept_up(one, ledger_of):
    ledger = ledger_of()
    review, outcomes = answer(ledger, one)
    ledger.rerate(review, Rating.EASY, outcomes.after(Rating.EASY), one.now)
    review, outcomes = answer(ledger, one, key="d/c1")
    ledger.rerate(review, Rating.EASY, outcomes.after(Rating.EASY), one.now)
    assert sum(ledger._load.ahead.values()) == 2
    assert ledger._load.ahead == ledger_of()._load.ahead
    ledger.reset("d/c1", one.now)
    days = {day: count for day, count in ledger._load.ahead.items() if count}
    assert days == ledger_of()._load.ahead


def test_a_reset_forgets_and_keeps_the_history(one, ledger_of):
    ledger = ledger_of()
    answer(ledger, one)
    ledger.reset("d/c0", one.now)
    assert ledger.memories == one.store.memories() == {}
    assert len(list(one.store.reviews(fact="d/c0"))) == 1
