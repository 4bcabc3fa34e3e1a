"""The way through a session: days, budgets, other windows, and the end."""

from datetime import UTC, datetime, timedelta

import pytest

from quiz.review import EventKind, Mode, Rating, State
from quiz.study.settings import Limits
from quiz.study.turn import Asked, Ending, Finished, Waiting


class TestOrder:
    def test_new_facts_come_in_the_authors_order_deck_by_deck(self, tools, person):
        one = person(tools.cards(3, "b"), tools.cards(2, "a"))
        assert one.ask_some(one.begin(), 5) == ["b/c0", "b/c1", "b/c2", "a/c0", "a/c1"]

    def test_due_facts_come_weakest_first_and_before_new_ones(self, tools, person):
        one = person(tools.cards(6), limits=(5, 50))
        first = one.begin()
        for key, rating in zip("01234", (3, 4, 2, 3, 4), strict=True):
            assert tools.asked(first).fact.key == f"d/c{key}"
            one.right(first)
            first.rerate(Rating(rating), one.now)
            one.go_on(first)
        one.through(first)
        first.end(one.now)
        one.next_day(60)
        chances = {card.fact.key: card.retrievability for card in one.desk.browse(one.now)}
        asked = one.ask_some(one.begin(), 6)
        assert asked[5] == "d/c5"
        known = [chances[key] for key in asked[:5]]
        assert known == sorted(known)

    def test_a_miss_comes_back_at_its_step_after_five_others(self, tools, person):
        one = person(tools.cards(9), settings={"learning_steps": (1,)})
        session = one.begin()
        one.wrong(session)
        one.go_on(session)
        assert one.ask_some(session, 7).index("d/c0") == 5

    def test_both_ways_of_a_card_keep_apart(self, tools, person):
        both = '[[card]]\nid="x"\nform="flashcard"\nprompt="P"\nanswer="A"\nboth_ways=true\n'
        more = "".join(
            f'[[card]]\nid="c{n}"\nform="typed"\nprompt="{n}?"\nanswer="{n}"\n' for n in range(6)
        )
        one = person(tools.read(both + more))
        asked = one.ask_some(one.begin(), 8)
        assert asked.index("d/x/reverse") - asked.index("d/x") == 5

    def test_cells_of_one_subject_keep_apart(self, tools, person):
        one = person(tools.table(4, 6), limits=(99, 99))
        one.learn()
        one.next_day(30)
        subjects = [key[-1] for key in one.ask_some(one.begin(), 12, right=True)]
        for index, subject in enumerate(subjects):
            assert subject not in subjects[max(0, index - 4) : index]


class TestWaiting:
    def test_a_countdown_when_only_steps_are_left(self, tools, person):
        one = person(tools.cards(2))
        session = one.begin()
        one.ask_some(session, 2)
        waiting = session.turn
        assert isinstance(waiting, Waiting)
        assert waiting.facts == 2
        assert waiting.until == one.now - timedelta(seconds=10) + timedelta(minutes=10)
        assert session.advance(waiting.until - timedelta(seconds=1)) == waiting
        assert isinstance(session.advance(waiting.until), Asked)

    def test_an_overdue_step_carries_over_to_the_next_day(self, tools, person):
        one = person(tools.cards(1))
        session = one.begin()
        one.wrong(session)
        one.next_day()
        asked = tools.asked(one.again())
        assert (asked.fact.key, asked.memory.state) == ("d/c0", State.LEARNING)


