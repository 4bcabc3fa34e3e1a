"""Random lives: whatever two processes do, what is kept up equals what the log gives anew."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.options import LOG
from quiz.review import EventKind, Memory, Mode, Rating, Review
from quiz.store.firsts import Replay
from quiz.store.in_memory import MemoryStore
from quiz.store.sqlite import open_store
from quiz.study.ports import Answer
from tests.answers import a_review

FACTS = ["bio/a", "bio/b", "bio/c", "chem/a"]
TABLES = ("memory", "first_answer", "daily_sum", "standing", "move")

facts = st.sampled_from(FACTS)
ratings = st.sampled_from(Rating)
writers = st.integers(0, 1)
days = st.integers(-2, 3)
minutes = st.integers(-100_000, 100_000)


class Life(RuleBasedStateMachine):
    """Two writers on one file, and the twin, live through the same; handed its tools below."""

    tools: Any
    fold: Replay

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / LOG
        now, fold = self.tools.NOW, type(self).fold
        self.disk = [
            open_store(path, fold, now, random.Random(seed).getrandbits) for seed in (1, 2)
        ]
        for store in self.disk:
            store._db.execute("PRAGMA synchronous = OFF")
        self.look = sqlite3.connect(path)
        self.twin = MemoryStore(fold, random.Random(3).getrandbits)
        self.logged: list[tuple[Review, Review]] = []
        self.befores: list[Memory | None] = []
        self.held: list[Answer] = []
        self.questions = 0

    def teardown(self) -> None:
        for store in self.disk:
            store.close()
        self.look.close()
        self.folder.cleanup()

    def answer(self, fact: str, rating: Rating, day: int, minute: int, **more: Any) -> Answer:
        at = self.tools.NOW_MS + minute * 60_000
        due_at = at + rating * self.tools.DAY_MS + len(self.logged) + self.questions
        review = a_review(
            fact,
            rating=rating,
            question_id=f"q{self.questions}",
            study_day=self.tools.DAY + timedelta(days=day),
            at=at,
            interval_days=float(rating),
            due_at=due_at,
            duration_ms=due_at % 9973,
            correct=rating is not Rating.AGAIN,
            **more,
        )
        before = self.twin.memory(review.fact)
        counted = replace(review, counts=True)
        after = type(self).fold(before, counted)
        assert after is not None
        return Answer(review, before, after, fact)

    def record(self, writer: int, answers: list[Answer]) -> None:
        pairs = zip(
            self.disk[writer].record(answers), self.twin.record(answers), answers, strict=True
        )
        for ours, theirs, answer in pairs:
            assert ours.counts == theirs.counts
            self.logged.append((ours, theirs))
            self.befores.append(answer.before)

    @rule(
        writer=writers,
        asked=st.lists(st.tuples(facts, ratings), min_size=1, max_size=3),
        day=days,
        minute=minutes,
        counts=st.sampled_from([True, True, True, False]),
        revision=st.sampled_from([1, 1, 1, 2]),
        hold=st.sampled_from([False, False, False, True]),
    )
    def ask(self, writer, asked, day, minute, counts, revision, hold) -> None:
        self.questions += 1
        mode = Mode.STUDY if counts else Mode.DRILL
        answers = [
            self.answer(fact, rating, day, minute, counts=counts, revision=revision, mode=mode)
            for fact, rating in asked
        ]
        if hold:
            self.held = answers
        else:
            self.record(writer, answers)

    @precondition(lambda self: self.held)
    @rule(writer=writers)
    def submit_late(self, writer: int) -> None:
        self.record(writer, self.held)
        self.held = []

    def both(self, ours: Callable[[], object], theirs: Callable[[], object]) -> object:
        """Either both do it or both refuse."""
        try:
            wanted = theirs()
        except ValueError as error:
            with pytest.raises(ValueError, match=str(error).split("'")[0]):
                ours()
            return None
        done = ours()
        assert isinstance(done, type(wanted))
        return wanted if done == wanted else (done, wanted)

    @precondition(lambda self: self.logged)
    @rule(writer=writers, back=st.integers(0, 3), rating=ratings)
    def rerate(self, writer: int, back: int, rating: Rating) -> None:
        index = max(len(self.logged) - 1 - back, 0)
        ours, theirs = self.logged[index]
        due_at = theirs.due_at + len(self.logged) + 7
        changed = replace(
            theirs, rating=rating, interval_days=rating + 0.5, due_at=due_at, counts=True
        )
        after = type(self).fold(self.befores[index], changed)
        assert after is not None
        after = replace(after, interval_days=rating + 0.5, due_at=due_at)
        now = self.tools.NOW
        self.both(
            lambda: self.disk[writer].rerate(ours, rating, after, now),
            lambda: self.twin.rerate(theirs, rating, after, now),
        )

    @precondition(lambda self: self.questions)
    @rule(writer=writers, back=st.integers(0, 4))
    def undo(self, writer: int, back: int) -> None:
        question = f"q{self.questions - back}"
        now, day = self.tools.NOW, self.tools.DAY
        facts = self.both(
            lambda: self.disk[writer].undo(question, now, day),
            lambda: self.twin.undo(question, now, day),
        )
        assert facts is None or all(fact in FACTS for fact in facts)

    @rule(
        writer=writers,
        fact=facts,
        said=st.sampled_from(
            [
                (EventKind.BURIED, {"until": "2026-03-04"}),
                (EventKind.BURIED, {"until": "2026-04-01"}),
                (EventKind.SUSPENDED, {}),
                (EventKind.RESUMED, {}),
                (EventKind.FLAGGED, {"reason": "typo"}),
                (EventKind.UNFLAGGED, {}),
                (EventKind.RESET, {}),
                (EventKind.RESET, {}),
            ]
        ),
    )
    def note(self, writer: int, fact: str, said: tuple[EventKind, dict[str, object]]) -> None:
        kind, payload = said
        for store in (self.disk[writer], self.twin):
            store.note(kind, fact, payload, self.tools.NOW, self.tools.DAY)

    @rule(writer=writers, old=facts, new=facts)
    def move(self, writer: int, old: str, new: str) -> None:
        if old != new:
            for store in (self.disk[writer], self.twin):
                store.note(EventKind.MOVED, new, {"from": old}, self.tools.NOW, self.tools.DAY)

    def tables(self) -> list[list[tuple[object, ...]]]:
        return [sorted(self.look.execute(f"SELECT * FROM {table}").fetchall()) for table in TABLES]

    @invariant()
    def what_is_kept_up_equals_what_the_log_gives(self) -> None:
        kept = self.tables()
        self.disk[0].rebuild()
        assert self.tables() == kept

    @invariant()
    def both_writers_and_the_twin_agree(self) -> None:
        wanted = self.tools.snapshot(self.twin)
        wanted["reviews"] = [nameless(review) for review in wanted["reviews"]]
        for store in self.disk:
            found = self.tools.snapshot(store)
            found["reviews"] = [nameless(review) for review in found["reviews"]]
            assert found == wanted
            assert store.pace_ms() == self.twin.pace_ms()
            for fact in FACTS:
                ours, theirs = store.reviews(fact=fact), self.twin.reviews(fact=fact)
                assert [nameless(one) for one in ours] == [nameless(one) for one in theirs]

    @invariant()
    def the_log_is_in_the_order_of_writing(self) -> None:
        ids = [row.id for row in self.disk[0].rows()]
        mine = [ours.id for ours, _ in self.logged]
        assert ids == sorted(set(ids))
        assert mine == sorted(mine)


def nameless(review: Review) -> Review:
    """Without what differs between two stores."""
    return replace(review, id="", machine="")


@pytest.mark.parametrize(("which", "examples"), [("small", 60), ("real", 25)])
def test_a_random_life(tools: Any, which: str, examples: int) -> None:
    folds = {"small": tools.fold, "real": Replayer(Forgetting())}
    machine = type("Life", (Life,), {"tools": tools, "fold": folds[which]})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            database=None,
        ),
    )
