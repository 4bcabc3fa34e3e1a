"""The JSON Schema of a deck, for editors that complete and explain what an author writes."""

from __future__ import annotations

import json
from typing import Any

from quiz.deck.model import DeckFile


def deck_schema() -> str:
    """The schema as JSON text; the docstrings of the fields are its descriptions."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_tidied(DeckFile.model_json_schema(by_alias=True)),
        "title": "A deck of differential-quiz",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _tidied(schema: dict[str, Any]) -> dict[str, Any]:
    """What TOML can say, and no more: it has no null, and ids as keys are all there is to match.

    Titles that merely repeat a key are left out, and so is what only OpenAPI knows.
    """
    kept = {key: _tidied_value(value) for key, value in schema.items() if key != "discriminator"}
    if isinstance(kept.get("title"), str):
        del kept["title"]
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    if kept.get("default", ...) is None:
        del kept["default"]
        (only,) = (one for one in kept.pop("anyOf") if one != {"type": "null"})
        kept |= only
    return kept


def _tidied_value(value: Any) -> Any:
    if isinstance(value, dict):
        return _tidied(value)
    return [_tidied_value(one) for one in value] if isinstance(value, list) else value
