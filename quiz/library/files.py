"""The bytes of a file that somebody wrote, and what to say where there are none to be had."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path

from quiz.errors import Problem, ProblemsFound, Severity

LARGEST_FILE = 16 * 1024 * 1024
"""In bytes. A file beyond it is no deck that a person wrote, and would only fill the memory."""

_DIGEST_BYTES = 16
# Opening a FIFO would wait for a writer, a terminal could become ours, Windows would change bytes.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)


def read_bytes(path: Path) -> bytes:
    """The content of a regular file.

    Raises `quiz.errors.ProblemsFound` for anything else: missing, a folder, a device, too large,
    or not to be read.
    """
    try:
        _require_regular(path, os.stat(path))
        descriptor = os.open(path, _FLAGS)
        with open(descriptor, "rb") as file:
            _require_regular(path, os.fstat(descriptor))  # it may have been changed in between
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise _refused(path, "There is no such file") from None
    except PermissionError:
        hint = "See who owns it, and whether you may read it."
        raise _refused(path, "The file may not be read", hint) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or error
        raise _refused(path, f"The file cannot be read: {reason}") from None
    if len(content) > LARGEST_FILE:
        raise _too_large(path)
    return content


def digest_of(content: bytes) -> str:
    """What stands for the content of a file: hex digits, other ones for another content."""
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def whole_file(path: str, message: str, hint: str = "") -> Problem:
    """A problem that no line of the file is to blame for; shown at its start."""
    return Problem(path, 1, 1, Severity.ERROR, message, hint)


def _require_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _refused(path, "This is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise _refused(path, "This is not a regular file, but a device, a pipe or the like")
    if status.st_size > LARGEST_FILE:
        raise _too_large(path)


def _too_large(path: Path) -> ProblemsFound:
    limit = LARGEST_FILE // (1024 * 1024)
    return _refused(path, f"The file is larger than {limit} MiB", "Split it into several.")


def _refused(path: Path, message: str, hint: str = "") -> ProblemsFound:
    return ProblemsFound((whole_file(str(path), message, hint),))
