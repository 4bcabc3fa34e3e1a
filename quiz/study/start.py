"""How a session begins, and which one goes on instead: a session stands in the log by its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from quiz.facts import FactKey
from quiz.review import EventKind, Mode, Review
from quiz.study.ports import OpenSession, Store
from quiz.study.settings import Settings
from quiz.study.stopwatch import Stopwatch, stopped_at

Group = tuple[FactKey, ...]
"""Facts that are asked together, one after another or in one question."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a session was begun; it stands in the log, so that the session can go on.

    `decks` holds the digest of each deck's file by the deck's id; with `everything` all decks
    were asked for, whichever there are. `budget_ms` is the time from the session's beginning at
    which it is to end. `counting` says that the answers of an exam move the memory.

    A drill over chosen facts has them in `groups`, each to be asked together, and says `about`
    what it is: such a session goes on only where the same is asked for again.
    """

    id: str
    seed: int
    mode: Mode
    decks: Mapping[str, str]
    budget_ms: int | None = None
    resumed: bool = False
    everything: bool = False
    about: str = ""
    groups: tuple[Group, ...] = ()
    counting: bool = False

    def begun(self, session_id: str, seed: int) -> Start:
        """The same, as a session of its own."""
        return replace(self, id=session_id, seed=seed)

    def payload(self, settings: Settings) -> dict[str, object]:
        """The start as it is logged."""
        limits = settings.limits
        chosen = {"about": self.about, "groups": self.groups} if self.groups else {}
        return {
            "seed": self.seed,
            "mode": self.mode.value,
            "decks": dict(self.decks),
            "everything": self.everything,
            "limits": {"new": limits.new_per_day, "reviews": limits.reviews_per_day},
            "budget_ms": self.budget_ms,
            **chosen,
        }


def by_question(reviews: Iterable[Review]) -> dict[str, list[Review]]:
    """A session's reviews by the question they answer, in the order they were asked."""
    questions: dict[str, list[Review]] = {}
    for review in reviews:
        questions.setdefault(review.question_id, []).append(review)
    return questions


def resumed(
    store: Store, wanted: Start, study_day: date, seed: int | None, now_ms: int
) -> Start | None:
    """The session of this study day that goes on where `wanted` was asked for, if there is one.

    It keeps its seed: one that was begun with another than `seed`, if that is given, is not meant.
    Minutes asked for now count from now; else what is left of those it was begun with, if anything.
    """
    for left in _left_open(store, study_day):
        said = left.payload
        its_seed, decks = said.get("seed"), said.get("decks")
        if (
            said.get("mode") == wanted.mode.value
            and said.get("about", "") == wanted.about
            and isinstance(its_seed, int)
            and isinstance(decks, dict)
            and seed in (None, its_seed)
            and (set(decks) == set(wanted.decks) or (wanted.everything and said.get("everything")))
        ):
            watch = stopped_at(by_question(store.reviews(session_id=left.id)).values())
            return replace(
                wanted,
                id=left.id,
                seed=its_seed,
                budget_ms=_budget(wanted.budget_ms, said.get("budget_ms"), watch, now_ms),
                groups=_groups(said.get("groups")),
                resumed=True,
            )
    return None


def _budget(asked_for: int | None, begun_with: object, watch: Stopwatch, now_ms: int) -> int | None:
    if asked_for is not None:
        # The stopwatch runs on from the last answer: what is over of that was before the minutes.
        return watch.passed_by(now_ms) + asked_for
    return begun_with if isinstance(begun_with, int) and begun_with > watch.passed_ms else None


def _groups(said: object) -> tuple[Group, ...]:
    """The groups as they were logged, and none where another program wrote something else."""
    if not isinstance(said, list):
        return ()
    return tuple(
        tuple(FactKey(key) for key in group if isinstance(key, str))
        for group in said
        if isinstance(group, list)
    )


def _left_open(store: Store, study_day: date) -> Iterator[OpenSession]:
    """The sessions of the day that were begun here and have not ended, the last one first.

    Nearly always it is that one, or there is none: the log is searched only where it is another's.
    """
    last = store.open_session(study_day)
    if last is None:
        return
    yield last
    over = {last.id, *(event.target for event in store.events(EventKind.SESSION_ENDED))}
    begun = list(store.events(EventKind.SESSION_STARTED))
    here = {event.machine for event in begun if event.target == last.id}
    for event in reversed(begun):
        if event.study_day == study_day and event.target not in over and event.machine in here:
            yield OpenSession(event.target, event.at, study_day, event.payload)
