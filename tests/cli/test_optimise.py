"""`quiz optimise`: fitted, shown side by side, taken, given back."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from quiz.commands import optimise
from quiz.errors import QuizError
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.memory.parameters import taking
from quiz.memory.schedule import Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.options import Options
from quiz.review import Event, EventKind
from quiz.wiring import Wiring

FORGETFUL = (*(round(one * 0.4, 4) for one in DEFAULT_PARAMETERS[:4]), *DEFAULT_PARAMETERS[4:])
LATER = "2026-07-01T09:00:00Z"


@pytest.fixture(scope="session")
def rows(learning):
    """The log of somebody who forgets sooner than the published parameters say."""
    scheduler = Scheduler(Forgetting(FORGETFUL), Steps((60, 600), (600,)), Calendar(UTC, time(4)))
    facts = learning.facts_of(20, 4, 40, deck="small")
    store = learning.Learner(facts, scheduler=scheduler).live(200).store
    return list(store.rows())


@pytest.fixture
def studied(here: Path, rows):
    """A data folder with that log in it."""
    with opened(here) as wiring:
        wiring.store.absorb(rows, {})
    return here


@pytest.fixture(autouse=True)
def fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is fitted is known, and no other process needed."""
    monkeypatch.setattr(optimise, "in_worker", lambda histories, telling: FORGETFUL)


def opened(here: Path) -> Wiring:
    return Wiring(Options(here / "data", (), None, datetime(2026, 7, 1, 9, tzinfo=UTC)))


def held(here: Path) -> tuple[tuple[float, ...], dict[str, float], list[Event]]:
    """The parameters in force, the stabilities of all facts, and the events that say so."""
    with opened(here) as wiring:
        parameters = wiring.scheduler.forgetting.parameters
        stabilities = {key: memory.stability for key, memory in wiring.store.memories().items()}
        return parameters, stabilities, list(wiring.store.events(EventKind.PARAMETERS_TAKEN))


def test_with_too_few_reviews_it_says_how_many_are_wanted(quiz) -> None:
    code, out, err = quiz("optimise")
    assert (code, err) == (0, "")
    assert out.startswith("There are 0 reviews so far: fitting needs 1000.")


def test_both_are_shown_and_nothing_is_taken_unasked(quiz, studied: Path) -> None:
    code, out, _ = quiz("optimise", now=LATER)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["present", "new"]
    loss = lines[1].split()
    assert loss[:2] == ["log", "loss"]
    assert float(loss[2]) > float(loss[3])
    assert ["w0", "0.212", "0.0848"] in [line.split() for line in lines]
    assert lines[-1] == "Nothing was changed. quiz optimise --take takes the new ones."
    assert held(studied)[0] == DEFAULT_PARAMETERS


def test_taken_they_hold_and_memories_are_made_anew_from_the_log(quiz, studied: Path) -> None:
    _, before, _ = held(studied)
    assert "Taken:" in quiz("optimise", "--take", now=LATER).out
    parameters, after, (event,) = held(studied)
    assert parameters == FORGETFUL
    assert event.payload == taking(FORGETFUL)
    assert after.keys() == before.keys()
    assert after != before
    with opened(studied) as wiring:
        wiring.store.rebuild()
    assert held(studied)[1] == after


def test_a_log_that_is_mended_keeps_to_them(quiz, studied: Path) -> None:
    quiz("optimise", "--take", now=LATER)
    parameters, stabilities, _ = held(studied)
    assert "figures are wrong" not in quiz("doctor", now=LATER).out
    log = studied / "data" / "log.sqlite3"
    log.write_bytes(log.read_bytes().replace(b"SQLite format 3", b"Xqlite format 3"))
    assert "saved into a new log" in quiz("doctor", "--mend", now=LATER).out
    assert held(studied)[:2] == (parameters, stabilities)


def test_once_taken_they_are_the_present_ones(quiz, studied: Path) -> None:
    quiz("optimise", "--take", now=LATER)
    out = quiz("optimise", "--take", now=LATER).out
    assert out.endswith("The present ones foresaw the later reviews as well or better: kept.\n")
    assert len(held(studied)[2]) == 1


def test_one_command_gives_them_back(quiz, studied: Path) -> None:
    _, before, _ = held(studied)
    quiz("optimise", "--take", now=LATER)
    assert quiz("optimise", "--undo", now=LATER).out == (
        "Given back what was taken on 2026-07-01: the published ones hold again.\n"
    )
    parameters, after, events = held(studied)
    assert (parameters, after) == (DEFAULT_PARAMETERS, before)
    assert len(events) == 2
    again = quiz("optimise", "--undo", now=LATER).out
    assert again == "The published parameters hold: there are none to give back.\n"


