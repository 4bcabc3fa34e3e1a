"""The log that is made for measuring by the million."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.years import NOW, make
from quiz.options import Options
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("years") / "data"
    assert make(made, 2, 100, 1200) == 1200
    return made


def test_what_it_says_is_what_the_program_reads(folder: Path) -> None:
    with Wiring(Options(data=folder, instant=NOW)) as wiring:
        found = wiring.desk.decks.overview(NOW).decks
        decks = [deck for deck in found if deck.id.startswith("deck-")]
        assert [(deck.id, deck.facts) for deck in decks] == [("deck-0000", 50), ("deck-0001", 50)]
        assert all(deck.counts.new and deck.counts.due and deck.firm for deck in decks)
        held = {one.answer_digest for one in wiring.store.memories().values()}
        digests = {fact.digest for deck in decks for fact in facts_of(wiring, deck.id)}
        assert held <= digests
        assert wiring.store.confusions()


def facts_of(wiring: Wiring, deck_id: str) -> list:
    return list(wiring.library.deck(deck_id).facts.values())


def test_what_follows_from_it_is_what_the_log_gives(folder: Path) -> None:
    with Wiring(Options(data=folder, instant=NOW)) as wiring:
        before = wiring.store.memories()
        wiring.store.rebuild()
        assert wiring.store.memories() == before
        recalled = [
            one.rating > 1 for one in wiring.store.first_answers(NOW.date().min, NOW.date())
        ]
        assert 0.7 < sum(recalled) / len(recalled) < 0.97


def test_no_answer_is_from_after_its_day(folder: Path) -> None:
    with Wiring(Options(data=folder, instant=NOW)) as wiring:
        reviews = list(wiring.store.reviews(undone=True))
        assert max(one.at for one in reviews) < NOW.timestamp() * 1000
        ids = [one.id for one in reviews]
        assert ids == sorted(set(ids))
