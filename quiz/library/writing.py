"""Writing a file that somebody wrote: whole or not at all, and never over what is newer."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from quiz.errors import ProblemsFound
from quiz.library.files import read_bytes, whole_file
from quiz.own_folder import make_own_folder

_LEFT = "It was left as it was."
_NEW_FILE_MODE = 0o666


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put new content in place of the old; whatever happens, the file has one of the two.

    A link stays a link, and what it leads to is written. The file keeps its permissions. Raises
    `quiz.errors.ProblemsFound` where it cannot be written, or holds something else by now.
    """
    target = Path(os.path.realpath(path))
    try:
        beside = _written_beside(target, new, stat.S_IMODE(os.stat(target).st_mode))
        try:
            if read_bytes(target) != old:
                message = "The file was changed by something else just now"
                raise _refused(path, message, _LEFT)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refused(path, f"The file cannot be written: {_reason(error)}", _LEFT) from None


def create_file(path: Path, content: bytes, *, own: bool = False) -> None:
    """Write a file that is not there yet, whole or not at all, and make the folders it is to be in.

    With `own` those are for the person alone to look into. Raises `quiz.errors.ProblemsFound` where
    there is one by then, or where it cannot be written.
    """
    try:
        if own:
            make_own_folder(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = _written_beside(path, content, _NEW_FILE_MODE & ~umask())
        try:
            is_new = _took_name(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, f"The file cannot be written: {_reason(error)}") from None
    if not is_new:
        raise _refused(path, "There is such a file already", _LEFT)


def _written_beside(target: Path, content: bytes, mode: int) -> Path:
    """A file in the same folder, so that it can take the name of the other in one step."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    beside = Path(name)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _took_name(beside: Path, path: Path) -> bool:
    """Give a file its name; False where something has it already."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            return False
        os.replace(beside, path)
    return True


def umask() -> int:
    """The permissions that new files are not to have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """See to it that a power cut does not bring the old name back, where that can be asked for."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _refused(path: Path, message: str, hint: str = "") -> ProblemsFound:
    return ProblemsFound((whole_file(str(path), message, hint),))
