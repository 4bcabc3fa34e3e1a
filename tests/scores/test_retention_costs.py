"""What another desired retention would cost."""

from datetime import date, timedelta

import pytest

from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.scores import retention_costs
from quiz.scores.facts_now import FactNow
from quiz.scores.retention_costs import DAYS, RETENTIONS, Held, costs, held

TODAY = date(2026, 3, 2)
FACTS = [Held(3.0 + n % 40, 4.0 + n % 5, -(n % 9), n % 12) for n in range(120)]


def test_more_retention_is_more_work_and_more_known() -> None:
    found = costs(FACTS, DEFAULT_PARAMETERS, RETENTIONS, 0)
    assert [cost.retention for cost in found] == list(RETENTIONS)
    work, known = [c.reviews_per_day for c in found], [c.known for c in found]
    assert work == sorted(work)
    assert known == sorted(known)
    assert all(cost.known > cost.retention for cost in found)


def test_the_same_log_gives_the_same_picture() -> None:
    assert costs(FACTS, DEFAULT_PARAMETERS, [0.9], 0) == costs(FACTS, DEFAULT_PARAMETERS, [0.9], 0)


def test_without_facts_there_is_nothing_to_play_through() -> None:
    assert costs([], DEFAULT_PARAMETERS, RETENTIONS, 0) == []


def test_a_fact_that_is_not_due_within_the_year_costs_nothing() -> None:
    (cost,) = costs([Held(9000.0, 5.0, 0, DAYS)], DEFAULT_PARAMETERS, [0.9], 0)
    assert cost.reviews_per_day == 0
    assert 0.9 < cost.known < 1


def test_a_miss_is_asked_again_the_same_day() -> None:
    # Forgotten for certain on the last day of the year: once, and once more.
    (cost,) = costs([Held(0.001, 10.0, -30_000, DAYS - 1)], DEFAULT_PARAMETERS, [0.9], 3)
    assert cost.reviews_per_day * DAYS == pytest.approx(2)


def test_facts_are_counted_that_are_begun_and_not_put_away() -> None:
    due = TODAY + timedelta(days=3)
    begun = FactNow("d/a", "mature", False, 10.0, 5.0, elapsed_days=4, due_day=due)
    facts = [
        begun,
        begun._replace(key="d/late", due_day=TODAY - timedelta(days=9)),
        begun._replace(key="d/away", suspended=True),
        FactNow("d/new"),
        FactNow("d/revised", due_day=TODAY),
    ]
    assert held(facts, TODAY) == [Held(10.0, 5.0, -4, 3), Held(10.0, 5.0, -4, 0)]


def test_of_very_many_facts_some_stand_for_all(monkeypatch):
    facts = [Held(10.0, 5.0, -5, 2)] * 300
    whole = costs(facts, DEFAULT_PARAMETERS, (0.9,), 1)[0]
    monkeypatch.setattr(retention_costs, "MOST_PLAYED", 100)
    drawn = costs(facts, DEFAULT_PARAMETERS, (0.9,), 1)[0]
    assert drawn.reviews_per_day == pytest.approx(whole.reviews_per_day, rel=0.1)
    assert drawn.known == pytest.approx(whole.known, abs=0.03)
