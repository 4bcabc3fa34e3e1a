"""Every setting that a configuration may have: what it may be, what it does, how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from quiz.study.settings import Settings

DAY_SECONDS = 86_400
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600}
_STEP = re.compile(r"(\d{1,5}) ?([smh])")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Unfit(Exception):
    """A value that a setting cannot have: what it must be, with an example to write instead.

    `inside` leads to the element of a list that is meant.
    """

    def __init__(self, message: str, hint: str = "", inside: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.inside = inside


@dataclass(frozen=True, slots=True)
class Option:
    """A setting by the name of its key; `read` takes a TOML value or raises `Unfit`.

    `value` finds what is set, `write` tells it as it is written in TOML.
    """

    name: str
    says: str
    read: Callable[[object], Any]
    value: Callable[[Settings], Any]
    write: Callable[[Any], str]


def _choice(*names: str) -> Callable[[object], str]:
    listed = ", ".join(f'"{name}"' for name in names)

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise Unfit(f"must be one of {listed}")
        return value

    return read


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Unfit(f"must be a whole number from {least} to {most}")
        return value

    return read


def _share(least: float, most: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            share = float(value)
            if least <= share <= most:
                return share
        raise Unfit(f"must be a number from {least} to {most}", "0.9 is nine times out of ten.")

    return read


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unfit("must be true or false, without quotes")
    return value


def _time(value: object) -> time:
    if isinstance(value, time) and value.tzinfo is None:  # newer TOML has 04:00 without quotes
        return value.replace(second=0, microsecond=0)
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Unfit("must be a time of day", 'Such as "04:00".')
    return time(int(found[1]), int(found[2]))


def _day(value: object) -> date:
    if isinstance(value, str):
        with suppress(ValueError):
            value = date.fromisoformat(value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unfit("must be a day", "Such as 2026-12-05: the year, the month, the day.")
    return value


def _steps(value: object) -> tuple[int, ...]:
    hint = 'Such as ["1m", "10m"]: a number with s, m or h, and less than a day.'
    if not isinstance(value, list):
        raise Unfit("must be a list of waiting times", hint)
    return tuple(_step(step, index, hint) for index, step in enumerate(value))


def _step(value: object, index: int, hint: str) -> int:
    found = _STEP.fullmatch(value) if isinstance(value, str) else None
    seconds = int(found[1]) * _UNIT_SECONDS[found[2]] if found else 0
    if not 0 < seconds < DAY_SECONDS:
        raise Unfit("must be waiting times", hint, (index,))
    return seconds


def _quoted(value: str) -> str:
    return f'"{value}"'


def _lowercase(value: bool) -> str:
    return "true" if value else "false"


def _listed_steps(steps: tuple[int, ...]) -> str:
    return f"[{', '.join(_quoted(_told(step)) for step in steps)}]"


def _told(seconds: int) -> str:
    unit = next(unit for unit in "hms" if seconds % _UNIT_SECONDS[unit] == 0)
    return f"{seconds // _UNIT_SECONDS[unit]}{unit}"


LIMITS: tuple[Option, ...] = (
    Option(
        "new_per_day",
        "How many new facts a day may bring.",
        _whole(0, 9999),
        lambda settings: settings.limits.new_per_day,
        str,
    ),
    Option(
        "reviews_per_day",
        "How many facts that are due a day may bring.",
        _whole(0, 9999),
        lambda settings: settings.limits.reviews_per_day,
        str,
    ),
)
"""What may be set for all decks together in `[study]`, and for one in `[deck.<id>]`."""

DEADLINE = Option(
    "by",
    "The day by which the deck is to be known, such as that of an exam.",
    _day,
    lambda settings: settings.deadlines,
    str,
)
"""What may be set for one deck only."""

STUDY: tuple[Option, ...] = (
    *LIMITS,
    Option(
        "retention",
        "How likely you want to be to recall a fact when it comes up; more means more work.",
        _share(0.7, 0.97),
        lambda settings: settings.retention,
        str,
    ),
    Option(
        "rollover",
        "When a study day starts, in local time: who is up past midnight is still in the old day.",
        _time,
        lambda settings: settings.rollover,
        lambda value: _quoted(f"{value:%H:%M}"),
    ),
    Option(
        "learning_steps",
        "How long a new fact waits until it comes again on its first day, step by step.",
        _steps,
        lambda settings: settings.learning_steps,
        _listed_steps,
    ),
    Option(
        "relearning_steps",
        "The same for a fact that was forgotten.",
        _steps,
        lambda settings: settings.relearning_steps,
        _listed_steps,
    ),
    Option(
        "confidence",
        "Whether you are asked how sure you are, before you see the verdict.",
        _truth,
        lambda settings: settings.confidence,
        _lowercase,
    ),
    Option(
        "contrast",
        "Whether what is easily confused is asked together, with wrong options that you mix up.",
        _truth,
        lambda settings: settings.contrast.any,
        _lowercase,
    ),
    Option(
        "come_back",
        "Whether a pair confused twice in a month comes back, though it is not due.",
        _truth,
        lambda settings: settings.contrast.promoted_pairs,
        _lowercase,
    ),
    Option(
        "side_by_side",
        "Whether new facts that are easily confused are shown in pairs before they are asked.",
        _truth,
        lambda settings: settings.side_by_side,
        _lowercase,
    ),
    Option(
        "leech_lapses",
        "After how many lapses a fact is marked as a leech.",
        _whole(1, 99),
        lambda settings: settings.leech_lapses,
        str,
    ),
)

SCORES: tuple[Option, ...] = (
    Option(
        "streak",
        "Whether scores tell on how many days in a row you have studied.",
        _truth,
        lambda settings: settings.streak,
        _lowercase,
    ),
)

FACES: tuple[Option, ...] = (
    Option(
        "face",
        'How quiz shows itself: "screen", "plain" (line by line), or "auto", as the terminal can.',
        _choice("auto", "plain", "screen"),
        lambda settings: settings.face,
        _quoted,
    ),
    Option(
        "theme",
        'The colours: "light", "dark", "contrast" (strong), or "auto", those of the terminal.',
        _choice("auto", "light", "dark", "contrast"),
        lambda settings: settings.theme,
        _quoted,
    ),
)
