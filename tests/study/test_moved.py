"""Facts that an edit gave another key: offered while it is done, and no others."""

import pytest

from quiz.errors import UsageError
from quiz.review import EventKind
from quiz.study import moved


def card(name, answer):
    asked = f'id = "{name}"\nform = "typed"\nprompt = "Prompt {name}?"'
    return f'[[card]]\n{asked}\nanswer = "{answer}"\n'


@pytest.fixture
def deck(tools):
    def made(*cards, deck_id="d"):
        return tools.read(f'id = "{deck_id}"\n' + "".join(cards))

    return made


MYELIN, AXON = card("myelin", "the sheath around nerves"), card("axon", "the wire of a nerve")


@pytest.fixture
def learner(person, deck):
    """Somebody who learnt two cards and has looked at their decks."""
    one = person(deck(MYELIN, AXON))
    one.learn()
    assert one.desk.moved.offers() == ()
    return one


def offered(one):
    return [(offer.orphan.key, offer.key) for offer in one.desk.moved.offers()]


def test_an_id_that_was_changed_is_offered_until_it_is_answered(learner, deck):
    learner.library.put(deck(card("sheath", "The sheath around the nerves."), AXON))
    assert offered(learner) == [("d/myelin", "d/sheath")] == offered(learner)
    before = learner.store.memory("d/myelin")
    assert learner.desk.moved.keep(learner.desk.moved.offers(), learner.now) == 1
    assert learner.store.memory("d/sheath") == before
    assert offered(learner) == []


def test_they_are_the_same_in_another_thread(learner, deck):
    learner.library.put(deck(card("sheath", "The sheath around the nerves."), AXON))
    offers = learner.desk.moved.offers_apart()
    assert [(offer.orphan.key, offer.key) for offer in offers] == [("d/myelin", "d/sheath")]
    assert offers == learner.desk.moved.offers()


def test_a_move_that_an_author_tells_of_is_left_to_who_can_log_it(learner, deck):
    renamed = card("sheath", "the sheath around nerves") + 'aliases = ["myelin"]\n'
    learner.library.put(deck(renamed, AXON))
    before = learner.store.memory("d/myelin")
    assert learner.desk.decks.overview_apart(learner.now) is None
    assert list(learner.store.events(EventKind.MOVED)) == []
    overview = learner.desk.decks.overview(learner.now)
    assert learner.store.memory("d/sheath") == before
    assert learner.desk.decks.overview_apart(learner.now) == overview


def test_what_was_declined_is_not_offered_again_at_this_desk(learner, deck):
    learner.library.put(deck(card("sheath", "the sheath around nerves"), AXON))
    learner.desk.moved.decline(learner.desk.moved.offers())
    assert offered(learner) == []
    learner.desk = learner.new_desk()
    assert offered(learner) == [("d/myelin", "d/sheath")]
    assert list(learner.store.events(EventKind.MOVED)) == []


def test_cards_that_went_to_another_deck_are_offered_there(learner, deck):
    learner.library.put(deck(AXON))
    learner.library.put(deck(MYELIN, deck_id="e"))
    assert offered(learner) == [("d/myelin", "e/myelin")]


def test_a_deck_by_another_id_is_offered_to_whom_it_changed_before_their_eyes(learner, deck):
    del learner.library.decks["d"]
    learner.library.put(deck(MYELIN, AXON, deck_id="e"))
    assert offered(learner) == [("d/axon", "e/axon"), ("d/myelin", "e/myelin")]
    # To whom comes later, it is a deck that is not here and another that is.
    learner.desk = learner.new_desk()
    assert offered(learner) == []


def test_a_deck_that_is_broken_just_now_has_lost_nothing(learner, deck, tools):
    entry = learner.library.entries()[0]
    del learner.library.decks["d"]
    problem = tools.Problem("d.toml", 1, 1, tools.Severity.ERROR, "broken")
    learner.library.more.append(tools.replace(entry, facts=(), problems=(problem,)))
    learner.library.put(deck(MYELIN, AXON, deck_id="e"))
    assert offered(learner) == []


def test_what_would_take_long_is_left_to_the_doctor(learner, deck, monkeypatch):
    learner.library.put(deck(card("sheath", "the sheath around nerves"), AXON))
    monkeypatch.setattr(moved, "MOST_PAIRS", 0)
    assert offered(learner) == []


def test_nothing_moves_where_decks_changed_since_it_was_offered(learner, deck):
    learner.library.put(deck(card("sheath", "the sheath around nerves"), AXON))
    made = learner.desk.moved.offers()
    learner.library.put(deck(MYELIN, AXON))
    with pytest.raises(UsageError):
        learner.desk.moved.keep(made, learner.now)


@pytest.mark.parametrize(("count", "told"), [(1, "1 fact looks moved"), (3, "3 facts look moved")])
def test_it_is_told_in_words(count, told):
    assert moved.told([None] * count) == told
