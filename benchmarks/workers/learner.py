"""Somebody who studies: a desk over one big deck, a past, and answers to whatever is asked."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quiz.memory.schedule import Given
from quiz.memory.study_day import to_ms
from quiz.options import Options
from quiz.review import Memory, Rating, Review
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Order,
    Ordered,
    Pick,
    Picked,
    Response,
    Reveal,
    Revealed,
    Type,
    Typed,
)
from quiz.store.sqlite import SqliteStore
from quiz.study.session import Session
from quiz.study.turn import Answered, Asked, Waiting
from quiz.wiring import Wiring
from tests.answers import a_review

NAME = "generated"
MANY = 9999
EARLIER_ANSWERS = 8
MISSES = 10
"""Every so-manieth answer is a miss."""
ANSWER_MS = 4000
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)

_KIND = re.compile(r"type (\d+)")


class Learner:
    """Answers one question after another, mostly rightly; the clock moves as if by the wall.

    Only what the program does is timed: not the time that the learner needs to think.
    """

    def __init__(self, data: Path, deck: Path) -> None:
        data.mkdir(exist_ok=True)
        limits = f"new_per_day = {MANY}\nreviews_per_day = {MANY}\n"
        (data / "config.toml").write_text(f"[study]\n{limits}", "utf-8")
        self._wiring = Wiring(Options(data=data, decks=(deck,), seed=1, instant=MORNING))
        store = self._wiring.store
        if not isinstance(store, SqliteStore):
            raise TypeError("answers are to be kept on disk")
        self.store = store
        self.desk = self._wiring.desk
        self.now = MORNING
        self.asked = 0
        self.right = 0
        self._session: Session | None = None

    def answer(self) -> tuple[float, Answered]:
        """Answer one question; the seconds that it took to keep it and to go on to the next."""
        session = self.session
        while isinstance(session.turn, Waiting):
            self.now = session.turn.until
            session.advance(self.now)
        if not isinstance(session.turn, Asked):
            raise RuntimeError(f"nothing is left to ask: {session.turn}")
        self.now += timedelta(milliseconds=ANSWER_MS)
        self.asked += 1
        response = DontKnow() if self.asked % MISSES == 0 else right_answer(session.turn)
        start = time.perf_counter()
        answered = session.submit(response, self.now, ANSWER_MS)
        session.advance(self.now)
        took = time.perf_counter() - start
        if not isinstance(answered, Answered):
            raise TypeError(f"the answer was not taken: {answered}")
        self.right += answered.verdict.correct
        return took, answered

    @property
    def session(self) -> Session:
        """The session, begun when it is first needed."""
        if self._session is None:
            self._session = self.desk.begin([NAME], self.now)
        return self._session

    def live(self, facts: int) -> None:
        """Write a past into the log: so many facts, each answered on some days, and due today."""
        deck = self._wiring.library.deck(NAME)
        keys = list(deck.facts)[:facts]
        memories: dict[str, Memory] = {}
        rows: list[Review] = []
        scheduler = self._wiring.scheduler
        for back in range(EARLIER_ANSWERS, 0, -1):
            at = MORNING - timedelta(days=30 * back)
            for key in keys:
                at += timedelta(seconds=4)
                fact, form = deck.facts[key], deck.forms(key)[0]
                outcomes = scheduler.outcomes(fact, memories.get(key), at, Given(form, True))
                after = memories[key] = outcomes.after(Rating.EASY if back > 6 else Rating.HARD)
                due_at = to_ms(MORNING - timedelta(days=1)) if back == 1 else after.due_at
                review_id = self.store.new_id(at)
                rows.append(
                    a_review(
                        key,
                        id=review_id,
                        machine=self.store.machine,
                        question_id=review_id,
                        session_id=review_id,
                        at=to_ms(at),
                        study_day=scheduler.calendar.study_day(at),
                        revision=after.revision,
                        answer_digest=fact.digest,
                        form=form,
                        proposed_rating=Rating.HARD,
                        rating=after.last_rating,
                        duration_ms=ANSWER_MS,
                        scheduler=scheduler.forgetting.name,
                        interval_days=after.interval_days,
                        due_at=due_at,
                    )
                )
        self.store.absorb(rows, {fact.digest: fact.answer for fact in deck.facts.values()})

    def close(self) -> None:
        """Let go of the log."""
        self.store.close()


def right_answer(asked: Asked) -> Response:
    """What somebody says who knows the deck, where that can be told from what is shown."""
    answer = asked.fact.answer
    match asked.question.shape:
        case Reveal():
            return Revealed(Rating.GOOD)
        case Pick(options=options, several=several):
            chosen = [place for place, option in enumerate(options) if _plain(option) in answer]
            return Picked(tuple(chosen if several else chosen[:1]) or (0,))
        case Type(blanks=blanks):
            return Typed(tuple(answer.split("; ")[: len(blanks)]))
        case Order(items=items):
            return Ordered(
                tuple(sorted(range(len(items)), key=lambda place: _number(items[place])))
            )
        case Assign(items=items, groups=groups, one_each=one_each):
            if one_each:
                places = {_number(group): place for place, group in enumerate(groups)}
                return Assigned(tuple(places[_number(item)] for item in items))
            central = next(place for place, group in enumerate(groups) if "Central" in group)
            return Assigned(tuple(central if _number(item) < 3 else 1 - central for item in items))
    return DontKnow()


def _plain(text: str) -> str:
    return text.replace("*", "")


def _number(text: str) -> int:
    found = _KIND.search(text)
    return int(found[1]) if found else 0
