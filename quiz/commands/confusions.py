"""`quiz confusions`: what was taken for what."""

from __future__ import annotations

from quiz.commands.naming import deck_ids
from quiz.commands.output import table, write_json, write_lines
from quiz.commands.request import Request
from quiz.study.mixups import Mixup
from quiz.wiring import Wiring

_HEAD = ("deck", "feature", "asked", "given", "times", "of", "weighs", "")


def run(request: Request) -> int:
    """List what is mixed up in the named decks, or in all, what weighs most first."""
    with Wiring(request.options, reads_only=True) as wiring:
        wiring.require_named()
        desk, now = wiring.desk, wiring.clock.now()
        chosen = deck_ids(request.names, desk)
        found = desk.drills.mixups(chosen, now)
    if request.json:
        write_json([_record(one) for one in found])
    elif found:
        write_lines(table(_HEAD, [_row(one) for one in found]))
    else:
        write_lines(["Nothing was taken for anything else so far."])
    return 0


def _record(one: Mixup) -> dict[str, object]:
    return {
        "deck": one.deck_id,
        "comparison": one.table_id,
        "feature": one.feature_id,
        "asked": one.asked,
        "chosen": one.chosen,
        "shown": one.shown,
        "times": one.times,
        "weight": round(one.weight, 4),
        "promoted": one.promoted,
    }


def _row(one: Mixup) -> tuple[str, ...]:
    return (
        one.deck_id,
        one.feature,
        one.asked_name,
        one.chosen_name,
        str(one.times),
        str(one.shown),
        f"{one.weight:.1f}",
        "promoted" if one.promoted else "",
    )
