"""Answers cards through Anki's own back end, which commits every answer by itself.

Run by a Python that has the package `anki`, in an environment of its own: it is measured beside
this project and no part of it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from anki.buildinfo import version
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer, Scheduler

from benchmarks.workers.orders import serve

MANY = 9999
EARLIER_ANSWERS = 8
_MS_OF_DAY = 86_400_000


def main(folder: str, cards: str) -> None:
    """Make a collection, half of it due and half of it new, and answer on order."""
    col = Collection(str(Path(folder) / "collection.anki2"))
    _set_up(col, int(cards))
    scheduler = col.sched
    if not isinstance(scheduler, Scheduler):
        raise SystemExit("the collection is not on the third scheduler")
    answered = 0

    def work(answers: int) -> float:
        nonlocal answered
        start = time.perf_counter()
        for _ in range(answers):
            queued = scheduler.get_queued_cards(fetch_limit=1)
            if not queued.cards:
                raise SystemExit(f"no card was left after {answered} answers")
            first = queued.cards[0]
            answered += 1
            states = first.states
            missed = answered % 10 == 0
            scheduler.answer_card(
                CardAnswer(
                    card_id=first.card.id,
                    current_state=states.current,
                    new_state=states.again if missed else states.good,
                    rating=CardAnswer.AGAIN if missed else CardAnswer.GOOD,
                    answered_at_millis=int(time.time() * 1000),  # noqa: TID251 - its clock is real
                    milliseconds_taken=4000,
                )
            )
        return time.perf_counter() - start

    journal = col.db and col.db.scalar("pragma journal_mode")
    level = col.db and col.db.scalar("pragma synchronous")
    serve(work, f"Anki {version}, FSRS on, journal_mode {journal}, synchronous {level}")
    col.close()


def _set_up(col: Collection, cards: int) -> None:
    col.set_config("fsrs", True)
    config = col.decks.get_config(1)
    if config is None or col.db is None:
        raise SystemExit("the collection has no options")
    config["new"]["perDay"] = config["rev"]["perDay"] = MANY
    col.decks.update_config(config)
    kind = col.models.by_name("Basic")
    if kind is None:
        raise SystemExit("the collection has no basic notes")
    for number in range(cards):
        note = col.new_note(kind)
        note["Front"], note["Back"] = f"Which is case {number}?", f"answer {number}"
        col.add_note(note, 1)
    old = col.db.list("select id from cards order by id limit ?", cards // 2)
    today, now_ms = col.sched.today, int(time.time() * 1000)  # noqa: TID251
    memory = '{"s":10.5,"d":5.5,"dr":0.9}'
    sql = "update cards set type=2, queue=2, due=?, ivl=10, factor=2500, reps=?, data=? where id=?"
    col.db.executemany(sql, [(today, EARLIER_ANSWERS, memory, card) for card in old])
    log = [
        (now_ms - (day + 1) * 10 * _MS_OF_DAY + place, card, -1, 3, 10, 10, 2500, 4000, 1)
        for place, card in enumerate(old)
        for day in range(EARLIER_ANSWERS)
    ]
    col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", log)


if __name__ == "__main__":
    main(*sys.argv[1:])
