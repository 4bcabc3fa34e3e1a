"""A file in which something is kept from one start to the next, and may be lost at any time.

What it holds is JSON, under a line that says which version of the program and which format wrote
it, with a checksum. So a missing, damaged or unwritable file costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

from quiz import __version__
from quiz.library.files import digest_of


class KeptFile:
    """One such file; `format` is to be raised whenever what is kept, or how, is changed."""

    def __init__(self, file: Path, format: int) -> None:
        self._file = file
        self._header = f"differential-quiz {__version__} {format}"

    def read(self) -> Any | None:
        """What was written last by this version of the program, None where that cannot be told."""
        try:
            header, _, body = self._file.read_text("ascii").partition("\n")
            if header == f"{self._header} {_checksum(body)}":
                return json.loads(body)
        except (OSError, ValueError):
            pass
        return None

    def write(self, value: object) -> None:
        """Write beside the file and rename, so that nobody ever reads half of it."""
        body = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        text = f"{self._header} {_checksum(body)}\n{body}"
        file = self._file
        beside = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(text.encode("ascii"))
                os.replace(beside, file)
            finally:
                beside.unlink(missing_ok=True)
        except OSError:
            return


def _checksum(body: str) -> str:
    return digest_of(body.encode("ascii"))
