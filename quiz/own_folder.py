"""Folders that are the person's alone: of answers, of decks, and of what is kept of them."""

from __future__ import annotations

from pathlib import Path

_MODE = 0o700


def make_own_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for nobody else to look into.

    On Windows rights come from the folder above. Raises OSError where it cannot be made.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=_MODE, exist_ok=True)  # another process may be making them, too
    if not missing:
        folder.mkdir(exist_ok=True)  # says so where it is a file
