from math import inf, nan

import pytest

from quiz.study.logged import (
    either,
    in_turn,
    listed,
    named,
    nothing,
    number,
    record,
    text,
    truth,
    whole,
)

SHARE = number(0, 1)
PLACE = record({"page": whole(1)}, name=text, shares=listed(SHARE))


@pytest.mark.parametrize(
    ("test", "value"),
    [
        (text, ""),
        (truth, False),
        (nothing, None),
        (SHARE, 0),
        (SHARE, 0.5),
        (whole(), -(10**400)),
        (whole(1, 9), 9),
        (either(nothing, SHARE), None),
        (either(nothing, SHARE), 1.0),
        (listed(text), []),
        (listed(text), ["a", "b"]),
        (in_turn(text, truth), ["a", True]),
        (named(text), {"a": "b"}),
        (PLACE, {"name": "a", "shares": [0, 1]}),
        (PLACE, {"name": "a", "shares": [], "page": 3, "of no matter": []}),
    ],
)
def test_what_will_do(test, value) -> None:
    assert test(value)


@pytest.mark.parametrize(
    ("test", "value"),
    [
        (text, 1),
        (truth, 0),
        (nothing, ""),
        (SHARE, True),
        (SHARE, "1"),
        (SHARE, nan),
        (SHARE, inf),
        (SHARE, 10**400),
        (SHARE, -0.1),
        (whole(), 1.0),
        (whole(), False),
        (whole(1, 9), 10),
        (either(nothing, SHARE), 2),
        (listed(text), "ab"),
        (listed(text), ["a", 1]),
        (in_turn(text, truth), ["a"]),
        (in_turn(text, truth), ["a", "b"]),
        (in_turn(text, truth), {"a": True}),
        (named(text), ["a"]),
        (named(text), {"a": 1}),
        (PLACE, []),
        (PLACE, {"name": "a"}),
        (PLACE, {"name": "a", "shares": [2]}),
        (PLACE, {"name": "a", "shares": [], "page": 0}),
    ],
)
def test_what_will_not(test, value) -> None:
    assert not test(value)
