"""The first screen: what is not loaded for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import quiz.library

HEAVY = ("pydantic", "tomli", "markdown_it", "quiz.deck", "quiz.cards", "quiz.comparison")

LIST = """
import sys
from pathlib import Path
from quiz.library.finding import Places, shipped_decks
from quiz.library.shelf import DeckLibrary
library = DeckLibrary(Places(shipped=shipped_decks()), Path(sys.argv[1]))
assert len(library.entries()) >= 3
assert all(entry.usable and entry.facts for entry in library.entries())
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """The heavy modules that some code has loaded in a Python of its own."""
    code += f"\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return set(run.stdout.split())


def test_a_catalogue_that_is_kept_needs_no_parser(tmp_path: Path) -> None:
    assert loaded(LIST, str(tmp_path)) >= {"pydantic", "tomli", "quiz.deck"}
    assert loaded(LIST, str(tmp_path)) == set()


def test_no_module_loads_a_parser_by_itself() -> None:
    folder = Path(quiz.library.__file__).parent
    modules = sorted(path.stem for path in folder.glob("[!_]*.py"))
    assert len(modules) > 10
    assert loaded(f"import sys, {', '.join(f'quiz.library.{name}' for name in modules)}") == set()


def test_a_configuration_needs_no_pydantic(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('face = "plain"')
    code = """
import sys
from pathlib import Path
from quiz.library.configuration import read_configuration
assert read_configuration(Path(sys.argv[1])).settings.face == "plain"
"""
    assert loaded(code, str(tmp_path / "config.toml")) == {"tomli"}
    assert loaded(code.replace('== "plain"', "== 'auto'"), str(tmp_path / "no.toml")) == set()
