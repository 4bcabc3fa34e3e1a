"""Browse: every fact, found by words and by how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from quiz.counting import counted
from quiz.errors import UsageError
from quiz.terminal_text import one_line
from quiz.tui.keys import bindings
from quiz.tui.messages import CardChosen
from quiz.tui.screens.facts import FactScreen
from quiz.tui.widgets.fact_list import FactList
from quiz.tui.widgets.fact_page import FactPage
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from quiz.study.desk import Desk
    from quiz.study.fact_cards import FactCard
    from quiz.tui.keys import Keys

_WORDS = "words  deck:  tag:  subject:  flag:  is:due  is:leech  is:suspended"


class BrowseScreen(FactScreen[None]):
    """A line to search with, the facts it finds, and beside them, where there is room, the fact."""

    CSS_PATH = "browse.tcss"
    BINDINGS = bindings("browse")

    def __init__(self, desk: Desk, keys: Keys, query: str = "") -> None:
        super().__init__(desk, keys)
        self._cards: tuple[FactCard, ...] = ()
        self.list = FactList(id="facts", opens_on_click=False)
        self.page = FactPage()
        self._field = SearchField(_WORDS, id="search", value=one_line(query))

    def compose(self) -> ComposeResult:
        """Head, search, list and fact, foot."""
        yield Head("Browse")
        yield self._field
        yield self.list
        with VerticalScroll(id="fact", can_focus=False):
            yield self.page
        yield Foot()

    def on_mount(self) -> None:
        """Read all facts."""
        self.list.focus()
        self.look_again()

    def look_again(self) -> None:
        """Read all facts."""
        now = self.desk.clock.now()
        with self.troubles_told():
            self._cards = self.desk.browse(now)
        self.list.now = now
        self._search()

    def _search(self) -> None:
        from quiz.study.search import search

        query = self._field.value
        before = self.list.current
        try:
            found = search(query, self._cards) if query.strip() else self._cards
        except UsageError as error:
            self.say(str(error))
            return
        self.say("")
        keys = {card.fact.key: index for index, card in enumerate(found)}
        self.list.show(found, keys.get(before.fact.key, 0) if before else 0)
        of = f" of {len(self._cards)}" if len(found) != len(self._cards) else ""
        figures = f"{len(found)}{of} facts" if of else counted(len(found), "fact")
        self.query_one(Head).show("Browse", Content.styled(figures, "$quiet"))
        if not found:
            self.say("No fact is like that." if self._cards else "There are no facts yet.")

    # The fact at hand.

    @property
    def at_hand(self) -> FactCard | None:
        """The fact under the cursor."""
        return self.list.current

    def renew(self, card: FactCard) -> None:
        """Put a changed fact in its place."""
        self._cards = tuple(
            card if other.fact.key == card.fact.key else other for other in self._cards
        )
        self._search()

    def on_rows_moved(self) -> None:
        """Show the fact under the cursor beside the list."""
        card = self.list.current
        now = self.desk.clock.now()
        if self.wide:
            with self.troubles_told():
                explained = None if card is None else self.desk.facts.explain(card.fact.key)
                self.page.show(card, now, explanation=explained)
        self.show_hints()

    def on_rows_opened(self) -> None:
        """Show all of the fact."""
        card = self.list.current
        if card is not None:
            self.go(CardChosen(card.fact.key, with_answer=True))

    def hints(self) -> Sequence[Hint]:
        """Open, search, and what can be done to the fact."""
        if self.focused is self._field:  # of the field itself one hears of it only later
            return self.hint("search.keep"), self.hint("search.leave")
        ids = [
            "browse.search",
            "browse.put_aside",
            "browse.flag",
            "browse.reset",
            "browse.edit",
            "browse.leave",
            "browse.preview",
        ]
        found = [self.hint(id) for id in ids if self.allows(id.partition(".")[2])]
        return [self.hint("list.choose", "card info"), *found] if self.at_hand else found

    # Searching.

    def action_search(self) -> None:
        """Go to the line to search with."""
        self.set_focus(self._field)
        self.show_hints()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find with every letter."""
        event.stop()
        self._search()

    def on_search_field_left(self, event: SearchField.Left) -> None:
        """Back to the list."""
        if not event.kept:
            self._field.value = ""
        self.set_focus(self.list)
        self.show_hints()

    def action_leave(self) -> None:
        """Back to the decks."""
        self.dismiss()
