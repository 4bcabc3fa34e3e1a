"""`quiz config`: where things are, and what is set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.commands.output import table, write_lines, write_problems, write_text
from quiz.commands.request import Request
from quiz.errors import ProblemsFound
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.library.configuration import Row
    from quiz.tui.keys import Keys


def run(request: Request) -> int:
    """Show the places and the settings; 1 where the configuration has mistakes, which are shown."""
    from quiz.library.configuration import default_config

    if request.example:
        write_text(default_config())
        return 0
    wiring = Wiring(request.options)
    if request.keys:
        write_lines(_keys(wiring))
        return 0
    write_lines(_places(wiring))
    try:
        write_lines(["", *_settings(wiring)])
    except ProblemsFound as found:
        write_lines([""])
        write_problems(found.problems)
        return 1
    return 0


def _places(wiring: Wiring) -> Iterator[str]:
    kept, looked = wiring.paths, wiring.places
    rows = [
        ("your answers", kept.log),
        ("configuration", kept.config),
        ("your decks", kept.decks),
        *(("more decks", path) for path in looked.given),
        ("shipped decks", looked.shipped),
        ("cache", kept.cache),
    ]
    for name, path in rows:
        missing = "" if path is None or path.exists() else "  (not there yet)"
        yield f"{name:13}  {one_line(str(path))}{missing}"


def _settings(wiring: Wiring) -> list[str]:
    from quiz.library.configuration import describe, read_configuration
    from quiz.tui.actions import BY_ID
    from quiz.tui.key_names import is_key
    from quiz.tui.keys import Keys

    # Only here is it looked at whether there are such actions and keys: their names are the
    # screen's, and studying with one misspelt key is better than not studying.
    configuration = read_configuration(wiring.paths.config, BY_ID, is_key)
    keys = Keys(configuration.settings.keys)
    rows = [
        (row.name, row.value, "" if row.is_default else "set", _says(row, keys))
        for row in describe(configuration)
    ]
    return table(("setting", "value", "", "what it does"), rows)


def _says(row: Row, keys: Keys) -> str:
    """What a setting does; of keys also whether something else beside it has them."""
    from quiz.tui.actions import BY_ID
    from quiz.tui.key_names import readable

    action = BY_ID.get(row.name.removeprefix("keys."))
    if action is None:
        return row.says
    clashes = [f"{readable(key)} is that of {other}, too" for key, other in keys.clashes(action.id)]
    return ". ".join([action.says, *clashes])


def _keys(wiring: Wiring) -> list[str]:
    """Every action of the screens by its id, with the keys that it has now."""
    from quiz.tui.actions import ACTIONS, PLACES
    from quiz.tui.key_names import readable
    from quiz.tui.keys import Keys

    keys = Keys(wiring.settings.keys)
    rows = [
        (action.id, " ".join(map(readable, keys.all_of(action.id))), where, action.says)
        for place, where in PLACES.items()
        for action in ACTIONS
        if action.place == place
    ]
    return table(("id", "keys", "where", "what it does"), rows)
