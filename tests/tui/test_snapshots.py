"""How the main screens look. After a change that is meant: pytest --snapshot-update, and look."""

import pytest

from quiz.tui.app import QuizApp, StartWith

STUDY = StartWith(study=True)


@pytest.fixture
def app(room, deck, cards, table):
    """An app over two decks, in a theme."""

    def make(theme: str, start: StartWith = STUDY, **settings) -> QuizApp:
        made = room(
            deck(table, id="loss", title="Who loses what", summary="Where **myelin** is lost."),
            deck(cards("choice", "cloze", "flashcard", "match"), title="Cards of all kinds"),
            theme=theme,
            **settings,
        )
        return QuizApp(made.desk, start=start, held_keys_s=0)

    return make


THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@THEMES
def test_decks(snap_compare, app, theme):
    assert snap_compare(app(theme, StartWith()), press=["j"])


@THEMES
def test_question(snap_compare, app, theme):
    assert snap_compare(app(theme), press=["j"])


@THEMES
def test_verdict(snap_compare, app, theme):
    assert snap_compare(app(theme), press=["2", "enter"])


def test_verdict_beside_the_question(snap_compare, app):
    assert snap_compare(app("dark"), press=["2", "enter"], terminal_size=(130, 30))


def test_high_contrast(snap_compare, app):
    assert snap_compare(app("contrast"), press=["2", "enter"])


def test_colours_of_the_terminal(snap_compare, app):
    assert snap_compare(app("auto"), press=["2", "enter"])


def test_browse(snap_compare, app):
    assert snap_compare(app("light", StartWith(query="")), press=["j"], terminal_size=(130, 30))


def test_session_over(snap_compare, app):
    chosen = ["2", "enter", "enter", "2", "enter", "enter", "1", "enter", "enter"]
    keys = [*chosen, "escape", "d", "enter", "space", "3", "d", "enter"]
    assert snap_compare(app("dark", learning_steps=()), press=keys)


@THEMES
def test_table(snap_compare, app, theme):
    tables = StartWith(tables=True)
    assert snap_compare(app(theme, tables), press=["l", "space"])


def test_table_on_a_wide_screen(snap_compare, app):
    tables = StartWith(tables=True)
    assert snap_compare(app("contrast", tables), press=["l"], terminal_size=(160, 50))
