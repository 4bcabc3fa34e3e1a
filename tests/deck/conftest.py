from __future__ import annotations

from collections.abc import Callable

import pytest
import tomli

from quiz.deck.deck import Deck, read_deck
from quiz.errors import Severity

HEAD = 'format = 1\nid = "nerves"\ntitle = "Nerves"\n'


@pytest.fixture(scope="session")
def deck() -> Callable[[str], Deck]:
    """Read a deck that has no errors; what heads every deck is put before it, if it is missing."""

    def read(toml: str) -> Deck:
        made, findings = read_deck(tomli.loads(toml if "format" in toml else HEAD + toml))
        assert made is not None, [one for one in findings if one.severity is Severity.ERROR]
        return made

    return read
