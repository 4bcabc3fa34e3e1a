"""Lines as Textual draws them: each by itself, and only once for as long as it says the same.

Textual takes a text of many lines apart, wraps and draws all of it at each change, be it of one
word. What is laid out already needs none of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.css.styles import RulesMap
    from textual.style import Style
    from textual.visual import RenderOptions

Drawn = dict[tuple[object, ...], Strip]
"""Lines that were drawn, by their place, what they say and how it looks."""

_MOST_KEPT = 512


class Drawing(Visual):
    """Lines below each other, none of them wrapped; `drawn` is kept from one drawing to the next.

    `look` names what gives the variables of styles their colours: the theme.
    """

    def __init__(self, lines: Sequence[Content], drawn: Drawn, look: str) -> None:
        self._lines = lines
        self._drawn = drawn
        self._look = look

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Each line as a strip, as wide as its text; Textual fills up and cuts off."""
        if len(self._drawn) > _MOST_KEPT:
            self._drawn.clear()
        if not width:
            return []
        return [self._strip(y, line, style, options) for y, line in enumerate(self._lines[:height])]

    def _strip(self, y: int, line: Content, style: Style, options: RenderOptions) -> Strip:
        selection, selected_style = options.selection, options.selection_style
        if selection is not None and selected_style is not None:
            span = selection.get_span(y)
            if span is not None:
                end = span[1] if span[1] >= 0 else len(line.plain)
                return _drawn(y, line.stylize(selected_style, span[0], end), style, options)
        key = (y, line.plain, tuple(line.spans), style, self._look)
        strip = self._drawn.get(key)
        if strip is None:
            strip = self._drawn[key] = _drawn(y, line, style, options)
        return strip

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """As wide as the longest line."""
        return max((line.cell_length for line in self._lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """As many lines as there are."""
        return len(self._lines)


def _drawn(y: int, line: Content, style: Style, options: RenderOptions) -> Strip:
    """A line as segments, each of which knows its place, so that text can be selected."""
    segments: list[Segment] = []
    x = 0
    for text, text_style in line.render(style, end="", parse_style=options.get_style):
        segments.append(Segment(text, (style + text_style).rich_style_with_offset(x, y)))
        x += len(text)
    return Strip(segments, line.cell_length)


def say_the_same(one: Content, other: Content) -> bool:
    """Whether two lines look alike; Textual's own comparison leaves styles out."""
    return one.plain == other.plain and one.spans == other.spans
