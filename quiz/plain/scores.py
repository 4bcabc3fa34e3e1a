"""All figures of the log as lines: what the screen draws, told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from quiz.counting import counted
from quiz.durations import spoken_minutes
from quiz.plain.words import sentence
from quiz.scores.calibration import Agreement, Calibration
from quiz.scores.confusions import Confusions, Matrix
from quiz.scores.exams import ExamScore, ExamSetup
from quiz.scores.figures import Scores
from quiz.scores.memory import Bin, ForecastDay, Knowledge, MemoryScores, Retention
from quiz.scores.overview import Activity, CalendarDay, Overview
from quiz.scores.statistics import Share
from quiz.scores.weakest import Weakest, WeakFact, WeakGroup

_SHOWN = 10
"""How many of the weakest are told: the JSON has more."""


def told(scores: Scores, title: str) -> Iterator[str]:
    """Everything, part after part; `title` names the deck or decks."""
    yield f"Scores of {title}, {_span(scores)}."
    for heading, lines in (
        ("Overview", overview(scores.overview)),
        ("Memory", memory(scores.memory)),
        ("Confusions", confusions(scores.confusions)),
        ("Calibration", calibration(scores.calibration)),
        ("Weakest", weakest(scores.weakest)),
        ("Exams", exams(scores.exams)),
    ):
        yield ""
        yield f"{heading}."
        yield from lines


def _span(scores: Scores) -> str:
    if scores.days is None:
        return f"from the first answer to {scores.study_day.isoformat()}"
    return f"the last {counted(scores.days, 'day')} to {scores.study_day.isoformat()}"


def percent(share: float | None) -> str:
    """A share as a percentage; unknown of nothing."""
    return "unknown" if share is None else f"{share:.0%}"


def of_share(share: Share, verb: str) -> str:
    """`90% right, 18 of 20, with 95% certainty between 70% and 97%`."""
    if share.share is None:
        return "no answers yet"
    return (
        f"{percent(share.share)} {verb}, {share.right} of {share.of}, "
        f"with 95% certainty between {percent(share.low)} and {percent(share.high)}"
    )


# Overview.


def overview(found: Overview) -> Iterator[str]:
    """How much was done, and how the facts stand."""
    yield f"Today: {_activity(found.today)}."
    yield f"In this time: {_activity(found.span)}."
    if found.span.reviews:
        yield f"Studied on {counted(found.span.days, 'day')}, {_pace(found.span)} a review."
        yield f"Answers: {of_share(found.span.right, 'right')}."
    if found.span.extra_reviews:
        yield (
            f"Drills and exams besides: {counted(found.span.extra_reviews, 'answer')} in "
            f"{spoken_minutes(found.span.extra_minutes)}."
        )
    states = found.states
    yield (
        f"Facts: {states.new} new, {states.learning} in learning, {states.young} young, "
        f"{states.mature} mature, {states.suspended} suspended. Due today: {states.due}."
    )
    if found.streak is not None:
        days, longest = found.streak.days, found.streak.longest
        yield f"In a row: {counted(days, 'day')}; the most was {counted(longest, 'day')}."
    yield from _months(found.calendar)


def _activity(done: Activity) -> str:
    new = f", {counted(done.new, 'fact')} met for the first time" if done.new else ""
    return f"{counted(done.reviews, 'review')} in {spoken_minutes(done.minutes)}{new}"


def _pace(done: Activity) -> str:
    return counted(round(done.seconds_per_review or 0), "second")


def _months(days: Iterable[CalendarDay]) -> Iterator[str]:
    months: dict[str, list[CalendarDay]] = {}
    for day in days:
        months.setdefault(f"{day.day:%Y-%m}", []).append(day)
    if months:
        yield "The last year, month by month:"
    for month, found in months.items():
        reviews = counted(sum(day.reviews for day in found), "review")
        yield f"{month}: {reviews} on {counted(sum(day.reviews > 0 for day in found), 'day')}."


# Memory.


def memory(found: MemoryScores) -> Iterator[str]:
    """What was kept, what comes, what one knows."""
    yield from _retention(found.retention)
    yield _knowledge(found.knowledge)
    month = found.forecast
    for when, days in (("today", month[:1]), ("in 7 days", month[:7]), ("in 30 days", month)):
        yield f"Due {when}: {_due(days)}."
    if found.knowledge.met:
        yield f"Stability: {_bins(found.stability, 'day')}."
        yield f"Difficulty, from 1 to 10: {_bins(found.difficulty)}."


def _due(days: Sequence[ForecastDay]) -> str:
    reviews = sum(day.reviews for day in days)
    minutes = [day.minutes for day in days if day.minutes is not None]
    takes = f", in about {spoken_minutes(max(1, sum(minutes)))}" if minutes and reviews else ""
    return f"{counted(reviews, 'review')}{takes}"


def _retention(found: Retention) -> Iterator[str]:
    yield f"Desired retention: {percent(found.desired)}."
    kept = (("True", found.all), ("Young", found.young), ("Mature", found.mature))
    for name, share in kept:
        yield f"{name} retention: {of_share(share, 'recalled')}."
    for month in found.months:
        yield f"{month.month}: {percent(month.all.share)} recalled of {month.all.of}."


def _knowledge(found: Knowledge) -> str:
    met = counted(found.met, "fact")
    left = found.facts - found.met
    rest = f" {counted(left, 'fact')} not met yet." if left else ""
    return f"Of {met} met you would know {round(found.would_know)} today.{rest}"


def _bins(bins: Iterable[Bin], unit: str = "") -> str:
    def edge(value: float) -> str:
        return counted(round(value), unit) if unit else f"{value:g}"

    parts = []
    for one in bins:
        if one.high is None:
            span = f"{edge(one.low)} or more"
        elif not one.low:
            span = f"under {edge(one.high)}"
        else:
            span = f"{one.low:g} to {edge(one.high)}"
        parts += [f"{one.facts} with {span}"] if one.facts else []
    return ", ".join(parts)


# Confusions.


def confusions(found: Confusions) -> Iterator[str]:
    """Who was taken for whom, the most often first."""
    lines = [line for table in found.tables if table.confused for line in _table(table)]
    yield from lines or ["Nothing has been confused."]
    for month in found.months:
        yield f"{month.month}: {counted(month.times, 'confusion')}."


def _table(table: Matrix) -> Iterator[str]:
    yield f"In {sentence(table.title)}"
    names = {subject.id: subject.name for subject in table.subjects}
    asked = {subject.id: subject.answers.of for subject in table.subjects}
    for pair in sorted(table.confused, key=lambda one: -one.times):
        yield (
            f"{names[pair.asked]} taken for {names[pair.chosen]}: "
            f"{counted(pair.times, 'time')} of {asked[pair.asked]} asked, "
            f"weight {pair.weight:.1f}, last {_day(pair.last)}."
        )


def _day(day: date) -> str:
    return f"on {day.isoformat()}"


# Calibration.


def calibration(found: Calibration) -> Iterator[str]:
    """Whether one is right as often as one says, and as FSRS says."""
    for where, declared in (("", found.declared), (" in exams", found.declared_in_exams)):
        for one in declared:
            if one.answers.of:
                yield f"When {one.confidence}{where}: {of_share(one.answers, 'right')}."
    if not any(one.answers.of for one in (*found.declared, *found.declared_in_exams)):
        yield "How sure you were was never asked: confidence = true under [study] turns that on."
    yield f"Predicted: {_agreement(found.predicted)}."
    for bin in found.bins:
        span = f"{percent(bin.low)} to {percent(bin.high)}"
        yield f"Predicted {span}: {of_share(bin.answers, 'right')}."
    for form in found.forms:
        yield f"Form {form.form}: {_agreement(form.agreement)}."
    contrast = found.contrast
    if contrast.bundled.answers.of or contrast.after_bundled.answers.of:
        yield f"Asked in bundles: {_agreement(contrast.bundled)}."
        yield f"Asked singly: {_agreement(contrast.single)}."
        yield f"The next time after a bundle: {_agreement(contrast.after_bundled)}."
        yield f"The next time after a single question: {_agreement(contrast.after_single)}."


def _agreement(found: Agreement) -> str:
    if found.predicted is None:
        return "no answers yet"
    return (
        f"{percent(found.predicted)} foreseen, {of_share(found.answers, 'right')}, "
        f"log loss {_number(found.log_loss)}, RMSE by bins {_number(found.rmse_bins)}, "
        f"AUC {_number(found.auc)}"
    )


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.3f}"


# Weakest.


def weakest(found: Weakest) -> Iterator[str]:
    """What is missed the most surely, and the leeches."""
    if not found.facts:
        yield "Nothing that was known has been missed."
    for fact in found.facts[:_SHOWN]:
        yield f"Fact: {sentence(fact.prompt)} {_weak_fact(fact)}."
    for name, groups in (("Feature", found.features), ("Subject", found.subjects)):
        for group in groups[:_SHOWN]:
            yield f"{name}: {_weak_group(group)}."
    for fact in found.leeches[:_SHOWN]:
        yield f"Leech: {sentence(fact.prompt)} {counted(fact.lapses, 'lapse')}."


def _weak_fact(fact: WeakFact) -> str:
    now = "" if fact.retrievability is None else f", {percent(fact.retrievability)} now"
    return (
        f"{fact.answers.right} of {fact.answers.of} recalled, {counted(fact.lapses, 'lapse')}{now}"
    ).capitalize()


def _weak_group(group: WeakGroup) -> str:
    return f"{sentence(group.name)} {group.answers.right} of {group.answers.of} recalled"


# Exams.


def exams(found: Sequence[ExamScore]) -> Iterator[str]:
    """The scores of each set-up over time, the set-up that was used first before the others."""
    if not found:
        yield "None was handed in."
    by_setup: dict[ExamSetup, list[ExamScore]] = {}
    for one in found:
        by_setup.setdefault(one.setup, []).append(one)
    for setup, held in by_setup.items():
        yield f"{_setup(setup)}:"
        for one in held:
            yield (
                f"{one.study_day.isoformat()}: {percent(one.share)}, {one.credit:g} of "
                f"{counted(one.questions, 'question')}, with 95% certainty between "
                f"{percent(one.low)} and {percent(one.high)}."
            )


def _setup(setup: ExamSetup) -> str:
    said = [*(setup.decks or ["All decks"]), *setup.topics]
    said.append(f"{counted(setup.questions, 'question')} at most")
    if setup.minutes is not None:
        said.append(spoken_minutes(setup.minutes))
    said += setup.forms
    said += ["marked by certainty"] if setup.certainty else []
    said += ["moving the schedule"] if setup.counting else []
    return ", ".join(said)