class TestLimits:
    def test_they_hold_over_the_sessions_of_a_day(self, tools, person):
        one = person(tools.cards(9), limits=(3, 50))
        assert one.ask_some(one.begin(), 2) == ["d/c0", "d/c1"]
        session = one.again(seed=99)
        assert not session.resumed
        assert session.counts.new == 1
        one.next_day()
        assert one.again().counts.new == 3

    def test_reviews_that_are_held_back_are_told(self, tools, person):
        one = person(tools.cards(4), limits=(4, 50), settings={"learning_steps": ()})
        one.learn()
        one.next_day(40)
        one.settings = one.settings.__class__(limits=Limits(4, 3))
        session = one.again()
        assert len(one.through(session)) == 3
        assert session.turn.ending is Ending.DONE
        assert session.turn.held_back == 1
        assert session.turn.due_now == 0
        tomorrow = one.now.replace(day=one.now.day + 1, hour=4, minute=0, second=0, microsecond=0)
        assert session.turn.next_due == tomorrow

    def test_undo_gives_back_what_it_took(self, tools, person):
        one = person(tools.cards(9), limits=(2, 50))
        session = one.begin()
        one.ask_some(session, 2)
        assert session.counts.new == 0
        session.undo(one.now)
        assert session.counts.new == 1
        session.undo(one.now)
        assert session.counts.new == 2


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

    def test_it_is_told_as_it_runs(self, budgeted):
        session = budgeted.begin(minutes=2)
        assert session.minutes_left() == 2
        budgeted.right(session)
        assert session.minutes_left() == pytest.approx(2 - 5 / 60)
        budgeted.pass_time(seconds=20)
        assert session.minutes_left(budgeted.now) == pytest.approx(2 - 25 / 60)

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


class TestDays:
    def test_a_session_left_running_overnight_plans_for_the_new_day(self, tools, person):
        one = person(tools.cards(5), limits=(2, 50))
        session = one.begin()
        one.right(session)
        one.go_on(session)
        one.right(session)
        one.next_day(10)
        assert one.go_on(session).number == 3
        assert set(one.through(session)) == {"d/c0", "d/c1", "d/c2", "d/c3"}

    def test_what_was_buried_comes_back_with_it(self, tools, person):
        one = person(tools.cards(2))
        session = one.begin()
        session.bury(one.now)
        one.right(session)
        one.next_day()
        assert session.counts.new == 0
        assert one.go_on(session).fact.key == "d/c0"

    def test_study_days_follow_the_clock_on_the_wall(self, tools, person):
        from zoneinfo import ZoneInfo

        one = person(tools.cards(1), zone=ZoneInfo("Pacific/Auckland"))
        one.now = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)  # half past three in the night there
        session = one.begin()
        review = one.right(session).reviews[0]
        assert review.study_day.isoformat() == "2026-03-02"
        session.bury(one.now)
        assert one.store.standing().buried["d/c0"].isoformat() == "2026-03-03"


class TestOtherWindows:
    @pytest.fixture
    def due(self, tools, person):
        one = person(tools.cards(3), settings={"learning_steps": ()})
        one.learn()
        one.next_day(40)
        return one

    def answers_elsewhere(self, one, key, right=True):
        """Another window asks this very fact."""
        other = one.new_desk().begin(["d"], one.now, seed=99)
        other.turn = other._course.ask(key, one.now)
        (one.right if right else one.wrong)(other)

    def test_what_another_window_asked_is_not_asked_again(self, tools, due):
        session = due.begin()
        second, third = list(session._course.plan.due)[1:]
        self.answers_elsewhere(due, second)
        self.answers_elsewhere(due, third, right=False)
        due.right(session)
        waiting = due.go_on(session)
        assert isinstance(waiting, Waiting)
        assert waiting.facts == 1
        due.now = waiting.until
        assert due.go_on(session).fact.key == third

    def test_what_it_reset_is_asked_as_new(self, tools, due):
        session = due.begin()
        second = list(session._course.plan.due)[1]
        due.new_desk().reset(second, due.now)
        due.right(session)
        asked = due.go_on(session)
        assert (asked.fact.key, asked.memory) == (second, None)

    def test_what_is_still_due_is_asked_with_what_it_made_of_it(self, tools, due):
        session = due.begin()
        second = list(session._course.plan.due)[1]
        changed = due.store.inner._log.derived.memories[second]
        tampered = tools.replace(changed, stability=77.0)
        due.store.inner._log.derived.memories[second] = tampered
        due.right(session)
        asked = due.go_on(session)
        assert (asked.fact.key, asked.memory) == (second, tampered)

    def test_a_drill_asks_it_all_the_same(self, tools, due):
        session = due.begin(mode=Mode.DRILL)
        second = list(session._course.plan.due)[1]
        self.answers_elsewhere(due, second, right=False)
        due.right(session)
        assert due.go_on(session).fact.key == second


