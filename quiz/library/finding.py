"""Where deck files are: what was named, then the person's folder, then the shipped ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quiz.errors import UsageError

_NOT_DECKS = {"config.toml", "pyproject.toml"}
"""TOML files that may well lie beside decks and are something else."""

_LINK_OUT = "This link leads out of the folder of decks"
_LINK_HINT = "Put a copy here, or name what it leads to with --decks or `quiz add`."
_NOT_WRITTEN = "Nothing is written through a link out of a folder. Name what it leads to."
_ODD_NAME = "The name of this holds a control character, or one that turns text around"
_ODD_HINT = "No name that a person gives does: rename it, if it is yours."
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Found(NamedTuple):
    """A deck file, or what stands in a deck's place and is not to be read, and why."""

    path: Path
    refusal: str = ""
    hint: str = ""
    leads_out: bool = False
    """Whether it is refused as a link that leads out of its folder."""


class Places(NamedTuple):
    """Where to look for decks, in the order in which an id is taken.

    `given` are files and folders that were named, `own` and `shipped` folders that may be missing.
    """

    given: tuple[Path, ...] = ()
    own: Path | None = None
    shipped: Path | None = None


def require(paths: Iterable[Path]) -> None:
    """Make sure that what was named is there; raises `quiz.errors.UsageError` naming the first."""
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"There is no file or folder {path}")


def find_decks(places: Places) -> list[Found]:
    """All deck files, each once, in the order in which an id is taken.

    A file that was named is taken whatever it is called. In a folder it is every `*.toml`, also in
    the folders below, by name, but not what is hidden and not a link that leads out of the folder:
    it may have come with what somebody else made. Right in the person's own folder such a link is
    the person's, as `quiz add` makes them, and what it leads to is taken as if it were named.
    Nothing is taken whose name holds what a terminal obeys: no person calls a file so.
    """
    found = find_given(places.given)
    if places.own is not None:
        found += find_own(places.own)
    if places.shipped is not None and places.shipped.is_dir():
        found += _in_folder(places.shipped)
    return _each_once(found)


def find_own(folder: Path) -> list[Found]:
    """The deck files in the person's own folder, which may be missing."""
    found: list[Found] = []
    for one in _in_folder(folder) if folder.is_dir() else ():
        is_linked = one.leads_out and one.path.parent == folder
        found += find_given([one.path]) if is_linked else [one]
    return _each_once(found)


def find_given(paths: Sequence[Path]) -> list[Found]:
    """The deck files that paths to files and folders name."""
    found: list[Found] = []
    for path in paths:
        found += _in_folder(path) if path.is_dir() else [_file(path)]
    return _each_once(found)


def find_to_write(paths: Sequence[Path], own: Path) -> list[Found]:
    """The deck files that paths name, to be written: not through a link out of its folder.

    It may be one of many names, as a shell writes them out, in a folder that somebody else made.
    Right in the person's own folder, `own`, a link is the person's.
    """
    return [
        _link_out(one.path, _NOT_WRITTEN) if _writes_elsewhere(one, own) else one
        for one in find_given(paths)
    ]


def _writes_elsewhere(found: Found, own: Path) -> bool:
    here = _real(found.path.parent)
    is_linked = found.path.is_symlink() and not _is_inside(_real(found.path), here)
    return is_linked and not found.refusal and here != _real(own)


def shipped_decks() -> Path:
    """The folder of the decks that come with the program.

    It lies within the package once that is built, and beside it in a checkout.
    """
    package = Path(__file__).resolve().parent.parent
    within = package / "decks"
    return within if within.is_dir() else package.parent / "decks"


def _each_once(found: Iterable[Found]) -> list[Found]:
    by_path: dict[str, Found] = {}
    for one in found:
        by_path.setdefault(os.path.normcase(os.path.abspath(one.path)), one)
    return list(by_path.values())


def _in_folder(folder: Path) -> Iterator[Found]:
    """Files before folders, both by name: the same order on every platform."""
    root = _real(folder)
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda one: (one.name.casefold(), one.name))
        except OSError:
            yield Found(here, "This folder may not be read", "See who owns it.")
            continue
        below: list[Path] = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = here / entry.name
            if _CONTROL.search(entry.name) and (entry.is_dir() or _is_deck(entry.name)):
                yield Found(path, _ODD_NAME, _ODD_HINT)
            elif _is_link(entry):
                yield from _linked(path, root)
            elif entry.is_dir(follow_symlinks=False):
                below.append(path)
            elif _is_deck(entry.name):
                yield Found(path)
        waiting += reversed(below)


def _file(path: Path) -> Found:
    """A file that was named, whatever it is called, but for what no person would call it."""
    is_odd = _CONTROL.search(path.name)
    return Found(path, _ODD_NAME, _ODD_HINT) if is_odd else Found(path)


def _is_deck(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(".toml") and lower not in _NOT_DECKS


def _is_link(entry: os.DirEntry[str]) -> bool:
    # A junction of Windows is a link to a folder that says it is none; asked from Python 3.12 on.
    is_junction = getattr(entry, "is_junction", lambda: False)
    return entry.is_symlink() or is_junction()


def _linked(path: Path, root: str) -> Iterator[Found]:
    target = _real(path)
    is_folder = os.path.isdir(target)
    if _is_inside(target, root):
        # What a folder of ours holds is found where it is.
        if not is_folder and _is_deck(path.name):
            yield Found(path)
    elif is_folder or _is_deck(path.name):
        yield _link_out(path, _LINK_HINT)


def _link_out(path: Path, hint: str) -> Found:
    return Found(path, f"{_LINK_OUT}, to {os.path.realpath(path)}", hint, leads_out=True)


def _is_inside(path: str, folder: str) -> bool:
    return _same_drive(folder, path) and os.path.commonpath([folder, path]) == folder


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _same_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0] == os.path.splitdrive(other)[0]
