import re
import shlex
from pathlib import Path

import pytest

from quiz.commands.front_page import OVERVIEW
from quiz.commands.parser import parse
from quiz.commands.told import COMMANDS
from quiz.errors import UsageError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(line: str, **environ: str):
    return parse(shlex.split(line), environ)


def names(request) -> list[str]:
    return [path.name for path in request.options.decks]


def test_no_command_is_the_app() -> None:
    assert read("").name == "app"
    assert read("--plain").plain


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_read(name: str) -> None:
    assert read(name).name == name


@pytest.mark.parametrize(
    ("line", "decks"),
    [
        ("--decks a", ["a"]),
        ("study --decks a", ["a"]),
        ("--decks a study --decks b", ["a", "b"]),
        ("--decks a --decks b study --decks c --decks a", ["a", "b", "c", "a"]),
        ("--decks=a decks --json --decks=b", ["a", "b"]),
    ],
)
def test_options_given_several_times_add_up_on_both_sides(line: str, decks: list[str]) -> None:
    assert names(read(line)) == decks
    assert names(read(line, QUIZ_DECKS="c")) == [*decks, "c"]


def test_nothing_is_carried_over_from_one_reading_to_the_next() -> None:
    assert names(read("--decks a study --decks b")) == ["a", "b"]
    assert names(read("study --decks c")) == ["c"]


@pytest.mark.parametrize(
    "line",
    [
        "--data d --seed 3 --plain study",
        "study --data d --seed 3 --plain",
        "--data x --seed 9 study --plain --data d --seed 3",
    ],
)
def test_options_stand_on_either_side_and_the_later_wins(line: str, here: Path) -> None:
    request = read(line)
    assert (request.options.data, request.options.seed, request.plain) == (here / "d", 3, True)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("study", ()),
        ("study x y", ("x", "y")),
        ("study --minutes 5 x y", ("x", "y")),
        ("study x --minutes 5 y", ("x", "y")),
        ("study x --decks a y --plain z", ("x", "y", "z")),
        ("browse -- -is:due myelin", ("-is:due", "myelin")),
        ("check a --json b", ("a", "b")),
    ],
)
def test_names_may_stand_around_options(line: str, found: tuple[str, ...]) -> None:
    assert read(line).names == found


def test_each_command_has_its_own_options() -> None:
    assert read("study --minutes 2.5").minutes == 2.5
    assert read("decks --json").json
    assert read("log --all --json").all
    assert read("config --example").example


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("studdy", "There is no command studdy. Did you mean quiz study"),
        ("zzz", "There is no command zzz. quiz --help lists them"),
        ("decks --nope", "--nope is not understood here. quiz decks --help tells"),
        ("decks ivig", "ivig is not understood here"),
        ("--nope", "--nope is not understood here. quiz --help tells"),
        ("study --min 5", "--min is not understood here"),
        ("study --minutes ten", "'ten' is no number of minutes"),
        ("study --minutes 0", "'0' is no number of minutes"),
        ("study --minutes nan", "'nan' is no number of minutes"),
        ("study --minutes", "expected one argument. quiz study --help"),
        ("--seed x", "'x' is no whole number"),
        ("--data", "expected one argument. quiz --help"),
    ],
)
def test_wrong_use_is_told_in_a_line(line: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as raised:
        read(line)
    assert "\n" not in str(raised.value)
    assert raised.value.exit_code == 2


# Help.


def helped(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        read(line)
    assert stopped.value.code == 0
    return capsys.readouterr().out


def test_the_overview_names_all_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = helped("--help", capsys)
    assert text == OVERVIEW
    for name in COMMANDS:
        assert f"\n  quiz {name}" in text
    for option in ("--decks", "--data", "--plain", "--seed", "--version", "--help"):
        assert f"\n  {option}" in text
    assert max(map(len, text.splitlines())) < 80


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_tells_what_it_does_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, told = helped(f"{name} --help", capsys), COMMANDS[name]
    assert told.does in " ".join(text.split())
    assert f"\nusage: {' '.join(f'quiz {name} {told.takes} [OPTION ...]'.split())}\n" in text
    assert told.examples
    for example, means in told.examples:
        line = example.split(" > ")[0].removeprefix("quiz ")
        assert read(line).name == name
        assert re.search(rf"^  {re.escape(example)}  +{re.escape(means)}$", text, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_fits_a_terminal_and_says_it_in_our_words(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = helped(f"{name} --help", capsys)
    assert max(map(len, text.splitlines())) < 80
    for theirs in ("positional arguments", "options:", "show this help message", "[-h]"):
        assert theirs not in text
    for option in ("--decks PATH", "--data DIR", "--plain", "--seed N"):
        assert option in text


def test_options_are_told_with_what_they_take(capsys: pytest.CaptureFixture[str]) -> None:
    exam, contrast = (helped(f"{name} --help", capsys) for name in ("exam", "contrast"))
    assert "\n  --show [EXAM]  show a result" in exam
    assert "\n  --count        let the answers" in exam
    assert "\n  --between A B  two subjects" in contrast
    assert "\n  DECK  id, beginning of an id, or title of a deck\n" in contrast


def test_an_exit_code_is_told_where_it_tells_something(capsys: pytest.CaptureFixture[str]) -> None:
    told = "\nExit code  1 where there is an error, advice being none; 2 for wrong use\n"
    assert told in helped("check --help", capsys)
    assert "Exit code" not in helped("due --help", capsys)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert helped("--version", capsys).startswith("quiz ")
