"""One deck file, whatever is in it: a deck or problems, never an exception."""

from __future__ import annotations

import gc
import os
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from quiz.errors import Finding, Problem, ProblemsFound, Severity
from quiz.library import files
from quiz.library.files import LARGEST_FILE, digest_of, read_bytes
from quiz.library.reading import Reading, read_deck_bytes, read_deck_file

DECK = """\
format = 1
id = "d"
title = "T"
[source.s]
title = "S"
[[card]]
id = "a"
form = "flashcard"
prompt = "p"
answer = "x"
because = "why"
source = { from = "s" }
"""


def only(reading: Reading) -> Problem:
    assert reading.deck is None
    (problem,) = reading.problems
    assert problem.severity is Severity.ERROR
    return problem


def place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def pretend(monkeypatch: pytest.MonkeyPatch, **changes: Callable[..., object]) -> None:
    """Let the operating system answer differently, to the one module that is looked at."""
    monkeypatch.setattr(files, "os", SimpleNamespace(**{**vars(os), **changes}))


# Sound files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_sound_deck_is_read(tmp_path: Path, mark: str, newline: str) -> None:
    path = tmp_path / "d.toml"
    content = (mark + DECK.replace("\n", newline)).encode()
    path.write_bytes(content)
    reading = read_deck_file(path)
    assert reading.deck
    assert reading.deck.title == "T"
    assert (reading.path, reading.id, reading.digest) == (str(path), "d", digest_of(content))
    assert reading.problems == ()


def test_ends_of_lines_do_not_change_a_text() -> None:
    deck = DECK.replace('"why"', '"""\none\ntwo"""').replace("\n", "\r\n")
    reading = read_deck_bytes(deck.encode(), "d.toml")
    assert reading.deck
    (key,) = reading.deck.facts
    assert reading.deck.explain(key).because == "one\ntwo"


def test_the_digest_tells_contents_apart() -> None:
    assert digest_of(b"a") != digest_of(b"b")
    assert len(digest_of(b"")) == 32


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        for content in (DECK.encode(), b"\xff", b"a"):
            read_deck_bytes(content, "d.toml")
            assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_what_was_read_is_not_walked_by_the_garbage_collector_at_once() -> None:
    head, _, card = DECK.partition("[[card]]")
    cards = (f"[[card]]{card}".replace('"a"', f'"a{number}"') for number in range(1000))
    content = (head + "\n".join(cards)).encode()
    read_deck_bytes(content, "d.toml")  # once before, as importing sets it off
    generations: list[int] = []

    def note(phase: str, of: dict[str, int]) -> None:
        generations.append(of["generation"])

    gc.collect()
    gc.callbacks.append(note)
    try:
        reading = read_deck_bytes(content, "d.toml")
    finally:
        gc.callbacks.remove(note)
    assert reading.deck
    assert generations == []


def test_what_was_frozen_stays_so() -> None:
    gc.freeze()
    try:
        read_deck_bytes(DECK.encode(), "d.toml")
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_a_finding_from_elsewhere_is_placed() -> None:
    finding = Finding(("id",), "Look", "here", Severity.WARNING)
    reading = read_deck_bytes(DECK.encode(), "d.toml")
    assert place(reading.placed(finding)) == (2, 6)
    broken = read_deck_bytes(b"=", "d.toml")
    assert place(broken.placed(finding)) == (1, 1)


@pytest.mark.parametrize(
    ("deck", "deck_id"),
    [
        (DECK.replace("title", "titel", 1), "d"),
        (DECK.replace('"d"', '"D"'), ""),
        (DECK.replace('"d"', "5"), ""),
        (DECK.replace("id", "# "), ""),
        ("id = ", ""),
    ],
)
def test_the_id_of_a_broken_deck_is_told_where_it_can_be(deck: str, deck_id: str) -> None:
    reading = read_deck_bytes(deck.encode(), "d.toml")
    assert reading.deck is None
    assert reading.id == deck_id


# The file itself ----------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    problem = only(read_deck_file(tmp_path / "d.toml"))
    assert place(problem) == (1, 1)
    assert problem.path == str(tmp_path / "d.toml")
    assert "no such file" in problem.message


