"""How the decks stood when they were last listed, so that a long list is painted at once.

Reading a hundred thousand memories takes longer than painting a screen. What is kept here may be
out of date by the time that it is shown, and is: it stands there until the decks were looked at.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quiz.library.cache import packed_problems, unpacked_problems
from quiz.library.kept_file import KeptFile
from quiz.study.status import Counts, DeckStatus, Overview

FORMAT = 1
"""To be raised whenever what is kept, or how, is changed."""

MOST_DECKS = 200
"""More than a screen has lines: what comes after them is not painted at first."""

_NAME = "overview.json"


class FirstSight:
    """The last overview of one log and one choice of decks, which `about` names."""

    def __init__(self, folder: Path, about: str) -> None:
        self._file = KeptFile(folder / _NAME, FORMAT)
        self._about = about

    def recall(self) -> Overview | None:
        """The overview as it was kept, None where there is none of these decks."""
        kept = self._file.read()
        if kept is None or kept[0] != self._about:
            return None
        _, counts, firm, decks = kept
        return Overview(tuple(map(_unpacked, decks)), Counts(*counts), firm)

    def keep(self, overview: Overview) -> None:
        """Keep the beginning of an overview, with what all of it adds up to."""
        decks = [_packed(deck) for deck in overview.decks[:MOST_DECKS]]
        self._file.write([self._about, _counted(overview.counts), overview.firm, decks])


def _counted(counts: Counts) -> list[int]:
    return [counts.new, counts.learning, counts.due]


def _packed(deck: DeckStatus) -> list[Any]:
    """What a list shows of a deck; its warnings wait until it was looked at again."""
    named = [deck.id, deck.title, deck.summary, deck.path]
    held = [deck.facts, deck.tables, deck.cards]
    next_due = None if deck.next_due is None else deck.next_due.timestamp()
    stands = [deck.firm, next_due, deck.retention]
    problems = packed_problems(one for one in deck.problems if one.is_error)
    return [named, held, _counted(deck.counts), stands, deck.shadowed_by, deck.usable, problems]


def _unpacked(kept: list[Any]) -> DeckStatus:
    named, held, counts, (firm, next_due, retention), shadowed_by, usable, problems = kept
    deck_id, title, summary, path = named
    facts, tables, cards = held
    return DeckStatus(
        id=deck_id,
        title=title,
        summary=summary,
        path=path,
        facts=facts,
        tables=tables,
        cards=cards,
        counts=Counts(*counts),
        firm=firm,
        next_due=None if next_due is None else datetime.fromtimestamp(next_due, UTC),
        retention=retention,
        problems=unpacked_problems(problems, path),
        shadowed_by=shadowed_by,
        usable=usable,
    )
