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
        return QuizApp(made.desk, start=start, held_keys_s=0, scores=lambda: made.scores)

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
    known = ["2", "enter", "enter", "1", "enter", "enter"]
    missed = ["escape", "d", "enter"]
    keys = [*known, *missed, "space", "3", "2", "enter", "enter", "d", "enter"]
    assert snap_compare(app("dark", learning_steps=()), press=keys)


@THEMES
def test_table(snap_compare, app, theme):
    tables = StartWith(tables=True)
    assert snap_compare(app(theme, tables), press=["l", "space"])


def test_table_on_a_wide_screen(snap_compare, app):
    tables = StartWith(tables=True)
    assert snap_compare(app("contrast", tables), press=["l"], terminal_size=(160, 50))


@pytest.fixture
def season(room, deck, cards, table, learning):
    """An app over two months of a learner's log."""

    def make(theme: str) -> QuizApp:
        made = room(
            deck(table, id="loss", title="Who loses what"), deck(cards("typed")), theme=theme
        )
        facts = [fact for one in made.shelf.decks.values() for fact in one.facts.values()]
        learner = learning.Learner(facts, store=made.store, scheduler=made.scheduler)
        learner.tidy = lambda day: None
        learner.live(91)
        return QuizApp(made.desk, held_keys_s=0, scores=lambda: made.scores)

    return make


@pytest.mark.parametrize("tab", "12345")
def test_scores(snap_compare, season, tab):
    assert snap_compare(season("light"), press=["s", "t", tab])


def test_scores_side_by_side(snap_compare, season):
    assert snap_compare(season("dark"), press=["s", "t", "2"], terminal_size=(130, 34))
