from dataclasses import replace

import pytest
import tomli

from quiz.deck.deck import read_deck
from quiz.plain.browse import browse
from quiz.plain.home import home
from quiz.plain.study import study
from quiz.study.settings import NO_CONTRAST, Settings


@pytest.fixture
def all_facts(shapes_deck) -> int:
    """How many there are to look through."""
    made, _ = read_deck(tomli.loads(shapes_deck))
    return len(made.facts)


@pytest.fixture
def look(make_table, shapes_deck):
    def hold(*heard, query="", page=20, table=None):
        table = table or make_table(shapes_deck)
        browse(table.lines(*heard), table.desk, query, page=page)
        return table

    return hold


def test_results_are_numbered_one_a_line(look) -> None:
    table = look(query="subject:sclerosis")
    assert table.said[:2] == ["1 fact.", "1: MS: nerves that lose myelin. new."]


def test_results_come_by_pages_and_an_empty_line_goes_on(look, all_facts) -> None:
    half = (all_facts + 1) // 2
    table = look("", "", "", page=half)
    assert f"{all_facts} facts." in table.said
    assert f"{all_facts - half} more: an empty line goes on." in table.said
    assert sum(line.endswith(" new.") for line in table.said) == all_facts
    assert table.said.count("That is all. Say other words to search anew.") == 2


def test_without_a_page_all_come_at_once(look, all_facts) -> None:
    table = look(page=None)
    assert sum(line.endswith(" new.") for line in table.said) == all_facts


def test_a_number_tells_of_a_fact_with_its_answer(look) -> None:
    table = look("sequence", "1", "2", "0", "9" * 30)
    told = table.said[table.said.index("> 1") :]
    assert told[2] == "Fact shapes/sequence, in Every shape."
    assert "The answer: brain → cord → nerve" in told
    assert "Tags: demo" in told
    assert "Never answered yet." in told
    assert told.count("Say a number from 1 to 1.") == 3


def test_nothing_found_says_so_and_numbers_need_a_search(look) -> None:
    table = look("zebra", "1")
    assert "0 facts." in table.said
    assert "Search first." in table.said


def test_a_wrong_search_says_what_was_meant(look) -> None:
    assert look(query="is:lech").hears("did you mean is:leech?")
    assert look("dek:x").hears("deck:")


def test_history_is_told(make_table, shapes_deck) -> None:
    table = make_table(shapes_deck, settings=Settings(confidence=True, contrast=NO_CONTRAST))
    study(table.lines(":suspend", "1", "s", ":end"), table.desk)
    other = make_table(shapes_deck)
    study(other.lines(":suspend", "2", ":end"), other.desk)
    browse(table.lines("who/nerves/ms", "1"), table.desk)
    browse(other.lines("who/nerves/ms", "1"), other.desk)
    for one in (table, other):
        assert one.hears("2026-03-02: ")
        assert one.hears("Chance of recall 100%, stability ")
        assert one.hears("1 answer, ")
        assert "Compared by nerves that lose myelin:" in one.said
    assert table.hears(", sure, ")
    assert table.hears("taken for ") or other.hears("taken for ")


def test_facts_are_suspended_resumed_flagged_and_reset(look) -> None:
    table = look(
        "sequence",
        ":suspend 1",
        ":resume 1",
        ":flag 1",
        ":flag 1 looks odd",
        "is:flagged",
        ":unflag 1",
        ":reset 1",
        "n",
        ":reset 1",
        "y",
        ":suspend x",
        ":nope",
        ":?",
        ":q",
        "unheard",
    )
    prompt = "From near to far:"
    assert f"{prompt} Now suspended." in table.said
    assert f"{prompt} Now new. Flagged: looks odd." in table.said
    assert table.said.count(f"{prompt} Now new.") == 3
    assert "Left as it is." in table.said
    assert table.hears("Say why, for example :flag 2")
    assert table.hears("There is no command :nope.")
    assert ":q - Leave." in table.said
    assert "> unheard" not in table.said
    assert len(list(table.store.events())) == 5


