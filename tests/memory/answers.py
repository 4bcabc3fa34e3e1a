"""One answer as the log has it, for tests of what follows from answers."""

from datetime import date

from quiz.facts import FactKey
from quiz.review import Mode, Rating, Review

ANSWER = Review(
    id="1",
    machine="m",
    question_id="q",
    session_id="s",
    bundle_id=None,
    at=1_778_448_600_000,
    study_day=date(2026, 5, 10),
    fact=FactKey("deck/card"),
    revision=1,
    answer_digest="digest",
    mode=Mode.STUDY,
    counts=True,
    form="typed",
    shape="type",
    options="{}",
    response="{}",
    correct=True,
    confidence=None,
    proposed_rating=Rating.GOOD,
    rating=Rating.GOOD,
    confused_with=(),
    duration_ms=2000,
    scheduler="test",
    interval_days=3.0,
    due_at=1_778_700_000_000,
)
