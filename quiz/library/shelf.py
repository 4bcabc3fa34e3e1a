"""The decks there are: found, catalogued, and read when they are wanted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import Problem, ProblemsFound, UsageError
from quiz.facts import FactKey, FactKind, deck_of
from quiz.library.cache import CatalogueCache
from quiz.library.files import digest_of, read_bytes, whole_file
from quiz.library.finding import Found, Places, find_decks, require
from quiz.study.ports import CatalogueFact, DeckEntry, FilePlace

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which the first screen does without
    from quiz.library.contents import Contents
    from quiz.library.reading import Reading
    from quiz.library.watching import Watch


class DeckLibrary:
    """The decks of some places, as study needs them (`quiz.study.ports.Library`).

    What is where is looked up once, and again by `refresh`. A deck is read when it is first asked
    for and kept while its file stays as it was catalogued.
    """

    def __init__(self, places: Places, cache: Path | None = None) -> None:
        """Make a library; `cache` is the folder where its catalogue may be kept.

        Raises `quiz.errors.UsageError` where a path that was named does not exist.
        """
        require(places.given)
        self._places = places
        self._cache = CatalogueCache(cache)
        self._entries: tuple[DeckEntry, ...] | None = None
        self._by_id: tuple[tuple[DeckEntry, ...], dict[str, DeckEntry]] | None = None
        self._decks: dict[str, Deck] = {}
        self._contents: Contents | None = None
        self._watch: Watch | None = None

    def entries(self) -> tuple[DeckEntry, ...]:
        """All deck files found, the unusable ones among them, in the order they are shown."""
        if self._entries is None:
            return self.refresh()
        return self._entries

    def refresh(self) -> tuple[DeckEntry, ...]:
        """Look again at what is there; what did not change is not read again."""
        before = {entry.path: entry for entry in self._entries or ()}
        found = [self._entry(one) for one in find_decks(self._places)]
        found = [self._or_last_good(entry, before.get(entry.path)) for entry in found]
        self._cache.save()
        self._entries = tuple(_shadowed(found))
        current = {entry.digest for entry in self._entries}
        self._decks = {digest: deck for digest, deck in self._decks.items() if digest in current}
        if self._contents is not None:
            self._contents.keep_only(current)
        return self._entries

    def changed(self) -> bool:
        """Whether files of decks were saved, came or went since this was last asked.

        It only looks, and may be asked from another thread. From the first time on, what stands in
        the person's own files is kept, so that a deck stays in use when its file is spoilt.
        """
        if self._watch is None:
            from quiz.library.watching import Watch

            self._watch = Watch(lambda: find_decks(self._places))
            self._contents = self._own_contents()
        return self._watch.changed()

    def place(self, key: FactKey) -> FilePlace:
        """Where a fact stands; the start of its deck's file where it is not to be found there.

        Raises `quiz.errors.UsageError` where no deck can have it.
        """
        from quiz.library.whereabouts import place_in

        deck_id = deck_of(key)
        entry = self._usable(deck_id)
        if entry is None:
            raise UsageError(f"There is no deck {deck_id!r}.")
        try:
            found = place_in(read_bytes(Path(entry.path)), entry.path, key)
        except ProblemsFound as error:
            first = error.problems[0]
            return FilePlace(entry.path, first.line, first.column)
        return FilePlace(entry.path, found.line, found.column) if found else FilePlace(entry.path)

    def problems(self) -> tuple[Problem, ...]:
        """All problems of all decks, in the order of the decks."""
        return tuple(problem for entry in self.entries() for problem in entry.problems)

    def deck(self, deck_id: str) -> Deck:
        """Read a usable deck whole.

        Raises `quiz.errors.UsageError` where there is none of that id, and
        `quiz.errors.ProblemsFound` where the file was broken since it was catalogued.
        """
        entry = self._usable(deck_id)
        if entry is None:
            known = ", ".join(one.id for one in self.entries() if one.usable) or "none"
            raise UsageError(f"There is no deck {deck_id!r}. There is: {known}")
        kept = self._decks.get(entry.digest)
        return self._read(entry) if kept is None else kept

    def _usable(self, deck_id: str) -> DeckEntry | None:
        """The usable entry of an id; where many decks are opened, each asks for its own."""
        entries = self.entries()
        if self._by_id is None or self._by_id[0] is not entries:
            self._by_id = entries, {one.id: one for one in reversed(entries) if one.usable}
        return self._by_id[1].get(deck_id)

    def _read(self, entry: DeckEntry) -> Deck:
        from quiz.library.reading import read_deck_file

        reading = read_deck_file(Path(entry.path))
        if reading.deck is None:
            raise ProblemsFound(tuple(one for one in reading.problems if one.is_error))
        if reading.deck.id != entry.id:
            message = f"{entry.path} is now the deck {reading.deck.id!r}, no longer {entry.id!r}"
            raise UsageError(message)
        if reading.digest != entry.digest:
            self._replace(entry, reading)
        self._decks[reading.digest] = reading.deck
        return reading.deck

    def _replace(self, old: DeckEntry, reading: Reading) -> None:
        """Let the catalogue know what was found in a file that was changed since."""
        new = entry_of(reading)
        self._cache.put(new)
        self._cache.save()
        self._entries = tuple(new if one is old else one for one in self.entries())

    def _own_contents(self) -> Contents:
        """What stands in the files that a person may be writing."""
        from quiz.library.contents import Contents

        contents = Contents()
        for one in find_decks(replace(self._places, shipped=None)):
            if not one.refusal:
                with suppress(ProblemsFound):
                    contents.put(read_bytes(one.path))
        return contents

    def _or_last_good(self, entry: DeckEntry, before: DeckEntry | None) -> DeckEntry:
        """A spoilt file's deck as it was, if that is kept: the file no longer has it."""
        if entry.usable or before is None or not before.usable:
            return entry
        if before.digest not in self._decks and not self._read_again(before):
            return entry
        return replace(before, problems=entry.problems, last_good=True)

    def _read_again(self, before: DeckEntry) -> bool:
        """Read a deck from what stood in its file."""
        content = self._contents.get(before.digest) if self._contents is not None else None
        if content is None:
            return False
        from quiz.library.reading import read_deck_bytes

        deck = read_deck_bytes(content, before.path).deck
        if deck is not None:
            self._decks[before.digest] = deck
        return deck is not None

    def _entry(self, found: Found) -> DeckEntry:
        path = str(found.path)
        if found.refusal:
            return _unread(path, (whole_file(path, found.refusal, found.hint),))
        try:
            content = read_bytes(found.path)
        except ProblemsFound as error:
            return _unread(path, error.problems)
        if self._contents is not None:
            self._contents.put(content)
        kept = self._cache.get(path, digest_of(content))
        if kept is not None:
            return kept
        from quiz.library.reading import read_deck_bytes

        entry = entry_of(read_deck_bytes(content, path))
        self._cache.put(entry)
        return entry


