from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.review import Confidence, Rating
from quiz.shapes import (
    Assigned,
    DontKnow,
    Ordered,
    Picked,
    Revealed,
    Typed,
)
from quiz.study.exam_marks import asks_confidence, certainty_mark, credit, settled, verdict_on

CARDS = {
    "list": 'form = "list"\nprompt = "P?"\nanswers = ["one", "two", "three"]',
    "order": 'form = "order"\nprompt = "P?"\nitems = ["first", "second", "third"]',
    "match": 'form = "match"\nprompt = "P?"\npairs = [["a", "1"], ["b", "2"], ["c", "3"]]',
    "sort": 'form = "sort"\nprompt = "P?"\ngroups = { g = ["a", "b"], h = ["c", "d"] }',
    "several": 'form = "choice"\nprompt = "P?"\nanswers = ["r1", "r2"]\nwrong = ["w1", "w2"]',
    "one": 'form = "choice"\nprompt = "P?"\nanswer = "r1"\nwrong = ["w1", "w2"]',
    "typed": 'form = "typed"\nprompt = "P?"\nanswer = "demyelination"',
    "strict": 'form = "typed"\nprompt = "P?"\nanswer = "demyelination"\nstrict = ["spelling"]',
    "flashcard": 'form = "flashcard"\nprompt = "P?"\nanswer = "a"',
}


@pytest.fixture
def asked(tools):
    def ask(name):
        deck = tools.read(f'[[card]]\nid = "c"\n{CARDS[name]}')
        return deck.ask("d/c", deck.forms("d/c")[0], 0, Random(1))

    return ask


@pytest.fixture
def earned(asked):
    def of(name, response):
        question = asked(name)
        return credit(question.shape, verdict_on(question, response))

    return of


def picked(question, *options):
    return Picked(tuple(question.shape.options.index(option) for option in options))


@pytest.mark.parametrize(
    ("texts", "share"),
    [
        (("three", "one", "two"), 1),
        (("two", "one", "four"), 2 / 3),
        (("one", "one", ""), 1 / 3),
        (("", "", "x"), 0),
    ],
)
def test_of_a_list_each_answer_earns_its_share(earned, texts, share):
    assert earned("list", Typed(texts)) == pytest.approx(share)


def test_of_an_order_each_place_earns_its_share(asked, earned):
    items = asked("order").shape.items

    def order(*names):
        return Ordered(tuple(items.index(name) for name in names))

    assert earned("order", order("first", "second", "third")) == 1
    assert earned("order", order("second", "first", "third")) == pytest.approx(1 / 3)
    assert earned("order", order("third", "first", "second")) == 0


def test_of_a_match_and_a_sort_each_item_earns_its_share(asked, earned):
    match = asked("match").shape
    right = {"a": "1", "b": "2", "c": "3"}
    given = [match.groups.index(right[item]) for item in match.items]
    assert earned("match", Assigned(tuple(given))) == 1
    given[0], given[1] = given[1], given[0]
    assert earned("match", Assigned(tuple(given))) == pytest.approx(1 / 3)
    sort = asked("sort").shape
    all_in_g = tuple([sort.groups.index("g")] * 4)
    assert earned("sort", Assigned(all_in_g)) == 1 / 2


@pytest.mark.parametrize(
    ("options", "share"),
    [
        (("r1", "r2"), 1),
        (("r1",), 1 / 2),
        (("r1", "r2", "w1"), 1 / 2),
        (("r1", "w1"), 0),
        (("w1", "w2"), 0),
        (("r1", "r2", "w1", "w2"), 0),
    ],
)
def test_wrong_options_cost_what_right_ones_earn(asked, earned, options, share):
    assert earned("several", picked(asked("several"), *options)) == share


def test_of_one_option_it_is_all_or_nothing(asked, earned):
    assert earned("one", picked(asked("one"), "r1")) == 1
    assert earned("one", picked(asked("one"), "w1")) == 0


@pytest.mark.parametrize("name", CARDS)
def test_who_does_not_know_earns_nothing(earned, name):
    assert earned(name, DontKnow()) == 0


def test_a_near_miss_counts_unless_the_author_forbids_it(asked, earned):
    assert earned("typed", Typed(("demyelinaton",))) == 1
    assert earned("typed", Typed(("demyelin",))) == 0
    assert earned("strict", Typed(("demyelinaton",))) == 0
    verdict = verdict_on(asked("typed"), Typed(("demyelinaton",), clues=1))
    assert verdict.near_miss is None
    assert verdict.marks[0].near


def test_ones_own_grade_is_taken_as_it_is(earned):
    assert earned("flashcard", Revealed(Rating.HARD)) == 1
    assert earned("flashcard", Revealed(Rating.AGAIN)) == 0


def test_only_what_is_typed_has_something_to_settle():
    assert settled(Typed(("a",), 1, 2)) == Typed(("a",), 1, 2, meant=True)
    assert settled(Picked((1,))) == Picked((1,))


@pytest.mark.parametrize(
    ("confidence", "right", "wrong"),
    [("guess", 1, 0), ("unsure", 2, -2), ("sure", 3, -6), (None, 0, 0)],
)
def test_certainty_is_marked_as_published(confidence, right, wrong):
    said = None if confidence is None else Confidence(confidence)
    assert certainty_mark(said, 1.0) == right
    assert certainty_mark(said, 0.0) == wrong
    assert certainty_mark(said, 0.5) == (right + wrong) / 2


@given(st.floats(0, 1))
def test_to_say_how_sure_one_is_pays_best(chance):
    def expected(confidence):
        right, wrong = certainty_mark(confidence, 1), certainty_mark(confidence, 0)
        return chance * right + (1 - chance) * wrong

    honest = (
        Confidence.SURE
        if chance > 0.8
        else Confidence.UNSURE
        if chance > 2 / 3
        else Confidence.GUESS
    )
    assert expected(honest) >= max(map(expected, Confidence)) - 1e-9


def test_nobody_is_asked_how_sure_they_are_not_to_know():
    assert asks_confidence(Picked((0,)))
    assert not asks_confidence(DontKnow())
