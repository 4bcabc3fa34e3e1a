"""Card info: one fact, how it stands, and every answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.tui.keys import bindings
from quiz.tui.screens.facts import FactScreen
from quiz.tui.widgets.fact_page import FactPage
from quiz.tui.widgets.foot import Foot, Hint
from quiz.tui.widgets.head import Head
from quiz.tui.widgets.long_text import LongText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.facts import FactKey
    from quiz.study.desk import Desk
    from quiz.study.fact_cards import FactCard
    from quiz.tui.keys import Keys


class CardInfoScreen(FactScreen[None]):
    """Shows a fact; its answer and what explains it only `with_answer`.

    While its question is open it can only be looked at: what is changed then would change
    under the session's hands.
    """

    BINDINGS = bindings("card")

    def __init__(
        self, desk: Desk, keys: Keys, fact: FactKey, *, with_answer: bool, studying: bool
    ) -> None:
        super().__init__(desk, keys)
        self._key = fact
        self._with_answer = with_answer
        self._studying = studying
        self._card: FactCard | None = None

    def compose(self) -> ComposeResult:
        """Head, the fact, foot."""
        yield Head("Card info")
        with LongText(classes="reading"):
            yield FactPage()
        yield Foot()

    def on_mount(self) -> None:
        """Read the fact."""
        self.query_one(LongText).focus()
        self.look_again()
        self.show_hints()

    @property
    def at_hand(self) -> FactCard | None:
        """The fact shown, where it may be changed."""
        return None if self._studying else self._card

    @property
    def editable(self) -> FactKey | None:
        """The fact shown, also while a session has it open."""
        return self._key

    def look_again(self) -> None:
        """Show the fact as its deck has it now."""
        with self.troubles_told():
            self.renew(self.desk.facts.card(self._key, self.desk.clock.now()))

    def renew(self, card: FactCard) -> None:
        """Show how the fact stands now."""
        self._card = card
        self.query_one(FactPage).show(
            card,
            self.desk.clock.now(),
            explanation=self.desk.facts.explain(self._key) if self._with_answer else None,
            history=self.desk.facts.history(self._key),
        )

    def hints(self) -> Sequence[Hint]:
        """Back, and what can be done to the fact."""
        ids = (
            "card.leave",
            "card.put_aside",
            "card.flag",
            "card.reset",
            "card.edit",
            "card.preview",
        )
        return [self.hint(id) for id in ids if self.allows(id.partition(".")[2])]

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
