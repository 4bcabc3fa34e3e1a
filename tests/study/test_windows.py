"""Two windows on one log."""

import pytest

from quiz.review import Mode
from quiz.study.turn import Waiting


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
        other.turn = other._course.route.ask(key, one.now)
        (one.right if right else one.wrong)(other)

    def test_what_another_window_asked_is_not_asked_again(self, tools, due):
        session = due.begin()
        second, third = list(session._course.route.plan.due)[1:]
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
        second = list(session._course.route.plan.due)[1]
        due.new_desk().facts.reset(second, due.now)
        due.right(session)
        asked = due.go_on(session)
        assert (asked.fact.key, asked.memory) == (second, None)

    def test_what_is_still_due_is_asked_with_what_it_made_of_it(self, tools, due):
        session = due.begin()
        second = list(session._course.route.plan.due)[1]
        changed = due.store.inner._log.derived.memories[second]
        tampered = tools.replace(changed, stability=77.0)
        due.store.inner._log.derived.memories[second] = tampered
        due.right(session)
        asked = due.go_on(session)
        assert (asked.fact.key, asked.memory) == (second, tampered)

    def test_a_drill_asks_it_all_the_same(self, tools, due):
        session = due.begin(mode=Mode.DRILL)
        second = list(session._course.route.plan.due)[1]
        self.answers_elsewhere(due, second, right=False)
        due.right(session)
        assert due.go_on(session).fact.key == second
