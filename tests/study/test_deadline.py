"""Being ready in time: how new facts are spread, and weeks of study up to a date."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.facts import FactKey
from quiz.review import Rating, State
from quiz.study.deadline import CLEAR_DAYS, Readiness, new_needed, readiness, told
from quiz.study.settings import Limits, Settings

TODAY = date(2026, 3, 2)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


# How many a day ----------------------------------------------------------------------------------


def test_new_facts_are_spread_evenly_and_end_three_days_before() -> None:
    # Ten days from now: the last new ones a week from now, which are eight days.
    assert new_needed(40, on(10), TODAY) == 5
    assert new_needed(41, on(10), TODAY) == 6
    assert new_needed(0, on(10), TODAY) == 0


def test_where_it_is_late_all_are_needed_now() -> None:
    assert [new_needed(9, on(days), TODAY) for days in (4, 3, 2, 1)] == [5, 9, 9, 9]


@given(st.integers(0, 500), st.integers(1, 100), st.data())
def test_whoever_does_what_is_needed_is_done_in_time(unseen, days, data) -> None:
    by = on(days + CLEAR_DAYS)
    for day in range(days + 1):
        missed = day < days and data.draw(st.booleans())
        unseen -= 0 if missed else new_needed(unseen, by, on(day))
    assert unseen == 0


def settings(new: int = 20, by: int = 10, **decks: Limits) -> Settings:
    return Settings(limits=Limits(new), decks=decks, deadlines={"d": on(by)})


def test_a_pace_that_suffices() -> None:
    assert readiness({"d": 40}, {}, settings(), TODAY) == {"d": Readiness(on(10), 10, 40, 5, 5, 0)}
    assert readiness({"d": 40}, {}, settings(), TODAY)["d"].enough


def test_what_the_day_has_brought_is_part_of_what_it_has_to_bring() -> None:
    assert readiness({"d": 38}, {"d": 2}, settings(), TODAY)["d"].needed == 5


def test_a_pace_that_does_not() -> None:
    found = readiness({"d": 40}, {}, settings(new=3), TODAY)["d"]
    assert (found.needed, found.allowed, found.unseen, found.enough) == (5, 3, 10, False)


def test_what_was_begun_beyond_the_limit_is_not_told_as_unseen() -> None:
    found = readiness({"d": 11}, {"d": 3}, settings(new=2, by=6), TODAY)["d"]
    assert (found.needed, found.allowed, found.unseen) == (4, 2, 1)  # 14, less 3, less 2 a day


def test_the_limit_of_the_deck_holds_too() -> None:
    assert readiness({"d": 40}, {}, settings(d=Limits(3)), TODAY)["d"].allowed == 3


def test_too_slow_to_end_in_time_and_yet_all_are_seen() -> None:
    found = readiness({"d": 40}, {}, settings(new=4), TODAY)["d"]
    assert (found.needed, found.allowed, found.unseen, found.enough) == (5, 4, 0, False)


def test_the_nearest_date_has_what_the_whole_lets_in() -> None:
    two = replace(settings(new=7), deadlines={"late": on(20), "soon": on(10), "gone": on(9)})
    found = readiness({"late": 90, "soon": 40}, {}, two, TODAY)
    assert list(found) == ["soon", "late"]
    assert [one.allowed for one in found.values()] == [5, 2]


def test_on_the_day_nothing_is_needed_any_more_and_then_it_is_over() -> None:
    found = readiness({"d": 4}, {}, settings(by=0), TODAY)["d"]
    assert (found.days_left, found.needed, found.unseen, found.enough) == (0, 0, 4, False)
    assert readiness({"d": 4}, {}, settings(by=-1), TODAY) == {}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ((10, 40, 5, 5, 0), "By 12 March 2026, in 10 days: 5 new a day, which is enough."),
        ((1, 0, 1, 1, 0), "By 3 March 2026, in 1 day: nothing new is left."),
        (
            (10, 40, 5, 3, 10),
            "By 12 March 2026, in 10 days: 5 new a day would be needed, with 3 allowed. "
            "10 facts will stay unseen at this pace.",
        ),
        (
            (10, 40, 5, 4, 0),
            "By 12 March 2026, in 10 days: 5 new a day would be needed, with 4 allowed. "
            "The last ones come less than 3 days before.",
        ),
        ((0, 0, 0, 0, 0), "Its day is today, 2 March 2026."),
        ((0, 1, 0, 0, 1), "Its day is today, 2 March 2026. 1 fact was never seen."),
        ((0, 2, 0, 0, 2), "Its day is today, 2 March 2026. 2 facts were never seen."),
    ],
)
def test_it_is_told_in_words(state, words) -> None:
    assert told(Readiness(on(state[0]), *state)) == words


# Weeks of study -----------------------------------------------------------------------------------


@pytest.fixture
def weeks(person, tools):
    """Weeks with a date at their end: gives the person, and what was begun on each day."""

    def made(*decks, by=28, missed=(), answers=None, **more):
        somebody = person(*decks, settings={"deadlines": {"d": on(by)}} | more)
        answers = answers or (lambda day: tools.right_response)
        for day in range(by):
            if day not in missed:
                session = somebody.begin()
                somebody.through(session, answers(day), most=2000)
                session.end(somebody.now)
            somebody.next_day()
        begun = Counter()
        for answer in somebody.store.first_answers(TODAY, on(by)):
            if answer.was_new:
                begun[(answer.study_day - TODAY).days] += 1
        return somebody, begun

    return made


def no_interval_passes(somebody, by: int) -> None:
    calendar = somebody.scheduler.calendar
    for review in somebody.store.reviews():
        assert review.due_at <= calendar.start_ms(on(by)), review
    assert any(review.interval_days >= 2 for review in somebody.store.reviews())


def test_who_studies_every_day_begins_as_many_on_each_and_ends_in_time(weeks, tools) -> None:
    somebody, begun = weeks(tools.cards(60), by=28)
    assert sum(begun.values()) == 60
    assert max(begun) <= 28 - CLEAR_DAYS
    assert set(begun.values()) <= {2, 3}
    no_interval_passes(somebody, 28)


def test_days_missed_raise_the_rest(weeks, tools) -> None:
    missed = {3, 4, 5, 6, 7, 8, 9, 17}
    somebody, begun = weeks(tools.cards(60), by=28, missed=missed)
    assert sum(begun.values()) == 60
    assert max(begun) <= 28 - CLEAR_DAYS
    before = max(count for day, count in begun.items() if day < 3)
    after = [count for day, count in begun.items() if day > 9]
    assert before == 3 < max(after) == 4
    no_interval_passes(somebody, 28)


def test_somebody_who_forgets_is_held_to_the_date_as_well(weeks, tools) -> None:
    def answers(day):
        def given(asked):
            forgets = (day + len(asked.fact.key) + asked.number) % 4 == 0
            return (tools.wrong_response if forgets else tools.right_response)(asked)

        return given

    somebody, begun = weeks(tools.cards(30), by=14, missed={5, 6}, answers=answers)
    assert sum(begun.values()) == 30
    no_interval_passes(somebody, 14)


def test_a_limit_is_never_passed_and_what_stays_unseen_is_what_was_told(weeks, tools) -> None:
    by = 14
    limits = {"limits": Limits(2)}
    told_at_first = readiness({"d": 60}, {}, replace(settings(new=2, by=by)), TODAY)["d"].unseen
    _, begun = weeks(tools.cards(60), by=by, **limits)
    assert set(begun.values()) == {2}
    assert 60 - sum(begun.values()) == told_at_first == 32


def test_pairs_are_not_parted_and_are_all_met_in_time(weeks, tools) -> None:
    # Ten cells in two columns over 25 days: less than one a day, and yet two are met together.
    _, begun = weeks(tools.table(5, 2, deck_id="d"), by=27, side_by_side=True)
    assert sum(begun.values()) == 10
    assert max(begun) <= 27 - CLEAR_DAYS
    assert max(begun.values()) == 2


def test_the_deck_with_the_nearest_date_goes_first(weeks, tools) -> None:
    whole = {"limits": Limits(6)}
    somebody, _ = weeks(tools.cards(40, "a"), tools.cards(30), by=9, **whole)
    begun = {a.fact for a in somebody.store.first_answers(TODAY, on(9)) if a.was_new}
    assert sum(key.startswith("d/") for key in begun) == 30
    assert sum(key.startswith("a/") for key in begun) > 0


def test_a_second_session_of_the_day_brings_no_more(person, tools) -> None:
    somebody = person(tools.cards(40), settings={"deadlines": {"d": on(10)}})
    asked = somebody.through(somebody.begin())
    assert len(set(asked)) == 5
    again = somebody.again()
    assert somebody.through(again) == []


def test_what_was_asked_and_then_forgotten_on_purpose_comes_again(person, tools) -> None:
    somebody = person(tools.cards(8), settings={"deadlines": {"d": on(10)}})
    session = somebody.begin()
    key = tools.asked(session).fact.key
    somebody.right(session)
    session.start_afresh(somebody.now)
    somebody.go_on(session)
    assert key in somebody.through(session)


def test_all_four_previews_are_what_happens_and_none_passes(person, tools) -> None:
    somebody = person(tools.cards(1, form="flashcard"), settings={"deadlines": {"d": on(6)}})
    somebody.learn()
    somebody.next_day(3)
    session = somebody.begin()
    previews = tools.asked(session).previews
    assert all(0 < preview.interval_days <= 3 for preview in previews.values())
    somebody.submit(session, tools.Revealed(Rating.EASY))
    *_, review = somebody.store.reviews()
    assert (review.interval_days, review.due_at) == (
        previews[Rating.EASY].interval_days,
        previews[Rating.EASY].due_at,
    )


def test_on_the_day_and_after_it_nothing_is_held_back(person, tools) -> None:
    somebody = person(tools.cards(30), settings={"deadlines": {"d": on(1)}})
    somebody.next_day()
    asked = somebody.through(somebody.begin())
    assert len(set(asked)) == 20
    memory = somebody.store.memory(FactKey("d/c0"))
    assert memory.state is State.REVIEW
    assert memory.due_at > somebody.scheduler.calendar.start_ms(on(2))


# For as long as one sits at the desk --------------------------------------------------------------


def test_a_date_can_be_named_for_the_day(person, tools) -> None:
    somebody = person(tools.cards(40), tools.cards(3, "e"))
    somebody.desk.hold_to(["d"], on(10), somebody.now)
    d, e = somebody.desk.decks.overview(somebody.now).decks
    assert d.readiness == Readiness(on(10), 10, 40, 5, 5, 0)
    assert e.readiness is None
    assert len({key for key in somebody.through(somebody.begin()) if key[0] == "d"}) == 5


def test_it_is_for_all_decks_where_none_is_named(person, tools) -> None:
    somebody = person(tools.cards(4), tools.cards(3, "e"))
    somebody.desk.hold_to(None, TODAY, somebody.now)
    overview = somebody.desk.decks.overview(somebody.now)
    assert [deck.readiness.by for deck in overview.decks] == [TODAY] * 2


def test_a_day_that_is_over_is_refused(one) -> None:
    with pytest.raises(UsageError, match="2026-03-01 is over: today is 2026-03-02"):
        one.desk.hold_to(None, on(-1), one.now)
