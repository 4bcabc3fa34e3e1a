"""Where a session stands: each face shows one of these and hands back what the person did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quiz.facts import Fact, FactKey
from quiz.review import Memory, Mode, Rating, Review
from quiz.shapes import Explanation, NearMiss, Question, Verdict


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rating leads to: fixed when the verdict shows, so it is what then happens.

    `due_at` is in UTC milliseconds, `interval_days` a fraction of a day for a learning step.
    """

    interval_days: float
    due_at: int


@dataclass(frozen=True, slots=True)
class InBundle:
    """A question's place among those asked one after another, with no verdict in between."""

    number: int
    size: int


@dataclass(frozen=True, slots=True)
class Introduced:
    """Two or more facts of one feature are shown side by side, before they are first asked.

    `explanation` is that of the first; its contrast holds the subjects to be met alone.
    """

    facts: tuple[Fact, ...]
    deck_title: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Asked:
    """A question is being shown.

    `previews` and `explanation` come along in a `Reveal` only, to be shown once it was revealed:
    there the person's own rating is the answer, and nothing is left to be shown after it. There
    are no previews where the answer will not move the schedule. `revealed` says that the session
    was told of the revealing (`Session.reveal`): the previews are then fixed.

    `number` counts the questions of the session from 1, `total` is the best guess at how many
    there will be. `changed_from` is the right answer as it was at the last review, where the
    author has changed it since. `bundle` is the question's place where it is asked together with
    others: its verdict then comes after the last of them.
    """

    question: Question
    fact: Fact
    deck_title: str
    number: int
    total: int
    memory: Memory | None
    shown_at: datetime
    previews: Mapping[Rating, Preview] | None = None
    explanation: Explanation | None = None
    leech: bool = False
    flag: str | None = None
    changed_from: str | None = None
    revealed: bool = False
    bundle: InBundle | None = None


@dataclass(frozen=True, slots=True)
class Declaring:
    """The answer is in; how sure was it? Asked before anything is said of right or wrong.

    In a `Reveal` it is in when the person wants to see what is right, and asked before that.
    """

    asked: Asked


@dataclass(frozen=True, slots=True)
class Answered:
    """The verdict, committed with the proposed rating; another of `ratings` may overrule it.

    `counted` is False where another process answered the fact meanwhile, or the question was
    asked in a mode that does not move the schedule: then `ratings` is empty, and the previews say
    where the fact stands, whatever the rating. It is empty, too, where of several facts none was
    right. `unknown` says that the person did not know.
    """

    asked: Asked
    verdict: Verdict
    explanation: Explanation
    rating: Rating
    ratings: tuple[Rating, ...]
    previews: Mapping[Rating, Preview]
    reviews: tuple[Review, ...]
    counted: bool = True
    became_leech: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Doubted:
    """What was typed is a near miss: was it meant?

    In a bundle that is asked where the verdict comes, for it shows what is right: the answer is
    then committed as one that was meant, and `answered` is its verdict.
    """

    asked: Asked
    near_miss: NearMiss
    answered: Answered | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer is committed, and its verdict waits for the rest of the bundle: go on."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing can be asked until a learning step is over."""

    until: datetime
    facts: int


class Ending(StrEnum):
    """Why a session is over."""

    DONE = "done"
    TIME = "time"
    LEFT = "left"
    NOTHING_DUE = "nothing-due"


@dataclass(frozen=True, slots=True)
class Confused:
    """Two facts taken for each other in this session, by what they are called."""

    asked: str
    chosen: str
    times: int


@dataclass(frozen=True, slots=True)
class DeckTally:
    """A deck's share of a session."""

    title: str
    questions: int
    right: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The session is over, and this was it.

    `due_now` counts what can still be asked today, `held_back` what is due but has to wait since
    the day's limits are reached, `more_new` what is new and could be begun if the day's limit of
    that did not stand in the way. `next_due` is when the next fact can be asked that cannot be now,
    None where nothing is scheduled. `missed` leaves out facts that are no longer in their deck.
    """

    ending: Ending
    questions: int
    right: int
    duration_ms: int
    decks: tuple[DeckTally, ...]
    confused: tuple[Confused, ...]
    missed: tuple[FactKey, ...]
    next_due: datetime | None
    due_now: int
    new_left: int
    mode: Mode
    held_back: int = 0
    more_new: int = 0

    @property
    def why_not_new(self) -> str:
        """Why what is new was not begun, to be said after how much it is."""
        whole = self.ending in (Ending.DONE, Ending.NOTHING_DUE)
        if not whole or self.mode is not Mode.STUDY:
            return ""
        if self.held_back:
            return ", left for a day on which less is due"
        return ", left for another day"


Turn = Introduced | Asked | Declaring | Doubted | Kept | Answered | Waiting | Finished
