"""Where decks are found, in which order, and what is not followed."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

import quiz
from quiz.errors import UsageError
from quiz.library import finding
from quiz.library.finding import (
    Found,
    Places,
    find_decks,
    find_given,
    find_own,
    find_to_write,
    require,
    shipped_decks,
)


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return folder


def names(found: list[Found], folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in found]


@pytest.fixture
def link(tmp_path: Path) -> None:
    """Skips where links cannot be made, as on Windows without the right to."""
    try:
        (tmp_path / "a-link").symlink_to(tmp_path)
        (tmp_path / "a-link").unlink()
    except OSError:
        pytest.skip("links cannot be made here")


def test_a_folder_is_searched_below_by_name(tmp_path: Path) -> None:
    make(tmp_path, "b.toml", "A.toml", "c/z.toml", "c/d/y.toml", "B/x.toml", "C.TOML")
    found = find_given([tmp_path])
    order = ["A.toml", "b.toml", "C.TOML", "B/x.toml", "c/z.toml", "c/d/y.toml"]
    assert names(found, tmp_path) == order
    assert not any(one.refusal for one in found)


def test_what_is_no_deck_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.toml", ".hidden.toml", ".git/b.toml", "config.toml", "pyproject.toml")
    make(tmp_path, "c.toml~", "d.txt", "toml", "deck.schema.json", "sub/config.toml")
    assert names(find_given([tmp_path]), tmp_path) == ["a.toml"]


def test_a_file_that_was_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    make(tmp_path, "config.toml", ".hidden", "deck")
    paths = [tmp_path / name for name in ("deck", ".hidden", "config.toml")]
    assert [one.path for one in find_given(paths)] == paths


def test_named_then_own_then_shipped(tmp_path: Path) -> None:
    make(tmp_path, "one/a.toml", "two.toml", "own/b.toml", "shipped/c.toml")
    given = (tmp_path / "two.toml", tmp_path / "one")
    found = find_decks(Places(given, tmp_path / "own", tmp_path / "shipped"))
    assert names(found, tmp_path) == ["two.toml", "one/a.toml", "own/b.toml", "shipped/c.toml"]


def test_a_file_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a.toml", "b.toml")
    given = (tmp_path / "b.toml", tmp_path, tmp_path / "." / "a.toml")
    assert names(find_decks(Places(given, tmp_path)), tmp_path) == ["b.toml", "a.toml"]


def test_folders_of_ours_may_be_missing(tmp_path: Path) -> None:
    assert find_decks(Places((), tmp_path / "no", tmp_path / "neither")) == []
    assert find_decks(Places()) == []


def test_what_was_named_must_be_there(tmp_path: Path) -> None:
    make(tmp_path, "a.toml")
    require([tmp_path, tmp_path / "a.toml"])
    with pytest.raises(UsageError, match=r"b\.toml"):
        require([tmp_path / "a.toml", tmp_path / "b.toml"])


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.toml", "closed/b.toml", "open/c.toml")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError
        return scan(path)

    monkeypatch.setattr(finding, "os", SimpleNamespace(**{**vars(os), "scandir": refuse}))
    found = find_given([tmp_path])
    assert names(found, tmp_path) == ["a.toml", "closed", "open/c.toml"]
    assert [bool(one.refusal) for one in found] == [False, True, False]


# Links --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("link")
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "decks/a.toml", "other/b.toml", "other/notes.txt", "decks-too/c.toml")
    decks = tmp_path / "decks"
    (decks / "b.toml").symlink_to(tmp_path / "other" / "b.toml")
    (decks / "c.toml").symlink_to(tmp_path / "decks-too" / "c.toml")
    (decks / "more").symlink_to(tmp_path / "other", target_is_directory=True)
    (decks / "notes.txt").symlink_to(tmp_path / "other" / "notes.txt")
    (decks / ".b.toml").symlink_to(tmp_path / "other" / "b.toml")
    found = find_given([decks])
    assert names(found, decks) == ["a.toml", "b.toml", "c.toml", "more"]
    assert [bool(one.refusal) for one in found] == [False, True, True, True]
    assert "--decks" in found[1].hint


@pytest.mark.usefixtures("link")
def test_a_link_within_the_folder_is_followed_to_files(tmp_path: Path) -> None:
    make(tmp_path, "a.toml", "sub/b.toml")
    (tmp_path / "sub" / "c.toml").symlink_to(Path("..") / "a.toml")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "again").symlink_to(tmp_path / "sub", target_is_directory=True)
    found = find_given([tmp_path])
    assert names(found, tmp_path) == ["a.toml", "sub/b.toml", "sub/c.toml"]
    assert not any(one.refusal for one in found)


@pytest.mark.usefixtures("link")
def test_a_link_that_was_named_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "other/b.toml")
    (tmp_path / "file.toml").symlink_to(tmp_path / "other" / "b.toml")
    (tmp_path / "folder").symlink_to(tmp_path / "other", target_is_directory=True)
    found = find_given([tmp_path / "file.toml", tmp_path / "folder"])
    assert names(found, tmp_path) == ["file.toml", "folder/b.toml"]
    assert not any(one.refusal for one in found)


@pytest.mark.usefixtures("link")
def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "gone.toml")
    require([tmp_path / "a.toml"])
    assert names(find_given([tmp_path]), tmp_path) == ["a.toml"]


def test_another_drive_is_out_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.toml")
    monkeypatch.setattr(finding, "_same_drive", lambda *_: False)
    monkeypatch.setattr(finding, "_is_link", lambda entry: entry.name == "a.toml")
    (found,) = find_given([tmp_path])
    assert found.refusal


# The shipped decks --------------------------------------------------------------------------------


def test_the_shipped_decks_are_there() -> None:
    decks = [one.path.stem for one in find_given([shipped_decks()])]
    assert {"central-vs-peripheral", "ivig", "small-fiber-neuropathy"} <= set(decks)


def test_the_shipped_decks_lie_within_the_built_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "quiz" / "library" / "finding.py"
    monkeypatch.setattr(finding, "__file__", str(module))
    assert shipped_decks() == tmp_path.resolve() / "decks"
    (tmp_path / "quiz" / "decks").mkdir(parents=True)
    assert shipped_decks() == tmp_path.resolve() / "quiz" / "decks"
    assert Path(quiz.__file__).parent.name == "quiz"


@pytest.mark.usefixtures("link")
def test_a_link_right_in_the_own_folder_is_the_persons(tmp_path: Path) -> None:
    make(tmp_path / "own", "a.toml", "sub/b.toml")
    make(tmp_path / "class", "c.toml", "deep/d.toml")
    own, other = tmp_path / "own", tmp_path / "class"
    (own / "class").symlink_to(other, target_is_directory=True)
    (own / "linked.toml").symlink_to(other / "c.toml")
    (own / "gone.toml").symlink_to(tmp_path / "gone.toml")
    (own / "loop").symlink_to(own, target_is_directory=True)
    (own / "sub" / "out.toml").symlink_to(other / "c.toml")
    found = {str(one.path.relative_to(own)): one.refusal for one in find_own(own)}
    refused = found.pop(os.path.join("sub", "out.toml"))
    target = os.path.realpath(other / "c.toml")
    assert refused == f"This link leads out of the folder of decks, to {target}"
    inside = ("a.toml", "sub/b.toml", "class/c.toml", "class/deep/d.toml", "gone.toml")
    assert found == dict.fromkeys(map(os.path.normpath, (*inside, "linked.toml")), "")
    assert find_own(tmp_path / "nowhere") == []


@pytest.mark.usefixtures("link")
def test_what_is_to_be_written_is_not_behind_a_link_of_somebody_else(tmp_path: Path) -> None:
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    make(own, "a.toml")
    make(theirs, "b.toml", "sub/c.toml")
    (own / "linked.toml").symlink_to(theirs / "b.toml")
    (theirs / "inside.toml").symlink_to(theirs / "sub" / "c.toml")
    (theirs / "out.toml").symlink_to(own / "a.toml")
    (theirs / "out-of-two.toml").symlink_to("out.toml")
    named = [own / "linked.toml", *sorted(theirs.glob("*.toml"))]
    refused = [one.path.name for one in find_to_write(named, own) if one.leads_out]
    assert refused == ["out-of-two.toml", "out.toml"]
    assert "Name what it leads to." in find_to_write([theirs / "out.toml"], own)[0].hint
    assert [one.leads_out for one in find_to_write([theirs], own)].count(True) == 2


@pytest.mark.skipif(os.name != "posix", reason="no name may hold such a character")
@pytest.mark.parametrize("odd", ["a\nb", "a\x1b[31m", "a\x9b", "a\u202eb", "a\u2028b"])
def test_a_name_that_no_person_gives_is_refused(tmp_path: Path, odd: str) -> None:
    decks = make(
        tmp_path / "decks", f"{odd}.toml", f"{odd}/c.toml", f"{odd}.txt", "na\u00efve.toml"
    )
    (refusal,) = {one.refusal for one in find_given([decks]) if one.refusal}
    assert "control character" in refusal
    found = {one.path.name: bool(one.refusal) for one in find_given([decks])}
    assert found == {odd: True, f"{odd}.toml": True, "na\u00efve.toml": False}
    assert find_given([decks / f"{odd}.toml"])[0].refusal == refusal
