from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.comparison.asking import holders
from quiz.comparison.making import is_english
from quiz.comparison.table import Place, Subject, Table
from quiz.markdown import plain
from quiz.text import ALL_STRICT, Leniency, normalise

property_test = settings(max_examples=150)


def ids(cells):
    return [cell.subject.id for cell in cells]


@property_test
@given(st.data())
def test_meaning_the_same_parts_the_cells_into_classes(rows, data):
    row = data.draw(rows)
    for one in row.cells:
        assert row.same(one, one)
        assert {*row.sharing(one)} | {*row.differing(one)} == {*row.cells}
        assert not {*row.sharing(one)} & {*row.differing(one)}
        for other in row.sharing(one):
            assert row.sharing(other) == row.sharing(one)
        for other in row.differing(one):
            assert not row.same(other, one)


@property_test
@given(st.data())
def test_cells_mean_the_same_where_a_chain_of_equal_or_alike_cells_joins_them(rows, data):
    row = data.draw(rows)

    def linked(one, other):
        texts = [{normalise(plain(value)) for value in cell.values} for cell in (one, other)]
        pair = {one.subject.id, other.subject.id}
        return texts[0] == texts[1] or any(pair <= group for group in row.alike)

    for one in row.cells:
        reached, new = [], [one]
        while new:
            reached += new
            new = [c for c in row.cells if c not in reached and any(linked(r, c) for r in reached)]
        assert {*row.sharing(one)} == {*reached}


def test_cells_are_equal_after_normalising_and_without_markdown(row):
    made = row({"s0": "Central.", "s1": "**central**", "s2": ["central"], "s3": "centre"})
    assert ids(made.sharing(made.cells[0])) == ["s0", "s1", "s2"]


def test_the_order_of_values_says_nothing_and_their_number_does(row):
    made = row({"s0": ["a", "B"], "s1": ["b", "a"], "s2": ["a"], "s3": "a; b"})
    assert ids(made.sharing(made.cells[0])) == ["s0", "s1"]


def test_what_is_alike_to_the_alike_is_alike(row):
    made = row(
        {"s0": "a", "s1": "b", "s2": "B", "s3": "c", "s4": "d"}, alike=[["s0", "s1"], ["s2", "s3"]]
    )
    assert ids(made.sharing(made.cells[0])) == ["s0", "s1", "s2", "s3"]
    assert ids(made.differing(made.cells[4])) == ["s0", "s1", "s2", "s3"]


def test_nothing_is_alike_by_way_of_a_blank(row):
    made = row({"s0": "a", "s2": "b"}, alike=[["s0", "s1"], ["s1", "s2"]])
    assert ids(made.sharing(made.cells[0])) == ["s0"]


def test_cells_stand_in_the_order_of_subjects_and_blanks_nowhere(row):
    made = row({"s3": "c", "s0": "a", "s2": "b"})
    assert ids(made.cells) == ["s0", "s2", "s3"]
    assert [(line.subject, line.value) for line in made.contrast.rows] == [
        ("Subject A", "a"),
        ("Subject C", "b"),
        ("Subject D", "c"),
    ]
    assert made.contrast.feature == "the feature"


def test_a_cell_is_a_fact_by_its_ids(row):
    (cell,) = row({"s3": ["*c*", "d"]}).cells
    assert cell.fact == "deck/c/f0/s3"
    assert cell.text == "*c*; d"
    assert cell.meaning == {"c", "d"}
    assert [answer.text for answer in cell.accepted] == ["c", "d"]


def test_a_table_keeps_its_subjects_and_rows(tabled):
    names = {"ms": "Multiple sclerosis", "fm": "Fibromyalgia"}
    made = tabled({"cell": {"fm": "x"}}, {"cell": {"ms": "y"}, "key": True}, names=names)
    assert (made.id, made.title) == ("c", "T")
    assert [subject.short for subject in made.subjects] == ["Multiple sclerosis", "Fibromyalgia"]
    assert [row.key for row in made.rows] == [False, True]


def test_a_cells_own_grounds_win_over_its_features(row):
    made = row(
        {
            "s0": "a",
            "s1": {"text": "b", "because": "own", "source": {"from": "two"}},
            "s2": {"text": "c"},
        },
        because="shared",
        source={"from": "one"},
    )
    assert [cell.because for cell in made.cells] == ["shared", "own", "shared"]
    assert [cell.source.origin for cell in made.cells] == ["one", "two", "one"]


def test_a_cells_own_strictness_wins_over_feature_and_deck(tabled):
    cells = {"s0": "a", "s1": {"text": "b", "strict": False}, "s2": {"text": "c", "strict": True}}
    made = tabled({"cell": cells, "strict": ["case"]}, strict=frozenset({Leniency.ACCENTS}))
    assert [cell.accepted[0].strict for cell in made.rows[0].cells] == [
        {Leniency.CASE, Leniency.ACCENTS},
        frozenset(),
        ALL_STRICT,
    ]


def test_accept_is_for_the_one_value_or_by_value(row):
    made = row(
        {
            "s0": {"text": "a", "accept": ["*x*"]},
            "s1": {"text": ["a", "b"], "accept": {"b": ["y"]}},
            "s2": {"text": "c"},
        }
    )
    texts = [[answer.texts for answer in cell.accepted] for cell in made.cells]
    assert texts == [[("a", "x", "*x*")], [("a",), ("b", "y")], [("c",)]]


def test_a_row_with_one_list_asks_for_several(row):
    assert row({"s0": "a", "s1": ["b", "c"]}).several
    assert not row({"s0": "a", "s1": ["b"]}).several


# What was confused.


