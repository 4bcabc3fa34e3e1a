"""Contrast drills, and what is told of what they are for."""

from __future__ import annotations

import pytest

from quiz.errors import UsageError
from quiz.review import Confusion, Mode
from quiz.shapes import Pick, Picked, Typed
from quiz.study.drills import PAIRS
from quiz.study.mixups import mixups
from quiz.study.turn import Answered, Asked, Finished, Introduced

STEPLESS = {"learning_steps": (), "relearning_steps": ()}


@pytest.fixture
def one(tools, person):
    return person(tools.table(3, 3), settings=STEPLESS, limits=(99, 99))


def take_for(one, key, value):
    """Ask a cell, and give another's value."""
    session = one.desk.begin_cell(key, one.now)
    shape = session.turn.question.shape
    if isinstance(shape, Pick) and value not in shape.options:
        assert shape.options == ("True", "False")
        one.submit(session, one.rightly(session.turn))
    else:
        chosen = isinstance(shape, Pick) and Picked((shape.options.index(value),))
        one.submit(session, chosen or Typed((value,)))
    session.end(one.now)


def through(one, session):
    """All facts of a drill, question by question, answered rightly."""
    asked = []
    while not isinstance(session.turn, Finished):
        if isinstance(session.turn, Asked):
            asked.append(session.turn.question.facts)
            one.submit(session, one.rightly(session.turn))
        else:
            one.go_on(session)
    return asked


class TestBetween:
    def test_two_subjects_are_set_side_by_side_feature_by_feature(self, one):
        session = one.desk.drills.begin(None, one.now, between=("s0", "s2"))
        assert session.start.mode is Mode.DRILL
        assert isinstance(session.turn, Introduced)
        assert through(one, session) == [
            (f"t/m/f{feature}/{subject}",) for feature in range(3) for subject in ("s0", "s2")
        ]

    @pytest.mark.parametrize("names", [("Subject 0", "s2"), ("SUBJECT 2", "subject 0")])
    def test_they_may_be_named(self, one, names):
        session = one.desk.drills.begin(["t"], one.now, between=names, table_id="m")
        assert {key[-1] for keys in through(one, session) for key in keys} == {"0", "2"}

    def test_what_was_mixed_up_comes_first(self, one):
        take_for(one, "t/m/f1/s2", "value 1 0")
        session = one.desk.drills.begin(None, one.now, between=("s0", "s2"))
        assert through(one, session)[0] == ("t/m/f1/s0",)

    def test_then_what_the_author_says_tells_them_apart(self, tools, person):
        deck = tools.read(
            '[[comparison]]\nid="m"\ntitle="M"\nsubject.a={name="A"}\nsubject.b={name="B"}\n'
            '[[comparison.feature]]\nid="f"\nname="F"\ncell.a="x"\ncell.b="y"\n'
            '[[comparison.feature]]\nid="g"\nname="G"\nkey=true\ncell.a="x"\ncell.b="y"\n'
            '[[comparison.feature]]\nid="h"\nname="H"\ncell.a="x"\ncell.b="x"\n'
            '[[comparison.feature]]\nid="i"\nname="I"\ncell.a="x"\n'
        )
        one = person(deck)
        session = one.desk.drills.begin(None, one.now, between=("a", "b"))
        assert [keys[0] for keys in through(one, session)] == [
            "d/m/g/a",
            "d/m/g/b",
            "d/m/f/a",
            "d/m/f/b",
        ]

    def test_where_enough_is_known_it_ends_with_a_question_over_all(self, tools, person):
        one = person(tools.table(5, 2), settings=STEPLESS)
        one.learn()
        session = one.desk.drills.begin(None, one.now, between=("s0", "s1"))
        *pair, together = through(one, session)
        assert sum(map(len, pair)) == 2
        assert len(together) == 8

    @pytest.mark.parametrize(
        ("between", "why"),
        [
            (("s0", "nobody"), "No table here has both s0 and nobody. Subjects: s0, s1, s2."),
            (("s0", "Subject 0"), "same subject"),
        ],
    )
    def test_what_cannot_be_contrasted_is_said(self, one, between, why):
        with pytest.raises(UsageError, match=why):
            one.desk.drills.begin(None, one.now, between=between)

    def test_without_a_table_there_is_nothing_to_contrast(self, tools, person):
        one = person(tools.cards(2))
        with pytest.raises(UsageError, match="nothing to contrast"):
            one.desk.drills.begin(None, one.now)

    def test_what_is_suspended_is_left_out(self, one):
        one.desk.facts.suspend("t/m/f0/s0", one.now)
        session = one.desk.drills.begin(None, one.now, between=("s0", "s1"))
        assert not any("t/m/f0" in keys[0] for keys in through(one, session))


