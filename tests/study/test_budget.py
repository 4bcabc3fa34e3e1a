"""How long a session may take, and how long it is thought to."""

import pytest

from quiz.study.turn import Ending, Finished, Waiting


class TestBudget:
    @pytest.fixture
    def budgeted(self, tools, person):
        return person(tools.cards(50), limits=(50, 50))

    def test_it_ends_the_session_at_the_next_stop(self, budgeted):
        session = budgeted.begin(minutes=1)
        keys = budgeted.through(session)
        assert session.turn.ending is Ending.TIME
        # Ten seconds from answer to answer, the first taking five.
        assert len(keys) == 7
        assert session.minutes_left() == 0
        assert session.turn.new_left == 43

    def test_it_is_over_when_the_last_of_it_is_used(self, budgeted):
        for seconds, over in ((5.001, False), (5, True)):
            session = budgeted.begin(minutes=seconds / 60, seed=int(over))
            budgeted.right(session)
            assert isinstance(budgeted.go_on(session), Finished) == over

    def test_it_is_told_as_it_runs(self, budgeted):
        session = budgeted.begin(minutes=2)
        assert session.minutes_left() == 2
        budgeted.right(session)
        assert session.minutes_left() == pytest.approx(2 - 5 / 60)
        budgeted.pass_time(seconds=20)
        assert session.minutes_left(budgeted.now) == pytest.approx(2 - 25 / 60)

    def test_of_a_session_that_goes_on_it_counts_from_now(self, budgeted):
        session = budgeted.begin()
        budgeted.right(session)
        budgeted.pass_time(minutes=10)
        again = budgeted.again(minutes=1)
        assert again.resumed
        assert not isinstance(again.turn, Finished)
        assert again.minutes_left(budgeted.now) == 1

    def test_without_one_there_is_no_end(self, budgeted):
        session = budgeted.begin()
        assert session.minutes_left() is session.minutes_left(budgeted.now) is None
        assert len(budgeted.through(session)) == 100

    def test_nobody_is_kept_waiting_beyond_it(self, tools, person):
        one = person(tools.cards(1))
        session = one.begin(minutes=5)
        one.ask_some(session, 1)
        assert session.turn.ending is Ending.TIME
        assert session.turn.due_now == 1
        one = person(tools.cards(1))
        session = one.begin(minutes=15)
        one.ask_some(session, 1)
        assert isinstance(session.turn, Waiting)

    def test_what_is_all_done_is_done_however_long_it_took(self, tools, person):
        one = person(tools.cards(1), settings={"learning_steps": ()})
        session = one.begin(minutes=0.01)
        one.ask_some(session, 1)
        assert session.turn.ending is Ending.DONE

    def test_what_is_left_takes_no_longer_than_there_is_time(self, budgeted):
        assert budgeted.begin(minutes=2).estimate_ms == 120_000
        assert budgeted.begin(minutes=0).estimate_ms == 0

    def test_a_kill_stops_no_clock(self, budgeted):
        session = budgeted.begin(minutes=1)
        budgeted.ask_some(session, 3)
        again = budgeted.again()
        assert again.minutes_left() == session.minutes_left()
        assert len(budgeted.through(again)) == 4


class TestPace:
    def test_at_first_a_usual_one_is_taken(self, tools, person):
        assert person(tools.cards(2)).begin().estimate_ms == 4 * 12_000

    def test_then_ones_own(self, tools, person):
        one = person(tools.cards(30), limits=(30, 30), takes_ms=3_000)
        session = one.begin()
        assert session.estimate_ms == 60 * 12_000
        one.ask_some(session, 9)
        assert session.estimate_ms == 51 * 12_000
        one.ask_some(session, 1)
        assert session.estimate_ms == 50 * 3_000
        session.undo(one.now)
        one.store.calls.clear()
        assert session.estimate_ms == 51 * 3_000
        assert session.estimate_ms
        assert one.store.calls.count("pace_ms") == 1
