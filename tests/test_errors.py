from __future__ import annotations

import pytest

from quiz.errors import (
    DataError,
    Finding,
    Problem,
    ProblemsFound,
    QuizError,
    Severity,
    UsageError,
)

PROBLEM = Problem("decks/a.toml", 12, 5, Severity.ERROR, "`answer` is missing")


def test_a_problem_names_its_place_as_editors_do():
    assert PROBLEM.place == "decks/a.toml:12:5"


@pytest.mark.parametrize(
    ("severity", "is_error"), [(Severity.ERROR, True), (Severity.WARNING, False)]
)
def test_only_an_error_makes_a_file_unusable(severity, is_error):
    assert Problem("a", 1, 1, severity, "m").is_error is is_error


def test_a_finding_seen_from_further_up_has_a_longer_path():
    finding = Finding(("wrong", 0), "m", "h", Severity.WARNING, at_key=True)
    assert finding.under("card", 3) == Finding(
        ("card", 3, "wrong", 0), "m", "h", Severity.WARNING, at_key=True
    )


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        ((), "0 problems: no details"),
        ((PROBLEM,), "1 problem: decks/a.toml:12:5: `answer` is missing"),
        ((PROBLEM, PROBLEM), "2 problems: decks/a.toml:12:5: `answer` is missing"),
    ],
)
def test_problems_found_are_told_by_the_first(problems, text):
    error = ProblemsFound(problems)
    assert str(error) == text
    assert error.problems == problems


def test_wrong_use_and_problems_have_exit_codes_of_their_own():
    assert UsageError.exit_code == 2
    assert {ProblemsFound.exit_code, DataError.exit_code, QuizError.exit_code} == {1}
    assert issubclass(UsageError, QuizError)
