"""What a face can ask for."""

from datetime import timedelta

import pytest

from quiz.errors import ProblemsFound, UsageError
from quiz.review import EventKind, Mode, Rating
from quiz.study.settings import Limits
from quiz.study.turn import Asked, Ending


class TestBegin:
    def test_all_decks_or_those_that_are_named(self, two):
        assert two.begin().counts.new == 5
        assert two.begin("e").counts.new == 3
        assert two.begin("e", "d", "e").counts.new == 5
        assert two.begin("e", "d").turn.fact.key == "e/c0"

    def test_a_deck_that_is_not_there_is_named_with_those_that_are(self, two, person):
        with pytest.raises(UsageError, match=r"no deck 'x' to use\. There is: d, e"):
            two.begin("d", "x")
        with pytest.raises(UsageError, match="There is: none"):
            person().begin("x")

    def test_a_bad_or_shadowed_deck_cannot_be_studied(self, two, tools):
        two.library.more.append(tools.bad_entry())
        with pytest.raises(UsageError, match="no deck 'bad'"):
            two.begin("bad")
        assert two.begin().counts.new == 5

    def test_a_deck_broken_meanwhile_hides_no_others(self, two):
        two.library.broken.add("d")
        assert two.begin().counts.new == 3
        assert len(two.desk.browse(two.now)) == 3
        two.library.broken.clear()
        two.library.gone.add("e")
        assert two.begin().counts.new == 2

    def test_but_is_told_of_where_it_was_asked_for(self, two):
        two.library.broken.add("d")
        with pytest.raises(ProblemsFound):
            two.begin("d")

    def test_a_new_seed_is_drawn_and_logged(self, two):
        two.ask_some(two.begin(), 1)
        (started,) = two.store.events(EventKind.SESSION_STARTED)
        assert started.payload["seed"] == 7
        assert started.payload["everything"] is True

    def test_a_seed_that_is_given_is_taken(self, two):
        two.ask_some(two.begin("d", seed=3), 1)
        (started,) = two.store.events(EventKind.SESSION_STARTED)
        assert started.payload["seed"] == 3
        assert started.payload["everything"] is False

    def test_the_session_left_open_goes_on(self, two):
        two.ask_some(two.begin("d", "e"), 2)
        assert two.again("e", "d").resumed
        assert two.again("e", "d").turn.number == 3

    def test_not_in_another_mode(self, two):
        two.ask_some(two.begin(), 1)
        assert not two.again(mode=Mode.AHEAD).resumed
        assert two.again().resumed

    def test_all_decks_go_on_when_one_was_broken_meanwhile(self, two):
        two.ask_some(two.begin(), 1)
        two.library.broken.add("e")
        session = two.again()
        assert session.resumed
        assert session.turn.fact.key == "d/c1"

    def test_all_decks_go_on_with_one_that_came(self, two, tools):
        two.ask_some(two.begin(), 1)
        two.library.put(tools.cards(4, "f"))
        session = two.again()
        assert (session.resumed, session.counts.new) == (True, 8)

    def test_one_left_for_another_goes_on_when_it_is_asked_for(self, two):
        two.ask_some(two.begin("d"), 1)
        two.ask_some(two.begin("e"), 1)
        session = two.again("d")
        assert (session.resumed, session.turn.fact.key) == (True, "d/c1")
        assert session.undo(two.now).fact.key == "d/c0"

    def test_one_killed_before_its_first_answer_left_nothing(self, two):
        two.begin()
        assert not two.again().resumed

    def test_limits_of_a_deck_hold_beside_those_of_the_whole(self, tools, person):
        limits = {"d": Limits(1, 9)}
        one = person(tools.cards(4), tools.cards(4, "e"), limits=(3, 9), settings={"decks": limits})
        assert one.ask_some(one.begin(), 2) == ["d/c0", "e/c0"]
        assert one.begin("d").counts.new == 0
        assert one.begin("e").counts.new == 1

    def test_what_was_renamed_meanwhile_is_not_asked_as_new(self, two, tools):
        two.learn("d")
        two.library.put(tools.renamed())
        assert two.begin("d").turn.ending is Ending.NOTHING_DUE


class TestFacts:
    def test_each_can_be_looked_up(self, two):
        two.learn("d")
        card = two.desk.facts.card("d/c0", two.now)
        assert card == next(c for c in two.desk.browse(two.now) if c.fact.key == "d/c0")
        assert (card.state, card.memory.reviews) == ("review", 2)
        assert len(two.desk.facts.history("d/c0")) == 2
        assert two.desk.facts.explain("d/c0").answer == "answer 0"
        assert two.desk.facts.card("e/c0", two.now).memory is None
        assert two.desk.facts.history("e/c0") == ()

    @pytest.mark.parametrize("key", ["d/gone", "gone/c0"])
    def test_but_for_one_that_is_not_there(self, two, key):
        for call in (
            lambda: two.desk.facts.card(key, two.now),
            lambda: two.desk.facts.explain(key),
        ):
            with pytest.raises(UsageError):
                call()

    def test_they_are_browsed_in_the_order_of_decks_and_authors(self, two):
        keys = [card.fact.key for card in two.desk.browse(two.now)]
        assert keys == ["d/c0", "d/c1", "e/c0", "e/c1", "e/c2"]

    def test_suspending_and_resuming(self, two):
        two.desk.facts.suspend("d/c0", two.now)
        assert two.desk.facts.card("d/c0", two.now).suspended
        assert two.begin("d").turn.fact.key == "d/c1"
        assert two.desk.decks.overview(two.now).counts.new == 4
        two.desk.facts.resume("d/c0", two.now)
        assert two.begin("d").turn.fact.key == "d/c0"

    def test_flagging(self, two):
        two.desk.facts.flag("d/c0", "why?", two.now)
        assert two.desk.facts.card("d/c0", two.now).flag == "why?"
        two.desk.facts.unflag("d/c0", two.now)
        assert two.desk.facts.card("d/c0", two.now).flag is None

    def test_a_reset_makes_a_fact_new_and_keeps_its_history(self, two):
        two.learn("d")
        two.desk.facts.reset("d/c0", two.now)
        assert two.desk.facts.card("d/c0", two.now).state == "new"
        assert len(two.desk.facts.history("d/c0")) == 2
        two.next_day()
        session = two.begin("d")
        assert isinstance(session.turn, Asked)
        assert two.right(session).rating is Rating.GOOD

    def test_a_buried_one_says_until_when(self, two, tools):
        two.begin("d").bury(two.now)
        assert two.desk.facts.card("d/c0", two.now).buried_until == tools.DAY + timedelta(days=1)
        two.next_day()
        assert two.desk.facts.card("d/c0", two.now).buried_until is None
