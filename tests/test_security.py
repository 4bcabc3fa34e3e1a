"""What the program promises not to do, whatever it is handed; see SECURITY.md."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli import main

ROOT = Path(__file__).parent.parent
PROMISES = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

WATCHED = """
import json, sys

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
             "os.startfile", "pickle.", "ftplib", "smtplib", "urllib", "http.client")
HARMLESS = {"socket.__new__"}  # the pair by which an event loop wakes itself
seen = set()
sys.addaudithook(lambda event, _: seen.add(event) if event.startswith(FORBIDDEN) else None)
"""

LINE_BY_LINE = """
from quiz.cli import main
code = main(["--data", sys.argv[1], "study", "--plain"])
"""

ON_THE_SCREEN = """
import asyncio
from quiz.tui.app import QuizApp
from quiz.options import options
from quiz.wiring import Wiring

async def study():
    with Wiring(options(sys.argv[1], [], None, {})) as wiring:
        async with QuizApp(wiring.desk, held_keys_s=0).run_test() as pilot:
            for key in ("enter", *"1d", "enter", "enter", *"d", "enter", "u", "i", "escape", "q"):
                await pilot.press(key)
                await pilot.pause()

asyncio.run(study())
"""

TOLD = "\nprint(json.dumps(sorted(seen - HARMLESS)), file=sys.stderr)"


@pytest.mark.parametrize("session", [LINE_BY_LINE, ON_THE_SCREEN])
def test_a_session_opens_no_connection_and_starts_no_program(tmp_path: Path, session: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED + session + TOLD, str(tmp_path / "data")],
        input="1\n\n:d\n\n:u\n:info\n1\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert json.loads(done.stderr.splitlines()[-1]) == []
    assert (tmp_path / "data" / "log.sqlite3").exists()


def test_nothing_is_unpickled_evaluated_or_fetched() -> None:
    modules = {"pickle", "marshal", "shelve", "socket", "http", "urllib.request", "ssl", "ftplib"}
    for path in (ROOT / "quiz").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not modules & {alias.name for alias in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in modules, path
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "__import__"), path


NAMES = [
    os.devnull,
    "/dev/zero",
    "..",
    "../../../../../../etc/passwd",
    "na\nme\x1b[31m\x07.toml",
    "\u202egnp.toml",
    "~nobody-of-that-name/x",
    "x" * 5000,
    "",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("command", ["check", "show", "add", "fmt", "restore", "backup", "study"])
def test_odd_names_are_answered_in_plain_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
) -> None:
    here = tmp_path / "here" / "there"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setattr(sys, "stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115
    monkeypatch.delenv("QUIZ_NOW", raising=False)
    with sys.stdin:
        code = main(["--data", str(tmp_path / "data"), command, name])
    out, err = capsys.readouterr()
    assert code in (0, 1, 2)
    assert "bug" not in err
    assert err.count("\n") <= 1
    assert not set(re.sub(r"[\n\t]", "", out + err)) & {*map(chr, range(32)), "\x7f", "\u202e"}


# The promises.


def test_each_promise_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?(?:::(\w+))?`", PROMISES)
    assert len(named) > 10
    for path, *names in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        defined = {node.name for node in ast.walk(tree) if hasattr(node, "name")}
        assert {name for name in names if name} <= defined, path


def test_each_promise_has_a_test() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", PROMISES, re.MULTILINE)[2:]
    assert rows
    assert all("`tests/" in tests for _, tests in rows)
