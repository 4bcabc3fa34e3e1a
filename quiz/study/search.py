"""Search over facts, as typed into the browser: `deck:ivig is:due myelin`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from quiz.errors import UsageError
from quiz.review import State
from quiz.study.fact_cards import FactCard
from quiz.text import normalise

Test = Callable[[FactCard], bool]

QUOTE = '"'
"""Stands around what has spaces, or is text though it looks like a key."""

_STATES: dict[str, Test] = {
    "new": lambda card: card.memory is None,
    "due": lambda card: card.due and not card.suspended and card.buried_until is None,
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

    A word that begins with a quote is text, whatever colons it has. Raises UsageError for a key or
    an `is:` that does not exist, with what was perhaps meant.
    """
    tests = [_test(word) for word in _words(query)]
    return tuple(card for card in cards if all(test(card) for test in tests))


def _words(query: str) -> list[str]:
    """The words, with the quotes that they began with: those say that it is text."""
    words: list[str] = []
    current, quoted = "", False
    for char in query:
        if char == QUOTE:
            quoted = not quoted
            current += QUOTE if current in ("", "-") else ""
        elif char.isspace() and not quoted:
            words.append(current)
            current = ""
        else:
            current += char
    return [word for word in (*words, current) if word.strip(QUOTE)]


def _test(word: str) -> Test:
    if word.startswith("-") and len(word) > 1:
        wanted = _test(word[1:])
        return lambda card: not wanted(card)
    if word.startswith(QUOTE):
        return _text(word[1:])
    key, colon, value = word.partition(":")
    if not colon or not key.isalpha():
        return _text(word)
    if key.lower() not in _KEYS:
        raise UsageError(_unknown(f"{key}:", tuple(f"{known}:" for known in _KEYS)))
    return _KEYS[key.lower()](value)


def _state(name: str) -> Test:
    state = name.lower()
    if state not in _STATES:
        raise UsageError(_unknown(f"is:{name}", tuple(f"is:{known}" for known in _STATES)))
    return _STATES[state]


def _unknown(given: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(given, known, 1)
    meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return f"{given} is not a way to search: {meant}"


def _text(value: str) -> Test:
    within, plain = _within(value), value.lower()
    return lambda card: (
        plain in card.fact.key
        or within(card.prompt)
        or within(card.fact.answer)
        or within(card.subject)
    )


def _within(needle: str) -> Callable[[str], bool]:
    """Whether a text holds the needle, compared as leniently as answers are."""
    wanted = normalise(needle)
    return lambda text: wanted in normalise(text)


def _deck(value: str) -> Test:
    within = _within(value)
    return lambda card: within(card.deck_id) or within(card.deck_title)


def _tag(value: str) -> Test:
    within = _within(value)
    return lambda card: any(within(tag) for tag in card.tags)


def _subject(value: str) -> Test:
    within = _within(value)
    return lambda card: within(card.subject)


def _flag(value: str) -> Test:
    within = _within(value)
    return lambda card: card.flag is not None and within(card.flag)


def _form(value: str) -> Test:
    return lambda card: value.lower() in card.forms


_KEYS: dict[str, Callable[[str], Test]] = {
    "is": _state,
    "deck": _deck,
    "tag": _tag,
    "subject": _subject,
    "flag": _flag,
    "form": _form,
    "text": _text,
}
