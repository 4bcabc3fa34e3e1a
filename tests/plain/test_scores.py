"""The figures as lines: every part of them, of a learner's half year and of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.study_day import Calendar
from quiz.plain.home import home
from quiz.plain.scores import told
from quiz.scores import confusions, weakest
from quiz.scores.board import ScoreBoard
from quiz.scores.exams import ExamScore, ExamSetup
from quiz.scores.facts_now import DeckNow, Here, TableNow, Terms
from quiz.scores.figures import Scope, Scores, score
from quiz.scores.memory import Bin
from quiz.store.in_memory import MemoryStore
from quiz.study.ports import CatalogueFact

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def here_with(**more) -> Here:
    nothing = {
        "at": AT,
        "study_day": AT.date(),
        "decks": (),
        "suspended": frozenset(),
        "buried": {},
        "calendar": Calendar(UTC),
        "forgetting": Forgetting(),
        "terms": Terms(),
    }
    return Here(**(nothing | more))


class Called:
    """What a deck calls its facts."""

    def prompt(self, key):
        return f"What is {key}"

    def feature(self, key):
        return "A feature"

    def subject(self, key):
        return "A subject"


@pytest.fixture(scope="module")
def lived(learning) -> Scores:
    learner = learning.Learner(learning.facts_of(2, 2, 2)).live(180)
    keys = [*learner.keys, "nerves/new"]
    here = here_with(
        at=learner.now,
        study_day=learner.scheduler.calendar.study_day(learner.now),
        decks=(DeckNow("nerves", "Nerves", [CatalogueFact(FactKey(key)) for key in keys]),),
        calendar=learner.scheduler.calendar,
        terms=Terms(streak=True, leech_lapses=1),
    )
    scores = score(learner.store, here)
    table = TableNow("nerves", "loss", "Who loses what", (("s0", "MS"), ("s1", "FM")))
    return replace(
        scores,
        confusions=confusions.named(scores.confusions, [table]),
        weakest=weakest.named(scores.weakest, Called()),
    )


def lines(scores: Scores) -> list[str]:
    return list(told(scores, "all decks"))


def empty_log() -> MemoryStore:
    return MemoryStore(Replayer(Forgetting()), Random(1).getrandbits)


def test_of_nothing_it_is_said_that_there_is_nothing():
    found = lines(score(empty_log(), here_with(), Scope(days=30)))
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
        "None was handed in.",
    ):
        assert line in found


def exam(month: int, setup: ExamSetup) -> ExamScore:
    return ExamScore(f"x{month}", date(2026, month, 1), setup, 13.5, 20, 0.675, 0.45, 0.84)


def test_exams_are_told_by_their_set_ups_over_time(lived):
    plain = ExamSetup((), (), (), 20, None, counting=False, certainty=False)
    full = ExamSetup(("nerves",), ("fm",), ("typed",), 1, 30.0, counting=True, certainty=True)
    held = (exam(1, plain), exam(2, full), exam(3, plain))
    told = lines(replace(lived, exams=held))
    came_to = "68%, 13.5 of 20 questions, with 95% certainty between 45% and 84%."
    assert told[told.index("Exams.") + 1 :] == [
        "All decks, 20 questions at most:",
        f"2026-01-01: {came_to}",
        f"2026-03-01: {came_to}",
        "nerves, fm, 1 question at most, 30 minutes, typed, marked by certainty, "
        "moving the schedule:",
        f"2026-02-01: {came_to}",
    ]


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


def test_stability_is_told_in_days_all_along(lived):
    (line,) = (line for line in told(lived, "all") if line.startswith("Stability: "))
    stability = tuple(
        Bin(low, high, 1) for low, high in ((0.0, 1.0), (1.0, 3.0), (180.0, 365.0), (365.0, None))
    )
    memory = replace(lived.memory, stability=stability)
    (other,) = (
        line for line in told(replace(lived, memory=memory), "all") if line.startswith("Stability")
    )
    assert other == (
        "Stability: 1 with under 1 day, 1 with 1 to 3 days, 1 with 180 to 365 days, "
        "1 with 365 days or more."
    )
    assert "month" not in line
