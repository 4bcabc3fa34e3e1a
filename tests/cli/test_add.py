"""`quiz add`: what is brought among the person's decks, and what is not."""

import errno
import os
from pathlib import Path

import pytest

DECK = (
    'format = 1\nid = "knots"\ntitle = "Knots"\n'
    '[[card]]\nid = "c"\nform = "flashcard"\nprompt = "p"\nanswer = "a"\n'
)
links_only = pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")


@pytest.fixture
def own(here: Path) -> Path:
    return here / "data" / "decks"


@pytest.fixture
def shared(here: Path) -> Path:
    """A folder of decks that somebody else looks after."""
    folder = here / "class"
    (folder / "more").mkdir(parents=True)
    (folder / "my knots.toml").write_text(DECK, encoding="utf-8")
    other = DECK.replace('"knots"', '"bends"')
    (folder / "more" / "bends.toml").write_text(other, encoding="utf-8")
    (folder / "notes.txt").write_text("notes", encoding="utf-8")
    return folder


@links_only
def test_a_deck_is_linked_and_followed(quiz, shared: Path, own: Path) -> None:
    deck = shared / "my knots.toml"
    code, out, err = quiz("add", str(deck))
    assert (code, out, err) == ((0, f"Linked as {own / 'knots.toml'}\n  quiz study knots\n", ""))
    assert "knots" in quiz("decks").out
    deck.write_text(DECK.replace('"Knots"', '"Loops"'), encoding="utf-8")
    assert "Loops" in quiz("decks").out
    assert quiz("fmt").code == 0
    assert (own / "knots.toml").is_symlink()
    assert "\n\n[[card]]" in deck.read_text(encoding="utf-8")


@links_only
def test_a_folder_is_linked_with_all_that_comes_into_it(quiz, shared: Path, own: Path) -> None:
    code, out, _ = quiz("add", str(shared))
    assert (code, out.splitlines()) == (
        (0, [f"Linked as {own / 'class'}", "  quiz study knots", "  quiz study bends"])
    )
    (shared / "new.toml").write_text(DECK.replace('"knots"', '"new"'), encoding="utf-8")
    out = quiz("decks").out
    assert all(name in out for name in ("knots", "bends", "new"))


@links_only
def test_a_link_within_what_was_added_leads_nowhere(quiz, shared: Path, here: Path) -> None:
    (here / "secret.toml").write_text(DECK.replace('"knots"', '"secret"'), encoding="utf-8")
    quiz("add", str(shared))
    (shared / "secret.toml").symlink_to(here / "secret.toml")
    assert "This link leads out of the folder" in quiz("decks").out


def test_a_copy_stands_for_itself(quiz, shared: Path, own: Path) -> None:
    assert quiz("add", "--copy", str(shared / "my knots.toml")).out.startswith("Copied to ")
    assert (own / "knots.toml").read_text(encoding="utf-8") == DECK
    assert not (own / "knots.toml").is_symlink()


def test_a_copied_folder_has_its_decks_alone(quiz, shared: Path, own: Path) -> None:
    assert quiz("add", "--copy", str(shared)).code == 0
    found = sorted(str(path.relative_to(own)) for path in own.rglob("*") if path.is_file())
    assert found == [
        os.path.join("class", "more", "bends.toml"),
        os.path.join("class", "my knots.toml"),
    ]
    assert (own / "class").stat().st_mode == shared.stat().st_mode


@pytest.mark.parametrize("content", [b"", b"\x89PNG\0", b"[[card\n", b'title = "\x1b[31m"'])
def test_a_deck_with_errors_is_not_added(quiz, shared: Path, own: Path, content: bytes) -> None:
    (shared / "bad.toml").write_bytes(content)
    for path in (shared, shared / "bad.toml"):
        code, out, err = quiz("add", str(path))
        assert (code, err) == (1, "")
        assert f"{shared / 'bad.toml'}:1:" in out
        assert out.endswith("1 error\nNothing was added.\n")
        assert "\x1b" not in out
    assert not own.exists()


@links_only
def test_a_folder_with_a_link_out_of_it_is_not_added(quiz, shared: Path, here: Path) -> None:
    (shared / "out.toml").symlink_to(here / "small.toml")
    code, out, _ = quiz("add", str(shared))
    assert code == 1
    assert "leads out of the folder" in out


def test_nothing_is_added_twice_or_over_anything(quiz, shared: Path, own: Path) -> None:
    deck = str(shared / "my knots.toml")
    own.mkdir(parents=True)
    (own / "knots.toml").write_text("mine", encoding="utf-8")
    assert f"{own / 'knots.toml'} is there already" in quiz("add", deck).err
    assert (own / "knots.toml").read_text(encoding="utf-8") == "mine"
    (own / "knots.toml").unlink()
    assert quiz("add", "--copy", deck).code == 0
    assert quiz("add", "--copy", deck).err.startswith(
        "quiz: There is a deck with the id knots already: "
    )
    # Spoilt it stays in use as it was, and is not written over.
    (own / "knots.toml").write_text("mine", encoding="utf-8")
    assert "There is a deck with the id knots already" in quiz("add", deck).err
    assert (own / "knots.toml").read_text(encoding="utf-8") == "mine"
    assert "is in your decks folder already" in quiz("add", str(own / "knots.toml")).err
    assert "is in your decks folder already" in quiz("add", str(own)).err


def test_an_own_deck_goes_before_a_shipped_one(quiz, shared: Path) -> None:
    (shared / "ivig.toml").write_text(DECK.replace('"knots"', '"ivig"'), encoding="utf-8")
    assert quiz("add", "--copy", str(shared / "ivig.toml")).code == 0
    assert "Knots" in quiz("decks").out


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), "Name one file or folder to add."),
        (("a", "b"), "Name one file or folder to add."),
        (("nowhere",), "There is no file or folder nowhere"),
    ],
)
def test_wrong_use(quiz, names: tuple[str, ...], told: str) -> None:
    code, out, err = quiz("add", *names)
    assert (code, out, err) == (2, "", f"quiz: {told}\n")


def test_a_folder_without_decks(quiz, here: Path) -> None:
    (here / "empty").mkdir()
    assert "There is no deck in" in quiz("add", str(here / "empty")).err


@pytest.mark.parametrize("path", ["class", "class/my knots.toml"])
def test_a_full_disk_leaves_nothing_behind(
    quiz, shared: Path, own: Path, here: Path, monkeypatch, path: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, out, err = quiz("add", "--copy", str(here / path))
    assert (code, out) == (1, "")
    assert "No space left on device" in err
    assert list(own.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (PermissionError(errno.EPERM, "Operation not permitted"), 1, "--copy puts a copy there"),
        (NotImplementedError("no links"), 1, "A link cannot be made here: no links."),
        (OSError(errno.EROFS, "Read-only file system"), 1, "It cannot be written: Read-only"),
    ],
)
def test_where_no_link_can_be_made(
    quiz, shared: Path, monkeypatch, error: Exception, code: int, told: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("os.symlink", refuse)
    ran = quiz("add", str(shared))
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
