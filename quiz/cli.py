"""The command line: from words to a command, and from what goes wrong to one line and a number.

Nothing is imported here that a command may do without; `--version` does without all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from quiz import __version__

FINE, PROBLEMS = 0, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and give the exit code: 0 fine, 1 problems found, 2 wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        sys.stdout.write(f"quiz {__version__}\n")
        return FINE
    try:
        code = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("quiz: Stopped.", file=sys.stderr)
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into a line
        return _failed(error)
    return code


def _run(words: list[str]) -> int:
    import gc
    import os

    _provide_streams()
    if not words:
        # The way people start it most often goes without the parser, and without collecting what
        # start-up makes and keeps.
        gc.disable()
        from quiz.commands.app import open_app
        from quiz.options import options

        return open_app(options(None, [], None, os.environ))

    from quiz.commands.parser import parse

    request = parse(words, os.environ)
    return request.command()(request)


def _provide_streams() -> None:
    """Something to read from and write to, where a shell has closed the real ones."""
    import os

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open for as long as the program runs


def _failed(error: Exception) -> int:
    """Say in one line on stderr what went wrong; a bug comes whole only where that was asked."""
    import os

    from quiz.errors import QuizError
    from quiz.terminal_text import one_line, printable

    if _is_broken_pipe(error):
        _forget_output()
        return FINE
    if isinstance(error, QuizError):
        print(f"quiz: {one_line(str(error))}", file=sys.stderr)
        return error.exit_code
    if os.environ.get("QUIZ_DEBUG") == "1":
        import traceback

        sys.stderr.write(printable("".join(traceback.format_exception(error))))
    elif isinstance(error, OSError):
        print(f"quiz: {one_line(str(error))}", file=sys.stderr)
    else:
        what = f"{type(error).__name__}: {error}"
        print(
            f"quiz: This is a bug in quiz, and your answers are kept. {one_line(what)}. "
            "QUIZ_DEBUG=1 shows where; quiz doctor tells whether the log is as quiz left it.",
            file=sys.stderr,
        )
    return PROBLEMS


def _is_broken_pipe(error: Exception) -> bool:
    if isinstance(error, BrokenPipeError):
        return True
    # Windows has no such error and calls it an invalid argument.
    return sys.platform == "win32" and isinstance(error, OSError) and error.errno == 22


def _forget_output() -> None:
    """Let what is still to be written go nowhere: Python would complain when it flushes at exit."""
    import os
    from contextlib import suppress

    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
