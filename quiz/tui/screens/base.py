"""What all screens share: keys at the bottom, troubles told, a word where there is no room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar, final

from textual.content import Content
from textual.screen import ModalScreen, Screen

from quiz.errors import QuizError
from quiz.tui.widgets.foot import Foot, Hint, hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Key, Resize
    from textual.message import Message

    from quiz.study.desk import Desk
    from quiz.tui.keys import Keys

Result = TypeVar("Result")

NARROWEST = 40
LOWEST = 10
WIDE = 110
"""From this many columns on, panels stand side by side."""


class QuizScreen(Screen[Result]):
    """A screen over the desk; it says which keys matter and tells troubles instead of failing."""

    AUTO_FOCUS = ""
    stays_below = False
    """Whether a session that is begun from here leads back here, and not to the decks."""
    HORIZONTAL_BREAKPOINTS = [(WIDE, "-wide")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__()
        self.desk = desk
        self.keys = keys
        self.stale = False
        self._going = False

    def hints(self) -> Sequence[Hint]:
        """The keys that matter now, the most important first; help comes by itself."""
        return ()

    def hint(self, id: str, name: str = "") -> Hint:
        """The hint of an action under the key that the person has set."""
        return hint(self.keys, id, name)

    def show_hints(self, *, ruled: bool = False) -> None:
        """Tell the keys anew."""
        self.foot.show((*self.hints(), self.hint("app.help")), ruled=ruled)

    @property
    def wide(self) -> bool:
        """Whether panels stand side by side."""
        return self.app.size.width >= WIDE

    @property
    def foot(self) -> Foot:
        """The bottom line."""
        return self.query_one(Foot)

    # Going elsewhere.

    def go(self, way: Message) -> None:
        """Have the app open something else; until that is done, no key does anything here.

        The app opens it between two keys, of which the second may have come to this screen already:
        it would be taken here for what somebody meant there.
        """
        if not self._going:
            self._going = True
            self.post_message(way)
            # It comes to the app as the way does, and behind it: the way is gone by then.
            self.call_later(self.app.call_later, self._gone)

    def _gone(self) -> None:
        self._going = False

    @final
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing is done here any more once something else is being opened."""
        return not self._going and self.allows(action)

    def allows(self, action: str) -> bool:  # noqa: ARG002
        """Whether an action does something as things stand; screens say it here."""
        return True

    # Saying.

    def say(self, notice: str, tone: str = "$warn") -> None:
        """Say something at the bottom until the next key."""
        self.foot.say(notice, tone)

    @contextmanager
    def troubles_told(self) -> Iterator[None]:
        """Show an error that was raised on purpose, and go on as before it."""
        try:
            yield
        except QuizError as error:
            from quiz.tui.widgets.dialogs import Trouble

            self.app.push_screen(Trouble(str(error)))

    def on_foot_pressed(self, event: Foot.Pressed) -> None:
        """A click on a hint is its key."""
        event.stop()
        # Sent by the screen itself it would not rise to the app, where bindings are looked up.
        self.app.call_later(self.app.simulate_key, event.key)

    def on_key(self, event: Key) -> None:  # noqa: ARG002
        """What was said is read by now."""
        self.foot.say("")

    def on_screen_suspend(self) -> None:
        """What is shown may change while another screen is in front; not behind a mere dialog."""
        self.stale = self.stale or not isinstance(self.app.screen, ModalScreen)

    def on_screen_resume(self) -> None:
        """Look again at what may have changed."""
        if self.stale:
            self.stale = False
            self.look_again()

    def decks_changed(self) -> None:
        """Deck files were saved: show it now, or when this screen is in front again."""
        # Textual calls the screen below the front one current, too, be it hidden or not; and one
        # in front that has nothing on it yet.
        in_front = self.is_active or (self.is_current and isinstance(self.app.screen, ModalScreen))
        if in_front and self.is_mounted:
            self.tell_spoilt()
            self.look_again()
        else:
            self.stale = True

    def tell_spoilt(self) -> bool:
        """Say where a deck is broken just now, if one is: it stays in use as it was."""
        spoilt = self.desk.decks.spoilt()
        if spoilt is not None:
            # The name first, as a long path would leave no room for what is wrong.
            place = f"{PurePath(spoilt.path).name}:{spoilt.line}:{spoilt.column}"
            self.say(f"{place}: {spoilt.message}. In use as it was.")
        return spoilt is not None

    def look_again(self) -> None:
        """Show anew what may have changed meanwhile."""

    def on_resize(self, event: Resize) -> None:
        """Say so where nothing sensible would fit."""
        small = event.size.width < NARROWEST or event.size.height < LOWEST
        self.set_class(small, "-small")

    def render(self) -> Content:
        """Nothing of its own, but where there is no room for anything else."""
        if not self.has_class("-small"):
            return Content("")
        return Content(f"Too small: needs {NARROWEST}x{LOWEST}.")
