from __future__ import annotations

from datetime import date

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError

from quiz.authoring import (
    Aliases,
    ComparisonAliases,
    Id,
    InnerAliases,
    Key,
    Line,
    OneOrMore,
    References,
    Source,
    SourceReference,
    Strictness,
    Text,
    Texts,
    accepted,
    citations,
    kind_of,
    leniencies_taken,
    list_or_table,
    mentions,
)
from quiz.shapes import Citation
from quiz.text import ALL_STRICT, Leniency


def read(kind, value):
    return TypeAdapter(kind, config=ConfigDict(strict=True)).validate_python(value)


def test_a_key_has_no_space_at_its_ends():
    assert read(Key, "a b") == "a b"
    for text in ("", " a", "a\n", " "):
        with pytest.raises(ValidationError):
            read(Key, text)


@pytest.mark.parametrize("text", ["a", "0", "il-2r", "a--b", "a" * 100])
def test_an_id_has_small_letters_digits_and_hyphens(text):
    assert read(Id, text) == text


@pytest.mark.parametrize("text", ["", "-a", "A", "a b", "ä", "a_b", "a/b", "a\n", "a" * 101])
def test_anything_else_is_no_id(text):
    with pytest.raises(ValidationError):
        read(Id, text)


@pytest.mark.parametrize(
    ("kind", "sound", "unsound"),
    [
        (ComparisonAliases, ["c", "d/c"], ["d/c/f", "/c", "d/", "C"]),
        (InnerAliases, ["f", "d/c/f"], ["c/f", "d/c/f/s", "d//f"]),
        (Aliases, ["c", "d/c", "d/c/reverse", "d/c/f/s"], ["/c", "c/", "d//c", "D/c"]),
    ],
)
def test_an_alias_is_a_bare_id_or_a_whole_old_key(kind, sound, unsound):
    assert read(kind, sound) == tuple(sound)
    for alias in unsound:
        with pytest.raises(ValidationError):
            read(kind, [alias])


def test_texts_are_stripped_and_never_empty():
    assert read(Text, " a ") == "a"
    assert read(Texts, ["a", " b "]) == ("a", "b")
    for kind, value in ((Text, " \n"), (Texts, []), (Texts, ["a", " "])):
        with pytest.raises(ValidationError):
            read(kind, value)


def test_a_name_stands_on_one_line():
    assert read(Line, "\n a \n") == "a"
    with pytest.raises(ValidationError, match="one line"):
        read(Line, "a\nb")


def test_texts_are_texts_and_lists_are_lists():
    for kind, value in (
        (Text, 1),
        (Text, True),
        (Texts, ["a", 1]),
        (Texts, "a"),
        (Texts, {"a": 1}),
    ):
        with pytest.raises(ValidationError):
            read(kind, value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("a", "text"), (["a"], "list"), (("a",), "list"), ({}, "table"), (1, "text"), (True, "text")],
)
def test_kinds_are_told_apart_by_what_is_written(value, kind):
    assert kind_of(value) == kind


@pytest.mark.parametrize(
    ("value", "kind"), [({}, "table"), (["a"], "list"), ("a", "list"), (1, "list")]
)
def test_what_is_neither_list_nor_table_should_have_been_a_list(value, kind):
    assert list_or_table(value) == kind


def test_a_model_is_a_table():
    assert kind_of(SourceReference.model_validate({"from": "a"})) == "table"


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        (OneOrMore, 1, "string_type"),
        (OneOrMore, {"a": "b"}, "string_type"),
        (OneOrMore, [], "too_short"),
        (Strictness, "case", "bool_type"),
        (Strictness, {}, "bool_type"),
        (Strictness, ["cases"], "literal_error"),
        (References, "article", "model_type"),
        (References, [], "too_short"),
    ],
)
def test_a_mistake_is_answered_for_what_was_written(kind, value, complaint):
    with pytest.raises(ValidationError) as raised:
        read(kind, value)
    assert [error["type"] for error in raised.value.errors()] == [complaint]


def test_strictness_takes_leniencies_away():
    assert leniencies_taken(False) == frozenset()
    assert leniencies_taken(True) == ALL_STRICT
    assert leniencies_taken(read(Strictness, ["case", "spelling"])) == {
        Leniency.CASE,
        Leniency.SPELLING,
    }
    assert leniencies_taken(()) == frozenset()