def test_a_wrong_value_is_held_by_all_who_say_it_or_mean_the_same(row):
    made = row(
        {
            "s0": "a",
            "s1": "b",
            "s2": "B.",
            "s3": "c",
            "s4": "d",
            "s5": {"text": "e", "accept": ["b"]},
        },
        alike=[["s3", "s1"]],
    )
    assert holders(made, made.cells[0], ["b"]) == tuple(f"deck/c/f0/s{n}" for n in (1, 2, 3, 5))
    assert holders(made, made.cells[0], ["d", "x"]) == ("deck/c/f0/s4",)
    assert holders(made, made.cells[0], []) == ()


def test_a_value_that_is_right_confuses_nothing_whoever_else_has_it(row):
    made = row({"s0": ["a", "b"], "s1": ["b", "c"], "s2": ["c", "d"]})
    assert holders(made, made.cells[0], ["b"]) == ()
    assert holders(made, made.cells[0], ["b", "c"]) == ("deck/c/f0/s1", "deck/c/f0/s2")


@pytest.mark.parametrize(
    ("language", "english"),
    [("en", True), ("en-GB", True), ("EN", True), ("de", False), ("enm", False)],
)
def test_default_questions_are_for_any_english(language, english):
    assert is_english(language) is english


# What holds of whom.


@property_test
@given(st.data())
def test_what_a_cell_says_is_untrue_of_none_who_share_it(rows, data):
    row = data.draw(rows)
    for one in row.cells:
        assert not row.untrue_of(one) & {*ids(row.sharing(one))}
        assert row.untrue_of(one) <= {*ids(row.cells)}
        assert {*ids(row.untrue_for(one))} == {
            other.subject.id for other in row.cells if one.subject.id in row.untrue_of(other)
        }
        for same in row.sharing(one):
            assert row.untrue_of(same) == row.untrue_of(one)
        for other in row.differing(one):
            assert row.apart(one, other) is row.apart(other, one)
            if row.apart(one, other):
                assert not one.meaning <= other.meaning


def test_a_part_of_a_list_holds_of_its_subject_and_the_whole_not_of_the_part(row):
    made = row({"s0": ["a", "b"], "s1": "A.", "s2": "b; a", "s3": "c", "s4": ["b", "c"]})
    a, part, joined, other, overlap = made.cells
    assert made.untrue_of(part) == {"s3", "s4"}
    assert made.untrue_of(a) == {"s1", "s3", "s4"}
    assert made.untrue_of(joined) == made.untrue_of(a)
    assert made.untrue_of(other) == {"s0", "s1", "s2"}
    assert ids(made.untrue_for(part)) == ["s0", "s2", "s3", "s4"]
    assert made.apart(a, overlap)
    assert not made.apart(a, part)


def test_what_cells_alike_say_holds_of_each_other(row):
    made = row(
        {"s0": ["a", "b"], "s1": "x", "s2": "a", "s3": "y"}, alike=[["s0", "s1"], ["s3", "s9"]]
    )
    assert made.untrue_of(made.cells[2]) == {"s3"}


def test_what_is_accepted_of_a_subject_holds_of_it(row):
    made = row({"s0": {"text": "None", "accept": ["No"]}, "s1": "no", "s2": "yes"})
    assert made.untrue_of(made.cells[1]) == {"s2"}


def test_a_text_of_nothing_but_semicolons_says_itself(row):
    made = row({"s0": ";", "s1": "a"})
    assert made.cells[0].said == made.cells[0].meaning == {";"}


# How cells are stated.


def test_a_statement_is_the_feature_and_its_value(tabled):
    made = tabled({"name": "site", "cell": {"s0": ["a", "b"], "s1": "- x\n- y"}})
    (row,) = made.rows
    assert [made.statable[name][0].statement for name in ("s0", "s1")] == [
        "site: a; b",
        "site:\n\n- x\n- y",
    ]
    assert made.statable["s0"][0] == Place(made, row, row.cells[0])
    assert made.statable["s5"] == ()


def test_what_names_its_subject_is_not_stated(tabled):
    made = tabled(
        {"name": "use in FM", "cell": {"s0": "a", "s1": "b"}},
        {"name": "site", "cell": {"s0": "as *MS* has", "s1": "unlike MS"}},
        names={"s0": "MS", "s1": "FM"},
    )
    assert [place.row.id for place in made.statable["s0"]] == ["f0"]
    assert [place.row.id for place in made.statable["s1"]] == ["f1"]
    assert [made.named_in(cell) for row in made.rows for cell in row.cells] == [
        {"s1"},
        {"s1"},
        {"s0"},
        {"s0"},
    ]


def test_features_that_read_alike_are_not_stated(tabled):
    made = tabled(
        {"name": "Site.", "cell": {"s0": "a"}},
        {"name": "*site*", "cell": {"s0": "b"}},
        {"name": "pain", "cell": {"s0": "c"}},
    )
    places = [Place(made, row, row.cells[0]) for row in made.rows]
    assert [place.statable for place in places] == [False, False, True]


def test_a_subject_goes_by_its_short_name_where_that_is_its_own():
    subjects = (
        Subject("ms", "Multiple sclerosis", "MS"),
        Subject("mitral", "Mitral stenosis", "*ms*"),
        Subject("fm", "Fibromyalgia", "FM"),
        Subject("pain", "Pain", "fibromyalgia"),
        Subject("cidp", "CIDP", "CIDP"),
    )
    made = Table("c", "T", subjects, ())
    assert [made.label(subject) for subject in subjects] == [
        "Multiple sclerosis",
        "Mitral stenosis",
        "FM",
        "Pain",
        "CIDP",
    ]
