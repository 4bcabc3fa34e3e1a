"""What a session came to."""

from quiz.study.summary import tally
from quiz.study.turn import Confused, DeckTally


class One:
    """A review, as far as it matters here."""

    def __init__(self, question, fact, correct=True, confused=(), ms=1000):
        self.question_id, self.fact, self.correct = question, fact, correct
        self.confused_with, self.duration_ms = confused, ms


def tallied(*reviews):
    return tally(reviews, str.upper, lambda key: f"<{key}>")


def test_nothing_was_asked():
    figures = tallied()
    assert (figures.questions, figures.right, figures.duration_ms) == (0, 0, 0)
    assert figures.decks == figures.confused == figures.missed == ()


def test_questions_and_right_ones_by_deck_in_the_order_they_came():
    figures = tallied(One("1", "b/x"), One("2", "a/x", False), One("3", "b/y", ms=500))
    assert (figures.questions, figures.right, figures.duration_ms) == (3, 2, 2500)
    assert figures.decks == (DeckTally("B", 2, 2), DeckTally("A", 1, 0))


def test_a_question_of_several_facts_counts_once_and_is_right_as_a_whole():
    figures = tallied(One("1", "a/x"), One("1", "a/y", False), One("2", "a/z"))
    assert (figures.questions, figures.right, figures.duration_ms) == (2, 1, 2000)


def test_each_missed_fact_is_named_once():
    figures = tallied(One("1", "a/x", False), One("2", "a/y", False), One("3", "a/x", False))
    assert figures.missed == ("a/x", "a/y")


def test_confusions_the_most_frequent_first():
    figures = tallied(
        One("1", "a/x", False, ("a/y",)),
        One("2", "a/z", False, ("a/x", "a/y")),
        One("3", "a/z", False, ("a/y",)),
    )
    assert figures.confused[0] == Confused("<a/z>", "<a/y>", 2)
    assert set(figures.confused[1:]) == {
        Confused("<a/x>", "<a/y>", 1),
        Confused("<a/z>", "<a/x>", 1),
    }
