from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.cards.typed import numbers
from quiz.shapes import Blank, DontKnow, Part, Picked, Type, Typed

property_test = settings(max_examples=200)


def says(question, text, **given):
    return question.grade(Typed((text,), **given))


# Texts.


def test_asks_for_one_text(asked):
    assert asked("typed", answer="myelin").shape == Type("What is it?", (Blank(),))


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("myelin sheath", " Myelin  sheath. "),
        ("*myelin* sheath", "myelin sheath"),
        ("*myelin* sheath", "*myelin* sheath"),
        ("`C++`", "c++"),
        ("C++", "C++"),
        ("a*b*c", "a*b*c"),
        ("a*b*c", "abc"),
        (r"2\*3\*4", "2*3*4"),
        ("snake_case_name", "snake_case_name"),
        ("1. FC Köln", "1. fc koeln".replace("oe", "o")),
        ("1. FC Köln", "1. FC Köln"),
        ("- 5", "-5"),
        ("+ 3", "+3"),
        ("> 140", ">140"),
        ("# 1", "# 1"),
        ("<b>", "<b>"),
        ("C:\\temp", "c:\\temp"),
        ("[myelin](https://example.org)", "myelin"),
        ("Arthritis &amp; Rheumatology", "Arthritis & Rheumatology"),
        ("Arthritis & Rheumatology", "arthritis & rheumatology"),
        ("HLA-B\\*27", "HLA-B*27"),
        ("one\ntwo", "one two"),
    ],
)
def test_a_text_is_right_in_both_of_its_readings(asked, answer, typed):
    assert says(asked("typed", answer=answer), typed).correct


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("1. FC Köln", "FC Köln"),
        ("- 5", "5"),
        ("+ 3", "- 3"),
        ("> 140", "140"),
        ("C++", "C"),
        ("C++", "C+"),
        ("x", ""),
        ("x", "   "),
    ],
)
def test_signs_count(asked, answer, typed):
    verdict = says(asked("typed", answer=answer), typed)
    assert not verdict.correct
    assert verdict.near_miss is None


@property_test
@given(st.text(min_size=1).filter(str.strip))
@example("``")
@example("[](x)")
@example("&nbsp;")
@example("***")
def test_whatever_an_author_writes_is_right_word_for_word(asked, answer):
    assert says(asked("typed", answer=answer), answer).correct
    assert not asked("typed", answer=answer).grade(DontKnow()).correct


def test_the_verdict_shows_what_was_typed_letter_for_letter(asked):
    verdict = says(asked("typed", answer="**C++**"), "C*_*")
    assert verdict.parts == (Part(r"C\*\_\*", "C++", False),)


def test_accept_is_right_as_well_and_markdown_in_it_need_not_be_typed(asked):
    question = asked("typed", answer="IL-2R", accept=["*interleukin-2* receptor"])
    assert says(question, "interleukin 2 receptor").correct
    assert says(question, "IL2R").near_miss is None


def test_the_answer_in_a_line_is_without_its_markdown(made):
    assert made("typed", answer="*myelin* sheath").sides() == {"": "myelin sheath"}


def test_a_near_miss_waits_for_the_persons_word(asked):
    question = asked("typed", answer="lesion", accept=["plaques"])
    pending = says(question, "plaqes")
    assert not pending.correct
    assert pending.near_miss.typed == "plaqes"
    assert pending.near_miss.wanted == "plaques"
    assert not pending.marks[0].near
    meant = says(question, "plaqes", meant=True)
    assert meant.correct
    assert meant.marks[0].near
    assert meant.near_miss is None
    denied = says(question, "plaqes", meant=False)
    assert not denied.correct
    assert not denied.marks[0].near
    assert denied.near_miss is None


def test_saying_that_it_was_meant_makes_nothing_else_right(asked):
    verdict = says(asked("typed", answer="lesion"), "deficit", meant=True)
    assert not verdict.correct
    assert not verdict.marks[0].near


def test_what_is_as_near_to_a_wrong_answer_is_no_slip(asked):
    assert says(asked("typed", answer="afferent"), "efferent").near_miss
    question = asked("typed", answer="afferent", wrong=["*efferent*"])
    assert says(question, "efferent").near_miss is None
    assert says(question, "afferrent").near_miss


def test_strict_takes_leniencies_away(asked):
    assert says(asked("typed", answer="Sjögren"), "sjogren").correct
    assert not says(asked("typed", answer="Sjögren", strict=["accents"]), "Sjogren").correct
    assert not says(asked("typed", answer="MS", strict=True), "ms").correct
    assert says(asked("typed", answer="lesions", strict=["spelling"]), "lesons").near_miss is None


