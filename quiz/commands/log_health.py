"""The part of `quiz doctor` that is about the log: what is wrong with it, and mending it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from quiz.commands.output import write_lines
from quiz.counting import counted
from quiz.errors import DataError
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.store.examination import Ailment
    from quiz.store.mending import Mended
    from quiz.wiring import Wiring

MEND = "quiz doctor --mend puts this right. A file that is damaged is kept."


def ailments(wiring: Wiring) -> Sequence[Ailment]:
    """What is wrong with the log; nothing where there is none yet."""
    from quiz.store.examination import examine

    if not wiring.has_log:
        return ()
    now = wiring.clock.now()
    return examine(wiring.paths.log, wiring.replay, now, wiring.calendar.study_day(now))


def told(found: Sequence[Ailment]) -> Iterator[str]:
    """What is wrong, and what to do about it."""
    from quiz.store.examination import Kind

    yield from (one_line(one.says) for one in found)
    if found and not {Kind.UNUSABLE, Kind.UNREADABLE} & {one.kind for one in found}:
        yield MEND


def is_usable(found: Iterable[Ailment]) -> bool:
    """Whether anything else can be told of the log."""
    return not any(one.kind.spoils for one in found)


def mend(wiring: Wiring, found: Sequence[Ailment]) -> None:
    """Put right what can be; raises DataError for what cannot."""
    from quiz.store.examination import Kind

    by_kind = {one.kind: one for one in found}
    for kind in (Kind.UNUSABLE, Kind.UNREADABLE):
        if kind in by_kind:
            raise DataError(by_kind[kind].says)
    if Kind.DAMAGED in by_kind:
        write_lines(_made_anew(wiring))
    if Kind.DERIVED in by_kind:
        wiring.store.rebuild()
        write_lines(["Derived anew from the answers."])
    stuck = [session for one in found if one.kind is Kind.STUCK for session in one.ids]
    if stuck:
        _end(stuck, wiring)
        write_lines([f"{counted(len(stuck), 'session')} ended; the answers in them stay."])
    if Kind.AHEAD in by_kind:
        from quiz.store.mending import bring_back

        with closing(wiring.opened(wiring.paths.log)) as store:
            brought = bring_back(store, wiring.clock.now())
        write_lines([f"{counted(brought, 'fact')} put off from today on."])
    if not found:
        write_lines(["There is nothing to mend."])


def _made_anew(wiring: Wiring) -> Iterator[str]:
    from quiz.store.mending import make_anew

    mended = make_anew(wiring.paths.log, wiring.opened, wiring.clock.now())
    yield from _saved(mended)
    if mended.kept is not None:
        yield f"The damaged file is kept: {one_line(str(mended.kept))}"


def _saved(mended: Mended) -> Iterator[str]:
    yield f"{counted(mended.answers, 'answer')} saved into a new log."
    if mended.backup is not None:
        where = one_line(str(mended.backup))
        yield f"{counted(mended.from_backup, 'answer')} of them came from a backup: {where}"


def _end(sessions: Iterable[str], wiring: Wiring) -> None:
    from quiz.review import EventKind

    now = wiring.clock.now()
    day = wiring.calendar.study_day(now)
    for session in sessions:
        wiring.store.note(EventKind.SESSION_ENDED, session, {"dropped": True}, now, day)
