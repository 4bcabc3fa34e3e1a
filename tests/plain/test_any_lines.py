"""Whatever is said to it, it goes on, loses nothing and writes nothing but text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.plain.commands import COMMANDS
from quiz.plain.home import home
from quiz.study.settings import Settings

LINES = st.one_of(
    st.sampled_from(["", "1", "2", "3", "1 2", "3 1 2", "a1 b2", "a1 b1 c2", "s", "g", "y", "n"]),
    st.sampled_from([f":{name}" for name in COMMANDS if name != "q"]),
    st.sampled_from(["central", "sheath; axon", "demyelinaton", ":flag why", "::", ":", ";", ":q"]),
    st.text(max_size=8),
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(LINES, max_size=60), st.booleans(), st.booleans())
def test_any_lines(make_table, shapes_deck, heard, confidence, failing) -> None:
    table = make_table(shapes_deck, settings=Settings(confidence=confidence))
    record, times = table.store.record, iter(range(100_000))

    def record_sometimes(answers):
        if failing and next(times) % 3 == 1:
            raise DataError("The disk is full.")
        return record(answers)

    table.store.record = record_sometimes
    home(table.lines("", *heard), table.desk)
    for line in table.said:
        assert "\x1b" not in line or line.startswith("> ")
        assert "\n" not in line or line.startswith("> ")
    standing = list(table.store.reviews())
    assert len({review.question_id for review in standing}) == len(standing)
