"""Small logs with the figures worked out by hand, and what is told of nothing."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts import FactKey, deck_of
from quiz.foreseen import Asked, Chances, Foreseen, Past, Placed, past_of
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar
from quiz.review import Confidence, Mode
from quiz.scores.answers import Answer
from quiz.scores.calibration import calibration
from quiz.scores.confusions import confusions, named
from quiz.scores.days import daily, longest_and_last_run
from quiz.scores.facts_now import Cell, DeckNow, FactNow, Here, TableNow, Terms, cell_of
from quiz.scores.figures import Scope, score
from quiz.scores.memory import bins, forecast, knowledge, retention
from quiz.scores.overview import calendar, states, streak
from quiz.scores.statistics import (
    Binned,
    Outcome,
    auc,
    log_loss,
    mean_predicted,
    rmse_bins,
    share,
    share_right,
)
from quiz.scores.weakest import picked, weakest
from quiz.study.ports import CatalogueFact
from quiz.sums import Hits, Mistaken, Outline, Sum, in_chances

DAY = date(2026, 3, 2)
CELL = FactKey("d/t/f/a")
OTHER = FactKey("d/t/f/b")
PLAIN = Answer(
    at=0,
    study_day=DAY,
    fact=CELL,
    counts=True,
    mode=Mode.STUDY,
    form="choice",
    bundled=False,
    correct=True,
    recalled=True,
    confidence=None,
    confused_with=(),
    duration_ms=6000,
    first=True,
    was_new=False,
    interval_days=5.0,
    elapsed_days=5,
    predicted=0.9,
    met_days=1,
    missed_days=0,
    bundled_before=False,
)
EXTRA = PLAIN._replace(counts=False, first=False, mode=Mode.DRILL)


class Told:
    """A log that is nothing but these answers, counted one by one."""

    def __init__(self, answers):
        self.answers = answers

    def of(self, since, deck):
        return [
            one
            for one in self.answers
            if (since is None or one.study_day >= since) and deck in (None, deck_of(one.fact))
        ]

    @contextmanager
    def beside(self, ask):
        yield lambda: ask(self)

    def day_sums(self, since, deck):
        days = {}
        for one in sorted(self.of(since, deck), key=lambda answer: answer.study_day):
            kinds = days.setdefault(one.study_day, {})

            def add(kind, right, duration_ms=0, recalled=0, kinds=kinds):
                had = kinds.get(kind, Sum())
                kinds[kind] = Sum(
                    had.answers + 1,
                    had.right + right,
                    had.recalled + recalled,
                    had.duration_ms + duration_ms,
                )

            kind = "again" if one.counts else "extra"
            if one.first:
                young = "young" if one.interval_days < 21 else "mature"
                kind = "new" if one.was_new else young
            add(kind, one.correct, one.duration_ms, one.first and one.recalled)
        return days

    def declared_sums(self, since, deck):
        found = {}
        for one in self.of(since, deck):
            if one.confidence and (one.counts or one.mode is Mode.EXAM):
                kind = ("" if one.counts else "exam ") + one.confidence.value
                right, of = found.get(kind, (0, 0))
                found[kind] = Hits(right + one.correct, of + 1)
        return found

    def subject_sums(self, since, deck):
        found = {}
        for one in self.of(since, deck):
            if cell := cell_of(one.fact):
                right, of = found.get(cell.whole_subject, (0, 0))
                found[cell.whole_subject] = Hits(right + one.correct, of + 1)
        return found

    def recalled(self, since, deck):
        found = {}
        for one in self.of(since, deck):
            if one.first and not one.was_new:
                right, of = found.get(one.fact, (0, 0))
                found[one.fact] = Hits(right + one.recalled, of + 1)
        return {
            hits: [fact for fact, had in found.items() if had == hits]
            for hits in dict.fromkeys(found.values())
        }

    def foreseen(self, since, deck):
        kept = [one for one in self.of(since, deck) if one.first and one.predicted is not None]
        chances = [Chances(asked(one), in_chances(one.predicted), one.correct, 1) for one in kept]
        placed = [
            Placed(
                asked(one),
                past_of(one.elapsed_days, one.met_days, one.missed_days),
                1,
                int(one.correct),
                in_chances(one.predicted),
            )
            for one in kept
        ]
        return Foreseen(chances, placed)

    def mistaken(self, deck):
        return [
            Mistaken(one.study_day, one.fact, one.confused_with)
            for one in self.of(None, deck)
            if one.confused_with
        ]

    def strengths(self, deck):
        return ()

    def strengths_among(self, facts, lapses):
        return ()

    def outlines(self, due_before, deck):
        return {}


def asked(one):
    cell = cell_of(one.fact) is not None
    return Asked(one.form, cell, one.bundled, one.bundled_before)


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def here(**changes) -> Here:
    nothing = {
        "at": datetime(2026, 3, 2, 20, tzinfo=UTC),
        "study_day": DAY,
        "decks": (),
        "suspended": frozenset(),
        "buried": {},
        "calendar": Calendar(UTC),
        "forgetting": Forgetting(),
        "terms": Terms(),
    }
    return Here(**(nothing | changes))


def scored(*answers: Answer, scope: Scope = Scope(), **changes):  # noqa: B008 - a plain value
    return score(Told(answers), here(**changes), scope)


def days_of(*answers: Answer):
    return daily(Told(answers).day_sums(None, None))


def calibrated(*answers: Answer):
    told = Told(answers)
    return calibration(told.declared_sums(None, None), told.foreseen(None, None))


def confused(answers, tables, since):
    told = Told(answers)
    return named(
        confusions(told.subject_sums(since, None), told.mistaken(None), since, DAY), tables
    )


# Nothing, and next to nothing.


def test_of_an_empty_log_nothing_is_told_and_nothing_fails():
    scores = scored(scope=Scope(days=30))
    assert scores.since == date(2026, 2, 1)
    assert scores.overview.today.reviews == 0
    assert scores.overview.today.seconds_per_review is None
    assert scores.overview.calendar == ()
    assert scores.overview.streak is None
    assert scores.memory.retention.all == share(0, 0)
    assert [day.minutes for day in scores.memory.forecast] == [None] * 30
    assert scores.confusions.tables == scores.confusions.months == ()
    assert scores.calibration.predicted.auc is None
    assert scores.weakest.facts == scores.weakest.leeches == ()


def test_of_a_single_answer():
    scores = scored(PLAIN)
    assert scores.overview.today.minutes == 0.1
    assert scores.memory.retention.young.share == 1.0
    assert scores.calibration.predicted.log_loss == pytest.approx(0.1053605)
    assert scores.calibration.predicted.rmse_bins == pytest.approx(0.1)
    assert scores.calibration.predicted.auc is None


def test_no_share_of_nothing():
    assert share(0, 0).share is None
    assert share(3, 4).share == 0.75


def numbers(value):
    if is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def test_what_does_not_count_moves_its_own_count_and_confusions_alone():
    wrong = EXTRA._replace(correct=False, recalled=False, confused_with=(OTHER,))
    before, after = scored(PLAIN), scored(PLAIN, wrong)
    assert after.confusions.tables[0].confused[0].times == 1
    assert after.overview.span.extra_reviews == 1
    assert after.overview.span.extra_minutes == 0.1
    for name in ("memory", "calibration", "weakest"):
        assert getattr(before, name) == getattr(after, name)
    for name in ("reviews", "right", "minutes", "days", "new", "seconds_per_review"):
        assert getattr(before.overview.span, name) == getattr(after.overview.span, name)
    assert all(number == number for number in numbers(after))  # none is NaN


# Scope.


def test_a_deck_and_a_span_take_their_own_answers_alone():
    old = PLAIN._replace(study_day=later(-30), fact=FactKey("other/card"))
    decks = (
        DeckNow("d", "D", [CatalogueFact(CELL)]),
        DeckNow("other", "Other", [CatalogueFact(FactKey("other/card"))]),
    )

    def found(deck=None, days=None):
        return scored(old, PLAIN, scope=Scope(deck, days), decks=decks)

    def reviews(deck, days):
        return found(deck, days).overview.span.reviews

    assert (reviews(None, None), reviews(None, 30), reviews(None, 31)) == (2, 1, 2)
    assert (reviews("d", None), reviews("other", 30), reviews("other", 31)) == (1, 0, 1)
    assert found("other").overview.states.new == 1
    assert found(None, 1).since == DAY


# Overview.


def test_the_sums_of_a_day():
    guessed = PLAIN._replace(recalled=False, interval_days=21.0)
    again = PLAIN._replace(first=False, correct=False, recalled=False, duration_ms=0)
    new = PLAIN._replace(was_new=True, predicted=None)
    day = days_of(PLAIN, guessed, again, new, EXTRA)[DAY]
    assert (day.reviews, day.right, day.duration_ms) == (4, 3, 18_000)
    assert (day.extra_reviews, day.extra_ms, day.new) == (1, 6000, 1)
    assert (day.young, day.young_kept, day.mature, day.mature_kept) == (1, 1, 1, 0)


def test_the_calendar_is_the_last_year_up_to_today():
    days = days_of(*(PLAIN._replace(study_day=later(n)) for n in (-365, -364, 0, 1)))
    assert [one.day for one in calendar(days, DAY)] == [later(-364), DAY]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([], (0, 0)),
        ([0], (1, 1)),
        ([-1], (1, 1)),
        ([-2], (1, 0)),
        ([-9, -8, -7, -6, -2, -1, 0], (4, 3)),
        ([-2, -1, 0, 1], (3, 3)),
    ],
)
def test_runs_of_days(days, found):
    assert longest_and_last_run([later(n) for n in days], DAY) == found


def test_a_streak_is_told_where_it_is_wanted_and_not_kept_by_drills():
    answers = (PLAIN._replace(study_day=later(-1)), EXTRA)
    told = scored(*answers, terms=Terms(streak=True)).overview.streak
    assert (told.days, told.longest) == (1, 1)
    assert streak(days_of(EXTRA), DAY).longest == 0


def test_states_of_facts():
    held = {
        "d/revised": Outline(1, "mature", due=False),
        "d/late": Outline(1, "learning", due=True),
        "d/young": Outline(1, "young", due=False),
        "d/mature": Outline(2, "mature", due=True),
        "d/off": Outline(1, "young", due=True),
        "d/waits": Outline(1, "young", due=True),
        "d/revised-and-waits": Outline(1, "young", due=True),
        "gone/fact": Outline(1, "young", due=True),
    }
    revisions = {"d/revised": 2, "d/mature": 2, "d/revised-and-waits": 2}
    keys = [*(key for key in held if key != "gone/fact"), "d/new"]
    facts = [CatalogueFact(FactKey(key), revisions.get(key, 1)) for key in keys]
    found = states(facts, held, {"d/off"}, {"d/waits", "d/revised-and-waits", "d/new"})
    assert (found.new, found.learning, found.young, found.mature, found.suspended) == (
        (3, 1, 2, 1, 1)
    )
    assert found.due == 3


# Memory.


def test_a_right_guess_is_right_and_not_recalled():
    guess = PLAIN._replace(confidence=Confidence.GUESS, correct=True, recalled=False)
    assert retention(days_of(guess), 0.9).all.right == 0
    assert calibrated(guess).predicted.answers.right == 1
    assert calibrated(guess).declared[2].answers.right == 1


def test_retention_month_by_month():
    answers = [
        PLAIN,
        PLAIN._replace(study_day=date(2026, 4, 1), recalled=False),
        PLAIN._replace(study_day=date(2026, 5, 1), was_new=True),
    ]
    found = retention(days_of(*answers), 0.9)
    assert [(one.month, one.all.right, one.all.of) for one in found.months] == (
        [("2026-03", 1, 1), ("2026-04", 0, 1)]
    )
    assert (found.desired, found.all.right, found.all.of) == (0.9, 1, 2)


def test_the_forecast_puts_what_is_overdue_on_today():
    days = [later(-3), DAY, later(2), later(29), later(30), None]
    facts = [FactNow(CELL, due_day=day) for day in days]
    facts.append(FactNow(CELL, due_day=DAY, suspended=True))
    found = forecast(facts, DAY, 30.0)
    assert [(one.reviews, one.minutes) for one in found[:3]] == [(2, 1.0), (0, 0.0), (1, 0.5)]
    assert (len(found), found[29].reviews, sum(one.reviews for one in found)) == (30, 1, 4)


def test_bins_hold_everything():
    found = bins([0.2, 1.0, 1.5, 3.0, 99.0], (1.0, 2.0, 3.0), None)
    assert [(one.low, one.high, one.facts) for one in found] == (
        [(1.0, 2.0, 3), (2.0, 3.0, 0), (3.0, None, 2)]
    )


def test_what_one_would_know_today():
    facts = [FactNow(CELL, retrievability=chance) for chance in (0.5, 0.9, 1.0, None)]
    found = knowledge(facts)
    assert (found.facts, found.met, found.would_know) == (4, 3, pytest.approx(2.4))


# Confusions.


def test_where_a_fact_is():
    assert cell_of(CELL) == Cell("d", "t", "f", "a")
    assert cell_of(FactKey("d/card")) is None
    assert cell_of(FactKey("d/card/reverse")) is None


def test_a_confusion_halves_in_sixty_days_and_is_split_among_those_chosen():
    third, same_subject = FactKey("d/t/f/c"), FactKey("d/t/g/a")
    elsewhere, card = FactKey("d/u/f/b"), FactKey("d/card")
    old = PLAIN._replace(study_day=later(-60), confused_with=(OTHER,), correct=False)
    split = PLAIN._replace(
        confused_with=(OTHER, third, same_subject, elsewhere, card), correct=False
    )
    unknown = PLAIN._replace(fact=card, confused_with=(OTHER,))
    tables = [TableNow("d", "t", "Table", (("b", "Bee"), ("a", "Ay")))]
    found = confused([old, split, PLAIN, unknown], tables, later(-5))
    (table,) = found.tables
    assert [(one.id, one.name) for one in table.subjects] == [("b", "Bee"), ("a", "Ay"), ("c", "c")]
    assert (table.subjects[1].answers.right, table.subjects[1].answers.of) == (1, 2)
    told = {(one.asked, one.chosen): (one.times, one.weight) for one in table.confused}
    assert told == {("a", "b"): (1, 1.0), ("a", "c"): (1, 0.5)}
    assert [(one.month, one.times) for one in found.months] == [("2026-03", 1)]


def test_tables_and_subjects_that_are_gone_go_by_their_ids():
    found = confused([PLAIN, PLAIN._replace(fact=FactKey("d/s/f/a"))], [], None)
    assert [(one.deck, one.table, one.title) for one in found.tables] == (
        [("d", "s", "s"), ("d", "t", "t")]
    )


def test_a_table_of_which_nothing_was_asked_in_the_span_is_left_out():
    old = PLAIN._replace(study_day=later(-60))
    assert confused([old], [], DAY).tables == ()


# Calibration.


def test_confidence_of_exams_is_told_apart():
    said = PLAIN._replace(confidence=Confidence.SURE)
    exam = EXTRA._replace(mode=Mode.EXAM, confidence=Confidence.SURE, correct=False)
    drill = EXTRA._replace(confidence=Confidence.SURE)
    found = calibrated(said, exam, drill)
    assert (found.declared[0].answers.right, found.declared[0].answers.of) == (1, 1)
    assert (found.declared_in_exams[0].answers.right, found.declared_in_exams[0].answers.of) == (
        (0, 1)
    )


def predicted(chance: float, *, right: bool = True, times: int = 1):
    return Outcome(chance, right, times)


def test_log_loss_of_certain_and_wrong_is_finite():
    assert log_loss([predicted(1.0, right=False)]) == pytest.approx(34.538776)
    assert log_loss([]) is mean_predicted([]) is None


def test_what_is_counted_together_is_as_if_it_were_told_one_by_one():
    told = [predicted(0.9), predicted(0.9), predicted(0.5, right=False), predicted(0.7)]
    together = [predicted(0.9, times=2), predicted(0.5, right=False), predicted(0.7)]
    for figure in (log_loss, auc, mean_predicted, share_right):
        assert figure(together) == figure(told)


def binned(chance: float, *, right: bool = True, review=2, elapsed_days=1, lapses=0):
    return Binned(past_of(elapsed_days, review - 1, lapses), 1, int(right), chance)


def test_rmse_bins_puts_lapses_and_days_apart():
    ones = [binned(0.9), binned(0.5, right=False)]
    assert rmse_bins(ones) == pytest.approx(0.2)  # one bin: 0.7 predicted, 0.5 right
    assert rmse_bins([Binned(past_of(1, 1, 0), 2, 1, 1.4)]) == pytest.approx(0.2)
    apart = [binned(0.9), binned(0.5, right=False, lapses=1)]
    assert rmse_bins(apart) == pytest.approx(((0.01 + 0.25) / 2) ** 0.5)
    assert rmse_bins([binned(0.9), binned(0.5, right=False, elapsed_days=4)]) != (
        pytest.approx(0.2)
    )
    assert rmse_bins([]) is None


@given(st.integers(1, 3_600_000), st.integers(1, 3_600_000), st.integers(0, 3_600_000))
def test_a_bin_is_told_by_whole_logarithms(elapsed_days, met_days, missed_days):
    def steps(number, base):
        return math.floor(math.log(number) / math.log(base))

    assert past_of(elapsed_days, met_days, missed_days) == Past(
        steps(elapsed_days, 3.62),
        steps(met_days + 1, 1.89),
        steps(missed_days, 1.73) + 1 if missed_days else 0,
    )


@pytest.mark.parametrize(
    ("rights", "wrongs", "area"),
    [
        ([0.9], [0.1], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.5], [0.5, 0.1], 0.875),
        ([0.9], [], None),
        ([], [0.9], None),
    ],
)
def test_auc_by_ranks(rights, wrongs, area):
    found = [predicted(one) for one in rights] + [predicted(one, right=False) for one in wrongs]
    assert auc(found) == (None if area is None else pytest.approx(area))


def test_no_chance_is_kept_as_certain():
    assert [in_chances(chance) for chance in (0.0, 0.12344, 1.0)] == [1, 1234, 9999]
    (bin,) = calibrated(PLAIN._replace(predicted=1.0)).bins
    assert (bin.low, bin.high, bin.answers.of) == (0.95, 1.0, 1)


# Weakest.


def test_one_miss_in_one_does_not_come_before_many_in_many():
    often, once = FactKey("d/t/f/a"), FactKey("d/t/g/b")
    answers = [PLAIN._replace(fact=often, recalled=n < 10) for n in range(40)]
    answers += [PLAIN._replace(fact=once, recalled=False), PLAIN._replace(fact=FactKey("d/gone"))]
    answers += [PLAIN._replace(fact=once, recalled=False, was_new=True)]
    facts = [
        FactNow(once, lapses=8),
        FactNow(often),
        FactNow(FactKey("d/card")),
        FactNow(FactKey("d/leech"), lapses=9),
    ]
    recalled = Told(answers).recalled(None, None)
    found = weakest(picked(recalled, [fact.key for fact in facts]), recalled, facts, 8)
    assert [one.fact for one in found.facts] == [often, once]
    assert [one.key for one in found.features] == ["d/t/f", "d/t/g"]
    assert [(one.key, one.facts) for one in found.subjects] == (
        [("d/t/a", (often,)), ("d/t/b", (once,))]
    )
    assert [(one.fact, one.lapses, one.leech) for one in found.leeches] == (
        [("d/leech", 9, True), (once, 8, True)]
    )
