"""Bringing decks into the person's own folder: as a link, or as a copy."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import ProblemsFound, QuizError, UsageError
from quiz.library.files import read_bytes, whole_file
from quiz.library.finding import Found
from quiz.library.reading import Reading, read_deck_file
from quiz.library.writing import create_file, umask
from quiz.own_folder import make_own_folder


class NoLinks(QuizError):
    """The system makes no links here, or not for this person."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was brought in, under which path, and the ids of the decks in it."""

    path: Path
    deck_ids: tuple[str, ...]


def sound_decks(found: Iterable[Found]) -> list[Reading]:
    """Read deck files that are to be added; raises ProblemsFound with the errors of all of them."""
    readings: list[Reading] = []
    problems = []
    for one in found:
        if one.refusal:
            problems.append(whole_file(str(one.path), one.refusal, one.hint))
            continue
        reading = read_deck_file(one.path)
        problems += [problem for problem in reading.problems if problem.is_error]
        readings.append(reading)
    if problems:
        raise ProblemsFound(tuple(problems))
    return readings


def add(path: Path, readings: Sequence[Reading], own: Path, *, copy: bool) -> Added:
    """Bring a file or a folder, whose decks were read, into the person's own folder.

    A file is called by the id of its deck there, so that no two collide. Raises
    `quiz.errors.UsageError` where something of that name is there, `NoLinks` where links cannot be
    made, and `quiz.errors.ProblemsFound` where the folder cannot be written.
    """
    source = Path(os.path.realpath(path))
    is_folder = source.is_dir()
    target = own / (source.name if is_folder else f"{readings[0].id}.toml")
    if os.path.lexists(target):
        raise UsageError(f"{target} is there already. Take it away first, or rename it.")
    try:
        make_own_folder(own)
        if not copy:
            _link(source, target, is_folder=is_folder)
        elif is_folder:
            _copy_folder(source, readings, target)
        else:
            create_file(target, read_bytes(source))
    except OSError as error:
        message = f"It cannot be written: {error.strerror or error}"
        raise ProblemsFound((whole_file(str(target), message),)) from None
    return Added(target, tuple(reading.id for reading in readings))


def _link(source: Path, target: Path, *, is_folder: bool) -> None:
    try:
        os.symlink(source, target, target_is_directory=is_folder)
    except (NotImplementedError, PermissionError) as error:
        message = f"A link cannot be made here: {getattr(error, 'strerror', None) or error}."
        raise NoLinks(f"{message} --copy puts a copy there.") from None


def _copy_folder(source: Path, readings: Iterable[Reading], target: Path) -> None:
    """Copy the decks alone, under their paths in the folder: all of them or none."""
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", dir=target.parent))
    try:
        beside.chmod(0o777 & ~umask())
        for reading in readings:
            path = Path(os.path.realpath(reading.path))
            within = path.relative_to(source)
            create_file(beside / within, read_bytes(path))
        os.rename(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
