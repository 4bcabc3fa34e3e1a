"""What is read of log and decks, and the JSON that comes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import tomli
from jsonschema import Draft202012Validator

from quiz.deck.deck import read_deck
from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.intervals import wilson
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.study_day import Calendar, from_ms
from quiz.review import EventKind, Mode
from quiz.scores import figures
from quiz.scores.board import ScoreBoard
from quiz.scores.confusions import Confused, Confusions, Matrix, SubjectAsked
from quiz.scores.exams import ExamSetup
from quiz.scores.facts_now import FactNow, Terms
from quiz.scores.figures import Scope, score
from quiz.scores.record import record
from quiz.scores.schema import scores_schema
from quiz.scores.statistics import share
from quiz.scores.weakest import Weakest, WeakFact, WeakGroup
from quiz.store.in_memory import MemoryStore
from quiz.study.exam_log import Sheet
from quiz.study.exam_result import Earlier, Score
from quiz.study.exam_setup import Setup
from quiz.study.ports import CatalogueFact
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


DECK_READ = read_deck(tomli.loads(DECK))[0]


@dataclass
class Entry:
    id: str
    title: str = "?"
    facts: list = field(default_factory=list)
    usable: bool = True


class Shelf:
    """Decks of which some cannot be read."""

    def entries(self):
        facts = [CatalogueFact(key, one.revision) for key, one in DECK_READ.facts.items()]
        decks = (Entry("nerves", "Nerves\x07", facts), Entry("broken"), Entry("gone"))
        return [*decks, Entry("unusable", usable=False)]

    def deck(self, deck_id):
        if deck_id == "broken":
            raise ProblemsFound(())
        if deck_id == "gone":
            raise UsageError("gone")
        assert deck_id == "nerves"
        return DECK_READ


@pytest.fixture
def store():
    return MemoryStore(Replayer(FORGETTING), Random(1).getrandbits)


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


def fact(board, key):
    (found,) = [one for one in board.facts(board.here(NOW)) if one.key == key]
    return found


def test_decks_are_listed_without_being_read(board):
    here = board.here(NOW)
    assert here.study_day == DAY
    assert [(one.id, len(one.facts)) for one in here.decks] == (
        [("nerves", 3), ("broken", 0), ("gone", 0)]
    )
    assert here.decks[0].title.isprintable()
    assert [len(list(here.facts(deck))) for deck in (None, "nerves", "gone")] == [3, 3, 0]


def test_a_fact_that_was_never_met(board):
    assert fact(board, "nerves/c0") == FactNow(FactKey("nerves/c0"))


def test_a_fact_with_a_memory(board, answered):
    memory = answered("nerves/loss/f0/s0", days_ago=3)
    found = fact(board, "nerves/loss/f0/s0")
    assert (found.stability, found.difficulty) == (memory.stability, memory.difficulty)
    assert (found.lapses, found.elapsed_days) == (memory.lapses, 3)
    assert found.retrievability == FORGETTING.retrievability(memory.stability, 3)
    assert found.due_day == Calendar(UTC).study_day(from_ms(memory.due_at))
    assert found.state in {"learning", "young", "mature"}


def test_a_fact_with_a_new_revision_is_due_and_unknown(board, store, answered):
    answered("nerves/loss/f0/s0", revision=1, days_ago=3)
    found = fact(board, "nerves/loss/f0/s0")
    assert (found.state, found.stability, found.retrievability, found.due_day) == (
        ("new", None, None, DAY)
    )
    until = {"until": (DAY + timedelta(days=4)).isoformat()}
    store.note(EventKind.BURIED, FactKey("nerves/loss/f0/s0"), until, NOW, DAY)
    assert fact(board, "nerves/loss/f0/s0").due_day == DAY + timedelta(days=4)


def test_what_is_put_aside_or_off(board, store, answered):
    for key in ("nerves/loss/f0/s0", "nerves/loss/f0/s1", "nerves/c0"):
        answered(key, days_ago=30)
    until = DAY + timedelta(days=900)
    store.note(EventKind.SUSPENDED, FactKey("nerves/c0"), {}, NOW, DAY)
    store.note(
        EventKind.BURIED, FactKey("nerves/loss/f0/s0"), {"until": until.isoformat()}, NOW, DAY
    )
    assert fact(board, "nerves/c0").suspended
    assert fact(board, "nerves/loss/f0/s0").due_day == until
    assert fact(board, "nerves/loss/f0/s1").due_day < until


def test_moves_are_followed(board, store, answered):
    answered("nerves/c0", days_ago=9)
    store.note(EventKind.MOVED, "elsewhere/new", {"from": "nerves/c0"}, NOW, DAY)
    reviews = {
        deck: board.scores(board.here(NOW), Scope(deck)).overview.span.reviews
        for deck in ("nerves", "elsewhere")
    }
    assert reviews == {"nerves": 0, "elsewhere": 1}


def test_a_part_may_be_asked_for_by_itself(board, answered):
    answered("nerves/c0", days_ago=9)
    here, scope = board.here(NOW), Scope("nerves", 30)
    whole = board.scores(here, scope)
    assert board.apart(figures.overview, here, scope) == whole.overview
    assert board.apart(figures.memory, here, scope) == whole.memory
    assert board.apart(figures.calibrated, here, scope) == whole.calibration


# Names.


def matrix(deck, weight):
    asked = tuple(SubjectAsked(one, one, share(1, 2)) for one in ("s0", "s1", "gone"))
    pair = Confused("s1", "s0", 1, weight, DAY)
    return Matrix(deck, "loss", "loss", asked, (Confused("gone", "s0", 1, weight, DAY), pair))


def named_on_the_board(board, monkeypatch, **parts):
    """What the board makes of figures that go by ids."""
    whole = score(board._log, board.here(NOW))
    monkeypatch.setattr("quiz.scores.board.score", lambda *_: replace(whole, **parts))
    return board.scores(board.here(NOW), Scope())


def test_tables_and_subjects_have_their_names_in_plain_text(board, monkeypatch):
    found = Confusions((matrix("broken", 9.0), matrix("nerves", 1.0), matrix("gone", 0.5)), ())
    told = named_on_the_board(board, monkeypatch, confusions=found).confusions
    assert told.tables[0].title == "Who loses what"
    named, *others = told.tables
    assert [(one.id, one.name) for one in named.subjects] == (
        [("s0", "MS"), ("s1", "FM"), ("gone", "gone")]
    )
    assert [one.asked for one in named.confused] == ["s1", "gone"]
    assert others == [found.tables[0], found.tables[2]]


def test_facts_and_groups_have_their_names_in_plain_text(board, monkeypatch):
    cell, card, away = (
        FactKey(key) for key in ("nerves/loss/f0/s0", "nerves/c0", "broken/loss/f0/s0")
    )

    def weak(key):
        return WeakFact(key, deck_of(key), key, share(0, 1), 9, None, leech=True)

    def group(key, fact):
        return WeakGroup(key, deck_of(key), key, (fact,), share(0, 1))

    features = (group("nerves/loss/f0", cell), group("nerves/loss/f0", cell))
    features += (group("broken/loss/f0", away),)
    subjects = (group("nerves/loss/s0", cell), group("broken/loss/s0", away))
    found = Weakest((weak(cell), weak(away)), features, subjects, (weak(card),))
    named = named_on_the_board(board, monkeypatch, weakest=found).weakest
    assert [one.prompt for one in named.facts] == ["MS: the myelin", "broken/loss/f0/s0"]
    assert [one.name for one in named.features] == ["the myelin", "the myelin", "broken/loss/f0"]
    assert [one.name for one in named.subjects] == ["Multiple sclerosis", "broken/loss/s0"]
    assert [one.prompt for one in named.leeches] == ["What wraps?"]


def test_a_deck_is_opened_when_a_name_of_its_own_is_asked_for_and_once(board, monkeypatch):
    opened, names = [], board.names()
    monkeypatch.setattr(Shelf, "deck", lambda _, id: opened.append(id) or DECK_READ)
    assert opened == []
    assert names.feature("nerves/loss/f0/s0") == names.feature("nerves/loss/f0/s1") == "the myelin"
    assert names.subject("nerves/loss/f0/s0") == "Multiple sclerosis"
    assert names.tables("nerves")["loss"].title == "Who loses what"
    assert names.tables("nerves") is names.tables("nerves")
    assert opened == ["nerves"]


def test_of_a_deck_that_is_broken_or_gone_nothing_has_a_name(board):
    names = board.names()
    for deck_id in ("broken", "gone"):
        assert names.tables(deck_id) == {}
        assert names.prompt(f"{deck_id}/c0") is None
    assert names.prompt("nerves/c99") is names.subject("nerves/c99") is None
    assert names.feature("nerves/c99") is None


# JSON.


def of_nothing(board):
    return board.scores(board.here(NOW), Scope())


def lived(learning):
    learner = learning.Learner(learning.facts_of(1, 2, 1)).live(60)
    board = ScoreBoard(
        learner.store, Shelf(), learner.scheduler.calendar, lambda: FORGETTING, Terms(streak=True)
    )
    board.exams = lambda: [held("x1", date(2026, 1, 28))]
    return board.scores(board.here(learner.now), Scope("nerves", 30))


def held(id, day, decks=("nerves",), minutes=None):
    """An exam of some decks that was handed in on a day."""
    sheet = Sheet(id, 7, Setup(decks, minutes=minutes), dict.fromkeys(decks, "digest"), (), 0)
    return sheet, Earlier(id, 0, day, Score(13.5, 20, *wilson(13.5, 20)))


def test_exams_are_those_of_the_span_that_had_the_deck_among_theirs(board):
    board.exams = lambda: [
        held("long-ago", DAY - timedelta(days=40)),
        held("other", DAY - timedelta(days=29), decks=("other",)),
        held("both", DAY, decks=("other", "nerves"), minutes=20.0),
    ]

    def told(*scope):
        return board.scores(board.here(NOW), Scope(*scope)).exams

    assert [one.id for one in told()] == ["long-ago", "other", "both"]
    assert [one.id for one in told(None, 30)] == ["other", "both"]
    assert [one.id for one in told("nerves")] == ["long-ago", "both"]
    (one,) = told("nerves", 30)
    assert (one.study_day, one.credit, one.questions, one.share) == (DAY, 13.5, 20, 0.675)
    assert (one.low, one.high) == wilson(13.5, 20)
    assert one.setup == ExamSetup(("other", "nerves"), (), (), 20, 20.0, False, False)


def test_the_schema_in_the_documents_is_that_of_the_figures():
    committed = (DOCS / "scores.schema.json").read_text(encoding="utf-8")
    assert committed == scores_schema(), "python docs/scores_schema.py writes it"


@pytest.mark.parametrize("empty", [True, False])
def test_the_json_is_as_the_schema_says(board, learning, empty):
    scores = of_nothing(board) if empty else lived(learning)
    text = json.dumps(record(scores), allow_nan=False)
    schema = json.loads(scores_schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(validator.iter_errors(json.loads(text))) == []
    assert list(json.loads(text)) == list(schema["properties"]) == schema["required"]


def test_the_schema_refuses_what_has_a_name_less(board):
    found = record(of_nothing(board))
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
