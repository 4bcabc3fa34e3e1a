"""`quiz doctor`: whether the log is sound, and whether all that is known still has its facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from quiz.commands.conversation import standard_lines
from quiz.commands.face import is_interactive
from quiz.commands.log_health import ailments, is_usable, mend, told
from quiz.commands.output import write_lines
from quiz.commands.request import Request
from quiz.counting import counted
from quiz.errors import UsageError
from quiz.study import moved
from quiz.study.orphans import Offer, Orphans, keep, offers, orphans
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

_LONGEST_ANSWER = 60


def run(request: Request) -> int:
    """Tell what is wrong; with `--mend` put the log right, with `--keep` move what facts became.

    1 where something is wrong with the log.
    """
    with Wiring(request.options, reads_only=True) as wiring:
        found = ailments(wiring)
        if request.mend:
            mend(wiring, found)
            return 0
        write_lines(told(found))
        if is_usable(found):
            _look_for_orphans(request, wiring)
    return 1 if found else 0


def _look_for_orphans(request: Request, wiring: Wiring) -> None:
    """Tell of facts that no deck has; with `--keep` let their progress go on under new keys."""
    now = wiring.clock.now()
    wiring.desk.decks.overview(now)  # what decks say themselves of renamed facts comes first
    pairs = [_pair(text) for text in request.keep]
    if pairs:
        _keep(pairs, wiring, now)
        return
    found = orphans(wiring.store, wiring.library)
    write_lines(_summary(found))
    if not request.orphans or not found.facts:
        return
    made = offers(found.facts, wiring.store, wiring.library)
    write_lines(_lines(found, made))
    if made and is_interactive():
        agreed = [(one.orphan.key, one.key) for one in made if _agreed(one)]
        _keep(agreed, wiring, now)
    elif made:
        write_lines(_advice(made))


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not equals:
        raise UsageError(f"--keep takes an old key and a new one: OLD=NEW, not {text}")
    return old, new


def _keep(pairs: Sequence[tuple[str, str]], wiring: Wiring, now: datetime) -> None:
    day = wiring.calendar.study_day(now)
    kept = keep(pairs, wiring.store, wiring.library, now, day)
    write_lines([f"{counted(kept, 'fact')} moved." if kept else "Nothing was moved."])


def _summary(found: Orphans) -> Iterator[str]:
    for deck_id, number in found.waiting.items():
        yield f"{counted(number, 'fact')} of {deck_id}: its deck has errors, and nothing is lost."
    if found.facts:
        yield f"{counted(len(found.facts), 'fact')} with progress, and no deck has them now."
        yield "Their progress is kept, and counts again as soon as a deck has them."
    elif not found.waiting:
        yield "All is well: every fact that you answered is in a deck."


def _lines(found: Orphans, made: Sequence[Offer]) -> Iterator[str]:
    yield from (f"  {one.key}{_answer(one.answer)}" for one in found.facts)
    if made:
        yield f"{moved.told(made)}:"
        yield from (
            f"  {one.orphan.key}{_answer(one.orphan.answer)} -> {one.key}{_answer(one.answer)}"
            for one in made
        )


def _advice(made: Sequence[Offer]) -> Iterator[str]:
    yield "To keep their progress:"
    kept = " ".join(f"--keep {one.orphan.key}={one.key}" for one in made)
    yield f"  quiz doctor {kept}"
    yield 'Or let the deck say so, for all who use it: aliases = ["the old id"].'


def _agreed(offer: Offer) -> bool:
    question = f"Keep the progress of {offer.orphan.key} as that of {offer.key}? y, or n"
    return standard_lines().agrees(question)


def _answer(text: str) -> str:
    line = one_line(text)
    short = line if len(line) <= _LONGEST_ANSWER else f"{line[: _LONGEST_ANSWER - 1]}…"
    return f" ({short})" if short else ""
