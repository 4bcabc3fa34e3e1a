"""Facts that look moved, offered line by line."""

import pytest

from quiz.plain.home import home
from quiz.plain.study import study

WORD = """
[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"
"""


@pytest.fixture
def learner(make_table, one_card):
    """Somebody who learnt a card, which is then given another id while they look at their decks."""
    table = make_table(one_card(WORD))
    study(table.lines("demyelination", "", ":q"), table.desk)
    renamed = one_card(WORD.replace('"word"', '"loss"'))
    return table, lambda: table.save(renamed)


@pytest.mark.parametrize(
    ("answer", "told", "keys"),
    [
        ("y", "The progress of 1 fact is kept.", {"one/loss"}),
        ("n", "Left as it is. quiz doctor --orphans offers it again.", {"one/word"}),
        (None, "Left as it is. quiz doctor --orphans offers it again.", {"one/word"}),
    ],
)
def test_it_is_offered_and_moved_only_where_that_is_said(learner, answer, told, keys) -> None:
    table, renames = learner
    heard = (":moved", renames, ":browse", ":q", ":moved")
    home(table.lines(*heard, *([answer, ":moved", ":q"] if answer else ())), table.desk)
    assert "1 fact looks moved: :moved tells which, and keeps their progress." in table.said
    assert "one/word is now one/loss: demyelination" in table.said
    assert told in table.said
    assert set(table.store.memories()) == keys
    assert table.said.count("Nothing looks moved.") == (2 if answer else 1)
