"""What was read of the file and still stands, so that it is read once and not at every question."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from quiz.facts import FactKey, deck_of
from quiz.review import Memory
from quiz.store import filling, tables
from quiz.store.firsts import NO_PAST, Past
from quiz.store.rows import MEMORY_COLUMNS, memory_of, past_of

Stamp = tuple[int, int]
"""How often other connections have written, as far as that is told, and this one has."""

_WRITTEN_ELSEWHERE = "PRAGMA data_version"
_PAST = len(MEMORY_COLUMNS)


class Known:
    """The memories that were read, for as long as nobody has written anything.

    SQLite tells in one word whether another process has written, and counts what this one writes.
    So whatever is written forgets all this, and only who knows what he wrote may keep it.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._stamp: Stamp = (-1, -1)
        self._memories: dict[FactKey, Memory | None] = {}
        self._pasts: dict[FactKey, Past] = {}
        self._decks: set[str] = set()
        """The decks of which all memories were read: other facts of theirs have none."""

    def checked(self) -> Stamp:
        """Forget what may be otherwise by now; the same stamp as before says that nothing is.

        Once this transaction may write, that stays true until its end.
        """
        stamp = (self._db.execute(_WRITTEN_ELSEWHERE).fetchone()[0], self._db.total_changes)
        if stamp != self._stamp:
            self._memories.clear()
            self._pasts.clear()
            self._decks.clear()
            self._stamp = stamp
        return stamp

    def kept(self) -> Stamp:
        """Keep all, since what was just committed has been `put` here, too."""
        self._stamp = (self._stamp[0], self._db.total_changes)
        return self._stamp

    def memory(self, fact: FactKey) -> Memory | None:
        """The memory of one fact, since the last check."""
        if fact not in self._memories and deck_of(fact) not in self._decks:
            self._look_up(fact)
        return self._memories.get(fact)

    def past(self, fact: FactKey) -> Past:
        """What else is known of a fact that has a memory, since the last check."""
        if fact not in self._pasts:
            self._look_up(fact)
        return self._pasts[fact]

    def _look_up(self, fact: FactKey) -> None:
        row = self._db.execute(tables.SELECT_MEMORY, (fact,)).fetchone()
        self._memories[fact] = None if row is None else memory_of(fact, row)
        self._pasts[fact] = NO_PAST if row is None else past_of(row[_PAST:])

    def read(
        self,
        memories: Mapping[FactKey, Memory],
        pasts: Mapping[FactKey, Past],
        deck_ids: Sequence[str],
    ) -> None:
        """Take note of all memories of some decks, read since the last check."""
        self._memories.update(memories)
        self._pasts.update(pasts)
        self._decks.update(deck_ids)

    def put(self, fact: FactKey, memory: Memory, last_review: str, past: Past) -> None:
        """Set the memory of one fact, in the file and here: an undone transaction counts, too."""
        filling.put_memory(self._db, fact, memory, last_review, past)
        self._memories[fact], self._pasts[fact] = memory, past
