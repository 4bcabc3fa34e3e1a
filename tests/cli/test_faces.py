"""Which face is shown where."""

import gc
import io
import sys
from collections.abc import Mapping
from datetime import date

import pytest

import quiz.tui.app
from quiz.errors import DataError
from quiz.study.desk import Desk
from quiz.tui.app import StartWith


class Screen:
    """Stands in for the app on a screen, and tells how it was begun."""

    begun: list[StartWith]
    deadlines: list[Mapping[str, date]]

    failure = None

    def __init__(self, desk: Desk, *, scores: object, start: StartWith | None = None) -> None:
        assert callable(scores)
        self.start = start or StartWith()
        self.desk = desk

    def run(self) -> None:
        assert not gc.isenabled()  # the app collects once its first screen is painted
        type(self).begun.append(self.start)
        type(self).deadlines.append(self.desk.settings.deadlines)


class Console(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> type[Screen]:
    Screen.begun, Screen.deadlines = [], []
    monkeypatch.setattr(quiz.tui.app, "QuizApp", Screen)
    monkeypatch.setattr("quiz.commands.face.is_interactive", lambda: True)
    monkeypatch.setattr("quiz.commands.browse.is_interactive", lambda: True)
    return Screen


def test_what_ended_the_app_is_told(quiz, screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "failure", ValueError("of no use"))
    code, _, err = quiz("study", "small")
    assert code == 1
    assert "a bug in quiz" in err
    assert "ValueError: of no use" in err
    monkeypatch.setattr(screen, "failure", DataError("The disk is full."))
    code, _, err = quiz("study", "small")
    assert (code, err) == (1, "quiz: The disk is full.\n")


def test_a_terminal_gets_the_app(quiz, screen) -> None:
    assert quiz().code == 0
    assert quiz("study").code == 0
    assert quiz("study", "small", "ivig", "--minutes", "3").code == 0
    assert quiz("browse", "is:due", "pain").code == 0
    begun = [(one.study, one.deck_ids, one.minutes, one.query) for one in screen.begun]
    assert gc.isenabled()
    assert begun == [
        (False, None, None, None),
        (True, None, None, None),
        (True, ("small", "ivig"), 3, None),
        (False, None, None, "is:due pain"),
    ]


def test_tables_are_opened_on_the_screen_or_read(quiz, screen) -> None:
    assert quiz("table").code == 0
    assert quiz("table", "central").code == 0
    assert [(one.tables, one.deck_ids) for one in screen.begun] == [
        (True, None),
        (True, ("central-vs-peripheral",)),
    ]
    ran = quiz("table", "central", "--plain", heard=":q\n")
    assert "Table 1 of 2: Who loses which myelin." in ran.out
    code, _, told = quiz("table", "small")
    assert (code, told.count("There is no table here")) == (2, 1)


def test_a_drill_is_begun_on_the_screen(quiz, screen) -> None:
    assert quiz("contrast", "central", "--between", "ms", "fm").code == 0
    assert [(one.contrast, one.deck_ids, one.between) for one in screen.begun] == [
        (True, ("central-vs-peripheral",), ("ms", "fm"))
    ]


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {}])
def test_lines_come_where_they_are_asked_for(quiz, screen, here, environ) -> None:
    words = ["browse", "is:new", *([] if environ else ["--plain"])]
    ran = quiz(*words, heard="", **environ)
    assert "more: an empty line goes on." in ran.out
    assert not screen.begun


def test_lines_come_where_they_are_set(quiz, screen, here) -> None:
    config = here / "data" / "config.toml"
    config.parent.mkdir()
    config.write_text('face = "plain"\n')
    assert "Decks. In all" in quiz().out
    assert not screen.begun


def test_both_ends_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.commands.face import is_interactive

    for stdin, stdout, both in (
        (Console(), Console(), True),
        (Console(), io.StringIO(), False),
        (io.StringIO(), Console(), False),
    ):
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", stdout)
        assert is_interactive() is both


def test_the_end_of_input_stays_its_end(monkeypatch, capsys) -> None:
    from quiz.commands.conversation import converse

    # A terminal gives lines again after ctrl+d.
    lines = iter(["one\n", "", "two\n"])

    class Keyboard(io.StringIO):
        def readline(self, size: int = -1) -> str:
            return next(lines)

    monkeypatch.setattr(sys, "stdin", Keyboard())
    heard = []
    assert converse(lambda them: heard.extend(them.hear() for _ in range(3))) == 0
    assert heard == ["one", None, None]


def test_ctrl_c_ends_a_conversation(monkeypatch, capsys) -> None:
    from quiz.commands.conversation import converse

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    assert converse(interrupted) == 0
    assert capsys.readouterr().out == "\nStopped. All that you answered is kept.\n"


def test_a_date_named_on_the_command_line_holds_for_the_decks_named(quiz, screen) -> None:
    assert quiz("study", "small", "--by", "2026-03-12").code == 0
    assert quiz("study", "--by", "2026-03-05").code == 0
    one, all_of_them = screen.deadlines
    assert one == {"small": date(2026, 3, 12)}
    assert set(all_of_them.values()) == {date(2026, 3, 5)}
    assert len(all_of_them) > 1


def test_a_day_that_is_over_or_none_is_wrong_use(quiz) -> None:
    code, out, err = quiz("study", "--by", "2026-02-28")
    assert (code, out, err) == (2, "", "quiz: 2026-02-28 is over: today is 2026-03-02.\n")
    code, _, err = quiz("study", "--by", "Friday")
    assert code == 2
    assert "'Friday' is no day such as 2026-12-05" in err
