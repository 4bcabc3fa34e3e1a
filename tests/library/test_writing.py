import errno
import os
import stat
from pathlib import Path

import pytest

from quiz.errors import ProblemsFound
from quiz.library.writing import create_file, replace_file

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and links as POSIX has them")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.toml"
    path.write_bytes(b"old")
    return path


def fail(*_: object, **__: object) -> None:
    raise FULL


def test_a_file_is_replaced_and_nothing_is_left_beside_it(deck: Path) -> None:
    replace_file(deck, b"old", b"new")
    assert deck.read_bytes() == b"new"
    assert list(deck.parent.iterdir()) == [deck]


@posix_only
def test_a_file_keeps_its_permissions(deck: Path) -> None:
    deck.chmod(0o640)
    replace_file(deck, b"old", b"new")
    assert stat.S_IMODE(deck.stat().st_mode) == 0o640


@posix_only
def test_a_link_stays_and_what_it_leads_to_is_written(deck: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(Path("..") / "deck.toml")
    replace_file(link, b"old", b"new")
    assert link.is_symlink()
    assert deck.read_bytes() == b"new"
    assert list(link.parent.iterdir()) == [link]


@pytest.mark.parametrize("call", ["os.replace", "os.fsync", "os.chmod"])
def test_whatever_fails_the_file_is_left_as_it_was(deck: Path, monkeypatch, call: str) -> None:
    monkeypatch.setattr(call, fail)
    with pytest.raises(ProblemsFound, match="cannot be written: No space left") as found:
        replace_file(deck, b"old", b"new")
    assert found.value.problems[0].hint == "It was left as it was."
    assert deck.read_bytes() == b"old"
    assert list(deck.parent.iterdir()) == [deck]


def test_what_was_saved_meanwhile_is_not_lost(deck: Path) -> None:
    with pytest.raises(ProblemsFound, match="changed by something else"):
        replace_file(deck, b"older", b"new")
    assert deck.read_bytes() == b"old"
    assert list(deck.parent.iterdir()) == [deck]


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_a_new_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch, call: str) -> None:
    path = tmp_path / "decks" / "new.toml"
    with monkeypatch.context() as patch:
        patch.setattr(call, fail)
        patch.setattr("os.link", fail)
        with pytest.raises(ProblemsFound, match="cannot be written"):
            create_file(path, b"new")
        assert list(path.parent.iterdir()) == []
    create_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@posix_only
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    create_file(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(deck: Path, monkeypatch, links: bool) -> None:
    if not links:
        monkeypatch.setattr("os.link", fail)
    with pytest.raises(ProblemsFound, match="There is such a file already"):
        create_file(deck, b"new")
    assert deck.read_bytes() == b"old"
    assert list(deck.parent.iterdir()) == [deck]


def test_a_new_file_where_there_are_no_hard_links(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("os.link", fail)
    create_file(tmp_path / "new", b"new")
    assert (tmp_path / "new").read_bytes() == b"new"
