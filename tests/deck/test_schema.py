from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import tomli
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from quiz.deck.forms import CARD_MODELS
from quiz.deck.model import DeckFile
from quiz.deck.schema import deck_schema

DECKS = Path(__file__).parents[2] / "decks"
LANGUAGES = Path(__file__).parents[1] / "languages"
SCHEMA = json.loads(deck_schema())
VALIDATOR = Draft202012Validator(SCHEMA)
HEAD = {"format": 1, "id": "d", "title": "D"}
CARD = {"form": "flashcard", "prompt": "p", "answer": "a"}
CHOICE = {"form": "choice", "prompt": "p", "wrong": ["b"]}
TABLE = {
    "id": "c",
    "title": "T",
    "subject": {"a": {"name": "A"}, "b": {"name": "B"}},
    "feature": [{"id": "f", "name": "F", "cell": {"a": "x", "b": ["y", "z"]}}],
}


def as_json(value):
    """TOML's data as JSON's: a date is a text there."""
    return json.loads(json.dumps(value, default=lambda day: day.isoformat()))


def complaints(deck):
    return [error.json_path for error in VALIDATOR.iter_errors(as_json(deck))]


def tables(schema, name="deck"):
    """Every table that the schema describes, by its name."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield name, schema
        for key, value in schema.items():
            yield from tables(value, key)
    elif isinstance(schema, list):
        for value in schema:
            yield from tables(value, name)


def test_the_schema_is_sound():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_file_beside_the_decks_has_not_drifted():
    written = (DECKS / "deck.schema.json").read_text(encoding="utf-8")
    assert written == deck_schema(), "Write it anew: quiz schema > decks/deck.schema.json"


def test_every_key_is_described_and_no_table_takes_others():
    found = dict(tables(SCHEMA))
    assert {"deck", "Comparison", "FeatureEntry", "CellEntry", "SubjectEntry", "Source"} <= set(
        found
    )
    assert len(found) >= 7 + len(CARD_MODELS)
    for name, table in found.items():
        assert table["additionalProperties"] is False, name
        assert table["description"], name
        for key, about in table["properties"].items():
            assert about.get("description", "").endswith((".", "`", ":")), (name, key)


def test_keys_are_named_as_authors_write_them():
    reference = SCHEMA["$defs"]["SourceReference"]
    assert set(reference["properties"]) == {"from", "at", "cites"}
    assert reference["required"] == ["from"]
    assert set(SCHEMA["properties"]) >= {"format", "id", "comparison", "card", "source"}


def test_nothing_in_it_is_for_python_alone():
    text = deck_schema()
    assert '"null"' not in text
    assert '"discriminator"' not in text
    lists = [SCHEMA["$defs"]["FeatureEntry"]["properties"]["alike"], SCHEMA["properties"]["card"]]
    assert all(one["type"] == "array" for one in lists)


@pytest.mark.parametrize(
    "path", sorted((*DECKS.glob("*.toml"), *LANGUAGES.glob("*.toml"))), ids=lambda path: path.stem
)
def test_decks_as_people_write_them_hold_to_the_schema(path):
    assert complaints(tomli.loads(path.read_text(encoding="utf-8"))) == []


SOUND = [
    HEAD,
    {**HEAD, "card": [CARD], "comparison": [TABLE], "strict": ["case"], "aliases": ["e"]},
    {**HEAD, "source": {"a": {"title": "A", "updated": date(2022, 12, 7), "doi": "10.1/x"}}},
    {**HEAD, "card": [{**CARD, "strict": True, "source": {"from": "a", "at": ["b"]}}]},
    {**HEAD, "card": [{**CARD, "source": {"from": "a", "at": "b", "cites": ["c"]}}]},
    {**HEAD, "card": [{**CARD, "source": [{"from": "a"}, {"from": "b"}]}]},
    {**HEAD, "card": [{**CHOICE, "answer": "a"}, {**CHOICE, "answers": ["a"]}]},
    {**HEAD, "card": [{"form": "typed", "prompt": "p", "answer": 5, "tolerance": 1, "unit": "g"}]},
    {**HEAD, "card": [{"form": "typed", "prompt": "p", "answer": 5.5, "tolerance": 0.5}]},
    {**HEAD, "card": [{"form": "typed", "prompt": "p", "answer": "a", "accept": ["b"]}]},
    {**HEAD, "card": [{"form": "match", "prompt": "p", "pairs": [["a", "b"], ["c", "d"]]}]},
    {**HEAD, "card": [{"form": "sort", "prompt": "p", "groups": {"A b": ["c"], "D": ["e"]}}]},
    {**HEAD, "card": [{"form": "cloze", "prompt": "{{p}}", "accept": {"p": ["q"]}}]},
    {**HEAD, "card": [{"form": "vignette", "clues": ["a", "b"], "answer": "c"}]},
    {**HEAD, "comparison": [{**TABLE, "aliases": ["x", "y/x"]}]},
]  # fmt: skip
UNSOUND = [
    {},
    {**HEAD, "format": 2},
    {**HEAD, "id": "D"},
    {**HEAD, "titel": "D"},
    {**HEAD, "strict": ["cases"]},
    {**HEAD, "aliases": ["a/b"]},
    {**HEAD, "language": "English"},
    {**HEAD, "source": {"A": {"title": "A"}}},
    {**HEAD, "source": {"a": {"title": "A", "doi": "https://doi.org/10.1/x"}}},
    {**HEAD, "card": [{**CARD, "form": "flash-card"}]},
    {**HEAD, "card": [{**CARD, "answer": ""}]},
    {**HEAD, "card": [{**CARD, "wrong": ["b"]}]},
    {**HEAD, "card": [{**CARD, "source": {"origin": "a"}}]},
    {**HEAD, "card": [{**CARD, "source": "a"}]},
    {**HEAD, "card": [CHOICE]},
    {**HEAD, "card": [{**CHOICE, "answer": "a", "answers": ["a"]}]},
    {**HEAD, "card": [{"form": "typed", "prompt": "p", "answer": True}]},
    {**HEAD, "card": [{"form": "match", "prompt": "p", "pairs": [["a", "b"], ["c"]]}]},
    {**HEAD, "card": [{"form": "order", "prompt": "p", "items": ["a", "b"]}]},
    {**HEAD, "comparison": [{**TABLE, "subject": {"A": {"name": "A"}}}]},
    {**HEAD, "comparison": [{**TABLE, "feature": []}]},
    {**HEAD, "comparison": [{**TABLE, "feature": [{"name": "F", "cell": {"a": 1}}]}]},
    {**HEAD, "comparison": [{**TABLE, "feature": [{"name": "F", "cell": {"A": "x"}}]}]},
]  # fmt: skip


@pytest.mark.parametrize("deck", SOUND)
def test_what_is_sound_holds_to_the_schema_and_to_the_models(deck):
    assert complaints(deck) == []
    assert DeckFile.model_validate(deck).id == "d"


@pytest.mark.parametrize("deck", UNSOUND)
def test_what_the_models_refuse_the_schema_refuses_as_well(deck):
    assert complaints(deck)
    with pytest.raises(ValidationError):
        DeckFile.model_validate(deck)
