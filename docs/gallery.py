"""Makes `docs/gallery.md` and its pictures by the app itself: `python docs/pictures.py`.

The deck is `docs/gallery.toml`; each picture is the preview of the first question of its form.
"""

import asyncio
import re
import tempfile
from pathlib import Path

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.deck.forms import CARD_MODELS
from quiz.study.tryout import Tryout
from quiz.tui.app import QuizApp
from quiz.tui.screens.tryout import TryoutScreen
from quiz.wiring import Options, Wiring

HERE = Path(__file__).parent
DECK = HERE / "gallery.toml"
PAGE = HERE / "gallery.md"
PICTURES = HERE / "gallery"
SIZE = (80, 14)
TABLE_FORMS = tuple(dict.fromkeys((*CELL_FORMS, *JOINT_FORMS)))
INTRODUCTION = """\
# Every form in a picture

Each picture is a question as the app's preview shows it (`p` on a deck), made from the lines
beside it. All of them together are [one deck](gallery.toml). What each key means stands in
[the reference](reference.md).

## What a table gives

One table is asked in all these ways, with no more written than this:
"""


def page() -> str:
    """The gallery as Markdown: the table with its pictures, then each card with its own."""
    table, *cards = re.split(r"^(?=\[\[card\]\])", DECK.read_text(encoding="utf-8"), flags=re.M)
    parts = [INTRODUCTION, _toml(table[table.index("[[comparison]]") :])]
    parts += [_picture(form, f"table-{form}") for form in TABLE_FORMS]
    parts.append("## What a card asks\n")
    by_form = {re.findall('form = "(.*)"', card)[0]: card for card in cards}
    for form in CARD_MODELS:
        parts += [_picture(form, f"card-{form}"), _toml(by_form[form])]
    return "\n".join(parts)


def _toml(text: str) -> str:
    return f"```toml\n{text.strip()}\n```\n"


def _picture(form: str, name: str) -> str:
    return f"### {form}\n\n![A question of the form {form}](gallery/{name}.svg)\n"


def places(tryout: Tryout) -> dict[str, int]:
    """Where the first question of each form is, by the name of its picture."""
    found: dict[str, int] = {}
    for place, way in enumerate(tryout.ways):
        in_table = way.facts[0].count("/") > 1
        found.setdefault(f"{'table' if in_table else 'card'}-{way.form}", place)
    return found


async def take(app: QuizApp, tryout: Tryout, folder: Path) -> None:
    """Go through the forms, and save what is to be seen."""
    async with app.run_test(size=SIZE) as pilot:
        for name, place in places(tryout).items():
            tryout.ask(place, app.desk.clock.now())
            await app.push_screen(TryoutScreen(app.desk, app.keys, tryout))
            await pilot.pause(0.2)
            save(app, folder / f"{name}.svg")
            await app.pop_screen()


def save(app: QuizApp, path: Path) -> None:
    """Write the screen as SVG."""
    picture = app.export_screenshot(title="quiz")
    # A picture fetches nothing: the reader's own monospace font does.
    picture = re.sub(r"@font-face \{.*?\}\n?", "", picture, flags=re.DOTALL)
    path.write_text(picture, encoding="utf-8")


def main() -> None:
    """Write the page and take the pictures."""
    PAGE.write_text(page(), encoding="utf-8")
    PICTURES.mkdir(exist_ok=True)
    take_all(PICTURES)


def take_all(target: Path) -> None:
    """Take the picture of every form."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        (data / "config.toml").write_text('theme = "dark"\n', encoding="utf-8")
        with Wiring(Options(data=data, decks=(DECK,))) as wiring:
            tryout = wiring.desk.tryout("gallery", wiring.clock.now())
            asyncio.run(take(QuizApp(wiring.desk, held_keys_s=0), tryout, target))
