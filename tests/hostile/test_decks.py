"""Whatever a file holds: a deck or problems, each at its place, soon, and never an exception.

This is the short form. The full one is `python -m tests.hostile.fuzz --cases 100000`, and
`QUIZ_FUZZ=full python -m pytest tests/hostile` for all that is far too large.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.errors import ProblemsFound
from quiz.library.configuration import default_config, read_configuration
from quiz.library.files import LARGEST_FILE
from tests.hostile.bulk import BULK
from tests.hostile.cases import FAMILIES, SHARES, SHIPPED, TOKENS, changed
from tests.hostile.ordeal import Ordeal
from tests.hostile.wild import Writer, fields, toml

ROOT = Path(__file__).parents[2]
FULL = os.environ.get("QUIZ_FUZZ") == "full"
CASES = 500
"""How many cases the short form has, in the shares of the full one."""

LONGEST_S, MOST_MIB = 30, 1600
"""For a file of 16 MiB; one full of honest cards takes about ten seconds, and half the memory."""

QUICK = ("brackets within brackets", "a number of millions of digits", "millions of numbers")


@pytest.mark.parametrize("family", FAMILIES)
def test_any_file(family: str) -> None:
    ordeal = Ordeal()

    @settings(max_examples=CASES * SHARES[family] // 100)
    @given(FAMILIES[family])
    def one(content: bytes) -> None:
        ordeal(content)

    one()
    assert ordeal.cases


@pytest.mark.parametrize("content", [b"a = [ \n", b"", b"\xef\xbb\xbf", b"[[card]]\n" * 50])
def test_what_was_found_once(content: bytes) -> None:
    Ordeal()(content)


@pytest.mark.parametrize("deck", SHIPPED, ids=range(len(SHIPPED)))
def test_the_shipped_decks_cut_off_or_with_a_line_less(deck: bytes) -> None:
    chance, ordeal = random.Random(len(deck)), Ordeal()
    lines = deck.split(b"\n")
    for _ in range(3):
        ordeal(deck[: chance.randrange(len(deck))])
        at = chance.randrange(len(lines))
        ordeal(b"\n".join(lines[:at] + lines[at + 1 :]))


def test_the_wild_deck_has_every_field_that_there_is() -> None:
    writer = Writer(iter(map(str, range(10_000))).__next__)
    ordeal = Ordeal()
    ordeal(toml(writer.deck()).encode())
    assert writer.written >= set(fields())
    assert ordeal.decks == 1


@given(
    changes=st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 12), st.sampled_from(TOKENS)), max_size=4
    )
)
@settings(max_examples=100)
@example(changes=[])
def test_a_configuration_with_pieces_changed(
    changes: list[tuple[int, int, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = changed(default_config().replace("# ", "").encode(), changes)
    path: Path = tmp_path_factory.mktemp("configuration") / "config.toml"
    path.write_bytes(content)
    with suppress(ProblemsFound):
        read_configuration(path)


MEASURED = """
import re, sys, time
from quiz.cli import main
code = main(["check", sys.argv[1]])
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(code, time.process_time(), int(peak[1]) / 1024, file=sys.stderr)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the peak memory")
@pytest.mark.parametrize("name", BULK if FULL else QUICK)
def test_far_too_much_of_something(name: str, tmp_path: Path) -> None:
    deck = tmp_path / "bulk.toml"
    deck.write_text(BULK[name](), encoding="utf-8")
    assert deck.stat().st_size <= LARGEST_FILE
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(deck)],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QUIZ_DATA": str(tmp_path / "data")},
        check=True,
    )
    code, took_s, peak_mib = map(float, done.stderr.split())
    assert code in (0, 1)
    assert len(done.stdout) < 1_000_000
    assert took_s < LONGEST_S
    assert peak_mib < MOST_MIB
    if FULL:
        print(f"{name}: {took_s:.1f} s, {peak_mib:.0f} MiB")


def test_a_cloze_of_a_great_many_gaps() -> None:
    head = 'format = 1\nid = "d"\ntitle = "T"\n[[card]]\nid = "c"\nform = "cloze"\nprompt = "'
    for number, is_read in ((100, True), (101, False)):
        ordeal = Ordeal()
        ordeal((head + "".join(f"{{{{g{one}}}}} " for one in range(number)) + '"').encode())
        assert ordeal.decks == is_read
