"""Vignette: a subject described clue by clue, to be told from the others as early as one can.

The asked cell is the clue that decides. Those before it hold of one other subject as well, the
rival, so that nobody can know before it; those after it help whom it did not help.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quiz.comparison.asking import CellAsking
from quiz.comparison.likeness import drawn
from quiz.comparison.table import Place
from quiz.facts import FactKey
from quiz.grading import grade_pick
from quiz.shapes import Pick, Picked, Question, Response, Verdict

MOST_BEFORE = 3
MOST_AFTER = 2
MOST_WRONG = 3


def _excluded(place: Place) -> frozenset[str]:
    """Whom a clue rules out: not those with a blank there, of whom the source says nothing."""
    return place.row.untrue_of(place.cell)


def _shared(place: Place, rival: str) -> Iterator[Place]:
    """The other clues to the subject that hold of the rival, too."""
    for other in place.table.statable[place.subject]:
        there = rival in other.row.by_subject and rival not in _excluded(other)
        if there and other.row is not place.row:
            yield other


def _rivals(place: Place) -> Iterator[str]:
    """The subjects that the asked cell rules out, and of whom some other clue holds."""
    for rival in _excluded(place):
        if next(_shared(place, rival), None) is not None:
            yield rival


def fits(place: Place) -> bool:
    """Whether the cell decides against a subject with which this one has something in common."""
    return place.statable and next(_rivals(place), None) is not None


def _until_decided(asking: CellAsking, rival: str) -> tuple[Place, ...]:
    """A few clues that the rival shares, the most general first, and the asked one."""
    shared = tuple(_shared(asking.place, rival))
    before = asking.rng.sample(shared, min(MOST_BEFORE, len(shared)))
    return (*sorted(before, key=lambda clue: len(_excluded(clue))), asking.place)


def _after(asking: CellAsking, clues: Sequence[Place], wrong: Sequence[str]) -> list[Place]:
    """A few more clues, such as speak against somebody to choose from."""
    used = {clue.row.id for clue in clues}
    more = [
        other
        for other in asking.place.table.statable[asking.place.subject]
        if other.row.id not in used and _excluded(other).intersection(wrong)
    ]
    return asking.rng.sample(more, min(MOST_AFTER, len(more)))


def _wrong(asking: CellAsking, rival: str, clues: Sequence[Place]) -> tuple[str, ...]:
    """The rival, and others that the clues rule out by the time it is decided, yet not each clue.

    Whom they do not rule out is no option: it would be as right as the asked one.
    """
    excluded = [_excluded(clue) for clue in clues]
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
    deciding = _until_decided(asking, rival)
    wrong = _wrong(asking, rival, deciding)
    clues = (*deciding, *_after(asking, deciding, wrong))
    subjects = tuple(rng.sample((place.subject, *wrong), len(wrong) + 1))
    names = {subject.id: subject.name for subject in place.table.subjects}
    options = tuple(names[subject] for subject in subjects)
    shape = Pick(_prompt(asking), options, clues=tuple(clue.statement for clue in clues))
    right = frozenset({subjects.index(place.subject)})

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        helped = isinstance(response, Picked) and response.clues > len(deciding)
        chosen = (row.by_subject.get(subjects[index]) for index in graded.wrong)
        confused: tuple[FactKey, ...] = tuple(
            other.fact for other in chosen if other is not None and not row.same(cell, other)
        )
        return graded.verdict(cell.fact, helped=helped, confused_with=confused)

    return Question("vignette", shape, (cell.fact,), grade, asking.turn)
