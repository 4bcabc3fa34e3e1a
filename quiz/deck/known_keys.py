"""Which keys a table of a deck may have, read off the JSON Schema of its model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from quiz.deck.model import DeckFile

_Schema = Mapping[str, Any]


def known_keys(model: type[BaseModel] | None, loc: Sequence[str | int]) -> tuple[str, ...]:
    """The keys of the table that a pydantic location leads to; without a model, the whole deck's.

    Tags of unions in the location lead nowhere and are passed over.
    """
    schema = root = _schema_of(model or DeckFile)
    definitions = root.get("$defs", {})
    for part in loc:
        schema = _step(schema, part, definitions)
    tables = (table for table in _branches(schema, definitions) if "properties" in table)
    return tuple(dict.fromkeys(key for table in tables for key in table["properties"]))


@cache
def _schema_of(model: type[BaseModel]) -> _Schema:
    return model.model_json_schema(by_alias=True)


def _branches(schema: _Schema, definitions: _Schema) -> list[_Schema]:
    """All that a value may be: the schema itself, and those that a union names."""
    reference = schema.get("$ref", "").rpartition("/")[2]
    schema = definitions.get(reference, schema)
    found = [schema]
    for key in ("anyOf", "oneOf"):
        for branch in schema.get(key, ()):
            found += _branches(branch, definitions)
    return found


def _step(schema: _Schema, part: str | int, definitions: _Schema) -> _Schema:
    for branch in _branches(schema, definitions):
        inner: Any = None
        if isinstance(part, int):
            inner = branch.get("items")
        elif part in branch.get("properties", {}):
            inner = branch["properties"][part]
        elif "patternProperties" in branch:
            inner = next(iter(branch["patternProperties"].values()))
        if isinstance(inner, dict):
            return inner
    return schema
