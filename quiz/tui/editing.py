"""A person's own editor, at the line that matters."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import PurePath
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.study.ports import FilePlace

_AT_LINE = ("vi", "vim", "nvim", "view", "emacs", "emacsclient", "mg", "joe", "micro", "ed")
_WITH_COLUMN = ("hx", "helix", "subl", "zed", "kate")
_GO_TO = ("code", "code-insiders", "codium", "cursor")
_USUAL = ("nano", "vi", "notepad")


def editor_command(
    place: FilePlace,
    environ: Mapping[str, str],
    find: Callable[[str], str | None] = which,
) -> list[str] | None:
    """The words that open the editor at a place; None where there is no editor to be found.

    An editor of an unknown kind is only told the file.
    """
    chosen = environ.get("VISUAL") or environ.get("EDITOR")
    words = _words(chosen) if chosen else [name for name in _USUAL if find(name)][:1]
    if not words:
        return None
    name = PurePath(words[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    at = f"{place.path}:{place.line}:{place.column}"
    if name in _AT_LINE:
        return [*words, f"+{place.line}", place.path]
    if name == "nano":
        return [*words, f"+{place.line},{place.column}", place.path]
    if name == "kak":
        return [*words, f"+{place.line}:{place.column}", place.path]
    if name in _WITH_COLUMN:
        return [*words, at]
    return [*words, "-g", at] if name in _GO_TO else [*words, place.path]


def linked_to(place: FilePlace) -> FilePlace:
    """The place in the file that a link leads to, such as `quiz add` makes.

    An editor that saves a new file under the old name would put it in the place of the link, and
    what was linked would stay as it was.
    """
    if not os.path.islink(place.path):
        return place
    return place._replace(path=os.path.realpath(place.path))


def _words(chosen: str) -> list[str]:
    """A path with backslashes or an open quote is taken as it is written."""
    try:
        return shlex.split(chosen) if os.sep == "/" else [chosen]
    except ValueError:
        return [chosen]


def run_editor(words: list[str]) -> int:
    """Run the editor in this terminal, and give its exit code; raises OSError if it cannot start.

    ctrl+c is the editor's alone meanwhile: a handler, unlike ignoring it, is not inherited.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.call(words)  # noqa: S603 - the person's own editor, and no shell
    finally:
        signal.signal(signal.SIGINT, before)