class TestTheEnd:
    def test_nothing_due_says_when_the_next_is(self, tools, person):
        one = person(tools.cards(1))
        one.learn()
        finished = one.begin().turn
        assert finished.ending is Ending.NOTHING_DUE
        assert (finished.questions, finished.due_now, finished.new_left) == (0, 0, 0)
        assert tools.ms(finished.next_due) == one.store.memory("d/c0").due_at

    def test_without_decks_there_is_nothing(self, person):
        finished = person().begin().turn
        assert finished.ending is Ending.NOTHING_DUE
        assert finished.next_due is None

    def test_what_was_done_is_told(self, tools, person):
        one = person(tools.cards(1), tools.table(1, 3, "t"))
        session = one.begin()
        one.wrong(session)
        one.go_on(session)
        one.wrong(session)
        one.go_on(session)
        one.through(session)
        finished = session.turn
        assert finished.ending is Ending.DONE
        assert (finished.questions - finished.right, finished.mode) == (2, Mode.STUDY)
        assert [deck.title for deck in finished.decks] == ["Deck d", "Deck t"]
        assert finished.missed == ("d/c0", "t/m/f0/s0")
        assert finished.confused[0].asked == "Subject 0: Feature 0"
        assert finished.duration_ms == finished.questions * 5_000

    def test_what_left_its_deck_is_told_by_its_key_and_not_as_missed(self, tools, person):
        one = person(tools.cards(1), tools.table(1, 2, "t"))
        session = one.begin()
        one.right(session)
        one.go_on(session)
        one.wrong(session)
        one.library.put(tools.cards(1, "t"))
        one.library.decks.pop("d")
        one.library.put(tools.cards(1, "e"))
        finished = one.again().end(one.now)
        assert finished.missed == ()
        assert {deck.title for deck in finished.decks} == {"d", "Deck t"}
        assert (finished.confused[0].asked, finished.confused[0].chosen) == (
            "t/m/f0/s0",
            "t/m/f0/s1",
        )

    def test_leaving_tells_what_is_left(self, tools, person):
        one = person(tools.cards(3))
        session = one.begin()
        one.wrong(session)
        one.go_on(session)
        finished = session.end(one.now)
        assert finished.ending is Ending.LEFT
        assert (finished.due_now, finished.new_left) == (1, 2)

    def test_beside_study_it_tells_what_is_due(self, tools, person):
        one = person(tools.cards(2), settings={"learning_steps": ()})
        one.learn()
        one.next_day(40)
        finished = one.begin(mode=Mode.AHEAD).turn
        assert isinstance(finished, Finished)
        assert (finished.due_now, finished.held_back) == (2, 0)


class TestAhead:
    def test_it_is_a_real_review_of_what_is_not_due(self, tools, person):
        one = person(tools.cards(3))
        one.learn()
        one.next_day()
        before = one.store.memories()
        session = one.begin(mode=Mode.AHEAD)
        assert session.mode is Mode.AHEAD
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
        one = person(tools.table(1, 2))
        one.learn()
        session = one.begin(mode=Mode.DRILL)
        (review,) = one.wrong(session).reviews
        assert len(review.confused_with) == 1


def test_a_session_logs_its_start_with_its_first_answer_and_its_end_once(tools, person):
    one = person(tools.cards(2))
    session = one.begin()
    session.end(one.now)
    assert list(one.store.events()) == []
    session = one.begin()
    one.ask_some(session, 1)
    session.end(one.now)
    session.end(one.now)
    kinds = [event.kind for event in one.store.events()]
    assert kinds == [EventKind.SESSION_STARTED, EventKind.SESSION_ENDED]
    started, ended = one.store.events()
    assert started.target == ended.target == session._start.id
    assert started.payload["seed"] == 7
    assert ended.payload == {"questions": 1}
