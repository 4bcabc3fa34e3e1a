"""More new facts today than the limit: for that day alone, whatever comes in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.review import EventKind
from quiz.study.more_new import more_new, offered, told
from quiz.study.settings import Limits
from quiz.study.turn import Asked


@pytest.fixture
def begun(person, tools):
    """Somebody who has begun what the day's limit of new facts lets in."""

    def made(*decks, limits=(2, 200), **settings):
        who = person(*decks, limits=limits, settings={"learning_steps": (), **settings})
        who.learn()
        return who

    return made


def new_today(who, **more):
    """Study on, and say how many new facts that brought."""
    before = len(who.store.memories())
    session = who.begin(**more)
    who.through(session)
    return len(who.store.memories()) - before, session.end(who.now)


def test_the_end_of_a_session_tells_what_only_the_limit_holds_back(begun, tools):
    who = begun(tools.cards(6))
    brought, finished = new_today(who)
    assert brought == 0
    assert finished.more_new == finished.new_left == 4


def test_so_many_more_are_begun_and_the_rest_is_left(begun, tools):
    who = begun(tools.cards(6))
    brought, finished = new_today(who, more_new=3)
    assert brought == 3
    assert finished.more_new == 1
    assert new_today(who)[0] == 0, "wanted once"
    assert new_today(who, more_new=5)[0] == 1


def test_what_was_wanted_outlives_a_restart(begun, tools):
    who = begun(tools.cards(8))
    session = who.begin(more_new=4)
    who.ask_some(session, 1)
    again = who.again()
    assert again.resumed
    assert again.counts.new == 3
    assert who.settings.limits.new_per_day == 2, "and the settings are as they were"


def test_and_ends_with_the_day(begun, tools):
    who = begun(tools.cards(30))
    assert new_today(who, more_new=10)[0] == 10
    who.next_day()
    assert new_today(who)[0] == 2
    assert more_new(who.store, tools.DAY) == 10
    assert more_new(who.store, tools.DAY + timedelta(days=1)) == 0


def test_before_the_limit_is_reached_they_come_on_top(person, tools):
    who = person(tools.cards(9), limits=(2, 200), settings={"learning_steps": ()})
    assert new_today(who, more_new=3)[0] == 5


def test_the_limit_of_a_deck_is_passed_too_and_by_no_more_in_all(begun, tools):
    decks = {"d": Limits(1, 200), "e": Limits(1, 200)}
    who = begun(tools.cards(5), tools.cards(5, "e"), limits=(20, 200), decks=decks)
    assert len(who.store.memories()) == 2
    brought, finished = new_today(who, more_new=3)
    assert brought == 3
    assert finished.more_new == 5


def test_a_deck_with_a_date_brings_more_than_its_share(begun, tools):
    who = begun(tools.cards(20), limits=(20, 200), deadlines={"d": tools.DAY + timedelta(days=12)})
    assert len(who.store.memories()) == 2
    assert new_today(who)[1].more_new == 18
    assert new_today(who, more_new=5)[0] == 5


def test_what_came_beyond_the_limits_otherwise_takes_nothing_away(begun, tools):
    """As after an exam that counts."""
    who = begun(tools.cards(20), limits=(9, 200))
    who.settings = replace(who.settings, limits=Limits(2, 200))
    who.desk = who.new_desk()
    assert new_today(who, more_new=3)[0] == 3
    (event,) = who.store.events(EventKind.NEW_LIMIT_RAISED)
    assert event.payload == {"by": 10}


def test_while_too_much_is_due_it_is_not_the_limit_of_new_facts(begun, tools):
    who = begun(tools.cards(9), limits=(4, 2))
    who.next_day(60)
    session = who.begin()
    who.through(session)
    finished = session.end(who.now)
    assert (finished.more_new, finished.held_back) == (0, 2)
    assert finished.why_not_new == ", left for a day on which less is due"


def test_what_was_buried_is_no_matter_of_the_limit(person, tools):
    who = person(tools.cards(2), settings={"learning_steps": ()})
    session = who.begin()
    session.bury(who.now)
    assert session.end(who.now).why_not_new == "", "there is more to be asked"
    session = who.begin()
    who.through(session)
    finished = session.end(who.now)
    assert (finished.more_new, finished.new_left) == (0, 1)
    assert finished.why_not_new == ", left for another day"


def test_while_new_facts_are_at_hand_nothing_is_held_back(begun, tools):
    who = begun(tools.cards(9))
    session = who.begin(more_new=3)
    assert isinstance(session.turn, Asked)
    assert session.end(who.now).more_new == 0


def test_a_list_of_decks_tells_where_only_the_limit_stands_in_the_way(begun, tools):
    who = begun(tools.cards(4), tools.cards(1, "e"))
    overview = who.desk.decks.overview(who.now)
    assert [one.new_put_off for one in overview.decks] == [2, 1]
    assert overview.new_put_off == 3
    who.begin(more_new=1)
    assert [one.new_put_off for one in who.desk.decks.overview(who.now).decks] == [0, 0]


@pytest.mark.parametrize(("put_off", "number"), [(1, 1), (10, 10), (37, 10)])
def test_no_more_are_offered_than_there_are(put_off, number):
    assert offered(put_off) == number
    assert told(put_off, "n brings").endswith(
        f" left for other days. n brings {number} more today."
    )


@pytest.mark.parametrize("payload", [{}, {"by": 0}, {"by": -1}, {"by": "3"}, {"by": 1.5}])
def test_the_log_takes_no_number_that_is_none(one, payload, tools):
    with pytest.raises(ValueError, match="cannot say"):
        one.store.note(EventKind.NEW_LIMIT_RAISED, "", payload, one.now, tools.DAY)
