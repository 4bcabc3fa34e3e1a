"""Running the program and its references as processes: where they are, how long and how big."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent

_LEAN = """
import os, sys
child = os.fork()
if not child:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.execv(sys.argv[1], sys.argv[1:])
print(os.wait4(child, 0)[2].ru_maxrss)
"""


def program() -> list[str]:
    """How `quiz` is started: by the installed script beside this Python, or by what it holds."""
    for name in ("quiz", "quiz.exe"):
        script = Path(sys.executable).with_name(name)
        if script.is_file():
            return [str(script)]
    return [sys.executable, "-c", "import sys; from quiz.cli import main; sys.exit(main())"]


def program_is_installed() -> bool:
    """Whether `program` is the installed script."""
    return len(program()) == 1


def surroundings(home: Path) -> dict[str, str]:
    """An environment in which nobody's own decks, data, settings or theme are met."""
    theirs = ("QUIZ_", "XDG_", "TEXTUAL", "LC_", "COLUMNS", "LINES", "NO_COLOR", "COLORTERM")
    env = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    path = os.pathsep.join(filter(None, (str(ROOT), env.get("PYTHONPATH"))))
    env |= {"HOME": str(home), "PYTHONPATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    # Byte code is kept, as for anything installed; here in a folder that goes with the rest.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
    return env | {"QUIZ_DATA": str(home / "data")}


def to_bytes(maxrss: int) -> int:
    """Peak memory in bytes from `ru_maxrss`, which is in KiB but on macOS."""
    return maxrss if sys.platform == "darwin" else maxrss * 1024


def seconds_of(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """How long a command takes, from its start to its end; raises where it fails."""
    start = time.perf_counter()
    subprocess.run(argv, env=env, cwd=env["HOME"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def memory_of(argv: Sequence[str], env: Mapping[str, str]) -> int | None:
    """The peak memory of a command that ends by itself, in bytes; None where nobody counts it.

    Linux counts a process's peak from the fork on, when it still is a copy of whatever started
    it, so it is started by a Python that has imported nothing.
    """
    if not hasattr(os, "wait4"):
        return None
    lean = [sys.executable, "-I", "-S", "-c", _LEAN, *argv]
    home = env["HOME"]
    done = subprocess.run(lean, env=env, cwd=home, check=True, capture_output=True, text=True)
    return to_bytes(int(done.stdout))


class Worker:
    """A process that does so many units of work when told, and says how many seconds they took.

    `module` is run with `-m`. After `close`, `memory` is its peak in bytes.
    """

    def __init__(
        self, module: str, *arguments: str, env: Mapping[str, str], python: str = sys.executable
    ) -> None:
        self.memory: int | None = None
        self._process = subprocess.Popen(
            [python, "-m", f"benchmarks.workers.{module}", *arguments],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.greeting = self._line()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def seconds(self, units: int) -> float:
        """Let it work, and hear how long it took."""
        if self._process.stdin is None:
            raise RuntimeError("the worker has no input")
        self._process.stdin.write(f"{units}\n")
        self._process.stdin.flush()
        return float(self._line())

    def close(self) -> None:
        """Let it end, and take down its peak memory."""
        if self._process.stdin is None or self._process.returncode is not None:
            return
        self._process.stdin.close()
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(self._process.pid, 0)
            self._process.returncode = os.waitstatus_to_exitcode(status)
            self.memory = to_bytes(used.ru_maxrss)
        else:
            self._process.wait()

    def _line(self) -> str:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            self.close()
            raise RuntimeError(f"a worker ended early: {self._process.args!r}")
        return line.strip()
