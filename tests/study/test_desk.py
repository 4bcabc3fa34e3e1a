"""What a face can ask for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from quiz.errors import Problem, ProblemsFound, Severity, UsageError
from quiz.review import EventKind, Mode, Rating
from quiz.study.ports import DeckEntry
from quiz.study.settings import Limits
from quiz.study.turn import Asked, Ending

ALIASED = (
    '[[card]]\nid="new"\naliases=["c0"]\nform="typed"\nprompt="Prompt 0?"\nanswer="answer 0"\n'
)


@pytest.fixture
def two(tools, person):
    return person(tools.cards(2), tools.cards(3, "e"))


def bad(path="bad.toml", severity=Severity.ERROR):
    problem = Problem(path, 3, 1, severity, "There is something wrong.")
    return DeckEntry("bad", path, "", path, "x", problems=(problem,))


class TestOverview:
    def test_all_decks_with_what_they_add_up_to(self, two):
        overview = two.desk.overview(two.now)
        assert [(deck.id, deck.facts, deck.counts.new) for deck in overview.decks] == [
            ("d", 2, 2),
            ("e", 3, 3),
        ]
        assert (overview.counts.new, overview.counts.learning, overview.counts.due) == (5, 0, 0)
        assert overview.firm == 0

    def test_of_many_facts_the_overview_is_kept_for_the_first_screen(self, two, monkeypatch):
        class Kept(list):
            keep = list.append

            def recall(self):
                return self[-1] if self else None

        assert two.desk.at_first_sight() is None
        kept = two.desk.last_seen = Kept()
        two.desk.overview(two.now)
        assert two.desk.at_first_sight() is None
        monkeypatch.setattr("quiz.study.desk.MANY_FACTS", 5)
        overview = two.desk.overview(two.now)
        assert kept == [overview]
        assert two.desk.at_first_sight() is overview

    def test_it_is_the_same_in_another_thread(self, two):
        two.learn("d")
        two.next_day(40)
        two.ask_some(two.begin("d"), 1, right=False)
        with ThreadPoolExecutor(1) as thread:
            apart = thread.submit(two.desk.overview_apart, two.now).result()
        assert apart == two.desk.overview(two.now)
        assert apart.counts.learning == 1

    def test_it_follows_what_is_learnt(self, two):
        two.learn("d")
        overview = two.desk.overview(two.now)
        assert (overview.firm, overview.counts.new) == (2, 3)
        assert overview.decks[0].next_due > two.now
        two.next_day(40)
        assert two.desk.overview(two.now).counts.due == 2
        two.ask_some(two.begin("d"), 1, right=False)
        overview = two.desk.overview(two.now)
        assert (overview.counts.due, overview.counts.learning) == (1, 1)

    def test_retention_is_that_of_thirty_days(self, two):
        two.learn("d")
        assert two.desk.overview(two.now).decks[0].retention is None
        two.next_day(40)
        session = two.begin("d")
        two.ask_some(session, 1)
        two.ask_some(session, 1, right=False)
        assert two.desk.overview(two.now).decks[0].retention == 0.5
        two.next_day(29)
        assert two.desk.overview(two.now).decks[0].retention == 0.5
        two.next_day(1)
        assert two.desk.overview(two.now).decks[0].retention is None

    def test_a_bad_deck_is_shown_as_bad_and_counts_for_nothing(self, two):
        two.library.more.append(bad())
        overview = two.desk.overview(two.now)
        assert [deck.usable for deck in overview.decks] == [True, True, False]
        assert overview.decks[2].problems == two.desk.problems()
        assert overview.counts.new == 5

    def test_a_shadowed_deck_counts_for_nothing(self, two, tools):
        two.library.more.append(tools.entry_of(tools.cards(9), shadowed_by="d.toml"))
        overview = two.desk.overview(two.now)
        assert overview.decks[2].shadowed_by == "d.toml"
        assert overview.counts.new == 5

    def test_what_was_renamed_is_shown_with_its_memory(self, two, tools):
        two.learn("d")
        two.library.put(tools.read(ALIASED))
        overview = two.desk.overview(two.now)
        assert (overview.decks[0].firm, overview.decks[0].counts.new) == (1, 0)

    def test_an_old_name_that_only_a_shadowed_deck_still_has_is_free(self, two, tools):
        two.learn("d")
        old = tools.entry_of(two.library.decks["d"], shadowed_by="mine.toml")
        two.library.put(tools.read(ALIASED))
        two.library.more.append(old)
        assert two.desk.overview(two.now).decks[0].firm == 1


class TestBegin:
    def test_all_decks_or_those_that_are_named(self, two):
        assert two.begin().counts.new == 5
        assert two.begin("e").counts.new == 3
        assert two.begin("e", "d", "e").counts.new == 5
        assert two.begin("e", "d").turn.fact.key == "e/c0"

    def test_a_deck_that_is_not_there_is_named_with_those_that_are(self, two, person):
        with pytest.raises(UsageError, match=r"no deck 'x' to study\. There is: d, e"):
            two.begin("d", "x")
        with pytest.raises(UsageError, match="There is: none"):
            person().begin("x")

    def test_a_bad_or_shadowed_deck_cannot_be_studied(self, two):
        two.library.more.append(bad())
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
        two.library.put(tools.read(ALIASED))
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
        assert two.desk.overview(two.now).counts.new == 4
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


def test_what_changes_on_disk_is_the_librarys_to_tell(tools, one):
    problem = tools.Problem("d.toml", 3, 1, tools.Severity.ERROR, "broken")
    assert one.desk.spoilt() is None
    entry = one.library.entries()[0]
    spoilt = tools.replace(entry, id="x", problems=(problem,), last_good=True)
    one.library.more.append(spoilt)
    assert spoilt.usable
    assert one.desk.spoilt() == problem
    one.library.changed = lambda: True
    one.library.refresh = one.library.more.clear
    one.library.place = lambda key: (key, 7)
    assert one.desk.decks_changed()
    one.desk.refresh()
    assert one.desk.spoilt() is None
    assert one.desk.place("d/c0") == ("d/c0", 7)
