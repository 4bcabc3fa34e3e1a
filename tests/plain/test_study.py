"""A session line by line: answers and what follows, bundles, and decks that go away."""

from quiz.errors import DataError, UsageError
from quiz.plain.study import study
from quiz.review import EventKind, Rating
from quiz.study.session import Session
from quiz.study.settings import Settings
from tests.plain.cards import CHOICE, CLOZE, SILENT, TYPED, VIGNETTE

# Answers and what follows.


def test_an_answer_is_logged_with_its_time_and_rating(talk) -> None:
    table = talk(TYPED, "Demyelination", "")
    (review,) = table.store.reviews()
    assert (review.rating, review.correct, review.duration_ms) == (Rating.GOOD, True, 10_000)
    assert "Right." in table.said


def test_a_literal_colon_is_typed_with_two(talk) -> None:
    assert talk(TYPED, "::d").hears("You said: :d")


def test_a_verdict_can_be_overruled_until_one_goes_on(talk) -> None:
    table = talk(TYPED, "demyelination", "2", "4", "5", "x")
    (review,) = table.store.reviews()
    assert review.rating is Rating.EASY
    assert table.said.count("Rated hard, next in 6 minutes.") == 1
    assert table.said.count("Not understood. Say a number from 1 to 4.") == 2


def test_what_was_chosen_is_never_easy(talk) -> None:
    table = talk(CHOICE, "1", "4")
    assert table.hears("Say a number from 1 to 3.")


def test_a_silent_answer_is_revealed_then_graded_and_goes_on(talk) -> None:
    table = talk(SILENT + TYPED, "Myelin", "", "", "3", ":where", ":q")
    assert "An empty line reveals the answer." in table.said
    assert table.said.count("Myelin") == 1
    assert table.hears("1 again in 1 minute")
    assert "Rated good, next in 10 minutes." in table.said
    assert table.hears("Question 2 of")


def test_not_knowing_a_silent_answer_shows_it(talk) -> None:
    table = talk(SILENT, ":d")
    assert table.said[table.said.index("> :d") + 1] == "Not known."
    assert "The answer: Myelin" in table.said


def test_not_knowing_is_again(talk) -> None:
    table = talk(TYPED, ":d", ":d")
    assert [review.rating for review in table.store.reviews()] == [Rating.AGAIN]
    assert "Not known." in table.said
    assert "There is no question open." in table.said


def test_a_near_miss_is_asked_about(talk) -> None:
    table = talk(TYPED, "demyelinaton", "perhaps", "y")
    assert "Not understood. Say y or n." in table.said
    assert "Right, but for the spelling." in table.said
    table = talk(TYPED, "demyelinaton", "n")
    assert "Wrong." in table.said


def test_confidence_is_a_line_of_its_own(talk) -> None:
    table = talk(TYPED, "demyelination", "sure", "G", settings=Settings(confidence=True))
    assert table.hears("Not understood. How sure are you?")
    assert "Right, by a guess." in table.said
    (review,) = table.store.reviews()
    assert (review.confidence, review.rating) == ("guess", Rating.AGAIN)


def test_hints_come_one_by_one_and_cost(talk) -> None:
    table = talk(CLOZE, ":hint", ":hint", ":hint", "sheath; axon; it", ":hint")
    assert "Hint for blank 1: what wraps. :hint gives the next." in table.said
    assert table.said.count("Hint for blank 2: the wire.") == 2
    assert "Right, with help." in table.said
    assert table.said.count("There is no hint.") == 1


def test_clues_come_one_by_one_and_the_last_costs(talk) -> None:
    table = talk(VIGNETTE, ":clue", ":clue", "CIDP", ":clue")
    assert "Clue 1 of 2: Weak legs. :clue gives the next." in table.said
    assert "Clue 2 of 2: Slow nerves." in table.said
    assert table.hears("These were all the clues.")
    assert "Right, with help." in table.said
    assert table.hears("There are no clues.")
    assert "Right." in talk(VIGNETTE, "CIDP").said


def test_no_control_character_of_a_deck_comes_through(talk) -> None:
    table = talk(TYPED.replace("The loss", "The \\u001b[31mloss"), "x\x1b[2J")
    assert table.hears("\ufffd[31mloss")
    assert "You said: x\ufffd[2J" in " ".join(table.said)
    assert not any("\x1b" in line for line in table.said if not line.startswith(">"))


# Questions that are asked together.

TWO_CELLS = """
[[comparison]]
id = "who"
title = "Who loses what"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
[[comparison.feature]]
id = "f"
name = "feature"
cell.ms = "central"
cell.fm = "none"
"""


def test_where_going_on_from_a_kept_answer_fails_an_empty_line_tries_again(talk, monkeypatch):
    advance, times = Session.advance, []

    def failing_once(session, now):
        times.append(now)
        if len(times) == 2:
            raise DataError("The disk is gone.")
        return advance(session, now)

    monkeypatch.setattr(Session, "advance", failing_once)
    table = talk(TWO_CELLS, "", "1", "", ":q", settings=Settings(side_by_side=True))
    kept = table.said.index("Kept.")
    assert table.said[kept + 1 : kept + 3] == [
        "The disk is gone.",
        "An empty line tries again, :q leaves.",
    ]
    assert table.hears("2 of 2 asked together")
    assert len(list(table.store.reviews())) == 1


FULLER = """
[[comparison]]
id = "who"
title = "What they hold"
subject.gray = { name = "Gray" }
subject.green = { name = "Green" }
[[comparison.feature]]
id = "f"
name = "Gray or Green"
ask = "What does {subject} hold?"
cell.gray = ["abdomen", "bladder"]
cell.green = "abdomen"
"""
"""What Green holds is true of Gray, too, and the feature names both: so Gray's is typed."""


def test_a_near_miss_among_what_is_asked_together_is_asked_about_with_its_verdict(talk):
    lines = ("", "abdomen; bladdr", "1", "n", ":q")
    table = talk(FULLER, *lines, settings=Settings(side_by_side=True))
    typed = table.said.index("> abdomen; bladdr")
    assert table.said[typed + 1] == "Kept."
    answered = table.said.index("> 1")
    assert table.said[answered + 1 : answered + 4] == [
        "",
        "What does Gray hold?",
        "You typed bladdr. Left out: e. Did you mean bladder? Say y or n.",
    ]
    assert table.hears("Partly right: 1 of 2.")


# Decks that go away.


def goes_away(shelf):
    """The deck can be read for the session, and no more after that."""
    read = [shelf.deck("one")]

    def once(deck_id):
        if not read:
            raise UsageError("There is no deck 'one'.")
        return read.pop()

    shelf.deck = once


def test_what_looks_into_a_deck_that_is_gone_is_told_so_and_the_session_goes_on(
    make_table, one_card
):
    table = make_table(one_card(CHOICE))
    goes_away(table.shelf)
    study(table.lines(":info", "1", ":q"), table.desk)
    assert table.hears("There is no deck 'one'.")
    assert len(list(table.store.reviews())) == 1


def test_what_was_missed_of_a_deck_that_is_gone_is_told_by_its_key(make_table, one_card):
    table = make_table(one_card(CHOICE))
    goes_away(table.shelf)
    study(table.lines(":d", ":end"), table.desk)
    assert table.hears("Missed: one/pick")
    assert len(list(table.store.events(EventKind.SESSION_ENDED))) == 1
