"""The list of decks, line by line: what is said of a deck's date."""

from datetime import date

from quiz.plain.home import home
from quiz.study.settings import NO_CONTRAST, Limits, Settings


def test_a_deck_with_a_date_says_whether_the_pace_suffices(make_table, one_card) -> None:
    card = '[[card]]\nid = "a"\nform = "typed"\nprompt = "A?"\nanswer = "b"\n'
    table = make_table(one_card(card))
    table.desk.hold_to(["one"], date(2026, 3, 12), table.clock.now())
    home(table.lines("", "b", "", "", "b", "", "", ":q", ":q"), table.desk)
    before, after = (line for line in table.said if line.startswith("1: One."))
    assert before.endswith(
        "About 1 minute today. By 12 March 2026, in 10 days: 1 new a day, which is enough."
    )
    assert after.endswith("By 12 March 2026, in 10 days: nothing new is left.")


def test_where_the_limit_of_new_facts_is_reached_more_may_be_had(make_table, one_card) -> None:
    card = '[[card]]\nid = "{0}"\nform = "typed"\nprompt = "{0}?"\nanswer = "{0}"\n'
    settings = Settings(limits=Limits(1, 200), learning_steps=(), contrast=NO_CONTRAST)
    table = make_table(one_card([card.format("aa"), card.format("bb")]), settings=settings)
    home(table.lines("", "aa", "", "", ":new 1", "bb", "", "", ":q"), table.desk)
    limit = "The day's limit of new facts is reached: 1 new fact is left for other days. "
    first, between, last = "\n".join(table.said).split("\nDecks. ")[-3:]
    assert f"{limit}:new brings 1 more today." in between.split("1: One.")[1]
    assert "bb?" in between
    assert "limit" not in last
    assert first.count(limit) == 1, "at the end of the session"
