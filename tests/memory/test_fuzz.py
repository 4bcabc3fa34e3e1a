from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.fuzz import NOTHING_DUE, Agenda, draw, fuzz_range, fuzzed_days, nearest_day

intervals = st.floats(0.001, 40_000)
draws = st.integers(0, 2**48 - 1).map(lambda bits: bits / 2**48)
loads = st.dictionaries(st.integers(1, 60), st.integers(-1, 300))
agendas = st.builds(Agenda, loads, st.lists(st.integers(-5, 60), max_size=8))


class Asked(Mapping[int, int]):
    """Nothing due on any day, and a record of the days asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __getitem__(self, day: int) -> int:
        self.asked.append(day)
        raise KeyError(day)

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


def tally(interval_days: float, agenda: Agenda, times: int = 2000) -> Counter[int]:
    return Counter(
        fuzzed_days(interval_days, 1, 36500, draw("deck/card", reviews), agenda)
        for reviews in range(times)
    )


@pytest.mark.parametrize(
    ("interval_days", "days"), [(0.2, 0), (0.5, 1), (1.4999, 1), (1.5, 2), (2.5, 3), (7.5, 8)]
)
def test_halves_are_rounded_up(interval_days: float, days: int) -> None:
    assert nearest_day(interval_days) == days


@pytest.mark.parametrize(
    ("interval_days", "fewest", "most"),
    [
        (1, 1, 1),
        (2.49, 2, 2),
        (2.5, 2, 4),  # 1.0
        (7, 5, 9),  # 1 + 0.675
        (20, 17, 23),  # 1 + 0.675 + 1.3
        (100, 93, 107),  # 1 + 0.675 + 1.3 + 4
    ],
)
def test_ranges_grow_by_shares(interval_days: float, fewest: int, most: int) -> None:
    assert fuzz_range(interval_days) == (fewest, most)


@given(intervals, st.integers(1, 50), st.integers(1, 40_000), draws, agendas)
def test_days_stay_within_range_and_bounds(
    interval_days: float, lowest: int, highest: int, drawn: float, agenda: Agenda
) -> None:
    days = fuzzed_days(interval_days, lowest, highest, drawn, agenda)
    assert min(lowest, highest) <= days <= highest
    fewest, most = fuzz_range(min(max(interval_days, lowest), highest))
    assert days in (lowest, highest) or fewest <= days <= most
    assert days == fuzzed_days(interval_days, lowest, highest, drawn, agenda)


def test_every_day_of_the_range_is_as_likely_with_nothing_due() -> None:
    found = tally(15.0, NOTHING_DUE)
    fewest, most = fuzz_range(15.0)
    assert sorted(found) == list(range(fewest, most + 1))
    assert max(found.values()) < 1.5 * min(found.values())


def test_every_day_of_a_wide_range_can_come() -> None:
    fewest, most = fuzz_range(400.0)
    assert most - fewest > 40
    assert sorted(tally(400.0, NOTHING_DUE)) == list(range(fewest, most + 1))


def test_a_lighter_day_is_likelier() -> None:
    found = tally(15.0, Agenda({day: 40 for day in range(1, 30) if day != 14}))
    assert found.most_common(1)[0][0] == 14
    assert found[14] > 0.9 * found.total()


def test_small_differences_of_a_full_calendar_matter_little() -> None:
    found = tally(15.0, Agenda({day: 100 + day for day in range(1, 30)}))
    assert max(found.values()) < 2 * min(found.values())


def test_the_day_of_a_sibling_is_left_to_it() -> None:
    found = tally(30.0, Agenda({}, (30,)))
    fewest, most = fuzz_range(30.0)
    assert found[30] <= 2
    assert 0 < found[29] < found[28] < found[fewest]
    assert 0 < found[31] < found[32] < found[most]


def test_siblings_outside_the_range_still_keep_their_distance() -> None:
    fewest, most = fuzz_range(15.0)
    found = tally(15.0, Agenda({}, (fewest - 1, most + 40, -3)))
    assert found[fewest] < found[fewest + 1] < found[fewest + 4]


def test_siblings_on_every_day_leave_a_choice() -> None:
    found = tally(15.0, Agenda({}, range(1, 40)))
    assert max(found.values()) < 1.5 * min(found.values())


def test_a_wide_range_costs_no_more_than_a_narrow_one() -> None:
    load = Asked()
    fuzzed_days(20_000.0, 1, 36500, 0.5, Agenda(load))
    assert 10 <= len(load.asked) <= 16


def test_the_longest_interval_wins() -> None:
    assert fuzzed_days(50.0, 60, 20, 0.99, NOTHING_DUE) == 20


def test_draws_are_the_same_on_every_machine() -> None:
    assert draw("deck/card", 0) == 0.07800742707327402
    assert draw("deck/card", 0) != draw("deck/card", 1) != draw("deck/other", 1)


@given(st.text(), st.integers(0, 10_000))
def test_draws_lie_from_nothing_to_one(fact: str, reviews: int) -> None:
    assert 0 <= draw(fact, reviews) < 1
