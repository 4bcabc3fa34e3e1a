"""The catalogue of decks, kept from one start to the next, so that the first screen parses nothing.

What it says of a file holds for the very content that it was made from, this version of the
program and this format; otherwise it is as if it were not there. So it may be lost at any time: a
missing, damaged or unwritable cache costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quiz import __version__
from quiz.errors import Problem, Severity
from quiz.facts import FactKey
from quiz.library.files import digest_of
from quiz.study.ports import CatalogueFact, DeckEntry

CACHE_FORMAT = 1
"""To be raised whenever what is kept, or how, is changed."""

_NAME = "decks.json"
_HEADER = f"differential-quiz {__version__} {CACHE_FORMAT}"
_MOST_FILES = 5000


class CatalogueCache:
    """Catalogue entries by the path of their file, each for one content of it."""

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / _NAME
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

    def save(self) -> None:
        """Write what was put, if anything was; where it cannot be written, leave it."""
        if not self._changed or self._file is None:
            return
        self._changed = False
        entries = self._entries()
        for path in [path for path in entries if not os.path.exists(path)]:
            del entries[path]
        for path in list(entries)[:-_MOST_FILES]:
            del entries[path]
        body = json.dumps(entries, ensure_ascii=True, separators=(",", ":"))
        _write(self._file, f"{_HEADER} {_checksum(body)}\n{body}")

    def _entries(self) -> dict[str, list[Any]]:
        if self._kept is None:
            self._kept = {} if self._file is None else _read(self._file)
        return self._kept


def _read(file: Path) -> dict[str, list[Any]]:
    try:
        header, _, body = file.read_text("ascii").partition("\n")
        if header != f"{_HEADER} {_checksum(body)}":
            return {}
        kept: dict[str, list[Any]] = json.loads(body)
    except (OSError, ValueError):
        return {}
    return kept


def _write(file: Path, text: str) -> None:
    """Write beside the file and rename, so that nobody ever reads half of it."""
    beside = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(text.encode("ascii"))
            os.replace(beside, file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError:
        return


def _checksum(body: str) -> str:
    return digest_of(body.encode("ascii"))


def _packed(entry: DeckEntry) -> list[Any]:
    """An entry as JSON; its facts as they stand in its deck, nearly all of them mere names."""
    prefix = f"{entry.id}/"
    facts: list[Any] = []
    for fact in entry.facts:
        name = fact.key.removeprefix(prefix)
        plain = fact.revision == 1 and not fact.aliases
        facts.append(name if plain else [name, fact.revision, *fact.aliases])
    problems = [
        [one.line, one.column, one.severity.value, one.message, one.hint, one.excerpt]
        for one in entry.problems
    ]
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
        tuple(_facts(facts, f"{deck_id}/")),
        tables,
        cards,
        tuple(_problem(path, *one) for one in problems),
    )


def _facts(facts: Iterable[Any], prefix: str) -> Iterable[CatalogueFact]:
    for fact in facts:
        if isinstance(fact, str):
            yield CatalogueFact(FactKey(prefix + fact))
        else:
            name, revision, *aliases = fact
            yield CatalogueFact(FactKey(prefix + name), revision, tuple(map(FactKey, aliases)))


def _problem(path: str, line: int, column: int, severity: str, *texts: str) -> Problem:
    message, hint, excerpt = texts
    return Problem(path, line, column, Severity(severity), message, hint, excerpt)
