"""What tabs come to: worked out in threads, and kept for as long as nothing is looked at anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import datetime

    from quiz.scores.board import ScoreBoard
    from quiz.scores.facts_now import Here
    from quiz.scores.figures import Scope
    from quiz.tui.scores.tab import Tab


class Wanted(NamedTuple):
    """A tab of the figures of one scope, as things stand here."""

    here: Here
    tab: Tab
    scope: Scope


class Workings:
    """Works tabs out, each once for a scope."""

    def __init__(self, board: ScoreBoard) -> None:
        self._board = board
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="scores")
        self._found: dict[Wanted, Any] = {}
        self._under_way: dict[Wanted, Future[Any]] = {}
        self._prepared = False
        self.here: Here | None = None
        """How things stand; None where that could not be told."""
        self.names = board.names()

    def close(self) -> None:
        """Let go of the threads; what they work out is no longer wanted."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def look(self, now: datetime) -> None:
        """See how things stand, and forget what came of how they stood before.

        Raises `quiz.errors.QuizError` where that cannot be told.
        """
        self.here = self._board.here(now)
        self.names = self._board.names()
        self._found.clear()
        self._under_way.clear()

    def __contains__(self, wanted: Wanted | None) -> bool:
        return wanted in self._found

    def __getitem__(self, wanted: Wanted) -> Any:
        return self._found[wanted]

    def begin(self, wanted: Wanted) -> Future[Any]:
        """Have a tab worked out, if that was not begun; what else waits for its turn is called off.

        Somebody has gone on from that to this.
        """
        if wanted not in self._under_way:
            for other, work in [*self._under_way.items()]:
                if work.cancel():
                    del self._under_way[other]
            self._under_way[wanted] = self._threads.submit(self._apart, wanted)
        return self._under_way[wanted]

    def _apart(self, wanted: Wanted) -> Any:
        here, tab, scope = wanted
        found = tab.part and self._board.apart(tab.part, here, scope)
        if tab.opens_decks:
            self._board.prepare()
        return found

    def take(self, wanted: Wanted, found: Any) -> None:
        """Keep what was found, unless things stand otherwise by now."""
        self.fail(wanted)
        if wanted.here is self.here:
            self._found[wanted] = found
        if not self._prepared:
            # While somebody looks at the first figures: these are not to wait for it.
            self._prepared = True
            self._threads.submit(self._board.prepare)

    def fail(self, wanted: Wanted) -> None:
        """Let it be begun again."""
        self._under_way.pop(wanted, None)
