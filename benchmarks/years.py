"""Years of somebody's study, made in a minute: `python -m benchmarks.years FOLDER`.

Decks, and a log in which every fact was answered as FSRS would have had it: first its learning
steps, then after intervals that grow, recalled as often as its memory foretells. Always the same
for the same seed. Rows go straight into the tables of the log, in the order of their ids; what
follows from them is then derived by the program itself.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks import decks
from quiz.facts import Fact, FactKey, FactKind
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import from_ms
from quiz.options import Options
from quiz.review import Event, EventKind, Mode, Rating, Review
from quiz.store import tables
from quiz.store.ids import IdMaker, milliseconds
from quiz.store.rows import event_row, review_row
from quiz.store.sqlite import SqliteStore
from quiz.wiring import Wiring

DECKS, FACTS, REVIEWS = 1000, 100_000, 1_000_000
NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)
FORMS = ("choice", "typed", "cloze", "true-false", "list", "order")
"""Forms of cards that are one fact each."""

_CELLS = 40
_STEP_MS, _DAY_MS = 600_000, 86_400_000
_ANSWER_MS = 6000
_LONGEST_DAYS = 270
"""No interval is longer, so that no past goes back further than some years."""
_UNMET = 20
"""Every so-manieth fact was never met, and as many others are overdue by now."""
_NOT_COUNTED, _UNDONE, _OVERRULED, _CONFUSED = 0.03, 0.002, 0.01, 0.3


class Given(NamedTuple):
    """An answer as it is to be logged; `at` counts from the first answer to its fact."""

    at: int
    fact: FactKey
    rating: Rating
    interval_days: float
    counts: bool


def make(
    folder: Path,
    how_many: int = DECKS,
    facts: int = FACTS,
    reviews: int = REVIEWS,
    seed: int = 1,
) -> int:
    """Write so many decks, facts and reviews into a data folder, and say how many rows it has."""
    write_decks(folder / "decks", how_many, facts // how_many)
    with Wiring(Options(data=folder, instant=NOW)) as wiring:
        library, store = wiring.library, wiring.store
        if not isinstance(store, SqliteStore):
            raise TypeError("years are to be kept on disk")
        known = {
            key: fact
            for entry in library.entries()
            if entry.path.startswith(str(folder))
            for key, fact in library.deck(entry.id).facts.items()
        }
        given = histories(list(known), reviews, wiring.scheduler.forgetting, Random(seed))
        scribe = Scribe(known, store.machine, wiring.scheduler.forgetting.name, Random(seed))
        return scribe.write(store, given)


def write_decks(folder: Path, how_many: int, facts: int) -> None:
    """Write decks of so many facts each: a table, and cards for the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(how_many):
        name = f"deck-{number:04}"
        cards = facts - _CELLS
        text = decks.deck(cards, name=name, seed=number, forms=FORMS, features=_CELLS // 4)
        (folder / f"{name}.toml").write_text(text, "utf-8")


def histories(
    keys: Sequence[FactKey], reviews: int, forgetting: Forgetting, rng: Random
) -> list[Given]:
    """So many answers to the facts, in the order in which they were given."""
    met = [key for place, key in enumerate(keys) if place % _UNMET]
    counts = [reviews // len(met) + (place < reviews % len(met)) for place in range(len(met))]
    now = milliseconds(NOW)
    found: list[Given] = []
    for here in range(0, len(met) - 1, 2):  # some have been met for longer than others
        moved = rng.randrange(counts[here] // 2 + 1)
        counts[here] -= moved
        counts[here + 1] += moved
    for key, count in zip(met, counts, strict=True):
        history = list(_history(key, count, forgetting, rng))
        last = history[-1]
        since = int(rng.random() * (1 + 1 / _UNMET) * last.interval_days * _DAY_MS)
        # Whole days, so that what was one evening's stays so.
        start = now - (last.at + since) // _DAY_MS * _DAY_MS - _DAY_MS // 8
        start += rng.randrange(_DAY_MS // 16)
        found += [one._replace(at=one.at + start) for one in history]
    found.sort(key=lambda one: one.at)
    return found


def _history(key: FactKey, count: int, forgetting: Forgetting, rng: Random) -> Iterator[Given]:
    """One fact's answers, from its first."""
    at, steps, strength, elapsed = 0, 2, (0.0, 0.0), 0
    for number in range(count):
        if number and rng.random() < _NOT_COUNTED:
            yield Given(at + _STEP_MS // 2, key, Rating.GOOD, elapsed, counts=False)
            continue
        chance = forgetting.retrievability(strength[0], elapsed) if elapsed else 0.8
        rating = rng.choice((3, 3, 3, 2, 4)) if rng.random() < chance else 1
        fours = forgetting.all_four(*strength, elapsed) if number else forgetting.first_four
        strength = fours[rating - 1]
        steps = 1 if rating == 1 else steps - 1
        interval = max(1, round(strength[0] * rng.uniform(0.95, 1.05)))
        elapsed = 0 if steps > 0 and number < count - 1 else min(interval, _LONGEST_DAYS)
        wait = elapsed * _DAY_MS if elapsed else _STEP_MS
        yield Given(at, key, Rating(rating), wait / _DAY_MS, counts=True)
        at += wait


class Scribe:
    """Writes answers as rows, and now and then what was done to one of them later."""

    def __init__(
        self, facts: Mapping[FactKey, Fact], machine: str, scheduler: str, rng: Random
    ) -> None:
        self._facts, self._machine, self._scheduler, self._rng = facts, machine, scheduler, rng
        self._ids = IdMaker(rng.getrandbits)
        self._events: list[Event] = []
        self._cells: dict[str, list[FactKey]] = {}
        for fact in facts.values():
            if fact.kind is FactKind.CELL:
                self._cells.setdefault(_feature(fact.key), []).append(fact.key)

    def write(self, store: SqliteStore, given: Iterable[Given]) -> int:
        """Log it all, and have the program derive what follows; the number of answers."""
        db = store._db  # no face could write it by the million
        db.execute("BEGIN")
        db.executemany(tables.INSERT_REVIEW, map(review_row, self._reviews(given)))
        db.executemany(tables.INSERT_EVENT, map(event_row, self._events))
        answers = {fact.digest: fact.answer for fact in self._facts.values()}
        db.executemany(tables.INSERT_ANSWER, answers.items())
        db.execute("COMMIT")
        store.rebuild()
        return int(db.execute("SELECT count(*) FROM review").fetchone()[0])

    def _reviews(self, given: Iterable[Given]) -> Iterator[Review]:
        for one in given:
            review = self._review(one)
            yield review
            chance = self._rng.random()
            if chance < _UNDONE:
                self._event(one, EventKind.UNDONE, review.question_id, {})
            elif chance < _OVERRULED and review.correct:
                again = {"interval_days": one.interval_days, "due_at": review.due_at}
                self._event(one, EventKind.RERATED, review.id, {"rating": 2, **again})

    def _event(self, one: Given, kind: EventKind, target: str, payload: dict[str, object]) -> None:
        row_id, day = self._ids.make(one.at), from_ms(one.at).date()
        self._events.append(Event(row_id, self._machine, one.at, day, kind, target, payload))

    def _review(self, one: Given) -> Review:
        review_id, fact = self._ids.make(one.at), self._facts[one.fact]
        of_table, right = fact.kind is FactKind.CELL, one.rating is not Rating.AGAIN
        confused: tuple[FactKey, ...] = ()
        if of_table and not right and self._rng.random() < _CONFUSED:
            others = [key for key in self._cells[_feature(one.fact)] if key != one.fact]
            confused = (self._rng.choice(others),)
        return Review(
            id=review_id,
            machine=self._machine,
            question_id=review_id,
            session_id=f"day-{one.at // _DAY_MS}",
            bundle_id=None,
            at=one.at,
            study_day=from_ms(one.at).date(),
            fact=one.fact,
            revision=fact.revision,
            answer_digest=fact.digest,
            mode=Mode.STUDY if one.counts else Mode.DRILL,
            counts=one.counts,
            form="competitive-choice" if of_table else "choice",
            shape="pick",
            options='{"options":["one","two","three","four"]}',
            response=f'{{"kind":"picked","places":[{self._rng.randrange(4)}]}}',
            correct=right,
            confidence=None,
            proposed_rating=one.rating,
            rating=one.rating,
            confused_with=confused,
            duration_ms=self._rng.randrange(_ANSWER_MS // 3, _ANSWER_MS * 2),
            scheduler=self._scheduler,
            interval_days=one.interval_days,
            due_at=one.at + int(one.interval_days * _DAY_MS),
        )


def _feature(cell: FactKey) -> str:
    return cell.rpartition("/")[0]


def main() -> int:
    """Make it, and say how to look at it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.years", description=__doc__)
    parser.add_argument("folder", type=Path, help="a data folder that is not there yet")
    parser.add_argument("--decks", type=int, default=DECKS)
    parser.add_argument("--facts", type=int, default=FACTS, help="of all decks together")
    parser.add_argument("--reviews", type=int, default=REVIEWS)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.folder.exists():
        parser.error(f"{chosen.folder} is there already")
    started = time.perf_counter()
    made = make(chosen.folder, chosen.decks, chosen.facts, chosen.reviews, chosen.seed)
    print(f"{made} reviews in {time.perf_counter() - started:.0f} s")
    print(f"QUIZ_NOW={NOW:%Y-%m-%dT%H:%MZ} quiz --data {chosen.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
