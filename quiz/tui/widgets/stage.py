"""The middle of the study screen: the question, and below or beside it what follows.

Widgets are made when they are first needed and kept: showing the next question then moves text
about, not widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.containers import VerticalScroll
from textual.widget import Widget

from quiz.tui.shapes.views import new_view

if TYPE_CHECKING:
    from quiz.shapes import Shape
    from quiz.tui.shapes.view import View

PanelT = TypeVar("PanelT", bound=Widget)

_LINES_ABOVE = 3
"""So many lines of the question stay in sight where a verdict has to be scrolled to."""


class Stage(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Shows at most one view and one panel, and scrolls where they do not fit."""

    def __init__(self) -> None:
        super().__init__(id="stage")
        self._views: dict[type[Shape], Widget] = {}
        self._panels: dict[type[Widget], Widget] = {}
        self._view: Widget | None = None
        self._panel: Widget | None = None
        self._untouched = True

    @property
    def view(self) -> View:
        """The view of the present question."""
        return cast("View", self._view)

    @property
    def panel(self) -> Widget | None:
        """The panel that is to be seen."""
        return self._panel if self._panel is not None and self._panel.display else None

    @property
    def shown(self) -> Widget:
        """What was shown last."""
        return self.panel or self._view or self

    @property
    def text_width(self) -> int:
        """How wide what a view says may be, and so may what a panel says: their edges add up."""
        return 0 if self._view is None else self._view.content_size.width

    async def show_question(self, shape: Shape) -> View:
        """Show a question alone, from its beginning."""
        view = self._views.get(type(shape))
        if view is None:
            view = self._views[type(shape)] = new_view(shape)
            view.add_class("view")
            await self.mount(view, before=0)
        if self._view is not view and self._view is not None:
            self._view.display = False
        if self._panel is not None:
            self._panel.display = False
        self._view = view
        self._untouched = True
        _heed(view, keys=True)
        view.display = True
        self.scroll_to(y=0, animate=False, immediate=True)
        await self.view.ask(shape)
        return self.view

    async def show_panel(
        self, kind: type[PanelT], *, alone: bool = False, takes_keys: bool = True
    ) -> PanelT:
        """Show a panel beside the question, or instead of it; one of the two takes the keys.

        The other cannot be focused, or a click on it would leave all keys without effect.
        """
        panel = await self.made(kind)
        if self._panel is not panel and self._panel is not None:
            self._panel.display = False
        self._panel = panel
        self._untouched = True
        panel.display = True
        _heed(panel, keys=takes_keys)
        if self._view is not None:
            _heed(self._view, keys=not takes_keys)
            self._view.display = not alone
        return panel

    async def made(self, kind: type[PanelT]) -> PanelT:
        """The panel of a kind, made out of sight where there was none yet."""
        panel = self._panels.get(kind)
        if panel is None:
            panel = self._panels[kind] = kind()
            panel.add_class("panel")
            panel.display = False
            await self.mount(panel)
        return cast("PanelT", panel)

    def bring_panel_into_view(self) -> None:
        """Scroll to a panel that is below the edge, with the end of the question above it."""
        panel = self.panel
        if panel is not None and self._untouched and self.max_scroll_y > 0:
            top = panel.virtual_region.y - _LINES_ABOVE
            self.scroll_to(y=max(0, top), animate=False, immediate=True)

    def scroll_text(self, lines: int) -> None:
        """Scroll what does not fit."""
        self._untouched = False
        self.scroll_relative(y=lines, animate=False)

    def watch_virtual_size(self) -> None:
        """A panel grows when it is filled: only then can all of it come into view."""
        self.call_later(self.bring_panel_into_view)

    @property
    def screenful(self) -> int:
        """So many lines that a few of those before stay in sight."""
        return max(1, self.size.height - 2)


def _heed(widget: Widget, *, keys: bool) -> None:
    widget.can_focus = widget.can_focus_children = keys
