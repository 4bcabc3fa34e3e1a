import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from quiz.cli import main

ROOT = Path(__file__).parent.parent.parent
NOW = "2026-03-02T09:00:00Z"
DECK = """
format = 1
id = "small"
title = "A small deck"

[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"

[[card]]
id = "silent"
form = "flashcard"
prompt = "What wraps axons? – naïve"
answer = "Myelin"
"""


@dataclass
class Ran:
    code: int
    out: str
    err: str

    def __iter__(self):
        return iter((self.code, self.out, self.err))


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without anything that a person or a test machine has set for quiz."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("QUIZ_", "COV_"))
    }
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a deck in it."""
    (tmp_path / "small.toml").write_text(DECK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def quiz(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command in this process, on the small deck beside the shipped ones."""

    def run(*words: str, heard: str = "", now: str = NOW, **environ: str) -> Ran:
        for name in [name for name in os.environ if name.startswith("QUIZ_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("QUIZ_NOW", now)
        monkeypatch.setenv("QUIZ_DATA", str(here / "data"))
        monkeypatch.setenv("QUIZ_DECKS", str(here / "small.toml"))
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", io.StringIO(heard))
        code = main(words)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def command(here: Path):
    """The words of a command in a process of its own, and its environment."""

    def words_and_environment(*words: str, **environ: str) -> tuple[list[str], dict[str, str]]:
        words = (sys.executable, "-m", "quiz", "--data", str(here / "data"), *words)
        return list(words), clean_environment(**environ)

    return words_and_environment


@pytest.fixture
def process(command):
    """Run a command in a process of its own."""

    def run(*words: str, heard: str | bytes = "", **environ: str) -> Ran:
        line, environment = command(*words, QUIZ_NOW=NOW, **environ)
        heard = heard if isinstance(heard, bytes) else heard.encode()
        done = subprocess.run(
            line, input=heard, capture_output=True, timeout=30, env=environment, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
