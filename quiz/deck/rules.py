"""Rules that cards and tables share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import prod

from quiz.authoring import References, SourceReference
from quiz.errors import Finding, KeyPath, Severity

MOST_NAMES = 256
"""How many keys one fact may have had, by the aliases of all levels of its key together."""


def twice(ids: Iterable[tuple[KeyPath, str]], what: str) -> Iterator[Finding]:
    """Find each id that an earlier one of the same kind has."""
    seen = set[str]()
    for path, name in ids:
        if name in seen:
            hint = "Each needs an id of its own: progress is kept under it."
            yield Finding((*path, "id"), f"There is another {what} with the id {name!r}", hint)
        seen.add(name)


def warning(path: KeyPath, message: str, hint: str) -> Finding:
    """Make a finding that leaves the deck usable."""
    return Finding(path, message, hint, Severity.WARNING)


def provisional(at: KeyPath, name: str, what: str) -> Finding:
    """Say that a key is made of text and so would not survive a rewording."""
    hint = f'Add `id = "{name}"` (`quiz fmt` does) before you reword it: it keeps the progress.'
    return warning(at, f"The {what} has no id, and goes by {name!r} for now", hint)


def too_many_names(levels: Sequence[tuple[KeyPath, int]]) -> Iterator[Finding]:
    """Find aliases that multiply: a fact may have had any name of each level of its key.

    Each level is told by its path and the number of its aliases.
    """
    names = prod(1 + aliases for _, aliases in levels)
    if names > MOST_NAMES:
        path, _ = max(levels, key=lambda level: level[1])
        message = f"These aliases and those above and below make {names} names of one fact"
        yield Finding((*path, "aliases"), message, "Keep those under which there is progress.")


def undeclared(
    references: References | None, sources: Collection[str], at: KeyPath
) -> Iterable[Finding]:
    """Find references to sources that the deck does not declare."""
    if references is None:
        return ()
    if isinstance(references, SourceReference):
        # Nearly all are declared; paths are made for the others alone.
        return () if _declared(references, sources) else _undeclared(references, sources, at)
    several = enumerate(references)
    return [one for index, each in several for one in _undeclared(each, sources, (*at, index))]


def _declared(reference: SourceReference, sources: Collection[str]) -> bool:
    cites = reference.cites
    return reference.origin in sources and (not cites or all(map(sources.__contains__, cites)))


def _undeclared(
    reference: SourceReference, sources: Collection[str], at: KeyPath
) -> Iterable[Finding]:
    named: list[tuple[KeyPath, str]] = []
    if reference.origin not in sources:
        named.append(((*at, "from"), reference.origin))
    for number, name in enumerate(reference.cites):
        if name not in sources:
            named.append(((*at, "cites", number), name))
    return [_not_declared(path, name, sources) for path, name in named]


def _not_declared(path: KeyPath, name: str, sources: Collection[str]) -> Finding:
    from difflib import get_close_matches

    known = ", ".join(sources) or "none yet"
    near = get_close_matches(name, list(sources), 1)
    meant = f"Did you mean {near[0]!r}? Else declare" if near else "Declare"
    hint = f"{meant} it as `[source.{name}]`. Declared: {known}."
    return Finding(path, f"The source {name!r} is not declared", hint)
