"""Whether a value that was read of the log is made as what wrote it made it.

A log may come from elsewhere, or have been changed by hand: what is taken from it is looked at
first. A test says of a value whether it will do; tests of parts make up that of a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf

Test = Callable[[object], bool]

NO_MORE: Mapping[str, Test] = {}


def text(value: object) -> bool:
    """A text."""
    return isinstance(value, str)


def truth(value: object) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def nothing(value: object) -> bool:
    """Nothing at all."""
    return value is None


def number(least: float, most: float) -> Test:
    """A number from one to another."""
    return lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    )


def whole(least: float = -inf, most: float = inf) -> Test:
    """A whole number, from one to another."""
    fits = number(least, most)
    return lambda value: isinstance(value, int) and fits(value)


def either(*tests: Test) -> Test:
    """What one of these tests lets through."""
    return lambda value: any(test(value) for test in tests)


def listed(each: Test) -> Test:
    """A list, all of one kind."""
    return lambda value: isinstance(value, list) and all(each(one) for one in value)


def in_turn(*each: Test) -> Test:
    """A list of so many values, each with a test of its own."""
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(each)
        and all(test(one) for test, one in zip(each, value, strict=True))
    )


def named(each: Test) -> Test:
    """An object whose values are all of one kind, under any names."""
    return lambda value: isinstance(value, dict) and all(each(one) for one in value.values())


def record(may_have: Mapping[str, Test] = NO_MORE, /, **has: Test) -> Test:
    """An object with these members, and perhaps with others: of any more nothing is asked."""
    return lambda value: (
        isinstance(value, dict)
        and all(name in value and test(value[name]) for name, test in has.items())
        and all(test(value[name]) for name, test in may_have.items() if name in value)
    )
