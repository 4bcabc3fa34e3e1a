"""Search over facts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.errors import UsageError
from quiz.review import State
from quiz.study.fact_cards import FactCard
from quiz.study.search import search


@pytest.fixture
def cards(tools):
    plain = FactCard(
        *(tools.fact("nerves/loss"), "nerves", "Small fibres", "What is lost?", "", ("typed",)),
        *(("pain", "skin"), None, None, False, None, False, False, None, None),
    )
    known = {"memory": tools.memory(), "due_at": tools.NOON}
    facts = {
        "new": {},
        "due": {**known, "due": True},
        "due-suspended": {**known, "due": True, "suspended": True},
        "due-buried": {**known, "due": True, "buried_until": tools.DAY + timedelta(days=1)},
        "learning": {"memory": tools.memory(state=State.LEARNING)},
        "relearning": {"memory": tools.memory(state=State.RELEARNING)},
        "leech": {**known, "leech": True},
        "flagged": {**known, "flag": "Wrong, I think"},
        "cell": {**known, "subject": "Multiple sclerosis", "deck_id": "ms", "forms": ("choice",)},
    }
    return [
        replace(plain, **more, fact=replace(plain.fact, key=f"nerves/{name}"))
        for name, more in facts.items()
    ]


@pytest.fixture
def found(cards):
    def made(query):
        return [card.fact.key.removeprefix("nerves/") for card in search(query, cards)]

    return made


def test_no_words_find_everything(found, cards):
    assert len(found("")) == len(found('  ""  ')) == len(cards)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("is:new", ["new"]),
        ("is:due", ["due"]),
        ("is:learning", ["learning", "relearning"]),
        ("is:leech", ["leech"]),
        ("is:suspended", ["due-suspended"]),
        ("is:buried", ["due-buried"]),
        ("is:flagged", ["flagged"]),
        ("IS:Leech", ["leech"]),
        ("subject:sclerosis", ["cell"]),
        ("SCLEROSIS", ["cell"]),
        ("deck:ms", ["cell"]),
        ("flag:wrong", ["flagged"]),
        ("flag:", ["flagged"]),
        ("form:Choice", ["cell"]),
        ("text:sclerosis", ["cell"]),
        ("nerves/leech", ["leech"]),
        ("-is:new -is:learning -deck:ms -is:suspended -is:buried flag:think", ["flagged"]),
        ('"what is" is:leech', ["leech"]),
        ('subject:"multiple sclerosis"', ["cell"]),
        ('-"multiple sclerosis" is:leech', ["leech"]),
        ("is:leech is:new", []),
        ("-l", []),
        ("what-is-lost nothing", []),
    ],
)
def test_all_words_hold_of_what_is_found(found, query, names):
    assert found(query) == names


@pytest.mark.parametrize(
    "query", ["tag:pain", "deck:nerves -deck:zzz", 'deck:"small fib"', "lost?", "Lost", "answer"]
)
def test_decks_tags_prompts_and_answers_are_searched(found, query):
    assert {"new", "due", "leech"} <= set(found(query))


def test_a_key_need_not_be_known_where_it_is_text(found):
    assert found('"is:odd"') == found("12:30") == []


@pytest.mark.parametrize("query", ["-", '"', "- is:leech"])
def test_a_query_half_typed_is_no_mistake(found, query):
    assert found(query) is not None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dekc:x", "dekc: is not a way to search: did you mean deck:?"),
        ("is:leach", "is:leach is not a way to search: did you mean is:leech?"),
        ("qqqqq:x", "known are is:, deck:"),
        ("is:zzzzzzz", "known are is:new"),
        ("-is:zzzzzzz", "known are is:new"),
    ],
)
def test_what_cannot_be_searched_is_said_with_what_can(found, query, said):
    with pytest.raises(UsageError) as error:
        found(query)
    assert said in str(error.value)
