"""The catalogue's cache: right when it is there, and never missed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import Problem, Severity
from quiz.facts import FactKey
from quiz.library import cache, kept_file
from quiz.library.cache import CatalogueCache
from quiz.library.kept_file import KeptFile
from quiz.study.ports import CatalogueFact, DeckEntry


@pytest.fixture
def entry(tmp_path: Path) -> DeckEntry:
    deck = tmp_path / "d.toml"
    deck.write_text("")
    return DeckEntry(
        "d",
        "Títle",
        "A summary\nof two lines",
        str(deck),
        "abc",
        (
            CatalogueFact(FactKey("d/a")),
            CatalogueFact(FactKey("d/a/reverse"), 2),
            CatalogueFact(FactKey("d/b"), 1, (FactKey("old/b"), FactKey("d/c"))),
        ),
        1,
        2,
        (
            Problem(str(deck), 3, 4, Severity.WARNING, "Look", "here", "a = 'é'"),
            Problem(str(deck), 5, 6, Severity.ERROR, "Oh"),
        ),
    )


def kept(folder: Path, entry: DeckEntry) -> DeckEntry | None:
    return CatalogueCache(folder).get(entry.path, entry.digest)


def save(folder: Path, *entries: DeckEntry) -> None:
    store = CatalogueCache(folder)
    for entry in entries:
        store.put(entry)
    store.save()


def test_what_is_put_is_got_at_once_and_later(tmp_path: Path, entry: DeckEntry) -> None:
    store = CatalogueCache(tmp_path / "cache" / "deeper")
    store.put(entry)
    assert store.get(entry.path, "abc") == entry
    store.save()
    assert kept(tmp_path / "cache" / "deeper", entry) == entry
    assert [path.name for path in (tmp_path / "cache" / "deeper").iterdir()] == ["decks.json"]


def test_it_holds_for_one_content_only(tmp_path: Path, entry: DeckEntry) -> None:
    save(tmp_path, entry)
    assert CatalogueCache(tmp_path).get(entry.path, "abd") is None
    assert CatalogueCache(tmp_path).get("other.toml", "abc") is None
    newer = replace(entry, digest="abd", title="New")
    save(tmp_path, newer)
    assert kept(tmp_path, entry) is None
    assert kept(tmp_path, newer) == newer


def test_without_a_folder_nothing_is_kept_beyond_the_run(entry: DeckEntry) -> None:
    store = CatalogueCache(None)
    store.put(entry)
    store.save()
    assert store.get(entry.path, entry.digest) == entry
    assert CatalogueCache(None).get(entry.path, entry.digest) is None


def test_files_that_are_gone_are_forgotten(tmp_path: Path, entry: DeckEntry) -> None:
    gone = replace(entry, path=str(tmp_path / "gone.toml"))
    save(tmp_path, gone, entry)
    assert kept(tmp_path, gone) is None
    assert kept(tmp_path, entry) == entry


def test_it_does_not_grow_without_end(
    tmp_path: Path, entry: DeckEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST_FILES", 2)
    entries = []
    for number in range(4):
        path = tmp_path / f"{number}.toml"
        path.write_text("")
        entries.append(replace(entry, path=str(path), problems=()))
    save(tmp_path, *entries)
    assert [kept(tmp_path, one) is not None for one in entries] == [False, False, True, True]


@pytest.mark.parametrize("change", ["version", "format"])
def test_another_version_begins_anew(
    tmp_path: Path, entry: DeckEntry, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, entry)
    if change == "version":
        monkeypatch.setattr(kept_file, "__version__", "another")
    else:
        monkeypatch.setattr(cache, "CACHE_FORMAT", cache.CACHE_FORMAT + 1)
    assert kept(tmp_path, entry) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"\xff\xfe\0",
        lambda _: b"{}",
        lambda whole: whole[:-1],
        lambda whole: whole.replace(b"Look", b"Loot"),
        lambda whole: whole.partition(b"\n")[0] + b"\nnull",
        lambda whole: whole + b"\n",
    ],
    ids=range(7),
)
def test_a_damaged_cache_is_not_used(tmp_path: Path, entry: DeckEntry, damage: object) -> None:
    save(tmp_path, entry)
    file = tmp_path / "decks.json"
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert kept(tmp_path, entry) is None
    save(tmp_path, entry)
    assert kept(tmp_path, entry) == entry


def test_a_cache_with_the_right_checksum_that_is_no_json(tmp_path: Path, entry: DeckEntry) -> None:
    save(tmp_path, entry)
    file = tmp_path / "decks.json"
    KeptFile(file, cache.CACHE_FORMAT).write_bytes(b"[")
    assert KeptFile(file, cache.CACHE_FORMAT).read_bytes() == b"["
    assert kept(tmp_path, entry) is None


def test_a_cache_that_cannot_be_written_is_left(tmp_path: Path, entry: DeckEntry) -> None:
    (tmp_path / "file").write_text("")
    save(tmp_path / "file", entry)
    (tmp_path / "folder" / "decks.json").mkdir(parents=True)
    save(tmp_path / "folder", entry)
    assert kept(tmp_path / "folder", entry) is None
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["decks.json"]


def test_half_a_cache_is_never_seen(
    tmp_path: Path, entry: DeckEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, entry)

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(kept_file, "os", SimpleNamespace(**{**vars(os), "replace": fail}))
    save(tmp_path, replace(entry, title="New"))
    assert kept(tmp_path, entry) == entry
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".decks")]


def test_it_is_written_only_when_there_is_something_new(tmp_path: Path, entry: DeckEntry) -> None:
    save(tmp_path, entry)
    (tmp_path / "decks.json").unlink()
    store = CatalogueCache(tmp_path)
    store.get(entry.path, entry.digest)
    store.save()
    assert not (tmp_path / "decks.json").exists()


def test_it_is_plain_json_after_its_header(tmp_path: Path, entry: DeckEntry) -> None:
    save(tmp_path, entry)
    header, body = (tmp_path / "decks.json").read_text("ascii").split("\n")
    assert header.startswith("differential-quiz ")
    assert list(json.loads(body)) == [entry.path]


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_file_name_that_is_not_unicode(tmp_path: Path, entry: DeckEntry) -> None:
    path = tmp_path / os.fsdecode(b"d\xff.toml")
    try:
        path.write_text("")
    except OSError:
        pytest.skip("this file system has no such names")
    strange = replace(entry, path=str(path), problems=())
    save(tmp_path, strange)
    assert kept(tmp_path, strange) == strange


ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
facts = st.builds(
    lambda name, revision, aliases: CatalogueFact(
        FactKey(f"d/{name}"), revision, tuple(map(FactKey, aliases))
    ),
    ids,
    st.integers(1, 3),
    st.lists(ids, max_size=2),
)
problems = st.builds(
    Problem,
    st.just("d.toml"),
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(Severity),
    st.text(),
    st.text(),
    st.text(),
)


@given(
    title=st.text(),
    facts=st.lists(facts, max_size=4).map(tuple),
    problems=st.lists(problems, max_size=3).map(tuple),
)
@settings(max_examples=100)
def test_every_entry_comes_back_as_it_was(
    title: str, facts: tuple[CatalogueFact, ...], problems: tuple[Problem, ...]
) -> None:
    entry = DeckEntry("d", title, "", "d.toml", "abc", facts, 1, 2, problems)
    packed = json.loads(json.dumps(cache._packed(entry)))
    assert cache._unpacked(packed, "d.toml") == entry
