"""Several windows at once on one data folder: all answers are there, and nobody waits long."""

from __future__ import annotations

import os
import random
import threading
from typing import Any

import pytest

FULL = os.environ.get("QUIZ_FAULTS") == "full"
WINDOWS = [(2, 4000), (3, 4000), (4, 4000)] if FULL else [(3, 250)]
LONGEST_WAIT_S = 1.0


@pytest.mark.parametrize(("windows", "lines"), WINDOWS)
def test_all_answers_are_there(folder: Any, tools: Any, windows: int, lines: int) -> None:
    before = folder.rows("SELECT count(*) FROM review")[0][0]
    running = [folder.start("study", "--plain") for _ in range(windows)]
    told: dict[int, tuple[str, str]] = {}

    def talk(number: int) -> None:
        heard = tools.blind(random.Random(number), lines)
        told[number] = running[number].communicate(heard, timeout=tools.LONG_S)

    talking = [threading.Thread(target=talk, args=(number,)) for number in range(windows)]
    for one in talking:
        one.start()
    for one in talking:
        one.join()
    assert [window.returncode for window in running] == [0] * windows
    assert [err for _, err in told.values()] == [""] * windows
    assert not [out for out, _ in told.values() if "locked" in out or "held by another" in out]
    acknowledged = folder.acknowledged()
    assert len({key for key, _ in acknowledged}) == len(acknowledged)
    assert folder.rows("SELECT count(*) FROM review") == [(before + len(acknowledged),)]
    assert len(acknowledged) > windows * lines / 20
    assert max(took for _, took in acknowledged) < LONGEST_WAIT_S
    folder.must_be_sound()
    folder.must_go_on()
