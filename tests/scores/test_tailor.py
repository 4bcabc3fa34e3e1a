"""Parameters taken into a log and given back."""

from datetime import UTC, date, datetime, time
from random import Random

from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.memory.parameters import in_force
from quiz.memory.replay import Replayer
from quiz.memory.study_day import Calendar
from quiz.scores import tailor as its
from quiz.scores.facts_now import FactNow
from quiz.scores.fitting import Comparison, Side, side_by_side
from quiz.scores.retention_costs import RETENTIONS
from quiz.scores.tailor import Tailor
from quiz.store.in_memory import MemoryStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
OTHERS = (0.3, *DEFAULT_PARAMETERS[1:])


def made():
    store = MemoryStore(Replayer(Forgetting()), Random(1).getrandbits)
    taken_up = []

    def forgetting():
        return Forgetting(in_force(store))

    calendar = Calendar(UTC, time(4))
    return Tailor(store, calendar, forgetting, taken_up.append), store, taken_up


def test_what_is_taken_holds_until_it_is_given_back():
    tailor, _, _ = made()
    assert tailor.give_back(NOW) is None
    tailor.take(OTHERS, NOW)
    assert tailor.present.parameters == OTHERS
    assert tailor.taken().study_day == date(2026, 3, 1)
    assert tailor.give_back(NOW).payload["parameters"] == list(OTHERS)
    assert tailor.present.parameters == DEFAULT_PARAMETERS
    assert tailor.taken() is None


def test_memories_are_made_anew_where_that_is_asked_for():
    tailor, _, taken_up = made()
    tailor.take(OTHERS, NOW)
    assert not taken_up
    tailor.take_up(None)
    assert taken_up == [None]


def test_the_log_is_read_in_slices_or_whole(learning, monkeypatch):
    _, store, _ = made()
    learning.Learner(learning.facts_of(2, 2, 3), store=store).live(30)
    tailor = Tailor(store, Calendar(UTC, time(4)), Forgetting, lambda _: None)
    monkeypatch.setattr(its, "SLICE", 10)
    slices = sum(1 for _ in tailor.reading())
    record = tailor.record()
    assert list(record.reviews) == list(store.reviews())
    assert slices == len(record.reviews) // 10 > 1


def test_a_year_is_played_through_for_each_retention():
    tailor, store, _ = made()
    assert tailor.playing([], date(2026, 3, 1))() is None
    begun = FactNow("d/a", "mature", False, 10.0, 5.0, elapsed_days=4, due_day=date(2026, 3, 3))
    found = tailor.playing([begun], date(2026, 3, 1))()
    assert (found.own, found.facts, found.pace_ms) == (0.9, 1, store.pace_ms())
    assert [cost.retention for cost in found.each] == sorted(RETENTIONS)
    work = [cost.reviews_per_day for cost in found.each]
    assert work[-1] > work[0]


def test_present_and_new_stand_side_by_side_in_figures():
    found = Comparison(Side(DEFAULT_PARAMETERS, 0.5), Side(OTHERS, 0.4), 800, 200, date(2026, 2, 1))
    rows = side_by_side(found, 0.9)
    assert rows[0] == ("log loss", "0.5000", "0.4000")
    assert [name for name, *_ in rows[1:8]] == [*(f"interval {n}" for n in range(1, 7)), "w0"]
    assert rows[7] == ("w0", "0.212", "0.3")
    assert len(rows) == 1 + 6 + 21
