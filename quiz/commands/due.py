"""`quiz due`: the facts that can be asked again now."""

from __future__ import annotations

from datetime import datetime

from quiz.commands.output import iso, table, write_json, write_lines
from quiz.commands.request import Request
from quiz.durations import short
from quiz.study.fact_cards import FactCard
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """List what is due, the longest due first; learning steps that are over among them."""
    with Wiring(request.options, reads_only=True) as wiring:
        wiring.require_named()
        now = wiring.clock.now()
        found = [card for card in wiring.desk.browse(now) if _is_due(card)]
    found.sort(key=lambda card: (card.due_at or now, card.fact.key))
    if request.json:
        write_json([_record(card) for card in found])
    elif found:
        write_lines(table(("fact", "due for", "recall", "state"), [_row(c, now) for c in found]))
    else:
        write_lines(["Nothing is due now."])
    return 0


def _is_due(card: FactCard) -> bool:
    return card.due and not card.suspended and card.buried_until is None


def _record(card: FactCard) -> dict[str, object]:
    chance = card.retrievability
    return {
        "fact": card.fact.key,
        "due_at": iso(card.due_at) if card.due_at else None,
        "retrievability": None if chance is None else round(chance, 4),
        "state": card.state,
    }


def _row(card: FactCard, now: datetime) -> tuple[str, ...]:
    chance = card.retrievability
    return (
        card.fact.key,
        short(now - card.due_at) if card.due_at else "",
        "" if chance is None else f"{chance:.0%}",
        card.state,
    )
