from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.store.ids import IdMaker, machine_name, milliseconds, text_of, value_of

LAST = (1 << 122) - 1


@settings(database=None)
@given(st.integers(0, LAST), st.integers(0, LAST))
def test_the_spelling_is_that_of_a_uuid_and_keeps_the_order(one: int, two: int) -> None:
    parsed = uuid.UUID(text_of(one))
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert str(parsed) == text_of(one)
    assert value_of(text_of(one)) == one
    assert (text_of(one) < text_of(two)) == (one < two)


@settings(database=None)
@given(st.lists(st.integers(-5, 1 << 47), min_size=2, max_size=40), st.integers(0, 99))
def test_ids_grow_whatever_the_clock_does(instants: list[int], seed: int) -> None:
    maker = IdMaker(random.Random(seed).getrandbits)
    ids = [maker.make(at) for at in instants]
    assert ids == sorted(set(ids))


def test_a_later_instant_shows_in_the_id() -> None:
    maker = IdMaker(random.Random(1).getrandbits)
    for at in (1, 2, 1_700_000_000_000):
        assert int(maker.make(at).replace("-", "")[:12], 16) == at


def test_two_makers_are_apart_even_from_one_id_on() -> None:
    one, two = (IdMaker(random.Random(seed).getrandbits) for seed in (1, 2))
    last = one.make(1_700_000_000_000)
    two.seen(last)
    assert one.make(5) != two.make(5)


def test_what_was_seen_is_passed_and_never_gone_back_to() -> None:
    maker = IdMaker(random.Random(1).getrandbits)
    high, low = text_of(1 << 100), text_of(1 << 90)
    maker.seen(high)
    maker.seen(low)
    maker.seen("")
    assert maker.make(0) > high


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "-1",
        "00000000-0000-4000-8000-000000000000",
        "00000000-0000-7000-c000-000000000000",
        "00000000-0000-7000-8000-00000000000A",
        "000000000000-7000-8000-000000000000",
        "0" * 80,
        "f" * 80,
        "6e1b1c3e_0000_7000_8000_000000000000",
    ],
)
def test_anything_else_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="not an id of the log"):
        value_of(text)


def test_a_log_with_a_broken_id_is_damaged() -> None:
    with pytest.raises(DataError, match="The log is damaged"):
        IdMaker(random.Random(1).getrandbits).seen("zzz")


def test_there_is_an_end() -> None:
    maker = IdMaker(random.Random(1).getrandbits)
    maker.seen(text_of(LAST))
    with pytest.raises(DataError, match="year 10889"):
        maker.make(0)
    with pytest.raises(DataError, match="Set the clock right"):
        IdMaker(random.Random(1).getrandbits).make(1 << 48)


def test_instants_are_exact() -> None:
    now = datetime(2026, 3, 2, 12, 0, 0, 999_999, tzinfo=UTC)
    assert milliseconds(now) == 1_772_452_800_999
    assert milliseconds(datetime(1969, 12, 31, tzinfo=UTC)) == -86_400_000
    assert milliseconds(now + timedelta(microseconds=1)) == 1_772_452_801_000
    with pytest.raises(TypeError):
        milliseconds(datetime(2026, 3, 2))  # noqa: DTZ001 - naive is what is refused


def test_a_machine_has_a_short_name() -> None:
    name = machine_name(random.Random(1).getrandbits)
    assert len(name) == 16
    assert int(name, 16) > 0
