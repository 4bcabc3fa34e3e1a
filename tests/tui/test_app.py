import pytest
from textual.events import Key
from textual.worker import WorkerFailed

from quiz.tui.app import StartWith
from quiz.tui.themes import NAMES, theme_named


@pytest.mark.parametrize("name", NAMES)
async def test_every_theme_shows_the_same_text(room, deck, cards, name):
    made = room(deck(cards("choice")), theme=name)
    async with made.study() as look:
        assert look.app.theme == f"quiz-{name}"
        await look.press("1", "enter")
        assert look.shows("Which nerves lose myelin in MS?", "enter next")


def test_an_unknown_theme_is_that_of_the_terminal():
    assert theme_named("pink").name == "quiz-auto"


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    from textual.color import Color

    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_tones_can_be_read_on_their_ground(name):
    theme = theme_named(name)
    needed = 8 if name == "contrast" else 4.5
    tones = [theme.foreground, theme.accent, theme.success, theme.error, theme.warning]
    for tone in (*tones, theme.variables["quiet"], theme.variables["code"]):
        lighter, darker = sorted((luminance(tone), luminance(theme.background)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= needed, tone


async def test_a_theme_can_be_changed(room, deck, cards):
    async with room(deck(cards("choice")), theme="light").open() as look:
        assert not look.app.native_ansi_color
        await look.app.run_action("look('auto')")
        await look.settle()
        assert look.app.theme == "quiz-auto"
        assert look.app.native_ansi_color
        await look.app.run_action("look('dark')")
        await look.settle()
        assert not look.app.native_ansi_color
        assert look.shows("▸ Nerves")


async def test_no_color_means_no_colour_at_all(room, deck, cards, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    made = room(deck(cards("choice")), theme="light")
    async with made.study() as look:
        await look.press("1", "enter")
        await look.app.run_action("look('dark')")
        await look.settle()
        colours = set()
        for strip in look.app.screen._compositor.render_strips(look.app.size):
            for segment in strip.apply_filter(look.app._filters[-1], look.app.background_colors[1]):
                if segment.style is not None:
                    colours |= {segment.style.color, segment.style.bgcolor}
        assert {colour.name for colour in colours if colour is not None} <= {"default"}
        assert look.shows("◂"), "what is marked is marked by a sign, too"


@pytest.mark.parametrize("size", [(39, 24), (80, 9)])
async def test_too_small_a_terminal_says_so(room, deck, cards, size):
    async with room(deck(cards("choice"))).open(size=size) as look:
        assert look.text.strip() == "Too small: needs 40x10."


async def test_the_smallest_terminal_still_works(room, deck, cards):
    async with room(deck(cards("choice"))).study(size=(40, 10)) as look:
        assert look.shows("Which nerves lose myelin in MS?", "? help")
        await look.press("1", "enter")
        assert look.shows("1 again")


async def test_a_session_that_cannot_begin_is_told(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.open(start=StartWith(True, ("nowhere",))) as look:
        assert look.name == "Trouble"
        assert look.shows("nowhere")
        await look.press("q")
        assert look.name == "DecksScreen"


async def test_ctrl_c_and_ctrl_q_end_the_app(room, deck, cards):
    for key in ("ctrl+c", "ctrl+q"):
        async with room(deck(cards("choice"))).study() as look:
            await look.press(key)
            assert look.app._exit


async def test_the_palette_finds_actions_decks_and_themes(room, deck, cards):
    made = room(deck(cards("choice")), deck(cards("typed"), id="two", title="Losses"))
    async with made.open() as look:
        await look.press("ctrl+p")
        await look.pilot.pause(0.3)
        assert look.shows("Study what is due in all decks", "Browse all facts")
        await look.write("losses")
        await look.pilot.pause(0.3)
        assert look.shows("Study: Losses")
        await look.press("enter")
        await look.pilot.pause(0.3)
        assert look.shows("The loss of myelin?")
        await look.press("escape", "ctrl+p")
        await look.write("study: nerves")
        await look.pilot.pause(0.3)
        await look.press("enter")
        await look.pilot.pause(0.3)
        assert look.shows("Which nerves lose myelin in MS?")
        assert len(look.app.screen_stack) == 2


async def test_the_palette_runs_what_the_screen_can_do(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.study() as look:
        await look.press("ctrl+p")
        await look.write("do not know")
        await look.pilot.pause(0.3)
        await look.press("enter")
        await look.pilot.pause(0.3)
        assert look.shows("Not known.")
        await look.press("ctrl+p")
        await look.write("theme: light")
        await look.pilot.pause(0.3)
        await look.press("enter")
        await look.pilot.pause(0.3)
        assert look.app.theme == "quiz-light"


async def test_the_palette_does_without_decks_that_cannot_be_listed(room, deck, cards, monkeypatch):
    from quiz.errors import DataError

    made = room(deck(cards("choice")))

    def fail(now):
        raise DataError("gone")

    async with made.open() as look:
        monkeypatch.setattr(made.desk.decks, "overview", fail)
        await look.press("ctrl+p")
        await look.write("study")
        await look.pilot.pause(0.3)
        assert look.shows("Study what is due in all decks")
        assert "Study: " not in look.text


def test_the_first_screen_loads_neither_parser_nor_scheduler():
    import subprocess
    import sys

    code = (
        "import quiz.tui.app, quiz.tui.screens.decks, sys; "
        "heavy = {'pydantic', 'fsrs', 'markdown_it', 'quiz.tui.screens.study', 'quiz.shapes'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


async def test_left_in_the_middle_of_anything_no_waiting_key_is_heeded(room, deck, cards):
    made = room(deck(cards("choice")))
    async with made.study() as look:
        look.app.leave()
        for key in ("d", "question_mark"):
            look.app.post_message(Key(key, None))
        await look.settle()
        look.app._handle_exception(ValueError("a screen that could not be made"))
    assert look.app.return_code == 0
    assert list(made.store.reviews()) == []


@pytest.mark.parametrize("wrapped", [False, True])
async def test_a_failure_is_kept_for_whoever_opened_the_app(room, deck, cards, capsys, wrapped):
    error = ValueError("of no use")
    with pytest.raises((ValueError, WorkerFailed)):  # noqa: PT012 - it is raised on leaving
        async with room(deck(cards("choice"))).open() as look:
            look.app._handle_exception(WorkerFailed(error) if wrapped else error)
            look.app._handle_exception(ValueError("what came of it"))
            app = look.app
            await look.settle()
    assert app.failure is error
    assert app.return_code == 1
    assert "Traceback" not in "".join(capsys.readouterr())
