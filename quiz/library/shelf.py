"""The decks there are: found, catalogued, and read when they are wanted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from quiz.errors import Problem, ProblemsFound, UsageError
from quiz.facts import FactKey, FactKind, deck_of
from quiz.library.cache import CatalogueCache
from quiz.library.files import digest_of, read_bytes, whole_file
from quiz.library.finding import Found, Places, find_decks, require
from quiz.library.kept_decks import KeptDecks
from quiz.study.ports import CatalogueFact, DeckEntry, FilePlace

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which the first screen does without
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
        self._kept = KeptDecks(cache)
        self._entries: tuple[DeckEntry, ...] | None = None
        self._looking = Lock()
        """Held by the one thread that looks: others then have what it found."""
        self._by_id: tuple[tuple[DeckEntry, ...], dict[str, DeckEntry]] | None = None
        self._decks: dict[str, Deck] = {}
        self._watch: Watch | None = None

    def entries(self) -> tuple[DeckEntry, ...]:
        """All deck files found, the unusable ones among them, in the order they are shown."""
        return self._first_look() if self._entries is None else self._entries

    def _first_look(self) -> tuple[DeckEntry, ...]:
        with self._looking:  # another thread may have been quicker
            return self._looked_up() if self._entries is None else self._entries

    def refresh(self) -> tuple[DeckEntry, ...]:
        """Look again at what is there; what did not change is not read again."""
        with self._looking:
            return self._looked_up()

    def _looked_up(self) -> tuple[DeckEntry, ...]:
        before = {entry.path: entry for entry in self._entries or ()}
        found = [self._entry(one) for one in find_decks(self._places)]
        found = [self._or_last_good(entry, before.get(entry.path)) for entry in found]
        self._save()
        self._entries = tuple(_shadowed(found))
        current = {entry.digest for entry in self._entries}
        decks = tuple(self._decks.items())
        self._decks = {digest: deck for digest, deck in decks if digest in current}
        return self._entries

    def changed(self) -> bool:
        """Whether files of decks were saved, came or went since this was last asked.

        It only looks, and may be asked from another thread. When it is first asked, what was saved
        since the decks were listed counts.
        """
        if self._watch is None:
            from quiz.library.watching import Watch

            self._watch = Watch(lambda: find_decks(self._places))
            return self._is_outdated()
        return self._watch.changed()

    def _is_outdated(self) -> bool:
        """Whether a file is no longer as it was listed."""
        listed = (one for one in self._entries or () if one.digest and not one.last_good)
        return any(_digest_now(Path(one.path)) != one.digest for one in listed)

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

    def require_editable(self, path: str) -> None:
        """Make sure that a deck file is one to be opened in an editor, as it stands now.

        Raises `quiz.errors.UsageError` for what would not be read as a deck either: a link that
        leads out of its folder or nowhere, a device.
        """
        found = (one for one in find_decks(self._places) if str(one.path) == path)
        one = next(found, Found(Path(path), "It is not there any more"))
        refusal, hint = one.refusal, one.hint
        if not refusal and not os.path.isfile(path):
            refusal = "This is not a regular file, nor a link to one"
        if refusal:
            raise UsageError(" ".join(filter(None, (f"{path} is not opened. {refusal}.", hint))))

    def deck(self, deck_id: str) -> Deck:
        """Read a usable deck whole.

        Raises `quiz.errors.UsageError` where there is none of that id, and
        `quiz.errors.ProblemsFound` where the file was broken since it was catalogued.
        """
        entry = self._usable(deck_id)
        if entry is None:
            known = ", ".join(one.id for one in self.entries() if one.usable) or "none"
            raise UsageError(f"There is no deck {deck_id!r}. There is: {known}")
        deck = self._decks.get(entry.digest)
        if deck is None and entry.last_good:
            deck = self._kept.get(entry.path, entry.digest)
        return self._read(entry) if deck is None else deck

    def _usable(self, deck_id: str) -> DeckEntry | None:
        """The usable entry of an id; where many decks are opened, each asks for its own."""
        entries = self.entries()
        if self._by_id is None or self._by_id[0] is not entries:
            self._by_id = entries, {one.id: one for one in reversed(entries) if one.usable}
        return self._by_id[1].get(deck_id)

    def _read(self, entry: DeckEntry) -> Deck:
        content = read_bytes(Path(entry.path))
        digest = digest_of(content)
        deck = self._kept.get(entry.path, digest) if digest == entry.digest else None
        if deck is None or deck.id != entry.id:
            deck = self._read_anew(entry, content)
        self._decks[digest] = deck
        return deck

    def _read_anew(self, entry: DeckEntry, content: bytes) -> Deck:
        reading = self._reading(content, entry.path)
        if reading.deck is None:
            raise ProblemsFound(tuple(one for one in reading.problems if one.is_error))
        if reading.deck.id != entry.id:
            message = f"{entry.path} is now the deck {reading.deck.id!r}, no longer {entry.id!r}"
            raise UsageError(message)
        if reading.digest != entry.digest:
            self._replace(entry, reading)
        return reading.deck

    def _replace(self, old: DeckEntry, reading: Reading) -> None:
        """Let the catalogue know what was found in a file that was changed since."""
        new = entry_of(reading)
        self._cache.put(new)
        self._save()
        self._entries = tuple(new if one is old else one for one in self.entries())

    def _reading(self, content: bytes, path: str) -> Reading:
        """Read a file's content, and keep the deck for the next time if it is one."""
        from quiz.library.reading import read_deck_bytes

        reading = read_deck_bytes(content, path, with_facts=bool(self._kept))
        if reading.deck is not None:
            self._kept.put(path, reading.digest, reading.deck)
        return reading

    def _save(self) -> None:
        """Write the catalogue, and forget the decks that it no longer has."""
        paths = self._cache.save()
        if paths:
            self._kept.forget_all_but(paths)

    def _or_last_good(self, entry: DeckEntry, before: DeckEntry | None) -> DeckEntry:
        """A spoilt file's deck as it was, if it was read or kept: the file no longer has it."""
        if entry.usable:
            return entry
        if before is not None and before.usable and before.digest in self._decks:
            return replace(before, problems=entry.problems, last_good=True)
        kept = self._kept.last(entry.path) if entry.digest else None
        if kept is None:
            return entry
        digest, deck = kept
        self._decks[digest] = deck
        return replace(_entry_of(deck, entry.path, digest, entry.problems), last_good=True)

    def _entry(self, found: Found) -> DeckEntry:
        path = str(found.path)
        if found.refusal:
            return _unread(path, (whole_file(path, found.refusal, found.hint),))
        try:
            content = read_bytes(found.path)
        except ProblemsFound as error:
            return _unread(path, error.problems)
        kept = self._cache.get(path, digest_of(content))
        if kept is not None:
            return kept
        entry = entry_of(self._reading(content, path))
        self._cache.put(entry)
        return entry


def _digest_now(path: Path) -> str:
    try:
        return digest_of(read_bytes(path))
    except ProblemsFound:
        return ""


def entry_of(reading: Reading) -> DeckEntry:
    """What the catalogue keeps of a deck file that was read."""
    if reading.deck is None:
        unread = _unread(reading.path, reading.problems)
        return replace(unread, id=reading.id, digest=reading.digest)
    return _entry_of(reading.deck, reading.path, reading.digest, reading.problems)


def _entry_of(deck: Deck, path: str, digest: str, problems: tuple[Problem, ...]) -> DeckEntry:
    facts = tuple(
        CatalogueFact(fact.key, fact.revision, fact.aliases) for fact in deck.facts.values()
    )
    return DeckEntry(
        deck.id,
        deck.title,
        deck.summary,
        path,
        digest,
        facts,
        len(deck.tables),
        len({one.siblings for one in deck.facts.values() if one.kind is FactKind.CARD}),
        problems,
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