def test_a_folder(tmp_path: Path) -> None:
    assert "a folder" in only(read_deck_file(tmp_path)).message


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    message = only(read_deck_file(tmp_path / name)).message
    assert "cannot be read" in message or "no such file" in message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "d.toml")
    assert "not a regular file" in only(read_deck_file(tmp_path / "d.toml")).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_a_pipe_put_in_a_files_place_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    file.write_text("x")
    # What was looked at first is a file; what is then opened is not.
    pretend(monkeypatch, stat=lambda _: file.lstat())
    assert "not a regular file" in only(read_deck_file(pipe)).message


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_a_device_and_a_socket(tmp_path: Path) -> None:
    assert "not a regular file" in only(read_deck_file(Path("/dev/zero"))).message
    if hasattr(socket, "AF_UNIX") and len(str(tmp_path)) < 90:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "s"))
            assert "not a regular file" in only(read_deck_file(tmp_path / "s")).message


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d.toml").write_text(DECK)

    def refuse(*_: object) -> int:
        raise PermissionError

    pretend(monkeypatch, open=refuse)
    problem = only(read_deck_file(tmp_path / "d.toml"))
    assert "may not be read" in problem.message
    assert problem.hint


def test_a_file_that_fails_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d.toml").write_text(DECK)

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    pretend(monkeypatch, open=fail)
    assert "Input/output error" in only(read_deck_file(tmp_path / "d.toml")).message


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    assert "larger than 16 MiB" in only(read_deck_file(path)).message


def test_a_file_that_grows_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    small = os.stat_result((stat.S_IFREG | 0o600, *[0] * 9))
    pretend(monkeypatch, stat=lambda _: small, fstat=lambda _: small)
    with pytest.raises(ProblemsFound, match="larger than 16 MiB"):
        read_bytes(path)


def test_content_too_large_is_refused() -> None:
    problem = only(read_deck_bytes(b"#" * (LARGEST_FILE + 1), "d.toml"))
    assert "larger than 16 MiB" in problem.message


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes((DECK + "#").encode().ljust(LARGEST_FILE, b"x"))
    assert read_deck_file(path).deck


# Not a text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only\n", b"\xef\xbb\xbf", b" \t\r\n"])
def test_an_empty_file(content: bytes) -> None:
    problem = only(read_deck_bytes(content, "d.toml"))
    assert "nothing in this file" in problem.message
    assert "format = 1" in problem.hint


@pytest.mark.parametrize(
    ("content", "where", "hint"),
    [
        (b"a = 'caf\xe9'\n", (1, 9), "Save it as UTF-8."),
        (b"# \xc3\xa9\xc3\xa9\r\na = '\xff'\n", (2, 6), "Save it as UTF-8."),
        (b"\xef\xbb\xbfa = '\xe9'", (1, 6), "Save it as UTF-8."),
        (b"a\nb = '\xc3", (2, 6), "Save it as UTF-8."),
        (b"a = '\xed\xa0\x80'", (1, 6), "Save it as UTF-8."),
        ("a = 'é'".encode("utf-16"), (1, 1), "UTF-16"),
        ("a = 'é'".encode("utf-16-be"), (1, 12), "not look like a text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (1, 1), "not look like a text"),
    ],
)
def test_what_is_not_utf8(content: bytes, where: tuple[int, int], hint: str) -> None:
    problem = only(read_deck_bytes(content, "d.toml"))
    assert place(problem) == where
    assert "not UTF-8" in problem.message
    assert hint in problem.hint


# Characters that no deck may hold -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("a = 1\nb = '\0'", (2, 6), "control character (U+0000)"),
        ("\0", (1, 1), "control character (U+0000)"),
        ("# \x1b[31m", (1, 3), "control character (U+001B)"),
        ("# é\nb = 'é\x07'", (2, 7), "control character (U+0007)"),
        ("a = '\x7f'", (1, 6), "control character (U+007F)"),
        ("a = 'é\x85'", (1, 7), "control character (U+0085)"),
        ("# \u202e", (1, 3), "turns the direction of text (U+202E)"),
        ("a = '\u2066'", (1, 6), "turns the direction of text (U+2066)"),
        ("a = '\ufffc'", (1, 6), "gap in a prompt (U+FFFC)"),
        ("a = '\ufeff'", (1, 6), "second byte-order mark (U+FEFF)"),
        ("\ufeff\ufeffa = 1", (1, 1), "second byte-order mark (U+FEFF)"),
        ("a = 1\rb = 2\r", (1, 6), "without a line feed (U+000D)"),
        ("a = 1\r\nb = '\r\r\n'", (2, 6), "without a line feed (U+000D)"),
        ("\r", (1, 1), "without a line feed (U+000D)"),
    ],
)
def test_a_forbidden_character(text: str, where: tuple[int, int], message: str) -> None:
    problem = only(read_deck_bytes(text.encode(), "d.toml"))
    assert place(problem) == where
    assert message in problem.message
    assert problem.hint
    assert problem.excerpt.isprintable()


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        (r'because = "\u0007"', 11, "U+0007"),
        (r'because = "\u202Ex"', 11, "U+202E"),
        (r'because = "\U0000009b"', 11, "U+009B"),
        (r'because = "a\bb"', 11, "U+0008"),
        (r'because = "a\fb"', 11, "U+000C"),
        (r'because = "a\rb"', 11, "U+000D"),
        (r'tags = ["a", "\u0000"]', 14, "U+0000"),
        (r'accept = { x = ["a", "\u001b"] }', 22, "U+001B"),
        (r'accept = { "a\ufffc" = ["x"] }', 12, "U+FFFC"),
        (r'"\u007f" = 1', 1, "U+007F"),
    ],
)
def test_a_forbidden_character_by_its_number(line: str, column: int, message: str) -> None:
    problem = only(read_deck_bytes((DECK.replace("because", "x") + line).encode(), "d.toml"))
    assert place(problem) == (13, column)
    assert message in problem.message


