"""Makes the pictures of the documents by the app itself: `python docs/pictures.py`.

It studies at a fixed instant, in a data folder of its own, until the question comes that the
picture is to show, and takes it wrongly for its neighbour, so that the contrast can be seen.
"""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from quiz.shapes import Type
from quiz.study.turn import Asked, Turn
from quiz.tui.app import QuizApp
from quiz.wiring import Options, Wiring

HERE = Path(__file__).parent
INSTANT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WANTED = "central-vs-peripheral/demyelination/site/ms"
SIZE = (80, 24)


async def take(app: QuizApp) -> None:
    """Go through the app as a person would, and save what is to be seen."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        save(app, "decks")
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
        save(app, "question")
        options = list(turn.question.shape.options)  # type: ignore[union-attr]
        await pilot.press(str(options.index("Peripheral nervous system") + 1), "enter")
        await pilot.pause()
        save(app, "study")


def save(app: QuizApp, name: str) -> None:
    """Write the screen as SVG."""
    picture = app.export_screenshot(title="quiz")
    # A picture fetches nothing: the reader's own monospace font does.
    picture = re.sub(r"@font-face \{.*?\}\n?", "", picture, flags=re.DOTALL)
    (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = 'theme = "dark"\n[study]\nnew_per_day = 100\n'
        (data / "config.toml").write_text(settings, encoding="utf-8")
        with Wiring(Options(data=data, seed=7, instant=INSTANT)) as wiring:
            asyncio.run(take(QuizApp(wiring.desk, held_keys_s=0)))


if __name__ == "__main__":
    main()
