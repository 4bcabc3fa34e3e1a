"""Telling when deck files were changed, by asking the file system what it last saw of them.

Asked again and again rather than told by the system: that holds on every platform, over a network
and in a container, and for editors that write a new file and give it the old one's name. A look at
a few hundred files takes a millisecond or two.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from quiz.library.finding import Found

_State = tuple[int, int, int] | None


class Watch:
    """What the files that `look` finds were like when it was last asked."""

    def __init__(self, look: Callable[[], Iterable[Found]]) -> None:
        self._look = look
        self._seen = self._states()

    def changed(self) -> bool:
        """Whether a file was saved, came or went since this was last asked."""
        states = self._states()
        changed = states != self._seen
        self._seen = states
        return changed

    def _states(self) -> Mapping[str, _State]:
        return {str(one.path): _state(str(one.path)) for one in self._look()}


def _state(path: str) -> _State:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
