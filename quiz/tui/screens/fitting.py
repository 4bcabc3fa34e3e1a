"""The scheduler fitted to the person: what was found, taken or left; what more retention costs."""

from __future__ import annotations

from asyncio import sleep, to_thread
from functools import partial
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.scores.fitting import MINIMUM_REVIEWS, compare, reviews_in
from quiz.tui.keys import bindings
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.fitting_page import FittingPage
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from quiz.scores.facts_now import FactNow
    from quiz.scores.fitting import Comparison, Record
    from quiz.scores.tailor import Tailor
    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys


_TAKING_UP = "Working out anew what is known of each fact …"
_TOLD_EVERY = 10_000
"""Answers, of which that many take a tenth of a second."""


class FittingScreen(QuizScreen[None]):
    """Fits in a process of its own while keys work, and takes nothing unasked.

    `facts` tells how firmly each is held, and may be asked in any thread.
    """

    BINDINGS = bindings("fitting")

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        tailor: Tailor,
        facts: Callable[[], list[FactNow]],
        study_day: date,
    ) -> None:
        super().__init__(desk, keys)
        self._tailor = tailor
        self._facts = facts
        self._study_day = study_day
        self._left = False
        self._is_taking_up = False
        self.page = FittingPage()

    def compose(self) -> ComposeResult:
        """Head, what was found, foot."""
        yield Head("The scheduler")
        with LongText(classes="reading"):
            yield self.page
        yield Foot()

    def on_mount(self) -> None:
        """Begin to fit, and to play through what other retentions would cost."""
        self.query_one(LongText).focus()
        self.page.tell("Reading the log …")
        self.show_hints()
        self.run_worker(self._fit(), group="fitting")
        self.run_worker(self._play(), group="playing")

    # Work.

    async def _play(self) -> None:
        with self.troubles_told():
            facts = await to_thread(self._facts)
            play = self._tailor.playing(facts, self._study_day)
            self.page.show_costs(await to_thread(play))

    async def _fit(self) -> None:
        from quiz.scores.fitting_apart import fit_apart
        from quiz.scores.optimiser import library

        try:
            library()
            record = await self._read(self._tailor.reading())
            fit = partial(fit_apart, tell=self._tell, stopped=lambda: self._left)
            found = await to_thread(compare, record, self._tailor.present, fit)
        except QuizError as error:
            self.page.tell(str(error))
        else:
            if found is None:
                there = len(reviews_in(record.told(self._tailor.present)))
                self.page.tell(
                    f"There are {there} reviews so far: fitting needs {MINIMUM_REVIEWS}. "
                    "Until then the published parameters are the better guess."
                )
            else:
                self.page.show(found, self._tailor.present.desired_retention)
        self.show_hints()

    async def _read(self, reading: Generator[None, None, Record]) -> Record:
        while True:
            try:
                next(reading)
            except StopIteration as end:
                record: Record = end.value
                return record
            await sleep(0)

    def _tell(self, answers: int, seconds: int) -> None:
        """Say how it goes; called from another thread."""
        if not self._left:
            words = f"Fitting to {answers} answers … {seconds} s"
            self.app.call_later(self.page.tell, words)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._left = True

    # Keys.

    @property
    def _offered(self) -> Comparison | None:
        found = self.page.found
        return found if found is not None and found.better and not self.page.taken else None

    def hints(self) -> Sequence[Hint]:
        """Take, give back, leave."""
        ids = ("fitting.take", "fitting.give_back", "fitting.leave")
        return [self.hint(id) for id in ids if self.allows(id.partition(".")[2])]

    def allows(self, action: str) -> bool:
        """Only what is offered can be taken, and only what was taken given back.

        None of it while the log is held: what would be answered meanwhile could not be saved.
        """
        if self._is_taking_up and action in ("take", "give_back", "leave"):
            return False
        if action == "take":
            return self._offered is not None
        if action == "give_back":
            with self.troubles_told():
                return self._tailor.taken() is not None
        return True

    def action_take(self) -> None:
        """Take the new parameters."""
        found = self._offered
        if found is not None:
            with self.troubles_told():
                self._tailor.take(found.new.parameters, self.desk.clock.now())
                self.page.taken = True
                words = "Taken. Facts stay due when they were; the next intervals follow."
                self.run_worker(self._take_up(words), group="taking up")

    def action_give_back(self) -> None:
        """Let those hold again that held before."""
        with self.troubles_told():
            taken = self._tailor.give_back(self.desk.clock.now())
            if taken is not None:
                self.page.taken = False
                words = f"Given back what was taken on {taken.study_day.isoformat()}."
                self.run_worker(self._take_up(words), group="taking up")

    async def _take_up(self, words: str) -> None:
        """Work out all memories anew, and say so; until then nothing else is to be begun."""
        self._is_taking_up = True
        self.say(_TAKING_UP, "$quiet")
        self.show_hints()
        with self.troubles_told():
            await to_thread(self._tailor.take_up, self._tell_passed)
            self.say(words, "$quiet")
        self._is_taking_up = False
        self.page.changed()
        self.show_hints()

    def _tell_passed(self, passed: int, of: int) -> None:
        """Say how far the answers were gone through; called from another thread."""
        if passed % _TOLD_EVERY == 0 and 0 < passed < of:
            self.app.call_later(self.say, f"{_TAKING_UP} {passed:,} of {of:,} answers", "$quiet")

    def action_leave(self) -> None:
        """Back to the scores."""
        self.dismiss()
