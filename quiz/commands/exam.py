"""`quiz exam`: sit an exam, and read what earlier ones came to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.commands.arguments import LAST
from quiz.commands.conversation import converse
from quiz.commands.exam_record import open_record, record, summary
from quiz.commands.face import is_plain, show
from quiz.commands.naming import deck_ids
from quiz.commands.output import moment, table, write_json, write_lines
from quiz.commands.request import Request
from quiz.errors import UsageError
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.plain.lines import Lines
    from quiz.study.desk import Desk
    from quiz.study.exam import Exam
    from quiz.study.exam_result import ExamResult
    from quiz.study.exam_setup import Setup
    from quiz.study.examiner import Examiner


def run(request: Request) -> int:
    """Hold an exam, or tell of those that were held."""
    reads_only = request.listed or request.show is not None
    with Wiring(request.options, reads_only=reads_only) as wiring:
        wiring.require_named()
        desk = wiring.desk
        if request.listed:
            _list(desk.examiner, as_json=request.json)
        elif request.show is not None:
            _show(desk.examiner, request.show, as_json=request.json)
        elif request.drop is not None:
            _drop(desk, request.drop)
        elif request.json or is_plain(wiring.settings, plain=request.plain):
            return _sit(request, desk)
        else:
            from quiz.tui.app import StartWith
            from quiz.tui.exam_ways import ExamWanted

            wanted = ExamWanted(_setup(request, desk), request.options.seed, request.anew)
            show(wiring, StartWith(exam=wanted))
    return 0


def _setup(request: Request, desk: Desk) -> Setup | None:
    """What the exam is to be of; None where nothing was said of it."""
    from quiz.study.exam_setup import USUAL_QUESTIONS, Setup

    chosen = deck_ids(request.names, desk)
    setup = Setup(
        decks=chosen or (),
        topics=tuple(request.topics),
        forms=tuple(form for listed in request.forms for form in _parted(listed)),
        questions=request.questions or USUAL_QUESTIONS,
        minutes=request.minutes,
        counting=request.count,
        certainty=request.certainty,
    )
    said_nothing = setup == Setup() and request.questions is None
    return None if said_nothing else setup.checked()


def _parted(listed: str) -> Iterator[str]:
    return (form.strip() for form in listed.split(",") if form.strip())


def _sit(request: Request, desk: Desk) -> int:
    from quiz.plain.exam import exam

    now = desk.clock.now()
    sat = desk.examiner.sit(_setup(request, desk), now, request.options.seed, anew=request.anew)

    def talk(lines: Lines) -> None:
        result = exam(lines, desk, sat)
        if request.json:
            write_json(_outcome(desk, sat, result))

    return converse(talk, sys.stderr if request.json else sys.stdout)


def _outcome(desk: Desk, sat: Exam, result: ExamResult | None) -> dict[str, object]:
    if result is None:
        return open_record(sat.sheet, sum(slot.given is not None for slot in sat.slots))
    return record(result, desk.examiner.explain(result))


# Those that were held.


def _list(examiner: Examiner, *, as_json: bool) -> None:
    held, left_open = examiner.exams(), examiner.left_open()
    if as_json:
        write_json(
            [
                *(summary(sheet, brief) for sheet, brief in held),
                *(open_record(one.sheet, one.answered) for one in reversed(left_open)),
            ]
        )
        return
    rows = [
        (
            str(number),
            brief.study_day.isoformat(),
            f"{brief.score.share:.0%}",
            f"{brief.score.low:.0%} to {brief.score.high:.0%}",
            str(brief.score.questions),
            ", ".join(sheet.setup.decks) or "all decks",
        )
        for number, (sheet, brief) in enumerate(held, 1)
    ]
    if rows:
        head = ("exam", "day", "score", "between", "questions", "decks")
        write_lines(table(head, rows, "rlrrr"))
    for one in left_open:
        begun, items = moment(one.sheet.started_at), len(one.sheet.items)
        write_lines([f"open: {one.answered} of {items} answered, begun {begun}, {one.sheet.id}"])
    if not rows and not left_open:
        write_lines(["No exam was held yet."])


def _show(examiner: Examiner, name: str, *, as_json: bool) -> None:
    ids = [sheet.id for sheet, _ in examiner.exams()]
    if not ids:
        raise UsageError("No exam was handed in yet. quiz exam holds one.")
    result = examiner.result(_named(name, ids))
    explained = examiner.explain(result)
    if as_json:
        write_json(record(result, explained))
        return
    from quiz.plain.exam_result import told

    write_lines(told(result, explained))


def _named(name: str, ids: list[str]) -> str:
    if name == LAST:
        return ids[-1]
    if name.isdecimal() and len(name) < 7 and 1 <= int(name) <= len(ids):
        return ids[int(name) - 1]
    return name


def _drop(desk: Desk, name: str) -> None:
    left_open = [one.sheet.id for one in desk.examiner.left_open()]
    if not left_open:
        raise UsageError("There is no open exam to drop.")
    desk.examiner.drop(left_open[0] if name == LAST else name, desk.clock.now())
    write_lines(["Dropped."])
