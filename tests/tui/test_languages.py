"""Decks in other languages, each studied in every form that it gives, from both ends.

The decks in `tests/languages` are in Spanish, German, Greek, Japanese and Arabic.
"""

import re
from datetime import timedelta
from pathlib import Path
from unicodedata import category, combining, normalize

import pytest
import tomli

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.deck.deck import read_deck
from quiz.deck.forms import CARD_MODELS
from quiz.plain.show import shown
from quiz.review import Rating
from quiz.shapes import (
    GAP,
    Assign,
    Assigned,
    DontKnow,
    Order,
    Ordered,
    Pick,
    Picked,
    Reveal,
    Revealed,
    Type,
    Typed,
)
from quiz.study.settings import Contrast, Limits
from quiz.study.turn import Answered, Asked, Doubted, Finished, Waiting
from quiz.terminal_text import one_line, printable
from quiz.text import normalise, same

FOLDER = Path(__file__).parents[1] / "languages"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}
LANGUAGES = list(TEXTS)
ENGLISH_FORMS = {"true-false", "odd-one-out"}
"""Forms of a table that need words of their own."""

ENGLISH = re.compile(r"\b(which|what|holds|regards|both|separates)\b", re.IGNORECASE)
LATIN = re.compile("[A-Za-z]{2,}")


def accents_dropped(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not combining(char))


def right_response(question):
    """What the question's own verdict calls right, as a person would hand it in."""
    shape = question.shape
    if isinstance(shape, Reveal):
        return Revealed(Rating.GOOD)
    parts = question.grade(DontKnow()).parts
    right = [part.right for part in parts]
    match shape:
        case Pick(options=options):
            return Picked(tuple(n for n, option in enumerate(options) if option in right))
        case Type():
            return Typed(tuple(right))
        case Order(items=items):
            return Ordered(tuple(map(items.index, right)))
        case Assign(groups=groups):
            return Assigned(tuple(map(groups.index, right)))


def test_the_five_are_there():
    assert LANGUAGES == ["ar", "de", "el", "es", "ja"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deck_is_clean_and_says_its_language(language):
    deck, findings = read_deck(tomli.loads(TEXTS[language]))
    assert deck is not None
    assert not findings
    assert deck.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_learned_in_every_form_and_in_no_english(room, language):
    limits = Limits(new_per_day=100, reviews_per_day=400)
    made = room(TEXTS[language], limits=limits, contrast=Contrast())
    clock, desk = made.clock, made.desk
    forms: dict[str, set[str]] = {}
    for _ in range(16):
        session = desk.begin(None, clock.now())
        while not isinstance(session.turn, Finished):
            turn = session.turn
            if isinstance(turn, Waiting):
                clock.skip_to(turn.until)
            elif isinstance(turn, Asked):
                question = turn.question
                forms.setdefault(question.form, set()).add(question.shape.prompt)
                turn = session.submit(right_response(question), clock.now(), 9_000)
                assert not isinstance(turn, Doubted)
                assert not isinstance(turn, Answered) or turn.verdict.correct, question
            session.advance(clock.now())
        session.end(clock.now())
        clock.instant += timedelta(days=12)
    assert set(forms) >= {*CARD_MODELS}
    # What is short enough to be typed is never merely recalled; see the preview below.
    assert {"choice", "typed", "reverse", "vignette"} <= set(forms)
    assert {"contrast", "match", "sort"} & set(forms)
    assert "odd-one-out" not in forms
    english = LATIN if language in ("el", "ja", "ar") else ENGLISH
    assert not [one for found in forms.values() for one in found if english.search(one)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_give_all_forms_but_those_that_need_english(language):
    from quiz.deck.specimens import ways_of

    deck, _ = read_deck(tomli.loads(TEXTS[language]))
    cells = {row.by_subject[id].fact for row in deck.tables[0].rows for id in row.by_subject}
    given = {way.form for way in ways_of(deck) if set(way.facts) <= cells}
    assert given == {*CELL_FORMS, *JOINT_FORMS} - ENGLISH_FORMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_taken_as_it_is_typed_there(language):
    deck, _ = read_deck(tomli.loads(TEXTS[language]))
    for key, fact in deck.facts.items():
        if "typed" not in deck.forms(key):
            continue
        bare = accents_dropped(fact.answer)
        takes_bare = same(bare, fact.answer)
        changed = normalize("NFC", bare) != normalize("NFC", fact.answer)
        # A mark on a kana or an Arabic letter is part of the word; an accent may be left out.
        assert takes_bare == (language not in ("ja", "ar") or not changed), fact.answer
        assert same(normalize("NFD", fact.answer), fact.answer)


@pytest.mark.parametrize(
    ("typed", "wanted", "right"),
    [
        ("idiazabal", "Idiazábal", True),
        ("el nino", "el niño", True),
        ("DIE SAMENKORNER", "die Samenkörner", True),
        ("strasse", "Straße", True),
        ("O ΚΡΗΤΙΚΟΣ", "Ο Κρητικός", False),
        ("Ο ΚΡΗΤΙΚΟΣ", "ο Κρητικός", True),
        ("θαλασσα;", "θάλασσα", True),
        ("かき", "かぎ", False),
        ("はん", "ぱん", False),
        ("竹の茶せん。", "竹の茶せん", True),
        ("النخلة؟", "النخلة", True),
        ("علم", "عُلِمَ", False),
        ("\u200fالتين", "التين", True),
    ],
)
def test_accents_fall_away_from_latin_and_greek_alone(typed, wanted, right):
    assert same(typed, wanted) is right


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_its_text_is_harmed(language):
    deck, _ = read_deck(tomli.loads(TEXTS[language]))
    told = "\n".join(shown(deck))
    for text in strings(tomli.loads(TEXTS[language])["comparison"][0]["feature"]):
        assert printable(text) == text
    for table in deck.tables:
        for row in table.rows:
            assert row.name in told
            assert all(cell.text in told for cell in row.cells)


@pytest.mark.parametrize(
    "mark",
    # Zero width joiner and non-joiner, marks of direction, the Arabic letter mark.
    ["\u200c", "\u200d", "\u200e", "\u200f", "\u061c"],
)
def test_marks_that_belong_to_a_script_stay_and_count_for_nothing_in_an_answer(mark):
    text = f"می{mark}خواهم"
    assert one_line(text) == text
    if category(mark) == "Cf" and mark not in "\u200c\u200d":
        assert normalise(text) == normalise("میخواهم")


def test_what_turns_text_around_is_shown_as_a_stranger():
    assert one_line("ا\u202eب\u2067ج") == "ا\ufffdب\ufffdج"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_question_fits_a_small_screen(room, language):
    made = room(TEXTS[language])
    async with made.open() as look:
        assert look.shows(made.shelf.decks[language].title)
        await look.press("p")
        ways = look.app.screen._tryout.ways
        await look.press("enter")
        for way in ways:
            screen = look.app.screen
            question = screen._tryout.asked.question
            assert question.form == way.form
            assert first_word(question.shape.prompt) in look.text
            assert widest(look) <= 80
            if screen.stage.view.typing:
                await look.press("escape")
            await look.press("d")
            assert look.shows("Not known.")
            assert widest(look) <= 80
            await look.press("enter")


def first_word(prompt: str) -> str:
    """What a question begins with, short enough to stand on its first line."""
    return (prompt.replace("*", "").partition(GAP)[0].split() or [""])[0][:12]


def widest(look) -> int:
    """The widest line as a terminal draws it: a wide character takes two cells."""
    strips = look.app.screen._compositor.render_strips(look.app.size)
    return max(strip.cell_length for strip in strips)
