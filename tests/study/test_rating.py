"""The table of ratings in the study rules."""

import pytest

from quiz.facts import FactKey
from quiz.review import Confidence, Rating
from quiz.shapes import Assign, Mark, Order, Pick, Reveal, Type
from quiz.study.rating import proposed_rating, ratings_for

SURE, UNSURE, GUESS = Confidence


def mark(correct=True, **more):
    return Mark(FactKey("d/x"), correct, **more)


@pytest.mark.parametrize(
    ("given", "confidence", "rating"),
    [
        (mark(False), None, Rating.AGAIN),
        (mark(False), SURE, Rating.AGAIN),
        (mark(False, helped=True), UNSURE, Rating.AGAIN),
        (mark(helped=True), None, Rating.HARD),
        (mark(helped=True), SURE, Rating.HARD),
        (mark(near=True), None, Rating.HARD),
        (mark(), UNSURE, Rating.HARD),
        (mark(), None, Rating.GOOD),
        (mark(), SURE, Rating.GOOD),
        (mark(), GUESS, Rating.AGAIN),
        (mark(near=True), GUESS, Rating.AGAIN),
    ],
)
def test_an_answer_earns_its_rating(given, confidence, rating):
    assert proposed_rating(given, confidence) is rating


@pytest.mark.parametrize("own", [Rating.HARD, Rating.GOOD, Rating.EASY])
@pytest.mark.parametrize("confidence", [None, SURE, UNSURE])
def test_ones_own_grade_of_what_was_revealed_stands(own, confidence):
    assert proposed_rating(mark(own=own), confidence) is own


def test_but_not_where_it_was_a_guess():
    assert proposed_rating(mark(own=Rating.EASY), GUESS) is Rating.AGAIN


def test_no_answer_earns_easy_by_itself():
    marks = (mark(), mark(helped=True), mark(near=True), mark(False))
    proposals = {proposed_rating(one, sure) for one in marks for sure in (None, *Confidence)}
    assert Rating.EASY not in proposals


@pytest.mark.parametrize("shape", [Reveal("?", "!"), Type("?")])
def test_what_was_recalled_may_be_rated_easy(shape):
    assert ratings_for(shape) == tuple(Rating)


@pytest.mark.parametrize(
    "shape", [Pick("?", ("a", "b")), Order("?", ("a", "b")), Assign("?", ("a",), ("b",))]
)
def test_a_choice_never_earns_easy(shape):
    assert ratings_for(shape) == (Rating.AGAIN, Rating.HARD, Rating.GOOD)
