"""Two logs merge by union: what follows is a function of the set of rows, not of how they came."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.review import Event, EventKind, Memory, Rating, Review
from quiz.store.in_memory import MemoryStore
from quiz.store.sqlite import SqliteStore

FACTS = ["bio/a", "bio/b", "chem/a"]


def two_logs(tools: Any, seed: int) -> list[Review | Event]:
    """What two machines, each knowing nothing of the other, wrote in the same hours."""
    rng = random.Random(seed)
    stores = [MemoryStore(tools.fold, random.Random(seed + n).getrandbits) for n in (1, 2)]
    desks = [tools.Desk(store) for store in stores]
    for step in range(30):
        desk = rng.choice(desks)
        at = tools.NOW_MS + step * 3_600_000
        now, day = tools.later(60 * step), tools.DAY + timedelta(days=step // 8)
        fact, other = rng.sample(FACTS, 2)
        match rng.randrange(9):
            case 0:
                desk.store.note(EventKind.RESET, fact, {}, now, day)
            case 1:
                desk.store.note(EventKind.MOVED, fact, {"from": other}, now, day)
            case 2:
                desk.store.note(EventKind.FLAGGED, fact, {"reason": str(step)}, now, day)
            case 3:
                kind = rng.choice([EventKind.SUSPENDED, EventKind.RESUMED])
                desk.store.note(kind, fact, {}, now, day)
            case 4 if reviews := list(desk.store.reviews()):
                desk.store.undo(rng.choice(reviews).question_id, now, day)
            case _:
                before = desk.store.memory(fact)
                rating = rng.choice(list(Rating))
                review = desk.record(
                    fact, at=at, question_id=f"q{step}", study_day=day, rating=rating
                )
                if rng.random() < 0.3:
                    desk.rerate(review, before, rng.choice(list(Rating)))
    return [row for store in stores for row in store.rows()]


def absorbed(tools: Any, store: Any, rows: list[Review | Event], cuts: list[int]) -> Any:
    places = [0, *sorted(cut % (len(rows) + 1) for cut in cuts), len(rows)]
    for start, end in pairwise(places):
        store.absorb(rows[start:end], {})
    return tools.snapshot(store)


def test_the_order_of_coming_does_not_matter(tools: Any) -> None:
    @settings(max_examples=60, database=None)
    @given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.lists(st.integers(0, 99)))
    def property_holds(seed: int, rng: random.Random, cuts: list[int]) -> None:
        rows = two_logs(tools, seed)
        bits = random.Random(0).getrandbits
        wanted = absorbed(tools, MemoryStore(tools.fold, bits), rows, [])
        rng.shuffle(rows)
        assert absorbed(tools, MemoryStore(tools.fold, bits), rows, cuts[:4]) == wanted

    property_holds()


def test_on_disk_it_comes_to_the_same(tools: Any, opened: Any, path: Any) -> None:
    for seed in range(8):
        rows = two_logs(tools, seed)
        twin = MemoryStore(tools.fold, random.Random(0).getrandbits)
        wanted = absorbed(tools, twin, rows, [])
        random.Random(seed).shuffle(rows)
        disk: SqliteStore = opened(path.with_name(f"{seed}.sqlite3"))
        assert absorbed(tools, disk, rows, [11, 40]) == wanted
        for fact in FACTS:
            assert list(disk.reviews(fact=fact)) == list(twin.reviews(fact=fact))


def test_undoing_after_a_merge_finds_the_facts_by_their_keys_of_today(
    tools: Any, opened: Any, path: Any
) -> None:
    ours: SqliteStore = opened(path)
    theirs = MemoryStore(tools.fold, random.Random(2).getrandbits)
    tools.Desk(theirs).record("bio/a", question_id="theirs")
    tools.Desk(theirs).move("bio/a", "bio/b")
    tools.Desk(ours).record("bio/b", question_id="ours", at=tools.NOW_MS + 10)
    ours.absorb(theirs.rows(), {})
    assert set(ours.memories()) == {"bio/b"}
    assert ours.undo("theirs", tools.NOW, tools.DAY) == ("bio/b",)
    (left,) = ours.reviews(fact="bio/b")
    assert ours.memories() == {"bio/b": tools.fold(None, left)}


def test_a_row_that_cannot_be_read_again_is_not_taken_in(
    tools: Any, opened: Any, path: Any
) -> None:
    ours = opened(path)
    event = tools.Desk(ours).note(EventKind.SUSPENDED, "bio/a")
    broken = replace(event, id=ours.new_id(tools.NOW), kind=EventKind.BURIED)
    with pytest.raises(DataError, match="cannot read"):
        ours.absorb([broken], {})
    assert list(ours.rows()) == [event]


def test_a_fold_may_say_that_nothing_is_known(tools: Any) -> None:
    class Nothing(type(tools.fold)):  # type: ignore[misc]
        def __call__(self, before: Memory | None, review: Review) -> None:
            return None

    store = MemoryStore(Nothing(), random.Random(1).getrandbits)
    tools.Desk(store).record("bio/a")
    store.rebuild()
    assert store.memories() == {}
    assert len(store.first_answers(tools.DAY, tools.DAY)) == 1
