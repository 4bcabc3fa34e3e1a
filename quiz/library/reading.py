"""One deck file: from its path to a deck that can be studied, or to all that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.errors import Finding, Problem, ProblemsFound
from quiz.library.documents import Document, parse_document
from quiz.library.files import digest_of, read_bytes, whole_file

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which the first screen does without


@dataclass(frozen=True)
class Reading:
    """What reading a deck file gave: a deck, or None where there is an error.

    `id` is the deck's, also of one with errors; "" where it cannot be told.
    """

    path: str
    digest: str
    id: str
    deck: Deck | None
    _refusals: tuple[Problem, ...] = ()
    _document: Document | None = None
    _findings: tuple[Finding, ...] = ()

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, warnings among them, in the order of the file.

        They are placed when they are asked for: to study a deck nobody asks for its warnings.
        """
        if self._document is None:
            return self._refusals
        return self._document.problems(self._findings)

    def placed(self, finding: Finding) -> Problem:
        """Another finding on this file at its place, for what shows only beside other files."""
        if self._document is None:
            return whole_file(self.path, finding.message, finding.hint)
        return self._document.problems((finding,))[0]


def read_deck_file(path: Path) -> Reading:
    """Read a deck from a file; all that is wrong, with the file itself too, is in the result."""
    try:
        content = read_bytes(path)
    except ProblemsFound as error:
        return Reading(str(path), "", "", None, error.problems)
    return read_deck_bytes(content, str(path))


def read_deck_bytes(content: bytes, path: str, *, with_facts: bool = False) -> Reading:
    """Read a deck from the content of its file, whatever that is; `path` is for the problems.

    With `with_facts` its facts are made at once, which is quicker where all will be asked for.
    """
    digest = digest_of(content)
    with _no_collection():
        try:
            document, data = parse_document(content, path)
            if not data:
                hint = "A deck begins with `format = 1`, its `id` and its `title`."
                raise ProblemsFound((whole_file(path, "There is nothing in this file", hint),))
            deck, findings = _read(data, document, with_facts=with_facts)
        except ProblemsFound as error:
            return Reading(path, digest, "", None, error.problems)
        deck_id = deck.id if deck else _id_in(data, findings)
        del data  # what the deck does not hold need not be walked by the collector
    return Reading(path, digest, deck_id, deck, (), document, tuple(findings))


def _read(
    data: dict[str, Any], document: Document, *, with_facts: bool
) -> tuple[Deck | None, list[Finding]]:
    from quiz.deck.deck import flaws_in, read_well_formed

    read = read_well_formed(data, with_facts=with_facts)
    if read is None:
        document.refuse_deep()  # what is well formed is never that deep
        return None, flaws_in(data)
    return read


def _id_in(data: dict[str, Any], findings: Iterable[Finding]) -> str:
    written = data.get("id")
    unsound = any(finding.path == ("id",) for finding in findings)
    return written if isinstance(written, str) and not unsound else ""


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking, again and again, all that was just made.

    Reading makes a great many objects and no cycles; for a large deck it halves the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _take_for_old()
            gc.enable()


def _take_for_old() -> None:
    """Let the collector take all that there is for old, as what has just been read will be.

    Turned on without this, the first thing it does is to walk all of it. What somebody has frozen
    (`quiz.tui.app`) stays so: it cannot be told from the rest, and then nothing is done.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
