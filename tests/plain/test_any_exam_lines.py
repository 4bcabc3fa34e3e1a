"""Whatever is said in an exam, it goes on, keeps one answer a question, and says no verdict."""

from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.plain.exam import exam
from quiz.plain.exam_commands import COMMANDS
from quiz.study.exam_setup import Setup, all_forms

LINES = st.one_of(
    st.sampled_from(["", "1", "2", "3", "1 2", "3 1 2", "a1 b2", "a1 b1 c2", "s", "u", "y", "n"]),
    st.sampled_from([f":{name}" for name in COMMANDS if name not in ("q", "drop")]),
    st.sampled_from(["central", "sheath; axon", "demyelinaton", ":go 3", ":go 99", ":?x", ":"]),
    st.text(max_size=8),
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(LINES, max_size=40), st.booleans(), st.booleans(), st.booleans(), st.integers(0, 99)
)
def test_any_lines(make_table, shapes_deck, heard, certainty, counting, failing, seed) -> None:
    table = make_table(shapes_deck)
    setup = Setup(forms=all_forms(), minutes=3, certainty=certainty, counting=counting)
    times = iter(range(100_000))

    def sometimes(work, *args):
        if failing and next(times) % 3 == 1:
            raise DataError("The disk is full.")
        return work(*args)

    table.store.record = partial(sometimes, table.store.record)
    table.store.amend = partial(sometimes, table.store.amend)
    sat = table.desk.examiner.begin(setup, table.clock.now(), seed)
    result = exam(table.lines(*heard), table.desk, sat)
    sitting, _, _ = "\n".join(table.said).partition("\nThe result: ")
    assert "\nRight" not in sitting
    assert "\nWrong" not in sitting
    standing = list(table.store.reviews())
    assert len({review.fact for review in standing}) == len(standing)
    assert all(review.counts is counting for review in standing)
    if result is None:
        again = table.desk.examiner.go_on(sat.sheet.id, table.clock.now())
        assert [slot.given for slot in again.slots] == [slot.given for slot in sat.slots]
    else:
        assert len(result.questions) - len(result.unanswered) == len(standing)
