"""Start-up is a feature: what a command does not need is not loaded, shown in a fresh process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"textual", "rich", "pydantic", "pydantic_core", "sqlite3", "markdown_it", "fsrs", "tomli"}

RUN = """
import json, sys
from quiz.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""

ALONE = """
import json, os, sys
from quiz.cli import main
os.environ["QUIZ_DATA"] = sys.argv[1]
code = main([])
sys.stdout.flush()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""

FIRST_FRAME = """
import asyncio, json, sys
from pathlib import Path
from quiz.tui.app import QuizApp
from quiz.options import options
from quiz.wiring import Wiring

async def see():
    with Wiring(options(sys.argv[1], [], None, {})) as wiring:
        app = QuizApp(wiring.desk)
        async with app.run_test() as pilot:
            await pilot.pause()
            print(json.dumps([0, sorted(sys.modules)]), file=sys.stderr)

asyncio.run(see())
"""

DATACLASSES = """
import sys
from dataclasses import is_dataclass

def dataclasses():
    ours = [module for name, module in sys.modules.items() if name.startswith("quiz")]
    kinds = {kind for module in ours for kind in vars(module).values() if isinstance(kind, type)}
    names = {f"{kind.__module__}.{kind.__name__}" for kind in kinds if is_dataclass(kind)}
    return {name for name in names if name.startswith("quiz.")}
""" + FIRST_FRAME.replace("sys.modules)", "dataclasses())")


def loaded(program: str, *words: str) -> set[str]:
    """What the program says of itself when it has run: the modules that stand loaded then."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=True,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder whose catalogue of decks is made, and whose log is begun."""
    folder = str(tmp_path_factory.mktemp("data"))
    loaded(RUN, "--data", folder, "decks")
    loaded(FIRST_FRAME, folder)
    return folder


def test_the_version_loads_next_to_nothing() -> None:
    modules = loaded(RUN, "--version")
    assert not HEAVY & modules
    assert not {"argparse", "platformdirs", "dataclasses", "pathlib", "datetime"} & modules
    assert {name for name in modules if name.startswith("quiz")} == {"quiz", "quiz.cli"}


def test_the_list_of_decks_parses_nothing_and_draws_nothing(warm: str) -> None:
    modules = loaded(RUN, "--data", warm, "decks")
    assert not {"textual", "rich", "pydantic", "markdown_it", "fsrs", "tomli"} & modules
    assert not {name for name in modules if name.startswith(("quiz.tui", "quiz.plain"))}


def test_no_command_but_the_app_loads_what_draws(warm: str) -> None:
    for words in (
        ("due",),
        ("log",),
        ("scores",),
        ("check",),
        ("schema",),
        ("study", "--plain"),
    ):
        assert not {"textual", "rich"} & loaded(RUN, "--data", warm, *words)


def test_the_log_needs_no_decks(warm: str) -> None:
    assert not {"pydantic", "markdown_it", "fsrs"} & loaded(RUN, "--data", warm, "log", "--json")


def test_the_first_frame_reads_no_deck(warm: str) -> None:
    modules = loaded(FIRST_FRAME, warm)
    assert "textual" in modules
    assert not {"pydantic", "fsrs", "markdown_it"} & modules
    assert not {name for name in modules if name.startswith("quiz.scores")}
    assert not {"quiz.commands.request", "quiz.study.fact_cards", "quiz.foreseen"} & modules


def test_quiz_alone_needs_neither_parser_nor_request(warm: str) -> None:
    modules = loaded(ALONE, warm)
    assert "quiz.plain.home" in modules
    assert not {"argparse", "quiz.commands.parser", "quiz.commands.request"} & modules


def test_few_dataclasses_are_made_for_the_first_frame(warm: str) -> None:
    """Each takes a third of a millisecond to define, which is five times what a tuple takes."""
    facts_and_log = {"facts.Fact", "review.Memory", "review.Review", "review.Event"}
    settings = {f"study.settings.{name}" for name in ("Settings", "Limits", "Contrast")}
    found = {name.removeprefix("quiz.") for name in loaded(DATACLASSES, warm)}
    found = {name for name in found if not name.startswith("study.orphans.")}  # wanted after it
    others = {"memory.study_day.Calendar", "store.derive.Derived", "study.ports.DeckEntry"}
    assert found == facts_and_log | settings | others
