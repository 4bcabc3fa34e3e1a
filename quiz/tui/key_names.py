"""What keys are called: by Textual, on a keyboard, and by whoever sets them."""

from __future__ import annotations

import re
import unicodedata
from string import punctuation

from textual.keys import KEY_NAME_REPLACEMENTS as _SHORTER
from textual.keys import Keys as KeyNames

_KEPT_BY_FIELDS = frozenset(f"ctrl+{key}" for key in "acdefkuvwx")
"""They edit a line, as in every shell."""

_SIGNS = {
    "question_mark": "?",
    "slash": "/",
    "minus": "-",
    "at": "@",
    "exclamation_mark": "!",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "delete": "del",
}

_NAMES = {sign: name for name, sign in _SIGNS.items()}
_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})


def passes_fields(key: str) -> bool:
    """Whether a key, by Textual's name, neither writes in a field nor edits what is in it."""
    *modifiers, name = key.split("+")
    modified = not {"ctrl", "alt"}.isdisjoint(modifiers) and key not in _KEPT_BY_FIELDS
    return modified or (name[:1] == "f" and name[1:].isdecimal())


def readable(key: str) -> str:
    """A key's name as it is written on a keyboard: `?` for `question_mark`."""
    *modifiers, name = _parts(key)
    return "+".join((*modifiers, _SIGNS.get(name, name.removeprefix("upper_"))))


def named(key: str) -> str:
    """A key by Textual's name, however a person wrote it: `escape` for `esc`, as it is shown."""
    *modifiers, name = _parts(key)
    return "+".join((*modifiers, _NAMES.get(name, name)))


def is_key(key: str) -> bool:
    """Whether there is a key of that name, written in either way."""
    *modifiers, name = _parts(named(key))
    signs = {unicodedata.name(sign) for sign in punctuation}
    names = {re.sub("[- ]", "_", sign.lower()) for sign in signs} | set(_SHORTER.values())
    there = len(name) == 1 or name in names or name in {key.value for key in KeyNames}
    return there and _MODIFIERS.issuperset(modifiers)


def _parts(key: str) -> list[str]:
    """The modifiers of a key, and last its own name."""
    return key.split("+") if key != "+" else ["+"]
