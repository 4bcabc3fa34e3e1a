"""How a session begins, and which one goes on instead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.review import EventKind, Mode
from quiz.study.ports import Answer
from quiz.study.settings import Limits, Settings
from quiz.study.start import Start, resumed
from tests.answers import a_review

WANTED = Start("", 0, Mode.STUDY, {"a": "x", "b": "y"})


def go_on(store, wanted, study_day, seed):
    """The session that goes on, where the minutes do not matter."""
    return resumed(store, wanted, study_day, seed, now_ms=0)


@pytest.fixture
def store(tools):
    return tools.new_store()


@pytest.fixture
def begun(store, tools):
    """Logs the start of a session as it would be logged."""

    def made(name="s1", mode=Mode.STUDY, decks=("a", "b"), now=None, day=None, **more):
        start = Start(name, 5, mode, dict.fromkeys(decks, "z"), **more)
        payload = start.payload(Settings())
        store.note(EventKind.SESSION_STARTED, name, payload, now or tools.NOON, day or tools.DAY)

    return made


@pytest.fixture
def answer(store, tools):
    """Logs an answer of a session, given so many seconds after noon."""

    def made(session_id, seconds=0, duration_ms=4_000, question_id="q1"):
        at = tools.ms(tools.NOON) + seconds * 1000
        review = a_review(
            "a/1", question_id=question_id, session_id=session_id, at=at, duration_ms=duration_ms
        )
        store.record([Answer(review, store.memory("a/1"), tools.memory(), "text")])

    return made


def test_a_start_says_all_that_the_session_needs_to_go_on():
    start = Start("s", 5, Mode.AHEAD, {"a": "x"}, budget_ms=60_000, everything=True)
    assert start.payload(Settings(limits=Limits(3, 4))) == {
        "seed": 5,
        "mode": "ahead",
        "decks": {"a": "x"},
        "everything": True,
        "limits": {"new": 3, "reviews": 4},
        "budget_ms": 60_000,
    }


def test_where_none_was_begun_none_goes_on(store, tools):
    assert go_on(store, WANTED, tools.DAY, None) is None


def test_one_over_the_same_decks_goes_on_with_its_seed(store, tools, begun):
    begun()
    found = go_on(store, WANTED, tools.DAY, None)
    assert found == Start("s1", 5, Mode.STUDY, WANTED.decks, resumed=True)


def test_but_not_on_another_day(store, tools, begun):
    begun(day=tools.DAY - timedelta(days=1))
    assert go_on(store, WANTED, tools.DAY, None) is None


def test_nor_when_it_was_ended(store, tools, begun):
    begun()
    store.note(EventKind.SESSION_ENDED, "s1", {}, tools.NOON, tools.DAY)
    assert go_on(store, WANTED, tools.DAY, None) is None


def test_nor_in_another_mode_or_over_other_decks(store, tools, begun):
    begun("s1", Mode.DRILL)
    begun("s2", decks="a")
    begun("s3", decks="abc")
    assert go_on(store, WANTED, tools.DAY, None) is None


def test_one_that_was_left_for_another_is_found_again(store, tools, begun):
    begun("s1")
    begun("s2", decks="a")
    begun("s3")
    begun("s4", Mode.DRILL)
    assert go_on(store, WANTED, tools.DAY, None).id == "s3"
    store.note(EventKind.SESSION_ENDED, "s3", {}, tools.NOON, tools.DAY)
    assert go_on(store, WANTED, tools.DAY, None).id == "s1"


def test_none_of_another_day_or_another_machine_is_found_so(store, tools, begun):
    other = tools.new_store(seed=9)
    payload = Start("s0", 5, Mode.STUDY, {"a": "", "b": ""}).payload(Settings())
    other.note(EventKind.SESSION_STARTED, "s0", payload, tools.NOON, tools.DAY)
    begun("s1", day=tools.DAY - timedelta(days=1))
    begun("s2", decks="a")
    store.absorb(list(other.rows()), {})
    assert go_on(store, WANTED, tools.DAY, None) is None


def test_all_decks_goes_on_whichever_there_are_now(store, tools, begun):
    begun(decks="abc", everything=True)
    assert go_on(store, WANTED, tools.DAY, None) is None
    everything = Start("", 0, Mode.STUDY, {"a": "x"}, everything=True)
    assert go_on(store, everything, tools.DAY, None).id == "s1"


def test_another_seed_asks_for_another_session(store, tools, begun):
    begun()
    assert go_on(store, WANTED, tools.DAY, 4) is None
    assert go_on(store, WANTED, tools.DAY, 5).id == "s1"


@pytest.mark.parametrize("payload", [{}, {"seed": "x"}, {"seed": 5}, {"seed": 5, "decks": []}])
def test_a_start_that_cannot_be_read_is_left_alone(store, tools, payload):
    payload = {"mode": "study", **payload}
    store.note(EventKind.SESSION_STARTED, "s1", payload, tools.NOON, tools.DAY)
    assert go_on(store, WANTED, tools.DAY, None) is None


class TestMinutes:
    def test_those_asked_for_now_count_from_now(self, store, tools, begun, answer):
        begun(budget_ms=60_000)
        answer("s1", 0)
        answer("s1", 20, question_id="q2")
        wanted = Start("", 0, Mode.STUDY, WANTED.decks, budget_ms=600_000)
        taken_ms = 4_000 + 20_000 + 600_000
        now_ms = tools.ms(tools.NOON) + 20_000
        assert resumed(store, wanted, tools.DAY, None, now_ms).budget_ms == taken_ms
        # What has passed since the last answer was before the minutes.
        later_ms = now_ms + 30_000
        assert resumed(store, wanted, tools.DAY, None, later_ms).budget_ms == taken_ms + 30_000

    def test_else_what_is_left_of_the_first_ones(self, store, tools, begun, answer):
        begun(budget_ms=60_000)
        answer("s1")
        assert go_on(store, WANTED, tools.DAY, None).budget_ms == 60_000

    def test_where_nothing_is_left_there_is_no_limit(self, store, tools, begun, answer):
        begun(budget_ms=4_000)
        answer("s1")
        assert go_on(store, WANTED, tools.DAY, None).budget_ms is None

    def test_nor_where_there_never_was(self, store, tools, begun):
        begun()
        assert go_on(store, WANTED, tools.DAY, None).budget_ms is None


class TestChosenFacts:
    CHOSEN = replace(WANTED, mode=Mode.DRILL, about="fact a/1", groups=(("a/1", "a/2"), ("b/1",)))

    def test_a_session_over_them_goes_on_with_those_it_was_begun_with(self, store, tools, begun):
        begun("s1", Mode.DRILL, about="fact a/1", groups=(("a/3",),))
        found = go_on(store, self.CHOSEN, tools.DAY, None)
        assert (found.id, found.groups) == ("s1", (("a/3",),))

    def test_but_not_where_something_else_was_asked_for(self, store, tools, begun):
        begun("s1", Mode.DRILL, about="fact a/2", groups=(("a/2",),))
        assert go_on(store, self.CHOSEN, tools.DAY, None) is None
        assert go_on(store, replace(WANTED, mode=Mode.DRILL), tools.DAY, None) is None

    def test_what_another_program_wrote_there_is_none_of_ours(self, store, tools):
        said = self.CHOSEN.payload(Settings()) | {"groups": "all"}
        store.note(EventKind.SESSION_STARTED, "s1", said, tools.NOON, tools.DAY)
        assert go_on(store, self.CHOSEN, tools.DAY, None).groups == ()
