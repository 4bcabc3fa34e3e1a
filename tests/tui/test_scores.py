"""The screen of scores, tab by tab: of nothing, of one answer, and of a season."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Event, current_thread, main_thread

import pytest
from textual.events import Key

from quiz.errors import DataError
from quiz.scores import figures
from quiz.scores.statistics import share
from quiz.shapes import DontKnow
from quiz.study.turn import Asked, Finished
from quiz.tui.app import QuizApp
from quiz.tui.messages import ScoresChosen, SessionOver
from quiz.tui.scores.tab import Choice, SeenLines
from quiz.tui.screens import scores

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
TABLE = """
[[comparison]]
id = "loss"
title = "Who loses [what]"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
subject.cidp = { name = "CIDP" }
""" + "".join(
    f"""
[[comparison.feature]]
id = "f{n}"
name = "feature {n}"
cell.ms = "central {n}"
cell.fm = "none {n}"
cell.cidp = "peripheral {n}"
"""
    for n in range(3)
)


@pytest.fixture
def empty(room, deck, cards):
    return room(deck(TABLE + cards("flashcard")), deck(cards("choice"), id="other", title="Other"))


@pytest.fixture
def season(room, deck, cards, learning):
    """Ninety days of a learner, up to the day before."""
    made = room(
        deck(TABLE + cards("flashcard")),
        deck(cards("choice"), id="other", title="Other"),
        streak=True,
        leech_lapses=2,
    )
    facts = [fact for one in made.shelf.decks.values() for fact in one.facts.values()]
    learner = learning.Learner(facts, store=made.store, scheduler=made.scheduler)
    learner.tidy = lambda day: None
    learner.live(91)
    return made


# Nothing, and next to nothing.


@SIZES
async def test_of_nothing_every_tab_says_so(empty, size):
    async with empty.open(size=size) as look:
        await look.press("s")
        assert look.name == "ScoresScreen"
        assert look.shows("all decks · 30 days", "Today 0 reviews · 0 minutes", "new", "11")
        await look.press("2")
        assert look.shows("Of 0 facts met you would know 0 today", "11 facts not met yet")
        await look.press("3")
        assert look.shows("No cell of a table was asked yet.")
        await look.press("4")
        assert look.shows("Not asked yet", "Nothing has come up again on a later day yet.")
        await look.press("5")
        assert look.shows("Nothing that was known has been missed.")
        await look.press("enter")
        assert look.name == "ScoresScreen"


@SIZES
async def test_of_one_answer(empty, size):
    async with empty.open(size=size) as look:
        await look.press("j", "enter", "1", "enter", "q", "s")
        assert look.shows("Today 1 review · under a minute · 1 new", "1 review · on 1 day")
        for tab in "2345":
            await look.press(tab)
            assert look.name == "ScoresScreen"
        await look.press("2")
        assert look.shows("Of 1 fact met you would know 1 today", "10 facts not met yet")


# A season.


@SIZES
async def test_overview(season, size):
    async with season.open(size=size) as look:
        await look.press("s")
        assert look.shows("In a row", "In 30 days", "drills and exams", "The year", "Mon", "Sun")
        assert look.shows("· none ░", "reviews a day", "most on 2025-12-")
        await look.press("G")
        assert look.shows("mature █", "due today")


@SIZES
async def test_memory(season, size):
    async with season.open(size=size) as look:
        await look.press("s", "t", "t", "l")
        assert look.shows("all decks · all days", "True retention (| 90 % desired)", "young", "●")
        assert look.shows("Due in 30 days", "30 days", "the fullest day has")
        await look.press("G")
        assert look.shows("Difficulty", "9 to 10", "Retention by month", "2026-01")


@SIZES
async def test_confusions_follow_the_cursor(season, size):
    async with season.open(size=size) as look:
        await look.press("s", "t", "3")
        assert look.shows("Who loses [what]", "taken for →", "Over time", "in all, the most in")
        first = look.app.screen.list.current
        assert look.shows(f"▸ {first.text}")
        assert look.foot.startswith("enter drill")
        await look.press("j")
        assert look.app.screen.list.current != first


async def test_a_pair_is_drilled(season):
    async with season.open() as look:
        await look.press("s", "t", "3")
        deck_id, table_id, *pair = look.app.screen.list.current.place
        await look.press("enter")
        assert look.name == "StudyScreen"
        asked = look.turn.question.facts
        assert {key.split("/")[0] for key in asked} == {deck_id}
        assert {key.split("/")[1] for key in asked} == {table_id}
        assert {key.split("/")[3] for key in asked} <= set(pair)


async def test_a_pair_that_was_not_confused_lately_is_still_in_the_list(season):
    season.clock.instant += timedelta(days=100)
    async with season.open() as look:
        await look.press("s", "3")
        assert look.shows("None in this time.", "0 ×", "–")


@SIZES
async def test_calibration(season, size):
    async with season.open(size=size) as look:
        await look.press("s", "t", "4")
        assert look.shows("How sure you said you were", "sure", "exam", "foreseen (|)")
        await look.press("G")
        assert look.shows("By form", "log loss", "AUC", "Does contrast help you?", "next after")


@SIZES
async def test_the_weakest_are_asked_and_drilled(season, size):
    async with season.open(size=size) as look:
        await look.press("s", "t", "5")
        assert look.shows("weakest first", "leeches", "▸ fact", "feature", "% of")
        assert look.shows("lapses", "now")
        choice = look.app.screen.list.current
        assert look.foot.startswith("enter ask")
        await look.press("enter")
        assert look.name == "CellScreen"
        assert look.turn.fact.key == choice.message().fact
        await back(look)
        while look.app.screen.list.current.kind != "feature":
            await look.press("j")
        drilled = look.app.screen.list.current.message()
        assert look.foot.startswith("enter drill")
        await look.press("enter")
        assert look.name == "StudyScreen"
        assert look.turn.fact.key in drilled.facts
        assert look.turn.total == 3


async def test_from_the_end_of_a_drill_one_key_leads_back_to_the_scores(season):
    async with season.open() as look:
        await look.press("s")
        told = answers_today(look)
        await look.press("3", "enter")
        assert look.name == "StudyScreen"
        while look.name == "StudyScreen":
            await look.press("escape")
        assert look.name == "ScoresScreen", "it may be left before its end"
        await look.press("enter")
        session = look.app.screen.session
        before = answers_today_of(season)
        while not isinstance(session.turn, Finished):
            if isinstance(session.turn, Asked):
                session.submit(DontKnow(), season.clock.now(), 1000)
            else:
                session.advance(season.clock.now())
        look.app.screen.post_message(SessionOver(session.turn, None))
        await look.settle()
        assert look.name == "FinishedScreen"
        assert "enter scores" in look.foot
        answered = answers_today_of(season) - before
        assert answered > 0
        await look.press("escape")
        assert look.name == "ScoresScreen"
        assert look.app.screen.tab.name == "Confusions"
        await look.press("1")
        assert answers_today(look) == told + answered
        await look.press("q")
        assert look.name == "DecksScreen"


def answers_today_of(made):
    """All that was answered today, counted or not."""
    day = made.desk.study_day(made.clock.now())
    return sum(review.study_day == day for review in made.store.reviews())


async def back(look):
    """Leave the cell, from within a field or not."""
    while look.name == "CellScreen":
        await look.press("escape")
    assert look.name == "ScoresScreen"


async def test_what_was_asked_is_counted_when_one_is_back(season):
    async with season.open() as look:
        await look.press("s")
        before = answers_today(look)
        await look.press("5", "enter")
        look.app.screen.session.submit(DontKnow(), season.clock.now(), 1000)
        await back(look)
        assert look.app.screen.tab.name == "Weakest"
        await look.press("1")
        assert answers_today(look) == before + 1


def answers_today(look):
    (reviews,) = re.findall(r"Today +(\d+) review", look.text)
    (extra,) = re.findall(r"besides (\d+) answer", look.text)
    return int(reviews) + int(extra)


@SIZES
@pytest.mark.parametrize("reviews", [999, 1000])
async def test_with_reviews_enough_a_scheduler_that_fits_is_offered(
    season, size, reviews, monkeypatch
):
    whole, many = figures.retention, share(900, reviews)
    monkeypatch.setattr(figures, "retention", lambda *of: replace(whole(*of), all=many))
    async with season.open(size=size) as look:
        await look.press("s", "2", "end")
        assert look.shows("The scheduler", "“optimise”, below, fits it") == (reviews == 1000)


# Going about.


async def test_keys_go_from_tab_to_tab(season):
    async with season.open() as look:
        await look.press("s")
        fronts = []
        for key in ("l", "right", "tab", "h", "left", "shift+tab", "h", "l", "9", "3"):
            await look.press(key)
            fronts.append(look.app.screen.tab.name)
        assert fronts == [
            "Memory",
            "Confusions",
            "Calibration",
            "Confusions",
            "Memory",
            "Overview",
            "Exams",
            "Overview",
            "Overview",
            "Confusions",
        ]
        await look.press("q")
        assert look.name == "DecksScreen"


async def test_a_click_on_a_tab_is_its_number(season):
    async with season.open() as look:
        await look.press("s")
        await look.click("4 Calibration")
        assert look.shows("How sure you said you were")
        await look.pilot.click(offset=(79, 2))
        assert look.app.screen.tab.name == "Calibration"


async def test_deck_and_span_are_chosen_by_key(season):
    async with season.open() as look:
        await look.press("s")
        scopes = []
        for key in "ddtttd":
            await look.press(key)
            scopes.append(look.lines[0].split("  ")[-1].strip())
        assert scopes == [
            "Nerves · 30 days",
            "Other · 30 days",
            "Other · a year",
            "Other · all days",
            "Other · 30 days",
            "all decks · 30 days",
        ]


async def test_the_palette_leads_to_the_scores_of_a_deck(season):
    async with season.open() as look:
        await look.press("ctrl+p")
        await look.write("scores: other")
        await look.pilot.pause(0.3)
        await look.press("down", "enter")
        await look.settle()
        assert look.lines[0].endswith("Other · 30 days")


async def test_a_deck_that_is_gone_gives_way_to_all(season):
    async with season.open() as look:
        look.app.screen.post_message(ScoresChosen("gone"))
        await look.settle()
        assert look.shows("all decks · 30 days")


async def test_on_a_narrow_terminal_only_the_tab_in_front_has_its_name(season):
    async with season.open(size=(40, 12)) as look:
        await look.press("s", "3")
        assert look.lines[2].split() == ["1", "2", "3", "Confusions", "4", "5", "6"]


async def test_columns_for_which_there_is_no_room_are_in_the_list(season):
    async with season.open(size=(40, 30)) as look:
        await look.press("s", "t", "3")
        assert look.shows("2 columns more in the list")


@pytest.mark.parametrize("width", [52, 80, 100, 110])
async def test_no_figure_is_cut_off(season, width):
    async with season.open(size=(width, 50)) as look:
        await look.press("s", "t")
        for tab in "1245":
            await look.press(tab)
            picture = look.app.screen.picture
            room = picture.size.width
            texts = [line.text for line in picture.lines(room)]
            assert [text.plain for text in texts if "…" in text.plain] == []
            assert [text.plain for text in texts if text.cell_length > room] == []


async def test_exams_are_of_all_days(season):
    async with season.open() as look:
        await look.press("s", "6")
        assert look.lines[0].endswith(" all decks")
        assert "t time" not in look.lines[-1]
        await look.press("t", "1")
        assert look.lines[0].endswith("all decks · 30 days")
        assert "t time" in look.lines[-1]


async def test_help_tells_of_the_keys(season):
    async with season.open() as look:
        await look.press("s", "question_mark")
        assert look.shows("Scores", "Go to tab 1 to 9", "Next tab", "The last 30 days, the last")


async def test_without_colours_all_is_still_there(season, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with season.open() as look:
        await look.press("s")
        assert look.shows("· none ░")
        await look.press("3")
        assert look.shows("██", "taken for")


# Troubles.


@pytest.fixture
def impatient(monkeypatch):
    """Nothing is waited for."""
    monkeypatch.setattr(scores, "PATIENCE_S", 0.0)


async def test_figures_that_take_long_are_shown_when_they_are_there(season, impatient, monkeypatch):
    go_on = Event()
    whole = season.store.day_sums
    monkeypatch.setattr(season.store, "day_sums", lambda *of: go_on.wait() and whole(*of))
    async with season.open() as look:
        look.app.post_message(Key("s", "s"))
        await until(look, "Working out the figures …", "30 days")
        look.app.post_message(Key("6", "6"))
        await until(look, "No exam")
        look.app.post_message(Key("1", "1"))
        await until(look, "Working out the figures …")
        look.app.post_message(Key("t", "t"))
        await until(look, "Working out the figures …", "a year")
        go_on.set()
        await look.settle()
        assert look.shows("a year", "In 365 days")
        quick = look.text
        await look.press("t", "t", "t")
        assert look.text == quick


async def until(look, *texts):
    for _ in range(500):
        await look.pilot.pause(0.01)
        if look.shows(*texts):
            return
    raise AssertionError(look.text)


@pytest.mark.parametrize("tab", ["3", "5"])
async def test_what_is_waited_for_looks_the_same(season, impatient, tab, monkeypatch):
    async with season.open() as look:
        await look.press("s", "t", tab)
        slowly = look.text
    monkeypatch.undo()
    async with season.open() as look:
        await look.press("s", "t", tab)
        assert look.text == slowly


async def test_decks_are_opened_for_the_names_in_sight_alone(season, monkeypatch):
    opened, threads, whole = [], [], season.shelf.deck

    def deck(id):
        opened.append(id)
        threads.append(current_thread())
        return whole(id)

    monkeypatch.setattr(season.shelf, "deck", deck)
    async with season.open() as look:
        await look.press("s", "t", "1", "2", "4")
        assert opened == []
        await look.press("3")
        assert opened == [look.app.screen.list.current.place[0]]
        assert main_thread() not in threads  # no key waits for that


def test_of_many_lines_those_in_sight_are_made_each_once():
    made = []

    def make(number):
        made.append(number)
        return Choice(str(number), "")

    lines = SeenLines([partial(make, number) for number in range(1000)])
    assert len(lines) == 1000
    assert [lines[3].text, lines[-1].text, lines[3].text] == ["3", "999", "3"]
    assert [one.text for one in lines[10:12]] == ["10", "11"]
    assert made == [3, 999, 10, 11]


async def test_what_was_begun_before_is_not_shown_once_one_is_back(season, impatient):
    async with season.open() as look:
        await look.press("s", "3")
        screen = look.app.screen
        screen.look_again()
        screen.look_again()
        await look.settle()
        assert {wanted.here for wanted in screen._workings._found} == {screen._workings.here}
        assert look.shows("taken for")


@pytest.mark.parametrize("waits", [True, False])
async def test_a_log_that_cannot_be_read_is_told(season, monkeypatch, waits):
    def fail(*_, **__):
        raise DataError("The log is broken.")

    if not waits:
        monkeypatch.setattr(scores, "PATIENCE_S", 0.0)
    async with season.open() as look:
        monkeypatch.setattr(season.store, "day_sums", fail)
        await look.press("s")
        assert look.shows("The log is broken.")
        await look.press("enter")
        assert not look.shows("Working out")
        await look.press("d", "enter", "t", "enter", "5")
        assert look.name == "ScoresScreen"
        assert look.shows("% of")


async def test_a_log_that_cannot_be_opened_is_told(season, monkeypatch):
    def fail(*_, **__):
        raise DataError("The log is broken.")

    async with season.open() as look:
        monkeypatch.setattr(season.store, "standing", fail)
        look.app.screen.post_message(ScoresChosen(None))
        await look.settle()
        assert look.shows("The log is broken.")
        await look.press("enter", "l", "d", "t", "2")
        assert look.name == "ScoresScreen"


async def test_settings_that_cannot_be_read_are_told(season):
    def fail():
        raise DataError("Broken.")

    app = QuizApp(season.desk, scores=fail)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Trouble" in type(app.screen).__name__


async def test_without_a_board_there_are_no_scores(season):
    app = QuizApp(season.desk)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Trouble" in type(app.screen).__name__
