from __future__ import annotations

import io

import pytest

from quiz.progress import Progress, StatusLine, words_for


class Stream(io.StringIO):
    """What is written to a terminal, or to a file."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture(autouse=True)
def able(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def told(stream: Stream, *, seconds: float, parts: int = 20) -> str:
    """What is said of 2,000,000 answers that take so long in all."""
    of, now = 2_000_000, 0.0
    progress = Progress(stream, lambda: now)
    for part in range(parts):
        now = 7.0 + seconds * part / parts
        progress(of // parts * part, of)
    progress(of, of)
    return stream.getvalue()


def test_what_takes_a_moment_is_not_told() -> None:
    assert told(Stream(terminal=True), seconds=1) == ""
    assert told(Stream(terminal=False), seconds=1) == ""


def test_on_a_terminal_one_line_counts_and_goes() -> None:
    shown = told(Stream(terminal=True), seconds=2).split("\r\x1b[K")
    assert shown == [
        "",
        *(words_for(100_000 * part, 2_000_000) for part in range(10, 20)),
        "",
    ]
    assert shown[1] == ("Working out anew what follows from your answers: 1,000,000 of 2,000,000")


def test_it_is_not_written_more_often_than_it_can_be_read() -> None:
    shown = told(Stream(terminal=True), seconds=2, parts=2000)
    assert 9 <= shown.count("Working out") <= 11


def test_elsewhere_there_is_a_line_for_each_quarter() -> None:
    lines = told(Stream(terminal=False), seconds=10).splitlines()
    assert lines == [words_for(of, 2_000_000) for of in (200_000, 500_000, 1_000_000, 1_500_000)]


def test_a_terminal_that_can_do_no_more_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in told(Stream(terminal=True), seconds=10)
    stream = Stream(terminal=True)
    StatusLine(stream).show("words")
    assert stream.getvalue() == ""


def test_each_time_begins_anew() -> None:
    now = 0.0
    stream = Stream(terminal=False)
    progress = Progress(stream, lambda: now)
    for _ in range(2):
        progress(0, 10)
        now += 2
        progress(5, 10)
        progress(10, 10)
    progress(0, 0)
    progress(0, 10)
    assert stream.getvalue() == f"{words_for(5, 10)}\n" * 2


def test_nothing_is_taken_away_that_was_not_shown() -> None:
    stream = Stream(terminal=True)
    progress = Progress(stream, lambda: 0.0)
    progress(0, 10)
    progress(10, 10)
    assert stream.getvalue() == ""
