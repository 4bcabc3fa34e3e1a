"""The keys of the actions: as Textual binds them, and as a person has set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from quiz.tui.actions import ACTIONS, BY_ID
from quiz.tui.key_names import named, passes_fields, readable

if TYPE_CHECKING:
    from collections.abc import Mapping


def bindings(place: str, *names: str) -> list[BindingType]:
    """The bindings of a part of the screen, all of them or those of the methods named."""
    return [
        Binding(
            action.keys,
            action.method,
            action.name,
            show=False,
            # A dialog heeds no other keys of the app, and a field would type them.
            priority=action.id == "app.quit",
            id=action.id,
        )
        for action in ACTIONS
        if action.place == place and (not names or action.method in names)
    ]


class Keys:
    """The keys as the person has set them, for all that shows or tells keys."""

    def __init__(self, remapped: Mapping[str, str]) -> None:
        self._remapped = {id: keys for id, keys in remapped.items() if id in BY_ID and keys.strip()}

    @property
    def keymap(self) -> dict[str, str]:
        """What differs from the defaults, as Textual takes it."""
        return {id: ",".join(self.all_of(id)) for id in self._remapped}

    def all_of(self, id: str) -> list[str]:
        """All keys of an action, by Textual's names."""
        keys = self._remapped.get(id, BY_ID[id].keys)
        return [named(key.strip()) for key in keys.split(",") if key.strip()]

    def first(self, id: str) -> str:
        """The key that is shown for an action, by Textual's name."""
        return self.all_of(id)[0]

    def clashes(self, id: str) -> list[tuple[str, str]]:
        """Keys of an action that another one on the same part of the screen has, and its id.

        Dialogs are of several kinds, which share their keys.
        """
        place, mine = BY_ID[id].place, self.all_of(id)
        others = [one.id for one in ACTIONS if one.place == place != "dialog" and one.id != id]
        return [(key, other) for other in others for key in self.all_of(other) if key in mine]

    def while_typing(self, id: str) -> str | None:
        """The first key of an action that a field leaves alone, by Textual's name, if any."""
        return next(filter(passes_fields, self.all_of(id)), None)

    def label(self, id: str) -> str:
        """The key as it is written on a keyboard."""
        return readable(self.first(id))
