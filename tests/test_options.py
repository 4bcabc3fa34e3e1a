import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.errors import UsageError
from quiz.options import Options, options, paths

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

# Options.


def test_nothing_named_is_nothing_chosen() -> None:
    assert options(None, [], None, {}) == Options()
    assert options(None, [], None, {"QUIZ_DATA": "", "QUIZ_DECKS": "", "QUIZ_NOW": ""}) == Options()


def test_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    chosen = options(str(tmp_path / "a"), [], 5, {"QUIZ_DATA": str(tmp_path / "b")})
    assert (chosen.data, chosen.seed) == (tmp_path / "a", 5)
    assert options(None, [], None, {"QUIZ_DATA": str(tmp_path / "b")}).data == tmp_path / "b"


def test_decks_add_up(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("one", "two", "three")]
    for path in names:
        path.mkdir()
    environ = {"QUIZ_DECKS": os.pathsep.join([str(names[1]), str(names[2])])}
    assert options(None, [str(names[0])], None, environ).decks == tuple(names)


def test_a_relative_path_and_a_tilde_are_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    both = (tmp_path,)
    assert options("~/x", ["."], None, {}) == Options(tmp_path / "x", both, insisted=both)
    assert options("~/x", [], None, {"QUIZ_DECKS": "."}) == Options(tmp_path / "x", both)


@pytest.mark.parametrize(
    ("data", "environ", "told"),
    [
        (None, {"QUIZ_NOW": "2026-01-01"}, "name a data folder"),
        ("d", {"QUIZ_NOW": "yesterday"}, "no instant"),
        ("d", {"QUIZ_NOW": "1200-01-01T00:00Z"}, "no instant"),
    ],
)
def test_what_cannot_be_is_wrong_use(data, environ, told) -> None:
    with pytest.raises(UsageError, match=told):
        options(data, [], None, environ)


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(UsageError, match="is not a folder"):
        options(str(file), [], None, {})


def test_an_instant_is_read_in_its_zone() -> None:
    environ = {"QUIZ_NOW": "2026-03-02T10:00:00+01:00"}
    assert options("d", [], None, environ).instant == NOW
    assert options("d", [], None, {"QUIZ_NOW": "2026-03-02T09:00Z"}).instant == NOW


@pytest.mark.usefixtures("berlin")
def test_an_instant_without_a_zone_is_local_time() -> None:
    environ = {"QUIZ_NOW": "2026-07-01T12:00"}
    assert options("d", [], None, environ).instant == datetime(2026, 7, 1, 10, tzinfo=UTC)


# Folders.


def test_with_a_data_folder_everything_is_under_it(tmp_path: Path) -> None:
    found = paths(tmp_path)
    for path in (found.log, found.config, found.decks, found.cache):
        assert path.parent == tmp_path


def test_without_one_the_platform_says_where() -> None:
    found = paths(None)
    assert all("differential-quiz" in str(path) for path in (found.log, found.config, found.cache))
    assert found.decks.parent == found.log.parent
