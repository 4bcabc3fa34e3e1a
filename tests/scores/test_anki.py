"""What Anki's back end figures from the same history; data/README.md tells how that was made."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.study_day import Calendar, to_ms
from quiz.review import EventKind, Mode, Rating, Review
from quiz.scores.facts_now import DeckNow, Here, Terms
from quiz.scores.figures import Scope, Scores, score
from quiz.store.ids import text_of
from quiz.store.in_memory import MemoryStore
from quiz.study.ports import CatalogueFact
from tests.answers import a_review

REFERENCE: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "anki_graphs.json").read_text(encoding="utf-8")
)
ANKI: dict[str, Any] = REFERENCE["figures"]
CARDS: list[dict[str, Any]] = REFERENCE["cards"]
FORGETTING = Forgetting()
TODAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY_MS = 86_400_000
LEARN, REVIEW, RELEARN, AHEAD = range(4)


def review_of(number: int, row: list[int]) -> Review:
    """A row of Anki's log as a row of ours."""
    ago, minutes, rating, kind, _, interval, took_ms = row
    at = to_ms(NOON) - ago * DAY_MS + minutes * 60_000
    days = interval if interval > 0 else -interval / 86_400
    id = text_of(at * 10_000 + number)
    return a_review(
        f"d/c{number}",
        id=id,
        machine="one",
        question_id=id,
        at=at,
        study_day=TODAY - timedelta(days=ago),
        mode=Mode.AHEAD if kind == AHEAD else Mode.STUDY,
        form="flashcard",
        correct=rating > 1,
        rating=Rating(rating),
        duration_ms=took_ms,
        interval_days=float(days),
    )


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    store = MemoryStore(Replayer(FORGETTING), Random(1).getrandbits)
    rows = [review_of(number, row) for number, card in enumerate(CARDS) for row in card["rows"]]
    store.absorb(rows, {})
    for number, card in enumerate(CARDS):
        if card["suspended"]:
            store.note(EventKind.SUSPENDED, f"d/c{number}", {}, NOON, TODAY)
    return store


@pytest.fixture(scope="module")
def here(store: MemoryStore) -> Here:
    keys = [f"d/c{number}" for number in range(len(CARDS))]
    keys += [f"d/new{number}" for number in range(REFERENCE["new"])]
    return Here(
        at=NOON,
        study_day=TODAY,
        decks=(DeckNow("d", "Deck", [CatalogueFact(FactKey(key)) for key in keys]),),
        suspended=store.standing().suspended,
        buried={},
        calendar=Calendar(UTC),
        forgetting=FORGETTING,
        terms=Terms(),
    )


@pytest.fixture(scope="module")
def scores(store: MemoryStore, here: Here) -> Scores:
    return score(store, here)


def carried_over(days: int) -> int:
    """Steps of relearning that were passed on a later day than the lapse, in so many days.

    Anki's true retention leaves them out; ours holds what is asked on a later day to be a test.
    """
    firsts = [
        next(rows) for card in CARDS for _, rows in groupby(card["rows"], key=lambda row: row[0])
    ]
    return sum(row[3] == RELEARN and row[0] < days for row in firsts)


def test_there_is_enough_to_compare() -> None:
    rows = [row for card in CARDS for row in card["rows"]]
    assert len(rows) > 2500
    assert {row[3] for row in rows} == {LEARN, REVIEW, RELEARN, AHEAD}
    assert carried_over(300) > 40
    assert sum(ANKI["future_due"].get(str(-day), 0) for day in range(1, 100)) > 10


@pytest.mark.parametrize(
    ("period", "days"),
    [("today", 1), ("week", 7), ("month", 30), ("year", 365), ("all_time", None)],
)
def test_true_retention(store: MemoryStore, here: Here, period: str, days: int | None) -> None:
    found = score(store, here, Scope(days=days)).memory.retention
    theirs = ANKI["true_retention"][period]
    steps = carried_over(days or 1000)
    young, mature = theirs["young_passed"] + steps, theirs["mature_passed"]
    assert (found.young.right, found.young.of) == (young, young + theirs["young_failed"])
    assert (found.mature.right, found.mature.of) == (mature, mature + theirs["mature_failed"])


def test_the_forecast(scores: Scores) -> None:
    due = Counter[int]()
    for day, cards in ANKI["future_due"].items():
        due[max(int(day), 0)] += cards
    assert [day.reviews for day in scores.memory.forecast] == [due[ahead] for ahead in range(30)]


def test_reviews_and_time_by_day(scores: Scores) -> None:
    calendar = {(TODAY - day.day).days: day for day in scores.overview.calendar}
    assert {str(ago): day.reviews for ago, day in calendar.items()} == ANKI["reviews"]
    for ago, took_ms in ANKI["reviews_ms"].items():
        assert calendar[int(ago)].minutes * 60_000 == pytest.approx(took_ms)


def test_today(scores: Scores) -> None:
    today, theirs = scores.overview.today, ANKI["today"]
    assert (today.reviews, today.right.right) == (theirs["answers"], theirs["passed"])
    assert today.minutes * 60_000 == pytest.approx(theirs["ms"])


def test_facts_by_state(scores: Scores) -> None:
    states = scores.overview.states
    assert {name: getattr(states, name) for name in ANKI["cards"]} == ANKI["cards"]


def test_what_one_would_know_today(scores: Scores) -> None:
    found = scores.memory.knowledge
    assert found.met == sum(ANKI["retrievability"]["percent"].values())
    assert found.would_know == pytest.approx(ANKI["retrievability"]["sum"], rel=1e-5)
    # Anki cuts per cents off, and so bins as we do.
    percents = {int(key): cards for key, cards in ANKI["retrievability"]["percent"].items()}
    for bin in found.spread:
        within = range(round(bin.low * 100), round((bin.high or 1.01) * 100))
        assert bin.facts == sum(cards for key, cards in percents.items() if key in within)


def test_stabilities(store: MemoryStore) -> None:
    days = [one.stability for one in store.strengths(None)]
    assert Counter(str(round(one)) for one in days) == ANKI["stability"]
