"""Things by their number, in words."""

from __future__ import annotations


def counted(number: int | str, thing: str) -> str:
    """A number of things: `1 fact`, `2 facts`."""
    return f"{number} {thing}{'' if str(number) == '1' else 's'}"
