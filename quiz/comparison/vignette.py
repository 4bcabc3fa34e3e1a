"""Vignette: a subject described clue by clue, to be told from the others as early as one can.

The asked cell is the clue that decides. Those before it fit at least one other subject as well, so
that nobody can know before it; those after it help whom it did not help.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.comparison.asking import CellAsking
from quiz.comparison.likeness import drawn
from quiz.comparison.table import Place
from quiz.facts import FactKey
from quiz.grading import grade_pick
from quiz.shapes import Pick, Picked, Question, Response, Verdict

MOST_BEFORE = 3
MOST_AFTER = 2
MOST_WRONG = 3

SHARED = 4.0
"""How much more a clue that the rival shares is wanted than one on which it has a blank."""


@dataclass(frozen=True, slots=True)
class _Clues:
    before: tuple[Place, ...]
    decisive: Place
    after: tuple[Place, ...]

    @property
    def until_decided(self) -> tuple[Place, ...]:
        return (*self.before, self.decisive)

    @property
    def statements(self) -> tuple[str, ...]:
        return tuple(place.statement for place in (*self.until_decided, *self.after))


def _excluded(place: Place) -> frozenset[str]:
    """Whom a clue does not fit: not those with a blank there, of whom the source says nothing."""
    return place.row.untrue_of(place.cell)


def _leaving(place: Place, rival: str) -> Iterator[Place]:
    """The other clues to the subject that fit the rival as well."""
    for other in place.table.statable[place.subject]:
        if other.row is not place.row and rival not in _excluded(other):
            yield other


def _rivals(place: Place) -> Iterator[str]:
    """The subjects that the asked cell excludes, and some other clue does not."""
    for rival in _excluded(place):
        if next(_leaving(place, rival), None) is not None:
            yield rival


def fits(place: Place) -> bool:
    """Whether the cell decides against a subject that something else fits."""
    return place.statable and next(_rivals(place), None) is not None


def _clues(asking: CellAsking, rival: str) -> _Clues:
    place, rng = asking.place, asking.rng
    leaving = tuple(_leaving(place, rival))
    weights = {
        number: SHARED if rival in other.row.by_subject else 1.0
        for number, other in enumerate(leaving)
    }
    before = [leaving[number] for number in drawn(weights, MOST_BEFORE, rng)]
    used = {place.row.id, *(other.row.id for other in before)}
    rest = [other for other in place.table.statable[place.subject] if other.row.id not in used]
    after = tuple(rng.sample(rest, min(MOST_AFTER, len(rest))))
    return _Clues(tuple(sorted(before, key=lambda one: len(_excluded(one)))), place, after)


def _wrong(asking: CellAsking, rival: str, clues: _Clues) -> tuple[str, ...]:
    """The rival, and others that the clues rule out by the time it is decided, yet not each clue.

    Whom they do not rule out is no option: it would be as right as the asked one.
    """
    excluded = [_excluded(clue) for clue in clues.until_decided]
    others = frozenset().union(*excluded) - frozenset.intersection(*excluded) - {rival}
    # Sets have no order of their own, and the draw is by the seed alone.
    weights = {name: asking.weight(name) for name in sorted(others)}
    return (rival, *drawn(weights, MOST_WRONG - 1, asking.rng))


def _prompt(asking: CellAsking) -> str:
    if not asking.row.english:
        return asking.place.table.title
    return "Which one do the clues describe?" if asking.turn else "Which of these is it?"


def ask(asking: CellAsking) -> Question:
    """Ask among subjects; who needs more than the clue that decides was helped."""
    place, row, cell, rng = asking.place, asking.row, asking.cell, asking.rng
    (rival,) = drawn({name: asking.weight(name) for name in sorted(_rivals(place))}, 1, rng)
    clues = _clues(asking, rival)
    shown = (place.subject, *_wrong(asking, rival, clues))
    subjects = tuple(rng.sample(shown, len(shown)))
    names = {subject.id: subject.name for subject in place.table.subjects}
    options = tuple(names[subject] for subject in subjects)
    shape = Pick(_prompt(asking), options, clues=clues.statements)
    right = frozenset({subjects.index(place.subject)})

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        needed = len(clues.until_decided)
        helped = isinstance(response, Picked) and response.clues > needed
        chosen = (row.by_subject.get(subjects[index]) for index in graded.wrong)
        confused: tuple[FactKey, ...] = tuple(
            other.fact for other in chosen if other is not None and not row.same(cell, other)
        )
        return graded.verdict(cell.fact, helped=helped, confused_with=confused)

    return Question("vignette", shape, (cell.fact,), grade, asking.turn)
