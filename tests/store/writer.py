"""One of two programs that answer the same facts at once; run as a script by its test."""

import random
import sys
from dataclasses import replace
from pathlib import Path

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.review import EventKind, Rating
from quiz.store.sqlite import open_store
from quiz.study.ports import Answer
from tests.answers import DAY, NOON, NOON_MS, a_review

fold = Replayer(Forgetting())


def main(path: Path, name: str, rounds: int) -> None:
    seed = int(name)
    store = open_store(path, fold, NOON, random.Random(seed).getrandbits)
    print("ready", flush=True)
    sys.stdin.readline()
    for index in range(rounds):
        fact = FactKey(f"bio/{index % 7}")
        review = a_review(
            fact,
            question_id=f"{name}-{index}",
            session_id=name,
            at=NOON_MS - index,  # both clocks run backwards
            due_at=seed * 1_000_000 + index,
        )
        before = store.memory(fact)
        after = fold(before, review)
        assert after is not None
        (logged,) = store.record([Answer(review, before, after, "x")])
        print(logged.id, flush=True)
        if index % 10 == 0 and logged.counts:
            try:
                store.rerate(logged, Rating.EASY, replace(after, due_at=-index), NOON)
            except ValueError:  # the other one was quicker
                print("refused", flush=True)
        if index % 25 == 0:
            store.note(EventKind.FLAGGED, fact, {"reason": name}, NOON, DAY)
    store.close()


main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
