"""Trying questions out: every way to ask, judged, with nothing that could keep it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import tomli

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.deck.deck import Deck, read_deck
from quiz.deck.forms import CARD_MODELS
from quiz.deck.specimens import question_of
from quiz.errors import UsageError
from quiz.review import Rating
from quiz.shapes import DontKnow, Picked, Reveal, Revealed, Typed
from quiz.study.tryout import Tryout
from quiz.study.turn import Answered, Doubted

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEAD = 'format = 1\nid = "d"\ntitle = "T"\n'
TABLE = """
[[comparison]]
id = "c"
title = "C"
subject.a.name = "Aa"
subject.b.name = "Bb"
subject.z.name = "Zz"
""" + "".join(
    f'[[comparison.feature]]\nid = "{n}"\nname = "feature {n}"\nkey = true\n'
    f'cell.a = "x{n}"\ncell.b = "y{n}"\ncell.z = "z{n}"\nbecause = "why {n}"\n'
    for n in ("one", "two", "three")
)
ALIKE = """
[[comparison.feature]]
id = "four"
name = "feature four"
cell.a = "same"
cell.b = "same"
cell.z = "other"
"""
CARD = """
[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"
"""


def made(text: str) -> Deck:
    deck, findings = read_deck(tomli.loads(HEAD + text))
    assert deck is not None, findings
    return deck


@pytest.fixture
def tryout() -> Tryout:
    return Tryout(made(TABLE + CARD), "digest", NOW)


def test_every_way_to_ask_is_there() -> None:
    text = Path(__file__).parents[1].joinpath("plain", "shapes.toml").read_text(encoding="utf-8")
    shapes, _ = read_deck(tomli.loads(text))
    assert shapes is not None
    decks = made(TABLE + ALIKE), shapes
    forms = {way.form for deck in decks for way in Tryout(deck, "", NOW).ways}
    assert forms >= {*CELL_FORMS, *JOINT_FORMS, *CARD_MODELS} - {"flashcard"}


def test_each_can_be_asked_and_given_up(tryout: Tryout) -> None:
    for place, way in enumerate(tryout.ways):
        asked = tryout.ask(place, NOW)
        assert (asked.number, asked.total) == (place + 1, len(tryout.ways))
        assert asked.question.form == tryout.way.form == way.form
        assert set(asked.question.facts) <= set(way.facts)
        turn = tryout.submit(DontKnow())
        assert isinstance(turn, Answered)
        assert turn.unknown
        assert turn.rating is Rating.AGAIN
        assert turn.explanation.answer
        assert not turn.reviews


def test_places_beyond_the_ends_are_the_ends(tryout: Tryout) -> None:
    assert tryout.ask(-5, NOW).number == 1
    assert tryout.ask(10_000, NOW).number == len(tryout.ways)


def test_one_goes_from_fact_to_fact_and_past_what_is_asked_at_once(tryout: Tryout) -> None:
    seen = [tryout.way.about]
    while (place := tryout.place_beyond(1)) is not None:
        tryout.ask(place, NOW)
        seen.append(tryout.way.about)
    assert seen == list(dict.fromkeys(way.about for way in tryout.ways))
    assert "c: At once: feature one" in seen
    assert seen[-1] == "d/word"
    back = tryout.place_beyond(-1)
    assert back is not None
    assert tryout.ways[back].about == seen[-2]
    tryout.ask(1, NOW)
    before = tryout.place_beyond(-1)
    assert before is None


def test_a_fact_is_found_and_so_is_the_same_question_of_a_changed_deck(tryout: Tryout) -> None:
    place = tryout.place_of("d/word")
    assert place is not None
    assert tryout.ways[place].form == "typed"
    assert tryout.place_of("d/no") is None
    again = Tryout(made(CARD + TABLE), "other", NOW)
    assert [again.ways[again.place_like(way) or 0] for way in tryout.ways] == list(tryout.ways)
    without = Tryout(made(CARD.replace("word", "other")), "other", NOW)
    assert without.place_like(tryout.ways[place]) is None
    flashcard = CARD.replace('"typed"', '"flashcard"')
    changed = Tryout(made(flashcard), "other", NOW)
    assert changed.place_like(tryout.ways[place]) == 0


def test_the_same_question_comes_otherwise(tryout: Tryout) -> None:
    place = next(n for n, way in enumerate(tryout.ways) if way.form == "true-false")
    prompts = {tryout.ask(place, NOW).question.shape.prompt}
    prompts |= {tryout.again(NOW).question.shape.prompt for _ in range(8)}
    assert len(prompts) > 1
    assert tryout.place == place
    assert (
        tryout.ask(place, NOW).question.shape == question_of(made(TABLE + CARD), tryout.way).shape
    )


def test_what_is_recalled_is_explained_and_rated_by_the_person(tryout: Tryout) -> None:
    place = next(n for n, way in enumerate(tryout.ways) if way.form == "recall")
    asked = tryout.ask(place, NOW)
    assert isinstance(asked.question.shape, Reveal)
    assert asked.explanation is not None
    assert asked.explanation.because == "why one"
    assert tryout.reveal().revealed
    turn = tryout.submit(Revealed(Rating.EASY))
    assert isinstance(turn, Answered)
    assert turn.rating is Rating.EASY


@pytest.mark.parametrize("meant", [True, False])
def test_a_near_miss_is_decided(tryout: Tryout, meant: bool) -> None:
    tryout.ask(tryout.place_of("d/word") or 0, NOW)
    with pytest.raises(ValueError, match="no near miss"):
        tryout.decide(meant=True)
    turn = tryout.submit(Typed(("demyelinatoin",)))
    assert isinstance(turn, Doubted)
    assert tryout.asked is turn.asked
    decided = tryout.decide(meant=meant)
    assert isinstance(decided, Answered)
    assert decided.verdict.correct is meant
    assert decided.rating is (Rating.HARD if meant else Rating.AGAIN)
    with pytest.raises(ValueError, match="no near miss"):
        tryout.decide(meant=True)


def test_a_choice_is_judged(tryout: Tryout) -> None:
    place = next(n for n, way in enumerate(tryout.ways) if way.form == "choice")
    options = tryout.ask(place, NOW).question.shape.options
    turn = tryout.submit(Picked((options.index("xone"),)))
    assert isinstance(turn, Answered)
    assert turn.verdict.correct
    assert turn.rating is Rating.GOOD
    assert tryout.deck_id == "d"
    assert tryout.deck_title == "T"


def test_a_deck_without_questions_has_nothing_to_try_out() -> None:
    with pytest.raises(UsageError, match="nothing to ask in 'T'"):
        Tryout(made(""), "", NOW)
