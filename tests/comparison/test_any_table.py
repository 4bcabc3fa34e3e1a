"""What holds of every form, whatever the table."""

from __future__ import annotations

from itertools import combinations
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.comparison import CELL_FORMS, JOINT_FORMS
from quiz.comparison.asking import CellAsking, JointAsking
from quiz.comparison.table import Place, stated
from quiz.markdown import plain
from quiz.shapes import Assign, Assigned, DontKnow, Pick, Picked
from quiz.text import normalise

property_test = settings(max_examples=60)
SEEDS = st.integers(0, 2**32)
PLACES_OF_A_TABLE = 25
SETS_OF_A_TABLE = 150


def reading(text):
    return normalise(plain(text))


def places_of(table):
    return [Place(table, row, cell) for row in table.rows for cell in row.cells]


def some_places(table, rng):
    places = places_of(table)
    return rng.sample(places, min(PLACES_OF_A_TABLE, len(places)))


def some_sets(table, rng):
    """Sets of cells: of one row, and of two subjects over some rows."""
    for _ in range(SETS_OF_A_TABLE):
        if rng.random() < 0.4:
            row = rng.choice(table.rows)
            cells = rng.sample(row.cells, min(rng.randint(2, 7), len(row.cells)))
            yield tuple(Place(table, row, cell) for cell in cells)
        else:
            pair = rng.sample(table.subjects, 2)
            some = rng.sample(table.rows, min(rng.randint(1, 5), len(table.rows)))
            found = [
                Place(table, row, row.by_subject[subject.id])
                for row in some
                for subject in pair
                if subject.id in row.by_subject and rng.random() < 0.8
            ]
            if found:
                yield tuple(found)


def mixed_up_by_chance(table, rng):
    facts = [cell.fact for row in table.rows for cell in row.cells]
    some = {fact: rng.random() * 5 for fact in rng.sample(facts, min(9, len(facts)))}
    return rng.choice([{}, some, None])


def any_response(shape, rng):
    if isinstance(shape, Pick):
        most = len(shape.options) if shape.several else 1
        chosen = rng.sample(range(len(shape.options)), rng.randint(1, most))
        return Picked(tuple(sorted(chosen)), rng.randint(0, len(shape.clues)))
    assert isinstance(shape, Assign)
    groups = rng.sample(range(len(shape.groups)), len(shape.groups))
    if not shape.one_each:
        groups = [rng.choice([*groups, None]) for _ in shape.items]
    return Assigned(tuple(groups))


def check(question, places, right_answer, rng):
    """A question rates the cells it was asked to, can be got right, and confuses rightly."""
    facts = tuple(place.cell.fact for place in places)
    rivals = {
        place.cell.fact: {one.fact for one in place.row.differing(place.cell)} for place in places
    }
    assert question.facts == facts
    shape, right = question.shape, right_answer(question)
    verdict = question.grade(right)
    assert verdict.correct
    assert verdict.near_miss is None
    assert all(not mark.helped and not mark.confused_with for mark in verdict.marks)
    nothing = question.grade(DontKnow())
    assert not any(mark.correct or mark.confused_with for mark in nothing.marks)
    assert [mark.fact for mark in verdict.marks] == list(facts)
    assert [mark.fact for mark in nothing.marks] == list(facts)
    if isinstance(shape, Pick | Assign):
        texts = (shape.options,) if isinstance(shape, Pick) else (shape.items, shape.groups)
        for options in texts:
            assert len({reading(text) for text in options}) == len(options)
        for _ in range(3):
            response = any_response(shape, rng)
            verdict = question.grade(response)
            assert [mark.fact for mark in verdict.marks] == list(facts)
            same = (
                response.groups == right.groups
                if isinstance(shape, Assign)
                else response.chosen == right.chosen
            )
            assert verdict.correct is same
            for mark in verdict.marks:
                assert set(mark.confused_with) <= rivals[mark.fact]
                assert len(set(mark.confused_with)) == len(mark.confused_with)


@pytest.mark.parametrize("form", CELL_FORMS)
@property_test
@given(st.data(), SEEDS)
def test_whatever_cell_fits_is_asked_fairly(tables, right_answer, form, data, seed):
    table, rng = data.draw(tables), Random(seed)
    for place in some_places(table, rng):
        if CELL_FORMS[form].fits(place):
            mixed_up = mixed_up_by_chance(table, rng)
            asking = CellAsking(place, rng.randint(0, 3), Random(seed), mixed_up)
            question = CELL_FORMS[form].ask(asking)
            assert question.form == form
            check(question, (place,), right_answer, rng)
            again = CellAsking(place, asking.wording, Random(seed), mixed_up)
            assert CELL_FORMS[form].ask(again).shape == question.shape


