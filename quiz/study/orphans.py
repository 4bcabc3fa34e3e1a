"""Facts that something is known of and that no deck has now, and where they may have gone.

An id that was changed without an alias leaves its progress behind. Which new fact it may belong to
is told by likeness; that it does is for the person to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.review import EventKind
from quiz.study.ports import Library, Store
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
    lost = sorted(_known(store) - live)
    waiting: dict[str, int] = {}
    for key in lost:
        if deck_of(key) in broken:
            waiting[deck_of(key)] = waiting.get(deck_of(key), 0) + 1
    gone = [key for key in lost if deck_of(key) not in broken]
    digests = {review.fact: review.answer_digest for review in store.reviews()} if gone else {}
    return Orphans(
        tuple(Orphan(key, store.answer_text(digests.get(key, "")) or "") for key in gone), waiting
    )


def _known(store: Store) -> set[FactKey]:
    standing = store.standing()
    return {*store.memories(), *standing.suspended, *standing.buried, *standing.flagged}


def offers(found: Sequence[Orphan], store: Store, library: Library) -> list[Offer]:
    """For each orphan the fact that it has most likely become, if any; no fact is offered twice."""
    known = _known(store)
    fresh = [one for one in _facts(library) if one[0] not in known]
    scored = (
        (_likeness(orphan, key, answer), orphan, key, answer)
        for orphan in found
        if orphan.answer
        for key, answer in fresh
    )
    # A stable sort by score alone: among equals the order of facts decides, the same every time.
    best = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
    made: list[Offer] = []
    for _, orphan, key, answer in best:
        if not any(orphan == one.orphan or key == one.key for one in made):
            made.append(Offer(orphan, key, answer))
    return sorted(made, key=lambda offer: offer.orphan.key)


def _facts(library: Library) -> list[tuple[FactKey, str]]:
    found: list[tuple[FactKey, str]] = []
    for entry in library.entries():
        if not entry.usable:
            continue
        try:
            deck = library.deck(entry.id)
        except (ProblemsFound, UsageError):  # it was changed since it was listed
            continue
        found += ((fact.key, fact.answer) for fact in deck.facts.values())
    return found


def _likeness(orphan: Orphan, key: FactKey, answer: str) -> float:
    """How likely a fact is what an orphan has become: 0 where it surely is not."""
    one, other = normalise(orphan.answer), normalise(answer)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if one != other and (matcher.real_quick_ratio() < LIKE or matcher.ratio() < LIKE):
        return 0.0
    # "Yes" is the answer of many: then at least a part of the key has to be the same.
    shared = set(orphan.key.split("/")) & set(key.split("/"))
    if not shared:
        return 0.0
    keys = SequenceMatcher(None, orphan.key, key, autojunk=False).ratio()
    return (1.0 if one == other else matcher.ratio()) + _KEYS_COUNT * keys


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
