"""Makes all pictures of the documents by the app itself: `python docs/pictures.py`.

Those of the gallery are among them (`docs/gallery.py`).

It studies at a fixed instant, in a data folder of its own, until the question comes that the
picture is to show, and takes it wrongly for its neighbour, so that the contrast can be seen. Some
days before it has studied already, so that there is something to be seen of what one knows. For
the scores it studies a whole season in another folder.
"""

import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import gallery
from gallery import save
from season import study_until

from quiz.facts import FactKind
from quiz.markdown import plain
from quiz.options import Options
from quiz.review import Rating
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
from quiz.study.exam import Exam
from quiz.study.exam_setup import Setup
from quiz.study.exam_slot import Slot
from quiz.study.ports import Clock
from quiz.study.turn import Asked, Finished, Turn, Waiting
from quiz.tui.app import QuizApp
from quiz.tui.messages import ExamBegun
from quiz.wiring import Wiring

HERE = Path(__file__).parent
INSTANT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DECK = "central-vs-peripheral"
WANTED = f"{DECK}/demyelination/site/ms"
MISTAKEN_FOR = "Peripheral nervous system"
BEFORE = (datetime(2026, 11, 7, 9, 0, tzinfo=UTC), datetime(2026, 11, 14, 9, 0, tzinfo=UTC))
SIZE = (80, 24)
SEASON_DAYS = 150
EXAM = Setup(decks=(DECK,), questions=20, minutes=20.0)


def study_before(data: Path, instant: datetime) -> None:
    """A sitting over the cells of some tables on an earlier day, and the mistake by itself."""
    with Wiring(Options(data=data, seed=7, instant=instant)) as wiring:
        clock, desk = wiring.clock, wiring.desk
        session = desk.begin([DECK], clock.now())
        answered = 0
        while not isinstance(session.turn, Finished) and answered < 20:
            turn = session.turn
            if isinstance(turn, Waiting):
                clock.skip_to(turn.until)
            elif isinstance(turn, Asked):
                if turn.fact.kind is FactKind.CARD or turn.fact.key == WANTED:
                    session.bury(clock.now())
                    continue
                answered += 1
                session.submit(response(turn, answered), clock.now(), 9_000)
            session.advance(clock.now())
        session.end(clock.now())
        mistake = desk.begin_cell(WANTED, clock.now())
        if isinstance(mistake.turn, Asked):
            mistake.submit(response(mistake.turn, 0), clock.now(), 9_000)
        mistake.end(clock.now())


def response(asked: Asked, number: int) -> Response:
    """The right answer, but for every fifth question, and for the one that is mixed up."""
    shape, grade = asked.question.shape, asked.question.grade
    if isinstance(shape, Pick):
        if asked.fact.key == WANTED and MISTAKEN_FOR in shape.options:
            return Picked((shape.options.index(MISTAKEN_FOR),))
        picks = (Picked((index,)) for index in range(len(shape.options)))
        right = next((pick for pick in picks if grade(pick).correct), None)
        return right if right and number % 5 else DontKnow()
    return Revealed(Rating.GOOD) if isinstance(shape, Reveal) else DontKnow()


async def take(app: QuizApp, folder: Path) -> None:
    """Go through the app as a person would, and save what is to be seen."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        save(app, folder / "decks.svg")
        await pilot.press("enter")
        while not hasattr(app.screen, "session"):
            await pilot.pause(0.1)
        while True:
            turn: Turn = app.screen.session.turn  # type: ignore[attr-defined]
            if isinstance(turn, Asked) and turn.fact.key == WANTED:
                break
            if isinstance(turn, Asked):
                typing = isinstance(turn.question.shape, Type)
                await pilot.press(*(("escape", "minus") if typing else ("minus",)))
            else:
                await pilot.press("enter")
            await pilot.pause()
        app.screen.say("")  # type: ignore[attr-defined]
        await pilot.pause()
        save(app, folder / "question.svg")
        options = list(turn.question.shape.options)  # type: ignore[union-attr]
        await pilot.press(str(options.index(MISTAKEN_FOR) + 1), "enter")
        await pilot.pause()
        save(app, folder / "study.svg")
        await pilot.press("q", "t", "j", "l", "space")
        await pilot.pause()
        save(app, folder / "table.svg")


async def take_scores(app: QuizApp, folder: Path) -> None:
    """Go through the tabs of scores."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("s", "t")
        for tab, name in (
            ("1", "overview"),
            ("2", "memory"),
            ("3", "confusions"),
            ("4", "calibration"),
            ("5", "weakest"),
        ):
            await pilot.press(tab)
            await pilot.pause()
            save(app, folder / f"scores-{name}.svg")
        await pilot.press("2", "o")
        for worker in list(app.workers):
            if worker.group in ("fitting", "playing"):
                await worker.wait()
        await pilot.pause()
        save(app, folder / "scheduler.svg")


