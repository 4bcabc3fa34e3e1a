"""Answers a second through a session, beside bare SQLite and beside Anki's own back end."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks import decks
from benchmarks.figures import Row, Target, in_turns, median, quartiles
from benchmarks.processes import Worker, surroundings

NAME = "answers"
BARE = "answers a second, committed / a bare insert, upsert and commit"
ANKI = "answers a second, committed / through Anki's own back end"
BARE_TARGET = Target(0.8, at_least=True)
ANKI_TARGET = Target(1.1, at_least=True)
ROUNDS = 16
CARDS = 5000
OLD = 2500
BATCH = 250


def measure(rounds: int, anki: str | None, disk: Path) -> list[Row]:
    """Answer in batches, all in turns on one disk; a batch that warms up is not counted."""
    with tempfile.TemporaryDirectory(dir=disk) as folder, ExitStack() as stack:
        base = Path(folder)
        env = surroundings(base)
        right = _prepare(base, env, (rounds + 1) * BATCH)
        deck, log = str(base / "generated.toml"), str(base / "bare" / "log.sqlite3")
        workers = {
            "ours": Worker("answer_ours", str(base / "ours"), deck, env=env),
            "bare": Worker("answer_bare", log, str(base / "rows.json"), env=env),
        }
        if anki:
            (base / "anki").mkdir()
            arguments = (str(base / "anki"), str(CARDS))
            workers["anki"] = Worker("answer_anki", *arguments, env=env, python=anki)
        for worker in workers.values():
            stack.enter_context(worker)
        for worker in workers.values():
            worker.seconds(BATCH)
        runs = [lambda worker=worker: BATCH / worker.seconds(BATCH) for worker in workers.values()]
        rates = dict(zip(workers, in_turns(rounds, *runs), strict=True))
        for worker in workers.values():
            worker.close()
        notes = (
            f"batches of {BATCH}; {workers['ours'].greeting}, {right:.0%} answered rightly; "
            f"{workers['bare'].greeting}",
        )
    return [
        _row("bare", BARE, BARE_TARGET, rates, workers, notes),
        _row("anki", ANKI, ANKI_TARGET, rates, workers, (workers["anki"].greeting,))
        if anki
        else Row(
            f"{NAME}-anki",
            ANKI,
            target=ANKI_TARGET,
            missing="not measured: name a Python that has `anki` with --anki-python or ANKI_PYTHON",
        ),
    ]


def _prepare(base: Path, env: dict[str, str], answers: int) -> float:
    """One log for each to go on from, and the rows for the bare one; the share answered rightly."""
    (base / "generated.toml").write_text(decks.deck(CARDS), "utf-8")
    with Worker("rehearse", str(base), str(base / "generated.toml"), str(OLD), env=env) as worker:
        right = worker.seconds(answers)
    shutil.copytree(base / "log", base / "ours")
    (base / "log").rename(base / "bare")
    return right


def _row(
    name: str,
    what: str,
    target: Target,
    rates: dict[str, list[float]],
    workers: dict[str, Worker],
    notes: tuple[str, ...],
) -> Row:
    return Row(
        f"{NAME}-{name}",
        what,
        unit="/s",
        ours=median(rates["ours"]),
        reference=median(rates[name]),
        target=target,
        ours_memory=workers["ours"].memory,
        reference_memory=workers[name].memory,
        rounds=len(rates[name]),
        spread=quartiles(rates["ours"], rates[name]),
        notes=notes,
    )
