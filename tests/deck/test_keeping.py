"""A deck that was kept: the same as the one that was read, and nothing else is taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli

from benchmarks.decks import deck as deck_of_all_forms
from quiz.deck.deck import Deck, read_well_formed
from quiz.deck.keeping import packed, unpacked
from quiz.errors import DataError
from quiz.facts import FactKind

ROOT = Path(__file__).parent.parent.parent
SHIPPED = {path.stem: path.read_text("utf-8") for path in (ROOT / "decks").glob("*.toml")}
RENAMED = """\
format = 1
id = "d"
title = "Títle — of one"
aliases = ["old"]
strict = ["case"]

[[card]]
id = "a"
form = "flashcard"
prompt = "p"
answer = "naïve 中文 \\u2028 🙂"
both_ways = true
aliases = ["b"]
revision = 3

[[card]]
form = "typed"
prompt = "How many without an id?"
answer = 1_000_000_000_000_000_000_000_000.5
tolerance = 1

[[comparison]]
id = "c"
title = "C"
subject.x = { name = "X", aliases = ["w"] }
subject.y = { name = "Y" }

[[comparison.feature]]
name = "Without an id"
cell.x = ["one", "two"]
cell.y = { text = "other", accept = ["another"], strict = true }
"""
TEXTS = {
    **SHIPPED,
    "all forms": deck_of_all_forms(60, features=3),
    "renamed": RENAMED,
    "empty": 'format = 1\nid = "d"\ntitle = "T"\n',
}


def read(text: str, *, with_facts: bool = False) -> Deck:
    found = read_well_formed(tomli.loads(text), with_facts=with_facts)
    assert found
    assert found[0]
    return found[0]


def told(deck: Deck) -> dict[str, Any]:
    """All that a deck says of each fact, in each of its forms."""
    return {
        key: (
            fact,
            deck.prompt(key),
            deck.subject(key),
            deck.tags(key),
            deck.rivals(key),
            deck.explain(key),
            [
                (question.form, question.shape, question.facts)
                for form in deck.forms(key)
                for question in [deck.ask(key, form, 1, Random(1))]
            ],
        )
        for key, fact in deck.facts.items()
    }


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("with_facts", [True, False])
def test_it_comes_back_as_it_was(name: str, with_facts: bool) -> None:
    deck = read(TEXTS[name], with_facts=with_facts)
    back = unpacked(b"before\n" + packed(deck), len(b"before\n"))
    assert (back.id, back.title, back.language) == (deck.id, deck.title, deck.language)
    assert (back.summary, back.tables) == (deck.summary, deck.tables)
    assert list(back.facts) == list(deck.facts)
    assert told(back) == told(deck)


def test_facts_are_the_same_whether_made_at_once_or_later() -> None:
    for text in TEXTS.values():
        assert dict(read(text, with_facts=True).facts) == dict(read(text).facts)


def test_facts_come_without_their_cards() -> None:
    lines = packed(read(RENAMED)).split(b"\n")
    spoilt = lines[:3] + [b"?" * len(line) for line in lines[3:]]
    deck = unpacked(b"\n".join(spoilt))
    assert dict(deck.facts) == dict(read(RENAMED).facts)
    cards = [key for key, fact in deck.facts.items() if fact.kind is FactKind.CARD]
    assert [deck.place(key) for key in cards] == [None] * 3
    assert [deck.rivals(key) for key in cards] == [()] * 3
    with pytest.raises(DataError, match="Remove the folder"):
        deck.prompt(cards[0])


def test_it_has_no_other_facts() -> None:
    deck = unpacked(packed(read(RENAMED)))
    assert "d/a" in deck.facts
    assert "d/b" not in deck.facts
    with pytest.raises(KeyError):
        deck.facts[next(iter(deck.facts)).replace("a", "no")]  # type: ignore[index]


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b"flashcard", b"flushcard"),
        lambda line: line.replace(b'"form"', b'"norm"'),
        lambda line: line.replace(b'"p"', b"555"),
        lambda line: b"[" + line[1:],
        lambda line: b"5".ljust(len(line)),
        lambda line: b"[]".ljust(len(line)),
    ],
    ids=range(6),
)
def test_a_card_that_was_changed_is_refused(change: Callable[[bytes], bytes]) -> None:
    lines = packed(read(RENAMED)).split(b"\n")
    lines[3] = change(lines[3])
    deck = unpacked(b"\n".join(lines))
    with pytest.raises(DataError, match="changed what was kept"):
        deck.prompt(next(iter(deck.facts)))


def _set(place: int, value: object) -> Callable[[list[Any]], None]:
    return lambda columns: columns.__setitem__(place, value)


@pytest.mark.parametrize(
    "change",
    [
        _set(1, [True, 2, 3]),
        _set(1, [1, 2, 3]),
        _set(2, [1]),
        _set(3, ["only one"]),
        _set(4, 5),
        _set(5, [0.0, 0, 1, -1, -1]),
        _set(5, [0, 0, 2, -1, -1]),
        _set(5, [0, 0, -2, -1, -1]),
        _set(5, [-1, 0, 1, -1, -1]),
        _set(5, [0]),
        _set(6, {"0": "3"}),
        _set(6, []),
        _set(7, {"0": [1]}),
        _set(7, {"0": 1}),
        list.clear,
        list.pop,
    ],
    ids=range(16),
)
def test_columns_that_were_changed_are_refused(change: Callable[[list[Any]], None]) -> None:
    head, columns, *entries = packed(read(RENAMED)).split(b"\n")
    loaded = json.loads(columns)
    change(loaded)
    with pytest.raises((ValueError, TypeError, AttributeError)):
        unpacked(b"\n".join((head, json.dumps(loaded).encode(), *entries)))


@pytest.mark.parametrize("kept", [b"", b"\n", b"\n\n", b"{}\n[]\n", b"a\nb\nc"])
def test_what_was_never_packed_is_refused(kept: bytes) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        unpacked(kept)
