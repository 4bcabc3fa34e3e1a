"""The figures as lines: every part of them, of a learner's half year and of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar, from_ms
from quiz.plain.home import home
from quiz.plain.scores import told
from quiz.review import EventKind
from quiz.scores.answers import answers
from quiz.scores.board import ScoreBoard
from quiz.scores.facts_now import FactNow, TableNow
from quiz.scores.figures import Scores, Snapshot, Terms, score

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTHING = Snapshot(AT, AT.date(), (), (), (), (), Terms())


@pytest.fixture(scope="module")
def lived(learning) -> Scores:
    learner = learning.Learner(learning.facts_of(2, 2, 2)).live(180)
    store, forgetting = learner.store, learner.scheduler.forgetting
    events = [*store.events(EventKind.RESET), *store.events(EventKind.MOVED)]
    today = learner.scheduler.calendar.study_day(learner.now)
    facts = []
    for key in learner.keys:
        memory = store.memory(key)
        days = (today - memory.last_study_day).days if memory else 0
        fact = FactNow(FactKey(key), "nerves", f"What is {key}", "A subject", "A feature", memory)
        if memory:
            chance = forgetting.retrievability(memory.stability, days)
            due = learner.scheduler.calendar.study_day(from_ms(memory.due_at))
            fact = replace(fact, retrievability=chance, due_day=due)
        facts.append(fact)
    facts.append(FactNow(FactKey("nerves/new"), "nerves", "New"))
    snapshot = Snapshot(
        learner.now,
        today,
        tuple(answers(store.reviews(), events, forgetting)),
        tuple(facts),
        (TableNow("nerves", "loss", "Who loses what", (("s0", "MS"), ("s1", "FM"))),),
        (),
        Terms(streak=True, leech_lapses=1),
    )
    return score(snapshot)


def lines(scores: Scores) -> list[str]:
    return list(told(scores, "all decks"))


def test_of_nothing_it_is_said_that_there_is_nothing():
    found = lines(score(NOTHING, days=30))
    assert found[0] == "Scores of all decks, the last 30 days to 2026-03-02."
    for line in (
        "Today: 0 reviews in 0 minutes.",
        "True retention: no answers yet.",
        "Of 0 facts met you would know 0 today.",
        "Due in 7 days: 0 reviews.",
        "Nothing has been confused.",
        "How sure you were was never asked: confidence = true under [study] turns that on.",
        "Predicted: no answers yet.",
        "Nothing that was known has been missed.",
    ):
        assert line in found


@pytest.mark.parametrize(
    "start",
    [
        "Today: ",
        "Studied on ",
        "Answers: ",
        "The last year, month by month:",
        "Drills and exams besides: ",
        "In a row: ",
        "2026-01: ",
        "Young retention: ",
        "Mature retention: ",
        "Of 6 facts met you would know ",
        "Stability: ",
        "Difficulty, from 1 to 10: ",
        "In Who loses what.",
        "MS taken for FM: ",
        "When sure: ",
        "When sure in exams: ",
        "Predicted 90% to 95%: ",
        "Form choice: ",
        "Asked in bundles: ",
        "The next time after a single question: ",
        "Fact: What is nerves/",
        "Feature: A feature. ",
        "Subject: A subject. ",
        "Leech: What is nerves/",
    ],
)
def test_each_part_is_told(lived, start):
    assert [line for line in lines(lived) if line.startswith(start)]


def test_lines_are_fit_to_be_read_aloud(lived):
    for line in lines(lived):
        assert line == "" or line.endswith((".", ":"))
        assert line.isascii(), line
        assert ".." not in line


def test_figures_are_those_of_the_scores(lived):
    found = lines(lived)
    kept = lived.memory.retention.all
    (line,) = [line for line in found if line.startswith("True retention: ")]
    assert f"{kept.share:.0%} recalled, {kept.right} of {kept.of}" in line
    assert "1 fact not met yet." in next(one for one in found if "would know" in one)


# From the list of decks.


CARD = '[[card]]\nid = "a"\nform = "typed"\nprompt = "A?"\nanswer = "b"\n'


def test_the_list_of_decks_tells_the_scores_of_one_or_of_all(make_table, one_card):
    table = make_table(one_card(CARD))
    store, shelf, calendar = table.store, table.shelf, Calendar(UTC)
    board = ScoreBoard(store, shelf, calendar, Forgetting, Terms())
    heard = table.lines("1", "b", "", ":q", ":scores", ":scores 1", ":scores 9")
    home(heard, table.desk, lambda: board)
    assert table.hears("Scores of all decks, from the first answer to 2026-03-02.")
    assert table.hears("Scores of One, from the first answer to 2026-03-02.")
    assert (
        table.said.count("Today: 1 review in under a minute, 1 fact met for the first time.") == 2
    )
    assert table.hears("Say numbers from 1 to 1.")


def test_without_a_board_there_is_no_such_command(make_table, one_card):
    table = make_table(one_card(CARD))
    home(table.lines(":scores"), table.desk)
    assert table.hears("There is no command :scores.")
