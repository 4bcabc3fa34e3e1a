"""Which deck, and which file, a person means."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import ProblemsFound, UsageError
from quiz.library.finding import require
from quiz.study.ports import DeckEntry
from quiz.study.status import DeckStatus
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.study.desk import Desk


def path_named(text: str) -> Path:
    """The file of that name; a `~` of nobody known is a name as any other."""
    return Path(os.path.expanduser(text))


def paths_named(names: Sequence[str], wiring: Wiring) -> list[Path]:
    """The files and folders that are meant; raises UsageError for what there is none of."""
    paths = [path_meant(name, wiring) for name in names]
    require(paths)
    return paths


def path_meant(name: str, wiring: Wiring) -> Path:
    """The file or folder of that name, or else that of the deck with this id or file name.

    So `knots` and `knots.toml` are found among one's own decks from anywhere. Raises ProblemsFound
    where all that goes by that name is refused, such as a link out of a folder of decks.
    """
    path = path_named(name)
    if os.path.lexists(path) or path.parent != Path():
        return path
    called = [one for one in wiring.library.entries() if name in _called(one)]
    for entry in called:
        if entry.digest:
            return Path(entry.path)
    if called:
        raise ProblemsFound(called[0].problems)
    return path


def _called(entry: DeckEntry) -> tuple[str, str, str]:
    file = Path(entry.path)
    return entry.id, file.name, file.stem


def deck_ids(names: Sequence[str], desk: Desk) -> tuple[str, ...] | None:
    """The ids of the named decks, None where none is named and all are meant.

    A name is an id or a title, or the beginning of one that begins no other. Raises UsageError
    with what was perhaps meant, and where the deck cannot be used.
    """
    # Made in any case: it takes along what is known of facts that were renamed.
    decks = desk.decks.overview(desk.clock.now()).decks
    if not names:
        return None
    return tuple(dict.fromkeys(_deck(name, decks).id for name in names))


def _deck(name: str, decks: Sequence[DeckStatus]) -> DeckStatus:
    usable = [deck for deck in decks if deck.usable]
    wanted = " ".join(name.casefold().split())
    found = _meant(wanted, usable)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(deck.id for deck in found)
        raise UsageError(f"{name} begins more than one deck: {ids}. Write more of it.")
    broken = _meant(wanted, [deck for deck in decks if not deck.usable and not deck.shadowed_by])
    if broken:
        path = broken[0].path
        raise UsageError(f"The deck {name} has errors: quiz check {path} shows them.")
    raise UsageError(f"There is no deck {name}. {_suggestion(wanted, usable)}")


def _meant(wanted: str, decks: Sequence[DeckStatus]) -> list[DeckStatus]:
    for fits in (str.__eq__, str.startswith):
        found = [
            deck for deck in decks if fits(deck.id, wanted) or fits(deck.title.casefold(), wanted)
        ]
        if found:
            return found
    return []


def _suggestion(wanted: str, decks: Sequence[DeckStatus]) -> str:
    names = {name.casefold(): deck.id for deck in decks for name in (deck.id, deck.title)}
    near = dict.fromkeys(names[name] for name in get_close_matches(wanted, names, 3, 0.5))
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if decks:
        return f"There is: {', '.join(deck.id for deck in decks)}."
    return "There is none that can be used: quiz check shows why."
