"""What tabs come to: worked out in threads, and kept for as long as nothing is looked at anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.tui.scores.tab import About

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import datetime

    from quiz.scores.board import ScoreBoard
    from quiz.scores.facts_now import Here
    from quiz.scores.figures import Scope
    from quiz.tui.scores.tab import Listed, Tab


class Wanted(NamedTuple):
    """A tab of the figures of one scope, as things stand here."""

    here: Here
    tab: Tab
    scope: Scope


class Worked(NamedTuple):
    """What a tab came to: its figures, and its lines where these are of the figures alone."""

    found: Any
    listed: Listed | None


class Workings:
    """Works tabs out, each once for a scope."""

    def __init__(self, board: ScoreBoard) -> None:
        self._board = board
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="scores")
        self._found: dict[Wanted, Worked] = {}
        self._under_way: dict[Wanted, Future[Worked]] = {}
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

    def __getitem__(self, wanted: Wanted) -> Worked:
        return self._found[wanted]

    def about(self, wanted: Wanted) -> About:
        """What figures are of besides themselves."""
        here, _, scope = wanted
        return About(here.study_day, scope.deck, scope.days, self.names)

    def begin(self, wanted: Wanted, in_sight: int) -> Future[Worked]:
        """Have a tab worked out, if that was not begun; what else waits for its turn is called off.

        Somebody has gone on from that to this. So many of its lines will come into sight.
        """
        if wanted not in self._under_way:
            for other, work in [*self._under_way.items()]:
                if work.cancel():
                    del self._under_way[other]
            work = self._threads.submit(self._apart, wanted, self.about(wanted), in_sight)
            self._under_way[wanted] = work
        return self._under_way[wanted]

    def _apart(self, wanted: Wanted, about: About, in_sight: int) -> Worked:
        here, tab, scope = wanted
        if tab.part is None:
            return Worked(None, None)
        found = self._board.apart(tab.part, here, scope)
        if tab.opens_decks:
            self._board.prepare()
        listed = tab.choices(found, about)
        for line in range(min(in_sight, len(listed.rows))):
            listed.rows[line]  # its deck is opened here, which no key waits for
        return Worked(found, listed)

    def take(self, wanted: Wanted, worked: Worked) -> None:
        """Keep what was found, unless things stand otherwise by now."""
        self.fail(wanted)
        if wanted.here is self.here:
            self._found[wanted] = worked
        if not self._prepared:
            # While somebody looks at the first figures: these are not to wait for it.
            self._prepared = True
            self._threads.submit(self._board.prepare)

    def fail(self, wanted: Wanted) -> None:
        """Let it be begun again."""
        self._under_way.pop(wanted, None)
