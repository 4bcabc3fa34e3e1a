"""Somebody who studies for a season, so that pictures of scores have something to show."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from quiz.memory.study_day import to_ms
from quiz.options import Options
from quiz.review import Confidence, Memory, Rating
from quiz.shapes import DontKnow, Pick, Picked, Response, Reveal, Revealed, Type, Typed
from quiz.study.session import Session
from quiz.study.turn import Asked, Declaring, Finished, Waiting
from quiz.wiring import Wiring

DAY_MS = 86_400_000
STUDIES = 0.9
"""On what share of the days."""
MOST = 60
"""Answers a day."""


def study_until(data: Path, today: datetime, days: int) -> None:
    """Study on most days before today, in sittings as a person has them."""
    rng = Random(7)
    for back in range(days, 0, -1):
        instant = today - timedelta(days=back)
        if rng.random() < STUDIES:
            with Wiring(Options(data=data, seed=back, instant=instant)) as wiring:
                session = wiring.desk.begin(None, wiring.clock.now())
                sit(session, wiring, rng)
                session.end(wiring.clock.now())


def sit(session: Session, wiring: Wiring, rng: Random) -> None:
    """Answer what is easily answered, until nothing is left or it was enough for a day."""
    clock, answered = wiring.clock, 0
    while not isinstance(session.turn, Finished) and answered < MOST:
        turn = session.turn
        if isinstance(turn, Waiting):
            clock.skip_to(turn.until)
        elif isinstance(turn, Asked):
            if not turn.question.grade(response(turn, rng, knows=True)).correct:
                session.bury(clock.now())
                continue
            answer(session, turn, wiring, rng)
            answered += 1
        session.advance(clock.now())


def answer(session: Session, asked: Asked, wiring: Wiring, rng: Random) -> None:
    """Answer one question, and say how sure that was."""
    clock = wiring.clock
    chance = recall(asked.memory, to_ms(clock.now()))
    said, length_ms = response(asked, rng, knows=rng.random() < chance), rng.randint(4_000, 16_000)
    clock.skip_to(clock.now() + timedelta(milliseconds=length_ms))
    if isinstance(said, Revealed):
        session.reveal(clock.now())
    else:
        session.submit(said, clock.now(), length_ms)
    if isinstance(session.turn, Declaring):
        session.declare(confidence(chance + rng.gauss(0, 0.1)), clock.now())
    if isinstance(said, Revealed):
        session.submit(said, clock.now(), length_ms)


def recall(memory: Memory | None, now_ms: int) -> float:
    """The chance of knowing: half of what is new, and less the longer it was not asked."""
    if memory is None:
        return 0.5
    days = (now_ms - memory.due_at) / DAY_MS + memory.interval_days
    return max(0.65, float((1 + days / memory.stability / 4.2) ** -0.5))


def confidence(felt: float) -> Confidence:
    """How sure that feels."""
    if felt > 0.85:
        return Confidence.SURE
    return Confidence.UNSURE if felt > 0.6 else Confidence.GUESS


def response(asked: Asked, rng: Random, *, knows: bool) -> Response:
    """What is said by somebody who knows the answer, or takes it for another."""
    shape, grade = asked.question.shape, asked.question.grade
    match shape:
        case Reveal():
            return Revealed(Rating.GOOD if knows else Rating.AGAIN)
        case Pick(options=options):
            picks = [Picked((place,)) for place in range(len(options))]
            fit = [pick for pick in picks if grade(pick).correct == knows]
            return rng.choice(fit) if fit else DontKnow()
        case Type(blanks=blanks) if knows:
            return Typed(tuple(asked.fact.answer.split("; ")[: len(blanks)]))
    return DontKnow()
