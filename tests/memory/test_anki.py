"""What Anki's back end answers; data/README.md tells how its figures were made."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.facts import Fact, FactKey, FactKind
from quiz.memory.fsrs import Forgetting, Strengths
from quiz.memory.schedule import Given, Outcomes, Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.review import Memory, Rating, State

REFERENCE: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "anki_reference.json").read_text(encoding="utf-8")
)
STEPS = {"default_steps": Steps(), "empty_steps": Steps((), ())}
ROWS = [(name, *row) for name in STEPS for row in REFERENCE[name]]
NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)


def fact(number: int = 0) -> Fact:
    return Fact(FactKey(f"deck/card-{number}"), FactKind.CARD, "deck/card", "answer", "digest")


def replayed(name: str, history: list[tuple[int, int]]) -> tuple[Outcomes, list[float]]:
    """What the last answer of a history leads to, and the stabilities on the way there."""
    scheduler = Scheduler(Forgetting(), STEPS[name], Calendar(UTC), fuzz=False)
    now, memory, outcomes, stabilities = NOON, None, None, []
    for gap, rating in history:
        now += timedelta(days=gap)
        outcomes = scheduler.outcomes(fact(), memory, now, Given("reveal", True))
        memory = outcomes.after(Rating(rating))
        stabilities.append(memory.stability)
    assert outcomes is not None
    return outcomes, stabilities


def test_there_are_enough_histories() -> None:
    assert len(ROWS) == 300
    assert max(len(history) for _, history, _ in ROWS) == 25


def test_stability_and_difficulty() -> None:
    """Anki's single precision has few digits left far from ordinary stabilities: see the README."""
    ordinary = 0
    for name, history, four in ROWS:
        outcomes, stabilities = replayed(name, history)
        plain = min(stabilities) >= 0.1 and max(stabilities) <= 3650
        ordinary += plain
        for rating, (stability, difficulty, _) in zip(Rating, four, strict=True):
            after = outcomes.after(rating)
            assert after.stability == pytest.approx(stability, rel=1e-5 if plain else 2e-5)
            assert after.difficulty == pytest.approx(difficulty, abs=1e-5)
    assert ordinary >= 200


def test_intervals_and_steps() -> None:
    compared = 0
    for name, history, four in ROWS:
        if name == "empty_steps" and min(interval for *_, interval in four) < 0:
            continue
        outcomes, _ = replayed(name, history)
        for rating, (*_, interval) in zip(Rating, four, strict=True):
            days = outcomes.after(rating).interval_days
            assert interval == (days if days >= 1 else -round(days * 86400))
            compared += 1
    assert compared == 956


class Fixed(Forgetting):
    """Leads to the given stabilities, whatever was before."""

    def __init__(self, hard: float, good: float, easy: float) -> None:
        super().__init__()
        self.four = (1.0, 5.0), (hard, 5.0), (good, 5.0), (easy, 5.0)

    def all_four(self, stability: float, difficulty: float, elapsed_days: float) -> Strengths:
        return self.four


@pytest.mark.parametrize(("last", "intervals", "ranges"), REFERENCE["fuzz"])
def test_fuzz(last: int, intervals: list[float], ranges: list[list[int]]) -> None:
    scheduler = Scheduler(Fixed(*intervals), Steps(), Calendar(UTC))
    memory = Memory(State.REVIEW, 5.0, 5.0, NOON.date(), 0, float(last))
    outcomes = [
        scheduler.outcomes(fact(number), memory, NOON, Given("reveal", True))
        for number in range(1500)
    ]
    for rating, (fewest, most) in zip((Rating.HARD, Rating.GOOD, Rating.EASY), ranges, strict=True):
        days = {outcome.after(rating).interval_days for outcome in outcomes}
        assert (min(days), max(days)) == (fewest, most)
