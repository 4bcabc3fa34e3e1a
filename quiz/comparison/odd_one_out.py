"""Odd one out: of four statements about a subject the one that is another subject's."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking, held_by
from quiz.comparison.likeness import drawn
from quiz.comparison.table import Cell, Place, stated
from quiz.grading import grade_pick
from quiz.markdown import strong
from quiz.shapes import Pick, Question, Response, Verdict

TRUE_ONES = 3


def _beside(place: Place, odd: Cell) -> list[str]:
    """The subject's own statements on other features that may stand beside the odd one."""
    return [
        other.statement
        for other in place.table.statable[place.subject]
        if other.row is not place.row and odd.subject.id not in place.table.named_in(other.cell)
    ]


def _can_be_odd(place: Place, odd: Cell) -> bool:
    return len(_beside(place, odd)) >= TRUE_ONES


def fits(place: Place) -> bool:
    """Whether there is something false to say on the feature, and three true things on others."""
    return place.row.english and any(_can_be_odd(place, odd) for odd in place.untruths)


def ask(asking: CellAsking) -> Question:
    """Ask which statement does not hold; the fact asked is what holds in its place.

    Whoever takes another statement for the odd one lets this one stand, and so believes of the
    subject what all who have that value are.
    """
    row, cell, rng = asking.row, asking.cell, asking.rng
    possible = (one for one in asking.place.untruths if _can_be_odd(asking.place, one))
    weights = {one.subject.id: asking.weight(one.subject.id) for one in possible}
    (name,) = drawn(weights, 1, rng)
    odd = row.by_subject[name]
    false = stated(row, odd.text)
    true = rng.sample(_beside(asking.place, odd), TRUE_ONES)
    options = tuple(rng.sample((false, *true), TRUE_ONES + 1))
    subject = strong(cell.subject.name)
    prompt = f"Which of these does not hold for {subject}?"
    if asking.turn:
        prompt = f"All of these but one hold for {subject}. Which one does not?"
    shape = Pick(prompt, options)
    right = frozenset({options.index(false)})

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        confused = held_by(row, odd) if graded.wrong else ()
        return graded.verdict(cell.fact, confused_with=confused)

    return Question("odd-one-out", shape, (cell.fact,), grade, asking.turn)
