"""Decks in other languages, studied line by line; `tests/tui/test_languages.py` does all forms."""

from pathlib import Path

import pytest

from quiz.plain.lines import in_a_line
from quiz.plain.study import study
from quiz.review import Rating

FOLDER = Path(__file__).parents[1] / "languages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_is_studied_in_its_own_words(make_table, language: str) -> None:
    table = make_table((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    (deck,) = table.shelf.decks.values()
    study(table.lines(*[":d", ""] * 12, ":q"), table.desk)
    reviews = list(table.store.reviews())
    assert len({review.fact for review in reviews}) > 5
    assert {review.rating for review in reviews} == {Rating.AGAIN}
    said = "\n".join(table.said)
    assert "\ufffd" not in said
    assert in_a_line(deck.title) in said
    for review in reviews:
        assert in_a_line(deck.explain(review.fact).answer.split("; ")[0]) in said


def test_the_five_are_there() -> None:
    assert LANGUAGES == ["ar", "de", "el", "es", "ja"]
