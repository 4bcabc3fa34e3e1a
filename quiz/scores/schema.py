"""The JSON Schema of the figures, from the dataclasses that hold them and their docstrings."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from quiz.scores.figures import Scores


def scores_schema() -> str:
    """What `quiz scores --json` writes, as JSON Schema (draft 2020-12)."""
    schema = TypeAdapter(Scores).json_schema(mode="serialization")
    for table in (schema, *schema["$defs"].values()):
        _tidy(table)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "quiz scores"}
    return json.dumps(head | schema | head, indent=2) + "\n"


def _tidy(table: dict[str, Any]) -> None:
    """All fields are always there, and titles that only repeat their names are left out."""
    table["required"] = list(table["properties"])
    table["description"] = " ".join(table["description"].split())
    for field in table["properties"].values():
        field.pop("title", None)
