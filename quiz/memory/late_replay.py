"""What follows for a fact from its reviews, by the parameters that its log says hold.

Needed when an answer is taken back or read anew, and not on the first screen: so the log is asked,
and what this takes imported, when the first memory is to be made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.review import Memory, Review

if TYPE_CHECKING:
    from quiz.memory.parameters import Log
    from quiz.memory.replay import Replayer
    from quiz.memory.trace import Trace


class LateReplayer:
    """A replayer that asks a log which parameters hold once it is first needed."""

    def __init__(self, log: Callable[[], Log]) -> None:
        self._log = log
        self._replayer: Replayer | None = None

    def __call__(self, memory: Memory | None, review: Review) -> Memory | None:
        """The memory of a fact after one more row of its log."""
        return self._by_the_log()(memory, review)

    def chance(self, memory: Memory, elapsed_days: int) -> float:
        """The chance of recall that many days after the last answer."""
        return self._by_the_log().chance(memory, elapsed_days)

    def trace(self, revision: int) -> Trace:
        """A memory to be gone on with in place."""
        return self._by_the_log().trace(revision)

    def renew(self) -> None:
        """Ask the log anew: other parameters hold by now."""
        self._replayer = None

    def ask(self, log: Log) -> Replayer:
        """Go by the parameters that this log says hold."""
        from quiz.memory.fsrs import Forgetting
        from quiz.memory.parameters import in_force
        from quiz.memory.replay import Replayer

        self._replayer = Replayer(Forgetting(in_force(log)))
        return self._replayer

    def _by_the_log(self) -> Replayer:
        return self._replayer or self.ask(self._log())
