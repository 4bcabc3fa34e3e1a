"""The scheduler fitted from the Memory tab: shown side by side, taken, given back."""

from __future__ import annotations

import sys
from datetime import UTC, time
from threading import Event

import pytest

from quiz.errors import QuizError
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.memory.parameters import in_force
from quiz.memory.schedule import Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.scores import fitting_apart
from quiz.scores.optimiser import LIBRARY
from quiz.scores.tailor import Tailor

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
FORGETFUL = (*(round(one * 0.4, 4) for one in DEFAULT_PARAMETERS[:4]), *DEFAULT_PARAMETERS[4:])


@pytest.fixture(scope="session")
def rows(learning):
    """The log of somebody who forgets sooner than the published parameters say."""
    scheduler = Scheduler(Forgetting(FORGETFUL), Steps((60, 600), (600,)), Calendar(UTC, time(4)))
    facts = learning.facts_of(20, 4, 40)
    store = learning.Learner(facts, scheduler=scheduler).live(200).store
    return list(store.rows())


@pytest.fixture
def tailored(room, deck, cards):
    """A room whose board has a tailor; `with` a log in it or without."""

    def made(rows=()):
        here = room(deck(cards("choice", "typed")))
        here.store.absorb(rows, {})
        here.taken_up = []
        here.scores.tailor = Tailor(
            here.store,
            here.scheduler.calendar,
            lambda: Forgetting(in_force(here.store)),
            here.taken_up.append,
        )
        return here

    return made


@pytest.fixture(autouse=True)
def fits(monkeypatch):
    """What is fitted is known, and no other process needed."""
    monkeypatch.setitem(sys.modules, LIBRARY, object())
    monkeypatch.setattr(
        fitting_apart, "fit_apart", lambda histories, tell, stopped: tell(9, 1) or FORGETFUL
    )


async def done(look):
    for worker in list(look.app.workers):
        if worker.group in ("fitting", "playing", "taking up"):
            await worker.wait()
    await look.settle()


def held(made):
    return in_force(made.store)


@SIZES
async def test_both_are_shown_and_taken_and_given_back(tailored, rows, size):
    made = tailored(rows)
    async with made.open(size=size) as look:
        await look.press("s")
        assert "o optimise" not in look.foot
        await look.press("2")
        assert "o optimise" in look.foot
        await look.press("o")
        await done(look)
        assert look.shows(
            "The new ones foresaw your later answers better.", "log loss", "interval 6"
        )
        assert "y take" in look.foot
        assert "u give back" not in look.foot
        assert held(made) == DEFAULT_PARAMETERS
        await look.press("u", "y")
        await done(look)
        assert held(made) == FORGETFUL
        assert len(made.taken_up) == 1
        assert look.shows("The new ones are taken.", "Facts stay due when they were")
        assert "y take" not in look.foot
        await look.press("y", "u")
        await done(look)
        assert held(made) == DEFAULT_PARAMETERS
        assert look.shows("Given back what was taken on")
        assert "y take" in look.foot
        await look.press("q")
        assert look.name == "ScoresScreen"
        assert look.app.screen.tab.name == "Memory"


async def test_how_far_the_log_was_gone_through_is_told_and_it_is_not_left_meanwhile(
    tailored, rows
):
    made = tailored(rows)
    begun, over = Event(), Event()

    def slowly(told):
        told(0, 34_000)
        told(9_500, 34_000)
        told(20_000, 34_000)
        begun.set()
        assert over.wait(10)
        told(30_000, 30_000)

    made.scores.tailor.take_up = slowly
    async with made.open() as look:
        await look.press("s", "2", "o")
        await done(look)
        await look.press("y")
        while not begun.is_set():
            await look.settle()
        await look.settle()
        assert look.shows("Working out anew what is known of each fact", "20,000 of 34,000 answers")
        assert "take" not in look.foot
        assert "leave" not in look.foot
        await look.press("q", "u")
        assert look.name == "FittingScreen"
        assert held(made) == FORGETFUL
        over.set()
        await done(look)
        assert look.shows("Facts stay due when they were")
        await look.press("q")
        assert look.name == "ScoresScreen"


async def test_where_it_fails_that_is_told(tailored, rows):
    made = tailored(rows)

    def fail(_):
        raise QuizError("The disk is full.")

    made.scores.tailor.take_up = fail
    async with made.open() as look:
        await look.press("s", "2", "o")
        await done(look)
        await look.press("y")
        await done(look)
        assert look.shows("The disk is full.")
        await look.press("enter", "q")
        assert look.name == "ScoresScreen"


async def test_those_that_are_no_better_cannot_be_taken(tailored, rows, monkeypatch):
    monkeypatch.setattr(fitting_apart, "fit_apart", lambda *_, **__: DEFAULT_PARAMETERS)
    made = tailored(rows)
    async with made.open(size=(160, 50)) as look:
        await look.press("s", "2", "o")
        await done(look)
        assert look.shows("The present ones foresaw your later answers as well or better")
        assert "y take" not in look.foot
        await look.press("y")
        assert held(made) == DEFAULT_PARAMETERS


async def test_with_too_few_reviews_it_says_how_many_are_wanted(tailored):
    async with tailored().open() as look:
        await look.press("s", "2", "o")
        await done(look)
        assert look.shows("There are 0 reviews so far: fitting needs 1000.")
        assert look.shows("Nothing has been learnt yet.")


async def test_without_the_library_it_says_how_to_get_it(tailored, rows, monkeypatch):
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    async with tailored(rows).open() as look:
        await look.press("s", "2", "o")
        await done(look)
        assert look.shows('pip install "differential-quiz[optimise]"')


async def test_one_that_breaks_down_is_told(tailored, rows, monkeypatch):
    def fail(*_, **__):
        raise QuizError("The optimiser broke down: nothing is changed.")

    monkeypatch.setattr(fitting_apart, "fit_apart", fail)
    async with tailored(rows).open() as look:
        await look.press("s", "2", "o")
        await done(look)
        assert look.shows("The optimiser broke down")


async def test_keys_work_meanwhile_and_leaving_stops_it(tailored, rows, monkeypatch):
    begun, over = Event(), Event()

    def slowly(histories, tell, stopped):
        tell(4321, 2)
        begun.set()
        while not stopped():
            over.wait(0.01)
        over.set()
        raise QuizError("stopped")

    monkeypatch.setattr(fitting_apart, "fit_apart", slowly)
    async with tailored(rows).open() as look:
        await look.press("s", "2", "o")
        while not begun.is_set():
            await look.settle()
        await look.settle()
        assert look.shows("Fitting to 4321 answers … 2 s")
        await look.press("q")
        assert look.name == "ScoresScreen"
        assert over.wait(10), "nobody waits for it any more"


async def test_what_another_retention_would_cost(tailored, room, deck, cards, learning):
    made = tailored()
    facts = [fact for one in made.shelf.decks.values() for fact in one.facts.values()]
    learner = learning.Learner(facts, store=made.store, scheduler=made.scheduler)
    learner.tidy = lambda day: None
    learner.live(40)
    async with made.open(size=(160, 50)) as look:
        await look.press("s", "2", "o")
        await done(look)
        assert look.shows("Reviews a day for another retention", "90 % yours", "97 %", "min")
        assert look.shows("A year with the 2 facts that you have begun")


async def test_without_a_tailor_none_is_offered(room, deck, cards):
    async with room(deck(cards("choice"))).open() as look:
        await look.press("s", "2", "o")
        assert look.name == "ScoresScreen"
        assert "o optimise" not in look.foot