# Answers.


def test_an_answer_is_shown_plain_and_counts_in_every_reading():
    answer = accepted("*C*", ("**see**", "see"), frozenset())
    assert answer.text == "C"
    assert answer.texts == ("C", "see", "*C*", "**see**")
    assert accepted("a", None, ALL_STRICT).texts == ("a",)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("It is called *MS*, too", "ms", True),
        ("These are symptoms", "MS", False),
        ("multiple *sclerosis*", "Multiple sclerosis", True),
        ("multiple sclerosis", "*Multiple* sclerosis.", True),
        ("the 2008 subset", "2008-subset", True),
        ("the 2008-subset", "2008 subset", True),
        ("Fibromyalgias", "Fibromyalgia", False),
        ("多発性硬化症です", "多発性硬化症", True),
        ("a (b)", "(b", True),
        ("a", "a b", False),
    ],
)
def test_words_are_found_where_a_reader_would_notice_them(text, words, found):
    assert mentions(text, words) is found


# Sources.


def source(**written):
    return Source.model_validate({"title": "A title", **written})


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ({}, "A title"),
        ({"year": 2008}, "A title"),
        ({"authors": ["Ann Lee"]}, "Lee"),
        ({"authors": ["Ann Lee"], "year": 2008}, "Lee 2008"),
        ({"authors": ["Lee"], "updated": date(2022, 12, 7)}, "Lee 2022"),
        ({"authors": ["Ann Lee"], "year": 2008, "updated": date(2022, 12, 7)}, "Lee 2022"),
        ({"authors": ["X. J. Caro", "E. F. Winter"], "year": 2014}, "Caro and Winter 2014"),
        ({"authors": ["A B", "C D", "E F"], "year": 2008}, "B et al. 2008"),
    ],
)
def test_a_source_is_cited_by_family_and_year(written, short):
    assert source(**written).short == short


def test_a_source_is_found_by_its_doi_first():
    url = "https://example.org"
    assert source().link == ""
    assert source(url=url).link == url
    assert source(url=url, doi="10.1000/x(1)").link == "https://doi.org/10.1000/x(1)"


@pytest.mark.parametrize(
    "written",
    [
        {"doi": "https://doi.org/10.1000/x"},
        {"doi": "10.1000"},
        {"url": "example.org"},
        {"url": "ftp://example.org"},
        {"year": "2008"},
        {"year": 0},
        {"updated": "2022-12-07"},
        {"author": "Ann Lee"},
        {"title": ""},
    ],
)
def test_a_source_refuses_what_it_does_not_know(written):
    with pytest.raises(ValidationError):
        source(**written)


SOURCES = {
    "article": source(authors=["Ann Lee"], year=2022, url="https://example.org"),
    "paper": source(authors=["Bo Ek"], year=2008, journal="Nerves", doi="10.1000/x"),
    "page": source(),
}


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ({"from": "page"}, [Citation("A title")]),
        ({"from": "page", "at": "Chapter 1"}, [Citation("A title, “Chapter 1”")]),
        (
            {"from": "article", "at": ["One", "Two"], "cites": ["paper"]},
            [
                Citation("Lee 2022, “One”, “Two”", "https://example.org"),
                Citation("Ek 2008, Nerves", "https://doi.org/10.1000/x"),
            ],
        ),
        (
            [
                {"from": "article", "cites": ["paper"]},
                {"from": "article", "cites": ["page", "paper"]},
            ],
            [
                Citation("Lee 2022", "https://example.org"),
                Citation("Ek 2008, Nerves", "https://doi.org/10.1000/x"),
                Citation("A title"),
            ],
        ),
    ],
)
def test_what_an_answer_rests_on_is_cited_in_order_and_once(written, cited):
    assert citations(read(References, written), SOURCES) == tuple(cited)


def test_nothing_is_cited_where_nothing_is_named():
    assert citations(None, SOURCES) == ()


def test_a_reference_is_written_with_from_and_nothing_else():
    with pytest.raises(ValidationError):
        SourceReference.model_validate({"origin": "article"})
