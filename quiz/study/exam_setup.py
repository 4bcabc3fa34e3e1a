"""What an exam is to be of: chosen by a person, and kept with the exam for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from quiz.errors import UsageError
from quiz.facts import FactKey
from quiz.markdown import plain
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.deck.deck import Deck

USUAL_QUESTIONS = 20
MOST_QUESTIONS = 1000
SELF_GRADED = frozenset({"flashcard", "recall"})
"""Forms whose answer a person sees before grading it themselves: no exam has them unasked."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What somebody wants to be examined in, and how.

    `decks` are ids, none for all decks. `topics` are tags, comparisons, features and subjects by
    id or name, of which a fact has to have one; without any, all facts may come. `forms` are the
    forms allowed, without any all but those that one grades oneself. `minutes` is the time limit.
    `counting` says that answers move the schedule, `certainty` that each is marked by how sure
    it was. Two exams with equal set-ups can be compared.
    """

    decks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    questions: int = USUAL_QUESTIONS
    minutes: float | None = None
    counting: bool = False
    certainty: bool = False

    def payload(self) -> dict[str, object]:
        """The set-up as it is logged."""
        return asdict(self)

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Setup:
        """The set-up that a log tells of."""
        return cls(
            decks=tuple(payload["decks"]),
            topics=tuple(payload["topics"]),
            forms=tuple(payload["forms"]),
            questions=payload["questions"],
            minutes=payload["minutes"],
            counting=payload["counting"],
            certainty=payload["certainty"],
        )

    def checked(self) -> Setup:
        """The same with each choice once and in one order, so that equal set-ups are equal.

        Raises UsageError for a form that there is none of, and for a number that cannot be.
        """
        if not 1 <= self.questions <= MOST_QUESTIONS:
            raise UsageError(f"An exam has 1 to {MOST_QUESTIONS} questions, not {self.questions}.")
        return replace(
            self,
            decks=tuple(sorted(set(self.decks))),
            topics=tuple(sorted({topic.casefold() for topic in self.topics})),
            forms=_checked_forms(self.forms),
        )

    def allows(self, form: str) -> bool:
        """Whether a question may be of this form."""
        return form in self.forms if self.forms else form not in SELF_GRADED


@dataclass(frozen=True, slots=True)
class Topics:
    """What a fact is about, in plain text; a written card stands in no comparison."""

    deck: str
    comparison: str = ""
    feature: str = ""
    subject: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Topics:
        """The topics that a log tells of."""
        return cls(**{**payload, "tags": tuple(payload["tags"])})


def topics_of(deck: Deck, key: FactKey) -> Topics:
    """What a fact is about."""
    place = deck.place(key)
    if place is None:
        return Topics(deck.title, tags=deck.tags(key))
    return Topics(
        deck.title,
        one_line(plain(place.table.title)),
        one_line(plain(place.row.name)),
        deck.subject(key),
        deck.tags(key),
    )


def topics_of_all(deck: Deck, keys: Sequence[FactKey]) -> Topics:
    """What several facts of one table are about: what differs between them is left out."""
    found = [topics_of(deck, key) for key in keys]
    features, subjects = {one.feature for one in found}, {one.subject for one in found}
    return replace(
        found[0],
        feature=found[0].feature if len(features) == 1 else "",
        subject=found[0].subject if len(subjects) == 1 else "",
        tags=tuple(dict.fromkeys(tag for one in found for tag in one.tags)),
    )


def on_topic(decks: Iterable[Deck], wanted: Sequence[str]) -> Iterator[tuple[Deck, FactKey]]:
    """The facts that have one of the wanted topics, all of them where none is wanted.

    Topics are compared without case. Raises UsageError for one that no fact has, with what there
    is.
    """
    facts = [(deck, key) for deck in decks for key in deck.facts]
    if not wanted:
        yield from facts
        return
    named = [(deck, key, _names(deck, key)) for deck, key in facts]
    known = {name.casefold() for _, _, names in named for name in names}
    for topic in wanted:
        if topic.casefold() not in known:
            raise UsageError(_unknown(topic, facts))
    asked_for = {topic.casefold() for topic in wanted}
    for deck, key, names in named:
        if not asked_for.isdisjoint(name.casefold() for name in names):
            yield deck, key


def _names(deck: Deck, key: FactKey) -> tuple[str, ...]:
    """All that a fact's topics are called by: tags, and of its cell each name and id."""
    place, topics = deck.place(key), topics_of(deck, key)
    if place is None:
        return topics.tags
    ids = key.split("/")[1:]
    short = one_line(plain(place.cell.subject.short))
    return (*topics.tags, *ids, topics.comparison, topics.feature, topics.subject, short)


def all_topics(decks: Iterable[Deck]) -> tuple[str, ...]:
    """Every topic there is, once, by its name: tags, then comparisons, subjects, features."""
    return _listed([(deck, key) for deck in decks for key in deck.facts])


def _listed(facts: Iterable[tuple[Deck, FactKey]]) -> tuple[str, ...]:
    found = [topics_of(deck, key) for deck, key in facts]
    names = (
        *(tag for topics in found for tag in topics.tags),
        *(topics.comparison for topics in found),
        *(topics.subject for topics in found),
        *(topics.feature for topics in found),
    )
    return tuple(dict.fromkeys(filter(None, names)))


def _unknown(topic: str, facts: Iterable[tuple[Deck, FactKey]]) -> str:
    listed = _listed(facts)
    if not listed:
        return f"There is no topic {topic!r}: these decks have neither tags nor tables."
    by_name = {name.casefold(): name for name in listed}
    near = get_close_matches(topic.casefold(), by_name, 1)
    meant = f"Did you mean {by_name[near[0]]!r}? " if near else ""
    return f"There is no topic {topic!r}. {meant}There is: {'; '.join(listed)}."


def all_forms() -> tuple[str, ...]:
    """Every form that a question can have, by name, in the order of the alphabet."""
    from quiz.comparison import CELL_FORMS, JOINT_FORMS
    from quiz.deck.forms import CARD_MODELS

    return tuple(sorted({*CELL_FORMS, *JOINT_FORMS, *CARD_MODELS}))


def _checked_forms(forms: Iterable[str]) -> tuple[str, ...]:
    known = all_forms()
    for form in forms:
        if form not in known:
            raise UsageError(f"There is no form {form!r}. There is: {', '.join(known)}.")
    return tuple(sorted(set(forms)))