@pytest.mark.parametrize("form", JOINT_FORMS)
@property_test
@given(st.data(), SEEDS)
def test_whatever_cells_fit_are_asked_together_fairly(tables, right_answer, form, data, seed):
    table, rng = data.draw(tables), Random(seed)
    for places in some_sets(table, rng):
        if JOINT_FORMS[form].fits(places):
            mixed_up = mixed_up_by_chance(table, rng)
            asking = JointAsking(places, rng.randint(0, 3), Random(seed), mixed_up)
            question = JOINT_FORMS[form].ask(asking)
            assert question.form == form
            check(question, places, right_answer, rng)
            rows = {place.row.id: place.row for place in places}.values()
            items = set(question.shape.items)
            if items <= {place.cell.subject.name for place in places}:
                assert set(question.shape.groups) <= {c.text for row in rows for c in row.cells}
            else:
                assert items <= {stated(row, cell.text) for row in rows for cell in row.cells}
            again = JointAsking(places, asking.wording, Random(seed), mixed_up)
            assert JOINT_FORMS[form].ask(again).shape == question.shape


def holds(clue, subject):
    """Whether a clue fits a subject, told anew: blanks fit, and so does a part of what is said."""
    other = clue.row.by_subject.get(subject)
    if other is None or clue.row.same(clue.cell, other):
        return True

    def says(cell):
        return {reading(part) for value in cell.values for part in plain(value).split(";")}

    mine = [says(one) for one in clue.row.sharing(clue.cell)]
    theirs = [says(one) for one in clue.row.sharing(other)]
    return any(one <= whole for one in mine for whole in theirs)


@property_test
@given(st.data(), SEEDS)
def test_a_vignette_is_open_until_its_deciding_clue_and_then_is_not(tables, data, seed):
    table, rng = data.draw(tables), Random(seed)
    names = {subject.name: subject.id for subject in table.subjects}
    for place in some_places(table, rng):
        if not CELL_FORMS["vignette"].fits(place):
            continue
        shape = CELL_FORMS["vignette"].ask(CellAsking(place, 0, rng)).shape
        options = [names[option] for option in shape.options]
        said = {other.statement: other for other in table.statable[place.subject]}
        clues = [said[clue] for clue in shape.clues]
        number = shape.clues.index(place.statement)
        assert number > 0
        for seen in range(1, len(clues) + 1):
            fitting = [name for name in options if all(holds(one, name) for one in clues[:seen])]
            assert place.subject in fitting
            assert (len(fitting) > 1) is (seen <= number)
        for name in options:
            assert any(holds(clue, name) for clue in clues)
        rivals = [name for name in options if all(holds(one, name) for one in clues[:number])]
        assert any(
            all(name in clue.row.by_subject for clue in clues[:number])
            for name in rivals
            if name != place.subject
        )
        for clue in clues[number + 1 :]:
            assert not all(holds(clue, name) for name in options)
        general = [
            len(table.subjects) - sum(holds(one, s.id) for s in table.subjects) for one in clues
        ]
        assert general[:number] == sorted(general[:number])


@property_test
@given(st.data(), SEEDS)
def test_a_subject_with_a_blank_takes_no_part(tables, data, seed):
    table, rng = data.draw(tables), Random(seed)
    for place in some_places(table, rng):
        blank = [one.name for one in table.subjects if one.id not in place.row.by_subject]
        values = {text for cell in place.row.cells for text in (*cell.values, cell.text)}
        for form in ("choice", "reverse", "true-false"):
            if CELL_FORMS[form].fits(place):
                shape = CELL_FORMS[form].ask(CellAsking(place, 0, rng)).shape
                assert not set(blank) & set(shape.options)
                if form == "true-false":
                    said = plain(shape.prompt)
                    assert any(said.endswith(plain(text)) for text in values)
                if form == "choice":
                    assert set(shape.options) <= values


def test_a_large_table_is_asked_quickly(large_table):
    rng, took = Random(5), []
    places = places_of(large_table)
    for form in CELL_FORMS.values():
        form.fits(places[0])  # what is kept of the table is made once
    for place in rng.sample(places, 100):
        for form in CELL_FORMS.values():
            start = perf_counter()
            if form.fits(place):
                form.ask(CellAsking(place, 0, rng))
            took.append(perf_counter() - start)
    assert sorted(took)[len(took) * 9 // 10] < 0.02


def test_every_form_fits_some_of_a_large_table(large_table):
    rng, places = Random(2), places_of(large_table)
    for name, form in CELL_FORMS.items():
        assert sum(map(form.fits, places)) > len(places) / 4, name
    sets = list(some_sets(large_table, rng))
    for name, form in JOINT_FORMS.items():
        assert any(map(form.fits, sets)), name


def test_pairs_of_a_large_table_can_be_contrasted(large_table):
    row = large_table.rows[1]
    fitting = [
        (one, other)
        for one, other in combinations(row.cells, 2)
        if JOINT_FORMS["contrast"].fits([Place(large_table, row, c) for c in (one, other)])
    ]
    assert fitting
