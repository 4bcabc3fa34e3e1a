"""The catalogue of decks, kept from one start to the next, so that the first screen parses nothing.

What it says of a file holds for the very content that it was made from, this version of the
program and this format; otherwise it is as if it were not there. So it may be lost at any time: a
missing, damaged or unwritable cache costs time and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quiz.errors import Problem, Severity
from quiz.facts import FactKey
from quiz.library.kept_file import KeptFile
from quiz.study.ports import CatalogueFact, DeckEntry

CACHE_FORMAT = 1
"""To be raised whenever what is kept, or how, is changed."""

_NAME = "decks.json"
_MOST_FILES = 5000


class CatalogueCache:
    """Catalogue entries by the path of their file, each for one content of it."""

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else KeptFile(folder / _NAME, CACHE_FORMAT)
        self._kept: dict[str, list[Any]] | None = None
        self._changed = False

    def get(self, path: str, digest: str) -> DeckEntry | None:
        """The entry of a file with that content, if there is one."""
        kept = self._entries().get(path)
        return _unpacked(kept, path) if kept is not None and kept[0] == digest else None

    def put(self, entry: DeckEntry) -> None:
        """Keep an entry in place of what was known of that file; written by `save`."""
        self._entries()[entry.path] = _packed(entry)
        self._changed = True

    def save(self) -> tuple[str, ...]:
        """Write what was put, if anything was; where it cannot be written, leave it.

        Gives the paths of all files of which it now has something, none where nothing was put.
        """
        if not self._changed or self._file is None:
            return ()
        self._changed = False
        entries = self._entries()
        for path in [path for path in tuple(entries) if not os.path.exists(path)]:
            del entries[path]
        for path in tuple(entries)[:-_MOST_FILES]:
            del entries[path]
        self._file.write(dict(entries))
        return tuple(entries)

    def _entries(self) -> dict[str, list[Any]]:
        if self._kept is None:
            self._kept = (self._file and self._file.read()) or {}
        return self._kept


def _packed(entry: DeckEntry) -> list[Any]:
    """An entry as JSON; its facts as they stand in its deck, nearly all of them mere names."""
    prefix = f"{entry.id}/"
    facts: list[Any] = []
    for fact in entry.facts:
        name = fact.key.removeprefix(prefix)
        plain = fact.revision == 1 and not fact.aliases
        facts.append(name if plain else [name, fact.revision, *fact.aliases])
    problems = packed_problems(entry.problems)
    named = [entry.id, entry.title, entry.summary, entry.tables, entry.cards]
    return [entry.digest, named, facts, problems]


def _unpacked(kept: list[Any], path: str) -> DeckEntry:
    digest, (deck_id, title, summary, tables, cards), facts, problems = kept
    return DeckEntry(
        deck_id,
        title,
        summary,
        path,
        digest,
        tuple([_fact(fact, f"{deck_id}/") for fact in facts]),
        tables,
        cards,
        unpacked_problems(problems, path),
    )


def _fact(kept: Any, prefix: str) -> CatalogueFact:
    if isinstance(kept, str):
        return CatalogueFact(FactKey(prefix + kept))
    name, revision, *aliases = kept
    return CatalogueFact(FactKey(prefix + name), revision, tuple(map(FactKey, aliases)))


def packed_problems(problems: Iterable[Problem]) -> list[Any]:
    """Problems of one file as JSON."""
    return [
        [one.line, one.column, one.severity.value, one.message, one.hint, one.excerpt]
        for one in problems
    ]


def unpacked_problems(kept: Iterable[Any], path: str) -> tuple[Problem, ...]:
    """The problems of a file, as they were packed."""
    return tuple(_problem(path, *one) for one in kept)


def _problem(path: str, line: int, column: int, severity: str, *texts: str) -> Problem:
    message, hint, excerpt = texts
    return Problem(path, line, column, Severity(severity), message, hint, excerpt)
