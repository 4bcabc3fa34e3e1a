"""`quiz schema`: the JSON Schema of a deck."""

from __future__ import annotations

from quiz.commands.output import write_text
from quiz.commands.request import Request


def run(request: Request) -> int:  # noqa: ARG001 - every command is called alike
    """Write the schema."""
    from quiz.deck.schema import deck_schema

    write_text(deck_schema())
    return 0
