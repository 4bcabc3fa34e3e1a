"""The keys that facts go by today, from those they went by when a row of the log was written."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.facts import FactKey
from quiz.review import Event


class Names:
    """Follows the moves that a log tells of."""

    def __init__(self, moves: Iterable[Event]) -> None:
        """Take all events of kind MOVED, in the order of ids."""
        self._moves: dict[FactKey, list[tuple[str, FactKey]]] = {}
        for event in moves:
            old = FactKey(str(event.payload["from"]))
            self._moves.setdefault(old, []).append((event.id, FactKey(event.target)))

    def today(self, key: FactKey, written: str) -> FactKey:
        """Follow all moves that came after the row of this id."""
        while self._moves:
            later = (move for move in self._moves.get(key, ()) if move[0] > written)
            move = next(later, None)
            if move is None:
                break
            written, key = move
        return key
