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
from quiz.study.exam_setup import Setup, Topics
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
    count. `confused` are pairs of facts: what was asked, and what was given for it.
    """

    number: int
    judged: Judged
    answered: bool
    correct: bool
    unknown: bool
    confidence: Confidence | None
    marks: float | None
    confused: tuple[tuple[FactKey, FactKey], ...]
    duration_ms: int
    changes: int

    @property
    def fact(self) -> FactKey:
        """The fact that was asked, of several the first."""
        return self.judged.item.fact

    @property
    def facts(self) -> tuple[FactKey, ...]:
        """The facts that were asked, most often one."""
        return self.judged.item.facts

    @property
    def confused_with(self) -> tuple[FactKey, ...]:
        """The facts that were given instead of what was asked, each once."""
        return tuple(dict.fromkeys(other for _, other in self.confused))

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
        _graded(number, judged, by_id.get(judged.question_id or "", ()), times, sheet.setup)
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
    rows: Sequence[Review],
    all_times: Mapping[FactKey, Mapping[str, int]],
    setup: Setup,
) -> Graded:
    # Its author may have renamed a fact since it was first answered.
    keys = {judged.item.fact, *(row.fact for row in rows[:1])}
    times = {id: ms for key in keys for id, ms in all_times.get(key, {}).items()}
    if not rows:
        marks = 0.0 if setup.certainty else None
        return Graded(number, judged, False, False, False, None, marks, (), sum(times.values()), 0)
    kind, confidence = json.loads(rows[0].response).get("kind"), rows[0].confidence
    # What is of neither of two subjects rates no fact, and may be wrong where all facts are right.
    whole = not judged.singly or judged.credit == 1
    pairs = tuple(
        (asked, other)
        for asked, row in zip(judged.item.facts, rows, strict=False)
        for other in row.confused_with
    )
    return Graded(
        number,
        judged,
        answered=True,
        correct=whole and all(row.correct for row in rows),
        unknown=kind == "dontknow",
        confidence=confidence,
        marks=certainty_mark(confidence, judged.credit) if setup.certainty else None,
        confused=pairs,
        duration_ms=sum(times.values()),
        changes=len(times) - 1,
    )


_KINDS: Mapping[str, Callable[[Topics], tuple[str, ...]]] = {
    "deck": lambda topics: (topics.deck,),
    "comparison": lambda topics: (topics.comparison,),
    "feature": lambda topics: (topics.feature,),
    "tag": lambda topics: topics.tags,
    "subject": lambda topics: (topics.subject,),
}
"""By what results are broken down; a fact without a comparison is left out of what that has."""
_FACT_BY_FACT = ("feature", "subject")
"""What may differ between the facts that one question asks: each then counts by itself."""


def _groups(questions: Sequence[Graded]) -> Iterator[Group]:
    for kind, names_of in _KINDS.items():
        asked = [
            (name, one.credit)
            for question in questions
            for one in (question.judged.singly if kind in _FACT_BY_FACT else ())
            or (question.judged,)
            for name in names_of(one.topics)
        ]
        yield from _grouped(kind, asked)
    yield from _grouped("form", [(one.judged.item.form, one.credit) for one in questions])


def _grouped(kind: str, asked: Iterable[tuple[str, float]]) -> Iterator[Group]:
    credits: dict[str, list[float]] = {}
    for name, credit in asked:
        if name:
            credits.setdefault(name, []).append(credit)
    for name, found in credits.items():
        yield Group(kind, name, score_of(found))


def _confused(questions: Sequence[Graded]) -> tuple[tuple[FactKey, FactKey, int], ...]:
    pairs = Counter(pair for one in questions for pair in one.confused)
    return tuple((asked, chosen, times) for (asked, chosen), times in pairs.most_common())


def given_in_words(one: Graded) -> tuple[str, ...]:
    """What was answered, part by part, in Markdown; empty where nothing was."""
    return tuple(_said(part) for part in one.judged.parts if part.given)


def _said(part: Part) -> str:
    return f"{part.label}: {part.given}" if part.label else part.given


def outcome_in_words(one: Graded) -> str:
    """How a question was answered, in words that all faces share."""
    if not one.answered:
        return "not answered"
    if one.unknown:
        return "not known"
    if one.correct:
        return "right, but for the spelling" if one.judged.near else "right"
    return f"partly right, {in_figures(one.credit)} of 1" if one.credit else "wrong"


def in_figures(amount: float) -> str:
    """A credit or a mark, to two places where it needs them."""
    return f"{amount:.2f}".rstrip("0").rstrip(".")
