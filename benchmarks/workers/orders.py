"""How a worker talks: a line when it is ready, then seconds for every number of units it is told.

Read by other Pythons too, so it needs nothing but the standard library.
"""

from __future__ import annotations

import sys
from collections.abc import Callable


def serve(work: Callable[[int], float], greeting: str = "ready") -> None:
    """Take orders until there are no more."""
    print(greeting, flush=True)
    for line in sys.stdin:
        print(repr(work(int(line))), flush=True)
