"""Several windows at once on one data folder: all answers are there, and nobody waits long."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

FULL = os.environ.get("QUIZ_FAULTS") == "full"
WINDOWS = [(2, 12_000), (3, 12_000), (4, 12_000)] if FULL else [(3, 250)]
LONGEST_WAIT_S = 1.0
BEAT_S = 0.005


class Metronome:
    """Writes a little to the disk again and again: how long this machine keeps anybody waiting."""

    def __init__(self, path: Path) -> None:
        self.longest_s = 0.0
        self._path = path

    @contextmanager
    def beating(self) -> Iterator[None]:
        over = threading.Event()

        def beat() -> None:
            with self._path.open("wb") as file:
                while not over.is_set():
                    begun = time.monotonic()
                    time.sleep(BEAT_S)
                    file.write(b"x")
                    file.flush()
                    os.fsync(file.fileno())
                    self.longest_s = max(self.longest_s, time.monotonic() - begun)

        beats = threading.Thread(target=beat)
        beats.start()
        try:
            yield
        finally:
            over.set()
            beats.join()


def a_long_deck(path: Path) -> Path:
    """Enough to ask for as long as anybody studies here."""
    cards = (
        f'[[card]]\nid = "c{number}"\nform = "choice"\nprompt = "What is {number} and one?"\n'
        f'answer = "{number + 1}"\nwrong = ["{number}", "{number + 2}"]\n'
        for number in range(6000 if FULL else 200)
    )
    path.write_text('format = 1\nid = "long"\ntitle = "Long"\n\n' + "\n".join(cards))
    return path


@pytest.mark.parametrize(("windows", "lines"), WINDOWS)
def test_all_answers_are_there(
    folder: Any, tools: Any, tmp_path: Path, windows: int, lines: int
) -> None:
    before = folder.rows("SELECT count(*) FROM review")[0][0]
    words = ("--decks", str(a_long_deck(tmp_path / "long.toml")), "study", "--plain")
    metronome, begun = Metronome(tmp_path / "beats"), time.monotonic()
    told: dict[int, tuple[str, str]] = {}
    with ExitStack() as open_windows, metronome.beating():
        running = [open_windows.enter_context(folder.start(*words)) for _ in range(windows)]

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
    longest_s = max(took for _, took in acknowledged)
    print(
        f"{windows} windows, {len(acknowledged)} answers, {time.monotonic() - begun:.0f} s, "
        f"longest wait {longest_s:.3f} s, longest beat {metronome.longest_s:.3f} s"
    )
    assert len({key for key, _ in acknowledged}) == len(acknowledged)
    assert folder.rows("SELECT count(*) FROM review") == [(before + len(acknowledged),)]
    assert len(acknowledged) > windows * lines / 20
    # Each window may be kept from going on by the machine itself, and the last waits for all.
    assert longest_s < LONGEST_WAIT_S + windows * metronome.longest_s
    folder.must_be_sound()
    folder.must_go_on()
