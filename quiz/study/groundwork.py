"""What a session asks by, read anew from the log: its plan, what was asked, and what goes together.

It is made when the session begins, when something was taken back, and when a day begins. In
between, what each answer changes is kept up with by the route.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from quiz.facts import Fact, FactKey
from quiz.memory.study_day import to_ms
from quiz.review import Confusion, Review
from quiz.study.bundles import Step, steps
from quiz.study.confusions import Confusions, Pair, pair_of
from quiz.study.grouping import Company, Grouping
from quiz.study.introduction import by_turns
from quiz.study.ledger import Ledger
from quiz.study.more_new import more_new
from quiz.study.plan import Plan
from quiz.study.planner import Candidates, Progress, plan
from quiz.study.ports import Store
from quiz.study.promotion import candidates, promoted
from quiz.study.settings import Settings
from quiz.study.start import Start, by_question
from quiz.study.stopwatch import Stopwatch, stopped_at


@dataclass(frozen=True, slots=True)
class Groundwork:
    """Where a session stands: `answered` counts the questions that `asked` is made of."""

    plan: Plan
    asked: list[Step]
    answered: int
    watch: Stopwatch
    confusions: Confusions
    grouping: Grouping


class Surveyor:
    """Lays the groundwork of one session; `company` tells what goes together."""

    def __init__(
        self,
        start: Start,
        facts: Mapping[FactKey, Fact],
        ledger: Ledger,
        store: Store,
        settings: Settings,
        company: Company,
    ) -> None:
        self._start = start
        self._facts = by_turns(facts)
        self._ledger = ledger
        self._store = store
        self._settings = settings
        self._company = company

    def groundwork(self, now: datetime) -> Groundwork:
        """Plan from where memories stand, and read back what the session has asked."""
        questions = by_question(self._store.reviews(session_id=self._start.id)).values()
        day = self._ledger.study_day(now)
        made_from = Candidates(
            self._facts,
            self._ledger.memories,
            self._ledger.standing,
            self._store.first_answers(day, day),
            self._settings,
            self._ledger.retrievability,
            self._company.rivals if self._settings.meets_in_pairs else None,
            more_new(self._store, day),
        )
        known = [one for one in self._store.confusions() if one.asked in self._facts]
        confusions = Confusions(known, to_ms(now))
        back = self._back(known, confusions)
        return Groundwork(
            plan(made_from, self._progress(questions), to_ms(now), day),
            steps(questions),
            len(questions),
            stopped_at(questions),
            confusions,
            Grouping(self._company, back, self._settings.contrast, self._start.groups),
        )

    def _progress(self, questions: Collection[Sequence[Review]]) -> Progress:
        last_seen = {one.fact: one.answer_digest for asked in questions for one in asked}
        return Progress(
            self._start.mode,
            self._start.seed,
            tuple(tuple(review.fact for review in asked) for asked in questions),
            frozenset(
                key
                for key, digest in last_seen.items()
                if key in self._facts and self._facts[key].digest != digest
            ),
            tuple(key for group in self._start.groups for key in group),
        )

    def _back(self, known: Sequence[Confusion], confusions: Confusions) -> frozenset[Pair]:
        """The pairs that come back until they are told apart, as the log tells it now."""
        switches = self._settings.contrast
        back = frozenset[Pair]()
        if switches.promoted_pairs:
            pairs = candidates(known)
            names = {key for pair in pairs for key in pair}
            histories = {key: list(self._store.reviews(fact=key)) for key in names}
            back = promoted(pairs, histories)
        if switches.any:
            back |= self._leeches_paired(confusions)
        return back

    def _leeches_paired(self, confusions: Confusions) -> frozenset[Pair]:
        """Each leech with what it is mixed up with most, which may be why it is forgotten."""
        most = self._settings.leech_lapses
        return frozenset(
            pair_of(key, other)
            for key, memory in self._ledger.memories.items()
            if memory.lapses >= most and key in self._facts
            for other in islice(confusions.taken_for(key), 1)
        )