@pytest.mark.parametrize("response", [Picked((0,)), Typed(()), Typed(("a", "b"))])
def test_refuses_what_is_not_one_text(asked, response):
    with pytest.raises(ValueError, match="blank"):
        asked("typed", answer="a").grade(response)


# Numbers.


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (15, "15"),
        (15.0, "15"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (-5, "-5"),
        (1e-5, "1e-5"),
        (6.022e23, "6.022e23"),
        (123456789012345678901, "123456789012345678901"),
    ],
)
def test_a_number_is_shown_as_one_would_write_it_and_typing_that_is_right(
    asked, made, answer, shown
):
    assert made("typed", answer=answer).sides() == {"": shown}
    assert made("typed", answer=answer, unit="mg").sides() == {"": f"{shown} mg"}
    assert says(asked("typed", answer=answer), shown).correct
    assert says(asked("typed", answer=answer, unit="mg"), f"{shown} mg").correct


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("15", "15"),
        ("15.", "15"),
        ("15?", "15"),
        ("+15", "15"),
        (" 15 ", "15"),
        ("15.0", "15"),
        ("-5", "-5"),
        ("- 5", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("0,5", "0.5"),
        (".5", "0.5"),
        ("-,5", "-0.5"),
        ("5e3", "5000"),
        ("1.5E-3", "0.0015"),
        ("1.5e−3", "0.0015"),
        ("1 500", "1500"),
        ("1\u00a0500", "1500"),
        ("1\u202f500", "1500"),
        ("1'500", "1500"),
        ("1’500.5", "1500.5"),
        ("1,500,000", "1500000"),
        ("1,500.5", "1500.5"),
        ("1.500,5", "1500.5"),
        ("1.500.000", "1500000"),
        ("1.500.000,5", "1500000.5"),
        ("٥", "5"),
    ],
)
def test_a_number_may_be_written_in_many_ways(typed, value):
    assert set(numbers(typed)) == {(Decimal(value), "")}


def test_what_follows_a_number_is_its_unit():
    assert list(numbers("5 mg. ")) == [(Decimal(5), "mg")]
    assert list(numbers("5%")) == [(Decimal(5), "%")]


def test_one_comma_before_three_digits_has_two_readings_and_one_point_has_one():
    assert list(numbers("1,500")) == [(Decimal("1.5"), ""), (Decimal(1500), "")]
    assert list(numbers("1.500")) == [(Decimal("1.5"), "")]


@pytest.mark.parametrize(
    "typed", ["", "-", "fifteen", "x5", "1.2.3", "1,5,3", "15 2", "1 50", "e5", ".", "1" * 101]
)
def test_what_is_no_number_has_no_reading(typed):
    assert list(numbers(typed)) == []


@property_test
@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.sampled_from(".,"))
def test_any_decimal_is_read_exactly(digits, places, mark):
    value = Decimal(digits).scaleb(-places)
    text = f"{value:.{places}f}".replace(".", mark)
    assert (value, "") in list(numbers(text))


def test_the_verdict_shows_which_numbers_are_near_enough(asked):
    question = asked("typed", answer=8, unit="planets", tolerance=1)
    assert says(question, "9").parts == (Part("9", "8 planets (7 … 9 planets)", True),)
    assert says(question, "6").parts == (Part("6", "8 planets (7 … 9 planets)", False),)
    exact = asked("typed", answer=8, unit="planets")
    assert says(exact, "8").parts == (Part("8", "8 planets", True),)


@property_test
@given(st.integers(-(10**9), 10**9), st.integers(0, 10**6), st.integers(-(2 * 10**6), 2 * 10**6))
@example(0, 3, 3)
@example(7, 1, -1)
def test_a_tolerance_counts_exactly_and_its_edge_is_in(asked, answer, tolerance, offset):
    # In hundredths, which no binary fraction holds.
    question = asked("typed", answer=answer / 100, tolerance=tolerance / 100)
    typed = f"{Decimal(answer + offset).scaleb(-2):f}"
    assert says(question, typed).correct is (abs(offset) <= tolerance)


@property_test
@given(st.integers(-(10**40), 10**40), st.integers(-3, 3))
def test_huge_numbers_are_compared_to_the_last_digit(asked, answer, offset):
    question = asked("typed", answer=answer)
    assert says(question, str(answer + offset)).correct is (offset == 0)


@property_test
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_finite_number_is_right_as_shown(asked, made, answer):
    shown = made("typed", answer=answer).text
    assert Fraction(shown) == Fraction(repr(answer))
    assert says(asked("typed", answer=answer), shown).correct


