"""Spreadsheets: what is read of them, and the decks that they become."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import ProblemsFound
from quiz.library.drafts import Draft, DraftKind
from quiz.library.reading import read_deck_bytes
from quiz.library.sheet_drafts import SheetDraft, draft_from, is_of_cards
from quiz.library.sheets import SheetRow, read_sheet

TABLE = "feature,MS,FM\nsite,central,peripheral\ntired,yes,\n"


def rows(content: str | bytes) -> list[tuple[str, ...]]:
    content = content.encode() if isinstance(content, str) else content
    sheet = read_sheet(content, "t.csv")
    return [sheet.head.cells, *(row.cells for row in sheet.rows)]


def draft(text: str, kind: DraftKind = DraftKind.COMPARISON) -> SheetDraft:
    made = draft_from(read_sheet(text.encode(), "t.csv"), Draft("d", "T", kind), "t.csv")
    reading = read_deck_bytes(made.text.encode(), "d.toml")
    assert reading.deck is not None
    assert not [one for one in reading.problems if "has no id" in one.message]
    return made


@pytest.mark.parametrize(
    "content",
    [
        TABLE,
        TABLE.replace(",", ";"),
        TABLE.replace(",", "\t"),
        TABLE.replace("\n", "\r\n"),
        TABLE.replace("\n", "\r"),
        f"\ufeff{TABLE}",
        TABLE.replace("central", '" central "'),
        TABLE + "\n,,\n",
        TABLE.encode("utf-16"),
    ],
)
def test_a_table_is_read_however_it_was_saved(content: str | bytes) -> None:
    assert rows(content) == (
        [("feature", "MS", "FM"), ("site", "central", "peripheral"), ("tired", "yes", "")]
    )


def test_the_delimiter_is_the_one_that_parts_evenly() -> None:
    assert rows("a;b\n1,5;2,5\n3,5;4,5\n") == [("a", "b"), ("1,5", "2,5"), ("3,5", "4,5")]
    assert rows('a,b\n"x;y;z",1\n') == [("a", "b"), ("x;y;z", "1")]


def test_lines_are_counted_over_cells_of_several_lines() -> None:
    sheet = read_sheet(b'a,b\n"x\ny","1""2"\n\nz,2\n', "t.csv")
    assert sheet.rows == (SheetRow(2, ("x\ny", '1"2')), SheetRow(5, ("z", "2")))


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "There is no table", 1),
        (b"a,b\n", "There is no table", 1),
        (b"one\ntwo\n", "There is no table", 1),
        (b"a,b\n" + b'"' + b"x" * 200_000 + b"\n", "There is no table", 1),
        (b"a,b\n\xe9,c\n", "not UTF-8: byte 0xe9", 1),
        (b"\xff\xfea", "not UTF-8", 1),
        (b"a,b\nc,\x1b[31m\n", r"A control character \(U\+001B\)", 2),
        (b"PK\x03\x04\0\0", "A control character", 1),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, message: str, line: int) -> None:
    with pytest.raises(ProblemsFound, match=message) as found:
        read_sheet(content, "t.csv")
    assert found.value.problems[0].line == line


@given(st.binary(max_size=60))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    with suppress(ProblemsFound):
        sheet = read_sheet(content, "t.csv")
        assert draft_from(sheet, Draft("d", "T", DraftKind.CARDS), "t.csv").taken


@given(st.lists(st.lists(st.sampled_from(["", "a", "A", "b\nc", '"', "x;y"]), max_size=4)))
def test_any_table_becomes_a_sound_comparison_or_is_refused(cells: list[list[str]]) -> None:
    text = "\n".join(",".join('"' + one.replace('"', '""') + '"' for one in row) for row in cells)
    with suppress(ProblemsFound):
        assert draft(text).taken


def test_a_comparison_leaves_empty_cells_out() -> None:
    made = draft(TABLE)
    assert (made.taken, made.notes) == (2, ())
    assert 'subject.ms = { name = "MS" }' in made.text
    assert 'cell.fm = "peripheral"' in made.text
    assert made.text.count("cell.") == 3


def test_what_makes_no_feature_is_told_by_its_line() -> None:
    made = draft("x,A,B,,a\nf,1,2,3,4\n,1,2\ng,,,5\nf,3,4\n")
    assert made.taken == 2
    assert made.notes == (
        "Column 5 was left out: a is there already.",
        "Column 4 was left out: the first row has no name for it.",
        "Line 3 was left out: it has no name in its first column.",
        "Line 4 was left out: it says nothing of any subject.",
    )
    assert 'id = "f-2"' in made.text


def test_cards_get_the_form_that_has_a_use_for_what_is_given() -> None:
    made = draft(
        "Question,Answer,accept,wrong,why,tags,form\n"
        "p,a,,,\nq,b,c|d,,,\nr,e,,f| g |,because,x|y,\ns,true,,,,,typed\n",
        DraftKind.CARDS,
    )
    assert made.notes == ()
    deck = read_deck_bytes(made.text.encode(), "d.toml").deck
    assert deck is not None
    assert [deck.forms(key)[0] for key in deck.facts] == ["flashcard", "typed", "choice", "typed"]
    assert 'wrong = ["f", "g"]' in made.text
    assert 'because = "because"' in made.text


def test_what_makes_no_card_is_told_by_its_line() -> None:
    made = draft(
        "prompt,answer,wrong,colour,\np,a,,red,\nq,,,,\nr,b,b|c,,\np,other,,,\n", DraftKind.CARDS
    )
    assert made.taken == 1
    assert made.notes[0].startswith("Left out: colour. The columns known are id, form, prompt,")
    assert made.notes[1:] == (
        "Line 3 was left out: it has no answer.",
        "Line 4 was left out: The wrong option 'b' is a right answer, too.",
        "Line 5 was left out: There is another card with the id 'p-641f'.",
    )


@pytest.mark.parametrize(
    ("text", "kind", "message", "hint"),
    [
        ("a,b\n1,2\n", DraftKind.CARDS, "No column of this table is named prompt or answer", ""),
        ("prompt,b\n1,2\n", DraftKind.CARDS, "is named answer", "Known names are: id, form"),
        ("prompt,answer\n1,\n", DraftKind.CARDS, "No row of this table makes a card", "Line 2"),
        ("x,A\nf,1\n", DraftKind.COMPARISON, "fewer than two subjects", "--kind cards"),
        ("x,A,B\n,1,2\n", DraftKind.COMPARISON, "No row of this table makes a feature", "Line 2"),
        ("x,A,A.\nf,1,2\n", DraftKind.COMPARISON, "fewer than two subjects", ""),
        ("x,*A*,A\nf,1,2\n", DraftKind.COMPARISON, "reads the same as another", ""),
    ],
)
def test_a_table_that_makes_no_deck_is_refused(
    text: str, kind: DraftKind, message: str, hint: str
) -> None:
    with pytest.raises(ProblemsFound, match=message) as found:
        draft(text, kind)
    assert hint in found.value.problems[0].hint


def test_cards_are_told_by_their_columns() -> None:
    assert is_of_cards(read_sheet(b"Front,Back\na,b\n", ""))
    assert not is_of_cards(read_sheet(b"Front,MS\na,b\n", ""))
