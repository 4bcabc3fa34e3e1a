"""Small pictures, as characters."""

from datetime import date, timedelta

import pytest
from textual.content import Content

from quiz.scores.statistics import share
from quiz.tui.page import Line
from quiz.tui.plots import (
    Labelled,
    Measured,
    bar,
    bars,
    beside,
    columns,
    intervals,
    of,
    shade,
    year,
)

TODAY = date(2026, 3, 4)  # a Wednesday


def texts(lines):
    return [line.text.plain.rstrip() for line in lines]


@pytest.mark.parametrize(
    ("value", "most", "drawn"),
    [
        (0, 4, "    "),
        (0, 0, "    "),
        (4, 4, "████"),
        (2, 4, "██  "),
        (0.5, 4, "▌   "),
        (0.001, 4, "▏   "),
    ],
)
def test_a_bar_shows_anything_above_nothing(value, most, drawn):
    assert bar(value, most, 4) == drawn


def test_bars_stand_under_each_other_with_their_figures():
    rows = [Labelled("new", 1, "1"), Labelled("learning", 2, "2 facts")]
    first, second = texts(bars(rows, 30))
    assert first == "new       █████▌       1"
    assert second == "learning  ███████████  2 facts"
    assert bars([], 30) == []


def test_numbers_stand_under_each_other_by_their_ends():
    rows = [Labelled("a", 1, "5 facts"), Labelled("b", 2, "120 facts"), Labelled("c", 0, "–")]
    ends = [line.rpartition("  ")[2] for line in texts(bars(rows, 40))]
    assert ends == ["5 facts", "120 facts", "–"]
    assert [line.index(" facts") for line in texts(bars(rows, 40))[:2]] == [38 - 4, 38 - 4]


def test_where_there_is_little_room_it_is_the_name_that_is_cut():
    (row,) = texts(intervals([Measured("competitive-choice", share(5, 10), None, "50 %")], 24))
    assert row == "competi…  ·───●──·  50 %"


def test_a_share_with_its_interval_and_what_was_wanted():
    (row,) = texts(intervals([Measured("all", share(5, 10), 0.9, of(share(5, 10)))], 40))
    assert row == "all  ···────●────·|·  50 % of 10 (24–76)"
    (row,) = texts(intervals([Measured("none", share(0, 0), None, of(share(0, 0)))], 40))
    assert row == f"none  {'·' * 31}  –"
    assert of(share(0, 0)) == "–"
    assert texts(intervals([Measured("all", share(3, 3), 1.0, "")], 40))[0].endswith("●")


def test_columns_are_as_high_as_their_values():
    assert texts(columns([0, 1, 2, 4], 2)) == ["   █", " ▄██"]
    assert texts(columns([1, 2], 1, 2)) == ["▄▄██"]
    assert texts(columns([1, 1000], 1)) == ["▁█"]
    assert texts(columns([0, 0], 1)) == [""]
    assert texts(columns([], 1)) == [""]


def test_shades_go_by_quarters():
    assert "".join(shade(value, 8) for value in range(9)) == "·░░▒▒▓▓██"
    assert shade(0, 0) == "·"


def test_the_year_has_a_row_for_each_weekday_and_ends_today():
    lines = texts(year({TODAY: 4, TODAY - timedelta(days=1): 1}, TODAY, 80))
    assert len(lines) == 9
    assert " ".join(lines[0].split()) == "Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb"
    assert lines[2].endswith("░")  # Tuesday
    assert lines[3].startswith("Wed  ")
    assert lines[3].endswith("█")
    assert len(lines[4]) == 5 + 52  # Thursday is yet to come
    assert lines[8].strip() == "· none  ░ 1  ▒ 2  ▓ 3  █ 4  reviews a day"


def test_the_legend_tells_what_each_shade_stands_for():
    assert texts(year({}, TODAY, 80))[-1].strip() == "· none"
    assert texts(year({TODAY: 2}, TODAY, 80))[-1].strip() == "· none  ▒ 1  █ 2  reviews a day"
    assert "░ 1–10  ▒ 11–20  ▓ 21–30  █ 31–40" in texts(year({TODAY: 40}, TODAY, 80))[-1]


def test_a_narrow_calendar_shows_the_last_weeks():
    lines = texts(year({TODAY: 1}, TODAY, 20))
    assert max(map(len, lines[1:8])) == 20
    assert lines[3].endswith("█")


def block(*words):
    return lambda width: [Line(Content(f"{word} {width}")) for word in words]


def test_blocks_stand_below_each_other_or_side_by_side():
    blocks = [block("a", "b"), block("c"), block("d")]
    assert texts(beside(blocks, 80)) == ["a 80", "b 80", "", "c 80", "", "d 80"]
    wide = texts(beside(blocks, 104))
    assert [line.split() for line in wide] == ([["a", "50", "c", "50"], ["b", "50"], ["d", "50"]])
    assert beside([], 80) == []
    assert texts(beside([block(), block("a")], 80)) == ["a 80"]