def test_an_enormous_number_harms_nothing(asked):
    question = asked("typed", answer=10**400)
    assert says(question, "1" + "0" * 400).correct
    assert not says(question, "9" * 500_000).correct
    assert not says(question, "1e999").correct


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("mg", "5"),
        ("mg", "5 mg"),
        ("mg", "5mg"),
        ("mg", "5 MG."),
        ("mg", "5.0 mg"),
        ("mg", "5\u00a0mg"),
        ("%", "5%"),
        ("%", "5 %"),
        ("°C", "5°C"),
        ("μg", "5 µg"),
        ("people", "5 people"),
        ("mmol/L", "5 mmol/l"),
        ("eV", "5eV"),
    ],
)
def test_a_unit_may_be_typed_or_left_out(asked, unit, typed):
    assert says(asked("typed", answer=5, unit=unit), typed).correct


@pytest.mark.parametrize("typed", ["5 g", "5%", "mg", "mg 5", "50 mg", "-5 mg", "5 mg mg", "5!"])
def test_another_unit_or_number_is_wrong(asked, typed):
    assert not says(asked("typed", answer=5, unit="mg"), typed).correct


def test_a_unit_where_none_is_asked_for_is_wrong(asked):
    assert not says(asked("typed", answer=5), "5 mg").correct


def test_a_strict_unit_has_its_case(asked):
    assert says(asked("typed", answer=5, unit="mV"), "5 MV").correct
    question = asked("typed", answer=5, unit="mV", strict=["case"])
    assert says(question, "5 mV").correct
    assert not says(question, "5 MV").correct


def test_a_unit_is_no_markdown(asked, made):
    assert made("typed", answer=5, unit="*u*").text == "5 *u*"
    question = asked("typed", answer=5, unit="*u*")
    assert says(question, "5 *u*").correct
    assert says(question, "6").parts == (Part("6", r"5 \*u\*", False),)


def test_a_number_has_words_only_where_they_are_accepted(asked):
    assert not says(asked("typed", answer=15), "fifteen").correct
    question = asked("typed", answer=15, accept=["fifteen"], unit="people")
    assert says(question, "Fifteen").correct
    assert says(question, "fiteen").near_miss.wanted == "fifteen"
    assert says(question, "16").near_miss is None


def test_a_text_of_digits_is_a_text(asked, made):
    assert made("typed", answer="2008").answer == "2008"
    assert says(asked("typed", answer="2008"), "2008.").correct
    assert not says(asked("typed", answer="2008"), "2008.0").correct


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ({"answer": "15", "unit": "mg"}, "`unit` is for answers that are numbers"),
        ({"answer": "15", "tolerance": 1}, "`tolerance` is for answers that are numbers"),
        ({"answer": float("nan")}, "finite"),
        ({"answer": float("-inf")}, "finite"),
        ({"answer": 5, "tolerance": -1}, "greater than or equal to 0"),
        ({"answer": 5, "tolerance": float("inf")}, "finite"),
        ({"answer": 5, "tolerance": "1"}, "valid number"),
        ({"answer": 5, "tolerance": True}, "valid number"),
        ({"answer": True}, "valid string"),
        ({"answer": ["a"]}, "valid string"),
        ({"answer": " "}, "at least 1 character"),
    ],
)
def test_refuses_what_makes_no_sense(made, written, complaint):
    with pytest.raises(ValueError, match=complaint) as raised:
        made("typed", **written)
    assert raised.value.error_count() == 1


# Flaws.


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({"answer": "Myelin", "wrong": ["axon", "*myelin*"]}, ("wrong", 1)),
        ({"answer": "a", "accept": ["b"], "wrong": ["B."]}, ("wrong", 0)),
        ({"answer": 15, "wrong": ["15.0"]}, ("wrong", 0)),
        ({"answer": 15, "wrong": ["*15.0*"]}, ("wrong", 0)),
        ({"answer": 15, "unit": "people", "wrong": ["15"]}, ("wrong", 0)),
        ({"answer": 15, "tolerance": 2, "wrong": ["55", "17"]}, ("wrong", 1)),
        ({"answer": "a", "wrong": ["b", "b"]}, ("wrong", 1)),
    ],
)
def test_a_right_answer_among_the_wrong_is_a_flaw(flaws, written, path):
    (flaw,) = flaws("typed", **written)
    assert flaw.path == path


def test_a_wrong_answer_that_is_wrong_is_none(flaws):
    assert flaws("typed", answer=15, unit="people", wrong=["55", "15 mg"]) == []
    assert flaws("typed", answer="myelin") == []
