"""Exams as JSON for scripts: the whole of each result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from quiz.commands.output import iso_ms
from quiz.facts import FactKey
from quiz.study.exam_log import Sheet, Single
from quiz.study.exam_result import Earlier, ExamResult, Graded, Score, given_in_words
from quiz.study.examiner import Explained, told_of


def summary(sheet: Sheet, brief: Earlier) -> dict[str, object]:
    """An exam that was handed in, in short."""
    return {
        **_begun(sheet),
        "handed_in_at": iso_ms(brief.at),
        "study_day": brief.study_day.isoformat(),
        "score": _score(brief.score),
    }


def open_record(sheet: Sheet, answered: int) -> dict[str, object]:
    """An exam that is still open."""
    return {
        **_begun(sheet),
        "handed_in_at": None,
        "answered": answered,
        "questions": len(sheet.items),
    }


def record(result: ExamResult, explained: Mapping[FactKey, Explained]) -> dict[str, object]:
    """All of a result: whatever a face tells of it, and what it is worked out from."""
    handed_in = result.handed_in
    return {
        **_begun(result.sheet),
        "handed_in_at": iso_ms(handed_in.at),
        "study_day": handed_in.study_day.isoformat(),
        "in_time": handed_in.in_time,
        "took_ms": result.took_ms,
        "median_ms": result.median_ms,
        "dropped": handed_in.dropped,
        "unanswered": list(result.unanswered),
        "score": _score(result.score),
        "certainty": None if result.marks is None else asdict(result.marks),
        "groups": [
            {"kind": group.kind, "name": group.name, **_score(group.score)}
            for group in result.groups
        ],
        "confused": [
            {"asked": asked, "chosen": chosen, "times": times}
            for asked, chosen, times in result.confused
        ],
        "earlier": [
            {"id": one.id, "handed_in_at": iso_ms(one.at), "score": _score(one.score)}
            for one in result.earlier
        ],
        "questions": [_question(one, explained) for one in result.questions],
    }


def _begun(sheet: Sheet) -> dict[str, object]:
    return {
        "id": sheet.id,
        "started_at": iso_ms(sheet.started_at),
        "seed": sheet.seed,
        "setup": sheet.setup.payload(),
        "decks": dict(sheet.decks),
    }


def _score(score: Score) -> dict[str, object]:
    return {
        "credit": score.credit,
        "questions": score.questions,
        "percent": round(score.share * 100, 2),
        "low": round(score.low * 100, 2),
        "high": round(score.high * 100, 2),
    }


def _question(one: Graded, explained: Mapping[FactKey, Explained]) -> dict[str, object]:
    told = told_of(one, explained)
    because = [one.because for one in told.explanations if one.because]
    citations = [asdict(source) for one in told.explanations for source in one.citations]
    return {
        "number": one.number,
        "fact": one.fact,
        "facts": _facts(one),
        "form": one.judged.item.form,
        "topics": asdict(one.judged.topics),
        "prompt": one.judged.prompt,
        "answered": one.answered,
        "given": list(given_in_words(one)),
        "right": one.judged.right,
        "parts": [asdict(part) for part in one.judged.parts],
        "correct": one.correct,
        "credit": one.credit,
        "near_miss": one.judged.near,
        "known": one.answered and not one.unknown,
        "confidence": one.confidence,
        "marks": one.marks,
        "confused_with": list(one.confused_with),
        "duration_ms": one.duration_ms,
        "changes": one.changes,
        "changed_since": told.changed,
        "because": "\n\n".join(because) if told.explanations else None,
        "sources": citations,
    }


def _facts(one: Graded) -> list[dict[str, object]]:
    """All that was asked at once, with what each earned by itself."""
    singly = one.judged.singly or (Single(one.fact, one.credit, one.judged.topics),)
    return [asdict(single) for single in singly]
