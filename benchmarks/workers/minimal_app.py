"""The least a Textual app can be: one line of text, which counts the keys pressed."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "A minimal app"


class MinimalApp(App[None]):
    """One Static."""

    keys = 0

    def compose(self) -> ComposeResult:
        """The one line."""
        yield Static(TEXT)

    def on_key(self) -> None:
        """Show that a key came in."""
        self.keys += 1
        self.query_one(Static).update(f"{TEXT}, {self.keys} keys")


if __name__ == "__main__":
    MinimalApp().run()
