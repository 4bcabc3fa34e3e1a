"""Learning ahead, and drills."""

import pytest

from quiz.errors import UsageError
from quiz.review import Mode, Rating, State
from quiz.study.settings import NO_CONTRAST
from quiz.study.turn import Asked, Ending, Finished, Waiting


class TestAhead:
    def test_it_is_a_real_review_of_what_is_not_due(self, tools, person):
        one = person(tools.cards(3))
        one.learn()
        one.next_day()
        before = one.store.memories()
        session = one.begin(mode=Mode.AHEAD)
        assert session.start.mode is Mode.AHEAD
        assert len(one.through(session)) == 3
        after = one.store.memories()
        assert all(after[key].reviews == before[key].reviews + 1 for key in before)
        assert {review.mode for review in one.store.reviews(session_id=session._start.id)} == {
            Mode.AHEAD
        }

    def test_a_miss_comes_back_at_its_step(self, tools, person):
        one = person(tools.cards(1))
        one.learn()
        session = one.begin(mode=Mode.AHEAD)
        one.wrong(session)
        waiting = one.go_on(session)
        assert isinstance(waiting, Waiting)
        assert isinstance(session.advance(waiting.until), Asked)


class TestDrill:
    def test_it_does_not_move_the_schedule(self, tools, person):
        one = person(tools.cards(2))
        one.learn()
        before = one.store.memories()
        session = one.begin(mode=Mode.DRILL)
        answered = one.wrong(session)
        assert (answered.counted, answered.ratings) == (False, ())
        known = before[answered.asked.fact.key]
        assert answered.previews[Rating.AGAIN].due_at == known.due_at
        one.go_on(session)
        assert len(one.through(session)) == 1
        assert session.turn.ending is Ending.DONE
        assert one.store.memories() == before
        assert not any(review.counts for review in one.store.reviews(session_id=session._start.id))

    def test_but_for_a_fact_that_is_due(self, tools, person):
        one = person(tools.cards(1))
        one.learn()
        one.next_day(40)
        session = one.begin(mode=Mode.DRILL)
        answered = one.wrong(session)
        assert answered.counted
        assert one.store.memory("d/c0").state is State.RELEARNING
        assert isinstance(one.go_on(session), Finished)
        assert session.turn.due_now == 0

    def test_its_confusions_are_logged(self, tools, person):
        one = person(tools.table(1, 2), settings={"contrast": NO_CONTRAST})
        one.learn()
        session = one.begin(mode=Mode.DRILL)
        (review,) = one.wrong(session).reviews
        assert len(review.confused_with) == 1


class TestOneFact:
    def test_it_alone_is_asked_known_or_not(self, tools, person):
        one = person(tools.table(2, 3))
        session = one.desk.begin_cell("t/m/f1/s2", one.now)
        assert (session.start.mode, tools.asked(session).fact.key) == (Mode.DRILL, "t/m/f1/s2")
        assert (one.wrong(session).counted, one.store.memories()) == (False, {})
        assert isinstance(one.go_on(session), Finished)

    def test_it_counts_where_the_fact_is_due(self, tools, person):
        one = person(tools.cards(2))
        one.learn()
        one.next_day(40)
        assert one.right(one.desk.begin_cell("d/c1", one.now)).counted

    def test_what_does_not_exist_cannot_be_asked(self, one):
        with pytest.raises(UsageError, match="no fact 'd/x'"):
            one.desk.begin_cell("d/x", one.now)

    def test_another_fact_is_another_session(self, tools, person):
        one = person(tools.cards(2))
        one.wrong(one.desk.begin_cell("d/c0", one.now))
        session = one.desk.begin_cell("d/c1", one.now)
        assert (session.resumed, tools.asked(session).fact.key) == (False, "d/c1")

    def test_one_that_was_answered_and_never_closed_is_asked_anew(self, tools, person):
        one = person(tools.cards(2))
        one.wrong(one.desk.begin_cell("d/c0", one.now))
        session = one.desk.begin_cell("d/c0", one.now)
        assert (session.resumed, tools.asked(session).fact.key) == (False, "d/c0")


class TestSomeFacts:
    def test_they_are_asked_each_by_itself_and_no_others(self, tools, person):
        one = person(tools.table(2, 2))
        keys = ("t/m/f1/s0", "t/m/f0/s1")
        session = one.desk.begin_facts(keys, "subjects", one.now)
        assert session.start.mode is Mode.DRILL
        asked = [tools.asked(session).fact.key]
        one.right(session)
        one.go_on(session)
        asked.append(tools.asked(session).fact.key)
        one.right(session)
        assert isinstance(one.go_on(session), Finished)
        assert sorted(asked) == sorted(keys)
        assert one.store.memories() == {}

    def test_what_is_left_open_goes_on_where_the_same_is_asked_for(self, tools, person):
        one = person(tools.cards(3))
        keys = ("d/c0", "d/c1")
        one.right(one.desk.begin_facts(keys, "some", one.now))
        assert one.desk.begin_facts(keys, "some", one.now).resumed
        assert not one.desk.begin_facts(("d/c2",), "others", one.now).resumed

    def test_one_that_does_not_exist_is_told(self, tools, person):
        one = person(tools.cards(1))
        with pytest.raises(UsageError, match="no fact 'd/x'"):
            one.desk.begin_facts(("d/c0", "d/x"), "some", one.now)
