"""Sharing a width out among the columns of a table."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.tui.widgets.columns import BAR, WIDEST_FIXED, Columns, Need, columns

needs = st.builds(
    lambda least, more: Need(least, least + more), st.integers(5, 24), st.integers(0, 120)
)


def test_all_get_what_they_need_where_there_is_room():
    assert columns(80, Need(10, 20), [Need(5, 10), Need(5, 30)], 0, 0) == (20, 0, (10, 30))


def test_else_narrow_ones_do_and_wide_ones_share_the_rest():
    found = columns(80, Need(10, 20), [Need(5, 10), Need(5, 90), Need(5, 90)], 0, 0)
    assert found == (20, 0, (10, 23, 24))


def test_the_fixed_column_takes_a_third_at_most():
    assert columns(100, Need(10, 90), [Need(5, 90)], 0, 0).fixed == 30
    assert columns(20, Need(10, 90), [Need(5, 90)], 0, 0).fixed == 10


def test_and_less_where_others_are_out_of_sight_for_it():
    assert columns(160, Need(10, 90), [Need(20, 90)] * 9, 0, 0).fixed == WIDEST_FIXED


def test_what_does_not_fit_is_scrolled_to_from_either_side():
    twelve = [Need(17, 40)] * 12
    right = columns(80, Need(10, 20), twelve, 0, 7)
    assert (right.first, right.last) == (5, 7)
    assert columns(80, Need(10, 20), twelve, right.first, 6).first == 5
    assert columns(80, Need(10, 20), twelve, right.first, 4).first == 4


def test_the_last_columns_leave_no_room_unused():
    assert columns(160, Need(10, 20), [Need(17, 40)] * 12, 11, 11).first == 5


def test_a_place_belongs_to_a_column():
    found = Columns(10, 3, (5, 7))
    assert [found.at(x) for x in (0, 9, 10, 15, 16, 23, 99)] == [None, None, 3, 3, 4, 4, 4]


@given(
    st.integers(38, 300),
    st.lists(needs, min_size=1, max_size=15),
    st.integers(0, 14),
    st.integers(0, 14),
)
def test_whatever_the_columns_the_wanted_one_is_seen_whole(width, needs, first, wanted):
    wanted = min(wanted, len(needs) - 1)
    found = columns(width, Need(15, 40), needs, first, wanted)
    assert found.first <= wanted <= found.last
    assert found.fixed + sum(found.widths) + BAR * len(found.widths) <= width
    for given_width, need in zip(found.widths, needs[found.first :], strict=False):
        assert min(need.least, width - found.fixed - BAR) <= given_width <= need.most
