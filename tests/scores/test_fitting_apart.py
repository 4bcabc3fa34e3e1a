"""The process that fits: what it finds, and what becomes of it where it finds nothing."""

import io
import json
import sys
from random import Random
from subprocess import TimeoutExpired

import pytest

from quiz.errors import QuizError, UsageError
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.scores import fitting_apart
from quiz.scores.fitting_apart import fit_apart, work
from quiz.scores.optimiser import LIBRARY


class Process:
    """A process that is none: what it tells, and after how many looks."""

    def __init__(self):
        self.waiting, self.tells, self.heard, self.killed = 0, "[0.5]", [], 0

    def communicate(self, said=None, timeout=None):
        self.heard.append(said)
        self.waiting -= 1
        if timeout and self.waiting >= 0:
            raise TimeoutExpired("worker", timeout)
        return self.tells, None

    def kill(self):
        self.killed += 1


@pytest.fixture
def process(monkeypatch):
    process = Process()
    monkeypatch.setattr(fitting_apart, "Popen", lambda *what, **how: process)
    monkeypatch.setitem(sys.modules, LIBRARY, object())
    yield process
    assert process.killed == 1


def test_seconds_are_told_while_it_lasts(process):
    process.waiting, told = 25, []
    found = fit_apart([[(3, 0), (3, 1)], [(1, 0)]], lambda *what: told.append(what))
    assert found == [0.5]
    assert told == [(3, 0), (3, 1), (3, 2)]
    assert process.heard[:2] == ["[[[3, 0], [3, 1]], [[1, 0]]]", None], "it is told once"


def test_it_is_stopped_where_nobody_waits_for_it(process):
    process.waiting = 1000
    left = iter([False] * 5 + [True])
    with pytest.raises(QuizError, match="was stopped: nothing is changed"):
        fit_apart([], lambda *_: None, lambda: next(left))


@pytest.mark.parametrize("told", ["", "[0.5"])
def test_one_that_breaks_down_changes_nothing(process, told):
    process.tells = told
    with pytest.raises(QuizError, match="broke down: nothing is changed"):
        fit_apart([], lambda *_: None)


def test_what_it_could_not_do_is_told_here(process):
    process.tells = '"No parameters of use."'
    with pytest.raises(QuizError, match="of use"):
        fit_apart([], lambda *_: None)


def test_without_the_library_none_is_begun(monkeypatch):
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    with pytest.raises(UsageError, match="pip install"):
        fit_apart([], lambda *_: None)


def test_what_works_tells_what_it_found_or_why_it_found_nothing(monkeypatch, capsys):
    monkeypatch.setattr(fitting_apart.signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO("[[], []]"))
    monkeypatch.setattr(fitting_apart, "fit", lambda histories: [len(histories)])
    work()
    assert json.loads(capsys.readouterr().out) == [2]

    def fail(histories):
        raise QuizError("none")

    monkeypatch.setattr(sys, "stdin", io.StringIO("[]"))
    monkeypatch.setattr(fitting_apart, "fit", fail)
    work()
    assert json.loads(capsys.readouterr().out) == "none"


def test_it_fits_whatever_has_become_of_the_standard_streams(monkeypatch):
    pytest.importorskip(LIBRARY, reason="the extra `optimise` is not installed")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(sys.stderr, "fileno", lambda: -1, raising=False)
    rng = Random(1)
    histories = [[(3, 0), (rng.choice((1, 3)), 2), (3, 4)] for _ in range(300)]
    assert len(fit_apart(histories, lambda *_: None)) == len(DEFAULT_PARAMETERS)
