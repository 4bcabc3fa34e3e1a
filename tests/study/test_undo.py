"""Taking answers back, as far as the start of the session."""

import pytest

from quiz.errors import DataError
from quiz.review import EventKind, Rating, State
from quiz.study.turn import Asked, Finished, Waiting


class TestUndo:
    def test_there_is_nothing_to_take_back_at_the_start(self, one):
        session = one.begin()
        assert not session.can_undo
        assert session.undo(one.now) is None
        assert isinstance(session.turn, Asked)

    def test_the_last_question_is_asked_again_as_it_was(self, one):
        session = one.begin()
        asked = session.turn
        one.right(session)
        again = session.undo(one.now)
        assert (again.fact, again.question.shape) == (asked.fact, asked.question.shape)
        assert (again.number, again.total, again.memory) == (1, asked.total, None)
        assert one.store.memories() == {}
        assert not session.can_undo

    def test_as_far_as_the_start_from_wherever_one_is(self, one):
        session = one.begin()
        keys = one.ask_some(session, 3)
        for key in reversed(keys):
            assert session.undo(one.now).fact.key == key
        assert session.undo(one.now) is None
        assert session.counts.new == 4
        assert session.minutes_left() is None

    def test_also_when_all_is_done(self, one):
        session = one.begin()
        one.through(session)
        assert isinstance(session.turn, Finished)
        last = list(one.store.reviews())[-1].fact
        assert session.undo(one.now).fact.key == last
        assert one.right(session).asked.number == 8
        one.go_on(session)
        assert isinstance(session.turn, Finished)

    def test_also_while_waiting(self, tools, person):
        one = person(tools.cards(1))
        session = one.begin()
        one.ask_some(session, 1)
        assert isinstance(session.turn, Waiting)
        assert session.undo(one.now).fact.key == "d/c0"

    def test_also_after_a_kill(self, one):
        keys = one.ask_some(one.begin(), 3)
        session = one.again()
        assert session.resumed
        for key in reversed(keys):
            assert session.undo(one.now).fact.key == key
        assert session.undo(one.now) is None

    def test_it_takes_another_rating_back_too(self, one):
        session = one.begin()
        one.right(session)
        session.rerate(Rating.EASY, one.now)
        session.undo(one.now)
        assert one.store.memory("d/c0") is None
        turn = one.wrong(session)
        assert turn.rating is Rating.AGAIN
        assert one.store.memory("d/c0").due_at == turn.previews[Rating.AGAIN].due_at

    def test_and_one_can_answer_otherwise(self, one):
        session = one.begin()
        one.right(session)
        session.undo(one.now)
        one.wrong(session)
        assert one.store.memory("d/c0").last_rating is Rating.AGAIN
        assert one.go_on(session).fact.key == "d/c1"
        assert [review.correct for review in one.store.reviews()] == [False]

    def test_what_did_not_count_is_taken_back_as_well(self, one):
        session, other = one.begin(), one.begin(seed=5)
        one.right(other)
        one.right(session)
        before = one.store.memory("d/c0")
        assert session.undo(one.now).fact.key == "d/c0"
        assert one.store.memory("d/c0") == before

    def test_a_question_that_left_its_deck_is_taken_back_and_the_next_asked(self, tools, person):
        one = person(tools.cards(2), tools.cards(2, "e"))
        session = one.begin()
        one.right(session)
        one.library.decks.pop("d")
        session = one.again()
        assert session.undo(one.now).fact.key == "e/c0"
        assert not session.can_undo

    def test_two_windows_of_one_session_do_not_take_back_twice(self, one):
        one.ask_some(one.begin(), 2)
        here, there = one.again(), one.again()
        assert there.undo(one.now).fact.key == "d/c1"
        assert here.undo(one.now).fact.key == "d/c1"
        assert len(list(one.store.reviews())) == 1

    @pytest.mark.parametrize("name", ["undo", "memories", "standing", "reviews", "first_answers"])
    def test_where_the_log_fails_trying_again_takes_back_one_answer(self, one, name):
        session = one.begin()
        one.ask_some(session, 2)
        before = session.turn
        one.store.fail(name)
        with pytest.raises(DataError):
            session.undo(one.now)
        assert session.turn is before
        assert session.undo(one.now).fact.key == "d/c1"
        assert len(list(one.store.reviews())) == 1
        assert session.undo(one.now).fact.key == "d/c0"


def test_after_the_end_what_was_answered_can_still_be_taken_back(one):
    session = one.begin()
    one.ask_some(session, 2)
    session.end(one.now)
    assert session.undo(one.now).fact.key == "d/c1"
    one.right(session)
    assert len(list(one.store.events(EventKind.SESSION_STARTED))) == 1


@pytest.fixture
def undo_failed(tools, person):
    """A session in which an undo failed when its question was to be built, with another open."""
    card = '[[card]]\nid="{0}"\nform="flashcard"\nprompt="{0}?"\nanswer="{1}"\n'
    one = person(tools.read(card.format("a", "x")))
    one.learn()
    one.library.put(tools.read(card.format("a", "changed") + card.format("b", "y")))
    one.next_day(40)
    session = one.begin()
    assert tools.asked(session).changed_from == "x"
    one.right(session)
    shown = one.go_on(session)
    assert shown.fact.key == "d/b"
    one.store.fail("answer_text")
    with pytest.raises(DataError):
        session.undo(one.now)
    assert session.turn is shown
    return one, session


def test_trying_again_asks_the_question_that_was_taken_back(undo_failed):
    one, session = undo_failed
    assert session.undo(one.now).fact.key == "d/a"
    assert session.undo(one.now) is None


def test_what_was_worked_out_for_one_question_is_not_taken_for_another(undo_failed):
    one, session = undo_failed
    shown = session.turn
    one.right(session)
    memory = one.store.memory("d/b")
    assert memory.state is State.LEARNING
    assert memory.interval_days == shown.previews[Rating.GOOD].interval_days
    assert session.undo(one.now).fact.key == "d/b"
    assert session.undo(one.now) is None


def test_going_on_after_an_undo_that_failed_asks_what_was_taken_back(one):
    session = one.begin()
    one.right(session)
    one.store.fail("memories")
    with pytest.raises(DataError):
        session.undo(one.now)
    assert one.go_on(session).fact.key == "d/c0"
    assert not session.can_undo
