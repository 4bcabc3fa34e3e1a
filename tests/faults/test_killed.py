"""Killed at any instant, in both faces: what was answered is there, and it goes on."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest

if os.name != "posix":
    pytest.skip("only POSIX has a signal that cannot be caught", allow_module_level=True)

FULL = os.environ.get("QUIZ_FAULTS") == "full"
ROUNDS, STUDY, EXAM, APP, APP_EXAM = (10, 20, 10, 14, 6) if FULL else (1, 2, 1, 2, 1)
"""How often each is killed on one data folder, and how many folders there are."""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_studying_line_by_line(folder: Any, tools: Any, seed: int) -> None:
    rng = random.Random(f"study {seed}")
    for _ in range(STUDY):
        folder.kill("study", "--plain", heard=tools.blind(rng, 400), rng=rng)
        folder.must_be_sound()
    assert folder.acknowledged()
    folder.must_go_on()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_sitting_an_exam(folder: Any, tools: Any, seed: int) -> None:
    rng = random.Random(f"exam {seed}")
    for _ in range(EXAM):
        heard = tools.blind(rng, 60)
        folder.kill("exam", "--plain", "--questions", "12", heard=heard, rng=rng)
        folder.must_be_sound()
    folder.must_go_on()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_studying_on_the_screen(folder: Any, seed: int) -> None:
    rng = random.Random(f"app {seed}")
    for _ in range(APP):
        folder.kill_app("study", rng=rng)
        folder.must_be_sound()
    folder.must_go_on()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_sitting_an_exam_on_the_screen(folder: Any, seed: int) -> None:
    rng = random.Random(f"app exam {seed}")
    for _ in range(APP_EXAM):
        folder.kill_app("exam", "--questions", "12", rng=rng)
        folder.must_be_sound()
    folder.must_go_on()
