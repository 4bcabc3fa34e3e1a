"""Asks Anki's own back end for its figures of a history that is made up here, and writes both down.

    python ask_anki.py anki_graphs.json

Run by a Python that has the package `anki`, in an environment of its own; README.md tells more.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from anki.buildinfo import version
from anki.cards_pb2 import FsrsMemoryState
from anki.collection import Collection

SEED = 20260301
CARDS, DAYS = 240, 300
DAY_MS = 86_400_000
STEP = -600
"""A step of ten minutes, as Anki's log writes it: in seconds, and negative."""
LEARN, REVIEW, RELEARN, AHEAD = range(4)
"""The kinds of Anki's log; what is answered ahead of its time there comes from a filtered deck."""
PERIODS = ("today", "yesterday", "week", "month", "year", "all_time")
OUTCOMES = ("young_passed", "young_failed", "mature_passed", "mature_failed")


# A history. --------------------------------------------------------------------------------------


def history(rng: Random) -> dict[str, object]:
    """One card's answers, each as `[days ago, minutes, rating, kind, before, after, ms]`.

    `before` and `after` are intervals as in Anki's log. The last answer of a day comes at minute
    0 of it, the one before it ten minutes earlier.
    """
    rows: list[list[int]] = []
    ago = rng.randrange(DAYS)
    interval = rng.randint(1, 4)
    rows.append([ago, -10, 3, LEARN, 0, STEP, rng.randint(2000, 20000)])
    rows.append([ago, 0, 3, LEARN, STEP, interval, rng.randint(2000, 20000)])
    while True:
        early = interval > 3 and rng.random() < 0.08
        gap = rng.randint(1, interval - 1) if early else interval + _late(rng, interval)
        if gap > ago:
            break
        ago -= gap
        kind = AHEAD if early else REVIEW
        rating = rng.choices((1, 2, 3, 4), (15, 10, 60, 15))[0]
        took_ms = rng.randint(2000, 20000)
        if rating > 1:
            longer = max(interval + 1, round(interval * rng.uniform(1.2, 2.8)))
            rows.append([ago, 0, rating, kind, interval, longer, took_ms])
            interval = longer
            continue
        step_ago = ago - 1 if ago and rng.random() < 0.25 else ago
        rows.append([ago, 0 if step_ago < ago else -10, 1, kind, interval, STEP, took_ms])
        if ago == 0 and rng.random() < 0.5:
            interval = STEP
            break
        interval = max(1, interval // rng.randint(3, 8))
        rows.append([step_ago, 0, 3, RELEARN, STEP, interval, rng.randint(2000, 20000)])
        ago = step_ago
    return {"rows": rows, "suspended": rng.random() < 0.05}


def _late(rng: Random, interval: int) -> int:
    return rng.choice((0, 0, 0, 1, 2, rng.randrange(interval + 1)))


# Anki's figures of it. ---------------------------------------------------------------------------


def ask(cards: list[dict[str, object]], new: int, folder: str) -> dict[str, object]:
    """What Anki's graphs say of these cards, with so many more that were never answered."""
    col = Collection(str(Path(folder) / "collection.anki2"))
    if col.db is None:
        raise SystemExit("there is no collection")
    col.set_config("fsrs", True)
    col.set_config("rollover", 4)
    basic = col.models.by_name("Basic")
    if basic is None:
        raise SystemExit("the collection has no basic notes")
    for number in range(len(cards) + new):
        note = col.new_note(basic)
        note["Front"] = f"card {number}"
        col.add_note(note, 1)
    now_ms = int(time.time() * 1000)  # noqa: TID251 - the back end's clock cannot be moved
    ids = col.db.list("select id from cards order by id")
    log = [
        (
            *(now_ms - ago * DAY_MS + minutes * 60_000 - place, card, -1, rating),
            *(after, before, 2500, took_ms, kind),
        )
        for place, (card, one) in enumerate(zip(ids, cards, strict=False))
        for ago, minutes, rating, kind, before, after, took_ms in one["rows"]
    ]
    col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", log)
    for card_id, one in zip(ids, cards, strict=False):
        _stand(col, card_id, one, now_ms // 1000)
    graphs = col._backend.graphs(search="", days=0)
    col.close()
    return figures(graphs)


def _stand(col: Collection, card_id: int, one: dict[str, object], now_s: int) -> None:
    """Put a card where its last answer led to, with the memory that Anki makes of the log."""
    card = col.get_card(card_id)
    ago, *_, interval, _ = one["rows"][-1]
    # In Anki's database review cards have type and queue 2, those in relearning type 3, queue 1.
    card.type, card.queue, card.ivl = 2, 2, max(interval, 1)
    card.due = col.sched.today - ago + interval
    if interval < 0:
        card.type, card.queue, card.due, card.left = 3, 1, now_s - interval, 1001
    card.factor, card.reps = 2500, len(one["rows"])
    if one["suspended"]:
        card.queue = -1
    made = col._backend.compute_memory_state(card_id)
    card.memory_state = FsrsMemoryState(
        stability=made.state.stability, difficulty=made.state.difficulty
    )
    card.desired_retention, card.decay = made.desired_retention, made.decay
    card.last_review_time = now_s - ago * DAY_MS // 1000
    col.update_card(card)


def figures(graphs: object) -> dict[str, object]:
    """Those of Anki's figures that we have a like of, as plain values."""
    kept = graphs.true_retention
    counts = graphs.card_counts.excluding_inactive
    kinds = ("learn", "relearn", "young", "mature", "filtered")
    return {
        "true_retention": {
            period: {name: getattr(getattr(kept, period), name) for name in OUTCOMES}
            for period in PERIODS
        },
        "future_due": _by_day(graphs.future_due.future_due),
        "reviews": {
            str(-day): sum(getattr(one, kind) for kind in kinds)
            for day, one in sorted(graphs.reviews.count.items())
        },
        "reviews_ms": {
            str(-day): sum(getattr(one, kind) for kind in kinds)
            for day, one in sorted(graphs.reviews.time.items())
        },
        "today": {
            "answers": graphs.today.answer_count,
            "passed": graphs.today.correct_count,
            "ms": graphs.today.answer_millis,
        },
        "cards": {
            "new": counts.newCards,
            "learning": counts.learn + counts.relearn,
            "young": counts.young,
            "mature": counts.mature,
            "suspended": counts.suspended,
        },
        "retrievability": {
            "sum": round(graphs.retrievability.sum_by_card, 4),
            "percent": _by_day(graphs.retrievability.retrievability),
        },
        "stability": _by_day(graphs.stability.intervals),
    }


def _by_day(counts: object) -> dict[str, int]:
    return {str(key): count for key, count in sorted(counts.items()) if count}


def main(target: str) -> None:
    """Write history and figures to a file."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    rng = Random(SEED)
    cards = [history(rng) for _ in range(CARDS)]
    new = 17
    with TemporaryDirectory() as folder:
        found = ask(cards, new, folder)
    head = {"anki": version, "seed": SEED, "new": new, "figures": found}
    rows = ",\n".join(json.dumps(card, separators=(",", ":")) for card in cards)
    text = f'{json.dumps(head, indent=1)[:-2]},\n "cards": [\n{rows}\n]}}\n'
    Path(target).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
