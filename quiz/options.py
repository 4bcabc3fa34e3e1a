"""What a person named on the command line or in the environment, and where that puts things."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from quiz.errors import UsageError
from quiz.machine_zone import MachineZone

APP = "differential-quiz"
LOG, BACKUPS, CONFIG, DECKS = "log.sqlite3", "backups", "config.toml", "decks"
_FIRST_YEAR, _LAST_YEAR = 1971, 2999
"""Years in which every platform knows its time zone."""


class Options(NamedTuple):
    """What a person named on the command line or in the environment.

    `instant` is when it is to be, where the clock is not to be asked. `insisted` are the decks that
    were named on the command line, and not in the environment.
    """

    data: Path | None = None
    decks: tuple[Path, ...] = ()
    seed: int | None = None
    instant: datetime | None = None
    insisted: tuple[Path, ...] = ()


def options(
    data: str | None, decks: Sequence[str], seed: int | None, environ: Mapping[str, str]
) -> Options:
    """Bring together what was named; a folder on the command line wins, decks add up.

    Raises UsageError for what cannot be.
    """
    folder = data or environ.get("QUIZ_DATA") or None
    insisted = tuple(_path(name) for name in decks if name)
    usual = environ.get("QUIZ_DECKS", "").split(os.pathsep)
    paths = (*insisted, *(_path(name) for name in usual if name))
    instant = environ.get("QUIZ_NOW") or None
    if instant and not folder:
        raise UsageError(
            "QUIZ_NOW is for rehearsals: name a data folder for it with --data or QUIZ_DATA, "
            "so that your own log stays true."
        )
    home = _path(folder) if folder else None
    if home and home.exists() and not home.is_dir():
        raise UsageError(f"{home} is not a folder. --data takes the folder where data is kept.")
    return Options(home, paths, seed, _instant(instant) if instant else None, insisted)


def _path(name: str) -> Path:
    return Path(os.path.expanduser(name)).absolute()


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise UsageError(f"QUIZ_NOW is {text!r}, which is no instant such as 2026-01-31T12:00Z.")
    zone = instant.tzinfo or MachineZone()
    return instant.replace(tzinfo=zone).astimezone(UTC)


class Paths(NamedTuple):
    """Where things are kept."""

    log: Path
    config: Path
    decks: Path
    cache: Path


def paths(data: Path | None) -> Paths:
    """All in one folder where one is named; otherwise where the platform wants each."""
    if data is not None:
        return Paths(data / LOG, data / CONFIG, data / DECKS, data / "cache")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    return Paths(
        dirs.user_data_path / LOG,
        dirs.user_config_path / CONFIG,
        dirs.user_data_path / DECKS,
        dirs.user_cache_path,
    )
