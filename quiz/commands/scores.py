"""`quiz scores`: what the answers add up to."""

from __future__ import annotations

from quiz.commands.naming import deck_ids
from quiz.commands.output import write_json, write_lines
from quiz.commands.request import Request
from quiz.scores.figures import Scope
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Work out all figures and tell them."""
    with Wiring(request.options, reads_only=True) as wiring:
        wiring.require_named()
        now = wiring.clock.now()
        chosen = deck_ids(() if request.deck is None else (request.deck,), wiring.desk)
        deck = chosen[0] if chosen else None
        here = wiring.scores.here(now)
        scores = wiring.scores.scores(here, Scope(deck, request.days))
    if request.json:
        from quiz.scores.record import record

        write_json(record(scores))
    else:
        from quiz.plain.scores import told

        titles = {one.id: one.title for one in here.decks}
        write_lines(told(scores, titles.get(deck or "", "all decks")))
    return 0
