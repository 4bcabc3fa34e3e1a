"""What pydantic found wrong, in plain words and at the place an author would look.

A pydantic error's location holds tags of unions between the keys; they are told apart by walking
the data along: what leads nowhere is a tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quiz.deck.known_keys import known_keys
from quiz.errors import Finding, KeyPath
from quiz.text import slug

_TYPE_WORDS = {
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "bool_type": "true or false, without quotes",
    "float_type": "a number",
    "tuple_type": "a list in [ ]",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "date_type": "a date such as 2026-01-31, without quotes",
    "date_from_datetime_inexact": "a date without a time",
}

_VALUE_WORDS = {
    "string_too_long": "is longer than {max_length} characters",
    "too_short": "needs {min_length} or more, and has {actual_length}",
    "too_long": "may have {max_length} at most, and has {actual_length}",
    "literal_error": "must be {expected}, not {input}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "finite_number": "must be a finite number",
}

_EXAMPLES = {
    "accept": 'accept = { "the answer" = ["another wording"] }',
    "alike": 'alike = [["one", "other"]]',
    "cell": 'cell.ms = "its value"',
    "clues": 'clues = ["the most general", "the one that decides"]',
    "groups": 'groups = { "one" = ["its item"], "other" = ["its item"] }',
    "no_advice": 'no_advice = ["long-answer"]',
    "pairs": 'pairs = [["left", "right"], ["left", "right"]]',
    "source": 'source = { from = "article", at = "its section" }',
    "strict": 'strict = ["case", "accents"]',
    "subject": 'subject.ms = { name = "Multiple sclerosis" }',
}
"""How keys are written whose value is not just a text, a number or a list of texts."""

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (str, "a text"),
    (int, "a number"),
    (float, "a number"),
    (list, "a list"),
    (dict, "a table"),
    (datetime, "a date with a time"),
    (date, "a date"),
)
"""What an author calls the values of TOML; the narrower kinds before those that hold them, too."""

MOST_FINDINGS = 2000
"""After so many mistakes in one file, no more of them are looked for."""

_ID_RULE = "An id has the letters a-z, digits and hyphens, and begins with a letter or digit."
_KEY_IN_LOCATION = "[key]"
_LONGEST_QUOTE = 60


def findings_of(
    error: ValidationError, data: object, at: KeyPath, model: type[BaseModel] | None
) -> list[Finding]:
    """Turn each error into a finding; `at` is where `data` stands in the file.

    `model` is what the table should have been, and lends its keys to hints. A list that is too
    short only because some of its entries are unsound is not complained about. Of a great many
    errors the first are told: each takes its time, and nobody mends ten thousand at once.
    """
    details = error.errors(include_url=False)[:MOST_FINDINGS]
    found = [(detail["type"], _finding(detail, data, at, model)) for detail in details]
    paths = [finding.path for _, finding in found]
    return [
        finding
        for kind, finding in found
        if kind != "too_short" or not any(_is_below(path, finding.path) for path in paths)
    ]


def _is_below(path: KeyPath, parent: KeyPath) -> bool:
    return len(path) > len(parent) and path[: len(parent)] == parent


def _finding(
    detail: ErrorDetails, data: object, at: KeyPath, model: type[BaseModel] | None
) -> Finding:
    kind, loc = detail["type"], detail["loc"]
    path = at + _real_path(loc, data, kind)
    if kind == "missing":
        return _missing(path)
    if kind == "extra_forbidden":
        hint = _likely_key(path, known_keys(model, loc[:-1]) if model else ())
        return Finding(path, f"`{path[-1]}` is not a key that is known here", hint, at_key=True)
    if kind in _TYPE_WORDS:
        return _wrong_type(path, kind, detail["input"])
    if loc[-1:] == (_KEY_IN_LOCATION,):
        return _unsound_key(path, kind, detail)
    return _wrong_value(path, kind, detail)


def _missing(path: KeyPath) -> Finding:
    key = path[-1]
    if isinstance(key, int):  # one of the two sides of a pair
        message = f"{_called(path[:-1])} needs two sides"
        return Finding(path[:-1], message, f"Such as `{_EXAMPLES['pairs']}`.")
    example = _EXAMPLES.get(key, f"{key} = ...")
    return Finding(path, f"`{key}` is missing", f"Add `{example}` here.")


def _called(path: KeyPath) -> str:
    """A value by its key, or as an entry of the list under that key."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return f"An entry of `{name}`" if path and isinstance(path[-1], int) else f"`{name}`"


def _wrong_type(path: KeyPath, kind: str, value: object) -> Finding:
    message = f"{_called(path)} must be {_TYPE_WORDS[kind]}, not {_word_for(value)}"
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if path == ("source",):
        return Finding(path, message, "Write `[source.article]`, and its `title` below.")
    if name in _EXAMPLES and (name != "accept" or kind == "dict_type"):
        return Finding(path, message, f"Such as `{_EXAMPLES[name]}`.")
    if kind == "string_type" and isinstance(value, int | float | date | time):
        return Finding(path, message, f'Write `"{_shortened(value)}"`.')
    if kind in {"int_type", "bool_type", "date_type"} and isinstance(value, str):
        return Finding(path, message, "Take the quotes away.")
    if kind == "tuple_type" and isinstance(value, str):
        return Finding(path, message, f'Write `["{_shortened(value)}"]`.')
    return Finding(path, message)


