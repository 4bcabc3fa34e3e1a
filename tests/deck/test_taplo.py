"""The schema in an editor's hands: Taplo, which editors of TOML are built on, reads decks by it."""

import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

FOLDER = Path(__file__).parents[2] / "decks"
DECKS = sorted(FOLDER.glob("*.toml"))
TAPLO = which("taplo", path=str(Path(sys.executable).parent)) or which("taplo")

pytestmark = pytest.mark.skipif(TAPLO is None, reason="Taplo is not installed: pip install taplo")

DECK = """\
#:schema {schema}
format = 1
id = "d"
title = "T"

[[card]]
id = "c"
form = "choice"
prompt = "p"
answer = "a"
wrong = ["b"]
source = { from = "s" }

[source.s]
title = "S"

[[comparison]]
id = "t"
title = "Table"
subject.a = { name = "A" }
subject.b = { name = "B" }

[[comparison.feature]]
id = "f"
name = "f"
cell.a = "x"
cell.b = { text = "y", accept = ["z"] }
"""


def lint(*paths: Path, schema: bool = False) -> subprocess.CompletedProcess[str]:
    """Let Taplo look at decks: by the schema that they name, or by the one that is named here."""
    words = ["--schema", (FOLDER / "deck.schema.json").as_uri()] if schema else []
    return subprocess.run(
        [str(TAPLO), "lint", *words, *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "d.toml"
    path.write_text(text.replace("{schema}", (FOLDER / "deck.schema.json").as_uri()), "utf-8")
    return path


@pytest.mark.parametrize("schema", [False, True], ids=["as they name it", "as it is named"])
def test_the_shipped_decks_pass(schema: bool) -> None:
    ran = lint(*DECKS, schema=schema)
    assert ran.returncode == 0, ran.stderr


def test_a_deck_that_names_the_schema_passes(tmp_path: Path) -> None:
    ran = lint(written(tmp_path, DECK))
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('id = "d"', 'id = "D e"'),
        ('form = "choice"', 'form = "chioce"'),
        ('prompt = "p"', 'promt = "p"'),
        ('answer = "a"\n', ""),
        ('cell.a = "x"', "cell.a = 1"),
        ('name = "f"', 'nam = "f"'),
        ("format = 1", 'format = "1"'),
        ('title = "S"', 'title = "S"\nyaer = 2000'),
    ],
)
def test_a_slip_is_marked_by_the_schema_that_the_deck_names(tmp_path, good, bad) -> None:
    assert DECK.count(good) == 1
    ran = lint(written(tmp_path, DECK.replace(good, bad)))
    assert ran.returncode != 0
    assert "error: " in ran.stderr
