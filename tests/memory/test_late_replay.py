import pytest

from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.memory.late_replay import LateReplayer
from quiz.memory.parameters import taking
from quiz.memory.replay import Replayer
from quiz.review import Event, EventKind
from tests.answers import a_review

ANSWER = a_review()
OTHERS = (*DEFAULT_PARAMETERS[:-1], 0.3)


class Log(list[Event]):
    """A log with so many takings of parameters; it counts how often it was asked."""

    asked = 0

    def take(self, parameters: tuple[float, ...]) -> None:
        payload = taking(parameters)
        self.append(
            Event(str(len(self)), "", 0, ANSWER.study_day, EventKind.PARAMETERS_TAKEN, "", payload)
        )

    def events(self, kind: EventKind) -> "Log":
        assert kind is EventKind.PARAMETERS_TAKEN
        self.asked += 1
        return self


@pytest.fixture
def log() -> Log:
    return Log()


def test_the_log_is_asked_once_and_not_before_it_is_needed(log: Log) -> None:
    late, plain = LateReplayer(lambda: log), Replayer(Forgetting())
    assert log.asked == 0
    memory = late(None, ANSWER)
    assert memory is not None
    assert memory == plain(None, ANSWER)
    assert late.chance(memory, 9) == plain.chance(memory, 9)
    assert late.trace(2).revision == 2
    assert log.asked == 1


def test_other_parameters_hold_once_it_is_renewed(log: Log) -> None:
    late = LateReplayer(lambda: log)
    memory = late(None, ANSWER)
    assert memory is not None
    before = late.chance(memory, 90)
    log.take(OTHERS)
    assert late.chance(memory, 90) == before
    late.renew()
    assert late.chance(memory, 90) == Replayer(Forgetting(OTHERS)).chance(memory, 90) != before


def test_a_log_that_is_being_opened_is_asked_itself(log: Log) -> None:
    opening = Log()
    opening.take(OTHERS)
    late = LateReplayer(lambda: log)
    assert late.ask(opening).forgetting.parameters == OTHERS
    assert late(None, ANSWER) is not None
    assert (log.asked, opening.asked) == (0, 1)
