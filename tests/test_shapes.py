from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

from quiz.facts import deck_of, fact_key
from quiz.markdown import plain
from quiz.review import Rating
from quiz.shapes import (
    SHAPES,
    Assign,
    Assigned,
    DontKnow,
    Mark,
    Order,
    Ordered,
    Part,
    Pick,
    Picked,
    Response,
    Reveal,
    Revealed,
    Shape,
    Type,
    Typed,
    Verdict,
    escaped,
    response_of,
    response_record,
    shown_options,
)


def test_there_are_five_shapes():
    assert SHAPES == get_args(Shape) == (Reveal, Pick, Type, Order, Assign)


@pytest.mark.parametrize(
    ("response", "record"),
    [
        (Revealed(Rating.HARD), {"kind": "revealed", "rating": 2}),
        (Picked((1, 0), 2), {"kind": "picked", "chosen": [1, 0], "clues": 2}),
        (
            Typed(("a",), 1, meant=True),
            {"kind": "typed", "texts": ["a"], "hints": 1, "clues": 0, "meant": True},
        ),
        (Ordered((2, 0, 1)), {"kind": "ordered", "order": [2, 0, 1]}),
        (Assigned((0, None)), {"kind": "assigned", "groups": [0, None]}),
        (DontKnow(), {"kind": "dontknow", "clues": 0}),
    ],
)
def test_a_response_is_logged_in_full_and_read_back(response, record):
    assert json.loads(json.dumps(response_record(response))) == record
    assert response_of(record) == response


def test_what_an_earlier_version_did_not_log_is_as_if_not_said():
    assert response_of({"kind": "picked", "chosen": [1]}) == Picked((1,))


def test_no_response_is_read_from_what_is_none():
    with pytest.raises(ValueError, match="no kind of response 'sung'"):
        response_of({"kind": "sung"})


def test_every_kind_of_response_has_a_kind_of_its_own():
    kinds = [kind.__name__.lower() for kind in get_args(Response)]
    assert len(set(kinds)) == len(kinds) == 6
    assert not any(field.name == "kind" for kind in get_args(Response) for field in fields(kind))


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        (Reveal("p", "a"), {}),
        (Type("p"), {}),
        (Pick("p", ("b", "a")), {"options": ("b", "a")}),
        (Order("p", ("b", "a")), {"items": ("b", "a")}),
        (Assign("p", ("b", "a"), ("x", "y")), {"items": ("b", "a"), "groups": ("x", "y")}),
    ],
)
def test_what_stood_to_choose_from_is_logged_in_its_order(shape, shown):
    assert shown_options(shape) == shown


def test_a_verdict_is_right_where_all_its_marks_are():
    right, wrong = Mark(fact_key("d", "a"), True), Mark(fact_key("d", "b"), False)
    assert Verdict((right,)).correct
    assert not Verdict((right, wrong)).correct


def test_what_rates_no_fact_can_make_a_verdict_wrong():
    right = Mark(fact_key("deck", "one"), True)
    assert Verdict((right,), (Part("a", "a", True),)).correct
    assert not Verdict((right,), (Part("a", "a", True), Part("b", "c", False))).correct


def test_shapes_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Pick("p", ("a",)).prompt = "q"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("IL-2R, 5 % (low).", "IL-2R, 5 % (low)."),
        ("C*", r"C\*"),
        ("a_b", r"a\_b"),
        ("<b> & [x] `y` \\", r"\<b> \& \[x] \`y\` \\"),
        ("one \n\n two\r\nthree", "one two three"),
    ],
)
def test_plain_text_is_made_markdown_that_reads_like_it(text, markdown):
    assert escaped(text) == markdown
    assert plain(markdown) == " ".join(text.split())


def test_a_key_is_made_of_ids():
    key = fact_key("deck", "comparison", "feature", "subject")
    assert key == "deck/comparison/feature/subject"
    assert deck_of(key) == deck_of("deck") == "deck"
