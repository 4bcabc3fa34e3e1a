"""An exam while it is sat: questions without feedback, answers that can be changed, an end.

Each answer is on disk before the next question shows. All it needs to go on after a kill stands in
the log: the questions in its start, the answers in the rows that stand, the marks in events. Its
clock is the one on the wall, and runs while nobody sits at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.errors import DataError, UsageError
from quiz.facts import FactKey, deck_of
from quiz.memory.study_day import to_ms
from quiz.review import Confidence, EventKind, Review
from quiz.shapes import Response
from quiz.study.exam_log import ExamLog, HandedIn, Sheet, marked
from quiz.study.exam_marks import asks_confidence, settled, verdict_on
from quiz.study.exam_paper import can_build
from quiz.study.exam_slot import Given, Slot, given_in, judged, slot_of
from quiz.study.ledger import Ledger
from quiz.study.ports import Store
from quiz.study.start import by_question
from quiz.study.submission import Submission

if TYPE_CHECKING:
    from quiz.deck.deck import Deck


class Exam:
    """One exam over some decks. `number` is the question at hand, from 1, None at the end of all.

    `dropped` counts the questions that have left their deck since it was begun, `changed` those
    whose answer was given before their deck changed, and is asked for anew. Once it is `closed`,
    `has_result` tells whether it was handed in, be it elsewhere, or dropped. Methods raise
    ValueError where the exam does not allow them, and `quiz.errors.DataError` where the log could
    not be written: all is then as it was, and the same can be done again.
    """

    def __init__(
        self,
        sheet: Sheet,
        decks: Mapping[str, Deck],
        ledger: Ledger,
        store: Store,
        now: datetime,
        *,
        renamed: Mapping[FactKey, FactKey],
        resumed: bool = False,
    ) -> None:
        self.sheet = sheet
        self.resumed = resumed
        self.closed = False
        self.has_result = False
        self.changed = 0
        self._decks = decks
        self._ledger = ledger
        self._store = store
        asked = [(item, tuple(renamed.get(key, key) for key in item.facts)) for item in sheet.items]
        found = [
            (decks[deck_of(facts[0])], item, facts)
            for item, facts in asked
            if can_build(decks.get(deck_of(facts[0])), item, facts)
        ]
        if not found:
            raise UsageError(
                "None of the questions of this exam are in its decks any more. "
                "Name the decks it was begun with, or drop it: quiz exam --drop."
            )
        self.dropped = len(sheet.items) - len(found)
        self.slots: tuple[Slot, ...] = tuple(
            slot_of(deck, item, sheet.seed, facts) for deck, item, facts in found
        )
        self.shown_at = now
        last = self._read()
        self.number: int | None = self._open_from(last)

    # What there is to see.

    @property
    def total(self) -> int:
        """How many questions it has."""
        return len(self.slots)

    @property
    def at_hand(self) -> Slot | None:
        """The question at hand, None at the end of all."""
        return None if self.number is None else self.slots[self.number - 1]

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the questions without an answer."""
        return tuple(number for number, slot in self._numbered() if slot.given is None)

    @property
    def marked(self) -> tuple[int, ...]:
        """The numbers of the questions that are marked to be looked at again."""
        return tuple(number for number, slot in self._numbered() if slot.marked)

    @property
    def certainty(self) -> bool:
        """Whether each answer is to say how sure it is."""
        return self.sheet.setup.certainty

    def left_ms(self, now: datetime) -> int | None:
        """The time that is left, None without a limit."""
        ends_at = self.sheet.ends_at
        return None if ends_at is None else max(ends_at - to_ms(now), 0)

    def is_over(self, now: datetime) -> bool:
        """Whether it was handed in, or its time is up."""
        return self.closed or self.left_ms(now) == 0

    # Moving about.

    def go(self, number: int, now: datetime) -> None:
        """Go to a question by its number."""
        if not 1 <= number <= self.total:
            raise ValueError(f"there is no question {number}")
        self._face(number, now)

    def next(self, now: datetime) -> None:
        """Go on to the next question; from the last one to the end."""
        if self.number is not None:
            self._face(self.number + 1 if self.number < self.total else None, now)

    def back(self, now: datetime) -> None:
        """Go to the question before; at the first one stay."""
        self._face(self.total if self.number is None else max(1, self.number - 1), now)

    def mark(self, now: datetime) -> None:
        """Mark the question at hand to be looked at again, or take its mark away."""
        number, slot = self._open()
        self._end()
        payload = {"fact": slot.item.fact, "marked": not slot.marked}
        self._note(EventKind.EXAM_MARKED, payload, now)
        self._put(number, replace(slot, marked=not slot.marked))

    # Answering.

    def submit(
        self,
        response: Response,
        now: datetime,
        duration_ms: int,
        confidence: Confidence | None = None,
    ) -> bool:
        """Take an answer down, in place of an earlier one, and go on to the next without any.

        It is False where the time was up, or the exam was ended by another process: the answer is
        then too late, and nothing is taken down. Raises ValueError, too, for a response that does
        not belong to the question, and where how sure it is was not said though it counts.
        """
        number, slot = self._open()
        if self.is_over(now) or self._ended():
            return False
        if asks_confidence(response) and self.certainty != (confidence is not None):
            raise ValueError("how sure an answer is is said where it counts, and only there")
        response = settled(response)
        verdict = verdict_on(slot.question, response)
        submission = Submission(response, duration_ms, verdict, confidence)
        review = self._write(number, submission, now)[0]
        self._put(number, replace(slot, given=Given(review.question_id, response, confidence)))
        self._face(self._open_from(number), now)
        return True

    def _write(self, number: int, submission: Submission, now: datetime) -> tuple[Review, ...]:
        slot = self.slots[number - 1]
        if slot.given is None:
            return self._ledger.commit(slot.question, submission, now)[0]
        try:
            given = slot.given.question_id
            return self._ledger.amend(given, slot.question, submission, now)[0]
        except ValueError:
            # Another process has changed the answer: now that is the one to be changed.
            self._read()
            return self._write(number, submission, now)

    # Ending.

    def hand_in(self, now: datetime) -> HandedIn:
        """Hand the exam in as it stands; what is not answered counts as wrong.

        Where its time is up, it is handed in as of then.
        """
        self._end()
        self._read()
        at, ends_at = to_ms(now), self.sheet.ends_at
        late = ends_at is not None and ends_at <= at
        questions = tuple(judged(self._deck_of(slot), slot) for slot in self.slots)
        when = ends_at if ends_at is not None and late else at
        day = self._ledger.study_day(now)
        handed_in = HandedIn(when, not late, self.dropped, questions, day)
        self._note(EventKind.EXAM_HANDED_IN, handed_in.payload(), now)
        self.closed = self.has_result = True
        # Handed in it is over; that the session ended follows from it, and need not be told twice.
        with suppress(DataError):
            self._note(EventKind.SESSION_ENDED, {"questions": self.total}, now)
        return handed_in

    def drop(self, now: datetime) -> None:
        """Give the exam up: it cannot be gone on with, and has no result."""
        self._end()
        self._note(EventKind.SESSION_ENDED, {"dropped": True}, now)
        self.closed = True

    # Within.

    def _open(self) -> tuple[int, Slot]:
        if self.closed or self.number is None:
            raise ValueError("no question is open")
        return self.number, self.slots[self.number - 1]

    def _end(self) -> None:
        if self._ended():
            raise ValueError("the exam is over")

    def _ended(self) -> bool:
        """See whether it is over: it may be through another process."""
        if not self.closed:
            log = ExamLog(self._store)
            self.closed = not log.is_open(self.sheet.id)
            self.has_result = log.was_handed_in(self.sheet.id)
        return self.closed

    def _face(self, number: int | None, now: datetime) -> None:
        self.number, self.shown_at = number, now

    def _numbered(self) -> Sequence[tuple[int, Slot]]:
        return list(enumerate(self.slots, 1))

    def _open_from(self, number: int) -> int | None:
        """The first question without an answer behind this one, None where there is none."""
        return next((open for open in self.unanswered if open > number), None)

    def _deck_of(self, slot: Slot) -> Deck:
        return self._decks[deck_of(slot.facts[0])]

    def _put(self, number: int, slot: Slot) -> None:
        self.slots = (*self.slots[: number - 1], slot, *self.slots[number:])

    def _read(self) -> int:
        """Read back what was answered and marked; gives the number of the last one answered."""
        answered = by_question(self._store.reviews(session_id=self.sheet.id))
        rows = {(rows[0].fact, rows[0].form): rows for rows in answered.values()}
        marks = marked(self._store, self.sheet.id)
        last_id, last, changed = "", 0, 0
        slots: list[Slot] = []
        for number, slot in self._numbered():
            # What was answered before its author renamed it stands under its earlier key.
            keys = (slot.facts[0], slot.item.fact)
            found = [rows[key, slot.item.form] for key in keys if (key, slot.item.form) in rows]
            newest = max(found, key=lambda rows: rows[0].id, default=[])
            given = given_in(self._deck_of(slot), slot, newest)
            changed += bool(newest) and given is None
            if given is not None and newest[0].id > last_id:
                last_id, last = newest[0].id, number
            slots.append(replace(slot, given=given, marked=slot.item.fact in marks))
        self.slots, self.changed = tuple(slots), changed
        return last

    def _note(self, kind: EventKind, payload: Mapping[str, object], now: datetime) -> None:
        day = self._ledger.study_day(now)
        self._store.note(kind, self.sheet.id, payload, now, day)
