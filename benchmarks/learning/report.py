"""The report: what was learnt, what each rule did, and what the answer hangs on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from benchmarks.learning.experiment import (
    ALONE,
    AS_SET,
    ENGINE,
    LEVELS,
    NOTHING,
    POLICIES,
    RETENTIONS,
    RULES,
    VARIANTS,
    WITHOUT,
    alone_at,
)
from benchmarks.learning.figures import (
    Curve,
    Estimate,
    Results,
    adds_at_equal_reviews,
    at_equal_reviews,
    change,
    difference,
    mean,
)

FEWER_CONFUSIONS = -0.25
"""To reach under medium interference, at the same number of reviews."""
RECALL_MARGIN = -0.005
"""No loss of recall: where there is no interference, the interval lies above this."""


def as_json(results: Results) -> str:
    """Every single run."""
    return json.dumps([asdict(run) for run in results.runs], indent=1)


def report(results: Results, variants: Results) -> str:
    """The whole report as Markdown."""
    parts = [
        _opening(results),
        *(_level(results, level) for level in LEVELS),
        _rules(results),
        _by_table(results),
        *([_assumptions(results, variants)] if variants.runs else []),
        _targets(results),
    ]
    return "\n\n".join(parts)


def _opening(results: Results) -> str:
    facts = ", ".join(results.tables)
    return (
        f"{len(results.seeds)} learners, each on every table: {facts}. Square brackets: 95 % "
        "intervals, bootstrapped over learners. Recall, confusions and wrong choices are shares of "
        "all cells."
    )


def _level(results: Results, level: str) -> str:
    base, curve = results.of(ALONE, level), _curve(results, level)
    rows: list[tuple[str, ...]] = []
    for policy in POLICIES:
        ours = results.of(policy, level)
        if not ours:
            continue
        told = [
            _percent(mean(ours, "recall")),
            _percent(mean(ours, "confused")),
            _percent(mean(ours, "chosen_wrongly")),
            f"{mean(ours, 'reviews').value:.0f}",
            f"{mean(ours, 'bundled').value:.0f}",
            f"{mean(ours, 'minutes').value:.0f}",
        ]
        if policy == ALONE:
            told += ["", "", ""]
        else:
            told += [
                _change(change(ours, base, "confused")),
                _change(at_equal_reviews(ours, curve, "confused", share=True)),
                _points(at_equal_reviews(ours, curve, "recall", share=False)),
            ]
        rows.append((policy, *told))
    head = (
        "policy",
        "recall %",
        "confusions %",
        "wrong choices %",
        "reviews",
        "of them together",
        "minutes",
        "confusions against alone",
        "at equal reviews",
        "recall at equal reviews, points",
    )
    return f"### Interference: {level}\n\n{_table(head, rows)}"


def _curve(results: Results, level: str) -> Curve:
    others = [results.of(alone_at(retention), level) for retention in RETENTIONS]
    return Curve([results.of(ALONE, level), *(points for points in others if points)])


def _rules(results: Results) -> str:
    rows = []
    for level in ("medium", "strong"):
        curve = _curve(results, level)
        for rule, names in RULES.items():
            whole, without = (results.of(name, level) for name in names)
            fewer = adds_at_equal_reviews(whole, without, curve, "confused")
            rows.append(
                (
                    rule,
                    level,
                    _change(change(whole, without, "reviews")),
                    _points(difference(whole, without, "recall")),
                    _change(change(whole, without, "confused")),
                    _change(fewer),
                    _verdict(fewer),
                )
            )
    head = (
        "rule",
        "interference",
        "reviews with it",
        "recall, points",
        "confusions",
        "confusions at equal reviews",
        "",
    )
    return f"### What each rule adds to the other two\n\n{_table(head, rows)}"


def _verdict(fewer: Estimate) -> str:
    if fewer.high < 0:
        return "helps"
    if fewer.low > 0:
        return "harms"
    return "no difference to be seen"


def _by_table(results: Results) -> str:
    rows = []
    for table in results.tables:
        ours = results.of(ENGINE, "medium", table=table)
        base = results.of(ALONE, "medium", table=table)
        rows.append(
            (
                table,
                _percent(mean(base, "confused")),
                _percent(mean(ours, "confused")),
                _change(change(ours, base, "confused")),
                _change(change(ours, base, "reviews")),
            )
        )
    head = ("table", "alone: confusions %", "engine: confusions %", "change", "reviews")
    return f"### Table by table, medium interference\n\n{_table(head, rows)}"


def _assumptions(results: Results, variants: Results) -> str:
    rows = []
    for variant in VARIANTS:
        source = results if variant == AS_SET else variants
        ours, base, without, nothing = (
            source.of(policy, "medium", variant)
            for policy in (ENGINE, ALONE, WITHOUT["bundles"], NOTHING)
        )
        rows.append(
            (
                variant,
                _percent(mean(base, "confused")),
                _change(change(ours, base, "confused")),
                _change(change(nothing, base, "confused")),
                _change(change(ours, without, "confused")),
            )
        )
    head = (
        "assumption",
        "alone: confusions %",
        "engine against alone",
        "engine with nothing on against alone",
        "bundles: on against off",
    )
    return f"### What it hangs on, medium interference\n\n{_table(head, rows)}"


def _targets(results: Results) -> str:
    ours = results.of(ENGINE, "medium")
    curve = _curve(results, "medium")
    fewer = at_equal_reviews(ours, curve, "confused", share=True)
    lost = difference(results.of(ENGINE, "none"), results.of(ALONE, "none"), "recall")
    lines = [
        "### To reach",
        "",
        f"- at least 25 % fewer confusions at the same number of reviews, medium interference: "
        f"{_change(fewer)}: **{_met(fewer.value <= FEWER_CONFUSIONS)}**",
        f"- no loss of recall where nothing interferes (the interval above "
        f"{RECALL_MARGIN * 100:.1f} points): {_points(lost)}: "
        f"**{_met(lost.low >= RECALL_MARGIN)}**",
    ]
    if not curve.reaches(mean(ours, "reviews").value):
        lines.append("- the engine's reviews lie beyond those that alone was run with")
    return "\n".join(lines)


def _met(reached: bool) -> str:
    return "reached" if reached else "NOT reached"


def _percent(one: Estimate) -> str:
    return f"{one.value * 100:.1f} [{one.low * 100:.1f}, {one.high * 100:.1f}]"


def _change(one: Estimate) -> str:
    return f"{one.value * 100:+.0f} % [{one.low * 100:+.0f}, {one.high * 100:+.0f}]"


def _points(one: Estimate) -> str:
    return f"{one.value * 100:+.1f} [{one.low * 100:+.1f}, {one.high * 100:+.1f}]"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines([head, *rows]))


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)
