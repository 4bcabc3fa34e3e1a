"""Keys for everything in a deck: from ids, and where an id is missing from a slug and a digest."""

from __future__ import annotations

from quiz.facts import FactKey, fact_key
from quiz.text import provisional_id


def card_id(written: str | None, prompt: str) -> str:
    """The card's id, or the very one that would be written for it."""
    return written or provisional_id(prompt, "card")


def feature_id(written: str | None, name: str) -> str:
    """The feature's id, or the very one that would be written for it."""
    return written or provisional_id(name, "feature")


Level = tuple[str, tuple[str, ...]]
"""An id that stands in a key, with its aliases."""


def earlier_keys(key: FactKey, levels: tuple[Level, ...], side: str = "") -> tuple[FactKey, ...]:
    """All keys that a fact may have had, from the aliases of each level of its key.

    A bare alias stands for an id under the same parent; one with slashes is a full old key of
    that level. Earlier names of several levels combine, since a fact may have moved more than once.
    """
    prefixes: list[str] = [""]
    for name, aliases in levels:
        names = (name, *(alias for alias in aliases if "/" not in alias))
        full = [alias for alias in aliases if "/" in alias]
        prefixes = [f"{prefix}/{one}" if prefix else one for prefix in prefixes for one in names]
        prefixes += full
    suffix = (side,) if side else ()
    keys = (fact_key(prefix, *suffix) for prefix in prefixes)
    return tuple(dict.fromkeys(old for old in keys if old != key))


def earlier_cell_keys(
    key: FactKey, deck: Level, comparison: Level, feature: Level, subject: Level
) -> tuple[FactKey, ...]:
    """All keys that a cell may have had.

    An alias of its subject with slashes is `deck/comparison/subject`: the whole column stood
    there, under the features by the names that they have or had.
    """
    name, aliases = subject
    bare = (name, tuple(alias for alias in aliases if "/" not in alias))
    features = (feature[0], *(alias.rpartition("/")[2] for alias in feature[1]))
    columns = (alias.rpartition("/") for alias in aliases if "/" in alias)
    moved = (fact_key(table, row, old) for table, _, old in columns for row in features)
    keys = (*earlier_keys(key, (deck, comparison, feature, bare)), *moved)
    return tuple(dict.fromkeys(old for old in keys if old != key))
