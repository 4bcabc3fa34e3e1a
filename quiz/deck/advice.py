"""Advice on decks that are sound: what makes questions hard to learn from or easy to guess.

Each rule can be silenced where its author knows better, by `no_advice` on the card, the feature,
the comparison or the deck. What the rules rest on is told in docs/good-questions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import get_args

from quiz.authoring import AdviceRule, NoAdvice, leniencies_taken
from quiz.cards.card import Card
from quiz.cards.choice import Choice
from quiz.cards.flashcard import Flashcard
from quiz.cards.typed import TypedCard
from quiz.cards.vignette import Vignette
from quiz.comparison.making import is_english, table
from quiz.comparison.model import FeatureEntry
from quiz.comparison.table import Row
from quiz.deck.identity import feature_id
from quiz.deck.parsing import Parsed, ParsedComparison
from quiz.errors import Finding, KeyPath, Severity
from quiz.markdown import plain

LONGEST_ANSWER = 120
"""In characters: what is longer is not recalled as one thing."""
MUCH_LONGER, LONGER_BY = 2, 15
"""A right option that is so many times, and so many characters, longer than any wrong one."""
FEWEST_CHOICES, MOSTLY = 4, 0.75
"""From so many choices on, the right option should not be the longest in more than that share."""

RULES: Mapping[AdviceRule, str] = {
    "long-answer": "What takes a paragraph is never recalled whole, and is hard to mark: ask for "
    "its core, and put the rest into `because`.",
    "two-facts": "Whoever recalls one of them and not the other is neither right nor wrong: make "
    "two cards of it, or a `list`.",
    "longest-right": "A test-wise reader picks the longest option unread: shorten it, or give the "
    "wrong ones as much detail.",
    "yes-no": "A guess is right every other time: ask what, which or why instead, or compare.",
    "all-of-the-above": "Whoever knows two options, or rules one out, need not know the others: "
    "name them, and use `answers` where several are right.",
    "same-everywhere": "A comparison teaches what tells its subjects apart: add how they differ "
    "here, or keep it for what readers wrongly take for a difference.",
    "alike-subjects": "Nobody can learn to tell them apart from this table: add a feature in which "
    "they differ, or make one subject of them.",
}
"""Why each rule is a rule."""

_Found = tuple[AdviceRule, KeyPath, str]
_YES_NO = re.compile(r"(?:yes|no|true|false)\b", re.IGNORECASE)
_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|any|some) of (?:the )?(?:above|these|those|them)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r";\s|[^\W\d_]{4}[.!?]\s+[^\W\d_a-z]")
_ITEM = r"[\w'-]+(?: [\w'-]+){0,2}"
_ENUMERATION = re.compile(rf"{_ITEM}(?:, {_ITEM})+,? and {_ITEM}\.?")


def advise(parsed: Parsed) -> Iterator[Finding]:
    """All advice on the pieces of a deck that were sound, but for what its author silenced."""
    deck = _silenced(parsed.head.no_advice) if parsed.head else frozenset()
    english = is_english(parsed.head.language) if parsed.head else True
    for comparison in parsed.comparisons:
        yield from _on_comparison(comparison, deck, english)
    choices: list[tuple[KeyPath, Choice]] = []
    for index, card in parsed.cards:
        silenced = deck | _silenced(card.no_advice)
        at: KeyPath = ("card", index)
        yield from _told(_on_card(card, english), silenced, at)
        if isinstance(card, Choice) and "longest-right" not in silenced:
            choices.append((at, card))
    yield from _told(_on_choices(choices), deck, ())


def _silenced(no_advice: NoAdvice) -> frozenset[str]:
    if isinstance(no_advice, bool):
        return frozenset(get_args(AdviceRule)) if no_advice else frozenset()
    return frozenset(no_advice)


def _told(found: Iterator[_Found], silenced: frozenset[str], at: KeyPath) -> Iterator[Finding]:
    for rule, path, message in found:
        if rule not in silenced:
            hint = f'{RULES[rule]} Or keep it: `no_advice = ["{rule}"]`.'
            yield Finding((*at, *path), message, hint, Severity.ADVICE)


# Cards -------------------------------------------------------------------------------------------


def _on_card(card: Card, english: bool) -> Iterator[_Found]:
    if isinstance(card, Flashcard | TypedCard | Vignette):
        yield from _on_answer(plain(str(card.answer)), ("answer",), english)
    if isinstance(card, Choice):
        yield from _on_choice(card, english)
    if english and isinstance(card, Flashcard | TypedCard | Choice):
        answers = card.right if isinstance(card, Choice) else (str(card.answer),)
        if any(_YES_NO.match(plain(answer)) for answer in answers):
            yield "yes-no", ("prompt",), "The prompt is answered by yes or no"


def _on_answer(answer: str, at: KeyPath, english: bool) -> Iterator[_Found]:
    if len(answer) > LONGEST_ANSWER:
        yield "long-answer", at, f"The answer is {len(answer)} characters long"
    if _SENTENCES.search(answer) or (english and _ENUMERATION.fullmatch(answer)):
        yield "two-facts", at, "The answer seems to hold more than one fact"


def _on_choice(card: Choice, english: bool) -> Iterator[_Found]:
    right = min(len(plain(answer)) for answer in card.right)
    wrong = max(len(plain(option)) for option in card.wrong)
    if right >= MUCH_LONGER * wrong and right - wrong >= LONGER_BY:
        at = "answers" if card.answers else "answer"
        yield "longest-right", (at,), "The right option is much longer than the wrong ones"
    for index, option in enumerate(card.wrong):
        if english and _ABOVE.search(option):
            yield "all-of-the-above", ("wrong", index), f"{option!r} points at other options"
    for answer in card.right:
        if english and _ABOVE.search(answer):
            yield "all-of-the-above", ("answer",), f"{answer!r} points at other options"


def _on_choices(choices: list[tuple[KeyPath, Choice]]) -> Iterator[_Found]:
    """What shows only in many choices together; it is told at the first of them."""
    single = [(at, card) for at, card in choices if card.answer is not None]
    longest = [
        at
        for at, card in single
        if len(plain(card.right[0])) > max(len(plain(option)) for option in card.wrong)
    ]
    if len(single) >= FEWEST_CHOICES and len(longest) > MOSTLY * len(single):
        message = f"In {len(longest)} of {len(single)} choices the right option is the longest"
        yield "longest-right", longest[0], message


# Comparisons -------------------------------------------------------------------------------------


def _on_comparison(
    comparison: ParsedComparison, deck: frozenset[str], english: bool
) -> Iterator[Finding]:
    head, features = comparison.head, comparison.features
    at: KeyPath = ("comparison", comparison.index)
    silenced = deck | _silenced(head.no_advice)
    named = [(feature_id(feature.id, feature.name), feature) for _, feature in features]
    made = table(head, named, "deck", leniencies_taken(False))
    yield from _told(_on_subjects(made.rows, tuple(head.subject)), silenced, at)
    for (number, feature), row in zip(features, made.rows, strict=True):
        own = silenced | _silenced(feature.no_advice)
        yield from _told(_on_feature(feature, row, english), own, (*at, "feature", number))


def _on_feature(feature: FeatureEntry, row: Row, english: bool) -> Iterator[_Found]:
    first, *others = row.cells
    if others and all(row.same(first, cell) for cell in others):
        yield "same-everywhere", (), f"The feature {feature.name!r} tells no subjects apart"
    for cell in row.cells:
        for value in cell.values:
            yield from _on_answer(plain(value), ("cell", cell.subject.id), english)


def _on_subjects(rows: tuple[Row, ...], subjects: tuple[str, ...]) -> Iterator[_Found]:
    told_apart = {
        frozenset((one.subject.id, other.subject.id))
        for row in rows
        for one, other in combinations(row.cells, 2)
        if not row.same(one, other)
    }
    for one, other in combinations(subjects, 2):
        if frozenset((one, other)) not in told_apart:
            message = f"No feature tells {one!r} and {other!r} apart"
            yield "alike-subjects", ("subject", other), message
