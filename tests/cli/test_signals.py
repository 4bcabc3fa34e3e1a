"""Asked to end from without; how both faces take it is tried in `tests/faults/test_ended.py`."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from quiz.commands.signals import heeding_signals

if os.name != "posix":
    pytest.skip("Windows ends programs without asking", allow_module_level=True)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)}
    for one in before:
        signal.signal(one, signal.SIG_DFL)
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def asked(*, leave: Callable[[], bool] | None = None, times: int = 1) -> list[int]:
    """Ask so often; gives those after which it went on."""
    went_on: list[int] = []
    with pytest.raises(SystemExit) as ended, heeding_signals(leave):  # noqa: PT012 - anywhere in it
        for number in range(times):
            signal.raise_signal(signal.SIGTERM)
            went_on.append(number)
    assert ended.value.code == 128 + signal.SIGTERM
    assert signal.alarm(0) == 0
    return went_on


def test_it_ends_at_once_with_the_code_that_shells_expect() -> None:
    assert asked() == []


def test_whoever_sees_to_it_ends_first_and_is_asked_once() -> None:
    seen = []
    assert asked(leave=lambda: bool(seen.append("asked") or True), times=2) == [0, 1]
    assert seen == ["asked"]


def test_who_cannot_see_to_it_now_is_ended_at_once() -> None:
    assert asked(leave=lambda: False) == []


def test_what_was_ignored_stays_so_and_all_is_as_before_in_the_end() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with heeding_signals():
        signal.raise_signal(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
