"""Advice: what each rule finds, what it leaves alone, and that its author can silence it."""

from typing import get_args

import pytest
import tomli

from quiz.authoring import AdviceRule
from quiz.deck.advice import RULES, advise
from quiz.deck.parsing import parse
from quiz.errors import Severity

HEAD = 'format = 1\nid = "d"\ntitle = "T"\n'
LONG = "word " * 30


def advice(body: str, head: str = HEAD) -> list[tuple[str, tuple]]:
    """The rules that speak, each with its path."""
    parsed, findings = parse(tomli.loads(head + body))
    assert not [one for one in findings if one.severity is Severity.ERROR]
    found = list(advise(parsed))
    assert all(one.severity is Severity.ADVICE for one in found)
    return [(one.hint.split('"')[-2], one.path) for one in found]


def card(form: str, more: str, prompt: str = "p") -> str:
    return f'[[card]]\nform = "{form}"\nprompt = "{prompt}"\n{more}\n'


def choice(answer: str, *wrong: str, prompt: str = "p") -> str:
    return card("choice", f'answer = "{answer}"\nwrong = {list(wrong)}', prompt)


def table(*features: str, more: str = "") -> str:
    subjects = "".join(f'subject.{name} = {{ name = "{name}" }}\n' for name in "abc")
    rows = "".join(f"[[comparison.feature]]\n{feature}\n" for feature in features)
    return f'[[comparison]]\nid = "c"\ntitle = "C"\n{subjects}{more}\n{rows}'


def test_every_rule_has_its_reason() -> None:
    assert tuple(RULES) == get_args(AdviceRule)


@pytest.mark.parametrize("form", ["flashcard", "typed"])
@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (LONG, "long-answer"),
        ("It is red; it is round", "two-facts"),
        ("The first is crimson. The second is not", "two-facts"),
        ("red, green and blue", "two-facts"),
        ("red and green", None),
        ("red, as a rule", None),
        ("Named for Dr. Guillain", None),
        ("about 2.5 m", None),
    ],
)
def test_an_answer_is_one_short_fact(form: str, answer: str, rule: str | None) -> None:
    found = advice(card(form, f'answer = "{answer}"'))
    assert found == ([(rule, ("card", 0, "answer"))] if rule else [])


def test_a_number_or_a_vignette_is_an_answer_too() -> None:
    assert advice(card("typed", "answer = 12")) == []
    body = card("vignette", f'clues = ["x", "y"]\nanswer = "{LONG}"')
    assert advice(body) == [("long-answer", ("card", 0, "answer"))]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (card("flashcard", 'answer = "Yes, it is"'), True),
        (card("typed", 'answer = "no"'), True),
        (choice("yes", "no"), True),
        (card("typed", 'answer = "None"'), False),
        (card("true-false", "answer = true"), False),
        (choice("red", "no colour"), False),
    ],
)
def test_a_prompt_is_not_answered_by_yes_or_no(body: str, told: bool) -> None:
    assert advice(body) == ([("yes-no", ("card", 0, "prompt"))] if told else [])


def test_an_option_does_not_point_at_others() -> None:
    assert advice(choice("red", "green", "None of the above")) == [
        ("all-of-the-above", ("card", 0, "wrong", 1))
    ]
    assert advice(choice("all of these", "green")) == [("all-of-the-above", ("card", 0, "answer"))]


def test_the_right_option_is_not_much_longer() -> None:
    long = "the one that is described with far more care"
    assert advice(choice(long, "short")) == [("longest-right", ("card", 0, "answer"))]
    several = card("choice", f'answers = ["{long}", "{long} too"]\nwrong = ["short"]')
    assert advice(several) == [("longest-right", ("card", 0, "answers"))]
    assert advice(choice("abcdef", "abc")) == []


def test_the_right_option_is_not_always_the_longest() -> None:
    def choices(longest: int, silenced: str = "") -> str:
        answers = ["abcd" if number < longest else "ab" for number in range(4)]
        return "".join(choice(one, "abc", prompt=f"p{n}") for n, one in enumerate(answers))

    assert advice(choices(3)) == []
    assert advice(choices(4)) == [("longest-right", ("card", 0))]
    assert advice(choices(4), HEAD + 'no_advice = ["longest-right"]\n') == []
    silent = 'no_advice = ["longest-right"]'
    assert advice(choices(4).replace("[[card]]", f"[[card]]\n{silent}", 1)) == []


def test_words_of_english_are_looked_for_in_english_decks_only() -> None:
    german = HEAD + 'language = "de"\n'
    assert advice(card("typed", 'answer = "no"'), german) == []
    assert advice(choice("red", "none of the above"), german) == []
    assert advice(card("flashcard", f'answer = "{LONG}"'), german) != []


def test_a_feature_tells_subjects_apart() -> None:
    body = table(
        'name = "f"\ncell.a = "1"\ncell.b = "1."\ncell.c = "1"',
        'name = "g"\ncell.a = "1"\ncell.b = "2"\ncell.c = "3"',
        'name = "h"\ncell.a = "1"',
    )
    assert advice(body) == [("same-everywhere", ("comparison", 0, "feature", 0))]


def test_subjects_are_told_apart_by_a_feature() -> None:
    same = 'name = "f"\ncell.a = "1"\ncell.b = "2"\ncell.c = "two"\nalike = [["b", "c"]]'
    assert advice(table(same)) == [("alike-subjects", ("comparison", 0, "subject", "c"))]
    other = 'name = "g"\ncell.b = "2"\ncell.c = "3"'
    assert advice(table(same, other)) == []


def test_a_cell_is_one_short_fact() -> None:
    body = table('name = "f"\ncell.a = "x; y"\ncell.b = ["x", "z"]\ncell.c = "w"')
    assert advice(body) == [("two-facts", ("comparison", 0, "feature", 0, "cell", "a"))]


@pytest.mark.parametrize("silent", ["no_advice = true", 'no_advice = ["same-everywhere"]'])
def test_advice_is_silenced_where_it_stands_or_above(silent: str) -> None:
    feature = 'name = "f"\ncell.a = "1"\ncell.b = "1"'
    other = 'name = "g"\ncell.a = "1"\ncell.b = "2"\ncell.c = "3"'
    assert advice(table(feature, other)) != []
    assert advice(table(f"{feature}\n{silent}", other)) == []
    assert advice(table(feature, other, more=silent)) == []
    assert advice(table(feature, other), f"{HEAD}{silent}\n") == []


def test_silence_is_for_the_rules_that_are_named() -> None:
    assert advice(card("flashcard", f'answer = "{LONG}"\nno_advice = ["yes-no"]')) != []


def test_a_deck_without_a_sound_head_gets_advice_as_well() -> None:
    parsed, _ = parse(tomli.loads(card("typed", 'answer = "no"')))
    assert [one.path for one in advise(parsed)] == [("card", 0, "prompt")]
