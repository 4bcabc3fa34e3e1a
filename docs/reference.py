"""Write reference.md, every key of a deck, from the models that decks are read with.

Run it as `python docs/reference.py` after a change to a model; a test holds the page to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from quiz.authoring import Source, SourceReference
from quiz.cards.card import Card
from quiz.comparison.model import CellEntry, ComparisonHead, FeatureEntry, SubjectEntry
from quiz.deck.forms import CARD_MODELS
from quiz.deck.model import DeckHead

PAGE = Path(__file__).with_name("reference.md")
HEAD = """\
# Every key of a deck

Made from the models by `docs/reference.py`, so it cannot be out of date. Keys in **bold** have to
be there. How they are used is told in [Writing decks](decks.md); an editor that knows JSON Schema
shows the same beside what you write (`quiz schema`). `quiz fmt` puts keys in this order. The rules
that `no_advice` silences are told in [good questions](good-questions.md).
"""
TABLES: Mapping[str, tuple[type[BaseModel], str]] = {
    "The deck": (DeckHead, "At the top of the file, above the first header."),
    "Sources": (Source, "`[source.NAME]`, one for each publication."),
    "Where an answer comes from": (
        SourceReference,
        "`source = { ... }` on a card, a feature or a cell, or a list of several.",
    ),
    "Comparisons": (ComparisonHead, "`[[comparison]]`, a table of what is easily confused."),
    "Subjects": (SubjectEntry, "`subject.NAME = { ... }`, the columns of a comparison."),
    "Features": (FeatureEntry, "`[[comparison.feature]]`, the rows of the comparison above."),
    "Cells": (
        CellEntry,
        '`cell.SUBJECT = "..."`, a list of texts where there are several values, or a table:',
    ),
    "All cards": (Card, "`[[card]]`, whatever its form."),
}
_MOST_LISTED = 4
_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "table",
    "null": "",
}


def reference() -> str:
    """The whole page."""
    parts = [HEAD]
    parts += (_section(title, *told) for title, told in TABLES.items())
    for form, model in CARD_MODELS.items():
        says = (model.__doc__ or "").strip().splitlines()[0]
        own = [key for key in model.model_fields if key not in Card.model_fields]
        # What all cards have is told once, but for a prompt that is read in another way.
        prompt = model.model_fields["prompt"].description != Card.model_fields["prompt"].description
        keys = ["prompt", *own] if prompt else own
        parts.append(_section(f'form = "{form}"', model, says, keys))
    return "\n".join(parts)


def _section(title: str, model: type[BaseModel], says: str, keys: list[str] | None = None) -> str:
    rows = "\n".join(_rows(model, keys))
    return f"## {title}\n\n{says}\n\n| key | value | meaning |\n| --- | --- | --- |\n{rows}\n"


def _rows(model: type[BaseModel], keys: list[str] | None) -> Iterator[str]:
    schema = model.model_json_schema(by_alias=True)
    required = schema.get("required", ())
    for name, field in model.model_fields.items():
        key = field.alias or name
        if (keys is not None and name not in keys) or name == "form":
            continue
        told = schema["properties"][key]
        shown = f"**`{key}`**" if key in required else f"`{key}`"
        meaning = (field.description or "").replace("\n", " ").replace("|", "\\|")
        yield f"| {shown} | {_kind(told, schema.get('$defs', {}))} | {meaning} |"


def _kind(told: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What may stand behind a key, in words."""
    if "$ref" in told:
        return _kind(definitions[told["$ref"].rpartition("/")[2]], definitions)
    branches = told.get("anyOf") or told.get("oneOf")
    if branches:
        kinds = (_kind(branch, definitions) for branch in branches)
        return ", or ".join(dict.fromkeys(kind for kind in kinds if kind))
    if "enum" in told or "const" in told:
        values = told.get("enum") or [told["const"]]
        return ", ".join(f"`{_literal(value)}`" for value in values)
    if told.get("format") == "date":
        return "date"
    if told.get("type") == "array":
        return _list(told, definitions)
    return _KINDS[told.get("type", "object")]


def _list(told: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    inner = told.get("items")
    if not isinstance(inner, dict):  # a list of fixed length, such as a pair
        return "pair"
    if len(inner.get("enum", ())) > _MOST_LISTED:
        return "list of names"
    kind = _kind(inner, definitions)
    if kind.startswith("`"):
        return f"list of some of {kind}"
    return f"list of {kind if kind.startswith('list') else f'{kind}s'}"


def _literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
