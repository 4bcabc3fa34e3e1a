"""Numbers as people read them: shares and bars."""

from __future__ import annotations

from textual.content import Content

_FULL = "█"
_EMPTY = "░"


def bar(done: float, total: float, width: int) -> Content:
    """How far something is, as full and empty blocks; full only when all is done."""
    share = min(1.0, max(0.0, done / total)) if total > 0 else 0.0
    full = int(share * width)
    return Content.assemble((_FULL * full, "$accent"), (_EMPTY * (width - full), "$quiet"))


def percent(share: float) -> str:
    """A share of one as a percentage."""
    return f"{round(share * 100)} %"
