"""The overview that is kept for the first screen of many decks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from quiz.errors import Problem, Severity
from quiz.library.first_sight import MOST_DECKS, FirstSight
from quiz.study.status import Counts, DeckStatus, Overview

if TYPE_CHECKING:
    from pathlib import Path

FIRM = DeckStatus(
    id="d",
    title="Über D",
    summary="Of d.",
    path="d.toml",
    facts=9,
    tables=1,
    cards=5,
    counts=Counts(1, 2, 3),
    firm=3,
    next_due=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    retention=0.91,
    problems=(),
    shadowed_by=None,
    usable=True,
)
BROKEN = FIRM._replace(
    id="",
    next_due=None,
    retention=None,
    problems=(Problem("d.toml", 3, 1, Severity.ERROR, "What?", "Like this.", "id = 3"),),
    shadowed_by="other.toml",
    usable=False,
)
OVERVIEW = Overview((FIRM, BROKEN), Counts(1, 2, 3), 3)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    FirstSight(tmp_path, "mine").keep(OVERVIEW)
    assert FirstSight(tmp_path, "mine").recall() == OVERVIEW


def test_warnings_are_left_for_later(tmp_path: Path) -> None:
    warning = Problem("d.toml", 3, 1, Severity.WARNING, "Hm.", "", "")
    sight = FirstSight(tmp_path, "mine")
    sight.keep(OVERVIEW._replace(decks=(FIRM._replace(problems=(warning,)),)))
    recalled = sight.recall()
    assert recalled is not None
    assert recalled.decks == (FIRM,)


@pytest.mark.parametrize("about", ["", "theirs"])
def test_other_decks_are_not_taken_for_these(tmp_path: Path, about: str) -> None:
    assert FirstSight(tmp_path, about).recall() is None
    FirstSight(tmp_path, "mine").keep(OVERVIEW)
    assert FirstSight(tmp_path, about).recall() is None


def test_of_very_many_decks_those_are_kept_that_a_screen_can_show(tmp_path: Path) -> None:
    sight = FirstSight(tmp_path, "mine")
    sight.keep(OVERVIEW._replace(decks=(FIRM,) * (MOST_DECKS + 1)))
    assert sight.recall() == OVERVIEW._replace(decks=(FIRM,) * MOST_DECKS)
