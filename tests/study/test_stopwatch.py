"""How much time a session has taken."""

from quiz.study.stopwatch import LONGEST_PAUSE_MS, Stopwatch


def test_nothing_has_passed_before_the_first_answer():
    watch = Stopwatch()
    assert watch.passed_ms == watch.passed_by(10**12) == 0


def test_answering_counts_and_so_does_reading_between_answers():
    watch = Stopwatch()
    watch.answered(at=10_000, duration_ms=4_000)
    assert watch.passed_ms == 4_000
    watch.answered(at=20_000, duration_ms=3_000)
    assert watch.passed_ms == 4_000 + 7_000 + 3_000


def test_the_verdict_being_read_counts_as_it_is_read():
    watch = Stopwatch()
    watch.answered(at=10_000, duration_ms=4_000)
    assert watch.passed_by(12_500) == 6_500
    assert watch.passed_ms == 4_000


def test_whoever_was_away_did_not_read():
    watch = Stopwatch()
    watch.answered(at=0, duration_ms=1_000)
    watch.answered(at=10**9, duration_ms=1_000)
    assert watch.passed_ms == 2_000 + LONGEST_PAUSE_MS


def test_a_clock_put_back_takes_nothing_away():
    watch = Stopwatch()
    watch.answered(at=50_000, duration_ms=1_000)
    watch.answered(at=10_000, duration_ms=1_000)
    assert watch.passed_ms == 2_000
    assert watch.passed_by(0) == 2_000
