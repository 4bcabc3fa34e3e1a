"""A table laid out in lines, whatever is in it and however one moves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.comparison.table import Subject
from quiz.facts import FactKey
from quiz.study.tables import CellStanding, FeatureStanding, Strength, TableStanding
from quiz.tui.widgets.sheet import Place, Sheet

texts = st.text(st.sampled_from("ab é界 \u0301\t*_[-"), min_size=1, max_size=90)
cells = st.none() | st.builds(
    CellStanding,
    st.text("xyz", min_size=1, max_size=3).map(FactKey),
    texts,
    st.sampled_from(Strength),
    suspended=st.booleans(),
)
sizes = st.tuples(st.integers(38, 200), st.integers(5, 60))


@st.composite
def tables(draw):
    subjects = draw(st.lists(st.builds(Subject, texts, texts, texts), min_size=1, max_size=12))
    row = st.tuples(*[cells] * len(subjects))
    features = draw(
        st.lists(st.builds(FeatureStanding, texts, st.booleans(), row), min_size=1, max_size=9)
    )
    return TableStanding("d", "D", "t", "T", tuple(subjects), tuple(features))


steps = st.lists(
    st.tuples(sizes, st.integers(-1, 12), st.integers(-1, 12), st.integers(-50, 50)), max_size=8
)


@settings(max_examples=60)
@given(tables(), steps, st.sets(st.text("xyz", min_size=1, max_size=3)))
def test_the_cursor_is_in_sight_and_no_room_is_left_unused(table, steps, hidden):
    sheet = Sheet(table)
    sheet.hidden = hidden
    for (width, height), feature, subject, lines in steps:
        sheet.lay_out(width, height, Place(feature, subject))
        sheet.scroll(lines)
        sheet.lay_out(width, height, sheet.cursor)
        rows = [row for row, _ in sheet.shown]
        assert sheet.cursor.feature in rows
        assert sheet.columns.first <= sheet.cursor.subject <= sheet.columns.last
        total = sum(map(sheet._height, range(len(table.features))))
        assert len(sheet.shown) == min(total, sheet.room)
        assert len(set(sheet.shown)) == len(sheet.shown)
        drawn = [sheet.line(y) for y in range(height)]
        assert all(line.cell_length <= width for line in drawn)
        assert sum("▸" in line.plain for line in drawn) <= 1
        assert any(sheet.thumb(y) for y in range(height)) == (total > sheet.room)


@settings(max_examples=30)
@given(tables(), sizes)
def test_every_cell_is_reached_and_every_line_seen(table, size):
    sheet = Sheet(table)
    seen = set()
    sheet.lay_out(*size, Place(0, 0))
    for _ in range(2000):
        seen |= set(sheet.shown)
        if sheet.cut_below:
            sheet.scroll(sheet.screenful)
            sheet.lay_out(*size, sheet.cursor)
        elif sheet.cursor.feature + 1 < len(table.features):
            sheet.lay_out(*size, Place(sheet.cursor.feature + 1, 0))
        else:
            break
    lines = {(row, at) for row in range(len(table.features)) for at in range(sheet._height(row))}
    assert seen == lines
