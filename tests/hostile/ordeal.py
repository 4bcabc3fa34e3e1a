"""What each case goes through: all that a person may do with a file that calls itself a deck."""

from __future__ import annotations

import gc
import re
import unicodedata
from html.parser import HTMLParser
from io import StringIO
from time import process_time

from quiz.deck.deck import Deck
from quiz.deck.specimens import question_of, ways_of
from quiz.errors import Problem
from quiz.handout import handout
from quiz.library.checking import Checked, as_json, render
from quiz.library.formatting import format_deck
from quiz.library.reading import read_deck_bytes
from quiz.library.shelf import entry_of
from quiz.plain.show import shown
from quiz.shapes import (
    Assign,
    Assigned,
    DontKnow,
    Order,
    Ordered,
    Pick,
    Picked,
    Question,
    Reveal,
    Type,
    Typed,
)

UNSAFE = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\u2028",
    "\u2029",
} - {"\n"}
"""What no terminal may be sent as part of a text; a tab within a deck's text is let through."""
_UNSAFE = re.compile(f"[{''.join(map(re.escape, sorted(UNSAFE - {chr(9)})))}]")

COLLECT_EVERY = 100
"""Reading takes all that there is for old, and what is old is hardly ever collected."""
WORTH_A_SECOND_LOOK_S = 0.5
"""What others do on the same cores slows a case, too: the quicker of two times counts then."""
LONGEST_ZERO_WIDTH = 8
_ZERO_WIDTH = {"Mn", "Me", "Cf"}
_FAR_FROM_ASCII = re.compile(rf"[^\x00-\x7f]{{{LONGEST_ZERO_WIDTH + 1},}}")
"""Where a flood may be: to look at every character of a page took longer than to make it."""


def unsafe(text: str) -> set[str]:
    """What of a text must not reach a terminal; a flood of marks is told by its first one."""
    found = set(_UNSAFE.findall(text))
    for far in _FAR_FROM_ASCII.findall(text):
        run = 0
        for char in far:
            run = run + 1 if unicodedata.category(char) in _ZERO_WIDTH else 0
            if run > LONGEST_ZERO_WIDTH:
                return {*found, char}
    return found


class Ordeal:
    """Puts contents through everything, and keeps how long the slowest took, by the processor."""

    def __init__(self) -> None:
        self.cases = self.decks = self.questions = 0
        self.slowest_s = self.peak_mib = 0.0
        self.slowest = b""

    def __call__(self, content: bytes) -> None:
        """Read, check, show, ask and format it; whatever is amiss raises."""
        took_s = self._timed(content)
        if took_s > max(self.slowest_s, WORTH_A_SECOND_LOOK_S):
            took_s = min(took_s, Ordeal()._timed(content))
        self.cases += 1
        if self.cases % COLLECT_EVERY == 0:
            gc.collect()
        if took_s > self.slowest_s:
            self.slowest_s, self.slowest = took_s, content

    def _timed(self, content: bytes) -> float:
        began = process_time()
        self._undergo(content)
        return process_time() - began

    def add(self, other: Ordeal) -> None:
        """Take in how it went elsewhere."""
        self.cases += other.cases
        self.decks += other.decks
        self.questions += other.questions
        self.slowest_s, self.slowest = max(
            (self.slowest_s, self.slowest), (other.slowest_s, other.slowest)
        )
        self.peak_mib = max(self.peak_mib, other.peak_mib)

    def _undergo(self, content: bytes) -> None:
        reading = read_deck_bytes(content, "d.toml")
        problems = reading.problems
        assert (reading.deck is None) == any(one.is_error for one in problems)
        _must_be_placed(content, problems)
        entry = entry_of(reading)
        assert entry.usable == (reading.deck is not None)
        told = render(Checked(1, problems))
        assert not unsafe(told), (unsafe(told), told)
        as_json(problems)
        if reading.deck is not None:
            self.decks += 1
            self._ask(reading.deck)
            _must_show(reading.deck)
            _must_format(content)

    def _ask(self, deck: Deck) -> None:
        """Make each question of each form, and answer it in every shape's way."""
        for way in ways_of(deck):
            for variant in range(2):
                question = question_of(deck, way, variant)
                self.questions += 1
                for response in _responses(question):
                    question.grade(response)
        for key in deck.facts:
            assert deck.facts[key].answer.isprintable() or not unsafe(deck.facts[key].answer)
            deck.explain(key)
            deck.tags(key)
            deck.subject(key)
            deck.rivals(key)


def _must_be_placed(content: bytes, problems: tuple[Problem, ...]) -> None:
    lines = content.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2
        assert problem.message
        assert not unsafe(problem.message)
        assert not unsafe(problem.hint)
        assert len(problem.message) <= 400
        assert "\n" not in problem.excerpt
    assert [(one.line, one.column) for one in problems] == sorted(
        (one.line, one.column) for one in problems
    )


def _must_show(deck: Deck) -> None:
    for line in shown(deck):
        assert not unsafe(line), (unsafe(line), line)
        assert "\n" not in line
    page = handout(deck)
    assert not unsafe(page), unsafe(page)
    _Tags(page)


def _must_format(content: bytes) -> None:
    formatted = format_deck(content, "d.toml")
    again = format_deck(formatted.new, "d.toml")
    assert not again.changed


def _responses(question: Question) -> list[object]:
    shape = question.shape
    found: list[object] = [DontKnow()]
    match shape:
        case Pick(options=options):
            found += [Picked((index,)) for index in range(len(options))]
        case Type(blanks=blanks):
            found += [Typed((text,) * len(blanks)) for text in ("", "x", "\x1b[31m", "1e999")]
        case Order(items=items):
            found += [Ordered(tuple(range(len(items))))]
        case Assign(items=items, one_each=one_each):
            count = len(items)
            found += [Assigned(tuple(range(count)) if one_each else (0,) * count)]
            found += [Assigned((None,) * count)]
        case Reveal():
            pass
    return found


class _Tags(HTMLParser):
    """Reads a page as a browser does; nothing of it may run or be fetched."""

    ALLOWED = frozenset(
        re.findall(
            r"\w+",
            "html head meta title style body h1 h2 h3 h4 p section article table thead tbody tr th "
            "td ul ol li span footer a em strong code pre blockquote br",
        )
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.feed(StringIO(page).read())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("src", "style", "srcdoc"), name
            if name == "href":
                assert (value or "").lower().startswith(("https://", "http://")), value
