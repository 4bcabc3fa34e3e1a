from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.options import LOG
from quiz.review import EventKind, Memory, Rating, Review, State
from quiz.store.in_memory import MemoryStore
from quiz.store.sqlite import SqliteStore, open_store
from quiz.study.ports import Answer
from tests.answers import DAY, DAY_MS, NOON, NOON_MS, a_review

NOW, NOW_MS = NOON, NOON_MS


class Fold:
    """A small stand-in for what `quiz.memory` tells, with the same rules for revisions."""

    def __call__(self, before: Memory | None, review: Review) -> Memory | None:
        return folded(before, review)

    def chance(self, memory: Memory, elapsed_days: int) -> float:
        return 1 / (1 + elapsed_days / memory.stability)

    def trace(self, revision: int) -> Trace:
        return Trace(revision)


class Trace:
    """The same stand-in, gone on with in place."""

    def __init__(self, revision: int) -> None:
        self.revision, self.day, self.interval_days = revision, 0, 0.0
        self.after: Memory | None = None

    def chance(self, elapsed_days: int) -> float:
        assert self.after is not None
        return fold.chance(self.after, elapsed_days)

    def answered(
        self, day: int, rating: int, interval_days: float, correct: int, confidence: str | None
    ) -> None:
        self.day, self.interval_days = day, interval_days
        self.after = folded(
            self.after,
            a_review(
                revision=self.revision,
                study_day=date.fromordinal(day),
                rating=Rating(rating),
                interval_days=interval_days,
            ),
        )

    def memory(self, due_at: int, form: str, answer_digest: str) -> Memory:
        assert self.after is not None
        return replace(self.after, due_at=due_at, last_form=form, answer_digest=answer_digest)


fold = Fold()


def folded(before: Memory | None, review: Review) -> Memory | None:
    if before is not None and review.revision < before.revision:
        return before
    if before is None or review.revision > before.revision:
        before = Memory(State.NEW, 1.0, 5.0, review.study_day, 0, 0.0)
    lapsed = review.rating is Rating.AGAIN
    return Memory(
        state=State.LEARNING if lapsed else State.REVIEW,
        stability=before.stability * (1 + review.rating / 7) + 0.1,
        difficulty=before.difficulty / 2 + review.rating / 3,
        last_study_day=review.study_day,
        due_at=review.due_at,
        interval_days=review.interval_days,
        step=before.reviews % 2,
        reviews=before.reviews + 1,
        lapses=before.lapses + lapsed,
        revision=review.revision,
        last_rating=review.rating,
        last_form=review.form,
        answer_digest=review.answer_digest,
        capped=lapsed,
    )


class Desk:
    """A person at a store: answers facts under the memory they have there, and changes minds."""

    def __init__(self, store: SqliteStore | MemoryStore) -> None:
        self.store = store

    def answer(self, fact: str = "bio/ph/blood", **changes: Any) -> Answer:
        review = a_review(fact, **changes)
        before = self.store.memory(review.fact)
        after = fold(before, review)
        assert after is not None
        return Answer(review, before, after, f"answer to {fact}")

    def record(self, fact: str = "bio/ph/blood", **changes: Any) -> Review:
        (review,) = self.store.record([self.answer(fact, **changes)])
        return review

    def ask(self, question_id: str, *facts: str, **changes: Any) -> tuple[Review, ...]:
        answers = [self.answer(fact, question_id=question_id, **changes) for fact in facts]
        return self.store.record(answers)

    def rerate(self, review: Review, before: Memory | None, rating: Rating) -> Review:
        changed = replace(
            review,
            rating=rating,
            interval_days=rating * 2.0,
            due_at=review.at + rating * 2 * DAY_MS,
        )
        after = fold(before, changed)
        assert after is not None
        return self.store.rerate(review, rating, after, NOW)

    def note(self, kind: EventKind, target: str, day: date = DAY, **payload: object) -> Any:
        return self.store.note(kind, target, payload, NOW, day)

    def move(self, old: str, new: str) -> None:
        self.note(EventKind.MOVED, new, **{"from": old})


class Tools:
    """What the tests of this folder share; handed in as a fixture, since tests import no tests."""

    NOW, DAY, NOW_MS, DAY_MS = NOW, DAY, NOW_MS, DAY_MS
    Desk = Desk
    fold = fold

    @staticmethod
    def later(minutes: float) -> datetime:
        return NOW + timedelta(minutes=minutes)

    @staticmethod
    def snapshot(store: SqliteStore | MemoryStore) -> dict[str, object]:
        """All that is derived, to be compared."""
        return {
            "memories": store.memories(),
            "firsts": store.first_answers(date(2000, 1, 1), date(2100, 1, 1)),
            "standing": store.standing(),
            "due days": store.due_days(),
            "reviews": list(store.reviews()),
        }


@pytest.fixture
def tools() -> type[Tools]:
    return Tools


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / LOG


@pytest.fixture
def opened() -> Iterator[Callable[..., SqliteStore]]:
    """Opens stores on disk and sees to it that they are closed."""
    stores: list[SqliteStore] = []

    def opening(path: Path, seed: int = 1, **options: Any) -> SqliteStore:
        stores.append(open_store(path, fold, NOW, random.Random(seed).getrandbits, **options))
        return stores[-1]

    yield opening
    for store in stores:
        store.close()


@pytest.fixture(params=["sqlite", "memory"])
def new_store(
    request: pytest.FixtureRequest, tmp_path: Path, opened: Callable[..., SqliteStore]
) -> Callable[[], SqliteStore | MemoryStore]:
    """Makes empty stores of one kind: each contract is kept by both."""
    made: list[SqliteStore | MemoryStore] = []

    def make() -> SqliteStore | MemoryStore:
        seed = len(made) + 1
        made.append(
            opened(tmp_path / f"store{seed}" / LOG, seed)
            if request.param == "sqlite"
            else MemoryStore(fold, random.Random(seed).getrandbits)
        )
        return made[-1]

    return make


@pytest.fixture
def store(new_store: Callable[[], SqliteStore | MemoryStore]) -> SqliteStore | MemoryStore:
    return new_store()


@pytest.fixture
def desk(store: SqliteStore | MemoryStore) -> Desk:
    return Desk(store)
