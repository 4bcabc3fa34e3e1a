"""A pseudo-terminal of 80x24 with a program in it, and when what of it was painted.

It answers what a program asks of a terminal as a modern one does: among it that it can take a
frame as a whole (mode 2026). So Textual marks where each frame ends, and a frame is there when its
end mark has been read.
"""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.processes import to_bytes

COLUMNS, LINES = 80, 24
FRAME_BEGIN, FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"
QUIET_S = 0.002
"""Without end marks a frame is thought complete when nothing has followed for so long."""
LONGEST_FRAME_S = 1.0

_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b]10;?\x07": b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\",
    b"\x1b]11;?\x07": b"\x1b]11;rgb:1111/1111/1111\x1b\\",
    b"\x1b]10;?\x1b\\": b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\",
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:1111/1111/1111\x1b\\",
}
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")

AVAILABLE = sys.platform != "win32"


class Terminal:
    """A program on a terminal of its own; `started_at` is the instant just before exec.

    Instants are those of `time.perf_counter`, which POSIX systems count alike in all processes.
    """

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.written = bytearray()
        """All that the program wrote."""
        self.memory: int | None = None
        self._answered = 0
        start_end, start = os.pipe()
        self._fd, self._child = _spawn(argv, env, start)
        os.close(start)
        self.started_at: float = struct.unpack("d", os.read(start_end, 8))[0]
        os.close(start_end)

    @property
    def child(self) -> int:
        """The process of the program."""
        return self._child

    def until(self, seen: Callable[[bytes], bool], timeout_s: float = 20.0) -> float:
        """The instant at which what was written, without escapes, first satisfied `seen`.

        Raises TimeoutError, with what was there, where that never comes.
        """
        deadline = time.perf_counter() + timeout_s
        while (left := deadline - time.perf_counter()) > 0:
            if self._read(left):
                at = time.perf_counter()
                if seen(self.text()):
                    return at
        screen = self.text()[-2000:].decode(errors="replace")
        raise TimeoutError(f"what was waited for never showed; last was:\n{screen}")

    def settle(self, quiet_s: float, timeout_s: float = 5.0) -> None:
        """Wait until nothing has been written for so long."""
        deadline = time.perf_counter() + timeout_s
        while time.perf_counter() < deadline and self._read(quiet_s):
            pass

    def press(self, key: bytes, watch_s: float, timeout_s: float = 2.0) -> tuple[float, float]:
        """Send a key; seconds to the end of the first frame after it, and to that of the last.

        The last is the last within `watch_s` of the one before it. Raises TimeoutError where no
        frame comes at all.
        """
        sent = time.perf_counter()
        os.write(self._fd, key)
        first = last = self._frame(sent + timeout_s)
        if first is None or last is None:
            raise TimeoutError(f"nothing was painted after {key!r}")
        while (after := self._frame(last + watch_s)) is not None:
            last = after
        return first - sent, last - sent

    def text(self, since: int = 0) -> bytes:
        """What was written without escapes, from a place in `written` on."""
        return _ESCAPES.sub(b"", bytes(self.written[since:]))

    def close(self) -> None:
        """End the program, and take down its peak memory."""
        os.kill(self._child, signal.SIGKILL)
        _, _, used = os.wait4(self._child, 0)
        self.memory = to_bytes(used.ru_maxrss)
        os.close(self._fd)

    def _frame(self, deadline: float) -> float | None:
        """The instant at which the next frame was complete, None where none began in time."""
        place = len(self.written)
        if not self._read(max(0.0, deadline - time.perf_counter())):
            return None
        complete = time.perf_counter()
        while FRAME_END not in self.written[place:]:
            marked = FRAME_BEGIN in self.written[place:]
            if not self._read(LONGEST_FRAME_S if marked else QUIET_S):
                break
            complete = time.perf_counter()
        return complete

    def _read(self, timeout_s: float) -> bool:
        if not select.select([self._fd], [], [], timeout_s)[0]:
            return False
        try:
            fresh = os.read(self._fd, 1 << 16)
        except OSError as error:
            raise EOFError(f"the program ended:\n{self.text()[-2000:].decode()}") from error
        self.written += fresh
        for question, answer in _ANSWERS.items():
            for _ in range(self.written.count(question, max(0, self._answered - len(question)))):
                os.write(self._fd, answer)
        self._answered = len(self.written)
        return True


def _spawn(argv: Sequence[str], env: Mapping[str, str], start: int) -> tuple[int, int]:
    import fcntl
    import pty
    import termios

    child, fd = pty.fork()
    if child == 0:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.chdir(env["HOME"])
            os.write(start, struct.pack("d", time.perf_counter()))
            os.execve(argv[0], list(argv), dict(env))
        finally:
            os._exit(127)
    return fd, child
