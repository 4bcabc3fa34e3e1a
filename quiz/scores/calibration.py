"""Calibration: whether one is right as often as one says, and as often as FSRS predicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quiz.foreseen import Asked, Chances, Foreseen, Placed
from quiz.review import Confidence, Mode
from quiz.scores.statistics import (
    Binned,
    Outcome,
    Share,
    auc,
    log_loss,
    mean_predicted,
    rmse_bins,
    share,
    share_right,
)
from quiz.sums import CHANCES, Hits, declared_as

_NEVER = Hits(0, 0)
BINS = 20
"""Of equal width, over chances from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Declared:
    """How often answers of one declared confidence (sure, unsure, guess) were right."""

    confidence: str
    answers: Share


@dataclass(frozen=True, slots=True)
class PredictedBin:
    """Answers whose predicted chance was from `low` up to below `high`.

    `predicted` is their mean prediction, `answers` the share that was right.
    """

    low: float
    high: float
    predicted: float
    answers: Share


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well predictions agree with what came: the mean prediction beside the share right.

    `log_loss` (natural logarithm) and `rmse_bins` are better the lower they are, `auc` the higher:
    1 tells what will be right from what will be wrong without fail, 0.5 not at all. Each is None
    where it means nothing.
    """

    answers: Share
    predicted: float | None
    log_loss: float | None
    rmse_bins: float | None
    auc: float | None


@dataclass(frozen=True, slots=True)
class FormAgreement:
    """The same for the answers of one form of question."""

    form: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Contrast:
    """Whether contrast helps: cells asked in contrast bundles against cells asked singly.

    `bundled` and `single` are the answers given so. `after_bundled` and `after_single` are the
    answers of the next day that the same fact came up, however it was asked then: if contrast
    helps to keep facts, they exceed what was predicted by more after bundles.
    """

    bundled: Agreement
    single: Agreement
    after_bundled: Agreement
    after_single: Agreement


@dataclass(frozen=True, slots=True)
class Calibration:
    """Declared confidence against right, and predicted chance of recall against right.

    `declared` is of counted answers, `declared_in_exams` of exams that did not count; what was not
    declared is left out of both. Predictions are those of first counted answers of a study day, a
    day or more after the last, by the parameters that hold today, to the ten-thousandth and never
    quite 0 or 1. Right is what the verdict said: a right guess is right here.
    """

    declared: tuple[Declared, ...]
    declared_in_exams: tuple[Declared, ...]
    predicted: Agreement
    bins: tuple[PredictedBin, ...]
    forms: tuple[FormAgreement, ...]
    contrast: Contrast


def calibration(declared_in: Mapping[str, Hits], foreseen: Foreseen) -> Calibration:
    """All of it: of the sums of a span by kind, and of what was foreseen in it."""
    forms = sorted({one.asked.form for one in foreseen.chances})
    return Calibration(
        declared=declared(declared_in, Mode.STUDY, counts=True),
        declared_in_exams=declared(declared_in, Mode.EXAM, counts=False),
        predicted=agreement(foreseen),
        bins=predicted_bins(foreseen.chances),
        forms=tuple(FormAgreement(form, agreement(_of_form(form, foreseen))) for form in forms),
        contrast=contrast(foreseen),
    )


def _of_form(form: str, foreseen: Foreseen) -> Foreseen:
    return asked_so(foreseen, lambda asked: asked.form == form)


def asked_so(foreseen: Foreseen, chosen: Callable[[Asked], bool]) -> Foreseen:
    """The answers that were asked for so."""
    return Foreseen(
        [one for one in foreseen.chances if chosen(one.asked)],
        [one for one in foreseen.placed if chosen(one.asked)],
    )


def declared(sums: Mapping[str, Hits], mode: Mode, *, counts: bool) -> tuple[Declared, ...]:
    """How often answers were right, for each confidence declared, from sure to guess."""
    kinds = {one: declared_as(one, mode, counts=counts) for one in Confidence}
    found = ((one, sums.get(kind or "", _NEVER)) for one, kind in kinds.items())
    return tuple(Declared(one.value, share(*hits)) for one, hits in found)


def agreement(foreseen: Foreseen) -> Agreement:
    """How well FSRS foresaw what came."""
    outcomes = _outcomes(foreseen.chances)
    return Agreement(
        answers=share_right(outcomes),
        predicted=mean_predicted(outcomes),
        log_loss=log_loss(outcomes),
        rmse_bins=rmse_bins(map(_binned, foreseen.placed)),
        auc=auc(outcomes),
    )


def _binned(one: Placed) -> Binned:
    return Binned(one.past, one.of, one.right, one.chances / CHANCES)


def _outcomes(chances: Iterable[Chances]) -> list[Outcome]:
    return [Outcome(one.chance / CHANCES, one.right, one.times) for one in chances]


def predicted_bins(chances: Iterable[Chances]) -> tuple[PredictedBin, ...]:
    """Predictions by chance, in 20 bins of equal width; empty ones are left out."""
    held: dict[int, list[Chances]] = {}
    for one in chances:
        held.setdefault(one.chance * BINS // CHANCES, []).append(one)
    return tuple(_bin(place, _outcomes(found)) for place, found in sorted(held.items()))


def _bin(place: int, found: list[Outcome]) -> PredictedBin:
    low, high = place / BINS, (place + 1) / BINS
    return PredictedBin(low, high, mean_predicted(found) or 0.0, share_right(found))


def contrast(foreseen: Foreseen) -> Contrast:
    """Cells in bundles against cells alone; written cards are never bundled, and left out."""
    cells = asked_so(foreseen, lambda asked: asked.cell)
    after_bundled = asked_so(cells, lambda asked: asked.bundled_before is True)
    after_single = asked_so(cells, lambda asked: asked.bundled_before is False)
    return Contrast(
        bundled=agreement(asked_so(cells, lambda asked: asked.bundled)),
        single=agreement(asked_so(cells, lambda asked: not asked.bundled)),
        after_bundled=agreement(after_bundled),
        after_single=agreement(after_single),
    )
