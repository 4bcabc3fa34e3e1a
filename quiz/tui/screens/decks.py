"""The list of decks: what is due, what is new, and what is wrong with those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.cycles import leave_these_too
from quiz.study.decks import MANY_FACTS
from quiz.study.more_new import offered
from quiz.study.ports import FilePlace
from quiz.tui.keys import bindings
from quiz.tui.messages import (
    BrowseChosen,
    ContrastChosen,
    EditWanted,
    ExamChosen,
    PreviewChosen,
    ScoresChosen,
    StudyChosen,
    TableChosen,
)
from quiz.tui.screens.moved_offers import MovedOffers
from quiz.tui.widgets.deck_list import DeckDetail, DeckList
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from quiz.study.desk import Desk
    from quiz.study.status import Overview
    from quiz.tui.keys import Keys
    from quiz.tui.widgets.search_field import SearchField


class DecksScreen(MovedOffers):
    """Where everything starts from."""

    BINDINGS = bindings("decks")

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(desk, keys)
        self._overview: Overview | None = None
        self._listed = False
        """Whether very many facts were listed, which stay for as long as the app is open."""
        self._filter = ""
        self._field: SearchField | None = None
        self.head = Head("Decks")
        self.list = DeckList(id="decks")
        self.detail = DeckDetail(f"{keys.label('decks.more_new')} brings", id="deck")

    def compose(self) -> ComposeResult:
        """The list, and what there is to say on the deck under the cursor."""
        yield self.head
        yield self.list
        yield self.detail
        yield Foot()

    def on_mount(self) -> None:
        """Show the decks with the first frame, as they last stood where there are very many."""
        self.list.focus()
        self._overview = self.desk.decks.at_first_sight()
        if self._overview is None:
            self.look_again()
        else:
            self._many = True
            self._show()
            self.call_after_refresh(self.look_again)

    def look_again(self) -> None:
        """Ask how the decks stand; where there are very many, in a thread, while keys work."""
        if self._many:
            self.run_worker(self._look_apart(), group="decks", exclusive=True)
            return
        with self.troubles_told():
            self._looked(self.desk.decks.overview(self.desk.clock.now()))
        self._show()

    async def _look_apart(self) -> None:
        from asyncio import to_thread

        now = self.desk.clock.now()
        with self.troubles_told():
            found = await to_thread(self.desk.decks.overview_apart, now)
            self._looked(self.desk.decks.overview(now) if found is None else found)
        if not self._listed:
            self._listed = True
            leave_these_too()
        self._show()

    def _looked(self, overview: Overview) -> None:
        self._overview = overview
        self._many = sum(deck.facts for deck in overview.decks) >= MANY_FACTS

    def tell_spoilt(self) -> bool:
        """Each deck has its mistakes beside it here."""
        return False

    def _show(self) -> None:
        if self._overview is None:
            self.show_hints()
            return
        before = self.list.current
        words = self._filter.casefold().split()
        decks = [
            deck
            for deck in self._overview.decks
            if all(word in f"{deck.title} {deck.id}".casefold() for word in words)
        ]
        ids = [deck.path for deck in decks]
        first = next((place for place, deck in enumerate(decks) if deck.usable), 0)
        cursor = ids.index(before.path) if before is not None and before.path in ids else first
        self.list.now = self.detail.now = self.desk.clock.now()
        self.list.show(decks, cursor)
        self.head.show("Decks", _totals(self._overview))
        self._show_detail()

    def _show_detail(self) -> None:
        if self.list.current is None:
            found_none = self._overview is not None and bool(self._overview.decks)
            self.detail.show(
                None, f"No deck has “{self._filter}” in its title." if found_none else ""
            )
        else:
            self.detail.show(self.list.current)
        self.show_hints()

    def hints(self) -> Sequence[Hint]:
        """Study is offered only where it is possible."""
        if self._typing:
            return self.hint("search.keep"), self.hint("search.leave")
        usable = self.list.current is not None and self.list.current.usable
        hints = [self.hint("decks.moved")] if self._moved else []
        hints += [self.hint("list.choose", "study")] if usable else []
        hints += [self.hint("decks.more_new")] if self.allows("more_new") else []
        broken = self.list.current is not None and any(
            one.is_error for one in self.list.current.problems
        )
        hints += [self.hint("decks.edit")] if broken else []
        if self._overview is not None and len(self._overview.decks) > 1:
            hints.append(self.hint("decks.study_all"))
        if self.allows("table"):
            hints += [self.hint("decks.table"), self.hint("decks.contrast")]
        ids = (
            "decks.exam",
            "decks.browse",
            "decks.scores",
            "decks.filter",
            "decks.quit",
            "app.command_palette",
            "decks.reload",
            *(("decks.preview",) if usable else ()),
        )
        last = [self.hint("decks.edit")] if self.list.current is not None and not broken else []
        return (*hints, *map(self.hint, ids), *last)

    def on_rows_moved(self) -> None:
        """Tell about the deck under the cursor."""
        self._show_detail()

    def on_rows_opened(self) -> None:
        """Study the deck under the cursor."""
        deck = self.list.current
        if deck is None:
            return
        if deck.usable:
            self.go(StudyChosen((deck.id,)))
        elif deck.shadowed_by:
            self.say(f"Another deck with this id goes first: {deck.shadowed_by}")
        else:
            self.say("This deck cannot be read yet: its problems are listed below.")

    def action_study_all(self) -> None:
        """Study all decks in one session."""
        self.go(StudyChosen(None))

    def action_more_new(self) -> None:
        """Study the deck under the cursor with more new facts than the day's limit lets in."""
        deck = self.list.current
        if deck is not None:
            self.go(StudyChosen((deck.id,), more_new=offered(deck.new_put_off)))

    def action_scores(self) -> None:
        """See what the answers add up to."""
        self.go(ScoresChosen())

    def action_browse(self) -> None:
        """Look through all facts."""
        self.go(BrowseChosen())

    def action_exam(self) -> None:
        """Set up an exam over the deck under the cursor."""
        deck = self.list.current
        usable = deck is not None and deck.usable
        self.go(ExamChosen((deck.id,) if deck is not None and usable else ()))

    def action_preview(self) -> None:
        """See the questions of the deck under the cursor."""
        deck = self.list.current
        if deck is not None:
            self.go(PreviewChosen(deck.id))

    def action_edit(self) -> None:
        """Open the deck under the cursor in the person's editor, at its first mistake."""
        deck = self.list.current
        if deck is not None:
            errors = (problem for problem in deck.problems if problem.is_error)
            first = next(errors, None)
            place = FilePlace(deck.path, first.line, first.column) if first else None
            self.go(EditWanted(place or FilePlace(deck.path)))

    def action_table(self) -> None:
        """See the tables of the deck under the cursor."""
        deck = self.list.current
        if deck is not None:
            self.go(TableChosen((deck.id,)))

    def action_contrast(self) -> None:
        """Drill what is easily confused in the deck under the cursor."""
        deck = self.list.current
        if deck is not None:
            self.go(ContrastChosen((deck.id,)))

    def allows(self, action: str) -> bool:
        """Tables are shown only of a deck that has some, and so is what they tell apart."""
        deck = self.list.current
        if action == "preview":
            return deck is not None and deck.usable
        if action == "moved":
            return bool(self._moved)
        if action == "more_new":
            return deck is not None and deck.new_put_off > 0
        of_tables = action in ("table", "contrast")
        return not of_tables or (deck is not None and deck.usable and deck.tables > 0)

    def action_reload(self) -> None:
        """Look again."""
        self.look_again()
        self.say("Looked again.", "$quiet")

    def action_quit(self) -> None:
        """Leave; nothing is lost."""
        self.app.exit()

    # The filter.

    @property
    def _typing(self) -> bool:
        # Of the field itself one hears of it only later, when the keys have been told.
        return self._field is not None and self.focused is self._field

    async def action_filter(self) -> None:
        """Open the line to type into, which is made when it is first wanted."""
        from quiz.tui.widgets.search_field import SearchField

        if self._field is None:
            self._field = SearchField("words of a title", id="filter")
            await self.mount(self._field)
        self._field.display = True
        self.set_focus(self._field)
        self.show_hints()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list down with every letter."""
        self._filter = event.value.strip()
        self._show()

    def on_search_field_left(self, event: SearchField.Left) -> None:
        """Go back to the list, and keep the filter or not."""
        if self._field is not None:
            if not event.kept:
                self._field.value = ""
            self._field.display = bool(self._field.value)
        self.set_focus(self.list)
        self.show_hints()


def _totals(overview: Overview) -> Content:
    counts = overview.counts
    parts = [f"{counts.due} due"]
    if counts.learning:
        parts.append(f"{counts.learning} learning")
    parts += [f"{counts.new} new", f"{overview.firm} firm"]
    return Content.styled(" · ".join(parts), "$quiet")
