"""Facts by the thousand: their due days are looked up, and are those of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar, to_ms
from quiz.scores import facts_now as module
from quiz.scores.facts_now import DeckNow, Here, Terms, facts_now
from quiz.study.ports import CatalogueFact
from quiz.sums import Strength

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR_MS = 3_600_000


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Vienna"), ZoneInfo("Pacific/Apia")])
@pytest.mark.parametrize("far_ahead", [False, True])
def test_due_days_of_many(zone, far_ahead, monkeypatch):
    monkeypatch.setattr(module, "_MANY", 500)
    calendar = Calendar(zone)
    dues = [to_ms(NOW) + number * 7 * HOUR_MS for number in range(-300, 1000)]
    dues += [to_ms(NOW) + 24 * HOUR_MS * 9000] if far_ahead else []
    keys = [FactKey(f"d/{number}") for number in range(len(dues))]
    strengths = [
        Strength(key, 1, "young", 3.0, 5.0, "2026-03-01", due, 0)
        for key, due in zip(keys, dues, strict=True)
    ]
    deck = DeckNow("d", "D", [CatalogueFact(key) for key in keys])
    here = Here(NOW, date(2026, 3, 2), (deck,), frozenset(), {}, calendar, Forgetting(), Terms())
    found = facts_now(strengths, here, here.facts(None))
    assert [one.due_day for one in found] == [calendar.day_of(due) for due in dues]
    assert found[-1].due_day - found[0].due_day > timedelta(days=300)
