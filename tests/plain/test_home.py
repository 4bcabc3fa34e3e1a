"""The list of decks, line by line: what is said of a deck's date."""

from datetime import date

from quiz.plain.home import home


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
