"""A simulated learner: memories that fade, and alike cells that are taken for each other.

The learner knows nothing of the scheduler and the scheduler nothing of the learner: what passes
between them is questions, responses and time. All figures are in `Model`, each with its source;
README.md tells the whole, and where it is weak. They were set before the first result was seen.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from statistics import NormalDist
from typing import NamedTuple

from benchmarks.learning.tables import Standing
from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.review import Rating

DAY_SECONDS = 86_400
_FORGETTING = Forgetting()


@dataclass(frozen=True, slots=True)
class Model:
    """What the learners of one run are like.

    Strengths of interference and of contrast are in odds and log-odds of taking one fact's value
    for another's. Times are in days, but for those of answering, which are in seconds.
    """

    interference: float = 0.5
    """Odds of an intrusion from one rival of likeness 1, where both are known and neither firm."""
    gradient: float = 3.0
    """How steeply confusion falls with unlikeness: exp(-gradient * (1 - likeness)) (Shepard)."""
    firm_days: float = 21.0
    """Stability at which a fact is half firm."""
    firmness_helps: float = 0.6
    """The share of an intrusion that a wholly firm fact on either side does away with."""
    contrast: float = 0.3
    """Log-odds that one juxtaposition of two known rivals takes from their confusion.

    Less than what experiments on interleaving would have it be (`calibration.py`): those were
    mostly on pictures.
    """
    most_contrast: float = 2.0
    """The most that contrast can take from a pair, in log-odds."""
    rejection: float = 0.5
    """What a tempting wrong option seen and not taken teaches, as a share of `contrast`."""
    correction: float = 0.25
    """What feedback on a confusion teaches of the pair, as a share of `contrast`."""
    lag: float = 1.0
    """Questions in between over which a juxtaposition's worth falls to 1/e."""
    contrast_half_life: float = 30.0
    """Days in which half of what was learnt of a pair is gone."""
    blur: float = 0.3
    """Log-odds that a pair loses where both were first met next to each other."""
    recognition: float = 0.5
    """The share of what cannot be recalled that is recognised among options."""
    guessing: float = 0.5
    """The share of what is not recognised that is guessed rather than left open."""
    unevenness: float = 0.35
    """Spread (of the logarithm) of how quickly facts fade; as much again between persons."""


class Trace(NamedTuple):
    """The learner's own memory of a fact: stability and difficulty as they truly are."""

    stability: float
    difficulty: float
    at: float
    """When it was last answered, in days."""


class Lesson(NamedTuple):
    """What is known of how two cells differ: log-odds off their confusion, less if below zero."""

    strength: float
    at: float


