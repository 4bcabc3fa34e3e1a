"""True or false: the subject with its own value, or with that of one it is confused with."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking, held_by, with_value
from quiz.comparison.likeness import drawn
from quiz.comparison.table import Place
from quiz.facts import FactKey
from quiz.grading import grade_pick
from quiz.markdown import strong
from quiz.shapes import Pick, Question, Response, Verdict

OPTIONS = ("True", "False")


def fits(place: Place) -> bool:
    """Whether there is a true and a false thing to say; the options are English words."""
    return place.row.english and place.statable and bool(place.untruths)


def _prompt(asking: CellAsking, value: str) -> str:
    row, subject = asking.row, strong(asking.cell.subject.name)
    if asking.turn:
        return with_value(f"Is this true of {subject}, as regards {row.name}?", value)
    return with_value(f"True or false? As regards {row.name}, this holds for {subject}:", value)


def ask(asking: CellAsking) -> Question:
    """State one or the other, evenly; a falsehood believed is confused with all who have it."""
    row, cell, rng = asking.row, asking.cell, asking.rng
    stated = cell
    if rng.random() < 1 / 2:
        names = [other.subject.id for other in asking.place.untruths]
        (name,) = drawn({name: asking.weight(name) for name in names}, 1, rng)
        stated = row.by_subject[name]
    shape = Pick(_prompt(asking, stated.text), OPTIONS)
    right = frozenset({0 if stated is cell else 1})

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        confused: tuple[FactKey, ...] = ()
        if graded.wrong and stated is not cell:
            confused = held_by(row, stated)
        return graded.verdict(cell.fact, confused_with=confused)

    return Question("true-false", shape, (cell.fact,), grade, asking.turn)