def test_what_was_put_off_says_until_when(make_table, shapes_deck) -> None:
    table = make_table(shapes_deck)
    study(table.lines(":bury", ":flag a reason", ":q"), table.desk)
    browse(table.lines("is:buried", "1", "is:flagged", "1"), table.desk)
    assert table.hears("Put off until 2026-03-03.")
    assert "Flagged: a reason" in table.said


# The list of decks.


def test_the_list_leads_to_a_deck_or_to_all(make_table, one_card) -> None:
    card = '[[card]]\nid = "a"\nform = "typed"\nprompt = "A?"\nanswer = "b"\n'
    other = one_card(card).replace('"one"', '"two"').replace('"One"', '"Two"')
    table = make_table(one_card(card), other)
    home(
        table.lines("2", "b", "4", "", "", "3", "x", ":x", ":?", "1,2", ":q", ":q"),
        table.desk,
    )
    assert "1: One. New 1, in learning 0, due 0. About 1 minute today." in table.said
    assert "2: Two. New 0, in learning 0, due 0. Next in 8 days." in table.said
    assert table.said.count("Decks. In all 0 due, 0 in learning, 1 new, 1 firm.") == 2
    assert "Say numbers from 1 to 2." in table.said
    assert table.hears("Not understood.")
    assert table.hears("There is no command :x.")
    assert table.hears("Question 1 of about ")


def test_the_list_leads_to_the_browser_and_ends_with_the_input(make_table, shapes_deck) -> None:
    table = make_table(shapes_deck)
    home(table.lines(":browse sequence", ":q"), table.desk)
    assert "1: From near to far: new." in table.said
    assert table.said[-1].startswith("A number studies that deck")


def test_what_cannot_be_used_is_listed_with_why(make_table, shapes_deck) -> None:
    from quiz.errors import Problem, Severity
    from quiz.study.ports import DeckEntry

    table = make_table()
    wrong = Problem("bad.toml", 3, 1, Severity.ERROR, "Unknown key `promt`")
    table.shelf.broken = [
        DeckEntry("bad", "bad.toml", "", "bad.toml", "0", problems=(wrong,)),
        DeckEntry("x", "X", "", "x.toml", "0", shadowed_by="mine/x.toml"),
    ]
    home(table.lines("1"), table.desk)
    assert (
        "Cannot be used: bad.toml. 1 problem. The first: bad.toml:3:1: Unknown key `promt`"
        in table.said
    )
    assert "Not used: x.toml, since mine/x.toml has the same id." in table.said
    assert table.hears("There is no deck to study.")


def test_warnings_are_counted_and_trouble_is_told(make_table, shapes_deck) -> None:
    from quiz.errors import Problem, Severity, UsageError

    table = make_table(shapes_deck)
    entries, deck = table.shelf.entries, table.shelf.deck
    warning = Problem("shapes.toml", 3, 1, Severity.WARNING, "No source")
    table.shelf.entries = lambda: [replace(one, problems=(warning,)) for one in entries()]

    def gone(_: str):
        table.shelf.deck = deck
        raise UsageError("There is no deck shapes.")

    table.shelf.deck = gone
    home(table.lines("1", "1", ":q"), table.desk)
    assert table.hears("1 warning.")
    assert "There is no deck shapes." in table.said
    assert table.hears("Question 1 of")


def test_a_fact_whose_deck_was_broken_meanwhile_is_told_of_and_one_goes_on(make_table, shapes_deck):
    from quiz.errors import Problem, ProblemsFound, Severity

    table = make_table(shapes_deck)
    heard = iter(["sequence", "1", "zebra"])
    deck = table.shelf.deck

    def broken(deck_id):
        raise ProblemsFound((Problem("shapes.toml", 4, 1, Severity.ERROR, "It is broken."),))

    def hear():
        line = next(heard, None)
        table.shelf.deck = broken if line == "1" else deck
        return line

    lines = table.lines()
    browse(replace(lines, read_line=hear), table.desk)
    assert table.hears("It is broken.")
    assert table.said[-1] == "0 facts."
