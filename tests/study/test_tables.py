"""Comparisons as maps of what one knows."""

from datetime import timedelta

import pytest

from quiz.errors import UsageError
from quiz.memory.study_day import from_ms
from quiz.review import State
from quiz.study.fact_cards import Standpoint
from quiz.study.ports import Standing
from quiz.study.tables import Strength, strength, tables_of

DECK = """
id = "t"
[[comparison]]
id = "m"
title = "Who loses what"
subject.a = { name = "Subject A", short = "A" }
subject.b = { name = "Subject B" }
[[comparison.feature]]
id = "f"
name = "site"
key = true
cell.b = "peripheral"
cell.a = ["brain", "spine"]
[[comparison.feature]]
id = "g"
name = "cure"
revision = 2
cell.b = "none"
"""


@pytest.fixture
def map_of(tools):
    def made(standing=None, **memories):
        known = {f"t/m/{name.replace('_', '/')}": memory for name, memory in memories.items()}
        standing = standing or Standing({}, frozenset(), {})
        here = Standpoint(tools.ms(tools.NOON), tools.DAY, known, standing)
        (table,) = tables_of(tools.read(DECK), here, tools.FORGETTING)
        return table

    return made


def test_cells_stand_by_subject_whatever_the_order_they_were_written_in(map_of):
    table = map_of()
    assert (table.deck_id, table.deck_title, table.id) == ("t", "The deck", "m")
    assert table.title == "Who loses what"
    assert [(one.id, one.name, one.short) for one in table.subjects] == [
        ("a", "Subject A", "A"),
        ("b", "Subject B", "Subject B"),
    ]
    assert [(feature.name, feature.key) for feature in table.features] == [
        ("site", True),
        ("cure", False),
    ]
    assert table.cell(0, 0).fact == "t/m/f/a"
    assert table.cell(0, 0).text == "brain; spine"
    assert table.cell(0, 1).text == "peripheral"


def test_where_the_source_says_nothing_there_is_no_cell(map_of):
    assert map_of().cell(1, 0) is None


def test_what_was_never_answered_is_unseen(map_of):
    cell = map_of().cell(0, 0)
    assert cell.strength is Strength.UNSEEN
    assert (cell.retrievability, cell.due_at) == (None, None)


def test_so_is_what_its_author_has_made_new_since(map_of, tools):
    table = map_of(g_b=tools.memory())
    assert table.cell(1, 1).strength is Strength.UNSEEN
    assert table.cell(1, 1).due_at is None
    again = map_of(g_b=tools.memory(revision=2))
    assert again.cell(1, 1).strength is Strength.FIRM


def test_a_memory_tells_how_likely_recall_is_and_when_it_is_due(map_of, tools):
    memory = tools.memory()
    cell = map_of(f_a=memory).cell(0, 0)
    assert cell.retrievability == tools.FORGETTING.retrievability(10.0, 5)
    assert cell.due_at == from_ms(memory.due_at)


def test_it_is_firm_until_recall_is_less_likely_than_wanted(map_of, tools):
    def seen(days):
        memory = tools.memory(last_study_day=tools.DAY - timedelta(days=days))
        return map_of(f_a=memory).cell(0, 0).strength

    assert seen(0) is Strength.FIRM
    assert seen(10) is Strength.FIRM
    assert seen(20) is Strength.WEAK


@pytest.mark.parametrize("state", [State.LEARNING, State.RELEARNING])
def test_what_waits_for_a_step_is_in_learning_however_likely_recall_is(state):
    assert strength(state, 1.0, 0.9) is Strength.LEARNING


def test_chances_are_compared_as_they_are_read():
    assert strength(State.REVIEW, 0.8951, 0.9) is Strength.FIRM
    assert strength(State.REVIEW, 0.8949, 0.9) is Strength.WEAK
    assert strength(State.REVIEW, 0.8949, 0.85) is Strength.FIRM


def test_what_is_suspended_or_buried_is_said_to_be(map_of, tools):
    tomorrow = tools.DAY + timedelta(days=1)
    standing = Standing({"t/m/f/b": tomorrow, "t/m/g/b": tools.DAY}, frozenset({"t/m/f/a"}), {})
    table = map_of(standing, f_b=tools.memory())
    assert (table.cell(0, 0).suspended, table.cell(0, 0).buried_until) == (True, None)
    assert (table.cell(0, 1).suspended, table.cell(0, 1).buried_until) == (False, tomorrow)
    assert table.cell(1, 1).buried_until is None


def test_cells_are_counted_by_how_firmly_they_are_held(map_of, tools):
    table = map_of(f_a=tools.memory(), f_b=tools.memory(state=State.LEARNING))
    assert table.counts == {Strength.FIRM: 1, Strength.LEARNING: 1, Strength.UNSEEN: 1}


class TestDesk:
    def test_tables_of_some_decks_or_all(self, tools, person):
        one = person(tools.table(1, 2, "a"), tools.cards(1, "b"), tools.table(1, 2, "c"))
        tables = one.desk.tables(None, one.now)
        assert [table.deck_id for table in tables] == ["a", "c"]
        assert one.desk.tables(["b"], one.now) == ()
        (table,) = one.desk.tables(["c"], one.now)
        assert (table.deck_id, table.deck_title) == ("c", "Deck c")

    def test_they_follow_what_is_learnt(self, tools, person):
        one = person(tools.table(1, 2))
        one.learn("t")
        (table,) = one.desk.tables(["t"], one.now)
        assert table.counts == {Strength.FIRM: 2}
        one.next_day(90)
        (table,) = one.desk.tables(["t"], one.now)
        assert table.counts == {Strength.WEAK: 2}

    def test_a_deck_that_is_not_there_is_an_error(self, person, tools):
        one = person(tools.table(1, 2))
        with pytest.raises(UsageError, match="no deck 'x'"):
            one.desk.tables(["x"], one.now)
