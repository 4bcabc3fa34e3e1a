"""Search over facts, as typed into the browser: `deck:ivig is:due myelin`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from quiz.errors import UsageError
from quiz.review import State
from quiz.study.status import FactCard
from quiz.text import normalise

Test = Callable[[FactCard], bool]

_STATES: dict[str, Test] = {
    "new": lambda card: card.memory is None,
    "due": lambda card: card.due and not card.suspended,
    "learning": lambda card: (
        card.memory is not None and card.memory.state in (State.LEARNING, State.RELEARNING)
    ),
    "leech": lambda card: card.leech,
    "suspended": lambda card: card.suspended,
    "buried": lambda card: card.buried_until is not None,
    "flagged": lambda card: card.flag is not None,
}


def search(query: str, cards: Iterable[FactCard]) -> tuple[FactCard, ...]:
    """The facts that all words of the query hold of; a word in quotes may have spaces.

    Raises UsageError for a key or an `is:` that does not exist, with what was perhaps meant.
    """
    tests = [_test(word) for word in _words(query)]
    return tuple(card for card in cards if all(test(card) for test in tests))


def _words(query: str) -> list[str]:
    words: list[str] = []
    current, quoted = "", False
    for char in query:
        if char == '"':
            quoted = not quoted
        elif char.isspace() and not quoted:
            words.append(current)
            current = ""
        else:
            current += char
    return [word for word in (*words, current) if word]


def _test(word: str) -> Test:
    if word.startswith("-") and len(word) > 1:
        wanted = _test(word[1:])
        return lambda card: not wanted(card)
    key, colon, value = word.partition(":")
    if not colon or not key.isalpha():
        return _text(word)
    if key.lower() not in _KEYS:
        raise UsageError(_unknown(f"{key}:", tuple(f"{known}:" for known in _KEYS)))
    return _KEYS[key.lower()](value)


def _state(name: str) -> Test:
    if name not in _STATES:
        raise UsageError(_unknown(f"is:{name}", tuple(f"is:{known}" for known in _STATES)))
    return _STATES[name]


def _unknown(given: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(given, known, 1)
    meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return f"{given} is not a way to search: {meant}"


def _text(value: str) -> Test:
    return lambda card: (
        _within(value, card.prompt)
        or _within(value, card.fact.answer)
        or _within(value, card.subject)
        or value.lower() in card.fact.key
    )


def _within(needle: str, text: str) -> bool:
    return normalise(needle) in normalise(text)


_KEYS: dict[str, Callable[[str], Test]] = {
    "is": lambda value: _state(value.lower()),
    "deck": lambda value: (
        lambda card: _within(value, card.deck_id) or _within(value, card.deck_title)
    ),
    "tag": lambda value: lambda card: any(_within(value, tag) for tag in card.tags),
    "subject": lambda value: lambda card: _within(value, card.subject),
    "flag": lambda value: lambda card: card.flag is not None and _within(value, card.flag),
    "form": lambda value: lambda card: value.lower() in card.forms,
    "text": _text,
}