def _unsound_key(path: KeyPath, kind: str, detail: ErrorDetails) -> Finding:
    """A name in a table of subjects, groups or the like, that is itself what is wrong."""
    parent = _called(path[:-1])
    if kind == "string_pattern_mismatch":
        return _not_an_id(path, path[-1], at_key=True)
    if kind == "string_too_short":
        return Finding(path, f"A name in {parent} is empty", "Write one.", at_key=True)
    if kind == "value_error":
        return Finding(path, _capitalised(detail), "Take it away.", at_key=True)
    return Finding(path, f"A name in {parent} is too long", at_key=True)


def _wrong_value(path: KeyPath, kind: str, detail: ErrorDetails) -> Finding:
    context, value, called = detail.get("ctx", {}), detail["input"], _called(path)
    if kind == "string_pattern_mismatch":
        return _wrong_pattern(path, value)
    if kind == "value_error":
        return Finding(path, _capitalised(detail))
    if kind == "literal_error" and path == ("format",):
        return unknown_format(value)
    if kind == "string_too_short":
        return Finding(path, f"{called} is empty", "Write its text, or take it away.")
    if kind == "too_short" and not value:
        hint = f"Such as `{_EXAMPLES[str(path[-1])]}`." if path[-1] in _EXAMPLES else ""
        return Finding(path, f"{called} is empty", hint or "Fill it, or take it away.")
    template = _VALUE_WORDS.get(kind, "{msg}")
    told = template.format(**{**context, "msg": detail["msg"], "input": repr(_shortened(value))})
    return Finding(path, f"{called} {told}")


def _capitalised(detail: ErrorDetails) -> str:
    """What a model itself had to say, as a sentence."""
    message = str(detail["ctx"]["error"])
    return message[:1].upper() + message[1:]


def unknown_form(path: KeyPath, form: object) -> Finding:
    """Say of a card that its form is missing or is none; `path` leads to its `form`."""
    from quiz.deck.forms import CARD_MODELS

    forms = f"It is one of: {', '.join(sorted(CARD_MODELS))}."
    if form is None:
        return Finding(path, "`form` is missing", forms)
    if not isinstance(form, str):
        return _wrong_type(path, "string_type", form)
    near = get_close_matches(form, CARD_MODELS, 1)
    hint = f'Did you mean "{near[0]}"?' if near else forms
    return Finding(path, f"{_shortened(form)!r} is not a form of card", hint)


def unknown_format(value: object) -> Finding:
    """Say of a deck that it is written in a format that is not known."""
    if isinstance(value, str):
        return Finding(("format",), "`format` must be a whole number", "Take the quotes away.")
    message = f"The format {_shortened(value)} of decks is not known: only 1 is"
    return Finding(("format",), message, "A newer version of quiz may know it.")


def _wrong_pattern(path: KeyPath, value: object) -> Finding:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    match key:
        case "doi":
            return Finding(path, "`doi` is not a DOI", 'Write it from its "10.", without https://')
        case "url":
            return Finding(path, "`url` is not a web address", "It begins with https://")
        case "language":
            message = f"{_shortened(value)!r} is not the tag of a language"
            return Finding(path, message, 'Such as "en" or "pt-BR".')
        case "aliases":
            message = f"{_shortened(value)!r} is not what this can have been called"
            return Finding(path, message, "Write its earlier id, or its whole old key.")
        case _:
            return _not_an_id(path, value)


def _not_an_id(path: KeyPath, value: object, *, at_key: bool = False) -> Finding:
    better = slug(str(value))
    hint = f'{_ID_RULE} Such as "{better}".' if better else _ID_RULE
    return Finding(path, f"{_shortened(value)!r} is not an id", hint, at_key=at_key)


def _real_path(loc: Sequence[str | int], data: Any, kind: str) -> KeyPath:
    path: list[str | int] = []
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(data, Mapping):
            leads_on = part in data
        else:
            leads_on = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if leads_on:
            data = data[part]
        elif not (last and kind == "missing"):
            continue
        path.append(part)
    return tuple(path)


_HOMES: tuple[tuple[str, KeyPath], ...] = (
    ("under [[comparison.feature]]", ("comparison", 0, "feature", 0)),
    ("under [[comparison]]", ("comparison", 0)),
    ("above the first [header]", ()),
)
"""Where a key belongs that stands elsewhere in a comparison."""


def _likely_key(path: KeyPath, known: Iterable[str]) -> str:
    key, known = str(path[-1]), tuple(known)
    for home, loc in _HOMES if path[0] == "comparison" else ():
        if key in known_keys(None, loc):
            return f"It belongs {home}."
    near = get_close_matches(key, known, 1, 0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    if path[0] == "source" and key in known_keys(None, ()):
        return "What belongs to the whole deck stands above the first [header]."
    return f"Known here: {', '.join(known)}." if known else ""


def _shortened(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


def _word_for(value: object) -> str:
    return next((word for kind, word in _KINDS if isinstance(value, kind)), "a time")
