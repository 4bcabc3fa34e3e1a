"""How decks and facts stand."""

from datetime import timedelta

import pytest

from quiz.memory.study_day import from_ms
from quiz.review import State
from quiz.study.fact_cards import Standpoint, fact_card
from quiz.study.overview import Outline, deck_status
from quiz.study.ports import CatalogueFact, DeckEntry, Held, Standing


@pytest.fixture
def here(tools):
    def made(standing=None, **memories):
        known = {f"d/{name}": memory for name, memory in memories.items()}
        standing = standing or Standing({}, frozenset(), {})
        return Standpoint(tools.ms(tools.NOON), tools.DAY, known, standing)

    return made


@pytest.fixture
def outline(tools):
    def made(standing=None, **memories):
        held = {
            f"d/{name}": Held(memory.state is State.REVIEW, memory.due_at, memory.revision)
            for name, memory in memories.items()
        }
        standing = standing or Standing({}, frozenset(), {})
        return Outline(tools.ms(tools.NOON), held, standing.all_hidden(tools.DAY))

    return made


def entry(*names, **more):
    facts = tuple(CatalogueFact(f"d/{name.strip('+')}", 1 + name.count("+")) for name in names)
    return DeckEntry("d", "D", "Of d.", "d.toml", "digest", facts, tables=1, cards=2, **more)


class TestDecks:
    def test_each_fact_is_new_learning_due_or_firm(self, tools, outline):
        now = tools.ms(tools.NOON)
        place = outline(
            learning=tools.memory(state=State.RELEARNING, due_at=now + 60),
            due=tools.memory(due_at=now),
            firm=tools.memory(due_at=now + 1000),
            raised=tools.memory(),
        )
        status = deck_status(entry("new", "learning", "due", "firm", "raised+"), place, (4, 2))
        assert (status.counts.new, status.counts.learning, status.counts.due) == (1, 1, 2)
        assert status.firm == 1
        assert status.next_due == from_ms(now + 60)
        assert (status.facts, status.tables, status.cards) == (5, 1, 2)
        assert (status.id, status.title, status.summary) == ("d", "D", "Of d.")
        assert (status.path, status.retention, status.usable) == ("d.toml", 0.5, True)

    def test_what_left_the_deck_is_not_counted(self, tools, outline):
        status = deck_status(entry("a"), outline(a=tools.memory(), gone=tools.memory()))
        assert (status.firm, status.facts) == (1, 1)

    def test_nor_what_is_suspended_or_buried(self, tools, outline):
        buried = {"d/b": tools.DAY + timedelta(days=1), "d/c": tools.DAY}
        standing = Standing(buried, frozenset({"d/a"}), {})
        status = deck_status(entry("a", "b", "c"), outline(standing))
        assert status.counts.new == 1

    def test_without_anything_scheduled_there_is_no_next(self, outline):
        assert deck_status(entry("a"), outline()).next_due is None

    def test_a_shadowed_one_is_not_usable(self, outline):
        status = deck_status(entry("a", shadowed_by="other.toml"), outline())
        assert (status.usable, status.shadowed_by) == (False, "other.toml")


class TestFacts:
    @pytest.fixture
    def card(self, tools, here):
        deck = tools.read('[[card]]\nid="a"\nform="typed"\nprompt="A?"\nanswer="A"\nrevision=2')

        def made(standing=None, **more):
            memories = {"a": tools.memory(**more)} if more else {}
            return fact_card(deck, "d/a", here(standing, **memories), tools.FORGETTING, 8)

        return made

    def test_one_never_answered(self, card):
        new = card()
        assert (new.state, new.due, new.due_at, new.memory) == ("new", False, None, None)
        assert (new.retrievability, new.leech, new.flag) == (None, False, None)
        assert (new.prompt, new.deck_id, new.deck_title) == ("A?", "d", "The deck")
        assert (new.subject, new.forms, new.tags) == ("", ("typed",), ())

    def test_one_in_review(self, tools, card):
        now = tools.ms(tools.NOON)
        known = card(revision=2, due_at=now + 1, stability=5.0)
        assert (known.state, known.due, known.due_at) == ("review", False, from_ms(now + 1))
        assert known.retrievability == pytest.approx(0.9)
        assert card(revision=2, due_at=now).due

    def test_one_whose_revision_was_raised_is_due_and_nothing_is_known(self, tools, card):
        raised = card(revision=1, lapses=9)
        assert (raised.due, raised.due_at) == (True, tools.NOON)
        assert (raised.retrievability, raised.leech) == (None, False)
        assert raised.memory is not None

    def test_a_leech_has_lapsed_often_enough(self, card):
        assert card(revision=2, lapses=8).leech
        assert not card(revision=2, lapses=7).leech

    def test_what_was_set_on_it(self, tools, card):
        tomorrow = tools.DAY + timedelta(days=1)
        shown = card(Standing({"d/a": tomorrow}, frozenset({"d/a"}), {"d/a": "odd"}), revision=2)
        assert (shown.buried_until, shown.suspended, shown.flag) == (tomorrow, True, "odd")
        assert shown.state == "suspended"
        assert card(Standing({"d/a": tools.DAY}, frozenset(), {})).buried_until is None
