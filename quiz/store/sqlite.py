"""The store on disk: one SQLite file, to which every answer is committed before the next shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from quiz.facts import FactKey
from quiz.review import Event, EventKind, Memory, Rating, Review
from quiz.store import filling, payloads, tables
from quiz.store.connection import open_file
from quiz.store.derive import Amendments, same_footing
from quiz.store.firsts import NO_PAST, Replay, first_of, is_new
from quiz.store.ids import IdMaker, RandomBits, milliseconds
from quiz.store.known import Stamp
from quiz.store.log_file import LogFile, Told
from quiz.store.marks import ABOUT_FACTS, mark_of
from quiz.store.rows import as_logged, event_row, first_row, review_of, review_row
from quiz.store.schema import LEAVE_UNDERIVED
from quiz.study.ports import Answer
from quiz.sums import FirstOfDay, Share, shares_of

_LAST_IDS = "SELECT (SELECT max(id) FROM review), (SELECT max(id) FROM event)"


def open_store(
    path: Path,
    replay: Replay,
    now: datetime,
    random_bits: RandomBits,
    *,
    create: bool = True,
    deriving: Callable[[SqliteStore], object] | None = None,
    told: Told | None = None,
) -> SqliteStore:
    """Open the log, making folder and file where there are none yet and `create` is set.

    `replay` tells what follows for a fact from its reviews, `random_bits` is `secrets.randbits` or
    a seeded stand-in. Where a log has to be derived anew, since it is of an older version or that
    was left to be done, `deriving` is told of it first. `told` is told how far any such work has
    come. Raises DataError where the file cannot be used.
    """
    db = open_file(path, now, create=create)
    try:
        store = SqliteStore(db, path, replay, random_bits, told)
        if store.is_underived():
            if deriving is not None:
                deriving(store)
            store.rebuild()
        return store
    except BaseException:
        db.close()
        raise


class SqliteStore(LogFile):
    """The log and what is derived from it, in one file; to be used from one thread.

    What is derived is kept up in the transaction that appends: in place where an answer is the
    newest of its fact, and else by folding the log of its fact again.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        replay: Replay,
        random_bits: RandomBits,
        told: Told | None = None,
    ) -> None:
        super().__init__(db, path, replay, random_bits, told)
        self._ids = IdMaker(random_bits)
        self._ids_seen: Stamp | None = None
        self._last_question = ""

    def new_id(self, now: datetime) -> str:
        """A time-ordered id, greater than every id of this data folder."""
        with self._guard:
            self._catch_up()
        return self._ids.make(milliseconds(now))

    def _catch_up(self) -> None:
        """See which ids others have made, if any; inside a transaction this stays true."""
        stamp = self._known.checked()
        if stamp != self._ids_seen:
            for last in self._db.execute(_LAST_IDS).fetchone():
                self._ids.seen(last or "")
            self._ids_seen = stamp

    # Answers.

    def record(self, answers: Sequence[Answer]) -> tuple[Review, ...]:
        """Append the answers to one question in one transaction, and return them as logged."""
        with self._writing:
            self._catch_up()
            reviews = self._appended(answers)
        # All that was written came from here: nothing that is known has changed by it.
        self._ids_seen = self._known.kept()
        return reviews

    def _appended(self, answers: Sequence[Answer]) -> tuple[Review, ...]:
        """Append the answers to one question, with what they add to the sums of their day."""
        reviews: list[Review] = []
        shares: list[Share] = []
        for answer in answers:
            review, first = self._append(answer)
            shares += shares_of(review, review.fact, first, leads=self._leads(review))
            reviews.append(review)
        filling.add_shares(self._db, shares)
        return tuple(reviews)

    def _leads(self, review: Review) -> bool:
        """Whether it is the first answer to its question; only where it follows one is that asked.

        A question is answered in one go, and again only once it is undone.
        """
        again = review.question_id == self._last_question
        self._last_question = review.question_id
        return not again or filling.leads(self._db, review)

    def _append(self, answer: Answer) -> tuple[Review, FirstOfDay | None]:
        of_day: FirstOfDay | None = None
        draft, before = answer.review, answer.before
        now = self._known.memory(draft.fact)
        review = as_logged(
            draft,
            self._ids.make(draft.at),
            self.machine,
            counts=draft.counts and same_footing(now, before),
        )
        self._db.execute(tables.INSERT_REVIEW, review_row(review))
        if before is None or before.answer_digest != review.answer_digest:
            self._db.execute(tables.INSERT_ANSWER, (review.answer_digest, answer.answer))
        if review.counts:
            past = NO_PAST if is_new(now, review) else self._known.past(review.fact)
            if now is None or now.last_study_day != review.study_day:
                day, fact = review.study_day, review.fact
                first = first_of(now, past, review, self._replay)
                row = first_row(day, fact, first)
                if self._db.execute(tables.INSERT_FIRST, row).rowcount:
                    past = first.after()
                    of_day = first.of_day()
            self._known.put(review.fact, answer.after, review.id, past)
        return review, of_day

    def rerate(self, review: Review, rating: Rating, after: Memory, now: datetime) -> Review:
        """Append that a review stands with another rating, interval and due time.

        Of `after` the interval and the due time are taken; the rest is folded anew from the log,
        lest another process undid something below. Raises ValueError where the review is no
        longer its fact's last: it is undone, or its fact was answered or reset since.
        """
        with self._writing:
            logged = self._standing(review.id)
            keys = tables.kin(self._db, [logged.fact])
            if logged.counts and not any(self._is_last(key, logged) for key in keys):
                raise payloads.no_longer(review.id)
            payload = payloads.rerating(rating, after)
            before = filling.shares(self._db, keys)
            event = self._event(EventKind.RERATED, review.id, payload, now, logged.study_day)
            if logged.counts:
                filling.refold(self._db, keys, self._replay, before)
        return Amendments([event]).applied(logged)

    def _standing(self, review_id: str) -> Review:
        row = self._db.execute(tables.SELECT_STANDING, (review_id,)).fetchone()
        if row is None:
            raise payloads.no_longer(review_id)
        return review_of(row)

    def _is_last(self, fact: FactKey, review: Review) -> bool:
        sql = "SELECT 1 FROM memory WHERE fact = ? AND last_review = ?"
        return self._db.execute(sql, (fact, review.id)).fetchone() is not None

    def undo(self, question_id: str, now: datetime, study_day: date) -> tuple[FactKey, ...]:
        """Append that a question is undone, and put back the memories of its facts.

        Gives the facts by their keys of today. Raises ValueError where no answer to the question
        stands.
        """
        with self._writing:
            return self._undone(question_id, now, study_day)

    def _undone(self, question_id: str, now: datetime, study_day: date) -> tuple[FactKey, ...]:
        rows = tables.of_question(self._db, question_id)
        if not rows:
            raise payloads.none_stands(question_id)
        keys = tables.kin(self._db, [fact for _, fact in rows])
        before = filling.shares(self._db, keys)
        self._event(EventKind.UNDONE, question_id, {}, now, study_day)
        held = filling.refold(self._db, keys, self._replay, before)
        return tuple(dict.fromkeys(held[review] for review, _ in rows))

    def amend(
        self,
        question_id: str,
        answers: Callable[[], Sequence[Answer]],
        now: datetime,
        study_day: date,
    ) -> tuple[Review, ...]:
        """Undo a question and append other answers in its place, in one transaction.

        `answers` is called once the question is undone. Raises ValueError as `undo` does.
        """
        with self._writing:
            self._undone(question_id, now, study_day)
            return self._appended(answers())

    # Everything else that is noted.

    def note(
        self,
        kind: EventKind,
        target: str,
        payload: Mapping[str, object],
        now: datetime,
        study_day: date,
    ) -> Event:
        """Append any other event, and derive what follows from it.

        Raises ValueError for RERATED and UNDONE, and where the payload is not what its kind needs.
        """
        said = payloads.noted(kind, target, payload)
        with self._writing:
            if kind is EventKind.MOVED:
                return self._move(target, said, now, study_day)
            event = self._event(kind, target, said, now, study_day)
            if kind in ABOUT_FACTS:
                self._derive_from(event)
            elif kind is EventKind.PARAMETERS_TAKEN:
                self._db.execute(LEAVE_UNDERIVED)
        if kind is not EventKind.RESET:
            self._ids_seen = self._known.kept()
        return event

    def _event(
        self,
        kind: EventKind,
        target: str,
        payload: Mapping[str, object],
        now: datetime,
        study_day: date,
    ) -> Event:
        self._catch_up()
        at = milliseconds(now)
        event = Event(self._ids.make(at), self.machine, at, study_day, kind, target, payload)
        self._db.execute(tables.INSERT_EVENT, event_row(event))
        return event

    def _move(
        self, target: str, payload: Mapping[str, object], now: datetime, study_day: date
    ) -> Event:
        new, old = FactKey(target), FactKey(str(payload["from"]))
        keys = tables.kin(self._db, [new, old])
        before = filling.shares(self._db, keys)
        event = self._event(EventKind.MOVED, target, payload, now, study_day)
        self._db.execute(tables.INSERT_MOVE, (new, old))
        filling.refold(self._db, keys, self._replay, before)
        return event

    def _derive_from(self, event: Event) -> None:
        fact, mark = FactKey(event.target), mark_of(event)
        if mark is None:  # a reset
            self._db.execute("DELETE FROM memory WHERE fact = ?", (fact,))
        elif mark[1] is None:
            sql = "DELETE FROM standing WHERE fact = ? AND kind = ?"
            self._db.execute(sql, (fact, mark[0]))
        else:
            self._db.execute(tables.PUT_MARK, (fact, *mark))
