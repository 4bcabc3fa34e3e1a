"""Table: a comparison as a map of what one knows, and as a sheet to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui.keys import bindings
from quiz.tui.messages import CardChosen, CellChosen, ContrastChosen
from quiz.tui.screens.base import QuizScreen
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.sheet import Place
from quiz.tui.widgets.standing import CellDetail
from quiz.tui.widgets.table_grid import TableGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.facts import FactKey
    from quiz.study.desk import Desk
    from quiz.study.tables import CellStanding, TableStanding
    from quiz.tui.keys import Keys


class TableScreen(QuizScreen[None]):
    """One of some tables, which are at least one."""

    CSS_PATH = "table.tcss"
    BINDINGS = bindings("table")

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        tables: Sequence[TableStanding],
        deck_ids: tuple[str, ...] | None,
    ) -> None:
        super().__init__(desk, keys)
        self._tables = tables
        self._deck_ids = deck_ids
        self._index = 0
        self._hidden: set[FactKey] = set()
        self._marked: int | None = None
        self.head = Head()
        self.grid = TableGrid(tables[0])
        self.detail = CellDetail()

    def compose(self) -> ComposeResult:
        """Head, table, the cell under the cursor in words, foot."""
        yield self.head
        yield self.grid
        yield self.detail
        yield Foot()

    def on_mount(self) -> None:
        """Show the first table."""
        self.grid.focus()
        self._show(Place(0, 0))

    def look_again(self) -> None:
        """Show how the cells stand now, with the cursor where it was."""
        before = (self.table.deck_id, self.table.id)
        with self.troubles_told():
            found = self.desk.tables(self._deck_ids, self.desk.clock.now())
            places = {(table.deck_id, table.id): index for index, table in enumerate(found)}
            # One that its author has just taken away is kept in sight.
            if before in places:
                self._tables, self._index = found, places[before]
        self._show(self.grid.cursor)

    @property
    def table(self) -> TableStanding:
        """The table in sight."""
        return self._tables[self._index]

    @property
    def cell(self) -> CellStanding | None:
        """The cell under the cursor, None where the source does not say."""
        return self.table.cell(*self.grid.cursor)

    def _show(self, cursor: Place) -> None:
        table, count = self.table, len(self._tables)
        figures = [table.deck_title] if self._deck_ids is None else []
        figures += [f"{self._index + 1} of {count}"] if count > 1 else []
        shown = Content.styled(" · ".join(figures), "$quiet")
        self.head.show(f"Table: {table.title}", shown)
        self.detail.now = self.desk.clock.now()
        self.grid.show(table, cursor, self._hidden, self._marked)

    def on_table_grid_moved(self) -> None:
        """Tell of the cell under the cursor."""
        self.detail.show(self.table, *self.grid.cursor)
        self.show_hints()

    def on_table_grid_pressed(self) -> None:
        """A second click hides or shows."""
        self.action_hide()

    # Hiding.

    def action_hide(self) -> None:
        """Hide what the cell says, or show it."""
        cell = self.cell
        if cell is not None:
            self._hidden ^= {cell.fact}
            self._show(self.grid.cursor)

    def action_hide_all(self) -> None:
        """Hide what all cells say; show it where nothing was left to be seen."""
        if self._all_hidden:
            self._hidden -= self._facts
        else:
            self._hidden |= self._facts
        self._show(self.grid.cursor)

    @property
    def _facts(self) -> set[FactKey]:
        return {cell.fact for feature in self.table.features for cell in feature.cells if cell}

    @property
    def _all_hidden(self) -> bool:
        return self._facts <= self._hidden

    # The cell under the cursor.

    def action_ask(self) -> None:
        """Ask the cell, unless it has been put away."""
        cell = self.cell
        if cell is None:
            return
        if cell.suspended:
            self.say(f"Suspended: {self.keys.label('table.info')} leads to where that is changed.")
        elif cell.buried_until is not None:
            self.say("Buried until tomorrow.")
        else:
            self.go(CellChosen(cell.fact))

    def action_info(self) -> None:
        """Show all that is known of the cell; what is hidden there stays so."""
        cell = self.cell
        if cell is not None:
            self.go(CardChosen(cell.fact, with_answer=cell.fact not in self._hidden))

    # Telling subjects apart.

    def action_contrast(self) -> None:
        """Mark the subject; with another one marked, or the only other one, tell the two apart."""
        here, subjects = self.grid.cursor.subject, self.table.subjects
        other = 1 - here if len(subjects) == 2 else self._marked
        if other is None:
            self._marked = here
            self.say("Now go to the subject to tell it apart from, and do the same.", "$quiet")
        else:
            self._marked = None
            if other != here:
                pair = subjects[other].id, subjects[here].id
                self.go(ContrastChosen((self.table.deck_id,), pair, self.table.id))
        self._show(self.grid.cursor)

    # Tables.

    def action_next(self) -> None:
        """Show the next table, after the last one the first."""
        self._turn(1)

    def action_previous(self) -> None:
        """Show the table before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self._index = (self._index + by) % len(self._tables)
        self._marked = None
        self._show(Place(0, 0))

    # Keys.

    def allows(self, action: str) -> bool:
        """Some keys are there only where they do something."""
        match action:
            case "ask" | "hide" | "info":
                return self.cell is not None
            case "next" | "previous":
                return len(self._tables) > 1
            case _:
                return True

    def hints(self) -> Sequence[Hint]:
        """What can be done to the cell and to the table."""
        cell = self.cell
        shown = "show" if cell is not None and cell.fact in self._hidden else "hide"
        hints = [] if cell is None else [self.hint("table.hide", shown), self.hint("table.ask")]
        hints.append(self.hint("table.hide_all", "show all" if self._all_hidden else ""))
        hints.append(self.hint("table.contrast"))
        ids = ("table.next", "table.info", "table.leave")
        return [*hints, *(self.hint(id) for id in ids if self.allows(id[6:]))]

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()
