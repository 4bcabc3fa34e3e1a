"""What an exam came to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quiz.counting import counted
from quiz.facts import FactKey
from quiz.plain.lines import in_a_line
from quiz.plain.summary import minutes_and_seconds
from quiz.plain.words import explained, sentence
from quiz.review import Confidence
from quiz.shapes import Part
from quiz.study.compared import Choices
from quiz.study.exam_result import (
    ExamResult,
    Graded,
    Group,
    Score,
    given_in_words,
    in_figures,
    outcome_in_words,
)
from quiz.study.examiner import Explained, Told, told_of

_KINDS: Mapping[str, str] = {
    "deck": "deck",
    "comparison": "table",
    "tag": "tag",
    "feature": "feature",
    "subject": "subject",
    "form": "form",
}
_SURE: Mapping[Confidence | None, str] = {
    Confidence.SURE: " You were sure.",
    Confidence.UNSURE: " You were unsure.",
    Confidence.GUESS: " You guessed.",
    None: "",
}

Explanations = Mapping[FactKey, Explained]


def told(result: ExamResult, explanations: Explanations) -> Iterator[str]:
    """The whole result: the score first, then by what it is made up, then question by question."""
    yield f"The result: {score(result.score)}"
    if result.marks is not None:
        earned = in_figures(result.marks.earned)
        yield f"Marks by certainty: {earned} of at most {result.marks.most}."
    yield from _circumstances(result)
    for kind, name in _KINDS.items():
        yield from _broken_down(name, [one for one in result.groups if one.kind == kind])
    for asked, chosen, times in result.confused:
        often = f" {counted(times, 'time')}." if times > 1 else ""
        names = f"{explanations[asked].name}, with {explanations[chosen].name}"
        yield f"Mixed up: {sentence(names)}{often}"
    for earlier in result.earlier:
        yield f"The same set-up on {earlier.study_day.isoformat()}: {score(earlier.score)}"
    for one in result.questions:
        yield ""
        yield from _question(one, told_of(one, explanations))


def score(found: Score) -> str:
    """A score with its uncertainty, as a sentence."""
    between = f"{_per_cent(found.low)} and {_per_cent(found.high)}"
    return f"{_earned(found)}. The true share lies between {between} per cent (95 per cent sure)."


def _earned(found: Score) -> str:
    return f"{in_figures(found.credit)} of {found.questions}, {_per_cent(found.share)} per cent"


def _per_cent(share: float) -> str:
    return f"{share * 100:.0f}"


def _circumstances(result: ExamResult) -> Iterator[str]:
    took = minutes_and_seconds(result.took_ms)
    each = (
        "" if result.median_ms is None else f" {minutes_and_seconds(result.median_ms)} a question."
    )
    yield f"It took {took}.{each} Seed {result.sheet.seed}."
    if not result.handed_in.in_time:
        yield "It was handed in when its time was up."
    if result.unanswered:
        yield f"Not answered: {', '.join(map(str, result.unanswered))}."
    if result.handed_in.dropped:
        left_out = counted(result.handed_in.dropped, "question")
        yield f"{left_out} left out, as they had left their deck."


def _broken_down(name: str, groups: Sequence[Group]) -> Iterator[str]:
    """One line a group; one question alone is told of below."""
    several = [group for group in groups if group.score.questions > 1]
    if len(groups) < 2 or not several:
        return
    yield f"By {name}:"
    for group in several:
        low, high = _per_cent(group.score.low), _per_cent(group.score.high)
        yield f"{sentence(group.name)} {_earned(group.score)}, {low} to {high}."


def _question(one: Graded, today: Told) -> Iterator[str]:
    """One question: how it was answered first, then what is right and why."""
    yield f"Question {one.number}: {outcome_in_words(one)}.{_SURE[one.confidence]}"
    yield sentence(one.judged.prompt)
    yield from _answers(one)
    if today.changed:
        yield "Its deck has changed since. What is told below is of today."
    elif today.gone:
        yield "It is no longer in its deck."
    for explanation in today.explanations:
        yield from explained(explanation, Choices(one.facts, one.confused_with))
    if one.answered:
        changes = f", changed {counted(one.changes, 'time')}" if one.changes else ""
        yield f"It took {minutes_and_seconds(one.duration_ms)}{changes}."


def _answers(one: Graded) -> Iterator[str]:
    parts = one.judged.parts
    if one.answered and not one.unknown and not one.correct:
        if one.judged.shape in ("type", "order", "assign") and len(parts) > 1:
            yield from _parts(parts)
            return
        given = given_in_words(one)
        if given:
            yield f"You said: {sentence('; '.join(given))}"
    yield f"The answer: {in_a_line(one.judged.right)}"


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    for place, part in enumerate(parts, 1):
        name = in_a_line(part.label) if part.label else str(place)
        if part.correct:
            yield f"{name}: {in_a_line(part.right)}, right."
        else:
            given = f" You said: {in_a_line(part.given)}" if part.given else ""
            yield f"{name}: {sentence(part.right)}{given}"
