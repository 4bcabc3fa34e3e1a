"""What is mixed up with what, how it fades, and which pairs come back for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.review import Confusion, Rating
from quiz.study.confusions import DAY_MS, HALF_LIFE_DAYS, Confusions, pair_of
from quiz.study.promotion import candidates, promoted
from tests.answers import a_review

A, B, C = "t/m/f0/a", "t/m/f0/b", "t/m/f0/c"
A1, B1 = "t/m/f1/a", "t/m/f1/b"
NOW = 1_000 * DAY_MS


def confused(asked=A, chosen=B, days_ago=0.0, share=1.0) -> Confusion:
    return Confusion(asked, chosen, int(NOW - days_ago * DAY_MS), share)


class TestWeights:
    def test_both_directions_of_a_pair_add_up(self):
        known = Confusions([confused(A, B), confused(B, A), confused(A, C, share=0.5)], NOW)
        assert known.weight(A, B) == known.weight(B, A) == 2
        assert known.weight(C, A) == 0.5
        assert known.weight(B, C) == 0

    @given(st.floats(0, 2000))
    def test_they_halve_in_sixty_days(self, days):
        one = Confusions([confused(days_ago=days)], NOW).weight(A, B)
        later = Confusions([confused(days_ago=days + HALF_LIFE_DAYS)], NOW).weight(A, B)
        assert later == pytest.approx(one / 2)

    def test_one_from_a_clock_that_was_ahead_weighs_as_if_it_were_new(self):
        assert Confusions([confused(days_ago=-9)], NOW).weight(A, B) == 1

    def test_the_same_subjects_in_another_respect_weigh_a_quarter(self):
        known = Confusions([confused(A1, B1), confused(B1, A1)], NOW)
        assert known.mixed_up(A, [B, C]) == {B: 0.5}
        assert known.mixed_up(A1, [B1]) == {B1: 2}
        assert known.weight_of_subjects(A, B) == 2

    def test_of_another_table_or_of_cards_nothing_is_spread(self):
        known = Confusions([confused("t/n/f/a", "t/n/f/b"), confused("t/x", "t/y")], NOW)
        assert known.mixed_up(A, [B]) == {}
        assert known.mixed_up("t/x", ["t/y", "t/z"]) == {"t/y": 1}
        assert known.weight_of_subjects("t/x", "t/y") == 0

    def test_where_nothing_was_mixed_up_nothing_weighs(self):
        assert Confusions([], NOW).mixed_up(A, [B]) == {}

    def test_a_fact_taken_for_itself_says_nothing(self):
        known = Confusions([confused(A, A)], NOW)
        assert (known.taken_for(A), known.weight(A, A)) == ([], 0)

    def test_the_worst_come_first(self):
        known = Confusions([confused(A, C), confused(C, A), confused(A, B), confused(A1, B1)], NOW)
        assert known.taken_for(A) == [C, B]
        assert known.taken_for("t/m/f9/a") == []


@pytest.fixture
def review():
    """A review of a fact, so many days ago, in a bundle or a question."""

    def made(fact, days_ago, together, *, correct=True, bundle=True):
        return a_review(
            fact,
            question_id=f"q-{fact}-{together}" if bundle else together,
            at=int(NOW - days_ago * DAY_MS),
            correct=correct,
            bundle_id=together if bundle else None,
        )

    return made


@pytest.fixture
def both(review):
    """The histories of two facts that were asked together, each time right or wrong."""

    def made(*appearances, bundle=True):
        found = {A: [], B: []}
        for index, (days_ago, right) in enumerate(appearances):
            for fact in (A, B):
                correct = right or fact == B
                found[fact].append(
                    review(fact, days_ago, f"b{index}", correct=correct, bundle=bundle)
                )
        return found

    return made


class TestPromotion:
    TWICE = (confused(days_ago=40), confused(B, A, days_ago=20))

    def test_once_is_not_enough(self):
        assert candidates([confused()]) == {}

    def test_nor_twice_with_more_than_a_month_between(self):
        assert candidates([confused(days_ago=31), confused()]) == {}

    def test_twice_in_a_month_is_whichever_was_asked(self):
        pairs = candidates([*self.TWICE, confused(A, C), confused(A, A)])
        assert list(pairs) == [pair_of(B, A)]
        assert promoted(pairs, {}) == {(A, B)}

    @pytest.mark.parametrize("bundle", [True, False])
    def test_right_three_times_running_it_is_retired(self, both, bundle):
        pairs = candidates(self.TWICE)
        right = [(days, True) for days in (9, 8, 7)]
        assert promoted(pairs, both(*right[:2], bundle=bundle)) == {(A, B)}
        assert promoted(pairs, both(*right, bundle=bundle)) == frozenset()

    def test_a_miss_in_between_starts_the_count_anew(self, both):
        pairs = candidates(self.TWICE)
        run = [(9, True), (8, True), (7, False), (6, True), (5, True)]
        assert promoted(pairs, both(*run)) == {(A, B)}
        assert promoted(pairs, both(*run, (4, True))) == frozenset()

    def test_what_went_right_before_does_not_count(self, both):
        pairs = candidates(self.TWICE)
        assert promoted(pairs, both((39, True), (30, True), (9, True))) == {(A, B)}

    def test_another_confusion_starts_it_anew_too(self, both):
        pairs = candidates([*self.TWICE, confused(days_ago=8)])
        assert promoted(pairs, both((10, True), (9, True), (7, True))) == {(A, B)}

    def test_once_retired_it_takes_two_more(self, both):
        retired = both((9, True), (8, True), (7, True))
        assert promoted(candidates([*self.TWICE, confused(days_ago=6)]), retired) == frozenset()
        again = [*self.TWICE, confused(days_ago=6), confused(days_ago=5)]
        assert promoted(candidates(again), retired) == {(A, B)}

    def test_sides_asked_apart_are_no_appearance(self, review):
        alone = {
            A: [review(A, day, f"a{day}") for day in (9, 8, 7)],
            B: [review(B, day, f"b{day}") for day in (9, 8, 7)],
        }
        assert promoted(candidates(self.TWICE), alone) == {(A, B)}


def test_a_confusion_fades_in_a_session_as_time_goes_by(tools, person):
    one = person(tools.table(1, 3))
    session = one.begin()
    one.go_on(session)
    turn = tools.asked(session)
    wrong = tools.wrong_response(turn)
    one.submit(session, wrong)
    (confusion,) = one.store.confusions()
    assert confusion.asked == turn.fact.key
    later = Confusions([confusion], tools.ms(one.now + timedelta(days=HALF_LIFE_DAYS)))
    assert later.weight(confusion.asked, confusion.chosen) == pytest.approx(0.5, abs=0.01)
    assert next(iter(one.store.reviews())).rating is Rating.AGAIN
