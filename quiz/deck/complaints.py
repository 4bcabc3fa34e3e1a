"""What pydantic found wrong, in plain words and at the place an author would look.

A pydantic error's location holds tags of unions between the keys; they are told apart by walking
the data along: what leads nowhere is a tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quiz.errors import Finding, KeyPath

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
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "finite_number": "must be a finite number",
}

_ID_HINT = "An id has the letters a-z, digits and hyphens, and begins with a letter or digit."


def findings_of(
    error: ValidationError, data: object, at: KeyPath, model: type[BaseModel] | None
) -> list[Finding]:
    """Turn each error into a finding; `at` is where `data` stands in the file."""
    return [_finding(detail, data, at, model) for detail in error.errors(include_url=False)]


def _finding(
    detail: ErrorDetails, data: object, at: KeyPath, model: type[BaseModel] | None
) -> Finding:
    kind = detail["type"]
    path = at + _real_path(detail["loc"], data, kind)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "the deck")
    context = detail.get("ctx", {})
    if kind == "missing":
        return Finding(path, f"`{path[-1]}` is missing", f"Add `{path[-1]} = ...` here.")
    if kind == "extra_forbidden":
        hint = _known_keys(path, model, detail["loc"])
        return Finding(path, f"`{path[-1]}` is not a key that is known here", hint, at_key=True)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return _form_finding(path, kind, context)
    if kind in _TYPE_WORDS:
        got = _word_for(detail["input"])
        return Finding(path, f"`{name}` must be {_TYPE_WORDS[kind]}, not {got}")
    return _value_finding(path, name, kind, detail, context)


def _value_finding(
    path: KeyPath, name: str, kind: str, detail: ErrorDetails, context: Mapping[str, Any]
) -> Finding:
    if kind == "string_pattern_mismatch":
        return _pattern_finding(path, name, detail["input"])
    if kind == "value_error":
        return Finding(path, str(context["error"]))
    if kind == "literal_error" and name == "format":
        hint = "A newer version of the program may know it."
        return Finding(path, f"Format {detail['input']!r} of decks is not known, only 1 is", hint)
    if kind == "string_too_short":
        return Finding(path, f"`{name}` is empty", "Write its text, or take the key away.")
    template = _VALUE_WORDS.get(kind, "{msg}")
    told = template.format(**context, msg=detail["msg"], input=repr(detail["input"]))
    return Finding(path, f"`{name}` {told}")


def _pattern_finding(path: KeyPath, name: str, value: object) -> Finding:
    match name:
        case "doi":
            return Finding(path, "`doi` is not a DOI", 'Write it from its "10.", without https://')
        case "url":
            return Finding(path, "`url` is not a web address", "It begins with https://")
        case "language":
            return Finding(path, f"`language` {value!r} is not a language tag", 'Such as "en".')
        case _:
            # A key of a table (of subjects, say) is itself what is wrong, and ends the path.
            return Finding(path, f"{value!r} is not an id", _ID_HINT, at_key=name == value)


def _form_finding(path: KeyPath, kind: str, context: Mapping[str, Any]) -> Finding:
    from quiz.deck.forms import CARD_MODELS

    forms = ", ".join(sorted(CARD_MODELS))
    if kind == "union_tag_not_found":
        return Finding((*path, "form"), "`form` is missing", f"It is one of: {forms}.")
    tag = str(context.get("tag", ""))
    near = get_close_matches(tag, CARD_MODELS, 1)
    hint = f'Did you mean "{near[0]}"?' if near else f"It is one of: {forms}."
    return Finding((*path, "form"), f"{tag!r} is not a form of card", hint)


def _real_path(loc: Sequence[str | int], data: object, kind: str) -> KeyPath:
    path: list[str | int] = []
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        if (isinstance(data, Mapping) and part in data) or (
            isinstance(data, Sequence) and isinstance(part, int) and part < len(data)
        ):
            data = data[part]
        elif not (last and kind == "missing"):
            continue
        path.append(part)
    return tuple(path)


def _known_keys(path: KeyPath, model: type[BaseModel] | None, loc: Sequence[str | int]) -> str:
    keys = _keys_at(model, loc[:-1]) if model is not None else ()
    near = get_close_matches(str(path[-1]), keys, 1, 0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Known here: {', '.join(keys)}." if keys else ""


def _keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """The keys of the table that `loc` leads to, found through the JSON Schema of the model."""
    schema: Any = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    for part in loc:
        schema = _step(_resolved(schema, definitions), part, definitions)
    tables = (table for table in _branches(schema, definitions) if "properties" in table)
    return tuple(dict.fromkeys(key for table in tables for key in table["properties"]))


def _resolved(schema: Any, definitions: Mapping[str, Any]) -> Any:
    reference = schema.get("$ref", "")
    return definitions.get(reference.rsplit("/", 1)[-1], schema) if reference else schema


def _branches(schema: Any, definitions: Mapping[str, Any]) -> list[Any]:
    schema = _resolved(schema, definitions)
    found = [schema]
    for key in ("anyOf", "oneOf"):
        for branch in schema.get(key, ()):
            found += _branches(branch, definitions)
    return found


def _step(schema: Any, part: str | int, definitions: Mapping[str, Any]) -> Any:
    for branch in _branches(schema, definitions):
        if isinstance(part, int) and "items" in branch:
            return branch["items"]
        if part in branch.get("properties", {}):
            return branch["properties"][part]
        if isinstance(part, str) and isinstance(branch.get("additionalProperties"), dict):
            return branch["additionalProperties"]
    return schema


def _word_for(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
        case _:
            return "a date or time"
