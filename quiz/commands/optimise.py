"""`quiz optimise`: the scheduler fitted to the person's own answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.commands.face import PLAIN, is_interactive, is_plain, standard_lines
from quiz.commands.output import table, write_lines
from quiz.commands.request import Request
from quiz.errors import QuizError
from quiz.review import EventKind
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.memory.parameters import Parameters
    from quiz.scores.fitting import Comparison, Fit, History
    from quiz.scores.retention_costs import Cost

_BAR = 24
_SEED = 0
"""The year is played through with the same chances each time: the same log, the same picture."""


def run(request: Request) -> int:
    """Fit, or give back what was taken, or show what another retention would cost."""
    with Wiring(request.options, reads_only=True) as wiring:
        if request.undo:
            return _undo(wiring)
        if request.retention:
            plain = request.plain or wiring.settings.face == PLAIN
            return _show_costs(wiring, bars=not plain)
        telling = not is_plain(request, wiring.settings)
        return _fit(wiring, taking=request.take, fit=partial(in_worker, telling=telling))


# Fitting.


def _fit(wiring: Wiring, *, taking: bool, fit: Fit) -> int:
    from quiz.scores.fitting import MINIMUM_REVIEWS, Record, compare, reviews_in

    store, present = wiring.store, wiring.scheduler.forgetting
    moves = [*store.events(EventKind.RESET), *store.events(EventKind.MOVED)]
    record = Record(list(store.reviews()), moves)
    found = compare(record, present, fit)
    if found is None:
        there = len(reviews_in(record.told(present)))
        write_lines(
            [
                f"There are {there} reviews so far: fitting needs {MINIMUM_REVIEWS}.",
                "Until then the published parameters are the better guess.",
            ]
        )
        return 0
    write_lines(_side_by_side(found, wiring.settings.retention))
    if not found.better:
        write_lines(["", "The present ones foresaw the later reviews as well or better: kept."])
    elif taking or _agreed():
        _take(wiring, found.new.parameters)
        write_lines(
            [
                "",
                "Taken: what is known of each fact is worked out anew by them. Facts stay due when",
                "they were; the next intervals follow. quiz optimise --undo gives them back.",
            ]
        )
    else:
        write_lines(["", "Nothing was changed. quiz optimise --take takes the new ones."])
    return 0


def in_worker(histories: Sequence[History], *, telling: bool) -> list[float]:
    """Fit in a process of its own; on a terminal it may be told that it goes on.

    The library is native code that nothing can interrupt: so ctrl+c ends it, and whatever becomes
    of it, the program that keeps the log is another. Raises QuizError where it comes to nothing.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures import TimeoutError as NotYet
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    from quiz.scores.optimiser import fit, library

    library()
    answers = sum(map(len, histories))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as workers:
        fitting = workers.submit(fit, histories)
        seconds = 0
        while True:
            if telling:
                _tell(f"Fitting to {answers} answers ... {seconds} s")
            try:
                found = fitting.result(timeout=1)
            except NotYet:
                seconds += 1
            except BrokenProcessPool:
                raise QuizError("The optimiser broke down: nothing is changed.") from None
            else:
                return found
            finally:
                if telling:
                    _tell("")


def _tell(words: str) -> None:
    """Say on a terminal how it goes, in place of what was said before."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()


def _side_by_side(found: Comparison, retention: float) -> Iterator[str]:
    from quiz.memory.fsrs import Forgetting
    from quiz.scores.fitting import intervals

    present, new = found.present, found.new
    days = [intervals(Forgetting(side.parameters, retention)) for side in (present, new)]
    rows = [("log loss", f"{present.log_loss:.4f}", f"{new.log_loss:.4f}")]
    for number, pair in enumerate(zip(*days, strict=True), 1):
        rows.append((f"interval {number}", f"{pair[0]} d", f"{pair[1]} d"))
    for number, both in enumerate(zip(present.parameters, new.parameters, strict=True)):
        rows.append((f"w{number}", f"{both[0]:g}", f"{both[1]:g}"))
    yield from table(("", "present", "new"), rows, "lrr")
    yield ""
    yield f"The new ones were fitted to the {found.fitted_to} reviews before {found.later_from}."
    yield f"Both were held against the {found.judged} from then on: the lower log loss foresaw them"
    yield "better. The intervals are those of somebody who always answers Good."


def _agreed() -> bool:
    """Whether the person takes them; nobody is asked where nobody is there."""
    if not is_interactive():
        return False
    lines = standard_lines()
    lines.say("", "Take the new ones? y or n")
    return str(lines.hear()).strip().casefold() in ("y", "yes")


def _take(wiring: Wiring, parameters: Parameters) -> None:
    from quiz.memory.parameters import taking

    _note(wiring, taking(parameters))


def _undo(wiring: Wiring) -> int:
    from quiz.memory.parameters import giving_back, last_taken

    taken = last_taken(wiring.store.events(EventKind.PARAMETERS_TAKEN))
    if taken is None:
        write_lines(["The published parameters hold: there are none to give back."])
        return 0
    _note(wiring, giving_back(taken))
    before = last_taken(wiring.store.events(EventKind.PARAMETERS_TAKEN))
    which = "published ones" if before is None else f"ones of {before.study_day}"
    write_lines([f"Given back what was taken on {taken.study_day}: the {which} hold again."])
    return 0


def _note(wiring: Wiring, payload: dict[str, object]) -> None:
    now = wiring.clock.now()
    day = wiring.calendar.study_day(now)
    wiring.store.note(EventKind.PARAMETERS_TAKEN, "", payload, now, day)
    wiring.take_up_parameters()


# What another retention would cost.


def _show_costs(wiring: Wiring, *, bars: bool) -> int:
    from quiz.scores.retention_costs import RETENTIONS, costs, held

    now, own = wiring.clock.now(), wiring.settings.retention
    here = wiring.scores.here(now)
    facts = held(wiring.scores.facts(here), here.study_day)
    if not facts:
        write_lines(["Nothing has been learnt yet: there is nothing to play through."])
        return 0
    retentions = sorted({*RETENTIONS, own})
    found = costs(facts, wiring.scheduler.forgetting.parameters, retentions, _SEED)
    write_lines(_pictured(found, own, wiring.store.pace_ms(), bars=bars))
    write_lines(
        [
            "",
            f"A year with the {len(facts)} facts that you have begun and no new ones, as FSRS",
            "foresees it. `retention` under [study] in the configuration sets yours.",
        ]
    )
    return 0


def _pictured(found: Sequence[Cost], own: float, pace_ms: float | None, *, bars: bool) -> list[str]:
    most = max(cost.reviews_per_day for cost in found)
    rows = [
        (
            f"{cost.retention:.0%}" + (" (yours)" if cost.retention == own else ""),
            f"{cost.reviews_per_day:.1f}",
            "" if pace_ms is None else f"{cost.reviews_per_day * pace_ms / 60_000:.1f}",
            f"{cost.known:.0%}",
            "█" * round(cost.reviews_per_day / most * _BAR) if bars and most else "",
        )
        for cost in found
    ]
    head = ("retention", "reviews a day", "minutes a day", "known in a year", "")
    return table(head, rows, "lrrrl")
