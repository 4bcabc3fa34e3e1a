"""One of two programs that answer the same facts at once; run as a script by its test."""

import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.review import EventKind, Mode, Rating, Review
from quiz.store.sqlite import open_store
from quiz.study.ports import Answer

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)


fold = Replayer(Forgetting())


def main(path: Path, name: str, rounds: int) -> None:
    seed = int(name)
    store = open_store(path, fold, NOW, random.Random(seed).getrandbits)
    print("ready", flush=True)
    sys.stdin.readline()
    for index in range(rounds):
        fact = FactKey(f"bio/{index % 7}")
        review = Review(
            id="",
            machine="",
            question_id=f"{name}-{index}",
            session_id=name,
            bundle_id=None,
            at=1_772_452_800_000 - index,  # both clocks run backwards
            study_day=DAY,
            fact=fact,
            revision=1,
            answer_digest="d",
            mode=Mode.STUDY,
            counts=True,
            form="choice",
            shape="pick",
            options="{}",
            response="{}",
            correct=True,
            confidence=None,
            proposed_rating=Rating.GOOD,
            rating=Rating.GOOD,
            confused_with=(),
            duration_ms=1,
            scheduler="test",
            interval_days=3.0,
            due_at=seed * 1_000_000 + index,
        )
        before = store.memory(fact)
        after = fold(before, review)
        assert after is not None
        (logged,) = store.record([Answer(review, before, after, "x")])
        print(logged.id, flush=True)
        if index % 10 == 0 and logged.counts:
            try:
                store.rerate(logged, Rating.EASY, replace(after, due_at=-index), NOW)
            except ValueError:  # the other one was quicker
                print("refused", flush=True)
        if index % 25 == 0:
            store.note(EventKind.FLAGGED, fact, {"reason": name}, NOW, DAY)
    store.close()


main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
