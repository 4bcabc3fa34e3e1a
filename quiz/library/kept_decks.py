"""Decks as they were read last, kept from one start to the next, each for the path of its file.

A deck that did not change is not parsed again, and one whose file was spoilt meanwhile is still
there as it was when it was last sound. As with the catalogue (`quiz.library.cache`) nothing is
missed but time where a kept deck is damaged, of another version or gone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.library.files import digest_of
from quiz.library.kept_file import KeptFile

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which the first screen does without

FORMAT = 1
"""To be raised whenever what `quiz.deck.keeping` packs is changed, or what follows from a card."""

_FOLDER = "decks"
_ENDING = ".deck"


class KeptDecks:
    """Decks by the path of their file, of each the last one that was sound."""

    def __init__(self, cache: Path | None) -> None:
        self._folder = None if cache is None else cache / _FOLDER

    def __bool__(self) -> bool:
        """Whether anything can be kept."""
        return self._folder is not None

    def get(self, path: str, digest: str) -> Deck | None:
        """The deck of a file with that content, if it was kept."""
        kept = self.last(path, digest)
        return None if kept is None else kept[1]

    def last(self, path: str, digest: str | None = None) -> tuple[str, Deck] | None:
        """The last sound deck that a file held, with the digest of the file as it was then.

        With a digest only the one that was made of that very content.
        """
        body = None if self._folder is None else self._file(self._folder, path).read_bytes()
        if body is None:
            return None
        from quiz.deck.keeping import unpacked

        try:
            start = body.index(b"\n") + 1
            of_path, of_digest = json.loads(body[:start])
            if of_path != path or digest not in (None, of_digest):
                return None
            return of_digest, unpacked(body, start)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None  # somebody else's, whatever its checksum says

    def put(self, path: str, digest: str, deck: Deck) -> None:
        """Keep a deck in place of what was kept of its file."""
        if self._folder is None:
            return
        from quiz.deck.keeping import packed

        of = json.dumps([path, digest]).encode()
        self._file(self._folder, path).write_bytes(of + b"\n" + packed(deck))

    def forget_all_but(self, paths: Iterable[str]) -> None:
        """Remove what was kept of all other files."""
        if self._folder is None:
            return
        wanted = {_name(path) for path in paths}
        try:
            with os.scandir(self._folder) as listing:
                others = [one.path for one in listing if one.name not in wanted]
            for other in others:
                if other.endswith(_ENDING):
                    os.unlink(other)
        except OSError:
            return

    @staticmethod
    def _file(folder: Path, path: str) -> KeptFile:
        return KeptFile(folder / _name(path), FORMAT)


def _name(path: str) -> str:
    return digest_of(os.fsencode(path)) + _ENDING
