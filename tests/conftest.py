"""Somebody who studies for a year, for tests of whatever is told of a log; a zone; a terminal."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time as machine
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import cycle
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from quiz.facts import Fact, FactKey, FactKind
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import Replayer
from quiz.memory.schedule import Given, Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar, to_ms
from quiz.review import Confidence, EventKind, Mode, Rating, State
from quiz.store.in_memory import MemoryStore
from quiz.study.ports import Answer
from tests.answers import a_review

# The same cases each time, however busy the machine is: what a change broke is told by that change,
# and how long a case takes by benchmarks.
settings.register_profile(
    "same anywhere", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same anywhere")

# Tests start some hundred programs, and each would compile all of the package anew; byte code is
# kept for them, and for the tests of the next run, whatever the environment says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

FIRST_MORNING = datetime(2025, 12, 1, 9, tzinfo=UTC)
NEW_A_DAY, MOST_A_DAY = 3, 40
_FORMS = {State.NEW: "choice", State.LEARNING: "choice", State.RELEARNING: "choice"}


def facts_of(features: int, subjects: int, cards: int, deck: str = "nerves") -> list[Fact]:
    """Facts of a table of so many features and subjects, and of some cards."""
    keys = [f"{deck}/loss/f{f}/s{s}" for f in range(features) for s in range(subjects)]
    keys += [f"{deck}/c{index}" for index in range(cards)]
    return [Fact(FactKey(key), FactKind.CELL, key, key, f"digest of {key}") for key in keys]


@dataclass
class Learner:
    """Answers what is due on most days, more rightly than wrongly, from the same chance each time.

    Knows all that a log can hold: steps, bundles, questions of several facts, right guesses,
    overruled ratings, undone answers, drills, exams, resets, facts put aside and renamed.
    """

    facts: Sequence[Fact]
    seed: int = 1
    now: datetime = FIRST_MORNING
    store: Any = None
    scheduler: Scheduler = field(
        default_factory=lambda: Scheduler(
            Forgetting(), Steps((60, 600), (600,)), Calendar(UTC, time(4))
        )
    )

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.keys = {fact.key: fact for fact in self.facts}
        self.number = 0
        if self.store is None:
            replay = Replayer(self.scheduler.forgetting)
            self.store = MemoryStore(replay, Random(self.seed).getrandbits)

    def live(self, days: int) -> Learner:
        for day in range(days):
            morning = FIRST_MORNING + timedelta(days=day)
            self.now = morning
            if self.rng.random() < 0.85:
                self.study()
            if day % 9 == 4:
                self.extra(Mode.DRILL if day % 2 else Mode.EXAM)
            if day and day % 60 == 0:
                self.tidy(day)
        return self

    def study(self) -> None:
        known = [key for key in self.keys if self.store.memory(key) is not None]
        now_ms = to_ms(self.now)
        due = [key for key in known if self.store.memory(key).due_at <= now_ms]
        new = [key for key in self.keys if key not in known]
        waiting = [*due[:MOST_A_DAY], *new[:NEW_A_DAY]]
        while waiting:
            key, *waiting = waiting
            partners = [other for other in waiting if _feature(other) == _feature(key)][:1]
            if partners and self.store.memory(key) is not None:
                bundle = f"bundle-{self.number}"
                self.ask([key], bundle=bundle)
                self.ask(partners, bundle=bundle)
                waiting.remove(partners[0])
            elif self.rng.random() < 0.05 and len(waiting) > 1:
                self.ask([key, waiting.pop(0)], form="match")
            else:
                self.ask([key])
            memory = self.store.memory(key)
            if memory is not None and memory.state is not State.REVIEW and len(waiting) < 50:
                self.now = max(self.now, datetime.fromtimestamp(memory.due_at / 1000, UTC))
                waiting.append(key)

    def extra(self, mode: Mode) -> None:
        """A drill or an exam over some facts, which moves no schedule."""
        for key in self.rng.sample(list(self.keys), min(5, len(self.keys))):
            self.ask([key], mode=mode)

    def tidy(self, day: int) -> None:
        """What a person does besides answering."""
        keys = list(self.keys)
        today = self.scheduler.calendar.study_day(self.now)
        note = partial(self.store.note, now=self.now, study_day=today)
        note(EventKind.RESET, self.rng.choice(keys), {})
        note(EventKind.SUSPENDED, keys[0], {})
        note(EventKind.BURIED, keys[1], {"until": (today + timedelta(days=9)).isoformat()})
        old = self.rng.choice(keys[2:])
        new = FactKey(f"{old}-{day}")
        self.keys = {new if key == old else key: fact for key, fact in self.keys.items()}
        self.keys[new] = replace(self.keys[new], key=new)
        note(EventKind.MOVED, new, {"from": old})

    def ask(
        self,
        keys: Iterable[FactKey],
        *,
        mode: Mode = Mode.STUDY,
        bundle: str | None = None,
        form: str = "",
    ) -> None:
        rng, self.number = self.rng, self.number + 1
        duration_ms = rng.randint(2_000, 20_000)
        self.now += timedelta(milliseconds=duration_ms)
        answers = [self.answer(key, mode, bundle, form, duration_ms) for key in keys]
        reviews = self.store.record(answers)
        if mode is Mode.STUDY and rng.random() < 0.03:
            review, before = reviews[0], answers[0].before
            fact = self.keys[review.fact]
            given = Given(review.form, review.correct, review.confidence)
            hard = self.scheduler.outcomes(fact, before, self.now, given).after(Rating.HARD)
            self.store.rerate(review, Rating.HARD, hard, self.now)
        elif rng.random() < 0.01:
            self.store.undo(reviews[0].question_id, self.now, reviews[0].study_day)

    def answer(
        self, key: FactKey, mode: Mode, bundle: str | None, form: str, duration_ms: int
    ) -> Answer:
        rng, fact, before = self.rng, self.keys[key], self.store.memory(key)
        today = self.scheduler.calendar.study_day(self.now)
        chance = 0.6
        if before is not None:
            days = max((today - before.last_study_day).days, 0)
            forgetting = self.scheduler.forgetting
            chance = forgetting.retrievability(before.stability, days) ** (1.2 if bundle else 1)
        right = rng.random() < chance
        sure = rng.choice((self.sure(chance), None))
        form = form or _FORMS.get(before.state if before else State.NEW, "typed")
        guessed = right and sure is Confidence.GUESS
        rating = Rating.GOOD if right and not guessed else Rating.AGAIN
        outcome = self.scheduler.outcomes(fact, before, self.now, Given(form, right, sure))
        leads_to = outcome.after(rating)
        review = a_review(
            key,
            question_id=f"q{self.number}",
            bundle_id=bundle,
            at=to_ms(self.now),
            study_day=today,
            revision=leads_to.revision,
            answer_digest=fact.digest,
            mode=mode,
            counts=mode is Mode.STUDY,
            form=form,
            response='{"kind":"dontknow"}',
            correct=right,
            confidence=sure,
            rating=rating,
            confused_with=() if right else self.confused(key),
            duration_ms=duration_ms,
            interval_days=leads_to.interval_days,
            due_at=leads_to.due_at,
        )
        return Answer(review, before, leads_to, fact.answer)

    def sure(self, chance: float) -> Confidence:
        felt = chance + self.rng.gauss(0, 0.15)
        if felt > 0.8:
            return Confidence.SURE
        return Confidence.UNSURE if felt > 0.45 else Confidence.GUESS

    def confused(self, key: FactKey) -> tuple[FactKey, ...]:
        others = [other for other in self.keys if other != key and _feature(other) == _feature(key)]
        return tuple(self.rng.sample(others, min(len(others), self.rng.choice((0, 1, 1, 2)))))


def _feature(key: FactKey) -> str:
    """What cells of one feature share; a card has it for itself."""
    return key.rpartition("/")[0] if key.count("/") == 3 else key


@pytest.fixture(scope="session")
def learning() -> SimpleNamespace:
    """The learner, and facts for it."""
    return SimpleNamespace(Learner=Learner, facts_of=facts_of)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Berlin, as long as a test lasts."""
    if not hasattr(machine, "tzset"):
        pytest.skip("only POSIX lets a process choose its time zone")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        machine.tzset()
        yield
    machine.tzset()


