"""Facts that something is known of and that no deck has now, and where they may have gone.

An id that was changed without an alias leaves its progress behind. Which new fact it may belong to
is told by likeness; that it does is for the person to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.review import EventKind
from quiz.study.ports import Library, Look, Store
from quiz.text import normalise

LIKE = 0.75
"""How like each other two answers are, of 1, before their facts are taken for one."""
_KEYS_COUNT = 0.5
"""How much the keys say beside the answers: of two facts with one answer the nearer key wins."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A fact that no deck has now; `answer` is what it last was, "" if it was never answered."""

    key: FactKey
    answer: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact of a deck, never answered, that an orphan may have become."""

    orphan: Orphan
    key: FactKey
    answer: str


@dataclass(frozen=True, slots=True)
class Orphans:
    """All orphans, and how many facts merely wait for a deck that has errors, by its id."""

    facts: tuple[Orphan, ...]
    waiting: Mapping[str, int]


def orphans(store: Store, library: Library) -> Orphans:
    """Find the facts that are known and in no deck."""
    entries = library.entries()
    live = {fact.key for entry in entries if entry.usable for fact in entry.facts}
    broken = {entry.id for entry in entries if not entry.usable and entry.shadowed_by is None}
    lost = sorted(known(store) - live)
    waiting: dict[str, int] = {}
    for key in lost:
        if deck_of(key) in broken:
            waiting[deck_of(key)] = waiting.get(deck_of(key), 0) + 1
    gone = (key for key in lost if deck_of(key) not in broken)
    return Orphans(tuple(orphan(store, key) for key in gone), waiting)


def orphan(store: Look, key: FactKey) -> Orphan:
    """A fact that no deck has, with what its answer was when it was last asked."""
    digest = ""
    for review in store.reviews(fact=key):
        digest = review.answer_digest
    return Orphan(key, store.answer_text(digest) or "")


def known(store: Look) -> set[FactKey]:
    """All facts of which anything is known."""
    standing = store.standing()
    return {*store.held(), *standing.suspended, *standing.buried, *standing.flagged}


def offers(found: Sequence[Orphan], store: Look, library: Library) -> list[Offer]:
    """For each orphan the fact that it has most likely become, if any; no fact is offered twice."""
    parts = {part for orphan in found if orphan.answer for part in orphan.key.split("/")}
    fresh = _fresh(library, known(store), parts)
    scored = (
        (likeness, orphan, key, answer)
        for orphan in found
        if orphan.answer
        for likeness, key, answer in _likened(orphan, fresh)
    )
    # A stable sort by score alone: among equals the order of facts decides, the same every time.
    best = sorted(scored, key=lambda one: -one[0])
    made: list[Offer] = []
    for _, orphan, key, answer in best:
        if not any(orphan == one.orphan or key == one.key for one in made):
            made.append(Offer(orphan, key, answer))
    return sorted(made, key=lambda offer: offer.orphan.key)


def _fresh(
    library: Library, known: Collection[FactKey], parts: Set[str]
) -> list[tuple[FactKey, str]]:
    """The facts of which nothing is known, with their answers, whose keys have one of the parts.

    Only decks that have such facts are read.
    """

    def is_fresh(key: FactKey) -> bool:
        return key not in known and not parts.isdisjoint(key.split("/"))

    found: list[tuple[FactKey, str]] = []
    for entry in library.entries():
        if not entry.usable or not any(is_fresh(fact.key) for fact in entry.facts):
            continue
        try:
            deck = library.deck(entry.id)
        except (ProblemsFound, UsageError):  # it was changed since it was listed
            continue
        found += ((key, fact.answer) for key, fact in deck.facts.items() if is_fresh(key))
    return found


def _likened(
    orphan: Orphan, fresh: Iterable[tuple[FactKey, str]]
) -> Iterator[tuple[float, FactKey, str]]:
    """The facts that an orphan may have become, each with how likely that is."""
    parts, wanted = set(orphan.key.split("/")), normalise(orphan.answer)
    # What it remembers of the second text is what takes its time.
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    for key, answer in fresh:
        # "Yes" is the answer of many: so at least a part of the key has to be the same.
        if parts.isdisjoint(key.split("/")):
            continue
        matcher.set_seq1(normalise(answer))
        if matcher.real_quick_ratio() >= LIKE and (alike := matcher.ratio()) >= LIKE:
            keys = SequenceMatcher(None, orphan.key, key, autojunk=False).ratio()
            yield alike + _KEYS_COUNT * keys, key, answer


def keep(
    pairs: Iterable[tuple[str, str]],
    store: Store,
    library: Library,
    now: datetime,
    study_day: date,
) -> int:
    """Let what is known of each old key go on under the new one, and say of how many it did.

    Raises UsageError, and moves nothing, where an old key is no orphan or a new one is no fact.
    """
    found = {orphan.key for orphan in orphans(store, library).facts}
    live = {fact.key for entry in library.entries() if entry.usable for fact in entry.facts}
    wanted = [(FactKey(old), FactKey(new)) for old, new in pairs]
    for old, new in wanted:
        if old not in found:
            raise UsageError(f"{old} is no fact that lost its deck.")
        if new not in live:
            raise UsageError(f"{new} is no fact of any deck.")
    for old, new in dict(wanted).items():
        store.note(EventKind.MOVED, new, {"from": old}, now, study_day)
    return len(dict(wanted))
