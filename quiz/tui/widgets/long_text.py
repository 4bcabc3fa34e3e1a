"""A text that may be longer than the screen, with the keys to read through it."""

from __future__ import annotations

from textual.containers import VerticalScroll

from quiz.tui.keys import bindings


class LongText(VerticalScroll, inherit_bindings=False):
    """Scrolls what is in it, from the home row, too."""

    BINDINGS = bindings("text")

    def action_down(self) -> None:
        """A line down."""
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """A line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """A screenful down."""
        self.scroll_relative(y=max(1, self.size.height - 2), animate=False)

    def action_page_up(self) -> None:
        """A screenful up."""
        self.scroll_relative(y=-max(1, self.size.height - 2), animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)