def test_those_taken_before_hold_again(quiz, studied: Path) -> None:
    with opened(studied) as wiring:
        day = wiring.calendar.study_day(wiring.clock.now())
        first = taking((0.3, *DEFAULT_PARAMETERS[1:]))
        kind = EventKind.PARAMETERS_TAKEN
        wiring.store.note(kind, "", first, wiring.clock.now(), day)
    quiz("optimise", "--take", now=LATER)
    assert "the ones of 2026-07-01 hold again" in quiz("optimise", "--undo", now=LATER).out
    assert held(studied)[0][0] == 0.3


@pytest.mark.parametrize(("said", "taken"), [("y", True), ("Yes", True), ("n", False), ("", False)])
def test_whoever_is_there_is_asked(quiz, studied: Path, monkeypatch, said, taken) -> None:
    monkeypatch.setattr(optimise, "is_interactive", lambda: True)
    out = quiz("optimise", heard=f"{said}\n", now=LATER).out
    assert "Take the new ones? y or n" in out
    assert ("Taken:" in out) == taken
    assert (held(studied)[0] == FORGETFUL) == taken


def test_what_another_retention_would_cost(quiz, studied: Path, here: Path) -> None:
    cards = "\n".join(
        f'[[card]]\nid = "c{n}"\nform = "typed"\nprompt = "P{n}?"\nanswer = "a{n}"'
        for n in range(40)
    )
    (here / "small.toml").write_text(f'format = 1\nid = "small"\ntitle = "S"\n{cards}', "utf-8")
    out = quiz("optimise", "--retention", now=LATER).out
    lines = out.splitlines()
    assert lines[0].startswith("retention")
    assert any(line.startswith("90% (yours)") for line in lines)
    assert lines[8].startswith("97%")
    assert lines[8].count("█") == 24
    work = [float(line.split("%", 1)[1].replace("(yours)", "").split()[0]) for line in lines[1:9]]
    assert work == sorted(work)
    assert "█" not in quiz("optimise", "--retention", "--plain", now=LATER).out


def test_before_anything_is_learnt_there_is_nothing_to_play_through(quiz) -> None:
    assert quiz("optimise", "--retention").out.startswith("Nothing has been learnt yet")


def test_one_thing_at_a_time(quiz) -> None:
    code, _, err = quiz("optimise", "--take", "--undo")
    assert code == 2
    assert "not allowed with" in err


class TestWorker:
    """The process that fits; `fits` has put another in its place, so it is taken from here."""

    in_worker = staticmethod(optimise.in_worker)

    @pytest.fixture(autouse=True)
    def apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is found in another process, two seconds later."""

        def fit_apart(histories, tell):
            for seconds in range(3):
                tell(900, seconds)
            if not histories:
                raise QuizError("The optimiser broke down: nothing is changed.")
            return [0.5]

        monkeypatch.setattr("quiz.scores.fitting_apart.fit_apart", fit_apart)
        self.on_a_terminal = lambda: monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    def test_seconds_are_told_while_it_lasts(self, capsys) -> None:
        self.on_a_terminal()
        assert self.in_worker([[(3, 0)]], telling=True) == [0.5]
        told = capsys.readouterr().err
        assert "Fitting to 900 answers ... 2 s" in told
        assert told.endswith("\x1b[K")

    def test_line_by_line_nothing_is_told(self, capsys) -> None:
        self.on_a_terminal()
        assert self.in_worker([[(3, 0)]], telling=False) == [0.5]
        assert capsys.readouterr().err == ""

    def test_what_was_told_is_taken_away_where_it_breaks_down(self, capsys) -> None:
        self.on_a_terminal()
        with pytest.raises(QuizError, match="nothing is changed"):
            self.in_worker([], telling=True)
        assert capsys.readouterr().err.endswith("\x1b[K")


def test_the_log_tells_of_it(quiz, studied: Path) -> None:
    quiz("optimise", "--take", now=LATER)
    last = json.loads(quiz("log", "--all", "--json", now=LATER).out.splitlines()[-1])
    assert last["kind"] == "parameters_taken"
    assert last["payload"]["parameters"][0] == FORGETFUL[0]