class Met(NamedTuple):
    """A question a moment ago: which fact, whether it was known, and whether it was new."""

    fact: FactKey
    known: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Thought:
    """What comes to mind at a question: the value of `taken_from`, or nothing where it is None.

    `recalled` tells what was called to mind from what was only recognised among options.
    """

    taken_from: FactKey | None
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A final test: shares of all facts, as expected values and not as one draw.

    `confused` counts values of other subjects given in recall; `chosen_wrongly` is the share of
    wrong choices where all rivals are shown and something must be chosen.
    """

    recall: float
    confused: float
    chosen_wrongly: float


class Learner:
    """One person over one deck; the same seed gives the same person and the same luck.

    Luck hangs on the fact and on how often it was met, not on the order of questions, so that two
    policies meet the same learner and their difference is not mostly chance.
    """

    def __init__(self, seed: int, facts: Mapping[FactKey, Standing], model: Model) -> None:
        self.model = model
        self.facts = facts
        self._seed = seed
        person = self._spread("person")
        self._pace = {fact: person * self._spread(fact) for fact in facts}
        self._likeness = {
            fact: {rival.fact: rival.likeness for rival in standing.rivals}
            for fact, standing in facts.items()
        }
        self._traces: dict[FactKey, Trace] = {}
        self._times: dict[FactKey, int] = {}
        self._lessons: dict[frozenset[FactKey], Lesson] = {}
        self._last: deque[Met] = deque(maxlen=6)

    # What is in memory.

    def recall(self, fact: FactKey, at: float) -> float:
        """The chance that a fact can be called to mind."""
        trace = self._traces.get(fact)
        if trace is None:
            return 0.0
        elapsed_days = (at - trace.at) / self._pace[fact]
        return _FORGETTING.retrievability(trace.stability, elapsed_days)

    def firmness(self, fact: FactKey, at: float) -> float:
        """From 0 to 1: how well a fact is known and how lastingly."""
        trace = self._traces.get(fact)
        if trace is None:
            return 0.0
        lasting = trace.stability / (trace.stability + self.model.firm_days)
        return self.recall(fact, at) * lasting

    def lesson(self, one: FactKey, other: FactKey, at: float) -> float:
        """What has been learnt of how two cells differ, in log-odds."""
        lesson = self._lessons.get(frozenset((one, other)))
        if lesson is None:
            return 0.0
        faded = 2 ** -((at - lesson.at) / self.model.contrast_half_life)
        return lesson.strength * faded

    def intrusions(
        self, fact: FactKey, at: float, shown: Collection[FactKey] | None = None
    ) -> dict[FactKey, float]:
        """The odds with which each rival's value comes in place of a fact's own.

        With `shown` only those rivals whose value, or name, stands there to be chosen; what is
        shown need not be recalled. Nothing intrudes on what was never met.
        """
        model = self.model
        if model.interference <= 0 or fact not in self._traces:
            return {}
        own = 1 - model.firmness_helps * self.firmness(fact, at)
        found: dict[FactKey, float] = {}
        just_said = {met.fact for met in self._last if met.known}
        for rival, likeness in self._likeness[fact].items():
            if rival not in self._traces or (shown is not None and rival not in shown):
                continue
            there = 1.0 if rival in just_said else self.recall(rival, at)
            if shown is not None:
                there = (1 + there) / 2
            found[rival] = (
                model.interference
                * math.exp(-model.gradient * (1 - likeness))
                * own
                * (1 - model.firmness_helps * self.firmness(rival, at))
                * there
                * math.exp(-self.lesson(fact, rival, at))
            )
        return found

    # Being asked.

    def begin_day(self) -> None:
        """What was asked yesterday no longer stands next to what is asked today."""
        self._last.clear()

    def think(self, fact: FactKey, now: datetime, shown: Collection[FactKey] | None) -> Thought:
        """What comes to mind, before any guess; `shown` are the rivals that can be chosen."""
        at = days(now)
        odds = self.intrusions(fact, at, shown)
        total = sum(odds.values())
        confused = self._chance(fact, "confused") * (1 + total)
        if confused < total:
            for rival, weight in odds.items():
                confused -= weight
                if confused < 0:
                    return Thought(rival)
        known = self._chance(fact, "recall")
        recall = self.recall(fact, at)
        if known < recall:
            return Thought(fact, recalled=True)
        recognised = recall + (1 - recall) * self.model.recognition
        if shown is not None and fact in self._traces and known < recognised:
            return Thought(fact)
        return Thought(None)

    def guess(self, fact: FactKey, options: int) -> int | None:
        """The option that is taken at random where nothing came to mind, None for none."""
        if self._chance(fact, "guess") >= self.model.guessing:
            return None
        return int(self._chance(fact, "option") * options)

    def learn(
        self, fact: FactKey, now: datetime, thought: Thought, shown: Collection[FactKey] | None
    ) -> None:
        """What an answer and the feedback on it leave behind."""
        at = days(now)
        known, new = thought.taken_from == fact, fact not in self._traces
        if thought.taken_from is not None and not known:
            self._teach(fact, thought.taken_from, self.model.correction, at)
        elif known and shown is not None:
            for rival in shown:
                worth = self.model.rejection * self._likeness[fact].get(rival, 0.0)
                if rival in self._traces:
                    self._teach(fact, rival, worth, at)
        self._juxtapose(fact, known, new, at)
        self._strengthen(fact, at, known, thought.recalled)
        self._last.appendleft(Met(fact, known, new))
        self._times[fact] = self._times.get(fact, 0) + 1

    def see(self, facts: Sequence[FactKey], now: datetime) -> None:
        """Be shown new facts side by side, their differences marked, before any of them is asked.

        They are first met together, with the blur of that; and seen beside each other, which
        teaches half of what a juxtaposition of known ones does.
        """
        at = days(now)
        for fact in facts:
            self._juxtapose(fact, known=False, new=fact not in self._traces, at=at)
            for met in self._last:
                if met.fact in facts and met.fact in self._likeness[fact]:
                    self._teach(fact, met.fact, 0.5, at)
            self._last.appendleft(Met(fact, known=False, new=fact not in self._traces))
        for fact in facts:
            self._strengthen(fact, at, known=False, recalled=False)

    def test(self, now: datetime) -> Result:
        """Ask every fact without feedback: in recall, and in a choice among all its rivals."""
        self.begin_day()
        at = days(now)
        recall = confused = chosen_wrongly = 0.0
        for fact, standing in self.facts.items():
            odds = sum(self.intrusions(fact, at).values())
            known = self.recall(fact, at)
            confused += odds / (1 + odds)
            recall += known / (1 + odds)
            rivals = [rival.fact for rival in standing.rivals]
            tempting = sum(self.intrusions(fact, at, rivals).values())
            seen = fact in self._traces
            unknown = 1 - known if not seen else (1 - known) * (1 - self.model.recognition)
            values = 1 + len({self.facts[rival].cell.meaning for rival in rivals})
            astray = unknown * (values - 1) / values
            chosen_wrongly += (tempting + astray) / (1 + tempting)
        count = len(self.facts)
        return Result(recall / count, confused / count, chosen_wrongly / count)

    # Within.

    def _juxtapose(self, fact: FactKey, known: bool, new: bool, at: float) -> None:
        """What comes of having met a rival just before: contrast, or, when both are new, a blur.

        Contrast is whole where both were known, half where one was and the feedback told the other.
        """
        for between, met in enumerate(self._last):
            if met.fact not in self._likeness[fact]:
                continue
            near = math.exp(-between / self.model.lag)
            if new and met.new:
                self._blur(fact, met.fact, near, at)
            elif known or met.known:
                self._teach(fact, met.fact, near if known and met.known else near / 2, at)

    def _teach(self, one: FactKey, other: FactKey, worth: float, at: float) -> None:
        """Add to what is known of a pair; the more there is, the less is added.

        What comes again within half a day counts half.
        """
        pair, known = frozenset((one, other)), self.lesson(one, other, at)
        gain = self.model.contrast * worth * (1 - max(known, 0.0) / self.model.most_contrast)
        before = self._lessons.get(pair)
        if before is not None and at - before.at < 0.5:
            gain /= 2
        self._lessons[pair] = Lesson(known + gain, at)

    def _blur(self, one: FactKey, other: FactKey, near: float, at: float) -> None:
        known = self.lesson(one, other, at)
        self._lessons[frozenset((one, other))] = Lesson(known - self.model.blur * near, at)

    def _strengthen(self, fact: FactKey, at: float, known: bool, recalled: bool) -> None:
        """FSRS's own rule: what was only recognised gains less, what failed is learnt anew."""
        rating = Rating.AGAIN if not known else Rating.GOOD if recalled else Rating.HARD
        trace = self._traces.get(fact)
        if trace is None:
            strength = _FORGETTING.first(rating)
        else:
            same_day = at - trace.at < 0.5
            elapsed_days = 0.0 if same_day else max((at - trace.at) / self._pace[fact], 1.0)
            strength = _FORGETTING.next(trace.stability, trace.difficulty, rating, elapsed_days)
        self._traces[fact] = Trace(*strength, at)

    def _chance(self, fact: FactKey, what: str) -> float:
        return self._drawn(f"{fact}:{self._times.get(fact, 0)}:{what}")

    def _spread(self, what: str) -> float:
        drawn = min(max(self._drawn(what), 1e-9), 1 - 1e-9)
        return math.exp(self.model.unevenness * NormalDist().inv_cdf(drawn))

    def _drawn(self, what: str) -> float:
        digest = blake2b(f"{self._seed}:{what}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64


def days(now: datetime) -> float:
    """An instant in days, to be subtracted from another."""
    return now.timestamp() / DAY_SECONDS
