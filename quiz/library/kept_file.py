"""A file in which something is kept from one start to the next, and may be lost at any time.

What it holds stands under a line that says which version of the program and which format wrote
it, with a checksum. So a missing, damaged or unwritable file costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any
from zlib import crc32

from quiz import __version__
from quiz.own_folder import make_own_folder

_OWN_FILE_MODE = 0o600
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class KeptFile:
    """One such file; `format` is to be raised whenever what is kept, or how, is changed."""

    def __init__(self, file: Path, format: int) -> None:
        self._file = file
        self._header = f"differential-quiz {__version__} {format}"

    def read(self) -> Any | None:
        """The value written last by this version of the program, None where it cannot be told."""
        body = self.read_bytes()
        try:
            return None if body is None else json.loads(body)
        except ValueError:
            return None

    def read_bytes(self) -> bytes | None:
        """The bytes written last by this version of the program, None where they cannot be told."""
        try:
            if not self._file.is_file():  # to open a pipe would be to wait for somebody
                return None
            header, _, body = self._file.read_bytes().partition(b"\n")
        except OSError:
            return None
        return body if header == self._header_of(body) else None

    def write(self, value: object) -> None:
        """Keep a value that JSON has."""
        self.write_bytes(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode())

    def write_bytes(self, body: bytes) -> None:
        """Write beside the file and rename, so that nobody ever reads half of it.

        It is for the person alone: a deck may be nobody else's business.
        """
        file = self._file
        beside = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            make_own_folder(file.parent)
            try:
                with open(os.open(beside, _FLAGS, _OWN_FILE_MODE), "wb") as written:
                    written.write(self._header_of(body) + b"\n" + body)
                os.replace(beside, file)
            finally:
                beside.unlink(missing_ok=True)
        except OSError:
            return

    def _header_of(self, body: bytes) -> bytes:
        return f"{self._header} {len(body)} {crc32(body):08x}".encode()
