"""The command palette: what can be done here by name, decks by title, and the looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from quiz.errors import QuizError
from quiz.terminal_text import one_line
from quiz.tui.actions import BY_ID
from quiz.tui.messages import ExamChosen, PreviewChosen, ScoresChosen, StudyChosen, TableChosen
from quiz.tui.screens.base import QuizScreen
from quiz.tui.themes import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Command(NamedTuple):
    """Something to be found and run."""

    name: str
    run: Callable[[], object]


class Commands(Provider):
    """All text is plain: neither a title nor what is typed is read as markup."""

    def _commands(self) -> Iterator[Command]:
        yield from self._actions()
        screen = self.screen
        if isinstance(screen, QuizScreen):
            yield from _decks(screen)
        for name in NAMES:
            yield Command(f"Theme: {name}", partial(self.app.run_action, f"look('{name}')"))

    def _actions(self) -> Iterator[Command]:
        seen: set[str] = set()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            action = BY_ID.get(binding.id or "")
            if action is None or not enabled or action.id in seen or action.keys.isdigit():
                continue
            seen.add(action.id)
            if action.place not in ("list", "text", "app") or action.id == "app.help":
                run = partial(self.app.run_action, binding.action, node)
                yield Command(action.says, run)

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.name), command.run, command.name)

    async def search(self, query: str) -> Hits:
        """What is like the words typed."""
        find = self.matcher(query).fuzzy_search
        for command in self._commands():
            score, places = find.match(query, command.name)
            if score > 0:
                shown = Content(command.name)
                for place in places:
                    shown = shown.stylize(self.match_style or "underline", place, place + 1)
                yield Hit(score, shown, command.run, command.name)


def _decks(screen: QuizScreen[object]) -> Iterator[Command]:
    try:
        decks = screen.desk.decks.overview(screen.desk.clock.now()).decks
    except QuizError:
        return
    for deck in decks:
        if deck.usable:
            choose = partial(screen.post_message, StudyChosen((deck.id,)))
            yield Command(f"Study: {one_line(deck.title)}", choose)
            choose = partial(screen.post_message, ScoresChosen(deck.id))
            yield Command(f"Scores: {one_line(deck.title)}", choose)
            choose = partial(screen.post_message, ExamChosen((deck.id,)))
            yield Command(f"Exam: {one_line(deck.title)}", choose)
            choose = partial(screen.post_message, PreviewChosen(deck.id))
            yield Command(f"Preview: {one_line(deck.title)}", choose)
            if deck.tables:
                choose = partial(screen.post_message, TableChosen((deck.id,)))
                yield Command(f"Table: {one_line(deck.title)}", choose)
