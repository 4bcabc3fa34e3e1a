"""What an exam came to: worked out from what was logged when it was handed in, and its answers.

Nothing here needs the decks: an exam can be read again whatever has become of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from quiz.facts import FactKey
from quiz.intervals import wilson
from quiz.review import Confidence, Review
from quiz.shapes import Part
from quiz.study.exam_log import HandedIn, Judged, Sheet
from quiz.study.exam_marks import MOST_MARKS, certainty_mark
from quiz.study.start import by_question


@dataclass(frozen=True, slots=True)
class Score:
    """Credit for so many questions, as a share of 1, and where the true share lies with 95 %.

    The interval is Wilson's. Part credits count as parts of a success, which makes it a little
    wider than it need be.
    """

    credit: float
    questions: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was earned."""
        return self.credit / self.questions if self.questions else 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """The questions that have something in common: `kind` says what, `name` which."""

    kind: str
    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Graded:
    """One question with what was answered and what is right.

    `number` counts from 1. `duration_ms` adds up all that was answered to it, what was taken back
    again among it; `changes` counts how often it was. `marks` are None where certainty did not
    count. `confused_with` are facts.
    """

    number: int
    judged: Judged
    answered: bool
    correct: bool
    unknown: bool
    confidence: Confidence | None
    marks: float | None
    confused_with: tuple[FactKey, ...]
    duration_ms: int
    changes: int

    @property
    def fact(self) -> FactKey:
        """The fact that was asked."""
        return self.judged.item.fact

    @property
    def credit(self) -> float:
        """The share of the question that was earned."""
        return self.judged.credit


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks by certainty: `earned` of at most `most`; it falls below nothing."""

    earned: float
    most: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another exam of the same set-up, for comparison."""

    id: str
    at: int
    study_day: date
    score: Score


@dataclass(frozen=True, slots=True)
class ExamResult:
    """All that an exam came to."""

    sheet: Sheet
    handed_in: HandedIn
    score: Score
    marks: Marks | None
    groups: tuple[Group, ...]
    questions: tuple[Graded, ...]
    confused: tuple[tuple[FactKey, FactKey, int], ...]
    median_ms: float | None
    earlier: tuple[Earlier, ...] = ()

    @property
    def took_ms(self) -> int:
        """From its beginning to its end, with all that lay between."""
        return max(self.handed_in.at - self.sheet.started_at, 0)

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the questions that were not answered."""
        return tuple(one.number for one in self.questions if not one.answered)


def score_of(credits: Sequence[float]) -> Score:
    """Add credits up."""
    earned = sum(credits)
    return Score(earned, len(credits), *wilson(min(earned, len(credits)), len(credits)))


def brief(sheet: Sheet, handed_in: HandedIn) -> Earlier:
    """An exam as it stands in a list."""
    credits = [one.credit for one in handed_in.judged]
    return Earlier(sheet.id, handed_in.at, handed_in.study_day, score_of(credits))


def result_of(
    sheet: Sheet,
    handed_in: HandedIn,
    answers: Iterable[Review],
    earlier: Iterable[tuple[Sheet, HandedIn]] = (),
) -> ExamResult:
    """Work an exam out from the log: `answers` are all its rows, those taken back among them."""
    reviews = list(answers)
    by_id = by_question(reviews)
    times: dict[FactKey, dict[str, int]] = {}
    for review in reviews:
        times.setdefault(review.fact, {})[review.question_id] = review.duration_ms
    questions = tuple(
        _graded(number, judged, by_id, times.get(judged.item.fact, {}), sheet.setup.certainty)
        for number, judged in enumerate(handed_in.judged, 1)
    )
    spent = [one.duration_ms for one in questions if one.answered]
    marks = None
    if sheet.setup.certainty:
        marks = Marks(sum(one.marks or 0.0 for one in questions), MOST_MARKS * len(questions))
    return ExamResult(
        sheet,
        handed_in,
        score_of([one.credit for one in questions]),
        marks,
        tuple(_groups(questions)),
        questions,
        _confused(questions),
        median(spent) if spent else None,
        tuple(
            brief(other, its)
            for other, its in earlier
            if other.setup == sheet.setup and other != sheet
        ),
    )


def _graded(
    number: int,
    judged: Judged,
    by_id: Mapping[str, Sequence[Review]],
    times: Mapping[str, int],
    certainty: bool,
) -> Graded:
    rows = by_id.get(judged.question_id or "", ())
    row = next((one for one in rows if one.fact == judged.item.fact), None)
    if row is None:
        marks = 0.0 if certainty else None
        return Graded(number, judged, False, False, False, None, marks, (), sum(times.values()), 0)
    kind = json.loads(row.response).get("kind")
    marks = certainty_mark(row.confidence, judged.credit) if certainty else None
    return Graded(
        number,
        judged,
        answered=True,
        correct=row.correct,
        unknown=kind == "dontknow",
        confidence=row.confidence,
        marks=marks,
        confused_with=row.confused_with,
        duration_ms=sum(times.values()),
        changes=len(times) - 1,
    )


_KINDS: Mapping[str, Callable[[Judged], tuple[str, ...]]] = {
    "deck": lambda one: (one.topics.deck,),
    "comparison": lambda one: (one.topics.comparison,),
    "feature": lambda one: (one.topics.feature,),
    "tag": lambda one: one.topics.tags,
    "subject": lambda one: (one.topics.subject,),
    "form": lambda one: (one.item.form,),
}
"""By what results are broken down; a fact without a comparison is left out of what that has."""


def _groups(questions: Sequence[Graded]) -> Iterator[Group]:
    for kind, names_of in _KINDS.items():
        credits: dict[str, list[float]] = {}
        for one in questions:
            for name in filter(None, names_of(one.judged)):
                credits.setdefault(name, []).append(one.credit)
        for name, found in credits.items():
            yield Group(kind, name, score_of(found))


def _confused(questions: Sequence[Graded]) -> tuple[tuple[FactKey, FactKey, int], ...]:
    pairs = Counter((one.fact, other) for one in questions for other in one.confused_with)
    return tuple((asked, chosen, times) for (asked, chosen), times in pairs.most_common())


def given_in_words(one: Graded) -> tuple[str, ...]:
    """What was answered, part by part, in Markdown; empty where nothing was."""
    return tuple(_said(part) for part in one.judged.parts if part.given)


def _said(part: Part) -> str:
    return f"{part.label}: {part.given}" if part.label else part.given


def in_figures(amount: float) -> str:
    """A credit or a mark, to two places where it needs them."""
    return f"{amount:.2f}".rstrip("0").rstrip(".")
