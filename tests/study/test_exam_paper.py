from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.facts import FactKey, deck_of
from quiz.shapes import shown_options
from quiz.study.exam_paper import build, can_build, deck_ids, draw, in_turn
from quiz.study.exam_setup import SELF_GRADED, Setup

SEEDS = st.integers(0, 2**32)
IDS = st.sampled_from("abcd")
KEYS = st.lists(
    st.one_of(
        st.tuples(IDS, IDS, IDS, IDS).map(lambda ids: FactKey("/".join(ids))),
        st.tuples(IDS, st.integers(0, 30)).map(lambda ids: FactKey(f"{ids[0]}/c{ids[1]}")),
    ),
    unique=True,
    max_size=60,
)


def facts(items):
    return [item.fact for item in items]


@given(KEYS, SEEDS)
def test_all_come_once_whatever_order_they_are_told_in(keys, seed):
    order = list(in_turn(keys, seed))
    assert sorted(order) == sorted(keys)
    assert list(in_turn(reversed(keys), seed)) == order


@given(KEYS, SEEDS, st.integers(1, 40))
def test_decks_take_turns_as_far_as_they_go(keys, seed, questions):
    drawn = Counter(map(deck_of, list(in_turn(keys, seed))[:questions]))
    there = Counter(map(deck_of, keys))
    most = max(drawn.values(), default=0)
    for deck_id, count in there.items():
        assert drawn[deck_id] >= min(count, most - 1)


def test_a_table_and_cards_take_turns_and_so_do_features(tools):
    deck = tools.read(
        """
        [[comparison]]
        id = "m"
        title = "M"
        subject = { s0 = { name = "S 0" }, s1 = { name = "S 1" }, s2 = { name = "S 2" } }
        [[comparison.feature]]
        id = "f0"
        name = "F 0"
        cell = { s0 = "a", s1 = "b", s2 = "c" }
        [[comparison.feature]]
        id = "f1"
        name = "F 1"
        cell = { s0 = "d", s1 = "e", s2 = "g" }
        [[card]]
        id = "c0"
        form = "typed"
        prompt = "P 0?"
        answer = "0"
        [[card]]
        id = "c1"
        form = "typed"
        prompt = "P 1?"
        answer = "1"
        """
    )
    drawn = facts(draw([deck], Setup(questions=4), 3, ()))
    assert sum(key.startswith("d/m/") for key in drawn) == 2
    assert {key.split("/")[2] for key in drawn if key.startswith("d/m/")} == {"f0", "f1"}


def test_the_same_seed_and_decks_give_the_same_exam(tools):
    decks = [tools.table(3, 3, "t"), tools.cards(9, "d", "choice")]
    setup = Setup(questions=12)
    drawn = draw(decks, setup, 7, ())
    assert draw(list(reversed(decks)), setup, 7, ()) == drawn
    assert draw(decks, setup, 8, ()) != drawn
    by_id = {deck.id: deck for deck in decks}
    for item in drawn:
        one, other = (build(by_id[deck_of(item.fact)], item, 7).shape for _ in range(2))
        assert one == other
    shown = [
        tuple(shown_options(build(by_id["d"], item, seed).shape)["options"])
        for item in drawn
        for seed in range(20)
        if deck_of(item.fact) == "d"
    ]
    assert len(set(shown)) > len(shown) // 20


def test_a_deck_that_grows_leaves_the_order_of_the_others(tools):
    before = facts(draw([tools.cards(9)], Setup(questions=9), 7, ()))
    after = facts(draw([tools.cards(10)], Setup(questions=10), 7, ()))
    assert [key for key in after if key != "d/c9"] == before


def test_what_is_put_away_is_left_out_and_the_next_in_line_comes(tools):
    deck = tools.cards(9)
    whole = facts(draw([deck], Setup(questions=9), 7, ()))
    assert facts(draw([deck], Setup(questions=4), 7, {whole[1]})) == [whole[0], *whole[2:5]]


def test_forms_are_those_that_are_allowed(tools):
    deck = tools.table(4, 4, "t")
    by_default = {item.form for item in draw([deck], Setup(questions=16), 7, ())}
    assert "recall" not in by_default
    assert {"choice", "typed"} <= by_default
    chosen = draw([deck], Setup(forms=("recall",), questions=16), 7, ())
    assert {item.form for item in chosen} == {"recall"}


def test_there_may_be_nothing_to_ask(tools):
    with pytest.raises(UsageError, match="no facts in these decks"):
        draw([], Setup(), 7, ())
    with pytest.raises(UsageError, match=r"in these forms: typed\. Allow others"):
        draw([tools.cards(2, form="choice")], Setup(forms=("typed",)), 7, ())
    self_graded = ",".join(sorted(SELF_GRADED))
    with pytest.raises(UsageError, match=f"--forms {self_graded}"):
        draw([tools.cards(2, form="flashcard")], Setup(), 7, ())


def test_no_hints_are_given(tools):
    deck = tools.read(
        '[[card]]\nid = "c"\nform = "cloze"\nprompt = "The {{sheath|what wraps}} of it."'
    )
    (item,) = draw([deck], Setup(), 7, ())
    assert build(deck, item, 7).shape.blanks[0].hint == ""


def test_what_has_left_its_deck_cannot_be_built(tools):
    deck = tools.cards(2)
    items = draw([deck], Setup(), 7, ())
    assert deck_ids(facts(items)) == ("d",)
    assert all(can_build(deck, item) for item in items)
    assert not can_build(None, items[0])
    assert [can_build(tools.cards(1), item) for item in items] == [
        item.fact == "d/c0" for item in items
    ]
    assert not any(can_build(tools.cards(2, form="choice"), item) for item in items)