class TestTheWorst:
    def test_the_pair_that_was_mixed_up_most_comes_first(self, one):
        for _ in range(2):
            take_for(one, "t/m/f2/s1", "value 2 2")
        session = one.desk.drills.begin(None, one.now)
        facts = through(one, session)
        assert {facts[0][0], facts[1][0]} == {"t/m/f2/s1", "t/m/f2/s2"}

    def test_each_fact_comes_once_and_no_more_pairs_than_a_session_holds(self, tools, person):
        one = person(tools.table(9, 6))
        session = one.desk.drills.begin(None, one.now)
        keys = [key for keys in through(one, session) for key in keys]
        assert len(keys) == len(set(keys)) == 2 * PAIRS

    def test_it_moves_no_schedule_and_its_confusions_count(self, tools, one):
        session = one.desk.drills.begin(None, one.now, between=("s0", "s1"))
        one.go_on(session)
        one.submit(session, tools.wrong_response(session.turn))
        assert one.store.memories() == {}
        assert len(one.store.confusions()) == 1

    def test_left_open_it_goes_on_with_what_it_was_begun_with(self, tools, one):
        session = one.desk.drills.begin(None, one.now)
        one.go_on(session)
        left = session.turn
        one.submit(session, tools.wrong_response(session.turn))
        again = one.new_desk().drills.begin(None, one.now)
        assert again.resumed
        assert (again.turn.bundle.number, again.turn.fact.key[:6]) == (2, left.fact.key[:6])
        other = one.desk.drills.begin(None, one.now, between=("s0", "s2"))
        assert not other.resumed

    def test_a_part_of_it_can_be_taken_back(self, tools, one):
        session = one.desk.drills.begin(None, one.now)
        one.go_on(session)
        first = session.turn
        one.submit(session, one.rightly(first))
        assert session.undo(one.now).fact == first.fact


class TestMixups:
    def test_nothing_at_first(self, one):
        assert one.desk.drills.mixups(None, one.now) == []

    def test_each_fact_with_what_it_was_taken_for(self, one):
        take_for(one, "t/m/f0/s0", "value 0 1")
        take_for(one, "t/m/f0/s0", "value 0 1")
        take_for(one, "t/m/f1/s2", "value 1 0")
        worst, other = one.desk.drills.mixups(["t"], one.now)
        assert (worst.deck_id, worst.table_id, worst.feature_id) == ("t", "m", "f0")
        assert (worst.asked, worst.chosen) == ("s0", "s1")
        assert (worst.asked_name, worst.chosen_name) == ("Subject 0", "Subject 1")
        assert (worst.table, worst.feature) == ("M", "Feature 0")
        assert (worst.times, worst.shown, worst.promoted) == (2, 2, True)
        assert worst.weight == pytest.approx(2, abs=0.01)
        assert (other.asked, other.chosen, other.promoted) == ("s2", "s0", False)

    def test_what_was_shown_and_not_taken_counts_as_shown(self, tools, one):
        take_for(one, "t/m/f0/s0", "value 0 1")
        session = one.desk.begin_cell("t/m/f0/s0", one.now)
        assert set(session.turn.question.shape.options) >= {"value 0 1"}
        one.submit(session, one.rightly(session.turn))
        (row,) = one.desk.drills.mixups(None, one.now)
        assert (row.times, row.shown) == (1, 2)

    def test_of_other_decks_and_of_what_is_gone_nothing_is_told(self, tools, person):
        one = person(tools.table(1, 2, "t"), tools.table(1, 2, "u"), tools.cards(1))
        take_for(one, "t/m/f0/s0", "value 0 1")
        assert one.desk.drills.mixups(["u"], one.now) == []
        one.library.put(tools.cards(2, "t"))
        assert one.desk.drills.mixups(None, one.now) == []

    def test_what_is_no_longer_of_one_row_cannot_be_worked_on(self, tools):
        decks = [tools.table(2, 2), tools.cards(2)]
        gone = [("t/m/f0/s0", "t/m/f1/s1"), ("d/c0", "d/c1"), ("t/m/f0/s0", "t/m/f0/s0")]
        confusions = [Confusion(asked, chosen, 0, 1.0) for asked, chosen in gone]
        assert mixups(decks, confusions, [], frozenset(), 0) == []

    def test_once_told_apart_three_times_running_it_no_longer_comes_back(self, one):
        for _ in range(2):
            take_for(one, "t/m/f0/s0", "value 0 1")
        for _ in range(3):
            one.pass_time(hours=1)
            session = one.desk.drills.begin(None, one.now, between=("s0", "s1"))
            while not isinstance(session.turn, Finished):
                if isinstance(session.turn, Asked):
                    one.submit(session, one.rightly(session.turn))
                else:
                    assert isinstance(session.turn, Introduced | Answered) or session.turn
                    one.go_on(session)
            session.end(one.now)
        assert [row.promoted for row in one.desk.drills.mixups(None, one.now)] == [False]
