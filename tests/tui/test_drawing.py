"""Lines that draw themselves: as Textual would, and only those that have changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.content import Content
from textual.geometry import Offset
from textual.selection import Selection
from textual.theme import Theme
from textual.visual import Visual

from quiz.tui import drawing
from quiz.tui.page import Line, Page, hang
from quiz.tui.widgets.verdict import VerdictPanel

PIECES = st.tuples(
    st.text("ab ä漢e\u0301·", min_size=1, max_size=9),
    st.sampled_from(["", "bold", "$accent", "italic $error"]),
)
CONTENTS = st.builds(lambda pieces: Content.assemble(*pieces), st.lists(PIECES, max_size=4))


class Poem(Page):
    DEFAULT_CSS = "Poem { height: auto; text-wrap: nowrap; }"
    verses = (Content("one"), Content.styled("two", "$accent"), Content("three"))

    def lines(self, width):
        return [Line(verse) for verse in self.verses]


class PoemApp(App):
    def compose(self):
        yield Poem()


@pytest.fixture
def drawn(monkeypatch):
    """The lines that were drawn, in order."""
    found = []
    draw = drawing._drawn

    def noted(y, line, style, options):
        found.append(line.plain)
        return draw(y, line, style, options)

    monkeypatch.setattr(drawing, "_drawn", noted)
    return found


def seen(app) -> str:
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def test_lines_look_as_textual_would_draw_them():
    app = PoemApp()
    async with app.run_test(size=(40, 10)):
        poem = app.query_one(Poem)

        @settings(max_examples=60)
        @given(st.lists(CONTENTS, max_size=4), st.booleans())
        def alike(lines, selected):
            if selected:
                app.screen.selections = {poem: Selection(Offset(1, 0), Offset(2, 1))}
            else:
                app.screen.selections = {}
            ours, theirs = (
                Visual.to_strips(poem, visual, 40, max(len(lines), 1), poem.visual_style, pad=True)
                for visual in (poem.drawing([Line(line) for line in lines]), whole(lines))
            )
            assert [strip._segments for strip in ours if strip.text.strip()] == [
                strip._segments for strip in theirs if strip.text.strip()
            ]

        def whole(lines):
            return Content("\n").join(lines)

        alike()


async def test_only_what_says_something_else_is_drawn_and_painted(drawn):
    app = PoemApp()
    async with app.run_test(size=(40, 10)) as pilot:
        poem = app.query_one(Poem)
        await pilot.pause()
        drawn.clear()
        poem.verses = (Content("one"), Content("two"), Content("four"))
        poem.changed()
        assert sorted(region.y for region in poem._repaint_regions) == [1, 2]
        await pilot.pause()
        assert drawn == ["two", "four"]
        assert seen(app).split() == ["one", "two", "four"]
        poem.changed()
        assert not poem._repaint_regions


async def test_lines_that_come_or_go_lay_the_screen_out_anew(drawn):
    app = PoemApp()
    async with app.run_test(size=(40, 10)) as pilot:
        poem = app.query_one(Poem)
        drawn.clear()
        poem.verses = (*Poem.verses, Content("four"))
        poem.changed()
        await pilot.pause()
        assert (drawn, poem.size.height) == (["four"], 4)


async def test_another_theme_draws_all_anew(drawn):
    app = PoemApp()
    async with app.run_test(size=(40, 10)) as pilot:
        drawn.clear()
        app.register_theme(Theme("other", primary="#112233", accent="#445566"))
        app.theme = "other"
        await pilot.pause()
        assert set(drawn) == {"one", "two", "three"}


async def test_what_was_drawn_is_not_kept_for_ever():
    app = PoemApp()
    async with app.run_test(size=(40, 10)) as pilot:
        poem = app.query_one(Poem)
        for number in range(3 * drawing._MOST_KEPT):
            poem.drawing([Line(Content(str(number)))])
            poem.verses = (Content(str(number)),)
            poem._laid = None
            Visual.to_strips(poem, poem.render(), 40, 1, poem.visual_style)
        await pilot.pause()
        assert len(poem._drawn) <= drawing._MOST_KEPT + 1


async def test_text_can_be_selected_and_copied():
    app = PoemApp()
    async with app.run_test(size=(40, 10)):
        poem = app.query_one(Poem)
        app.screen.selections = {poem: Selection(Offset(1, 0), Offset(2, 1))}
        assert app.screen.get_selected_text() == "ne\ntw"


async def test_a_page_is_as_wide_as_its_longest_line():
    app = PoemApp()
    async with app.run_test(size=(40, 10)):
        poem = app.query_one(Poem)
        assert poem.render().get_optimal_width({}, 40) == 5
        assert poem.render().get_height({}, 40) == 3
        assert poem.render().render_strips(0, None, poem.visual_style, None) == []


@given(CONTENTS, CONTENTS, st.integers(1, 30))
def test_what_fits_is_not_wrapped_and_looks_the_same(first, body, width):
    wrapped = body.wrap(max(1, width - first.cell_length)) or [Content("")]
    shown = [line.text for line in hang(first, body, width)]
    assert [line.plain for line in shown] == [
        ("" if row else first.plain) + " " * (first.cell_length if row else 0) + text.plain
        for row, text in enumerate(wrapped)
    ]


async def test_the_verdict_is_made_ready_while_the_question_is_read(room, deck, cards, drawn):
    async with room(deck(cards("several", "choice"))).study() as look:
        panel = look.app.screen.query_one(VerdictPanel)
        assert not panel.display
        because = "Brain, optic nerve and spinal cord."
        await look.press("1", "enter", "enter")
        assert look.shows("Which nerves lose myelin in MS?")
        assert because in drawn
        drawn.clear()
        await look.press("1", "enter")
        assert look.shows(because)
        assert because not in drawn
