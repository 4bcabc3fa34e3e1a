from pathlib import Path

import pytest

from quiz.comparison import CELL_FORMS
from quiz.deck.specimens import question_of, ways_of
from quiz.errors import UsageError
from quiz.shapes import Reveal
from quiz.study.exam_setup import (
    SELF_GRADED,
    Setup,
    Topics,
    all_forms,
    all_topics,
    on_topic,
    topics_of,
)
from quiz.study.forms import SHOWN

GALLERY = Path(__file__).parents[2] / "docs" / "gallery.toml"

TAGGED = """
id = "n"
title = "Nerves"
tags = ["body"]
[[comparison]]
id = "loss"
title = "Who loses what"
tags = ["myelin"]
subject.ms = { name = "Multiple *sclerosis*", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
[[comparison.feature]]
id = "where"
name = "where it is lost"
cell.ms = "central"
cell.fm = "peripheral"
[[card]]
id = "word"
form = "typed"
prompt = "Word?"
answer = "word"
tags = ["Latin"]
"""


@pytest.fixture
def tagged(tools):
    return tools.read(TAGGED)


def test_what_a_fact_is_about(tagged):
    assert topics_of(tagged, "n/word") == Topics("Nerves", tags=("body", "Latin"))
    assert topics_of(tagged, "n/loss/where/ms") == Topics(
        "Nerves", "Who loses what", "where it is lost", "Multiple sclerosis", ("body", "myelin")
    )


def test_topics_are_listed_once_by_kind(tagged):
    assert all_topics([tagged]) == (
        *("body", "myelin", "Latin", "Who loses what"),
        *("Multiple sclerosis", "Fibromyalgia", "where it is lost"),
    )


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("latin", ["word"]),
        ("BODY", ["loss/where/ms", "loss/where/fm", "word"]),
        ("ms", ["loss/where/ms"]),
        ("multiple Sclerosis", ["loss/where/ms"]),
        ("fm", ["loss/where/fm"]),
        ("where", ["loss/where/ms", "loss/where/fm"]),
        ("Where it is lost", ["loss/where/ms", "loss/where/fm"]),
        ("loss", ["loss/where/ms", "loss/where/fm"]),
        ("who loses what", ["loss/where/ms", "loss/where/fm"]),
    ],
)
def test_a_topic_is_meant_by_id_or_name(tagged, topic, found):
    assert [key for _, key in on_topic([tagged], [topic])] == [f"n/{name}" for name in found]


def test_several_topics_add_up_and_none_means_all(tagged):
    assert len(list(on_topic([tagged], ["ms", "latin"]))) == 2
    assert len(list(on_topic([tagged], []))) == 3


def test_an_unknown_topic_is_answered_with_what_there_is(tagged, tools):
    with pytest.raises(UsageError, match=r"no topic 'fibromyalgi'\. Did you mean 'Fibromyalgia'"):
        list(on_topic([tagged], ["fibromyalgi"]))
    with pytest.raises(UsageError, match=r"'xyz'\. There is: body; myelin; Latin; Who loses what;"):
        list(on_topic([tagged], ["ms", "xyz"]))
    with pytest.raises(UsageError, match="neither tags nor tables"):
        list(on_topic([tools.cards(1)], ["xyz"]))


def test_equal_choices_make_equal_setups():
    one = Setup(("b", "a", "b"), ("MS", "pain"), ("typed", "choice"))
    other = Setup(("a", "b"), ("pain", "ms"), ("choice", "typed", "typed"))
    assert one.checked() == other.checked()


def test_what_cannot_be_is_refused():
    known = ", ".join(all_forms())
    with pytest.raises(UsageError, match=rf"no form 'sung'\. There is: {known}\."):
        Setup(forms=("sung",)).checked()
    for number in (0, 1001):
        with pytest.raises(UsageError, match=f"1 to 1000 questions, not {number}"):
            Setup(questions=number).checked()


def test_a_setup_comes_back_from_the_log_as_it_was():
    setup = Setup(("a",), ("t",), ("typed",), 5, 2.5, counting=True, certainty=True)
    assert Setup.of(setup.payload()) == setup


def test_what_one_grades_oneself_is_allowed_by_name_only():
    assert Setup().allows("typed")
    assert not Setup().allows("recall")
    assert Setup(forms=("recall",)).allows("recall")
    assert not Setup(forms=("recall",)).allows("typed")


def test_the_forms_that_one_grades_oneself_are_those_that_show_the_answer(tools):
    gallery = tools.read(GALLERY.read_text(encoding="utf-8"))
    ways = list(ways_of(gallery))
    assert {way.form for way in ways} == set(all_forms())
    shown = {way.form for way in ways if isinstance(question_of(gallery, way).shape, Reveal)}
    assert shown == SELF_GRADED
    assert shown & set(CELL_FORMS) == SHOWN
