"""How much a study day may bring: the limits of each deck and those of the whole both hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from quiz.facts import FactKey, deck_of
from quiz.study.deadline import new_needed
from quiz.study.ports import FirstAnswer
from quiz.study.settings import Limits, Settings

_WHOLE = ""
"""Stands for all decks together; no deck has an empty id."""


class DayLimits:
    """What is left of a study day's limits.

    A fact counts by its first answer of the day, as the log tells it: one that was answered
    today may always be asked again. What is let in counts just as it will once it is answered, so
    that planning again in the middle of a day comes to the same.

    `more_new` is how many new facts the person wants today beyond all of the limits.
    """

    def __init__(
        self, settings: Settings, first_answers: Iterable[FirstAnswer], more_new: int = 0
    ) -> None:
        self._settings = settings
        self._more_new = more_new
        self._answered: set[FactKey] = set()
        self._new: Counter[str] = Counter()
        self._reviews: Counter[str] = Counter()
        self._spread: dict[str, int] = {}
        for answer in first_answers:
            self._answered.add(answer.fact)
            counter = self._new if answer.was_new else self._reviews
            counter.update((_WHOLE, deck_of(answer.fact)))

    def too_much(self, due: Iterable[FactKey]) -> Callable[[FactKey], bool]:
        """Tells of a new fact whether it has to wait: more is due today than a day's limit.

        What was reviewed today still weighs: new facts do not come in by and by as it grows less.
        """
        load = self._reviews.copy()
        for key in due:
            if key not in self._answered:
                load.update((_WHOLE, deck_of(key)))
        over = {name for name, count in load.items() if count > self._of(name).reviews_per_day}
        return lambda key: _WHOLE in over or deck_of(key) in over

    def reviews(self, keys: Iterable[FactKey]) -> list[FactKey]:
        """As many reviews as may still be asked today."""
        return self._within(keys, self._reviews, self.has_room)

    def raised(self, keys: Iterable[FactKey]) -> list[FactKey]:
        """As many facts of a raised revision as may still be asked today.

        Their first answer is that of a new fact, and counts as such; but they are due now, so it
        is not the limit of new facts that holds them back.
        """
        return self._within(
            keys, self._new, lambda key: self._fits(key, self._new, lambda one: one.reviews_per_day)
        )

    def new(self, keys: Iterable[FactKey]) -> list[FactKey]:
        """As many new facts as may still be begun today."""
        return self._within(keys, self._new, self._may_begin)

    def spread(self, unseen: Mapping[str, int], study_day: date) -> None:
        """Spread the new facts of decks that have a date over the days until then.

        `unseen` counts them by deck. What was begun today is part of what the day had to bring.
        """
        for deck_id, by in self._settings.deadlines.items():
            if by > study_day:
                at_first = unseen.get(deck_id, 0) + self._new[deck_id]
                self._spread[deck_id] = new_needed(at_first, by, study_day)

    def new_together(self, groups: Iterable[tuple[FactKey, ...]]) -> list[tuple[FactKey, ...]]:
        """The same of groups that are only begun as a whole: one without enough room waits.

        A deck with a date brings no more of them than the day has to bring. That is no limit that
        a pair would have to wait for: its second fact is then one that another day need not bring.
        The nearest date goes first, where the limit of the whole is short.
        """
        taken: list[tuple[FactKey, ...]] = []
        for group in self._nearest_date_first(groups):
            if self._has_its_share(group):
                continue
            before = self._new.copy()
            if len(self.new(group)) == len(group):
                taken.append(group)
            else:
                self._new = before
        return taken

    def _nearest_date_first(
        self, groups: Iterable[tuple[FactKey, ...]]
    ) -> list[tuple[FactKey, ...]]:
        dates = {deck_id: self._settings.deadlines[deck_id] for deck_id in self._spread}
        return sorted(groups, key=lambda group: dates.get(deck_of(group[0]), date.max))

    def _has_its_share(self, group: tuple[FactKey, ...]) -> bool:
        """Whether the deck of these new facts has brought all that it has to bring today."""
        deck_id = deck_of(group[0])
        share = self._spread.get(deck_id)
        if share is None or all(key in self._answered for key in group):
            return False
        return self._new[deck_id] >= share and self._beyond_those_of_decks >= self._more_new

    def room_for_new(self, deck_id: str) -> int:
        """How many new facts of a deck may still be begun today, were they the only ones."""
        in_all = self._settings.limits.new_per_day + self._more_new - self._new[_WHOLE]
        own = max(self._bound(deck_id) - self._new[deck_id], 0)
        more = max(self._more_new - self._beyond_those_of_decks, 0)
        return max(min(in_all, own + more), 0)

    @property
    def beyond(self) -> int:
        """How many new facts were begun today beyond the limits, however it came to that."""
        in_all = self._new[_WHOLE] - self._settings.limits.new_per_day
        return max(in_all, self._beyond_those_of_decks)

    @property
    def _beyond_those_of_decks(self) -> int:
        """The same, of what single decks have to bring; together, for more is wanted but once."""
        counts = ((deck_id, count) for deck_id, count in self._new.items() if deck_id != _WHOLE)
        return sum(max(count - self._bound(deck_id), 0) for deck_id, count in counts)

    def _bound(self, deck_id: str) -> int:
        """How many new facts a deck brings today by itself."""
        own = self._of(deck_id).new_per_day
        return min(own, self._spread.get(deck_id, own))

    def _may_begin(self, key: FactKey) -> bool:
        """Whether one more new fact may be begun, within the limits or as one that is wanted more.

        A deck's share of the days until its date is no matter here: see `new_together`.
        """
        deck_id = deck_of(key)
        own, in_all = self._of(deck_id).new_per_day, self._settings.limits.new_per_day
        return self._new[_WHOLE] < in_all + self._more_new and (
            self._new[deck_id] < own or self._beyond_those_of_decks < self._more_new
        )

    def has_room(self, key: FactKey) -> bool:
        """Whether one more fact may be reviewed today."""
        return key in self._answered or self._fits(
            key, self._reviews, lambda limits: limits.reviews_per_day
        )

    def _fits(self, key: FactKey, counter: Counter[str], most: Callable[[Limits], int]) -> bool:
        deck_id = deck_of(key)
        return counter[_WHOLE] < most(self._settings.limits) and counter[deck_id] < most(
            self._of(deck_id)
        )

    def _of(self, name: str) -> Limits:
        return self._settings.decks.get(name, self._settings.limits)

    def _within(
        self, keys: Iterable[FactKey], counter: Counter[str], fits: Callable[[FactKey], bool]
    ) -> list[FactKey]:
        taken: list[FactKey] = []
        for key in keys:
            if key in self._answered:
                taken.append(key)
                continue
            if fits(key):
                counter.update((_WHOLE, deck_of(key)))
                taken.append(key)
        return taken
