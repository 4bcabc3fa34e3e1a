"""What is read of log and decks, and the JSON that comes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest
import tomli
from jsonschema import Draft202012Validator

from quiz.deck.deck import read_deck
from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import after
from quiz.memory.study_day import Calendar, to_ms
from quiz.review import EventKind, Mode
from quiz.scores.board import ScoreBoard
from quiz.scores.figures import Terms, score
from quiz.scores.record import record
from quiz.scores.schema import scores_schema
from quiz.store.in_memory import MemoryStore
from quiz.study.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
FORGETTING = Forgetting()
DECK = """
format = 1
id = "nerves"
title = "Nerves"

[[comparison]]
id = "loss"
title = "Who loses *what*"
subject.s0 = { name = "Multiple **sclerosis**", short = "MS" }
subject.s1 = { name = "Fibromyalgia", short = "FM" }

[[comparison.feature]]
id = "f0"
name = "the *myelin*"
revision = 2
cell.s0 = "central"
cell.s1 = "peripheral"

[[card]]
id = "c0"
form = "flashcard"
prompt = "What wraps?"
answer = "Myelin"
"""


@dataclass
class Entry:
    id: str
    usable: bool = True


class Shelf:
    """Decks of which some cannot be read."""

    def entries(self):
        ids = ("nerves", "broken", "gone")
        return [*map(Entry, ids), Entry("unusable", usable=False)]

    def deck(self, deck_id):
        if deck_id == "broken":
            raise ProblemsFound(())
        if deck_id == "gone":
            raise UsageError("gone")
        assert deck_id == "nerves"
        return read_deck(tomli.loads(DECK))[0]


@pytest.fixture
def store():
    return MemoryStore(partial(after, forgetting=FORGETTING), Random(1).getrandbits)


@pytest.fixture
def board(store):
    return ScoreBoard(store, Shelf(), Calendar(UTC), lambda: FORGETTING, Terms(streak=True))


@pytest.fixture
def answered(store, learning):
    """Answer a fact as the learner would, with what a test wants otherwise."""

    def answer(key, *, revision=2, days_ago=0):
        (fact,) = [one for one in learning.facts_of(1, 2, 1) if one.key == key]
        learner = learning.Learner([replace(fact, revision=revision)], store=store)
        learner.now = NOW - timedelta(days=days_ago)
        store.record([learner.answer(key, Mode.STUDY, None, "choice", 1000)])
        return store.memory(key)

    return answer


def fact(snapshot, key):
    (found,) = [one for one in snapshot.facts if one.key == key]
    return found


def test_facts_and_tables_have_their_names_in_plain_text(board):
    snapshot = board.read(NOW)
    assert snapshot.study_day == DAY
    assert snapshot.decks == (("nerves", "Nerves"),)
    (table,) = snapshot.tables
    assert (table.title, table.subjects) == ("Who loses what", (("s0", "MS"), ("s1", "FM")))
    cell = fact(snapshot, "nerves/loss/f0/s0")
    assert (cell.prompt, cell.subject, cell.feature) == (
        ("MS: the myelin", "Multiple sclerosis", "the myelin")
    )
    card = fact(snapshot, "nerves/c0")
    assert (card.prompt, card.subject, card.feature, card.state) == ("What wraps?", "", "", "new")
    assert (card.due_day, card.retrievability) == (None, None)


def test_a_fact_with_a_memory(board, answered):
    memory = answered("nerves/loss/f0/s0", days_ago=3)
    found = fact(board.read(NOW), "nerves/loss/f0/s0")
    assert found.memory == memory
    assert found.retrievability == FORGETTING.retrievability(memory.stability, 3)
    assert to_ms(NOW) - 4 * 86_400_000 < memory.due_at
    assert found.due_day is not None


def test_a_fact_with_a_new_revision_is_due_and_unknown(board, answered):
    answered("nerves/loss/f0/s0", revision=1, days_ago=3)
    found = fact(board.read(NOW), "nerves/loss/f0/s0")
    assert (found.memory, found.retrievability, found.due_day) == (None, None, DAY)


def test_what_is_put_aside_or_off(board, store, answered):
    for key in ("nerves/loss/f0/s0", "nerves/loss/f0/s1", "nerves/c0"):
        answered(key, days_ago=30)
    until = DAY + timedelta(days=900)
    store.note(EventKind.SUSPENDED, FactKey("nerves/c0"), {}, NOW, DAY)
    store.note(
        EventKind.BURIED, FactKey("nerves/loss/f0/s0"), {"until": until.isoformat()}, NOW, DAY
    )
    snapshot = board.read(NOW)
    assert fact(snapshot, "nerves/c0").state == "suspended"
    assert fact(snapshot, "nerves/loss/f0/s0").due_day == until
    assert fact(snapshot, "nerves/loss/f0/s1").due_day < until


def test_resets_and_moves_are_read(board, store, answered):
    answered("nerves/c0", days_ago=9)
    store.note(EventKind.MOVED, "nerves/new", {"from": "nerves/c0"}, NOW, DAY)
    (answer,) = board.read(NOW).answers
    assert answer.fact == "nerves/new"


# JSON.


def lived(learning):
    learner = learning.Learner(learning.facts_of(1, 2, 1)).live(60)
    board = ScoreBoard(
        learner.store, Shelf(), learner.scheduler.calendar, lambda: FORGETTING, Terms(streak=True)
    )
    return score(board.read(learner.now), "nerves", 30)


def test_the_schema_in_the_documents_is_that_of_the_figures():
    committed = (DOCS / "scores.schema.json").read_text(encoding="utf-8")
    assert committed == scores_schema(), "python docs/scores_schema.py writes it"


@pytest.mark.parametrize("empty", [True, False])
def test_the_json_is_as_the_schema_says(board, learning, empty):
    scores = score(board.read(NOW)) if empty else lived(learning)
    text = json.dumps(record(scores), allow_nan=False)
    schema = json.loads(scores_schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(validator.iter_errors(json.loads(text))) == []
    assert list(json.loads(text)) == list(schema["properties"]) == schema["required"]


def test_the_schema_refuses_what_has_a_name_less(board):
    found = record(score(board.read(NOW)))
    del found["memory"]
    assert list(Draft202012Validator(json.loads(scores_schema())).iter_errors(found))


def test_instants_days_and_figures_in_json(learning):
    found = record(lived(learning))
    assert found["at"].endswith("Z")
    assert found["study_day"] == "2026-01-29"
    assert found["since"] == "2025-12-31"
    share = found["overview"]["span"]["right"]
    assert share["share"] == round(share["right"] / share["of"], 6)


def test_every_name_is_told_of_in_the_document():
    document = (DOCS / "scores.md").read_text(encoding="utf-8")
    schema = json.loads(scores_schema())
    tables = [schema, *schema["$defs"].values()]
    names = {name for table in tables for name in table["properties"]}
    assert [name for name in sorted(names) if f"`{name}`" not in document] == []


def test_the_board_is_told_what_the_settings_say():
    assert Terms() == Terms(Settings().retention, Settings().leech_lapses, Settings().streak)


def test_it_pauses_often_where_there_is_much_to_read(board, monkeypatch):
    whole = board.read(NOW)
    monkeypatch.setattr("quiz.scores.board.SLICE", 1)
    assert len(list(board.reading(NOW))) >= len(whole.decks)
    assert board.read(NOW) == whole