TIMEOUT_S = 60
"""Far longer than anything takes: it only ends a test that would wait for ever."""

ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|.)")


class Terminal:
    """The person's end of a pseudo-terminal of 80 by 24."""

    def __init__(self, master: int, slave: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._master = master
        self._slave = slave
        self._seen = b""
        self._from = 0

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def press_until(self, keys: str, pattern: str) -> None:
        """Press as often as it takes: keys that come too soon after others are taken for held."""
        for _ in range(2 * TIMEOUT_S):
            self.press(keys)
            if self._is_seen(pattern, 0.4):
                return
        self.wait_for(pattern)

    def press_in_turn(self, keys: Sequence[str], until: Callable[[], bool]) -> None:
        """Press one key after another, each once it was drawn what came of the one before.

        Else they would heap up, and be heeded long after `until` came true.
        """
        end = machine.monotonic() + 2 * TIMEOUT_S
        for key in cycle(keys):
            while self._read(0.1) and machine.monotonic() < end:
                pass
            if until():
                return
            if machine.monotonic() > end:
                break
            if self.process.poll() is not None:
                self.drain_and_wait()
                if until():
                    return
                break
            self.press(key)
        pytest.fail(f"that never came; what was seen: {self.text[-2000:]}")

    @property
    def text(self) -> str:
        """All that was shown, on one line."""
        return " ".join(self._text().split())

    def interrupt_until(self, pattern: str) -> None:
        """Send ctrl+c: one that comes just before the program begins to read may be lost on it."""
        for _ in range(TIMEOUT_S // 4):
            self.process.send_signal(signal.SIGINT)
            if self._is_seen(pattern, 4):
                return
        self.wait_for(pattern)

    def wait_for(self, pattern: str) -> None:
        """Read until the text appears behind what was waited for before."""
        if not self._is_seen(pattern, TIMEOUT_S):
            seen = self._text()[self._from :]
            pytest.fail(f"{pattern!r} was not seen; what was: {' '.join(seen.split())[-2000:]}")

    def _is_seen(self, pattern: str, timeout_s: float) -> bool:
        end = machine.monotonic() + timeout_s
        while True:
            found = re.compile(pattern).search(self._text(), self._from)
            if found:
                self._from = found.end()
                return True
            left = end - machine.monotonic()
            if left <= 0 or not self._read(left):
                return False

    def _text(self) -> str:
        return ESCAPES.sub("", self._seen.decode(errors="replace"))

    def _read(self, timeout_s: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], timeout_s)
        if not ready:
            return False
        try:
            more = os.read(self._master, 1 << 16)
        except OSError:  # what Linux says where others say that nothing is left
            more = b""
        self._seen += more
        return bool(more)

    @property
    def has_drawn(self) -> bool:
        """Whether anything but text was sent."""
        return b"\x1b" in self._seen

    @property
    def is_left(self) -> bool:
        """Whether the screen, the cursor and what is typed are the shell's again."""
        import termios

        shows = (b"\x1b[?1049h" not in self._seen) or (
            self._seen.rfind(b"\x1b[?1049l") > self._seen.rfind(b"\x1b[?1049h")
            and self._seen.rfind(b"\x1b[?25h") > self._seen.rfind(b"\x1b[?25l")
        )
        return shows and bool(termios.tcgetattr(self._slave)[3] & termios.ECHO)

    def drain_and_wait(self) -> int:
        """Read to the end, and give the exit code."""
        end = machine.monotonic() + TIMEOUT_S
        while self.process.poll() is None and machine.monotonic() < end:
            self._read(0.05)
        while self._read(0):
            pass
        return self.process.wait(TIMEOUT_S)

    def leave(self) -> int:
        """Press ctrl+q until it is heard, and give the exit code."""
        end = machine.monotonic() + TIMEOUT_S
        while self.process.poll() is None and machine.monotonic() < end:
            self.press("\x11")
            self._read(0.5)
        return self.drain_and_wait()

    def ask_to_end(self) -> int:
        """Ask as a machine does that shuts down, and give the exit code."""
        self.process.terminate()
        return self.drain_and_wait()

    def hang_up(self) -> int:
        """Close the window, and give the exit code."""
        self._let_go()
        return self.process.wait(TIMEOUT_S)

    def close(self) -> None:
        """Let go of the terminal, and of what still runs on it."""
        self.process.kill()
        self.process.wait(TIMEOUT_S)
        self._let_go()

    def _let_go(self) -> None:
        for descriptor in (self._slave, self._master):
            if descriptor >= 0:
                os.close(descriptor)
        self._slave = self._master = -1


@pytest.fixture
def terminal():
    """Run a program on a pseudo-terminal; `before` is called in its process before it begins."""

    @contextmanager
    def on_terminal(
        line: Sequence[str],
        environ: Mapping[str, str],
        before: Callable[[], None] | None = None,
    ) -> Iterator[Terminal]:
        import fcntl
        import pty
        import struct
        import termios

        def begin() -> None:
            # Whoever runs the tests in the background has ctrl+c ignored; children inherit that.
            for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that closing it hangs up
            if before is not None:
                before()

        its_own = {"COLUMNS", "LINES", "NO_COLOR"}
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = subprocess.Popen(
            line,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={name: value for name, value in environ.items() if name not in its_own},
            start_new_session=True,
            preexec_fn=begin,  # noqa: PLW1509 - nothing else runs in the tests
        )
        made = Terminal(master, slave, process)
        try:
            yield made
        finally:
            made.close()

    return on_terminal