def entry_of(reading: Reading) -> DeckEntry:
    """What the catalogue keeps of a deck file that was read."""
    deck = reading.deck
    if deck is None:
        unread = _unread(reading.path, reading.problems)
        return replace(unread, id=reading.id, digest=reading.digest)
    facts = tuple(
        CatalogueFact(fact.key, fact.revision, fact.aliases) for fact in deck.facts.values()
    )
    return DeckEntry(
        deck.id,
        deck.title,
        deck.summary,
        reading.path,
        reading.digest,
        facts,
        len(deck.tables),
        len({one.siblings for one in deck.facts.values() if one.kind is FactKind.CARD}),
        reading.problems,
    )


def _unread(path: str, problems: tuple[Problem, ...]) -> DeckEntry:
    """A file that gives no deck: it goes by its name."""
    return DeckEntry("", os.path.basename(path) or path, "", path, "", problems=problems)


def _shadowed(entries: Iterable[DeckEntry]) -> Iterable[DeckEntry]:
    """The entries, each that has the id of an earlier one marked, or left out if it is the same."""
    used: dict[str, DeckEntry] = {}
    for entry in entries:
        first = used.get(entry.id) if entry.usable else None
        if first is None:
            if entry.usable:
                used[entry.id] = entry
            yield entry
        elif first.digest != entry.digest:
            yield replace(entry, shadowed_by=first.path)
