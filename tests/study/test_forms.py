import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.comparison import CELL_FORMS
from quiz.review import Rating
from quiz.study.forms import BESIDE_RIVALS, LEVELS, form_for, level_of

ALL = ("choice", "recall", "reverse", "typed")


def test_every_form_of_a_cell_has_a_level():
    assert {form for level in LEVELS for form in level} == set(CELL_FORMS)


@pytest.mark.parametrize(
    ("stability", "level"), [(0.1, 0), (2.99, 0), (3.0, 1), (21.0, 1), (21.01, 2), (900.0, 2)]
)
def test_the_firmer_the_memory_the_harder_the_form(tools, stability, level):
    assert level_of(tools.memory(stability=stability)) == level


def test_what_was_never_answered_is_chosen():
    assert level_of(None) == 0
    assert form_for(ALL, None) == "choice"


@pytest.mark.parametrize(("stability", "level"), [(1.0, 0), (5.0, 0), (40.0, 1)])
def test_a_lapse_goes_one_level_down(tools, stability, level):
    lapsed = tools.memory(stability=stability, last_rating=Rating.AGAIN)
    assert level_of(lapsed) == level


def test_forms_of_one_level_take_turns(tools):
    memory = tools.memory(stability=10.0, last_form="choice")
    seen = []
    for _ in range(4):
        form = form_for(ALL, memory)
        seen.append(form)
        memory = tools.memory(stability=10.0, last_form=form)
    assert seen == ["typed", "recall", "typed", "recall"]


def test_the_only_form_of_its_level_comes_again(tools):
    assert form_for(ALL, tools.memory(stability=30.0, last_form="reverse")) == "reverse"


def test_where_a_level_has_nothing_fair_the_easier_ones_are_next(tools):
    assert form_for(("recall", "choice"), tools.memory(stability=30.0)) == "recall"
    assert form_for(("choice", "other"), tools.memory(stability=30.0)) == "choice"


def test_and_then_the_harder_ones(tools):
    assert form_for(("recall", "reverse"), tools.memory(stability=1.0)) == "recall"
    assert form_for(("reverse", "other"), None) == "reverse"


def test_a_written_card_keeps_its_form(tools):
    assert form_for(("cloze",), tools.memory(stability=99.0, last_form="cloze")) == "cloze"


def test_forms_that_have_no_level_yet_are_asked_all_the_same():
    assert form_for(("vignette", "neither"), None) == "vignette"


def test_beside_rivals_it_is_chosen_one_way_and_the_other(tools):
    seen = ["typed"]
    for _ in range(4):
        memory = tools.memory(stability=10.0, last_form=seen[-1])
        seen.append(form_for(ALL, memory, BESIDE_RIVALS))
    assert seen[1:] == ["reverse", "choice", "reverse", "choice"]


@pytest.mark.parametrize("stability", [1.0, 40.0])
def test_beside_rivals_what_is_weak_or_firm_is_asked_as_by_itself(tools, stability):
    memory = tools.memory(stability=stability)
    assert form_for(ALL, memory, BESIDE_RIVALS) == form_for(ALL, memory)


@pytest.mark.parametrize("levels", [LEVELS, BESIDE_RIVALS])
@given(
    forms=st.lists(st.sampled_from(sorted(CELL_FORMS)), min_size=1, unique=True),
    stability=st.floats(0.1, 99.0),
    last=st.sampled_from(["", *sorted(CELL_FORMS)]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_can_be_asked_is(tools, levels, forms, stability, last):
    memory = tools.memory(stability=stability, last_form=last)
    assert form_for(forms, memory, levels) in forms
