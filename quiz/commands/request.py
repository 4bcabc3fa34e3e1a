"""What was asked for on the command line, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import cast

from quiz.options import Options

Run = Callable[["Request"], int]


@dataclass(frozen=True, slots=True)
class Request:
    """A command with its options; `names` are decks, paths or words to search, by command."""

    name: str
    options: Options
    names: tuple[str, ...] = ()
    plain: bool = False
    json: bool = False
    minutes: float | None = None
    between: list[str] | None = None
    by: date | None = None
    more_new: int = 0
    all: bool = False
    example: bool = False
    keys: bool = False
    advice: bool = False
    watch: bool = False
    check: bool = False
    diff: bool = False
    title: str | None = None
    kind: str | None = None
    subjects: str | None = None
    id: str | None = None
    to: str | None = None
    source: str | None = None
    html: str | None = None
    copy: bool = False
    orphans: bool = False
    keep: Sequence[str] = ()
    deck: str | None = None
    days: int | None = None
    csv: bool = False
    take: bool = False
    undo: bool = False
    retention: bool = False
    yes: bool = False
    mend: bool = False

    questions: int | None = None
    topics: Sequence[str] = ()
    forms: Sequence[str] = ()
    certainty: bool = False
    count: bool = False
    anew: bool = False
    listed: bool = False
    show: str | None = None
    drop: str | None = None

    def command(self) -> Run:
        """What runs it: `run` of the module of that name, which gives the exit code."""
        return cast("Run", import_module(f"quiz.commands.{self.name}").run)
