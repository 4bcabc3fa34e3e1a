"""Run commands each on a pseudo-terminal of its own, and give all bytes that reached it.

A program for a process of its own: it imports what commands need once, and forks for each. It is
told what to run as lines of JSON, and answers each with another.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from typing import Any

from tests.hostile.harm import forbid_the_net

ROWS, COLUMNS = 40, 120
QUIET_S = 0.15
"""So long nothing is written before the next key is pressed."""
LONGEST_S = 30
_FULL_SCREEN = b"\x1b[?1049h"


def ran(
    here: str, words: list[str], typed: str, keys: list[str], unchecked: bool
) -> dict[str, Any]:
    """Run one command in a folder, with its data there; `unchecked`, decks may hold anything.

    What is `typed` waits for it to read; `keys` are pressed one after the other on a full screen.
    """
    process, terminal = pty.fork()
    if not process:
        _be(here, words, unchecked=unchecked)
    os.write(terminal, typed.encode())
    sent, code = _sent(terminal, keys), None
    os.close(terminal)
    end = time.monotonic() + 5
    while code is None and time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        code = os.waitstatus_to_exitcode(status) if ended else None
        time.sleep(0.002)
    if code is None:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    return {"sent": sent.decode("latin-1"), "code": code}


def _be(here: str, words: list[str], *, unchecked: bool) -> None:
    from quiz import terminal_text
    from quiz.cli import main

    code = 70
    forbid_the_net()
    try:
        os.chdir(here)
        os.environ["QUIZ_DATA"] = f"{here}/data"
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        if unchecked:
            terminal_text._FORBIDDEN = re.compile("(?!)")
        code = main(words)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _sent(terminal: int, keys: list[str]) -> bytes:
    sent, waiting = b"", list(keys)
    end = time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], QUIET_S)
        if ready:
            try:
                more = os.read(terminal, 1 << 16)
            except OSError:  # what Linux says once nobody is left at the other end
                break
            if not more:
                break
            sent += more
        elif waiting and _FULL_SCREEN in sent:
            os.write(terminal, waiting.pop(0).encode())
    return sent


def main() -> None:
    """Run what each line of standard input asks for."""
    import quiz.deck.deck
    import quiz.library.shelf
    import quiz.plain.home
    import quiz.store.sqlite
    import quiz.study.desk  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(ran(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
