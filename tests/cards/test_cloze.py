from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.cloze import ClozeGap, gaps
from quiz.errors import Severity
from quiz.markdown import plain
from quiz.shapes import GAP, Blank, DontKnow, Part, Picked, Type, Typed

property_test = settings(max_examples=150)
PROMPT = "The {{sheath | what wraps it}} around a {{nerve *fiber*}}."


def test_each_gap_becomes_a_blank_with_its_hint(asked):
    question = asked("cloze", prompt=PROMPT)
    blanks = (Blank(hint="what wraps it"), Blank())
    assert question.shape == Type(f"The {GAP} around a {GAP}.", blanks)
    assert not question.shape.any_order


def test_each_gap_is_filled_by_its_own_words(asked):
    question = asked("cloze", prompt=PROMPT)
    assert question.grade(Typed(("Sheath", "nerve fiber"))).correct
    assert question.grade(Typed(("sheath", "nerve *fiber*"))).correct
    verdict = question.grade(Typed(("nerve fiber", "sheath")))
    assert verdict.parts == (
        Part("nerve fiber", "sheath", False),
        Part("sheath", "nerve fiber", False),
    )
    assert not question.grade(DontKnow()).correct


@property_test
@given(
    st.lists(
        st.text("abc ").map(lambda text: f"{text.strip()}x"),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_all_gaps_filled_rightly_is_right_and_one_wrong_is_wrong(asked, words, data):
    prompt = " and ".join(f"{{{{{word}}}}}" for word in words)
    question = asked("cloze", prompt=prompt)
    assert question.shape.prompt == " and ".join(GAP for _ in words)
    assert question.grade(Typed(tuple(words))).correct
    spoilt = data.draw(st.integers(0, len(words) - 1))
    texts = [("y" if index == spoilt else word) for index, word in enumerate(words)]
    verdict = question.grade(Typed(tuple(texts)))
    assert [part.correct for part in verdict.parts] == [i != spoilt for i in range(len(words))]


@pytest.mark.parametrize("hints", [0, 1, 2])
def test_a_hint_is_a_help(asked, hints):
    (mark,) = asked("cloze", prompt=PROMPT).grade(Typed(("sheath", "nerve fiber"), hints)).marks
    assert mark.correct
    assert mark.helped is (hints > 0)


def test_the_same_words_may_stand_in_two_gaps(asked, flaws):
    prompt = "{{Myelin}} is lost where {{Myelin}} was."
    question = asked("cloze", prompt=prompt, accept={"Myelin": ["the sheath"]})
    assert question.grade(Typed(("the sheath", "myelin"))).correct
    assert question.grade(Typed(("myelins", "myelin"))).near_miss
    assert flaws("cloze", prompt=prompt) == []


def test_what_fills_another_gap_is_no_near_miss(asked):
    question = asked("cloze", prompt="{{afferent}} in, {{efferent}} out")
    assert question.grade(Typed(("efferent", "afferent"))).near_miss is None
    assert question.grade(Typed(("afferrent", "efferent"))).near_miss


def test_accept_is_right_in_its_own_gap(asked):
    question = asked("cloze", prompt=PROMPT, accept={"sheath": ["myelin", "coat"]})
    assert question.grade(Typed(("coat", "nerve fiber"))).correct
    assert not question.grade(Typed(("sheath", "coat"))).correct


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        (PROMPT, "The … around a …."),
        ("*In* {{**sheath**|x}} there", "In … there"),
        ("Write `{{print}}(x)`", "Write …(x)"),
        (r"In \{\{braces\}\} there is {{no gap}}", "In {{braces}} there is …"),
        ("**{{One}}** and *{{two|2}}*", "… and …"),
        ("{{1}}. is a number", "…. is a number"),
    ],
)
def test_the_line_of_a_list_has_its_gaps_open(made, prompt, line):
    assert made("cloze", prompt=prompt).line == line


@pytest.mark.parametrize(
    "prompt",
    [PROMPT, "*In* {{**sheath**|x}} there", "**{{One}}** and *{{two|2}}*", "`{{a}}` {{b}}"],
)
def test_each_gap_is_seen_once_in_what_is_read(asked, prompt):
    question = asked("cloze", prompt=prompt)
    assert plain(question.shape.prompt).count(GAP) == len(question.shape.blanks)


def test_gaps_are_read_with_their_hints():
    assert gaps("a {{ b }} c {{d|e}} {{f|}}") == (
        ClozeGap("b", ""),
        ClozeGap("d", "e"),
        ClozeGap("f", ""),
    )


def test_the_answer_is_what_fills_the_gaps(made):
    assert made("cloze", prompt=PROMPT).sides() == {"": "sheath; nerve fiber"}
    assert made("cloze", prompt="{{a}}, {{b}}").essence() == {"": "a; b"}


@pytest.mark.parametrize(
    ("prompt", "complaint"),
    [
        ("no gap", "needs a gap"),
        (r"\{\{escaped\}\}", "needs a gap"),
        ("{{}} here", "is empty"),
        ("{{ |hint}} here", "is empty"),
        ("{{one}} and {{}}", "is empty"),
        ("{{a}} and {{b", "not closed"),
        ("{{a}} and b}}", "not closed"),
        ("{{a}} {{b|c|{}}}", "not closed"),
    ],
)
def test_refuses_unsound_gaps(made, prompt, complaint):
    with pytest.raises(ValueError, match=complaint):
        made("cloze", prompt=prompt)


def test_refuses_other_responses(asked):
    with pytest.raises(ValueError, match="typing"):
        asked("cloze", prompt=PROMPT).grade(Picked((0,)))


def test_accept_for_no_gap_is_a_flaw(flaws):
    (flaw,) = flaws("cloze", prompt=PROMPT, accept={"sheat": ["x"]})
    assert flaw.path == ("accept", "sheat")
    assert flaw.severity is Severity.ERROR


@pytest.mark.parametrize(
    "prompt",
    [
        "The {{sheath}} is a sheath.",
        "The {{sheath|it is a *sheath*}} is lost.",
        "{{Sheath}}: the {{axon}} is in the sheath",
        "The {{sheath}} is lost: {{nerve|not the sheath}}",
    ],
)
def test_what_fills_a_gap_and_can_be_read_elsewhere_is_worth_a_warning(flaws, prompt):
    (flaw,) = flaws("cloze", prompt=prompt)
    assert flaw.path == ("prompt",)
    assert flaw.severity is Severity.WARNING
    assert "heath" in flaw.message


@pytest.mark.parametrize(
    "prompt", ["It is {{arm}}, and arm.", "The {{sheath}} unsheathed.", "{{sheath}}, {{sheath}}"]
)
def test_short_words_parts_of_words_and_other_gaps_give_nothing_away(flaws, prompt):
    assert flaws("cloze", prompt=prompt) == []


def test_four_letters_are_enough_to_be_given_away(flaws):
    assert flaws("cloze", prompt="The {{skin}} is skin.")
