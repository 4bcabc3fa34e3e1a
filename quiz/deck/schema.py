"""The JSON Schema of a deck, for editors that complete and explain what an author writes."""

from __future__ import annotations

import json

from quiz.deck.model import DeckFile


def deck_schema() -> str:
    """The schema as JSON text; the docstrings of the fields are its descriptions."""
    schema = DeckFile.model_json_schema(by_alias=True)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A deck of differential-quiz",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
