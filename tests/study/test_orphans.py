"""Facts that lost their deck: found, likened to new ones, and moved only where that was said."""

import pytest

from quiz.errors import UsageError
from quiz.review import EventKind
from quiz.study.orphans import keep, offers, orphans


def card(name, answer):
    asked = f'id = "{name}"\nform = "typed"\nprompt = "Prompt {name}?"'
    return f'[[card]]\n{asked}\nanswer = "{answer}"\n'


@pytest.fixture
def deck(tools):
    def made(*cards, deck_id="d"):
        return tools.read(f'id = "{deck_id}"\n' + "".join(cards))

    return made


@pytest.fixture
def lost(tools, person, deck):
    """A person who learnt two cards, of which the deck has none any more."""
    one = person(deck(card("myelin", "the sheath around nerves"), card("axon", "yes")))
    one.learn()
    one.library.put(deck(card("other", "nothing alike")))
    return one


def found(one):
    return orphans(one.store, one.library)


def offered(one):
    made = offers(found(one).facts, one.store, one.library)
    return [(offer.orphan.key, offer.key) for offer in made]


def test_a_fact_without_a_deck_is_found_with_its_last_answer(lost):
    told = [(orphan.key, orphan.answer) for orphan in found(lost).facts]
    assert told == [("d/axon", "yes"), ("d/myelin", "the sheath around nerves")]
    assert offered(lost) == []


def test_where_all_is_in_a_deck_nothing_is_found(tools, person):
    one = person(tools.cards(2))
    one.learn()
    assert found(one).facts == ()
    assert found(one).waiting == {}


def test_what_was_set_on_a_fact_that_was_never_answered_counts(lost, tools):
    lost.store.note(EventKind.SUSPENDED, "gone/x", {}, tools.NOON, tools.DAY)
    assert ("gone/x", "") in [(one.key, one.answer) for one in found(lost).facts]
    assert "gone/x" not in [old for old, _ in offered(lost)]


def test_a_deck_with_errors_is_waited_for(lost, tools):
    entry = lost.library.entries()[0]
    lost.library.gone.add("d")
    del lost.library.decks["d"]
    problem = tools.Problem("d.toml", 1, 1, tools.Severity.ERROR, "broken")
    lost.library.more.append(tools.replace(entry, facts=(), problems=(problem,)))
    assert found(lost).facts == ()
    assert found(lost).waiting == {"d": 2}


@pytest.mark.parametrize(
    ("cards", "wanted"),
    [
        ([card("sheath", "The sheath around the nerves.")], [("d/myelin", "d/sheath")]),
        ([card("axons", "Yes")], [("d/axon", "d/axons")]),
        ([card("sheath", "the bone around nerves, or what else")], []),
        (
            [card("myeline", "the sheath around nerves"), card("x", "the sheath around nerves")],
            [("d/myelin", "d/myeline")],
        ),
        (
            [card("a", "the sheath around nerves"), card("b", "yes")],
            [("d/axon", "d/b"), ("d/myelin", "d/a")],
        ),
    ],
)
def test_the_nearest_new_fact_is_offered_and_none_twice(lost, deck, cards, wanted):
    lost.library.put(deck(*cards))
    assert offered(lost) == wanted


def test_a_deck_by_another_id_is_looked_at_too(lost, deck):
    lost.library.put(deck(card("myelin", "the sheath around nerves"), deck_id="nerves"))
    lost.library.put(deck(card("else", "yes"), deck_id="e"))
    assert offered(lost) == [("d/myelin", "nerves/myelin")]


def test_a_fact_that_was_answered_itself_is_not_offered(lost, deck):
    lost.library.put(deck(card("sheath", "the sheath around nerves")))
    lost.learn()
    assert offered(lost) == []


def test_a_deck_that_is_broken_or_goes_meanwhile_is_passed_over(lost, deck, tools):
    problem = tools.Problem("x.toml", 1, 1, tools.Severity.ERROR, "broken")
    entry = lost.library.entries()[0]
    lost.library.more.append(tools.replace(entry, id="x", facts=(), problems=(problem,)))
    lost.library.put(deck(card("myelin", "the sheath around nerves"), deck_id="nerves"))
    lost.library.broken.add("nerves")
    lost.library.gone.add("d")
    assert offered(lost) == []


def test_progress_goes_on_where_it_is_said_to(lost, deck, tools):
    lost.library.put(deck(card("sheath", "the sheath around nerves")))
    known = lost.store.memory("d/myelin")
    moved = keep([("d/myelin", "d/sheath")] * 2, lost.store, lost.library, tools.NOON, tools.DAY)
    assert moved == 1
    assert lost.store.memory("d/sheath") == known
    assert [one.key for one in found(lost).facts] == ["d/axon"]
    assert [(one.payload["from"], one.target) for one in lost.store.events(EventKind.MOVED)] == (
        [("d/myelin", "d/sheath")]
    )


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([("d/myelin", "d/other"), ("d/other", "d/other")], "d/other is no fact that lost"),
        ([("d/myelin", "d/other"), ("d/axon", "d/no")], "d/no is no fact of any deck"),
    ],
)
def test_what_cannot_be_moves_nothing(lost, tools, pairs, told):
    with pytest.raises(UsageError, match=told):
        keep(pairs, lost.store, lost.library, tools.NOON, tools.DAY)
    assert list(lost.store.events(EventKind.MOVED)) == []
