"""The limits of a study day, of each deck and in all."""

import pytest

from quiz.review import Rating
from quiz.study.limits import DayLimits
from quiz.study.ports import FirstAnswer
from quiz.study.settings import Limits, Settings


@pytest.fixture
def limits(tools):
    """Limits of a day on which these facts were answered, the new ones named by `*`."""

    def made(new, reviews, answered="", more_new=0, **decks):
        firsts = [
            FirstAnswer(tools.DAY, key.strip("*"), "*" in key, Rating.GOOD)
            for key in answered.split()
        ]
        own = {deck: Limits(*pair) for deck, pair in decks.items()}
        return DayLimits(Settings(limits=Limits(new, reviews), decks=own), firsts, more_new)

    return made


A = ["a/1", "a/2", "a/3"]
B = ["b/1", "b/2", "b/3"]


def test_so_many_new_facts_and_reviews_and_no_more(limits):
    assert limits(2, 9).new(A) == A[:2]
    assert limits(9, 2).reviews(A) == A[:2]


def test_first_answers_of_the_day_count(limits):
    day = limits(2, 2, "a/8* a/9")
    assert day.new(A) == A[:1]
    assert day.reviews(A) == A[:1]


def test_nothing_is_left_when_they_are_reached(limits):
    assert limits(1, 1, "a/8* a/9").new(A) == []
    assert limits(1, 1, "a/8* a/9").reviews(A) == []
    assert limits(0, 0).new(A) == limits(0, 0).reviews(A) == []


def test_the_limit_of_a_deck_holds_beside_that_of_the_whole(limits):
    assert limits(4, 9, a=(1, 9)).new(A + B) == ["a/1", *B]
    assert limits(2, 9, a=(1, 9)).new(A + B) == ["a/1", "b/1"]
    assert limits(2, 9, a=(9, 9)).new(A + B) == ["a/1", "a/2"]
    assert limits(9, 3, a=(9, 2)).reviews(A + B) == ["a/1", "a/2", "b/1"]


def test_answers_count_for_their_own_deck(limits):
    assert limits(9, 9, "b/9* b/8*", a=(2, 9), b=(2, 9)).new(A + B) == A[:2]


def test_new_facts_and_reviews_share_one_budget_over_calls(limits):
    day = limits(2, 2)
    assert day.new(A[:1]) + day.new(B) == ["a/1", "b/1"]
    assert day.reviews(A) == A[:2]
    assert day.reviews(B) == []


def test_what_was_answered_today_may_always_be_asked_again(limits):
    day = limits(0, 0, "a/1* a/2")
    assert day.new(A) == day.reviews(A) == ["a/1", "a/2"]


class TestRaisedRevisions:
    def test_they_are_due_so_the_limit_of_new_facts_lets_them_in(self, limits):
        assert limits(0, 2).raised(A) == A[:2]

    def test_they_count_as_new_so_fewer_of_those_come_in(self, limits):
        day = limits(3, 9)
        assert day.raised(A[:2]) == A[:2]
        assert day.new(B) == B[:1]
        assert day.reviews(B) == B

    def test_it_is_the_same_once_they_are_answered(self, limits):
        assert limits(3, 9, "a/1* a/2*").new(B) == B[:1]


class TestTooMuch:
    def test_new_facts_wait_while_more_is_due_than_a_days_limit(self, limits):
        assert limits(9, 2).too_much(A)("b/9")
        assert not limits(9, 3).too_much(A)("b/9")

    def test_reviews_of_today_still_weigh(self, limits):
        assert limits(9, 3, "a/7 a/8").too_much(A[:2])("b/9")
        assert not limits(9, 4, "a/7 a/8").too_much(A[:2])("b/9")

    def test_what_is_due_once_more_weighs_once(self, limits):
        assert not limits(9, 2, "a/1 a/2").too_much(A[:2])("b/9")

    def test_what_was_new_today_weighs_nothing(self, limits):
        assert not limits(9, 2, "a/7* a/8*").too_much(A[:2])("b/9")

    def test_a_deck_with_too_much_makes_its_own_new_facts_wait(self, limits):
        waits = limits(9, 9, a=(9, 2)).too_much(A + B)
        assert waits("a/9")
        assert not waits("b/9")


class TestMoreNew:
    def test_so_many_more_than_the_limit_are_let_in(self, limits):
        assert limits(2, 9, more_new=3).new(A + B) == [*A, *B[:2]]
        assert limits(2, 9, "a/8* a/9*", more_new=1).new(A) == A[:1]

    def test_they_are_wanted_once_and_not_of_each_deck(self, limits):
        day = limits(9, 9, "a/9* b/9*", more_new=2, a=(1, 9), b=(1, 9))
        assert day.new([*A[:1], *B]) == ["a/1", "b/1"]

    def test_a_deck_may_take_what_the_whole_has_no_room_for_but_as_wanted(self, limits):
        assert limits(1, 9, "a/9*", more_new=2, a=(1, 9)).new(A + B) == A[:2]
        assert limits(9, 9, "a/9*", more_new=1, a=(1, 9)).new(A + B) == ["a/1", *B]

    def test_reviews_stay_limited(self, limits):
        assert limits(2, 1, more_new=5).reviews(A) == A[:1]

    def test_it_is_the_same_once_some_of_them_are_answered(self, limits):
        assert limits(2, 9, "a/1* a/2* a/3*", more_new=3).new(B) == B[:2]

    @pytest.mark.parametrize(
        ("answered", "more_new", "room"),
        [("", 0, 2), ("a/1* a/2*", 0, 0), ("a/1* a/2* b/1*", 2, 2), ("b/1* b/2* b/3*", 0, 1)],
    )
    def test_the_room_that_a_deck_has(self, limits, answered, more_new, room):
        assert limits(4, 9, answered, more_new, a=(2, 9), b=(2, 9)).room_for_new("a") == room

    def test_how_far_beyond_the_limits_a_day_is(self, limits):
        assert limits(2, 9, "a/1*").beyond <= 0
        assert limits(2, 9, "a/1* a/2* a/3*").beyond == 1
        assert limits(9, 9, "a/1* a/2* b/1* b/2*", a=(1, 9), b=(1, 9)).beyond == 2
