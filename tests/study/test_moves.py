"""What is known of a fact follows when its author renames it."""

import pytest

from quiz.review import EventKind
from quiz.study.moves import follow_moves
from quiz.study.ports import CatalogueFact


@pytest.fixture
def store(tools):
    return tools.new_store()


@pytest.fixture
def follow(store, tools):
    def made(*facts):
        return follow_moves(store, facts, tools.NOON, tools.DAY)

    return made


@pytest.fixture
def suspend(store, tools):
    def made(key):
        store.note(EventKind.SUSPENDED, key, {}, tools.NOON, tools.DAY)

    return made


def moves(store):
    return [(event.payload["from"], event.target) for event in store.events(EventKind.MOVED)]


def test_where_no_fact_was_renamed_nothing_is_even_read(store, follow):
    assert not follow(CatalogueFact("d/a"), CatalogueFact("d/b"))
    assert store.calls == []


def test_a_memory_follows_its_fact(tools, person):
    one = person(tools.cards(1))
    one.learn()
    known = one.store.memory("d/c0")
    renamed = 'id = "d"\n[[card]]\nid = "new"\naliases = ["c0"]\nform = "typed"'
    one.library.put(tools.read(f'{renamed}\nprompt = "Prompt 0?"\nanswer = "answer 0"'))
    one.desk.decks.overview(one.now)
    assert moves(one.store) == [("d/c0", "d/new")]
    assert one.store.memory("d/new") == known
    assert one.store.memory("d/c0") is None
    one.desk.decks.overview(one.now)
    one.begin()
    assert len(moves(one.store)) == 1


def test_what_a_person_set_follows_too(store, follow, suspend):
    suspend("d/old")
    assert follow(CatalogueFact("d/new", aliases=("d/older", "d/old")))
    assert moves(store) == [("d/old", "d/new")]
    assert store.standing().suspended == {"d/new"}


def test_a_key_that_is_still_a_facts_has_not_moved(store, follow, suspend):
    suspend("d/old")
    assert not follow(CatalogueFact("d/new", aliases=("d/old",)), CatalogueFact("d/old"))
    assert moves(store) == []


def test_a_key_that_nothing_is_known_of_brings_nothing(store, follow):
    assert not follow(CatalogueFact("d/new", aliases=("d/old",)))
    assert moves(store) == []


def test_of_two_that_claim_one_past_the_first_has_it(store, follow, suspend):
    suspend("d/old")
    follow(CatalogueFact("d/a", aliases=("d/old",)), CatalogueFact("d/b", aliases=("d/old",)))
    assert moves(store) == [("d/old", "d/a")]


def test_it_follows_into_what_was_learnt_under_the_new_name(tools, person):
    """An alias that came late: both histories are those of one fact."""
    one = person(tools.cards(1), tools.cards(1, "e"))
    one.learn()
    both = one.store.memory("d/c0").reviews + one.store.memory("e/c0").reviews
    facts = [CatalogueFact("e/c0", aliases=("d/c0",))]
    follow_moves(one.store, facts, one.now, tools.DAY)
    assert one.store.memory("e/c0").reviews == both
    assert len(list(one.store.reviews(fact="e/c0"))) == both
