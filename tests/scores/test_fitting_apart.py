"""The process that fits: what it finds, and what becomes of it where it finds nothing."""

import sys
from random import Random

import pytest

from quiz.errors import QuizError, UsageError
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.scores import fitting_apart
from quiz.scores.fitting_apart import fit_apart
from quiz.scores.optimiser import LIBRARY


class Pipe:
    """Both ends of a pipe; what comes out of it, and after how many looks."""

    def __init__(self):
        self.waiting, self.outcome, self.sent, self.closed = 0, [0.5], [], 0

    def poll(self, seconds):
        self.waiting -= 1
        return self.waiting < 0

    def recv(self):
        if isinstance(self.outcome, EOFError):
            raise self.outcome
        return self.outcome

    def send(self, what):
        self.sent.append(what)

    def close(self):
        self.closed += 1


@pytest.fixture
def pipe(monkeypatch):
    """A process that is none."""
    pipe = Pipe()
    pipe.killed = 0

    class Context:
        def __init__(self, how):
            assert how == "spawn"

        def Pipe(self, duplex):
            return pipe, pipe

        def Process(self, target, args, daemon):
            assert daemon, "it must not outlive the program"
            return self

        def start(self):
            pass

        def kill(self):
            pipe.killed += 1

        def join(self):
            pass

    monkeypatch.setattr(fitting_apart, "get_context", Context)
    monkeypatch.setitem(sys.modules, LIBRARY, object())
    yield pipe
    assert pipe.killed == pipe.closed - 1 == 1


def test_seconds_are_told_while_it_lasts(pipe):
    pipe.waiting, told = 25, []
    found = fit_apart([[(3, 0), (3, 1)], [(1, 0)]], lambda *what: told.append(what))
    assert found == [0.5]
    assert told == [(3, 0), (3, 1), (3, 2)]


def test_it_is_stopped_where_nobody_waits_for_it(pipe):
    pipe.waiting = 1000
    left = iter([False] * 5 + [True])
    with pytest.raises(QuizError, match="was stopped: nothing is changed"):
        fit_apart([], lambda *_: None, lambda: next(left))


def test_one_that_breaks_down_changes_nothing(pipe):
    pipe.outcome = EOFError()
    with pytest.raises(QuizError, match="broke down: nothing is changed"):
        fit_apart([], lambda *_: None)


def test_what_it_could_not_do_is_told_here(pipe):
    pipe.outcome = QuizError("No parameters of use.")
    with pytest.raises(QuizError, match="of use"):
        fit_apart([], lambda *_: None)


def test_without_the_library_none_is_begun(monkeypatch):
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    with pytest.raises(UsageError, match="pip install"):
        fit_apart([], lambda *_: None)


def test_what_works_sends_what_it_found_or_why_it_found_nothing(monkeypatch):
    monkeypatch.setattr(fitting_apart.signal, "signal", lambda *_: None)
    pipe = Pipe()
    monkeypatch.setattr(fitting_apart, "fit", lambda histories: [len(histories)])
    fitting_apart._work([[], []], pipe)
    error = QuizError("none")

    def fail(histories):
        raise error

    monkeypatch.setattr(fitting_apart, "fit", fail)
    fitting_apart._work([], pipe)
    assert pipe.sent == [[2], error]


def test_it_fits(monkeypatch):
    pytest.importorskip(LIBRARY, reason="the extra `optimise` is not installed")
    rng = Random(1)
    histories = [[(3, 0), (rng.choice((1, 3)), 2), (3, 4)] for _ in range(300)]
    assert len(fit_apart(histories, lambda *_: None)) == len(DEFAULT_PARAMETERS)
