"""The simulated learner is held to what its README says of it, not to any result."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

import pytest

from benchmarks.learning import report, tables
from benchmarks.learning.answering import answer
from benchmarks.learning.calibration import effect_of_interleaving
from benchmarks.learning.experiment import LEVELS, Job, main_jobs, run, variant_jobs
from benchmarks.learning.figures import Curve, Means, Results, adds_at_equal_reviews, change
from benchmarks.learning.learner import Learner, Model, Thought, days
from benchmarks.learning.policies import Policy, Programme, engine, facts_alone
from quiz.deck.deck import Deck
from quiz.facts import FactKey
from quiz.study.settings import NO_CONTRAST

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SHAPE = tables.Shape("little", (2, 2), 4, 0.6, seed=5)


@pytest.fixture(scope="module")
def deck() -> Deck:
    return tables.generated(SHAPE)


def learner_of(deck: Deck, seed: int = 1, **changes: float) -> Learner:
    return Learner(seed, tables.standings(deck), replace(Model(), **changes))


def pair(deck: Deck) -> tuple[FactKey, FactKey]:
    """Two rivals whose subjects are as alike as any in the table."""
    return max(
        ((rival.likeness, fact, rival.fact))
        for fact, standing in tables.standings(deck).items()
        for rival in standing.rivals
    )[1:]


def taught(learner: Learner, *facts: FactKey, times: int = 1, apart: int = 0) -> Learner:
    """Have facts met and known, one after another, on days before noon."""
    for time in range(times):
        now = NOON - timedelta(days=3 * (times - time))
        for fact in facts:
            learner.learn(fact, now, Thought(fact, recalled=True), None)
            for _ in range(apart):
                learner.begin_day()
    learner.begin_day()
    return learner


def studied(
    deck: Deck, policy: Policy, level: float = 0.5, seed: int = 1, length: int = 6
) -> Learner:
    learner = learner_of(deck, seed, interference=level)
    policy(learner, deck, Programme(days=length, seed=seed))
    return learner


@pytest.mark.parametrize("policy", [facts_alone, engine])
def test_without_interference_nothing_is_confused(deck: Deck, policy: Policy) -> None:
    result = studied(deck, policy, level=0.0).test(NOON + timedelta(days=7))
    assert result.confused == 0
    assert 0.5 < result.recall < 1


@pytest.mark.parametrize("policy", [facts_alone, partial(facts_alone, interleaved=True), engine])
def test_the_same_seed_is_the_same_learner(deck: Deck, policy: Policy) -> None:
    at = NOON + timedelta(days=7)
    first, again, other = (studied(deck, policy, seed=seed).test(at) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_interference_costs_recall(deck: Deck) -> None:
    at = NOON + timedelta(days=7)
    none, medium, strong = (
        studied(deck, facts_alone, level).test(at).confused for level in LEVELS.values()
    )
    assert none < medium < strong


@pytest.mark.parametrize("firm", [0, 1])
def test_a_firm_fact_on_either_side_is_confused_less(deck: Deck, firm: int) -> None:
    one, other = pair(deck)
    weak = taught(learner_of(deck), one, other, apart=1)
    strong = taught(learner_of(deck), one, other, apart=1)
    taught(strong, (one, other)[firm], times=4)
    at = days(NOON)
    assert strong.firmness((one, other)[firm], at) > weak.firmness((one, other)[firm], at)
    own, theirs = (learner.intrusions(one, at)[other] for learner in (strong, weak))
    chance = [learner.recall(other, at) for learner in (strong, weak)]
    assert own / chance[0] < theirs / chance[1]


def test_the_more_alike_two_subjects_are_the_more_they_are_confused(deck: Deck) -> None:
    one = pair(deck)[0]
    rivals = tables.standings(deck)[one].rivals
    learner = taught(learner_of(deck, unevenness=0.0), one, *(r.fact for r in rivals), apart=1)
    odds = learner.intrusions(one, days(NOON))
    by_likeness = sorted(rivals, key=lambda rival: rival.likeness)
    assert odds[by_likeness[0].fact] < odds[by_likeness[-1].fact]


def test_juxtaposing_what_is_known_tells_it_apart(deck: Deck) -> None:
    one, other = pair(deck)
    at = days(NOON)

    def odds(*, beside: bool, **changes: float) -> float:
        learner = taught(learner_of(deck, **changes), one, other, apart=1)
        taught(learner, one, other, apart=0 if beside else 1)
        return learner.intrusions(one, at)[other]

    assert odds(beside=True) < odds(beside=False)
    assert odds(beside=True, contrast=0.0) == odds(beside=False, contrast=0.0)


@pytest.mark.parametrize("categories", [3, 6])
def test_interleaving_has_no_more_effect_than_experiments_found(categories: int) -> None:
    """Brunmair and Richter 2019: g = 0.34 in mathematical tasks, more for pictures."""
    assert 0.1 < effect_of_interleaving(Model(), categories) < 0.34
    assert effect_of_interleaving(replace(Model(), contrast=0.0), categories) == 0


def test_what_is_first_met_together_is_confused_more(deck: Deck) -> None:
    one, other = pair(deck)
    together = taught(learner_of(deck), one, other)
    apart = taught(learner_of(deck), one, other, apart=1)
    assert together.lesson(one, other, days(NOON)) < 0 == apart.lesson(one, other, days(NOON))


def test_a_lesson_has_its_limit(deck: Deck) -> None:
    one, other = pair(deck)
    learner = learner_of(deck, contrast_half_life=1e9)
    taught(learner, one, other, times=400)
    assert 1.5 < learner.lesson(one, other, days(NOON)) <= Model().most_contrast


@pytest.mark.parametrize("form", ["choice", "recall", "reverse", "typed"])
def test_what_is_known_is_answered_rightly_in_every_form(deck: Deck, form: str) -> None:
    learner = learner_of(deck, interference=0.0)
    fact = next(key for key in deck.facts if form in deck.forms(key))
    question = deck.ask(fact, form, 0, Random(1))
    assert not question.grade(
        answer(learner_of(deck, guessing=0.0), question, NOON).response
    ).correct
    learner.learn(fact, NOON, Thought(fact, recalled=True), None)
    assert question.grade(answer(learner, question, NOON).response).correct


@pytest.mark.parametrize("form", ["choice", "reverse", "typed"])
def test_what_is_confused_is_logged_as_that(deck: Deck, form: str) -> None:
    one, _ = pair(deck)
    learner = taught(learner_of(deck, interference=1e9), *tables.standings(deck))
    question = deck.ask(one, form, 0, Random(1))
    mark = question.grade(answer(learner, question, NOON).response).marks[0]
    assert not mark.correct
    assert set(mark.confused_with) <= {rival.fact for rival in tables.standings(deck)[one].rivals}
    assert mark.confused_with


def test_the_engine_with_nothing_on_is_near_a_flashcard_program() -> None:
    """Neither is helped by how it is driven: what they differ by is what a report shows."""
    deck = tables.named(tables.TUNING[0].name)
    plain = partial(engine, contrast=NO_CONTRAST)
    at = Programme(days=30).test_at
    recall = [
        studied(deck, policy, 0.0, length=30).test(at).recall for policy in (facts_alone, plain)
    ]
    assert recall[0] == pytest.approx(recall[1], abs=0.03)


def test_a_curve_is_read_between_its_points() -> None:
    def point(reviews: float, confused: float) -> dict[int, Means]:
        return {0: Means(0.9, confused, 0.0, reviews, 0.0, 0.0)}

    curve = Curve([point(200, 0.1), point(100, 0.3)])
    assert [curve.at(n, "confused", [0]) for n in (50, 150, 300)] == pytest.approx([0.3, 0.2, 0.1])
    assert curve.reaches(150)
    assert not curve.reaches(300)
    assert change(point(1, 0.15), point(1, 0.2), "confused").value == pytest.approx(-0.25)


def test_what_spends_more_reviews_has_to_show_more_for_it() -> None:
    def point(reviews: float, confused: float) -> dict[int, Means]:
        return {0: Means(0.9, confused, 0.0, reviews, 0.0, 0.0)}

    curve = Curve([point(100, 0.4), point(200, 0.2)])
    lavish, thrifty = point(200, 0.2), point(100, 0.4)
    assert change(lavish, thrifty, "confused").value == pytest.approx(-0.5)
    assert adds_at_equal_reviews(lavish, thrifty, curve, "confused").value == pytest.approx(0)


def test_a_report_tells_of_every_policy() -> None:
    names = [tables.SHIPPED]
    told = report.report(
        Results(map(run, main_jobs(names, [0, 1], 2))),
        Results(map(run, variant_jobs(names, [0], 2))),
    )
    for word in ("engine, no bundles", "interleaved", "To reach", "twice the blur", tables.SHIPPED):
        assert word in told


def test_tuning_and_reporting_share_no_table() -> None:
    reported = {shape.seed for shape in tables.REPORTING}
    assert not reported & {shape.seed for shape in tables.TUNING}
    assert run(Job("alone", tables.TUNING[0].name, "none", 1, days=1)).reviews > 0
