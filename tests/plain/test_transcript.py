"""A whole session, line by line, as somebody hears it.

The transcript is kept beside this file; QUIZ_GOLDEN=1 writes it anew, to be read before it is
committed.
"""

import os
import re
import unicodedata
from pathlib import Path

import pytest

from quiz.plain.browse import browse
from quiz.plain.home import home
from quiz.study.settings import NO_CONTRAST, Settings

GOLDEN = Path(__file__).parent / "transcript.txt"

HEARD = (
    # The list, then the deck: recalled in silence, with everything around it.
    *(":?", "1", ":where", ":time", ":info", "x", "", "9", "3", "s"),
    # A cell of the table, between two cards; the other one comes some questions later.
    *("{peripheral}", "s", ":suspend"),
    # Choices: one of several, overruled; several of several; true or false, taken back.
    *("two", "{central ones}", "u", "3", "", "{optic} {vagus}", "s", ""),
    *("{True}", "g", ":u", ":d", "", ":bury"),
    # Typed: a near miss; gaps with a hint; a list of which one is missing.
    *("demyelinaton", "s", "y", "4", "", ":hint", "sheath", "sheath; axon", "u", ""),
    *("peripheral", "s", ":repeat", ""),
    # Order, pairs, groups, a vignette.
    *("3 1", "{brain} {nerve} {cord}", "s", "", "{MS}{central nerves} {CIDP}{peripheral nerves}"),
    *("s", "", "a1 b?", "{sural nerve}{central} {brain}{central} {optic nerve}?", "s", ""),
    *(":clue", "{CIDP}", "u", ":flag too easy", ""),
    *("", ":browse is:flagged", "1", ":q", ":q"),
)
"""What is said to it; options, which are shuffled, by what they say in braces."""


@pytest.fixture
def transcript(make_table, shapes_deck) -> str:
    # Without steps the questions come in their order, whatever was right.
    table = make_table(
        shapes_deck, settings=Settings(confidence=True, learning_steps=(), contrast=NO_CONTRAST)
    )
    home(table.lines(*HEARD, spelled=True), table.desk)
    browse(table.lines(), table.desk, "", page=None)
    return "\n".join(table.said) + "\n"


def test_the_transcript_is_as_it_was_read(transcript: str) -> None:
    if os.environ.get("QUIZ_GOLDEN") == "1":
        GOLDEN.write_text(transcript, encoding="utf-8", newline="\n")
    assert transcript == GOLDEN.read_text(encoding="utf-8")


def test_every_line_that_was_to_be_heard_was(transcript: str) -> None:
    assert transcript.count("\n>") == len(HEARD)


def test_nothing_but_text_is_in_it(transcript: str) -> None:
    assert "\x1b" not in transcript
    assert "\r" not in transcript
    assert not [
        char
        for char in transcript
        if unicodedata.category(char) in ("Cc", "Cf", "Co") and char != "\n"
    ]


def test_no_line_is_drawn_and_no_sign_stands_for_a_word(transcript: str) -> None:
    # What a deck itself says may hold such signs; what we say may not.
    ours = re.sub(r"[“”\ufffd]", "", transcript)
    assert ours.isascii()
    assert not re.search(r"[|_~^#*]|--|\.\.\.|  ", ours)


def test_the_verdict_comes_first_after_each_answer(transcript: str) -> None:
    verdict = re.compile(r"Right\.|Right, |Wrong\.|Not known\.|Partly right: ")
    told = 0
    for block in re.split(r"^>.*\n", transcript, flags=re.MULTILINE):
        first, *others = block.split("\n")
        told += verdict.match(first) is not None
        assert not any(map(verdict.match, others))
    assert told >= 8


def test_it_can_be_shown_where_only_western_letters_can(transcript: str) -> None:
    transcript.encode("cp1252", errors="replace")