async def take_exam(app: QuizApp, folder: Path) -> None:
    """Sit an exam, stop at a question with groups, and see what it comes to, twice."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        save(app, folder / "exam-setup.svg")
        earlier = app.desk.examiner.begin(EXAM, app.desk.clock.now(), 4)
        answer(earlier, app.desk.clock, every_wrong=2)
        earlier.hand_in(app.desk.clock.now())
        exam = app.desk.examiner.begin(EXAM, app.desk.clock.now(), 3)
        answer(exam, app.desk.clock, every_wrong=4, but=Assign)
        app.post_message(ExamBegun(exam))
        await pilot.pause()
        await pilot.press("1", "2", "3")
        await pilot.pause()
        save(app, folder / "exam-question.svg")
        answer(exam, app.desk.clock, every_wrong=4)
        app.screen.finish()  # type: ignore[attr-defined]
        await pilot.pause()
        save(app, folder / "exam-result.svg")


def answer(exam: Exam, clock: Clock, *, every_wrong: int, but: type | None = None) -> None:
    """Answer what is open, every so many of the questions wrongly; `but` names what is left."""
    for number in exam.unanswered:
        exam.go(number, clock.now())
        slot = exam.at_hand
        if slot is None or (but is not None and isinstance(slot.question.shape, but)):
            continue
        taken_ms = clock.answered(exam.shown_at)
        wrong = number % every_wrong == 0
        exam.submit(DontKnow() if wrong else right_answer(slot), clock.now(), taken_ms)
    if exam.unanswered:
        exam.go(exam.unanswered[0], clock.now())


def right_answer(slot: Slot) -> Response:
    """What is right, as the question's own verdict tells it."""
    shape, parts = slot.question.shape, slot.question.grade(DontKnow()).parts
    match shape:
        case Pick(options=options):
            right = {part.right for part in parts if part.right}
            return Picked(tuple(n for n, option in enumerate(options) if option in right))
        case Type():
            return Typed(tuple(plain(part.right) for part in parts))
        case Assign(groups=groups):
            return Assigned(tuple(groups.index(part.right) for part in parts))
        case Order(items=items):
            return Ordered(tuple(items.index(part.right) for part in parts))
        case _:
            return Revealed(Rating.GOOD)


def main() -> None:
    """Take all pictures, on the days of no other place."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    take_study(HERE)
    take_season(HERE)
    gallery.main()


def take_study(target: Path) -> None:
    """The decks, a question with its verdict, a table."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = 'theme = "dark"\n[study]\nnew_per_day = 100\nlearning_steps = ["10m"]\n'
        (data / "config.toml").write_text(settings, encoding="utf-8")
        for instant in BEFORE:
            study_before(data, instant)
        with Wiring(Options(data=data, seed=7, instant=INSTANT)) as wiring:
            asyncio.run(take(QuizApp(wiring.desk, held_keys_s=0), target))


def take_season(target: Path) -> None:
    """The tabs of scores, the fitted scheduler, an exam."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = 'theme = "dark"\n[study]\nnew_per_day = 4\nconfidence = true\n'
        (data / "config.toml").write_text(settings, encoding="utf-8")
        study_until(data, INSTANT, SEASON_DAYS)
        with Wiring(Options(data=data, instant=INSTANT)) as wiring:
            app = QuizApp(wiring.desk, scores=lambda: wiring.scores)
            asyncio.run(take_scores(app, target))
        with Wiring(Options(data=data, instant=INSTANT)) as wiring:
            asyncio.run(take_exam(QuizApp(wiring.desk, held_keys_s=0), target))


if __name__ == "__main__":
    main()
