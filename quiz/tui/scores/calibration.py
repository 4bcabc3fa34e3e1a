"""Calibration: what was said and foreseen, against what was right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.tui.figures import percent
from quiz.tui.page import Line
from quiz.tui.plots import Measured, beside, heading, intervals, of, said

if TYPE_CHECKING:
    from quiz.scores.calibration import Agreement, Calibration, Declared, PredictedBin
    from quiz.tui.scores.tab import About, Choice


_WITH_FORESEEN = 70


def draw(
    found: Calibration,
    about: About,  # noqa: ARG001 - a tab's
    width: int,
    choice: Choice | None,  # noqa: ARG001
) -> Sequence[Line]:
    """Confidence, predictions by chance and by form, bundles against single questions."""
    drawn = (_declared, _predicted, _forms, _contrast)
    return beside([partial(block, found) for block in drawn], width)


def _declared(found: Calibration, width: int) -> list[Line]:
    rows = [*_sure(found.declared, ""), *_sure(found.declared_in_exams, ", exam")]
    title = heading("How sure you said you were: share right")
    if not rows:
        asked = "Not asked yet: confidence = true under [study] turns it on."
        return [title, *said(asked, width)]
    return [title, *intervals(rows, width)]


def _sure(declared: Iterable[Declared], where: str) -> list[Measured]:
    return [
        Measured(f"{one.confidence}{where}", one.answers, None, of(one.answers))
        for one in declared
        if one.answers.of
    ]


def _predicted(found: Calibration, width: int) -> list[Line]:
    lines = [heading("Chance of recall foreseen (|) and share right (●)")]
    if found.predicted.predicted is None:
        return [*lines, *said("Nothing has come up again on a later day yet.", width)]
    rows = [Measured(_span(one), one.answers, one.predicted, of(one.answers)) for one in found.bins]
    whole = found.predicted
    rows.append(Measured("all", whole.answers, whole.predicted, of(whole.answers)))
    foreseen = f"{percent(found.predicted.predicted)} foreseen · "
    return [*lines, *intervals(rows, width), *said(foreseen + _figures(whole), width)]


def _span(bin: PredictedBin) -> str:
    return f"{bin.low * 100:.0f}–{percent(bin.high)}"


def _figures(found: Agreement) -> str:
    return (
        f"log loss {_number(found.log_loss)} · RMSE by bins {_number(found.rmse_bins)} · "
        f"AUC {_number(found.auc)}"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _forms(found: Calibration, width: int) -> list[Line]:
    forms = found.forms
    if not forms:
        return []
    return [
        heading("By form"),
        *intervals([_agreement(one.form, one.agreement, width) for one in forms], width),
        *(line for one in forms for line in said(f"{one.form}: {_figures(one.agreement)}", width)),
    ]


def _contrast(calibration: Calibration, width: int) -> list[Line]:
    found = calibration.contrast
    if not found.bundled.answers.of and not found.after_bundled.answers.of:
        return []
    rows = [
        _agreement("in bundles", found.bundled, width),
        _agreement("singly", found.single, width),
        _agreement("next after bundles", found.after_bundled, width),
        _agreement("next after single", found.after_single, width),
    ]
    return [heading("Does contrast help you?"), *intervals(rows, width)]


def _agreement(name: str, found: Agreement, width: int) -> Measured:
    foreseen = ""
    if found.predicted is not None and width >= _WITH_FORESEEN:  # else its mark says enough
        foreseen = f", {percent(found.predicted)} foreseen"
    return Measured(name, found.answers, found.predicted, of(found.answers) + foreseen)
