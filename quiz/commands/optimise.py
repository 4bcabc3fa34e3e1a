"""`quiz optimise`: the scheduler fitted to the person's own answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.commands.conversation import standard_lines
from quiz.commands.face import PLAIN, is_interactive, is_plain
from quiz.commands.output import table, write_lines
from quiz.commands.request import Request
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.scores.fitting import Comparison, Fit, History
    from quiz.scores.retention_costs import Cost

_BAR = 24


def run(request: Request) -> int:
    """Fit, or give back what was taken, or show what another retention would cost."""
    with Wiring(request.options, reads_only=True) as wiring:
        if request.undo:
            return _undo(wiring)
        if request.retention:
            plain = request.plain or wiring.settings.face == PLAIN
            return _show_costs(wiring, bars=not plain)
        telling = not is_plain(wiring.settings, plain=request.plain)
        return _fit(wiring, taking=request.take, fit=partial(in_worker, telling=telling))


# Fitting.


def _fit(wiring: Wiring, *, taking: bool, fit: Fit) -> int:
    from quiz.scores.fitting import MINIMUM_REVIEWS, compare, reviews_in

    tailor = wiring.tailor
    present, record = tailor.present, tailor.record()
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
        tailor.take(found.new.parameters, wiring.clock.now())
        tailor.take_up(None)
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
    """Fit in a process of its own; on a terminal it may be told that it goes on."""
    from quiz.progress import StatusLine
    from quiz.scores.fitting_apart import fit_apart

    line = StatusLine()

    def tell(answers: int, seconds: int) -> None:
        if telling:
            line.show(f"Fitting to {answers} answers ... {seconds} s")

    try:
        return fit_apart(histories, tell)
    finally:
        if telling:
            line.show("")


def _side_by_side(found: Comparison, retention: float) -> Iterator[str]:
    from quiz.scores.fitting import side_by_side

    yield from table(("", "present", "new"), side_by_side(found, retention), "lrr")
    yield ""
    yield f"The new ones were fitted to the {found.fitted_to} reviews before {found.later_from}."
    yield f"Both were held against the {found.judged} from then on: the lower log loss foresaw them"
    yield "better. The intervals are those of somebody who always answers Good."


def _agreed() -> bool:
    """Whether the person takes them; nobody is asked where nobody is there."""
    return is_interactive() and standard_lines().agrees("", "Take the new ones? y or n")


def _undo(wiring: Wiring) -> int:
    taken = wiring.tailor.give_back(wiring.clock.now())
    if taken is None:
        write_lines(["The published parameters hold: there are none to give back."])
        return 0
    wiring.tailor.take_up(None)
    before = wiring.tailor.taken()
    which = "published ones" if before is None else f"ones of {before.study_day}"
    write_lines([f"Given back what was taken on {taken.study_day}: the {which} hold again."])
    return 0


# What another retention would cost.


def _show_costs(wiring: Wiring, *, bars: bool) -> int:
    here = wiring.scores.here(wiring.clock.now())
    found = wiring.tailor.playing(wiring.scores.facts(here), here.study_day)()
    if found is None:
        write_lines(["Nothing has been learnt yet: there is nothing to play through."])
        return 0
    write_lines(_pictured(found.each, found.own, found.pace_ms, bars=bars))
    write_lines(
        [
            "",
            f"A year with the {found.facts} facts that you have begun and no new ones, as FSRS",
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
