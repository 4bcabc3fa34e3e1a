"""What the day would still bring of each deck."""

from datetime import timedelta

import pytest

from quiz.review import Rating
from quiz.study.ports import FirstAnswer
from quiz.study.settings import Limits, Settings
from quiz.study.status import Counts, DeckStatus
from quiz.study.workload import USUAL_PACE_MS, with_work

PLAIN = DeckStatus("d", "D", "", "d.toml", 9, 0, 9, Counts(), 0, None, None, (), None, True)
TWO_STEPS = 2


@pytest.fixture
def minutes(tools):
    """The questions of a day, told by a person who takes a minute for each."""

    def made(counts, settings=None, begun=0, reviewed=0):
        today = [FirstAnswer(tools.DAY, f"d/n{n}", True, Rating.GOOD) for n in range(begun)]
        today += [FirstAnswer(tools.DAY, f"d/r{n}", False, Rating.GOOD) for n in range(reviewed)]
        deck = PLAIN._replace(counts=Counts(*counts))
        (found,) = with_work([deck], today, settings or Settings(), 60_000, tools.DAY)
        return found.minutes_today

    return made


def test_each_question_takes_the_persons_pace(minutes) -> None:
    assert minutes((0, 2, 3)) == 5
    assert minutes((4, 0, 0)) == 4 * TWO_STEPS
    assert minutes((4, 0, 0), Settings(learning_steps=())) == 4


def test_before_it_is_known_a_usual_one(tools) -> None:
    deck = PLAIN._replace(counts=Counts(due=5))
    (found,) = with_work([deck], [], Settings(), None, tools.DAY)
    assert found.minutes_today == 5 * USUAL_PACE_MS / 60_000


def test_the_limits_of_the_day_hold(minutes) -> None:
    assert minutes((50, 0, 0), begun=5) == 15 * TWO_STEPS
    assert minutes((50, 0, 0), begun=25) == 0
    assert minutes((0, 0, 300), reviewed=50) == 150
    assert minutes((0, 0, 9), Settings(decks={"d": Limits(1, 4)})) == 4


def test_new_facts_wait_while_too_much_is_due(minutes) -> None:
    limits = Settings(limits=Limits(5, 10))
    assert minutes((5, 0, 10), limits) == 10 + 5 * TWO_STEPS
    assert minutes((5, 0, 10), limits, reviewed=1) == 9


def test_a_date_spreads_the_new_ones_until_it_comes(minutes, tools) -> None:
    ten = Settings(deadlines={"d": tools.DAY + timedelta(days=10)})
    assert minutes((40, 0, 0), ten) == 5 * TWO_STEPS
    assert minutes((38, 0, 0), ten, begun=2) == 3 * TWO_STEPS
    assert minutes((40, 0, 0), Settings(deadlines={"d": tools.DAY})) == 20 * TWO_STEPS


def test_a_deck_that_cannot_be_used_takes_no_time(tools) -> None:
    broken = PLAIN._replace(counts=Counts(due=5), usable=False)
    assert with_work([broken], [], Settings(), None, tools.DAY) == (broken,)