def test_all_forbidden_characters_by_number_are_told() -> None:
    deck = DECK.replace('"p"', r'"\u0007"').replace('"why"', r'"\u001b"')
    problems = read_deck_bytes(deck.encode(), "d.toml").problems
    assert [place(problem) for problem in problems] == [(9, 10), (11, 11)]


@pytest.mark.parametrize(
    "text",
    [
        "é",
        "中文",
        "a\tb",
        "\u200d",
        "\u00ad",
        "a\u2028b",
        r"C:\\reports\\ux",
        r"\u00e9",
        r"\\u0007",
    ],
)
def test_other_characters_are_left_alone(text: str) -> None:
    deck = DECK.replace('"why"', f'"{text}"')
    assert read_deck_bytes(deck.encode(), "d.toml").deck


# Conflicts, numbers, nesting ----------------------------------------------------------------------


def test_every_conflict_mark_is_told() -> None:
    deck = DECK + "<<<<<<< HEAD\ntags = []\n||||||| base\n=======\r\ntags = 1\n>>>>>>> other\n"
    problems = read_deck_bytes(deck.encode(), "d.toml").problems
    assert [place(problem) for problem in problems] == [(13, 1), (15, 1), (16, 1), (18, 1)]
    assert {problem.message for problem in problems} == {"A conflict mark of git is left here"}


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> abc", "<<<<<<<"])
def test_a_conflict_mark_is_seen_within_a_text(mark: str) -> None:
    deck = DECK.replace('"why"', f'"""\n{mark}\n"""')
    assert place(only(read_deck_bytes(deck.encode(), "d.toml"))) == (12, 1)


@pytest.mark.parametrize("line", ["=======", "<<<<<<<<", "a <<<<<<< b", ">>>>>>>x", "<< > >>"])
def test_what_only_looks_like_a_conflict_mark(line: str) -> None:
    deck = DECK.replace('"why"', f'"""\nHeading\n{line}\n"""')
    assert read_deck_bytes(deck.encode(), "d.toml").deck


def test_a_number_of_thousands_of_digits() -> None:
    limit = sys.get_int_max_str_digits()
    deck = DECK + f"revision = {'1' * (limit + 1)}"
    problem = only(read_deck_bytes(deck.encode(), "d.toml"))
    assert place(problem) == (13, 12)
    assert "too many digits" in problem.message


def test_a_number_of_many_digits_is_shown_shortened() -> None:
    problem = only(read_deck_bytes(f"format = {'1' * 4000}\nid='d'\ntitle='T'".encode(), "d.toml"))
    assert len(problem.message) < 200


@pytest.mark.parametrize(("depth", "refused"), [(100, False), (101, True), (5000, True)])
def test_deep_nesting(depth: int, refused: bool) -> None:
    deck = DECK + f"tags = {'[' * depth}{']' * depth}"
    problem = only(read_deck_bytes(deck.encode(), "d.toml"))
    assert (problem.message == "This is nested deeper than 100") is refused
    assert place(problem) == ((13, 108) if refused else (13, 9))


def test_deep_nesting_of_many_parts() -> None:
    key = ".".join("a" * 100)
    deck = DECK + "x = " + f"{{{key} = " * 100 + "1" + "}" * 100
    problem = only(read_deck_bytes(deck.encode(), "d.toml"))
    assert place(problem) == (13, 1)


def test_a_parser_that_runs_out_of_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    import tomli

    def overrun(_: str) -> dict[str, object]:
        raise RecursionError

    monkeypatch.setattr(tomli, "loads", overrun)
    assert "nested too deep" in only(read_deck_bytes(DECK.encode(), "d.toml")).message
