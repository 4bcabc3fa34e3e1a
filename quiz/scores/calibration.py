"""Calibration: whether one is right as often as one says, and as often as FSRS predicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.review import Confidence, Mode
from quiz.scores.answers import Answer
from quiz.scores.facts_now import cell_of
from quiz.scores.statistics import (
    Prediction,
    Share,
    auc,
    log_loss,
    mean_predicted,
    rmse_bins,
    share_of,
)

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
    day or more after the last, by the parameters that hold today. Right is what the verdict said: a
    right guess is right here.
    """

    declared: tuple[Declared, ...]
    declared_in_exams: tuple[Declared, ...]
    predicted: Agreement
    bins: tuple[PredictedBin, ...]
    forms: tuple[FormAgreement, ...]
    contrast: Contrast


Foreseen = tuple[Answer, Prediction]
"""An answer with what was predicted of it."""


def calibration(answers: Iterable[Answer]) -> Calibration:
    """All of it, of the answers given."""
    found = list(answers)
    told = foreseen(found)
    forms: dict[str, list[Prediction]] = {}
    for answer, prediction in told:
        forms.setdefault(answer.form, []).append(prediction)
    predictions = [prediction for _, prediction in told]
    return Calibration(
        declared=declared(answer for answer in found if answer.counts),
        declared_in_exams=declared(
            answer for answer in found if answer.mode is Mode.EXAM and not answer.counts
        ),
        predicted=agreement(predictions),
        bins=predicted_bins(predictions),
        forms=tuple(FormAgreement(form, agreement(one)) for form, one in sorted(forms.items())),
        contrast=contrast(told),
    )


def foreseen(answers: Iterable[Answer]) -> list[Foreseen]:
    """The answers that are held against their predictions: first ones of a later day."""
    return [
        (answer, _prediction(answer, answer.predicted))
        for answer in answers
        if answer.first and answer.predicted is not None
    ]


def _prediction(answer: Answer, predicted: float) -> Prediction:
    review, lapses = answer.met_days + 1, answer.missed_days
    return Prediction(predicted, answer.correct, review, answer.elapsed_days, lapses)


def declared(answers: Iterable[Answer]) -> tuple[Declared, ...]:
    """How often answers were right, for each confidence declared, from sure to guess."""
    outcomes: dict[Confidence, list[bool]] = {confidence: [] for confidence in Confidence}
    for answer in answers:
        if answer.confidence is not None:
            outcomes[answer.confidence].append(answer.correct)
    return tuple(Declared(one.value, share_of(right)) for one, right in outcomes.items())


def agreement(predictions: Sequence[Prediction]) -> Agreement:
    """How well FSRS foresaw what came."""
    return Agreement(
        answers=share_of(one.right for one in predictions),
        predicted=mean_predicted(predictions) if predictions else None,
        log_loss=log_loss(predictions),
        rmse_bins=rmse_bins(predictions),
        auc=auc(predictions),
    )


def predicted_bins(predictions: Iterable[Prediction]) -> tuple[PredictedBin, ...]:
    """Predictions by chance, in 20 bins of equal width; empty ones are left out."""
    held: dict[int, list[Prediction]] = {}
    for one in predictions:
        held.setdefault(min(int(one.predicted * BINS), BINS - 1), []).append(one)
    return tuple(
        PredictedBin(
            low=place / BINS,
            high=(place + 1) / BINS,
            predicted=mean_predicted(found),
            answers=share_of(one.right for one in found),
        )
        for place, found in sorted(held.items())
    )


def contrast(answers: Iterable[Foreseen]) -> Contrast:
    """Cells in bundles against cells alone; written cards are never bundled, and left out."""
    cells = [(answer, told) for answer, told in answers if cell_of(answer.fact)]
    return Contrast(
        bundled=agreement([told for answer, told in cells if answer.bundled]),
        single=agreement([told for answer, told in cells if not answer.bundled]),
        after_bundled=agreement([told for answer, told in cells if answer.bundled_before is True]),
        after_single=agreement([told for answer, told in cells if answer.bundled_before is False]),
    )
