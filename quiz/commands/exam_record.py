"""Exams as JSON for scripts: the whole of each result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from quiz.commands.output import iso_ms
from quiz.facts import FactKey
from quiz.study.exam_log import Sheet
from quiz.study.exam_result import Earlier, ExamResult, Graded, Score, given_in_words
from quiz.study.examiner import Explained


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
        "questions": [_question(one, explained[one.fact]) for one in result.questions],
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


def _question(one: Graded, today: Explained) -> dict[str, object]:
    told = today.explanation
    return {
        "number": one.number,
        "fact": one.fact,
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
        "changed_since": today.changed,
        "because": told.because if told else None,
        "sources": [asdict(citation) for citation in told.citations] if told else [],
    }
