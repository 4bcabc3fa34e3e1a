"""Sessions that go on after a kill, decks that were edited meanwhile, and starting afresh."""

import pytest

from quiz.review import Mode, State
from quiz.shapes import Typed
from quiz.study.turn import Asked, Finished

FLASHCARD = '[[card]]\nid="a"\nform="flashcard"\nprompt="P"\nanswer="A"\n'


def current(session):
    turn = session.turn
    return (turn if isinstance(turn, Asked) else turn.asked).fact.key


class TestStartingAfresh:
    @pytest.fixture
    def known(self, one):
        one.learn()
        one.next_day(40)
        return one, one.begin()

    def test_an_open_question_is_asked_as_new(self, known):
        one, session = known
        key = current(session)
        turn = session.start_afresh(one.now)
        assert (turn.fact.key, turn.memory) == (key, None)
        assert one.store.memory(key) is None
        assert one.right(session).asked.memory is None
        assert one.store.memory(key).reviews == 1
        assert len(one.desk.facts.history(key)) == 3

    def test_one_on_its_way_is_asked_as_new(self, tools, confident):
        one = confident(tools.cards(1))
        session = one.begin()
        one.submit(session, Typed(("x",)))
        assert isinstance(session.start_afresh(one.now), Asked)

    def test_one_that_was_answered_comes_again_as_the_last_new_one(self, tools, person):
        one = person(tools.cards(4), limits=(3, 9))
        one.learn()
        one.next_day(40)
        session = one.begin()
        key = current(session)
        one.right(session)
        turn = session.start_afresh(one.now)
        assert (turn.ratings, turn.asked.fact.key) == ((), key)
        assert one.store.memory(key) is None
        one.go_on(session)
        rest = one.ask_some(session, 4)
        assert rest[-2:] == ["d/c3", key]

    def test_in_a_drill_it_is_left_for_another_day(self, one):
        one.learn()
        session = one.begin(mode=Mode.DRILL)
        key = current(session)
        one.right(session)
        session.start_afresh(one.now)
        one.go_on(session)
        assert key not in one.through(session)


class TestResuming:
    def test_after_a_kill_the_next_question_is_the_one_that_was_open(self, tools, person):
        one = person(tools.cards(30, form="choice"))
        session = one.begin()
        for _ in range(6):
            again = one.again()
            assert again.turn.question.shape == session.turn.question.shape
            assert (again.turn.number, again.turn.fact) == (session.turn.number, session.turn.fact)
            one.right(session)
            one.go_on(session)

    def test_misses_still_wait(self, one):
        session = one.begin()
        one.wrong(session)
        again = one.again()
        assert again.counts.learning == 1
        assert again.turn.fact.key == "d/c1"

    def test_a_miss_comes_no_sooner_for_it(self, tools, person):
        one = person(tools.cards(9), settings={"learning_steps": (1,)})
        one.wrong(one.begin())
        one.ask_some(one.again(), 2)
        assert one.ask_some(one.again(), 4).index("d/c0") == 3

    def test_one_left_open_yesterday_does_not_go_on(self, one):
        one.ask_some(one.begin(), 1)
        one.next_day()
        session = one.again()
        assert not session.resumed
        assert not session.can_undo
        assert session.turn.number == 1

    def test_one_that_was_closed_does_not_either(self, one):
        session = one.begin()
        one.ask_some(session, 1)
        session.end(one.now)
        assert not one.again().resumed

    def test_what_its_deck_has_lost_is_dropped(self, tools, one):
        one.ask_some(one.begin(), 1)
        one.library.put(tools.cards(2))
        session = one.again()
        assert session.resumed
        assert session.turn.number == 2
        assert set(one.through(session)) == {"d/c0", "d/c1"}

    def test_what_its_author_changed_is_asked_again_once(self, tools, person):
        one = person(tools.read(FLASHCARD), settings={"learning_steps": ()})
        session = one.begin()
        one.right(session)
        one.library.put(tools.read(FLASHCARD.replace('"A"', '"B"')))
        session = one.again()
        assert session.turn.fact.key == "d/a"
        assert session.turn.changed_from == "A"
        one.right(session)
        assert isinstance(one.go_on(session), Finished)
        session = one.again()
        assert session.resumed
        assert isinstance(session.turn, Finished)

    def test_a_mended_prompt_changes_nothing(self, tools, person):
        one = person(tools.read(FLASHCARD), settings={"learning_steps": ()})
        one.right(one.begin())
        one.library.put(tools.read(FLASHCARD.replace('"P"', '"Q"')))
        assert isinstance(one.again().turn, Finished)

    def test_a_fact_that_returns_brings_its_history(self, tools, one):
        one.learn()
        known = one.store.memory("d/c3")
        one.library.put(tools.cards(3))
        assert one.desk.decks.overview(one.now).decks[0].facts == 3
        one.library.put(tools.cards(4))
        assert one.desk.facts.card("d/c3", one.now).memory == known


class TestRevisions:
    RAISED = FLASHCARD + "revision = 2\n"

    def test_a_raised_one_is_due_now_as_if_it_were_new(self, tools, person):
        one = person(tools.read(FLASHCARD))
        one.learn()
        one.library.put(tools.read(self.RAISED))
        session = one.begin()
        assert session.turn.memory is None
        assert session.counts.due == 1
        one.right(session)
        memory = one.store.memory("d/a")
        assert (memory.revision, memory.reviews, memory.state) == (2, 1, State.LEARNING)
        assert len(one.desk.facts.history("d/a")) == 3
