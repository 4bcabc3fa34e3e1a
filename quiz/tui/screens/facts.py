"""What one can do to a fact where one looks at it: suspend, flag, reset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.facts import deck_of
from quiz.tui.messages import EditWanted, PreviewChosen
from quiz.tui.screens.base import QuizScreen, Result
from quiz.tui.widgets.dialogs import Confirm, flag_prompt

if TYPE_CHECKING:
    from quiz.facts import FactKey
    from quiz.study.fact_cards import FactCard
    from quiz.tui.widgets.foot import Hint


class FactScreen(QuizScreen[Result]):
    """A screen with a fact at hand."""

    @property
    def at_hand(self) -> FactCard | None:
        """The fact that keys speak of."""
        raise NotImplementedError

    def renew(self, card: FactCard) -> None:
        """Show how the fact stands now."""
        raise NotImplementedError

    def allows(self, action: str) -> bool:
        """Without a fact there is nothing to do to it."""
        if action == "edit":
            return self.editable is not None
        return self.at_hand is not None or action not in ("put_aside", "flag", "reset", "preview")

    def hint(self, id: str, name: str = "") -> Hint:
        """A fact that is suspended is to be taken up."""
        suspended = self.at_hand is not None and self.at_hand.suspended
        return super().hint(id, "take up" if suspended and id.endswith(".put_aside") else name)

    def action_put_aside(self) -> None:
        """Suspend the fact, or take it up again."""
        card, now = self.at_hand, self.desk.clock.now()
        if card is not None:
            with self.troubles_told():
                change = self.desk.facts.resume if card.suspended else self.desk.facts.suspend
                change(card.fact.key, now)
                self._changed(card, "Taken up again." if card.suspended else "Suspended.")

    def action_flag(self) -> None:
        """Ask for a reason; none takes the flag away."""
        card = self.at_hand
        if card is not None:
            self.app.push_screen(flag_prompt(card.flag), lambda reason: self._flag(card, reason))

    def _flag(self, card: FactCard, reason: str | None) -> None:
        if reason is None or (not reason and card.flag is None):
            return
        now = self.desk.clock.now()
        with self.troubles_told():
            if reason:
                self.desk.facts.flag(card.fact.key, reason, now)
            else:
                self.desk.facts.unflag(card.fact.key, now)
            self._changed(card, "Flagged." if reason else "Not flagged any more.")

    def action_edit(self) -> None:
        """Open the fact in the person's editor."""
        key = self.editable
        if key is not None:
            with self.troubles_told():
                self.post_message(EditWanted(self.desk.decks.place(key)))

    def action_preview(self) -> None:
        """See the questions of the fact; one that a session has open is not to be given away."""
        if self.at_hand is not None:
            key = self.at_hand.fact.key
            self.go(PreviewChosen(deck_of(key), key))

    @property
    def editable(self) -> FactKey | None:
        """The fact that may be edited: the one at hand."""
        return self.at_hand.fact.key if self.at_hand else None

    def action_reset(self) -> None:
        """Ask first: what was learnt is hard to get back."""
        card = self.at_hand
        if card is not None:
            question = "Forget what was learnt of this fact? Its history stays to be seen."
            self.app.push_screen(
                Confirm(question, card.prompt), lambda agreed: self._reset(card, agreed=agreed)
            )

    def _reset(self, card: FactCard, *, agreed: bool | None) -> None:
        if agreed:
            with self.troubles_told():
                self.desk.facts.reset(card.fact.key, self.desk.clock.now())
                self._changed(card, "Forgotten: it is new again.")

    def _changed(self, card: FactCard, said: str) -> None:
        self.renew(self.desk.facts.card(card.fact.key, self.desk.clock.now()))
        self.show_hints()
        self.say(said, "$quiet")
