"""From a key to the next frame of the Study screen, beside the same in a minimal Textual app."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import decks, terminal
from benchmarks.figures import Row, Target, centile, median
from benchmarks.first_frame import MINIMAL
from benchmarks.processes import ROOT, program, surroundings

NAME = "keys"
WHAT = "key to the next frame of the Study screen, 95th centile / of a minimal Textual app"
TARGET = Target(10, unit="ms")
ROUNDS = 2
QUESTIONS = 20
"""A day's new facts, as many as a session without settings asks."""
REST_S = 0.05
"""Between two keys nothing is painted for so long: quicker than anybody types."""
HELD_S = 0.35
"""A key that moves a question on has to rest longer, since held keys must not skip one."""
SHARE = 0.95
WATCH_S = 0.04
"""A frame that follows another within this belongs to the same key."""

MOVES = (("move", b"j"), ("move", b"j"), ("move", b"k"), ("choose", b"2"))
SUBMIT, NEXT = ("submit", b"\r"), ("next", b"\r")


def measure(rounds: int) -> Row:
    """Go through sessions of twenty questions to choose from, a key here, then a key there."""
    if not terminal.AVAILABLE:
        return Row(NAME, WHAT, target=TARGET, missing="needs a pseudo-terminal")
    taken = _Taken()
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            _session(Path(folder), number, taken)
    if not taken.reference:
        raise TimeoutError("no key was answered by a frame")
    every = [seconds for values in taken.ours.values() for seconds in values]
    judged = centile(every, SHARE) * 1000
    details = {
        f"{kind}, {name}": value * 1000
        for kind, values in taken.ours.items()
        for name, value in (("median", median(values)), ("95th", centile(values, SHARE)))
    }
    details["until nothing more is painted, 95th"] = centile(taken.settled, SHARE) * 1000
    details["all, median"] = median(every) * 1000
    details["minimal app, median"] = median(taken.reference) * 1000
    return Row(
        NAME,
        WHAT,
        unit="ms",
        ours=judged,
        reference=centile(taken.reference, SHARE) * 1000,
        target=TARGET,
        judged=judged,
        ours_memory=taken.ours_memory,
        reference_memory=taken.reference_memory,
        rounds=rounds,
        notes=(f"{len(every)} keys", f"{taken.broken_off} sessions broken off"),
        details=details,
    )


class _Taken:
    """Seconds by kind of key."""

    def __init__(self) -> None:
        self.ours: dict[str, list[float]] = {}
        self.settled: list[float] = []
        self.reference: list[float] = []
        self.ours_memory: int | None = None
        self.reference_memory: int | None = None
        self.broken_off = 0


def _session(home: Path, number: int, taken: _Taken) -> None:
    env = surroundings(home)
    (home / "decks").mkdir()
    text = decks.deck(QUESTIONS - 8, name="keys", seed=number, forms=("choice",), features=2)
    (home / "decks" / "keys.toml").write_text(text, "utf-8")
    argv = [*program(), "study", "keys", "--decks", str(home / "decks"), "--seed", str(number)]
    minimal = [sys.executable, str(ROOT / "benchmarks" / "workers" / "minimal_app.py")]
    ours, reference = terminal.Terminal(argv, env), terminal.Terminal(minimal, env)
    try:
        ours.until(lambda text: b"Generated: keys" in text and b"1/" in text)
        reference.until(lambda text: MINIMAL in text)
        for screen in (ours, reference):
            screen.settle(0.5)
        for kind, key in (*MOVES, SUBMIT, NEXT) * QUESTIONS:
            rest_s = HELD_S if key == b"\r" else REST_S
            first, last = _press(ours, key, rest_s)
            taken.ours.setdefault(kind, []).append(first)
            taken.settled.append(last)
            taken.reference.append(_press(reference, b"j", REST_S)[0])
    except TimeoutError:
        taken.broken_off += 1
    finally:
        for screen in (ours, reference):
            screen.close()
    taken.ours_memory, taken.reference_memory = ours.memory, reference.memory


def _press(screen: terminal.Terminal, key: bytes, rest_s: float) -> tuple[float, float]:
    screen.settle(rest_s)
    return screen.press(key, WATCH_S)
