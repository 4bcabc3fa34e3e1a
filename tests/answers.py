"""One answer as the log has it, with whatever a test wants otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from quiz.facts import FactKey
from quiz.review import Mode, Rating, Review

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
NOON_MS = int(NOON.timestamp() * 1000)
DAY_MS = 86_400_000


def a_review(fact: str = "bio/ph/blood", **changes: Any) -> Review:
    """A fact answered rightly at noon, as study hands it to a store: `id` and `machine` are its.

    Where nothing else is said, it is rated as was proposed, and due `interval_days` after `at`.
    """
    at, interval_days = changes.get("at", NOON_MS), changes.get("interval_days", 3.0)
    rating = changes.get("rating", Rating.GOOD)
    plain: dict[str, Any] = {
        "id": "",
        "machine": "",
        "question_id": "q1",
        "session_id": "s1",
        "bundle_id": None,
        "at": at,
        "study_day": DAY,
        "fact": FactKey(fact),
        "revision": 1,
        "answer_digest": f"digest of {fact}",
        "mode": Mode.STUDY,
        "counts": True,
        "form": "choice",
        "shape": "pick",
        "options": '{"options":["a","b"]}',
        "response": '{"kind":"picked","chosen":[1]}',
        "correct": True,
        "confidence": None,
        "proposed_rating": rating,
        "rating": rating,
        "confused_with": (),
        "duration_ms": 4_000,
        "scheduler": "test",
        "interval_days": interval_days,
        "due_at": at + round(interval_days * DAY_MS),
    }
    return Review(**plain | changes)
