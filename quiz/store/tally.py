"""Adding up what answers add to the sums of their days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quiz.facts import FactKey
from quiz.names import Names
from quiz.review import Event, EventKind, Review
from quiz.store.derive import Amendments
from quiz.store.firsts import First
from quiz.sums import Share, shares_of


class Tally:
    """Sums of days, which grow with every share that is added."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str, str], list[int]] = {}

    def add(self, shares: Iterable[Share]) -> None:
        """Add to the sums."""
        sums = self._sums
        for day, kind, key, answers, right, recalled, duration_ms in shares:
            place = (day, kind, key)
            found = sums.get(place)
            if found is None:
                sums[place] = [answers, right, recalled, duration_ms]
            else:
                found[0] += answers
                found[1] += right
                found[2] += recalled
                found[3] += duration_ms

    def take_away(self, shares: Iterable[Share]) -> None:
        """Take what was added before from the sums."""
        for day, kind, key, *numbers in shares:
            self.add([Share(day, kind, key, *(-number for number in numbers))])

    def count(
        self,
        reviews: Iterable[Review],
        events: Sequence[Event],
        firsts: Mapping[FactKey, Mapping[date, First]],
    ) -> None:
        """Add what those reviews add that stand; `firsts` are the first answers of days.

        `events` are at least those that amend answers or move facts. All come in the order of ids.
        """
        amendments = Amendments(events)
        names = Names(event for event in events if event.kind is EventKind.MOVED)
        questions: dict[str, str] = {}
        for review in reviews:
            if not amendments.undone(review):
                # The rows of a question are written together, by one machine.
                leads = questions.get(review.machine) != review.question_id
                questions[review.machine] = review.question_id
                fact = names.today(review.fact, review.id)
                first = firsts[fact][review.study_day] if review.counts else None
                mine = first is not None and first.review == review.id
                of_day = first.of_day() if first and mine else None
                self.add(shares_of(review, fact, of_day, leads=leads))

    def sums(self) -> list[Share]:
        """All sums but those to which nothing is left, in order."""
        return [Share(*place, *one) for place, one in sorted(self._sums.items()) if any(one)]
